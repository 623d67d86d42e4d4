"""XML of several invoices becomes a document for each."""

from pathlib import Path

import pytest

from extractors.einvoice.read import read_xml
from extractors.models import Effect, Limits
from orchestrator.reading import read_document
from orchestrator.stages import Stage
from orchestrator.store import documents, receipts
from tests.einvoice_documents import fatturapa
from tests.farm_documents import new_store, receive
from tests.signed_documents import signed

LOT = fatturapa(bodies=2).replace(b"<Numero>123<", b"<Numero>122<", 1)


def test_only_the_first_is_read_of_the_file_itself_so_a_person_must_look() -> None:
    found = read_xml(LOT, "lot.xml", Limits())[0]
    assert found.invoice.invoice_number is not None and found.invoice.invoice_number.value == "122"
    assert [(problem.code, problem.effect) for problem in found.problems] == [("several_invoices", Effect.DOUBTED)]


@pytest.mark.parametrize(
    ("data", "name", "media_type"), [(LOT, b"IT01_lot.xml", "xml"), (signed(LOT), b"IT01_lot.xml.p7m", "p7m")]
)
def test_each_becomes_a_document_below_the_file(tmp_path: Path, data: bytes, name: bytes, media_type: str) -> None:
    store = new_store(tmp_path)
    parent = receive(store, data, name, media_type)

    read_document(store, parent, Limits())

    with store.reading() as tx:
        assert documents.get(tx, parent).stage is Stage.FILED
        (receipt,) = receipts.of_document(tx, parent)
        children = receipts.attached(tx, receipt.id)
        shas = [documents.get(tx, child.document_id).sha256 for child in children]
    assert [child.name for child in children] == ["IT01_lot (1 of 2).xml", "IT01_lot (2 of 2).xml"]
    read = [read_xml(store.blobs.get(sha), "part.xml", Limits())[0] for sha in shas]
    assert [found.invoice.invoice_number and found.invoice.invoice_number.value for found in read] == ["122", "123"]
    assert [found.problems for found in read] == [(), ()]
    store.close()
