"""The approval policy's rules: what a file may say, what is refused with its line, and which rule applies to what."""

from decimal import Decimal
from typing import Any

import pytest

from config.approval_rules import ROLES
from config.errors import ConfigError
from config.files import PACKAGED, read_approval_policy
from config.toml_lines import line_of
from extractors.models import Kind
from orchestrator.approving.choosing import choose
from orchestrator.approving.facts import Facts
from orchestrator.approving.plan import ANY_APPROVER
from orchestrator.people.roles import Role
from orchestrator.rules import Severity, Verdict
from tests.unit.test_rules_policy import FAILED, KNOWN, PASSED, UNKNOWN

HEAD = 'kinds = ["invoice", "credit_note"]\n[limits]\nEUR = 5000\n[groups]\nboard = ["anna", "boris"]\n'
LARGE = '[[rules]]\nname = "large"\nwhen.amount_over = { EUR = 50000 }\nsteps = [{ one_of = ["group:board"] }]\n'


def policy(text: str = LARGE) -> Any:
    return read_approval_policy(HEAD + text, "approval.toml")


def facts(gross: str = "100", currency: str = "EUR", **changes: Any) -> Facts:
    known: dict[str, Any] = {"kind": Kind.INVOICE, "supplier": KNOWN, "verdicts": PASSED}
    return Facts(currency=currency, gross_total=Decimal(gross), **known | changes)


def rule(when: str, then: str = 'steps = [{ one_of = ["anyone"] }]') -> str:
    return f'[[rules]]\nname = "it"\n{when}\n{then}\n'


def test_the_form_with_limits_alone_goes_on() -> None:
    old = read_approval_policy((PACKAGED / "approval.toml").read_text(), "approval.toml")
    assert old.rules == () and choose(old, facts("4999")).plan.automatic
    assert choose(old, facts("5001")).plan.steps == (ANY_APPROVER,)


def test_the_roles_that_a_file_may_name_are_those_of_the_farm() -> None:
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (LARGE.replace("group:board", "group:bored"), "line 9: there is no group 'bored'"),
        (LARGE.replace("group:board", "role:boss"), "line 9: rules.0.steps.0.one_of.0: there is no role 'boss'"),
        (LARGE.replace("amount_over", "amount_above"), "line 8: rules.0.when.amount_above: this name is not known"),
        (LARGE.replace("EUR", "Euro"), "line 8: rules.0.when.amount_over.Euro"),
        (LARGE + LARGE, "line 7: two rules have the name 'large'"),
        (LARGE.replace("one_of", "countersign"), "line 6: rules.0: the first step cannot be a countersignature"),
        (LARGE.replace("}]", ', within = "2 days" }]'), "within and escalate_to go together"),
        (LARGE.replace("}]", ', remind_after = "soon" }]'), "write a time as '8 hours'"),
        (LARGE.replace('{ one_of = ["group:board"] }', "{ }"), "a step has one of"),
        (LARGE.replace("steps = [{", "automatic = true\nsteps = [{"), "a rule leads to steps, or says automatic"),
        (rule("when.kinds = ['invoice']", "automatic = true"), "an automatic rule needs amount_up_to"),
        (rule("when = {amount_up_to={EUR=1}, failed_rules=['any']}", "automatic = true"), "is never automatic"),
        (rule("when.kinds = ['contract']"), "'contract' is never keyed"),
        (rule("", 'steps = [{ all_of = ["anna", "anna"] }]'), "all_of names somebody twice"),
        (rule("", 'steps = [{one_of=["anna"]}, {countersign=["anna"]}]'), "rule 'it': its steps take 2 different"),
        (rule("", 'steps = [{all_of=["group:board", "group:board", "boris"]}]'), "take 3 different people, but the 2"),
        ("[person_limits]\n'group:x' = {EUR = 1}\n", "there is no group 'x'"),
        ("more = ['group:board']\n", "no group is in a group"),
        ("[person_limits]\nanna = {EUR = -1}\n", "line 7: person_limits.anna.EUR"),
    ],
)  # fmt: skip
def test_a_wrong_policy_is_refused_with_its_line(wrong: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_approval_policy((HEAD if "[groups]" not in wrong else "") + wrong, "/etc/approval.toml")
    assert str(caught.value).startswith("/etc/approval.toml: ") and told in str(caught.value)


def test_a_value_is_found_in_its_line() -> None:
    text = (
        "a = 1\n[[rules]]\nname = 'x'\n[[rules]]\nname = 'y'\n[[rules.steps]]\none_of = ['a']\n['odd.name']\nb.c = 2\n"
    )
    steps = ("rules", 1, "steps", 0, "one_of", 0)
    places = (("rules", 0, "name"), steps, ("odd.name", "b"), ("rules", 1, "when"), ("z",))
    assert [line_of(text, place) for place in places] == [3, 7, 9, 4, None]


@pytest.mark.parametrize(
    ("when", "fits", "does_not"),
    [
        ("when.amount_over = { EUR = 100 }", {"gross": "100.01"}, [{"gross": "100"}, {"currency": "USD"}]),
        ("when.amount_up_to = { EUR = 100 }", {"gross": "100"}, [{"gross": "100.01"}, {"currency": "USD"}]),
        ("when.currencies = ['CHF']", {"currency": "CHF"}, [{}]),
        ("when.suppliers = ['S1001', 'S2']", {}, [{"supplier": UNKNOWN}]),
        ("when.cost_centres = ['IT']", {"cost_centres": {"IT", "HR"}}, [{}, {"cost_centres": {"HR"}}]),
        ("when.accounts = ['6100']", {"accounts": {"6100"}}, [{}]),
        ("when.kinds = ['credit_note']", {"kind": Kind.CREDIT_NOTE}, [{}]),
        ("when.languages = ['zh']", {"language": "zh"}, [{}, {"language": "de"}]),
        ("when.failed_rules = ['iban']", {"verdicts": FAILED}, [{}]),
        ("when.failed_rules = ['any']", {"verdicts": FAILED}, [{}]),
        ("when.alerts = ['any']", {"alerts": {"split"}}, [{}]),
        ("when.confidence_below = 0.9", {"least_sure": ("currency", 0.89)}, [{}, {"least_sure": ("currency", 0.9)}]),
        ("when.learned_coding = true", {"learned_coding": True}, [{}]),
        ("when.corrected = false", {}, [{"corrected": True}]),
        ("when = {kinds = ['invoice'], currencies = ['CHF']}", {"currency": "CHF"}, [{}]),
    ],
)  # fmt: skip
def test_a_rule_applies_where_all_its_conditions_hold(when: str, fits: Any, does_not: list[Any]) -> None:
    asked = policy(rule(when))
    applies = choose(asked, facts(**fits))
    assert (applies.plan.rule, applies.tried[0].unmet) == ("it", "")
    for changes in does_not:
        other = choose(asked, facts(**changes))
        assert other.plan.rule == "" and other.tried[0].unmet, changes


def test_the_first_rule_that_applies_decides_and_the_others_say_why_not() -> None:
    small = rule("when.amount_up_to = { EUR = 60000 }", "automatic = true")
    chosen = choose(policy(LARGE + small), facts("55000"))
    assert (chosen.plan.rule, len(chosen.tried)) == ("large", 1)
    chosen = choose(policy(LARGE + small), facts("20000"))
    assert (chosen.plan.rule, chosen.plan.automatic) == ("it", True)
    assert chosen.tried[0].unmet == "20000 EUR is not over 50000 EUR"


@pytest.mark.parametrize(
    "changes",
    [
        {"verdicts": FAILED}, {"verdicts": ()}, {"supplier": UNKNOWN}, {"alerts": {"split"}}, {"gross": "0"},
        {"account_by_person": True}, {"kind": Kind.RECEIPT}, {"learned_coding": True},
    ],
)  # fmt: skip
def test_no_rule_approves_automatically_what_the_core_leaves_to_people(changes: dict[str, Any]) -> None:
    everything = policy(rule("when.amount_up_to = { EUR = 1000000 }", "automatic = true"))
    assert choose(everything, facts()).plan.automatic
    plan = choose(everything, facts(**changes)).plan
    assert not plan.automatic and plan.reason


def test_a_bank_account_that_a_person_entered_is_not_automatic_by_the_limits_either() -> None:
    plan = choose(policy(""), facts(account_by_person=True)).plan
    assert plan.steps == (ANY_APPROVER,) and "entered the bank account" in plan.reason


def test_a_note_that_did_not_pass_counts_as_failed() -> None:
    note = Verdict(rule_id="note", version="1", passed=False, severity=Severity.NOTE, sentence="x", looked_at={})
    assert facts(verdicts=(*PASSED, note)).failed == {"note"}
