"""Who approves: the farm itself, or a person."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.approval_file import ApprovalPolicy, SupplierApproval
from extractors.models import Kind
from orchestrator.policy import Decision, decide
from orchestrator.rules import judge
from orchestrator.suppliers import SupplierMatch
from tests.unit.rules_cases import KNOWN, UNKNOWN, case

POLICY = ApprovalPolicy(
    kinds=frozenset({"invoice", "credit_note"}), limits={"EUR": Decimal(5000), "GBP": Decimal(4300)}
)
PASSED = judge(case())
FAILED = judge(case(gross_total="191.00", iban="DE00"))


def decided(
    gross: str = "100",
    currency: str = "EUR",
    kind: Kind = Kind.INVOICE,
    supplier: SupplierMatch = KNOWN,
    **changes: Any,
) -> Decision:
    return decide(
        kind,
        supplier,
        currency,
        Decimal(gross),
        changes.get("verdicts", PASSED),
        changes.get("policy", POLICY),
        changes.get("learned_coding", False),
    )


def special(**approval: Any) -> ApprovalPolicy:
    return POLICY.model_copy(update={"suppliers": {"S1001": SupplierApproval(**approval)}})


@pytest.mark.parametrize(
    ("gross", "currency", "kind"),
    [("0.01", "EUR", Kind.INVOICE), ("5000.00", "EUR", Kind.INVOICE), ("4300", "GBP", Kind.CREDIT_NOTE)],
)
def test_up_to_the_limit_no_person_is_asked(gross: str, currency: str, kind: Kind) -> None:
    found = decided(gross, currency, kind)
    assert found.automatic
    assert f"{gross} {currency} from S1001 is within the limit" in found.reason


def test_an_account_that_was_only_learned_is_left_to_a_person_unless_the_policy_trusts_it() -> None:
    assert "only learned from earlier lines" in decided(learned_coding=True).reason
    assert decided(learned_coding=True, policy=POLICY.model_copy(update={"learned_coding": True})).automatic


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"gross": "5000.01"}, "5000.01 EUR is over the limit of 5000 EUR."),
        ({"gross": "4999", "currency": "GBP"}, "over the limit of 4300 GBP"),
        ({"currency": "JPY"}, "The approval policy has no limit for JPY."),
        ({"currency": ""}, "no limit for a document without currency"),
        ({"kind": Kind.RECEIPT}, "The approval policy leaves each receipt to a person."),
        ({"supplier": UNKNOWN}, UNKNOWN.sentence),
        ({"gross": "0"}, "A gross total of 0 EUR is not approved automatically."),
        ({"gross": "-5"}, "A gross total of -5 EUR is not approved automatically."),
        ({"verdicts": FAILED}, "Not every rule passed: arithmetic, iban."),
        ({"verdicts": ()}, "The document was not judged by any rule."),
        ({"policy": special(automatic=False)}, "leaves everything of supplier S1001 to a person"),
        ({"policy": special(limits={"EUR": Decimal(50)})}, "100 EUR is over the limit of 50 EUR."),
        ({"policy": POLICY.model_copy(update={"limits": {}})}, "no limit for EUR"),
    ],
)
def test_a_person_is_asked_with_the_reason(changes: dict[str, Any], told: str) -> None:
    found = decided(**changes)
    assert not found.automatic
    assert told in found.reason


def test_a_supplier_may_have_a_higher_limit_or_another_currency() -> None:
    assert decided("9000", policy=special(limits={"EUR": Decimal(9000)})).automatic
    assert decided("9000", "JPY", policy=special(limits={"JPY": Decimal(9000)})).automatic
    assert decided("4300", "GBP", policy=special(limits={"EUR": Decimal(50)})).automatic


@given(
    st.decimals(min_value=-10_000, max_value=10_000, places=2),
    st.sampled_from(["EUR", "GBP", "JPY"]),
    st.sampled_from([KNOWN, UNKNOWN]),
    st.sampled_from([PASSED, FAILED, ()]),
    st.sampled_from(list(Kind)),
)
def test_automatic_means_judged_known_and_within_a_listed_limit(
    gross: Decimal, currency: str, supplier: SupplierMatch, verdicts: Any, kind: Kind
) -> None:
    found = decide(kind, supplier, currency, gross, verdicts, POLICY)
    within = currency in POLICY.limits and 0 < gross <= POLICY.limits[currency]
    asked = supplier is KNOWN and verdicts is PASSED and kind.value in POLICY.kinds
    assert found.automatic is (within and asked)
    assert found.reason
