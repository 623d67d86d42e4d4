"""Erasing a document: nothing of it is left anywhere, the chain holds, and its pages say so."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, String, Text, cast, select, update

from config.errors import ConfigError
from config.files import PACKAGED, load_retention
from config.retention_file import Period, RetentionFile
from config.settings import Settings
from extractors.invoice.memory.supplier_memory import SupplierMemory
from extractors.models import Limits, Page, Source
from orchestrator.acts import Acts
from orchestrator.auditing import erasure, retention
from orchestrator.auditing.terms import AuditTerms
from orchestrator.breaker import Cause, Failure
from orchestrator.errors import DecisionRefused, LostRace, NotAllowed
from orchestrator.people import register
from orchestrator.people.actor import Actor
from orchestrator.people.roles import MAY, Right, Role
from orchestrator.returns import return_files
from orchestrator.review import asking
from orchestrator.stages import Stage
from orchestrator.store import (
    Store,
    Transaction,
    audit,
    coded_lines,
    documents,
    erasing,
    erasures,
    findings,
    idempotency,
    lanes,
    memories,
    open_store,
    page_layouts,
    receipts,
    webhooks,
)
from orchestrator.store.blobs import BlobMissing
from orchestrator.store.coded_lines import LineCoding
from orchestrator.store.page_layouts import PageLayout
from orchestrator.store.tables import documents as documents_table
from orchestrator.store.tables import metadata
from tests import factories
from tests.factories import Bill
from tests.farm_documents import DATABASES, settings_on
from tests.review_desk import packaged_judge
from tests.web_client import client, no_judge

SECRET = "Geheimrat"
"""In the supplier's name, the file's name and everything that people wrote."""
BILL = Bill(supplier=f"{SECRET} Anna Berg", number="RE-77")
OFFICER = Actor("dora", "command line", frozenset(Right))
LATER = timedelta(days=365 * 12)


@pytest.fixture(scope="module", params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with settings_on(request, tmp_path_factory.mktemp("farm")) as found:
        yield found


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


@pytest.fixture
def acts(store: Store, settings: Settings) -> Acts:
    return Acts(store, no_judge, Limits(), audit_terms=AuditTerms(home=settings.folder))


def posted(store: Store, settings: Settings, number: str = "RE-77") -> str:
    """A posted document of which something stands in every table there is."""
    bill = replace(BILL, number=number)
    with store.begin() as tx:
        if not webhooks.every(tx):
            webhooks.add(tx, "all", "https://example.org/hook", "salt", (), "test")
            register.add(tx, "test", "otto", "Otto", [Role.CLERK], subject="otto")
    document_id = factories.invoice(store, bill, f"{SECRET}.pdf", Stage.POSTED)
    with store.begin() as tx:
        document = documents.get(tx, document_id)
        memory = SupplierMemory(id=f"m-{number}", name=SECRET)
        memories.put(tx, memory)
        memories.add_correction(tx, document_id, "iban", SECRET, SECRET, "anna (web)", SECRET, memory.id, 1)
        coded_lines.put(tx, document_id, "Example", [line_coding()])
        lanes.record_failure(tx, "erp", document_id, Failure(cause=Cause.UNREACHABLE, detail=SECRET))
        audit.append(tx, "anna (web)", "corrected", document_id, {"field": "iban", "before": SECRET, "after": "x"})
        page_layouts.put(tx, document.sha256, [layout()])
        idempotency.take(tx, "anna", number, "f")
        idempotency.keep(tx, "anna", number, 200, f'{{"id": "{document_id}", "supplier": "{SECRET}"}}')
        findings.add_verdicts(tx, document_id, (factories.FAILED.model_copy(update={"sentence": SECRET}),))
    asking.ask(store, OFFICER, document_id, "otto", f"Who is {SECRET}?")
    return_files(store, settings.folder, "http://127.0.0.1/")
    return document_id


def line_coding() -> LineCoding:
    return LineCoding(
        number=1, supplier_code="S001", description=SECRET, tax_rate="19", account="6100", tax_code="V19",
        cost_centre="", source="person",
    )  # fmt: skip


def layout() -> PageLayout:
    page = Page(number=1, width=595, height=842, words=(), source=Source.TEXT)
    return PageLayout(read=page, shown=page)


def everything_of(tx: Transaction, *needles: str) -> list[str]:
    """The tables and columns in which one of these stands."""
    found = []
    for table in metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, LargeBinary) and table.name == "search_entries":
                continue
            values = tx.execute(select(cast(column, Text) if not isinstance(column.type, LargeBinary) else column))
            told = [v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in values.scalars() if v]
            if any(needle in value for needle in needles for value in told):
                found.append(f"{table.name}.{column.name}")
    return found


def test_nothing_of_it_is_left_and_the_chain_holds(store: Store, settings: Settings, acts: Acts) -> None:
    document_id = posted(store, settings)
    with store.reading() as tx:
        before = documents.get(tx, document_id)
        shots = [piece.sha256 for piece in findings.evidence_of(tx, document_id)]
        named = everything_of(tx, SECRET)
        (found,) = search_for(tx, SECRET)
        copies = sorted((settings.folder / "done").iterdir())
    assert len(named) > 15 and found == document_id and len(copies) == 2 and shots
    with pytest.raises(DecisionRefused, match="must be kept until 20"):
        acts.erase_document(OFFICER, document_id, "She asked for it.")
    with pytest.raises(DecisionRefused, match="reason"):
        acts.erase_document(OFFICER, document_id, "  ", force=True)
    for role in Role:
        if Right.ERASE not in MAY[role]:
            with pytest.raises(NotAllowed):
                acts.erase_document(Actor("x", "web", MAY[role]), document_id, "why", force=True)
    done = acts.erase_document(OFFICER, document_id, "She asked for it.", force=True)
    assert (done.early, done.containers, done.still_in) == (True, (), ()) and done.files == 2 + len(shots) + 1
    with store.reading() as tx:
        assert everything_of(tx, SECRET) == []
        assert search_for(tx, SECRET) == ()
        after = documents.get(tx, document_id)
        assert after.erased_at and after.supplier_name is None and after.stage is Stage.POSTED
        kept = (after.gross_total, after.currency, after.invoice_number, after.supplier_code, after.erp_number)
        assert kept == (before.gross_total, before.currency, "RE-77", "S001", "37"), "what the books hold"
        assert memories.get(tx, "m-RE-77") is None
        last = audit.history(tx, document_id)[-1]
        assert (last.action, last.actor) == ("erased", "dora (command line)")
        assert last.data["reason"] == "She asked for it." and last.data["forced"] is True
        assert all(entry.erased for entry in audit.history(tx, document_id)[:-1])
        result = audit.verify(tx, store.audit_key)
        assert result.intact and result.erased == len(audit.history(tx, document_id)) - 1
        (told,) = erasures.between(tx, datetime.now(UTC) - timedelta(hours=1), datetime.now(UTC) + timedelta(hours=1))
        assert told.document_id == document_id and told.forced and told == erasures.of_document(tx, document_id)
    for sha256 in (before.sha256, *shots):
        with pytest.raises(BlobMissing):
            store.blobs.get(sha256)
    assert not any((settings.folder / "done").iterdir())
    with pytest.raises(DecisionRefused, match="erased on"):
        acts.erase_document(OFFICER, document_id, "Again.", force=True)


def search_for(tx: Transaction, text: str) -> tuple[str, ...]:
    from orchestrator.store import lists
    from orchestrator.store.lists import Filters

    return tuple(one.id for one in lists.page(tx, Filters(text=text), "", 50).documents)


def test_its_pages_say_so_and_it_is_never_moved_again(store: Store, settings: Settings, acts: Acts) -> None:
    document_id = factories.invoice(store, replace(BILL, number="RE-78"), f"{SECRET}-2.pdf", Stage.REJECTED)
    acts.erase_document(OFFICER, document_id, "She asked for it.", force=True)
    with pytest.raises(LostRace, match="erased"), store.begin() as tx:
        documents.move(tx, document_id, Stage.REJECTED, Stage.EXTRACTED, "anna (web)", "Again.")
    with pytest.raises(DecisionRefused, match="was erased"):
        asking.ask(store, OFFICER, document_id, "otto", "Who was it?")
    with store.reading() as tx:
        gone = documents.get(tx, document_id)
        assert (gone.gross_total, gone.invoice_number, gone.supplier_code) == (None, None, None)
    web = client(store, settings, Acts(store, lambda: packaged_judge(store), Limits()))
    page = web.get(f"/documents/{document_id}")
    assert page.status_code == 200 and "was erased" in page.text and SECRET not in page.text
    assert not re.search(r'name="act"|value="retry"', page.text)
    for address in ("/documents", "/audit", f"/audit?document={document_id}", "/", "/suppliers", "/approvals"):
        answer = web.get(address)
        assert answer.status_code in (200, 303), address
        assert SECRET not in answer.text, address
    assert web.get(f"/documents/{document_id}/original").status_code == 404
    assert web.get(f"/documents/{document_id}/pages/1.png").status_code == 404
    assert web.get(f"/review/{document_id}").status_code in (200, 303, 404, 409)
    with store.reading() as tx:
        seqs = [entry.seq for entry in audit.history(tx, document_id)]
    for seq in seqs:
        assert web.get(f"/audit/{seq}").status_code == 200
    assert "erased" in web.get(f"/audit/{seqs[0]}").text
    told = web.get(f"/api/v1/documents/{document_id}")
    assert told.status_code == 200 and SECRET not in told.text


def test_the_same_file_sent_again_is_a_new_document(store: Store, acts: Acts) -> None:
    first = factories.received(store, b"a file", "a.pdf", stage=Stage.QUARANTINED, reason="Broken.")
    acts.erase_document(OFFICER, first, "Sent by mistake.", force=True)
    with store.reading() as tx:
        assert documents.by_content(tx, documents.get(tx, first).sha256) == first
    second = factories.received(store, b"a file", "a.pdf", stage=Stage.QUARANTINED, reason="Broken.")
    assert second != first
    with store.reading() as tx:
        assert store.blobs.get(documents.get(tx, second).sha256) == b"a file"


def test_what_is_still_worked_on_is_not_erased(store: Store, acts: Acts) -> None:
    document_id = factories.invoice(store, replace(BILL, number="RE-79"), "a.pdf", Stage.NEEDS_REVIEW)
    with pytest.raises(DecisionRefused, match="reject it first"):
        acts.erase_document(OFFICER, document_id, "Now.", force=True)


def test_what_it_came_out_of_goes_with_it_or_is_named(store: Store, acts: Acts) -> None:
    mail = factories.received(store, b"the mail", "mail.eml", "eml", stage=Stage.FILED, reason="A mail.")
    parts = [factories.received(store, name.encode(), name, stage=Stage.REJECTED, reason="No.") for name in "ab"]
    with store.begin() as tx:
        (whole,) = receipts.of_document(tx, mail)
        documents.describe(tx, mail, kind="mail")
        for part in parts:
            receipts.add(tx, part, b"part.pdf", "intake", duplicate=True, parent_id=whole.id)
        aside = documents_table.c.id.in_(parts)
        tx.execute(update(documents_table).where(aside).values(stage_since=datetime.now(UTC) - timedelta(days=500)))
    one = acts.erase_document(OFFICER, parts[0], "Its period is over.")
    assert (one.containers, one.still_in, one.early) == ((), (mail,), False)
    other = acts.erase_document(OFFICER, parts[1], "She asked for it.", force=True)
    assert other.containers == (mail,)
    with store.reading() as tx:
        assert documents.get(tx, mail).erased_at and audit.verify(tx, store.audit_key).intact


def test_files_of_an_erasure_that_was_broken_off_are_removed_later(
    store: Store, settings: Settings, acts: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = factories.received(store, b"broken off", "a.pdf", stage=Stage.QUARANTINED, reason="Broken.")
    with store.reading() as tx:
        sha256 = documents.get(tx, document_id).sha256

    def killed(_: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(store.blobs, "remove", killed)
        acts.erase_document(OFFICER, document_id, "Now.", force=True)
    assert store.blobs.get(sha256) == b"broken off"
    assert erasure.finish_pending(store, settings.folder) == 1
    with pytest.raises(BlobMissing):
        store.blobs.get(sha256)
    assert erasure.finish_pending(store, settings.folder) == 0


def test_retention_shows_and_erases_what_is_due(store: Store, settings: Settings, tmp_path: Path) -> None:
    old = factories.invoice(store, replace(BILL, number="RE-80"), f"{SECRET}-80.pdf", Stage.REJECTED)
    young = factories.invoice(store, replace(BILL, number="RE-81"), "young.pdf", Stage.REJECTED)
    with store.begin() as tx:
        long_ago = datetime.now(UTC) - timedelta(days=800)
        values = {"received_at": long_ago, "stage_since": long_ago}
        tx.execute(update(documents_table).where(documents_table.c.id == old).values(values))
        audit.append(tx, "OpenID", "login failed", None, {"subject": SECRET})
    evidence = tmp_path / "evidence" / "failed"
    evidence.mkdir(parents=True)
    (evidence / "old.png").write_bytes(b"1")
    (evidence / "new.png").write_bytes(b"1")
    os.utime(evidence / "old.png", (0, 0))
    terms = AuditTerms(home=tmp_path)
    shown = erasure.retain(store, terms, "scheduler", do=False)
    assert [due.document.id for due in shown.documents] == [old] and shown.erased == 0
    done = erasure.retain(store, terms, "scheduler", do=True)
    assert (done.erased, done.evidence_files, done.logins) == (1, 1, 0)
    assert [path.name for path in evidence.iterdir()] == ["new.png"]
    with store.reading() as tx:
        assert documents.get(tx, old).erased_at and documents.get(tx, young).erased_at is None
        assert audit.history(tx, old)[-1].actor == "scheduler" and audit.verify(tx, store.audit_key).intact


def test_every_table_of_documents_is_told_what_becomes_of_it() -> None:
    """A new table with a document's id must be named in `store.erasing`, so that nothing outlives an erasure."""
    known = [*erasing.GONE, *erasing.BLANKED, *erasing.KEPT]
    assert sorted(known) == sorted(erasing.tables_of_documents())
    for name, values in erasing.BLANKED.items():
        assert values.keys() <= set(metadata.tables[name].c.keys())
    nullable = {column.name for column in documents_table.c if column.nullable}
    texts = {column.name for column in documents_table.c if isinstance(column.type, String)}
    handled = {*erasing.ALWAYS, *erasing.UNLESS_POSTED}
    assert texts - handled == {"id", "sha256", "media_type", "stage", "kind", "language", "currency", "erp_number"}
    assert set(erasing.UNLESS_POSTED) <= nullable


class TestPeriods:
    terms = load_retention(PACKAGED)

    def document(self, store: Store, **changes: object) -> documents.Document:
        with store.reading() as tx:
            return documents.listing(tx)[0].model_copy(
                update={"issue_date": date(2026, 5, 4), "received_at": datetime(2026, 5, 6, tzinfo=UTC), **changes}
            )

    def test_books_from_the_end_of_the_year_others_from_the_day(self, store: Store) -> None:
        bill = self.document(store, kind="invoice", stage=Stage.POSTED)
        assert retention.kept_until(bill, self.terms) == date(2036, 12, 31)
        from_day = self.terms.model_copy(update={"from_year_end": False})
        assert retention.kept_until(bill, from_day) == date(2036, 5, 6), "the later of its date and when it came in"
        since = datetime(2026, 2, 28, tzinfo=UTC)
        refused = self.document(store, kind=None, stage=Stage.QUARANTINED, stage_since=since)
        assert retention.kept_until(refused, self.terms) == date(2026, 8, 28)
        assert retention.kept_until(self.document(store, kind="odd", stage=Stage.FAILED), self.terms).year == 2032

    def test_months_end_where_they_end(self) -> None:
        assert Period(months=1).after(date(2024, 1, 31)) == date(2024, 2, 29)
        assert Period(months=120).after(date(2024, 2, 29)) == date(2034, 2, 28)
        assert Period(days=90).after(date(2026, 1, 1)) == date(2026, 4, 1)

    @pytest.mark.parametrize("text", ["10", "ten years", "0 years", "-1 days", "900 years", "5 weeks", "99999 days"])
    def test_wrong_periods_are_refused_with_what_to_write(self, tmp_path: Path, text: str) -> None:
        own = (PACKAGED / "retention.toml").read_text().replace('rejected = "1 year"', f'rejected = "{text}"')
        (tmp_path / "retention.toml").write_text(own)
        with pytest.raises(ConfigError, match=r"retention\.toml: documents\.rejected"):
            load_retention(tmp_path)

    def test_a_kind_that_is_not_known_is_refused(self, tmp_path: Path) -> None:
        own = (PACKAGED / "retention.toml").read_text() + '\nletter = "1 year"\n'
        (tmp_path / "retention.toml").write_text(own)
        with pytest.raises(ConfigError, match="letter"):
            load_retention(tmp_path)
        assert isinstance(self.terms, RetentionFile) and not self.terms.automatic
