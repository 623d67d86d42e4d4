"""Coding proposed from keyed lines: what counts as evidence, how it ranks, how it is told, how right it is."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.coding import measure
from benchmarks.generated.coded_year import coded_year
from config.coding_file import CodingTable, TaxCode, TaxCodes
from config.files import PACKAGED, load_coding
from config.processes import myself
from orchestrator.coding import code_lines
from orchestrator.learning.code_model import load, packaged, save
from orchestrator.learning.coding_proposals import CodingHistory
from orchestrator.learning.posted import learn_from_posted
from orchestrator.learning.support import CLAIM, Support
from orchestrator.stages import Stage
from orchestrator.store import Store, coded_lines, documents, findings, postings
from orchestrator.store.coded_lines import LineCoding
from tests.farm_documents import make_document_ready
from tests.unit.rules_cases import invoice, line

NO_RULES = CodingTable(rows=())
RATES = TaxCodes(rows=(TaxCode(row=2, rate="19", tax_code="VAT 19%"),))


def coded(description: str, account: str, centre: str = "CC1", supplier: str = "S1", **more: Any) -> LineCoding:
    return LineCoding(
        number=1, supplier_code=supplier, description=description, tax_rate="19", account=account,
        tax_code="VAT 19%", cost_centre=centre, source="file", **more,
    )  # fmt: skip


FOURTEEN = CodingHistory(own=[coded(f"Toner {n} black", "6815") for n in range(14)])


def test_a_line_coded_so_fourteen_times_is_proposed_and_says_so() -> None:
    told = FOURTEEN.propose("Toner 99 black", "19")
    assert told is not None and (told.account, told.cost_centre, told.tax_code) == ("6815", "CC1", "VAT 19%")
    assert told.confidence >= CLAIM and told.reason.startswith("coded so 14 of 14 times for this supplier and 'Toner")


def test_account_and_cost_centre_follow_different_words() -> None:
    lines = [
        coded(f"{goods}, {place}", account, centre)
        for _ in range(8)
        for goods, account in (("Toner", "6815"), ("Chair", "0650"))
        for place, centre in (("Hamburg", "CC1"), ("Dresden", "CC2"), ("Kiel", "CC3"))
        if (goods, place) != ("Chair", "Dresden")
    ]
    told = CodingHistory(own=lines).propose("Chair, Dresden", "19")
    assert told is not None and (told.account, told.cost_centre) == ("0650", "CC2")


@pytest.mark.parametrize("other", ["6300", "6400"])
def test_lines_that_disagree_are_not_claimed(other: str) -> None:
    lines = [coded("Service", "6815" if n % 2 else other) for n in range(20)]
    told = CodingHistory(own=lines).propose("Service", "19")
    assert told is not None and told.confidence < CLAIM


def test_another_suppliers_lines_are_a_hint_only() -> None:
    told = CodingHistory(others=[coded("Toner", "6815", supplier="S2")] * 30).propose("Toner", "19")
    assert told is not None and told.account == "6815" and told.confidence < CLAIM
    assert CodingHistory().propose("Toner", "19") is None


def test_a_slip_does_not_teach() -> None:
    lines = [coded("Toner", "4711"), *(coded("Toner" if n % 2 else "Paper", "6815") for n in range(30))]
    told = CodingHistory(own=lines, others=OTHERS).propose("Toner", "19")
    assert told is not None and told.account == "6815" and told.reason.startswith("coded so 15 of 16 times")


def test_a_supplier_coded_by_what_no_page_says_is_not_claimed() -> None:
    lines = [coded(f"{('Toner', 'Paper', 'Pens')[n % 3]}", ("6300", "4980", "6855")[n * n % 7 % 3]) for n in range(40)]
    for goods in ("Toner", "Paper", "Pens", "Chair"):
        told = CodingHistory(own=lines, others=OTHERS).propose(goods, "19")
        assert told is not None and told.confidence < CLAIM, told


OTHERS = [coded(f"Goods {n % 7}", f"6{n % 9}00", f"CC{n % 9}", f"T{n % 9}") for n in range(180)]


def renamed_at(*suppliers: str, kept_at: tuple[str, ...] = ()) -> list[LineCoding]:
    """Lines of ten suppliers with the cost centre 300, newest first; at some it is 305 now, at others still 300."""
    before = [coded("Toner", "6815", "300", f"R{n % 10}") for n in range(60)]
    now = [coded("Toner", "6815", "305", supplier) for supplier in suppliers]
    return [*(coded("Toner", "6815", "300", supplier) for supplier in kept_at), *now, *before, *OTHERS]


def test_a_cost_centre_renamed_at_other_suppliers_is_followed() -> None:
    own = [coded("Paper", "6815", "300")] * 12
    told = CodingHistory(own=own, others=renamed_at("R1", "R2", "R3")).propose("Paper", "19")
    assert told is not None and told.cost_centre == "305" and "300 has become 305" in told.reason


@pytest.mark.parametrize("others", [renamed_at(), renamed_at("R1"), renamed_at("R1", "R2", kept_at=("R3", "R4"))])
def test_a_code_that_others_keep_is_not_renamed(others: list[LineCoding]) -> None:
    told = CodingHistory(own=[coded("Paper", "6815", "300")] * 12, others=others).propose("Paper", "19")
    assert told is not None and told.cost_centre == "300"


def test_a_supplier_that_moved_to_another_account_is_followed() -> None:
    own = [coded("Toner", "0650")] * 5 + [coded("Toner", "6815")] * 20
    told = CodingHistory(own=own, others=OTHERS).propose("Toner", "19")
    assert told is not None and told.account == "0650"


def test_a_place_that_the_supplier_never_named_means_what_it_means_at_others() -> None:
    places = (("Hamburg Nord", "CC1"), ("Dresden", "CC2"), ("Kiel", "CC3"))
    others = [coded(f"Cable, {place}", "6837", cc, f"P{n}") for n in range(6) for place, cc in places * 3]
    own = [coded(f"Toner, {place}", "6815", cc) for place, cc in places[:2] * 6]
    told = CodingHistory(own=own, others=others).propose("Toner, Kiel", "19")
    assert told is not None and (told.account, told.cost_centre) == ("6815", "CC3")
    assert "'kiel' at other suppliers" in told.reason


def test_this_farms_record_lowers_and_raises_a_confidence() -> None:
    unsure = Support("6815", "line", "", 3, 3, 0.93)
    assert unsure.confidence({}) == unsure.confidence({unsure.key: (5, 5)}) == 0.93
    assert unsure.confidence({unsure.key: (400, 400)}) > 0.97
    sure = Support("6815", "line", "", 30, 30, 0.995)
    assert sure.confidence({sure.key: (80, 100)}) < 0.93
    assert sure.confidence({sure.key: (995, 1000)}) == 0.995


def test_the_weights_are_those_of_both_codes_and_read_as_text(tmp_path: Path) -> None:
    save(tmp_path / "weights.json", packaged(), {"seeds": [1000, 1001]})
    assert load(tmp_path / "weights.json") == packaged()
    assert set(packaged().by_attribute) == {"account", "cost_centre"}


def test_the_coding_file_goes_before_what_was_learned() -> None:
    read = invoice([line("Toner 5 black")])
    (by_memory,) = code_lines(read, "S1", NO_RULES, RATES, FOURTEEN)
    (by_file,) = code_lines(read, "S1", load_coding(PACKAGED), RATES, FOURTEEN)
    (by_person,) = code_lines(read, "S1", NO_RULES, RATES, FOURTEEN, {(1, "account"): "4711"})
    assert (by_memory.account, by_memory.source, by_memory.problems) == ("6815", "memory", ())
    assert (by_file.account, by_file.source) == ("6100", "file")
    assert (by_person.account, by_person.source) == ("4711", "person")


def test_an_unsure_proposal_is_told_but_not_used() -> None:
    history = CodingHistory(own=[coded("Toner", "6815"), coded("Toner", "6300"), coded("Toner", "6815")])
    (unsure,) = code_lines(invoice([line("Toner")]), "S1", NO_RULES, RATES, history)
    assert unsure.account == "" and "Earlier lines speak for 6815 / CC1" in unsure.problems[0]


def test_only_keyed_documents_teach_and_the_memory_does_not_prove_itself(store: Store) -> None:
    keyed, rejected, by_itself = (make_document_ready(store, number) for number in ("A-1", "A-2", "A-3"))
    for document_id, source in ((keyed, "file"), (rejected, "file"), (by_itself, "memory")):
        with store.begin() as tx:
            coded_lines.put(tx, document_id, "Example", [coded("Paper", "6100").model_copy(update={"source": source})])
    with store.begin() as tx:
        documents.move(tx, rejected, Stage.READY, Stage.REJECTED, "Ann", "not ours")
    post(store, keyed)
    with store.begin() as tx:  # as the policy approves, without a person
        tx.exec_driver_sql(f"UPDATE approvals SET actor = 'approval policy' WHERE document_id = '{by_itself}'")
    post(store, by_itself)
    with store.reading() as tx:
        assert len(coded_lines.of_supplier(tx, "Example", "S1")) == 1 and coded_lines.counts(tx) == {"S1": 1}
        assert coded_lines.of_supplier(tx, "Another company", "S1") == ()


def test_records_count_how_often_proposals_were_right(store: Store) -> None:
    document_id = make_document_ready(store)
    told = {"account_support": "good line all 3", "cost_centre_support": "good word all 6"}
    line_of = coded("Paper", "6100", proposed_account="6100", proposed_cost_centre="CC7", **told)
    with store.begin() as tx:
        coded_lines.put(tx, document_id, "Example", [line_of])
    post(store, document_id)
    with store.reading() as tx:
        found = {r.support: (r.right, r.total) for r in coded_lines.records(tx, "Example")}
    assert found == {"good line all 3": (1, 1), "good word all 6": (0, 1)}


def post(store: Store, document_id: str) -> None:
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, myself(), timedelta(minutes=1))
        postings.intend(tx, document_id, fence, myself())
        documents.move(tx, document_id, Stage.SUBMITTING, Stage.POSTED, "bot", "keyed", fence=fence)
        learn_from_posted(tx, document_id)
        assert findings.approvals_of(tx, document_id)


def test_claims_of_a_generated_year_hold() -> None:
    tally, _ = measure(coded_year("ratchet", 300, 20))
    assert tally.precision >= 0.985 and tally.coverage >= 0.75, tally
