"""What the ERP's records say of a run: each thing that can be wrong is counted as what it is."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from orchestrator.chaos.billing import load_sellers
from orchestrator.chaos.books import Booked, BookedLine, booked
from orchestrator.chaos.dropping import make_files
from orchestrator.chaos.local_erp import SUPPLIERS
from orchestrator.chaos.truth import Billed, Fate
from orchestrator.chaos.verdict import Verdict, judge
from orchestrator.errors import OrchestratorError
from orchestrator.stages import Stage
from orchestrator.store.documents import Document

FILES = make_files(9, 50, load_sellers(SUPPLIERS), date(2026, 11, 22))
GOOD = [file.billed for file in FILES if file.fate is Fate.POSTED]


def entry_of(billed: Billed, erp_number: str = "AP-1") -> Booked:
    return Booked(
        supplier=billed.seller.name, number=billed.number, kind=billed.kind.value, state="posted",
        date=billed.issue_date, currency=billed.currency, net=billed.net, tax=billed.tax, gross=billed.gross,
        erp_number=erp_number,
        lines=tuple(
            BookedLine(description=li.description, account=li.account, quantity=li.quantity, unit_price=li.unit_price,
                       net=li.net)
            for li in billed.lines
        ),
    )  # fmt: skip


def document_of(billed: Billed, stage: Stage) -> Document:
    now = datetime.now(UTC)
    return Document(
        id="d1", sha256="", media_type="xml", size=1, received_at=now, stage=stage, stage_since=now, reason="why",
        fence=1, not_before=None, kind=None, language=None, supplier_name=billed.seller.name, supplier_code=None,
        invoice_number=billed.number, issue_date=None, due_date=None, currency=None, gross_total=None, erp_number=None,
    )  # fmt: skip


def verdict_on(books: Sequence[Booked], documents: Sequence[Document] = ()) -> Verdict:
    return judge(FILES, books, documents)


BOOKS = [entry_of(billed) for billed in GOOD]


def test_all_is_well() -> None:
    verdict = verdict_on(BOOKS)
    assert verdict.passed and not verdict.findings
    assert (verdict.files, verdict.wanted, verdict.posted) == (50, len(GOOD), len(GOOD))


def test_one_that_is_in_no_books_is_lost() -> None:
    verdict = verdict_on(BOOKS[1:])
    assert (verdict.lost, verdict.held, verdict.posted) == (1, 0, len(GOOD) - 1)
    assert not verdict.passed
    assert GOOD[0].number in verdict.findings[0] and "LOST" in verdict.findings[0]


def test_a_draft_is_not_posted() -> None:
    draft = BOOKS[0].model_copy(update={"state": "draft"})
    assert (verdict_on([draft, *BOOKS[1:]]).lost, verdict_on([draft, *BOOKS[1:]]).drafts) == (1, 1)


def test_one_that_the_farm_says_it_posted_is_lost_all_the_same() -> None:
    assert verdict_on(BOOKS[1:], [document_of(GOOD[0], Stage.POSTED)]).lost == 1


def test_one_that_waits_for_a_person_is_held_and_not_lost() -> None:
    verdict = verdict_on(BOOKS[1:], [document_of(GOOD[0], Stage.NEEDS_REVIEW)])
    assert (verdict.lost, verdict.held, verdict.passed) == (0, 1, False)


def test_a_second_entry_is_twice_even_with_the_number_written_otherwise() -> None:
    again = entry_of(GOOD[0], "AP-2").model_copy(update={"number": f" {GOOD[0].number.lower()} "})
    verdict = verdict_on([*BOOKS, again])
    assert verdict.twice == 1
    assert "AP-2" in verdict.findings[0]


@pytest.mark.parametrize(
    "change",
    [
        {"date": date(2020, 1, 1)},
        {"currency": "XXX"},
        {"net": Decimal("0.01")},
        {"tax": Decimal("0.01")},
        {"gross": Decimal("0.01")},
        {"kind": "other"},
        {"lines": ()},
        {"lines": BOOKS[0].lines * 2},
        {"lines": (BOOKS[0].lines[0].model_copy(update={"description": "?"}), *BOOKS[0].lines[1:])},
        {"lines": (BOOKS[0].lines[0].model_copy(update={"account": "6999"}), *BOOKS[0].lines[1:])},
        {"lines": (BOOKS[0].lines[0].model_copy(update={"quantity": Decimal(99)}), *BOOKS[0].lines[1:])},
    ],
)
def test_an_entry_that_differs_is_wrong(change: dict[str, object]) -> None:
    verdict = verdict_on([BOOKS[0].model_copy(update=change), *BOOKS[1:]])
    assert (verdict.wrong, verdict.lost, verdict.passed) == (1, 0, False)


def test_one_under_another_supplier_is_wrong_and_lost() -> None:
    other = next(billed.seller for billed in GOOD if billed.seller != GOOD[0].seller)
    verdict = verdict_on([BOOKS[0].model_copy(update={"supplier": other.name}), *BOOKS[1:]])
    assert (verdict.wrong, verdict.lost) == (1, 1)


def test_one_that_a_person_had_to_look_at_is_wrong_in_the_books() -> None:
    spoilt = next(file.billed for file in FILES if file.fate is Fate.PERSON)
    assert verdict_on([*BOOKS, entry_of(spoilt)]).wrong == 1


def test_an_unknown_outcome_is_in_doubt() -> None:
    verdict = verdict_on(BOOKS, [document_of(GOOD[0], Stage.IN_DOUBT)])
    assert (verdict.in_doubt, verdict.passed) == (1, False)


def test_lines_in_another_order_and_an_erp_without_quantities_are_right() -> None:
    entry = next(entry for entry in BOOKS if len(entry.lines) > 1)
    bare = tuple(li.model_copy(update={"quantity": None, "unit_price": None}) for li in reversed(entry.lines))
    books = [entry.model_copy(update={"lines": bare}) if e is entry else e for e in BOOKS]
    assert verdict_on(books).passed


def test_what_the_erp_cannot_hold_is_right_in_the_way_that_it_is_keyed() -> None:
    file = next(f for f in FILES if f.fate is Fate.POSTED and any('"' in li.description for li in f.billed.lines))
    entry = entry_of(file.billed)
    lines = tuple(li.model_copy(update={"description": li.description.replace('"', "”")}) for li in entry.lines)
    curved = entry.model_copy(update={"lines": lines})
    assert judge([file], [curved], (), {'"': "”"}).passed
    assert judge([file], [curved], ()).wrong == 1


def test_records_that_no_reader_gives_are_refused() -> None:
    with pytest.raises(OrchestratorError, match="records"):
        booked([{"supplier": "x"}])
