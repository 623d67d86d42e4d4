"""Documents judged against orders in the store, on each database: what counts, and what is given free again."""

from datetime import date

import pytest

from extractors.models import Kind
from orchestrator import approval
from orchestrator.errors import DecisionRefused
from orchestrator.judging import Judge
from orchestrator.purchasing.models import OrderState
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, findings, purchase_orders
from orchestrator.store.purchase_facts import standing
from tests.farm_documents import stage_of
from tests.purchasing_farm import COMPANY, billed, came_in, judge_of, know, purchase, verdict


@pytest.fixture
def judge(store: Store) -> Judge:
    return judge_of(store)


def billed_so_far(store: Store, number: str = "PO-45110") -> str:
    with store.reading() as tx:
        order = purchase_orders.by_number(tx, COMPANY, number)
        assert order
        return str(standing(tx, order.id).lines[0].billed)


def judged(judge: Judge, number: str, quantity: str = "4", price: str = "25.00", po: str | None = "PO-45110") -> str:
    document_id = billed(judge.store, number, quantity, price, po)
    judge.judge_document(document_id)
    return document_id


def test_without_any_order_nothing_changes(store: Store, judge: Judge) -> None:
    document_id = judged(judge, "RE-1")
    assert stage_of(store, document_id) is Stage.READY
    assert "No purchase orders are known" in verdict(store, document_id).sentence


def test_partial_bills_until_all_is_billed(store: Store, judge: Judge) -> None:
    know(store, purchase())
    first, second, third = (judged(judge, f"RE-{n}", quantity) for n, quantity in ((1, "4"), (2, "6"), (3, "1")))
    assert [stage_of(store, each) for each in (first, second)] == [Stage.READY, Stage.READY]
    assert stage_of(store, third) is Stage.NEEDS_REVIEW
    said = verdict(store, third)
    assert said.sentence == (
        "Line 1: 10 pcs was ordered, 10 was billed before and 1 is billed now (order PO-45110, line 10)."
    )
    assert said.looked_at["line_1_on_PO-45110/10"] == "10 ordered, 10 billed before, 1 now at 25 (order: 25)"
    assert billed_so_far(store) == "11"


def test_a_rejected_document_bills_nothing(store: Store, judge: Judge) -> None:
    know(store, purchase())
    first = judged(judge, "RE-1", "10")
    over = judged(judge, "RE-2", "4")
    approval.reject(store, first, "anna", "Not ours.")
    assert billed_so_far(store) == "4"
    approval.retry(store, over, "anna", "The other one is gone.")
    judge.judge_document(over)
    assert stage_of(store, over) is Stage.READY
    with store.reading() as tx:
        (gone,) = purchase_orders.matches_of(tx, first)
    assert gone.stage is Stage.REJECTED and not gone.counts


def test_what_waits_counts_for_later_ones_only(store: Store, judge: Judge) -> None:
    know(store, purchase())
    first, second, third = billed(store, "RE-1", "9"), billed(store, "RE-2", "10", "26.00"), billed(store, "RE-3")
    judge.judge_document(second)
    assert stage_of(store, second) is Stage.NEEDS_REVIEW  # for its price
    judge.judge_document(third)
    assert stage_of(store, third) is Stage.NEEDS_REVIEW  # the second came before it
    judge.judge_document(first)
    assert stage_of(store, first) is Stage.READY  # both came after it, and nobody has let them through
    know(store, purchase("PO-2"))
    early, late = billed(store, "RE-4", "8", po="PO-2"), billed(store, "RE-5", "7", po="PO-2")
    judge.judge_document(late)
    assert stage_of(store, late) is Stage.READY  # nothing is known of the early one yet
    judge.judge_document(early)
    assert stage_of(store, early) is Stage.NEEDS_REVIEW


def test_what_a_person_approves_counts(store: Store, judge: Judge) -> None:
    know(store, purchase())
    over = judged(judge, "RE-1", "12")
    for _ in range(2):  # judged again it does not count twice
        approval.retry(store, over, "anna", "Once more.")
        judge.judge_document(over)
    assert stage_of(store, over) is Stage.NEEDS_REVIEW and billed_so_far(store) == "12"
    approval.approve(store, judge, over, "boris", "Agreed by phone.")
    assert stage_of(store, over) is Stage.READY and billed_so_far(store) == "12"
    assert stage_of(store, judged(judge, "RE-2", "1")) is Stage.NEEDS_REVIEW


def test_what_came_in_counts_once_it_is_known(store: Store, judge: Judge) -> None:
    know(store, purchase())
    came_in(store, "LS-1", "3")
    early = judged(judge, "RE-1", "5")
    assert verdict(store, early).sentence == (
        "Line 1: of 10 ordered 3 pcs came in, 0 was billed before and 5 is billed now (order PO-45110, line 10)."
    )
    came_in(store, "LS-2", "2")
    approval.retry(store, early, "anna", "The rest came in.")
    judge.judge_document(early)
    assert stage_of(store, early) is Stage.READY


def test_a_credit_note_gives_back_what_can_be_billed_again(store: Store, judge: Judge) -> None:
    know(store, purchase())
    judged(judge, "RE-1", "10")
    credit = billed(store, "GS-1", "4", kind=Kind.CREDIT_NOTE)
    judge.judge_document(credit)
    assert stage_of(store, credit) in (Stage.READY, Stage.VALIDATED) and billed_so_far(store) == "6"
    assert stage_of(store, judged(judge, "RE-2", "4")) is Stage.READY
    assert stage_of(store, judged(judge, "RE-3", "1")) is Stage.NEEDS_REVIEW


WRITTEN = ("po 45110", "PO45110", "45110", "Bestellung 45110", "PO-45110, PO-45111")


def test_the_number_may_be_written_in_many_ways(store: Store, judge: Judge) -> None:
    know(store, purchase(quantity="100"), purchase("PO-45111", quantity="100"))
    for number, written in enumerate(WRITTEN, start=1):
        document_id = judged(judge, f"RE-{number}", str(number), po=written)
        assert stage_of(store, document_id) is Stage.READY, written
        with store.reading() as tx:
            assert purchase_orders.matches_of(tx, document_id)[0].order_number == "PO-45110"


WRONG: tuple[tuple[str, dict[str, object], str], ...] = (
    ("PO-1, PO-9", {}, "No order PO-9 is known."),
    ("PO-2", {"state": OrderState.CLOSED}, "Order PO-2 is closed."),
    ("PO-3", {"state": OrderState.CANCELLED}, "Order PO-3 was cancelled."),
    (
        "PO-4", {"supplier_code": "S1003", "supplier_name": "Blue Widgets LLC"},
        "Order PO-4 is with Blue Widgets LLC, not with Acme Paper GmbH.",
    ),
    ("PO-5", {"currency": "USD"}, "Order PO-5 is in USD, the document in EUR; prices were not compared."),
)  # fmt: skip


def test_what_is_wrong_is_said(store: Store, judge: Judge) -> None:
    know(store, *(purchase(po.partition(",")[0], **changes) for po, changes, _ in WRONG))
    for po, _, sentence in (*WRONG, ("PO-99999", {}, "No order PO-99999 is known.")):
        document_id = judged(judge, f"RE-{po}", po=po)
        assert stage_of(store, document_id) is Stage.NEEDS_REVIEW
        assert (verdict(store, document_id).sentence, verdict(store, document_id).severity) == (sentence, "review")


def test_a_number_in_the_lines_counts_where_it_is_an_order_of_the_supplier(store: Store, judge: Judge) -> None:
    know(store, purchase("A4-1000"))
    document_id = billed(store, "RE-1", po=None)
    with store.begin() as tx:
        read = findings.latest_extraction(tx, document_id)
        assert read and read.invoice
        (line,) = read.invoice.lines
        assert line.description
        words = line.description.model_copy(update={"value": "Copier paper, your order A4-1000"})
        lines = (line.model_copy(update={"description": words}),)
        changed = read.model_copy(update={"invoice": read.invoice.model_copy(update={"lines": lines})})
        findings.add_extraction(tx, document_id, changed)
    judge.judge_document(document_id)
    assert billed_so_far(store, "A4-1000") == "4"


def test_orders_can_be_asked_for(store: Store) -> None:
    know(store, purchase())
    document_id = judged(judge_of(store, required_suppliers=("S1001",)), "RE-1", po=None)
    assert verdict(store, document_id).sentence == "It names no order, and the rules ask for one."


def test_nobody_approves_what_was_billed_by_another_meanwhile(store: Store, judge: Judge) -> None:
    know(store, purchase())
    waiting = billed(store, "RE-1", "10", due_date=date(2020, 1, 1))
    judge.judge_document(waiting)
    assert stage_of(store, waiting) is Stage.NEEDS_REVIEW and verdict(store, waiting).passed
    assert stage_of(store, judged(judge, "RE-2", "3")) is Stage.NEEDS_REVIEW
    with store.begin() as tx:  # the later one is let through by a person
        later = documents.listing(tx)[0].id
    approval.approve(store, judge, later, "boris", "Agreed by phone.")
    with pytest.raises(DecisionRefused, match="3 was billed before and 10 is billed now"):
        approval.approve(store, judge, waiting, "boris", "The date does not matter.")
    approval.retry(store, waiting, "anna", "Judge it again.")
    judge.judge_document(waiting)
    approval.approve(store, judge, waiting, "boris", "They agreed to more.")
    assert billed_so_far(store) == "13"
