"""QR codes: what each format states, finding them on pages, and weighing them with what is printed."""

import base64
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractors.codes.believing import believe, contradictions, kind_by_codes
from extractors.codes.decoding import Payload
from extractors.codes.registry import understood
from extractors.codes.stated import Code, Stated
from extractors.models import Effect, Invoice, Kind, Source, Value
from extractors.pipeline import read
from extractors.text.finding_codes import codes_on_scan

SWISS = "\n".join(
    [
        *("SPC", "0200", "1", "CH4431999123000889012"),
        *("S", "Muster Metall AG", "Gasse", "1", "8000", "Zürich", "CH"),
        *[""] * 7,
        *("1081.00", "CHF"),
        *("S", "Kunde GmbH", "Weg", "2", "3000", "Bern", "CH"),
        *("QRR", "210000000003139471430009017", "Auftrag vom 1.5.2026", "EPD"),
        r"//S1/10/R\/26-118/11/260512/30/106017086/32/8.1/40/2:10;0:30",
    ]
)
OLD_SWISS = "\n".join(
    [
        *("SPC", "0100", "1", "CH4431999123000889012"),
        *("Muster Metall AG", "Gasse", "1", "8000", "Zürich", "CH"),
        *[""] * 6,
        *("99.95", "CHF", "2026-06-30"),
        *("Kunde GmbH", "Weg", "2", "3000", "Bern", "CH", "NON", "", "Danke"),
    ]
)
EPC = "BCD\n002\n1\nSCT\n\nMüller & Söhne GmbH\nDE89 3704 0044 0532 0130 00\nEUR1469.5\n\n\nRE-2026-0417\n"
UPN = "\n".join(
    [
        *("UPNQR", "", "", "", "", "Kupec d.o.o.", "Cesta 1", "Ljubljana", "00000012345", "", "", "COST", "Račun"),
        *("30.06.2026", "SI56020170014356205", "SI002026118", "Prodajalec d.o.o.", "Pot 3", "Celje", "000"),
    ]
)
SELLER = ((1, "شركة المثال"), (2, "310122393500003"), (3, "2026-05-12T10:11:12Z"), (4, "115.00"), (5, "15.00"))
ZATCA = base64.b64encode(b"".join(bytes([tag, len(v.encode())]) + v.encode() for tag, v in SELLER)).decode()
DAY = date(2026, 5, 12)

STATES: list[tuple[str | bytes, dict[str, Any]]] = [
    (
        SWISS,
        {
            "supplier_name": "Muster Metall AG", "customer_name": "Kunde GmbH", "iban": "CH4431999123000889012",
            "gross_total": Decimal("1081.00"), "currency": "CHF", "payment_reference": "210000000003139471430009017",
            "invoice_number": "R/26-118", "issue_date": DAY, "due_date": date(2026, 6, 11),
            "supplier_tax_id": "CHE-106.017.086", "net_total": Decimal("1000.00"), "tax_total": Decimal("81.00"),
        },
    ),
    (
        OLD_SWISS,
        {
            "supplier_name": "Muster Metall AG", "customer_name": "Kunde GmbH", "gross_total": Decimal("99.95"),
            "due_date": date(2026, 6, 30), "payment_reference": None, "net_total": None,
        },
    ),
    (
        EPC,
        {
            "supplier_name": "Müller & Söhne GmbH", "iban": "DE89370400440532013000", "currency": "EUR",
            "gross_total": Decimal("1469.5"), "payment_reference": "RE-2026-0417", "invoice_number": None,
        },
    ),
    (EPC.replace("\n1\nSCT", "\n2\nSCT").encode("latin-1"), {"supplier_name": "Müller & Söhne GmbH"}),
    (
        "01,10,032001600511,31471858,198.04,20260512,72345000000000000000,9335,",
        {"invoice_number": "31471858", "net_total": Decimal("198.04"), "gross_total": None, "issue_date": DAY},
    ),
    (
        "01,32,,26312000000081376652,1469.00,20260512,,74AE",
        {"invoice_number": "26312000000081376652", "gross_total": Decimal("1469.00"), "currency": "CNY"},
    ),
    (
        "t=20260512T1203&s=1250.00&fn=9280440300000001&i=7&fp=123&n=1",
        {"gross_total": Decimal("1250.00"), "issue_date": DAY, "currency": "RUB", "kind": Kind.RECEIPT},
    ),
    (
        "ST00011|Name=ООО Север|PersonalAcc=40702810|Sum=125050|PayeeINN=7701234567|Purpose=Счёт 15".encode("cp1251"),
        {"supplier_name": "ООО Север", "gross_total": Decimal("1250.50"), "supplier_tax_id": "7701234567"},
    ),
    (
        "A:500123456*B:999999990*C:PT*D:NC*E:N*F:20260512*G:NC A/7*H:ABCD-7*I1:PT*N:2.30*O:12.30*Q:x*R:1",
        {
            "supplier_tax_id": "500123456", "customer_tax_id": None, "invoice_number": "NC A/7", "issue_date": DAY,
            "tax_total": Decimal("2.30"), "gross_total": Decimal("12.30"), "kind": Kind.CREDIT_NOTE,
        },
    ),
    (
        "SPD*1.0*ACC:CZ5855000000001265098001+RZBCCZPP*AM:480.50*CC:CZK*DT:20260611*X-VS:2026118*RN:Dodavatel s.r.o."
        "*X-INV:SID%2A1.0%2AID:FA-118%2ADD:20260512%2AVII:CZ12345678",
        {
            "iban": "CZ5855000000001265098001", "gross_total": Decimal("480.50"), "due_date": date(2026, 6, 11),
            "supplier_name": "Dodavatel s.r.o.", "payment_reference": "2026118", "invoice_number": "FA-118",
            "issue_date": DAY, "supplier_tax_id": "CZ12345678",
        },
    ),
    (
        UPN.encode("iso-8859-2"),
        {
            "supplier_name": "Prodajalec d.o.o.", "customer_name": "Kupec d.o.o.", "gross_total": Decimal("123.45"),
            "iban": "SI56020170014356205", "due_date": date(2026, 6, 30), "payment_reference": "SI002026118",
        },
    ),
    (ZATCA, {"supplier_name": "شركة المثال", "gross_total": Decimal("115.00"), "net_total": Decimal("100.00")}),
    (
        "https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=B1234567A&numserie=F%2F26&fecha=12-05-2026&importe=241.4",
        {"supplier_tax_id": "B1234567A", "invoice_number": "F/26", "issue_date": DAY, "gross_total": Decimal("241.4")},
    ),
    (
        "https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=AB&re=AAA010101AAA&rr=BBB010101BBB&tt=0116.00",
        {"supplier_tax_id": "AAA010101AAA", "customer_tax_id": "BBB010101BBB", "gross_total": Decimal("116.00")},
    ),
    (
        "https://www.afip.gob.ar/fe/qr/?p="
        + base64.b64encode(
            b'{"ver":1,"fecha":"2026-05-12","cuit":30000000007,"ptoVta":10,"tipoCmp":1,"nroCmp":94,"importe":12100.5,'
            b'"moneda":"DOL"}'
        ).decode(),
        {"invoice_number": "00010-00000094", "gross_total": Decimal("12100.5"), "currency": "USD"},
    ),
    (
        "https://porezna.gov.hr/rn?jir=b4ff6e2c&datv=20260512_1453&izn=12345",
        {"gross_total": Decimal("123.45"), "issue_date": DAY, "kind": Kind.RECEIPT},
    ),
]  # fmt: skip


def payload(text: str | bytes) -> Payload:
    data = text.encode() if isinstance(text, str) else text
    return Payload(data=data, text=data.decode("latin-1"), bbox=(0, 0, 1, 1))


@pytest.mark.parametrize(("content", "expected"), STATES, ids=lambda part: str(part)[:16].strip())
def test_each_format_states_its_fields(content: str | bytes, expected: dict[str, Any]) -> None:
    stated = understood(payload(content))

    assert stated is not None
    assert {name: getattr(stated, name) for name in expected} == expected


@pytest.mark.parametrize(
    "content",
    [
        "https://example.com/?nif=1", "SPC\n0200", "01,32,,123,5,20260512", "BCD", "WIFI:S:x;;", "", "AQIDBA==",
        "https://[bad/", "https://www.afip.gob.ar/fe/qr/?p=WzFd", "t=1&s=2", b"\xff\xfe\x00", "SPD",
        "01,10,032001600511,31471858,NaN,99999999,1,2",
    ],
)  # fmt: skip
def test_other_and_broken_codes_state_nothing_that_could_be_booked(content: str | bytes) -> None:
    stated = understood(payload(content))

    assert stated is None or (stated.gross_total, stated.iban, stated.invoice_number) == (None, None, None)


def code_image(content: str, scale: int = 4) -> Image.Image:
    barcode = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(barcode.to_image(scale=scale)).convert("L")


def invoice_pdf(content: str, total: str, drawn: bool = False, turned: int = 0) -> bytes:
    """An invoice with a code, as an image or drawn module by module."""
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=(595, 842))
    page.setPageRotation(turned)
    for row, line in enumerate(("Invoice", "Invoice number: RE-2026-0417", f"Total amount due: {total} EUR")):
        page.drawString(72, 770 - 20 * row, line)
    image = code_image(content, 1 if drawn else 4)
    if drawn:
        for y in range(image.height):
            for x in range(image.width):
                if image.getpixel((x, y)) == 0:
                    page.rect(72 + 2.5 * x, 300 - 2.5 * y, 2.5, 2.5, stroke=0, fill=1)
    else:
        page.drawInlineImage(image, 72, 200, 110, 110)
    page.save()
    return buffer.getvalue()


@pytest.mark.parametrize(("drawn", "turned"), [(False, 0), (True, 0), (False, 90)])
def test_a_code_on_a_page_gives_fields_with_its_place_as_evidence(drawn: bool, turned: int) -> None:
    found = read(invoice_pdf(EPC, "1469.50", drawn, turned), "invoice.pdf").invoice

    assert found is not None and found.iban is not None and found.gross_total is not None
    assert found.iban.value == "DE89370400440532013000" and found.iban.source is Source.QR
    assert found.gross_total.value == Decimal("1469.5") and found.gross_total.confidence >= (0.95 if turned else 0.98)
    assert turned or (found.invoice_number and found.invoice_number.source is Source.TEXT)  # letters on their side
    x0, y0, x1, y1 = found.iban.bbox or (0, 0, 0, 0)
    assert 60 < x1 - x0 < 130 and 60 < y1 - y0 < 130
    assert (60 < x0 < 110 and 530 < y0 < 560) if not turned else (x0 > 190 and y0 > 60)


def test_a_code_in_a_scan_is_found_though_it_leans() -> None:
    sheet = Image.new("L", (1240, 1754), "white")
    sheet.paste(code_image(EPC, 5), (200, 1000))

    codes = codes_on_scan(sheet.rotate(3, fillcolor="white"), 2, 595, 842)

    assert [(code.page, code.stated.gross_total) for code in codes] == [(2, Decimal("1469.5"))]


def value(what: Any, confidence: float = 0.9) -> Value[Any]:
    return Value(value=what, confidence=confidence, page=1, source=Source.TEXT)


def code(**fields: Any) -> Code:
    return Code(page=1, bbox=(1, 2, 3, 4), stated=Stated(format="test code", **fields))


def test_the_code_wins_and_a_contradiction_is_told() -> None:
    page = Invoice(iban=value("DE02120300000000202051"), gross_total=value(Decimal("7.00"), 0.4))

    believed = believe(page, [code(iban="DE89370400440532013000", gross_total=Decimal("9.00"))])

    iban, gross = believed.invoice.iban, believed.invoice.gross_total
    assert iban and iban.value == "DE89370400440532013000" and iban.confidence < 0.95
    assert gross and gross.value == Decimal("9.00")
    assert [(p.code, p.effect, "IBAN" in p.message) for p in believed.problems] == [
        ("code_contradicts", Effect.DOUBTED, True)
    ]


def test_an_amount_to_pay_does_not_replace_totals_that_add_up() -> None:
    page = Invoice(
        net_total=value(Decimal(100)), tax_total=value(Decimal(20)), gross_total=value(Decimal(120), 0.6),
    )  # fmt: skip

    believed = believe(page, [code(gross_total=Decimal(70), is_payment=True)])

    assert believed.invoice.gross_total == page.gross_total and len(believed.problems) == 1


def test_a_fapiao_amount_is_net_or_gross_as_the_page_shows() -> None:
    page = Invoice(net_total=value(Decimal(100)), tax_total=value(Decimal(13)), gross_total=value(Decimal(113)))

    believed = believe(page, [code(net_total=Decimal(113))])

    assert believed.problems == ()
    assert believed.invoice.gross_total and believed.invoice.gross_total.source is Source.QR
    assert believed.invoice.net_total == page.net_total


def test_codes_that_differ_state_nothing_unless_the_page_agrees() -> None:
    codes = [code(gross_total=Decimal(5), currency="EUR"), code(gross_total=Decimal(6), currency="EUR")]

    assert believe(Invoice(), codes).invoice.gross_total is None
    agreed = believe(Invoice(gross_total=value(Decimal(6), 0.5)), codes).invoice
    assert agreed.gross_total and agreed.gross_total.confidence == 0.99 and agreed.currency


def test_a_group_of_the_reference_is_no_invoice_number() -> None:
    page = Invoice(invoice_number=value("13947"))

    assert believe(page, [code(payment_reference="210000000003139471430009017")]).invoice.invoice_number is None
    assert believe(page, [code(payment_reference="13947")]).invoice.invoice_number == page.invoice_number


def test_structured_data_is_believed_and_the_code_only_checked() -> None:
    xml = Invoice(iban=Value(value="DE02120300000000202051", confidence=0.99, source=Source.XML))

    assert contradictions(xml, [code(iban="DE02 1203 0000 0000 2020 51")]) == ()
    (problem,) = contradictions(xml, [code(iban="DE89370400440532013000")])
    assert "the XML says DE02" in problem.message


def test_what_a_document_is_by_its_codes() -> None:
    assert kind_by_codes(Kind.OTHER, []) is Kind.OTHER
    assert kind_by_codes(Kind.OTHER, [code(kind=Kind.RECEIPT)]) is Kind.RECEIPT
    assert kind_by_codes(Kind.RECEIPT, [code(is_payment=True)]) is Kind.INVOICE
    assert kind_by_codes(Kind.CONTRACT, [code(is_payment=True)]) is Kind.CONTRACT
