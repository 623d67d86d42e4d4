"""What changed rules would have decided, and the commands about rules."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.settings import Settings, load_settings
from orchestrator import wiring
from orchestrator.cli import app
from orchestrator.rule_sets.dry_run import Class, DryRun, Outcome, dry_run
from orchestrator.rule_sets.files import APPROVAL, OWN, RULES, read_folder
from orchestrator.rule_sets.rulebook import parse
from orchestrator.store import Store, audit, directory, open_store
from orchestrator.wiring import Farm
from tests.unit.test_judging import ACME, extracted, large
from tests.unit.test_own_rules_files import RULE

TOMORROW = datetime.now(UTC) + timedelta(days=1)
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path)


@pytest.fixture
def farm(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Farm]:
    made = Farm(settings)
    made.__dict__["store"] = open_store(settings)
    monkeypatch.setattr("orchestrator.commands.rules.farm", lambda: made)
    with made.store.begin() as tx:
        directory.replace(tx, made.accounts.first.erp, made.accounts.first.company, [ACME])
    yield made
    made.store.close()
    wiring.farm.cache_clear()


def changed(farm: Farm, **files: str) -> DryRun:
    """A dry run of the packaged files with some replaced."""
    names = {"rules": RULES, "own": OWN, "approval": APPROVAL}
    new = read_folder(farm.settings.user_config) | {names[name]: text for name, text in files.items()}
    return dry_run(farm.store, farm.judge, parse(new), YESTERDAY, TOMORROW)


def entries(store: Store) -> int:
    with store.reading() as tx:
        return audit.verify(tx, store.audit_key).entries


def test_an_own_rule_would_hold_what_passes(farm: Farm) -> None:
    one = extracted(farm.store)
    extracted(
        farm.store, po_number="P-1", invoice_number="X2", gross_total="59.50", net_total="50.00", tax_total="9.50"
    )
    assert farm.judge
    before = entries(farm.store)
    found = changed(farm, own=RULE)
    assert entries(farm.store) == before
    (difference,) = found.differences
    assert (difference.document_id, difference.change) == (one, Class.HELD)
    assert difference.new == {"order_number": "119.00 EUR of Acme Paper GmbH needs an order number, and has –."}
    assert (difference.before.outcome, difference.after.outcome) == (Outcome.AUTOMATIC, Outcome.HELD)
    assert found.documents == 2
    assert found.rules == {"order_number": (0, 1)}


def test_looser_parameters_would_let_pass_what_is_held(farm: Farm) -> None:
    late = extracted(farm.store, issue_date=datetime.now(UTC).date() + timedelta(days=9), due_date=None)
    text = read_folder(farm.settings.user_config)[RULES].replace("future_days = 3", "future_days = 30")
    found = changed(farm, rules=text.replace("[period]", "[period]\n# loosened"))
    told = {one.document_id: one for one in found.differences}
    assert list(told[late].gone) == ["dates"]


def test_a_lower_limit_would_ask_a_person(farm: Farm) -> None:
    one = extracted(farm.store)
    text = read_folder(farm.settings.user_config)[APPROVAL]
    found = changed(farm, approval=text.replace("EUR = 5000", "EUR = 100"))
    (difference,) = found.differences
    assert (difference.document_id, difference.change) == (one, Class.APPROVAL)
    assert "over the limit of 100 EUR" in difference.after.approval
    assert found.sums[Class.APPROVAL].gross_totals == {}


def test_only_documents_of_the_time_are_judged(farm: Farm) -> None:
    extracted(farm.store)
    assert (
        dry_run(farm.store, farm.judge, parse(read_folder(farm.settings.user_config)), TOMORROW, TOMORROW).documents
        == 0
    )


def test_the_same_rules_change_nothing(farm: Farm) -> None:
    extracted(farm.store)
    large(farm.store)
    told: list[tuple[int, int]] = []
    book = parse(read_folder(farm.settings.user_config))
    found = dry_run(farm.store, farm.judge, book, YESTERDAY, TOMORROW, lambda done, total: told.append((done, total)))
    assert (found.differences, found.sums[Class.SAME].documents, told) == ((), 2, [(2, 2)])


def test_the_commands(farm: Farm, tmp_path: Path) -> None:
    extracted(farm.store)
    path = tmp_path / "new" / OWN
    path.parent.mkdir()
    path.write_text(RULE)
    since = YESTERDAY.date().isoformat()

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, ["rules", *words], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    assert json.loads(run("check", str(path), "--json"))["changes"] == ["own_rules.toml/order_number"]
    dry = json.loads(run("dry-run", str(path), "--since", since, "--json"))
    assert (dry["documents"], dry["sums"]["would be held now"]["documents"]) == (1, 1)
    assert "would be held now" in run("dry-run", str(path), "--since", since)
    assert "In force: " in run("put", str(path), "--reason", "Policy 4.2")
    (own,) = [rule for rule in json.loads(run("list", "--json"))["rules"] if rule["own"]]
    assert (own["id"], own["severity"], own["serves"]) == ("order_number", "review", "Purchasing policy 4.2")
    assert "must has(po_number)" in run("show", "order_number")
    assert "future_days" in run("show", "dates")
    now, first = json.loads(run("history", "--json"))
    assert (now["reason"], first["put_by"]) == ("Policy 4.2", "file")
    assert '+id = "order_number"' in run("diff")
    assert run("diff", now["rule_set"], str(now["id"])) == ""
    assert Decimal(str(dry["per_second"])) > 0


def test_what_is_passed_over_would_have_come_out_the_same(farm: Farm, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, total in enumerate(("119.00", "90.00", "100.00")):
        extracted(farm.store, invoice_number=f"X{number}", gross_total=total)
    quick = changed(farm, own=RULE)
    monkeypatch.setattr("orchestrator.rule_sets.dry_run._own_alike", lambda *_: False)
    whole = changed(farm, own=RULE)
    assert quick.model_copy(update={"seconds": 0.0}) == whole.model_copy(update={"seconds": 0.0})
    assert [one.change for one in quick.differences] == [Class.HELD]
