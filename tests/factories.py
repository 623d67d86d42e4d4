"""Documents for tests, made through the store's own functions: drawn, read, judged and moved as the farm does it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from bots.erp.port import Entry, EntryState
from bots.orders import InvoiceOrder, OrderKind, OrderLine
from config.processes import myself
from extractors.models import Box, Contract, Extraction, Invoice, InvoiceLine, Kind, Source, Value
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, documents, findings, heartbeats, postings, receipts, runs
from orchestrator.store.findings import StoredVerdict

MARGIN = 60


@dataclass(frozen=True)
class Goods:
    """A line of a bill; `price` without tax."""

    description: str
    quantity: Decimal
    price: Decimal

    @property
    def net(self) -> Decimal:
        return (self.quantity * self.price).quantize(Decimal("0.01"))


@dataclass(frozen=True)
class Bill:
    """What an invoice in a test says."""

    supplier: str = "Nordwind Bürobedarf GmbH"
    number: str = "RE-2026-0417"
    issued: date = date(2026, 5, 4)
    currency: str = "EUR"
    language: str = "de"
    rate: Decimal = Decimal(19)
    goods: tuple[Goods, ...] = (
        Goods("Kopierpapier A4, 80 g, Karton", Decimal(12), Decimal("23.90")),
        Goods("Tonerkassette schwarz", Decimal(3), Decimal("89.00")),
    )
    font: str = "Helvetica"
    kind: Kind = Kind.INVOICE
    iban: str = "DE89370400440532013000"
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def net(self) -> Decimal:
        return sum((line.net for line in self.goods), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return (self.net * self.rate / 100).quantize(Decimal("0.01"))


def draw(bill: Bill) -> tuple[bytes, dict[str, Box]]:
    """The bill as a PDF, and where on the page each value was written (points from the top left)."""
    buffer, boxes = BytesIO(), {}
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for name, x, y, size, text in _pieces(bill):
        canvas.setFont(bill.font, size)
        canvas.drawString(x, A4[1] - y, text)
        boxes[name] = (x, y - size, x + pdfmetrics.stringWidth(text, bill.font, size), y + size * 0.25)
    canvas.save()
    return buffer.getvalue(), boxes


def _pieces(bill: Bill) -> Iterator[tuple[str, float, float, float, str]]:
    yield "supplier_name", MARGIN, 80, 18, bill.supplier
    yield "invoice_number", 380, 140, 11, bill.number
    yield "issue_date", 380, 160, 11, bill.issued.isoformat()
    y = 260.0
    for index, line in enumerate(bill.goods):
        yield f"{index}.description", MARGIN, y, 10, line.description
        yield f"{index}.quantity", 330, y, 10, str(line.quantity)
        yield f"{index}.unit_price", 390, y, 10, str(line.price)
        yield f"{index}.line_total", 470, y, 10, str(line.net)
        y += 20
    for name, value in (("net_total", bill.net), ("tax_total", bill.tax), ("gross_total", bill.net + bill.tax)):
        y += 20
        yield name, 470, y, 11, f"{value} {bill.currency}"
    yield "iban", MARGIN, 760, 9, bill.iban


def register_fonts() -> bool:
    """Fonts for Cyrillic and Chinese in drawn bills; False where Debian's DejaVu is not installed."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    try:
        pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    except TTFError:
        return False
    return True


def extraction(bill: Bill, boxes: Mapping[str, Box], confidence: float = 0.97) -> Extraction:
    """What a faultless reader reads of the bill."""

    def value(name: str, content: Any) -> Value[Any]:
        box = boxes.get(name)
        return Value(value=content, confidence=confidence, page=1, bbox=box, source=Source.TEXT)

    lines = tuple(
        InvoiceLine(
            description=value(f"{i}.description", line.description),
            quantity=value(f"{i}.quantity", line.quantity),
            unit_price=value(f"{i}.unit_price", line.price),
            tax_rate=Value(value=bill.rate, confidence=0.6, source=Source.DERIVED),
            line_total=value(f"{i}.line_total", line.net),
        )
        for i, line in enumerate(bill.goods)
    )
    invoice = Invoice(
        supplier_name=value("supplier_name", bill.supplier), invoice_number=value("invoice_number", bill.number),
        issue_date=value("issue_date", bill.issued), currency=value("currency", bill.currency),
        net_total=value("net_total", bill.net), tax_total=value("tax_total", bill.tax),
        gross_total=value("gross_total", bill.net + bill.tax), iban=value("iban", bill.iban), lines=lines,
    )  # fmt: skip
    return Extraction(
        kind=bill.kind, kind_confidence=0.98, language=bill.language, page_count=1, invoice=invoice,
        text=f"{bill.supplier} {bill.number}",
    )  # fmt: skip


PASSED = StoredVerdict(
    rule_id="arithmetic", version="1", passed=True, severity="note",
    sentence="Lines, net, tax and gross agree.", looked_at={"net_total": "553.80", "tax_total": "105.22"},
)  # fmt: skip
FAILED = StoredVerdict(
    rule_id="iban_check_digits", version="1", passed=False, severity="review",
    sentence="The IBAN DE00370400440532013000 has wrong check digits; compare it with the supplier's letterhead.",
    looked_at={"iban": "DE00370400440532013000"},
)  # fmt: skip
BLOCKED = StoredVerdict(
    rule_id="currency_known", version="1", passed=False, severity="block",
    sentence="The currency XQZ is not known; correct it.", looked_at={"currency": "XQZ"},
)  # fmt: skip
WARNED = StoredVerdict(
    rule_id="due_date", version="1", passed=False, severity="review",
    sentence="No due date was found.", looked_at={},
)  # fmt: skip


def order(document_id: str, bill: Bill) -> InvoiceOrder:
    """The bill as approved and coded."""
    lines = tuple(
        OrderLine(
            description=line.description, account="6.1.1", tax_code="VAT 19 %", cost_centre="OFFICE",
            quantity=line.quantity, unit_price=line.price, net=line.net,
        )
        for line in bill.goods
    )  # fmt: skip
    kind = OrderKind.CREDIT_NOTE if bill.kind is Kind.CREDIT_NOTE else OrderKind.INVOICE
    return InvoiceOrder(
        document_id=document_id, mark=f"botfarm:{document_id}", kind=kind, company="Example Trading Company",
        supplier_code="S001", supplier_name=bill.supplier, invoice_number=bill.number, issue_date=bill.issued,
        currency=bill.currency, lines=lines, net_total=bill.net, tax_total=bill.tax, gross_total=bill.net + bill.tax,
    )  # fmt: skip


def received(
    store: Store, data: bytes, name: str | bytes, media_type: str = "pdf", *,
    stage: Stage = Stage.RECEIVED, reason: str = "It was taken in.",
) -> str:  # fmt: skip
    """Take a file in and return its document's id."""
    raw = name if isinstance(name, bytes) else name.encode()
    with store.begin() as tx:
        sha256 = store.blobs.put(data)
        document_id = documents.create(tx, sha256, media_type, len(data), stage, "intake", reason)
        receipts.add(tx, document_id, raw, "intake", duplicate=False)
    return document_id


def again(store: Store, document_id: str, name: str) -> str:
    """The same content comes in once more; returns the receipt's id."""
    with store.begin() as tx:
        return receipts.add(tx, document_id, name.encode(), "intake", duplicate=True)


def read(tx: Transaction, document_id: str, bill: Bill, found: Extraction) -> None:
    """RECEIVED to EXTRACTED, with what was read."""
    run = runs.begin(tx, document_id, "read", myself())
    findings.add_extraction(tx, document_id, found)
    documents.describe(
        tx, document_id, kind=found.kind, language=found.language, supplier_name=bill.supplier, supplier_code="S001",
        invoice_number=bill.number, issue_date=bill.issued, due_date=bill.issued + timedelta(days=30),
        currency=bill.currency, gross_total=str(bill.net + bill.tax),
    )  # fmt: skip
    runs.finish(tx, run, "done")
    documents.move(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, "reader", "It was read.")


def invoice(store: Store, bill: Bill, name: str, stage: Stage, *, verdicts: tuple[StoredVerdict, ...] = ()) -> str:
    """An invoice that came in as `name` and went its way up to `stage`; returns its id."""
    data, boxes = draw(bill)
    document_id = received(store, data, name)
    if stage is Stage.RECEIVED:
        return document_id
    with store.begin() as tx:
        if stage is Stage.FAILED:
            documents.move(
                tx, document_id, Stage.RECEIVED, stage, "reader", "Reading took longer than 120 s, three times."
            )
            return document_id
        read(tx, document_id, bill, extraction(bill, boxes))
        if stage is Stage.EXTRACTED:
            return document_id
        _judge(tx, document_id, stage, verdicts)
        if stage not in (Stage.NEEDS_REVIEW, Stage.VALIDATED):
            _decide(tx, document_id, bill, stage)
    if stage in (Stage.CLAIMED, Stage.SUBMITTING, Stage.IN_DOUBT, Stage.POSTED):
        _key(store, document_id, bill, stage)
    return document_id


def _judge(tx: Transaction, document_id: str, stage: Stage, verdicts: tuple[StoredVerdict, ...]) -> None:
    if stage is Stage.NEEDS_REVIEW:
        given = verdicts or (PASSED, FAILED)
        reasons = " ".join(verdict.sentence for verdict in given if not verdict.passed)
        findings.add_verdicts(tx, document_id, given)
        documents.move(tx, document_id, Stage.EXTRACTED, Stage.NEEDS_REVIEW, "rules", reasons)
        return
    findings.add_verdicts(tx, document_id, verdicts or (PASSED,))
    reason = "The total is above the limit of 500.00 EUR for automatic approval."
    documents.move(tx, document_id, Stage.EXTRACTED, Stage.VALIDATED, "rules", reason)


def _decide(tx: Transaction, document_id: str, bill: Bill, stage: Stage) -> None:
    if stage is Stage.REJECTED:
        findings.add_approval(tx, document_id, "Ada (dashboard)", "rejected", "Ordered by nobody here.")
        documents.move(tx, document_id, Stage.VALIDATED, stage, "Ada (dashboard)", "Ordered by nobody here.")
        return
    findings.add_approval(tx, document_id, "policy", "approved", "A known supplier, and within the limit.")
    documents.move(tx, document_id, Stage.VALIDATED, Stage.APPROVED, "policy", "Within the limit.")
    if stage is not Stage.APPROVED:
        findings.put_order(tx, order(document_id, bill))
        documents.move(tx, document_id, Stage.APPROVED, Stage.READY, "coding", "Coded.")


def _key(store: Store, document_id: str, bill: Bill, stage: Stage) -> None:
    me = myself()
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, me, timedelta(minutes=4))
        if stage is Stage.CLAIMED:
            return
        postings.intend(tx, document_id, fence, me)
        if stage is Stage.SUBMITTING:
            return
        if stage is Stage.IN_DOUBT:
            documents.move(tx, document_id, Stage.SUBMITTING, stage, "recovery", "The browser died after the click.")
            postings.finish(tx, document_id, fence, "unknown", "The browser died after the click.")
            return
        sha256 = store.blobs.put(screenshot(bill.number))
        findings.add_evidence(tx, document_id, "screenshot", sha256, "image/png", "The posted invoice in the ERP")
        postings.finish(tx, document_id, fence, "posted", "Posted and read back.", entry(document_id, bill))
        documents.move(
            tx, document_id, Stage.SUBMITTING, stage, "bot", "Posted as 37 and read back, every field equal.",
            fence=fence, changes={"erp_number": "37"},
        )  # fmt: skip


def entry(document_id: str, bill: Bill) -> Entry:
    """The bill as the ERP shows it once posted."""
    return Entry(
        kind=OrderKind.INVOICE, state=EntryState.POSTED, mark=f"botfarm:{document_id}", supplier_name=bill.supplier,
        invoice_number=bill.number, number="37", issue_date=bill.issued, currency=bill.currency,
        net_total=bill.net, tax_total=bill.tax, gross_total=bill.net + bill.tax,
    )  # fmt: skip


def screenshot(text: str) -> bytes:
    """A picture that stands for what the ERP showed."""
    image = Image.new("RGB", (800, 420), "#f4f6f8")
    ImageDraw.Draw(image).text((40, 40), f"Supplier invoice {text}", fill="#123")
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def contract(store: Store, name: str = "service-agreement.pdf") -> str:
    """A contract that was read and filed; returns its id."""
    data, _ = draw(Bill(supplier="Alpine Hosting AG", number=f"Service Agreement {name}", goods=()))
    document_id = received(store, data, name)
    terms = Contract(
        title=Value(value="Service Agreement", confidence=0.9, page=1, source=Source.TEXT),
        parties=Value(value=("Alpine Hosting AG", "Example Trading Company"), confidence=0.8, source=Source.TEXT),
        effective_date=Value(value=date(2026, 1, 1), confidence=0.9, page=1, source=Source.TEXT),
    )
    found = Extraction(kind=Kind.CONTRACT, kind_confidence=0.9, language="en", page_count=1, contract=terms)
    with store.begin() as tx:
        findings.add_extraction(tx, document_id, found)
        documents.describe(tx, document_id, kind=found.kind, language="en")
        documents.move(tx, document_id, Stage.RECEIVED, Stage.FILED, "reader", "A contract: kept, nothing to key.")
    return document_id


RUSSIAN = Bill(
    supplier="ООО «Северный ветер»", number="СЧ-118", currency="RUB", language="ru", font="DejaVu", rate=Decimal(20),
    goods=(Goods("Бумага офисная А4", Decimal(40), Decimal("312.50")),),
)  # fmt: skip
CHINESE = Bill(
    supplier="上海东方文具有限公司", number="FP20260318", currency="CNY", language="zh", font="STSong-Light",
    rate=Decimal(13), goods=(Goods("复印纸 A4", Decimal(50), Decimal("21.80")),),
)  # fmt: skip


def every_stage(store: Store) -> dict[Stage, str]:
    """A document in each stage, and more: duplicates, other scripts, hostile names. Returns one id a stage."""
    register_fonts()
    found: dict[Stage, str] = {}
    for index, stage in enumerate(s for s in Stage if s not in (Stage.QUARANTINED, Stage.FILED)):
        bill = replace(Bill(), number=f"RE-2026-{417 + index:04}")
        found[stage] = invoice(store, bill, f"scan_{index:03}.pdf", stage)
    invoice(store, RUSSIAN, "счёт-118.pdf", Stage.VALIDATED, verdicts=(PASSED, WARNED))
    invoice(store, CHINESE, "发票-20260318.pdf", Stage.POSTED)
    found[Stage.FILED] = contract(store)
    found[Stage.QUARANTINED] = received(
        store, b"%PDF-1.7 broken", "<script>alert(1)</script>.pdf",
        stage=Stage.QUARANTINED, reason="The PDF is encrypted and needs a password. Please send it without one.",
    )  # fmt: skip
    again(store, found[Stage.POSTED], "scan_again.pdf")
    with store.begin() as tx:
        heartbeats.beat(tx, "intake", myself(), "watching the inbox", 61)
        heartbeats.beat(tx, "worker-read", myself(), "read 3f09ac11", 214)
    return found
