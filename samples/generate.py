"""Write the sample documents and `expected.jsonl`: `python -m samples.generate` from the repository root."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from samples import letters, scans, supply_agreement
from samples.bills import abroad, english, german
from samples.layouts import (
    agreement,
    banner,
    business_letter,
    electronic,
    printed,
    russian_account,
    typewriter,
)
from samples.layouts.sheet import register_fonts
from samples.model import CUSTOMER, Bill

HERE = Path(__file__).resolve().parent
BLUE, RUST, GREEN = "#1f3f7a", "#8a4b1e", "#2c6e49"
HAMBURG = {"street": "Hafenallee 21", "postcode": "20457", "city": "Hamburg", "country": "DE"}
LONDON = {"street": "14 Lombard Lane", "postcode": "EC3V 9AA", "city": "London", "country": "GB"}


@dataclass(frozen=True)
class Sample:
    """A file with what the farm should make of it; `pair` names files of which exactly one is posted."""

    file: str
    content: bytes
    kind: str
    language: str
    truth: dict[str, object]
    supplier_code: str
    outcome: str = "posted"
    reasons: list[str] = field(default_factory=list)
    pair: str = ""

    def row(self) -> dict[str, object]:
        """The sample's row in expected.jsonl."""
        row = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "content"}
        return row if self.pair else {name: value for name, value in row.items() if name != "pair"}


def sample(
    file: str,
    bill: Bill,
    content: bytes,
    *reasons: str,
    outcome: str = "",
    unprinted: tuple[str, ...] = (),
    pair: str = "",
) -> Sample:
    """A sample of a bill: it needs review where there are reasons, unless an outcome is given."""
    language = "en" if bill.language == "us" else bill.language
    expected = outcome or ("needs_review" if reasons else "posted")
    truth = bill.truth(unprinted)
    return Sample(file, content, bill.kind, language, truth, bill.supplier.code, expected, list(reasons), pair)


def good_bills(show: printed.Printer) -> Iterator[Sample]:
    """Invoices and a credit note that are posted without a question."""
    yield sample(
        "Blue Widgets invoice BW-100245.pdf",
        english.SOFTWARE_US,
        show("subscription", english.SOFTWARE_US),
        unprinted=("tax_rate",),
    )
    facture = show("facture", abroad.STATIONERY_FR)
    yield sample("Facture FA-2026-00318 Papeterie Lumière.pdf", abroad.STATIONERY_FR, facture)
    fapiao = show("fapiao", abroad.OFFICE_ZH, buyer_id="91310000MA1FL5R28K")
    yield sample("发票_26312000000081376652.pdf", abroad.OFFICE_ZH, fapiao, unprinted=("iban",))
    account = russian_account.draw(abroad.SUPPLIES_RU)
    yield sample("Счёт № 1547 от 14.05.2026 Северный ветер.pdf", abroad.SUPPLIES_RU, account)
    kontor = show("kontor", german.KITCHEN_DE)
    yield sample("Müller & Söhne Rechnung 2026-10-0093.pdf", german.KITCHEN_DE, kontor)
    yield sample(
        "Credit note CN-0457.pdf", english.CREDIT_EN, banner.draw(english.CREDIT_EN, RUST), unprinted=("iban",)
    )


def electronic_bills() -> Iterator[Sample]:
    """Factur-X and UBL."""
    hamburg = {"postcode": "20457", "city": "Hamburg", "country": "DE"}
    xml = electronic.cii(german.HAULAGE_DE, hamburg, HAMBURG)
    pdf = electronic.factur_x(business_letter.draw(german.HAULAGE_DE, BLUE), xml, german.HAULAGE_DE)
    yield sample("NL-2026-778 Frachtrechnung (Factur-X).pdf", german.HAULAGE_DE, pdf)
    reading = {"postcode": "RG2 0TD", "city": "Reading", "country": "GB"}
    yield sample("peppol_AP-2026-5521.xml", english.PEPPOL_EN, electronic.ubl(english.PEPPOL_EN, reading, LONDON))


def paper_bills() -> Iterator[Sample]:
    """A clean scan, a poor one and a fax of several pages."""
    clean = scans.scanned_pdf(typewriter.draw(english.SCANNED_EN))
    yield sample("Scan_2026-06-12_0930.pdf", english.SCANNED_EN, clean)
    skewed = scans.skewed_jpeg(business_letter.draw(german.SCANNED_DE, "#333333"))
    yield sample("IMG_20260703_101544.jpg", german.SCANNED_DE, skewed)
    fax = scans.fax_tiff(typewriter.draw(german.COLLECTIVE_DE, per_page=7))
    yield sample("Fax Nordlicht Sammelrechnung August.tif", german.COLLECTIVE_DE, fax)


def repeated_bills(show: printed.Printer) -> Iterator[Sample]:
    """The same file twice, and the same invoice as another PDF: of each two the first to come is posted."""
    letter, pair = business_letter.draw(german.PAPER_DE), "same file"
    yield sample("Rechnung RE-2026-0417 Acme Paper.pdf", german.PAPER_DE, letter, pair=pair)
    copy = "Kopie von Rechnung RE-2026-0417 Acme Paper.pdf"
    yield sample(copy, german.PAPER_DE, letter, "duplicate", outcome="duplicate", pair=pair)
    first, pair = banner.draw(english.FREIGHT_EN), "same invoice"
    yield sample("Harbour Freight HF-26-1187.pdf", english.FREIGHT_EN, first, pair=pair)
    again = show("statement", english.FREIGHT_EN)
    yield sample("HF-26-1187 resent by post.pdf", english.FREIGHT_EN, again, "duplicate_invoice", pair=pair)


def doubtful_bills(show: printed.Printer) -> Iterator[Sample]:
    """Invoices that a person has to see."""
    wrong_sum = banner.draw(english.WRONG_SUM_EN)
    yield sample("Harbour Freight HF-26-1240.pdf", english.WRONG_SUM_EN, wrong_sum, "arithmetic")
    stranger = banner.draw(english.STRANGER_EN, GREEN)
    yield sample("Brightside Cleaning invoice 2026-118.pdf", english.STRANGER_EN, stranger, "supplier_known")
    wrong_iban = business_letter.draw(german.WRONG_IBAN_DE, BLUE)
    yield sample("Rechnung NL-2026-903 Nordlicht.pdf", german.WRONG_IBAN_DE, wrong_iban, "iban")
    large = show("kontor", german.LARGE_DE)
    yield sample(
        "Müller & Söhne Büromöbel 2026-11-0107.pdf", german.LARGE_DE, large, "approval_limit", outcome="validated"
    )


def other_files(show: printed.Printer) -> Iterator[Sample]:
    """An e-mail, a contract, and what cannot be opened."""
    attached = show("facture", abroad.MAILED_FR)
    mail = letters.mail(abroad.MAILED_FR, "Facture_FA-2026-00342.pdf", attached)
    yield sample("Votre facture FA-2026-00342.eml", abroad.MAILED_FR, mail)
    text = supply_agreement
    contract = agreement.draw(text.TITLE, text.OPENING, text.CLAUSES, text.SIGNERS)
    file = "Framework Supply Agreement Acme Paper 2026.pdf"
    yield Sample(file, contract, "contract", "en", dict(text.TRUTH), "", "filed")
    damaged = letters.cut_off(business_letter.draw(german.WRONG_IBAN_DE, BLUE))
    yield Sample("Rechnung NL-2026-911 (Download).pdf", damaged, "other", "", {}, "", "quarantined", ["damaged"])
    locked = banner.draw(english.LOCKED_EN, RUST, password="acme-2026")
    file = "Invoice AP-2026-4902 (password protected).pdf"
    yield Sample(file, locked, "other", "", {}, "", "quarantined", ["encrypted"])


def all_samples() -> list[Sample]:
    """Every sample, in the order of expected.jsonl."""
    register_fonts()
    with printed.chromium() as show:
        found = [*good_bills(show), *repeated_bills(show), *doubtful_bills(show), *other_files(show)]
    return [*found, *electronic_bills(), *paper_bills()]


def main() -> None:
    """Write samples/documents and samples/expected.jsonl anew."""
    samples = all_samples()
    folder = HERE / "documents"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for made in samples:
        (folder / made.file).write_bytes(made.content)
    rows = [json.dumps(made.row(), ensure_ascii=False) for made in samples]
    (HERE / "expected.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    total = sum(len(made.content) for made in samples)
    print(f"{len(samples)} documents for {CUSTOMER}, {total / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
