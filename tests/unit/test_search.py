"""Finding documents: by words in and about them, amounts as people write them, filters, page after page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text, update

from orchestrator.stages import NEEDS_PERSON, Stage
from orchestrator.store import Store, documents, findings, lists, search
from orchestrator.store.lists import Filters
from orchestrator.store.search_words import MOST, asked, words_of
from orchestrator.store.tables import search_entries
from tests import factories

BILL = factories.Bill()


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    factories.register_fonts()
    for at, stage in enumerate((Stage.POSTED, Stage.NEEDS_REVIEW, Stage.VALIDATED, Stage.FAILED, Stage.RECEIVED)):
        factories.invoice(store, replace(BILL, number=f"RE-2026-{417 + at:04}"), f"scan_{at:03}.pdf", stage)
    factories.invoice(store, factories.CHINESE, "发票-20260318.pdf", Stage.POSTED)
    factories.invoice(store, factories.RUSSIAN, "счёт-118.pdf", Stage.NEEDS_REVIEW)
    yield store


def found(store: Store, **filters: object) -> list[str]:
    with store.reading() as tx:
        asked_for = Filters.model_validate(filters)
        page = lists.page(tx, asked_for)
        assert lists.count(tx, asked_for) == (len(page.documents), False)
        return [document.invoice_number or "" for document in page.documents]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("bürobedarf 0418", ["RE-2026-0418"]), ("BUROBEDARF re-2026-0418", ["RE-2026-0418"]),
        ("bedarf 20260418", ["RE-2026-0418"]), ("0260418", ["RE-2026-0418"]), ("scan_001", ["RE-2026-0418"]),
        ("上海", ["FP20260318"]), ("文具有限", ["FP20260318"]), ("上", ["FP20260318"]), ("海上", []),
        ("发票", ["FP20260318"]),
        ("ветер", ["СЧ-118"]), ("СЕВЕРНЫЙ", ["СЧ-118"]), ("северн 15.000,00", ["СЧ-118"]), ("15 000,00", ["СЧ-118"]),
        ("15,000.00", ["СЧ-118"]), ("15000,00", ["СЧ-118"]), ("15.000", ["СЧ-118"]), ("15.000,0", ["СЧ-118"]),
        ("1.500,00", []), ("%", []), ("_ *", []), ("\" OR 1 --", []), ("s_nordwind", []), ("nordwind gibtesnicht", []),
    ],
)  # fmt: skip
def test_words_and_amounts_as_people_type_them(filled: Store, typed: str, numbers: list[str]) -> None:
    assert found(filled, text=typed) == numbers


def test_words_inside_the_document_are_found_until_they_are_read_otherwise(filled: Store) -> None:
    document_id = factories.invoice(filled, replace(BILL, number="T-1"), "text.pdf", Stage.NEEDS_REVIEW)
    with filled.begin() as tx:
        read = findings.latest_extraction(tx, document_id)
        assert read
        inside = "Zahlbar in 14 Tagen. Gesamt 9.876,54 EUR; 货物已经签收，请付款。 Итого 12 345,60"
        findings.add_extraction(tx, document_id, read.model_copy(update={"text": inside}))
    for typed in ("zahlbar tagen", "9876.54", "9,876.54", "12.345,60", "签收", "付款", "货物已经", "итого"):
        assert found(filled, text=typed) == ["T-1"], typed
    with filled.begin() as tx:
        findings.add_extraction(tx, document_id, read.model_copy(update={"text": "Payable at once"}))
    assert found(filled, text="zahlbar") == [] and found(filled, text="payable") == ["T-1"]


def test_what_is_written_and_rolled_back_is_not_found(filled: Store) -> None:
    with filled.reading() as tx:
        (document,) = lists.page(tx, Filters(text="0417")).documents
    with pytest.raises(RuntimeError), filled.begin() as tx:
        documents.describe(tx, document.id, supplier_name="Verworfen AG")
        raise RuntimeError
    assert found(filled, text="verworfen") == [] and found(filled, text="nordwind 0417") == ["RE-2026-0417"]


def test_the_supplier_alone_can_be_asked_for(filled: Store) -> None:
    assert found(filled, supplier="nord bedarf", stages=["needs_review"]) == ["RE-2026-0418"]
    assert found(filled, supplier="0418") == [] and found(filled, supplier="东方") == ["FP20260318"]
    assert found(filled, supplier="?!") == []


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"currency": "EUR"}, 3), ({"currency": "RUB"}, 1), ({"kind": "invoice"}, 5), ({"kind": "contract"}, 0),
        ({"stages": tuple(NEEDS_PERSON)}, 4), ({"stages": tuple(NEEDS_PERSON), "currency": "EUR"}, 2),
        ({"stages": ("posted",), "text": "nordwind"}, 1), ({"lane": "nowhere"}, 0),
        ({"since": date(2020, 1, 1)}, 7), ({"until": date(2020, 1, 1)}, 0),
        ({"issued_since": BILL.issued, "issued_until": BILL.issued}, 5), ({"issued_since": date(2027, 1, 1)}, 0),
    ],
)  # fmt: skip
def test_filters_narrow_and_fit_together(filled: Store, filters: dict[str, object], count: int) -> None:
    assert len(found(filled, **filters)) == count


@pytest.mark.parametrize("typed", ["", "nordwind"])
@pytest.mark.parametrize("stages", [(), (Stage.RECEIVED,), (Stage.RECEIVED, Stage.NEEDS_REVIEW)])
def test_page_after_page_shows_each_once_newest_first(store: Store, typed: str, stages: tuple[Stage, ...]) -> None:
    made = [
        factories.invoice(store, replace(BILL, number=f"N-{at}"), f"nordwind{at}.pdf", stage)
        for at, stage in enumerate([Stage.RECEIVED, Stage.NEEDS_REVIEW] * 4)
        if not stages or stage in stages
    ]
    shown, after = [], ""
    with store.reading() as tx:
        while True:
            page = lists.page(tx, Filters(text=typed, stages=stages), after, limit=3)
            shown += [document.id for document in page.documents]
            if page.after is None:
                break
            after = page.after
    assert shown == made[::-1]


def test_counting_stops_early(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled.reading() as tx:
        assert lists.count(tx, Filters(), most=3) == (3, True)
        assert lists.count(tx, Filters(text="nordwind"), most=1) == (1, True)
        assert lists.count(tx, Filters(stages=(Stage.POSTED, Stage.FAILED)), most=1) == (1, True)
        both = Filters(text="nordwind", currency="EUR")
        assert lists.count(tx, both) == (3, False)
        monkeypatch.setattr(lists, "FEW", 0)
        assert lists.count(tx, both, looked_at=100) == (3, False)
        assert lists.count(tx, both, looked_at=2) == (2, True)
        assert lists.count(tx, Filters(currency="EUR", kind="invoice"), looked_at=100) == (3, False)
        assert lists.count(tx, Filters(currency="EUR", stages=(Stage.FILED,)), looked_at=100) == (0, False)


def test_a_common_word_is_no_beginning(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    bill = replace(BILL, number="L-1", supplier="Nordwindpark AG")
    factories.invoice(filled, bill, "park.pdf", Stage.NEEDS_REVIEW)
    assert len(found(filled, text="nordwind")) == 4
    monkeypatch.setattr(lists, "COMMON", 2)
    assert len(found(filled, text="nordwind")) == 3
    assert found(filled, text="nordwindp") == ["L-1"]


@pytest.mark.parametrize("few", [0, 1000])
def test_few_or_many_the_answer_is_the_same(filled: Store, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(lists, "FEW", few)
    assert found(filled, text="nordwind", stages=["needs_review", "posted"]) == ["RE-2026-0418", "RE-2026-0417"]
    assert found(filled, currency="EUR", kind="invoice", stages=["needs_review", "posted"], since=date(2020, 1, 1)) == [
        "RE-2026-0418", "RE-2026-0417",
    ]  # fmt: skip
    assert found(filled, lane="nowhere") == found(filled, text="nordwind", lane="nowhere") == []
    with filled.reading() as tx:
        first = lists.page(tx, Filters(currency="EUR", kind="invoice"), limit=1)
        second = lists.page(tx, Filters(currency="EUR", kind="invoice"), first.after or "", limit=1)
    assert [d.invoice_number for d in (*first.documents, *second.documents)] == ["RE-2026-0419", "RE-2026-0418"]


def test_documents_from_before_the_index_are_indexed_by_one_call(filled: Store) -> None:
    with filled.begin() as tx:
        tx.execute(update(search_entries).values(words=None))
        if tx.dialect.name == "sqlite":
            tx.execute(text("INSERT INTO search_index (search_index) VALUES ('delete-all')"))
    assert found(filled, text="0418") == []
    assert list(search.refresh_all(filled))[-1] == 7
    assert found(filled, text="0418") == ["RE-2026-0418"] and found(filled, text="上海") == ["FP20260318"]


def test_a_book_of_words_is_cut_and_hostile_text_taken() -> None:
    many = " ".join(f"word{at}" for at in range(MOST * 2))
    assert len(words_of("d", "S", (), None, (), many)) <= MOST + 10
    odd = "\x00\ud7ff'\"%_*^ \u202e" + "x" * 5000 + " 99999999999999999999999999999999999,99 \U0001f4a9"
    assert all(len(word) <= 60 for word in words_of("d" * 32, odd, (odd,), Decimal("1E+3"), (odd,), odd))
    assert asked("'\"%_*^") is None


def test_many_days_ago_is_a_filter_by_day(filled: Store) -> None:
    with filled.begin() as tx:
        (old, *_) = lists.page(tx, Filters(text="0418")).documents
        documents.describe(tx, old.id, received_at=old.received_at - timedelta(days=10))
    day = (old.received_at - timedelta(days=10)).date()
    assert found(filled, since=day, until=day) == ["RE-2026-0418"]
    assert found(filled, text="nordwind", until=day) == ["RE-2026-0418"]
