"""Where the visible pages of a PDF say something else than the e-invoice inside it, which is what programs read."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from extractors.evidence import PrintedWords
from extractors.models import Invoice, Kind, Page, Problem, Source, Value
from extractors.text.usable import page_text
from extractors.values.identifiers import find_ibans

CODE = "pdf_and_xml"
"""How the codes of these problems begin; the field follows."""
TOTALS = {"net_total": "total without tax", "tax_total": "tax", "gross_total": "total with tax"}
SURE = 0.8
"""From so much confidence of the page on it is believed that it says something else."""
ALIKE = 0.6
OF_THIS = ("invoice_number", "issue_date", "gross_total", "net_total", "tax_total")
"""Of these a page of the invoice shows at least one; else it is something else, such as a picture."""
AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
MOST_PAGES = 20


def disagreements(
    invoice: Invoice, xml_text: str, pages: Sequence[Page], kind: Kind, language: str | None
) -> tuple[Problem, ...]:
    """What total, tax, IBAN or supplier the pages show that the XML does not know.

    Only text layers are compared: a misread picture would disagree with everything. A value of the XML that stands on a
    page agrees; only where one does not, the pages are read, too.

    Args:
        xml_text: all texts of the XML, for values that are no field, such as a second account.
    """
    if not pages or len(pages) > MOST_PAGES or any(page.source is not Source.TEXT for page in pages):
        return ()
    compared = _Compared(invoice, xml_text, tuple(pages))
    problems = [*compared.iban()]
    if compared.missing():
        from extractors.invoice.whole_invoice import read_invoice  # heavy; rules load this module for its code alone

        seen = read_invoice(compared.pages, kind, language)
        problems += [*compared.totals(seen), *compared.supplier(seen)]
    return tuple(problems)


class _Compared:
    """An e-invoice beside its pages."""

    def __init__(self, invoice: Invoice, xml_text: str, pages: tuple[Page, ...]) -> None:
        self.invoice = invoice
        self.pages = pages
        self.printed = PrintedWords(pages)
        self.xml = _plain(xml_text)
        self.xml_amounts = {abs(Decimal(number)) for number in AMOUNT.findall(xml_text) if len(number) <= 24}

    def missing(self) -> bool:
        """Whether a total, or every sign of the supplier, is not printed."""
        return any(self._is_missing(name) for name in TOTALS) or self._lacks_supplier()

    def iban(self) -> Iterator[Problem]:
        """The pages show accounts, but none that the XML has."""
        stated = self.invoice.iban
        shown = dict.fromkeys(
            found.value for page in self.pages for found in find_ibans(page_text(page)) if found.valid
        )
        if stated and shown and not any(iban in self.xml for iban in map(_plain, shown)):
            yield _problem("iban", f"The PDF shows the IBAN {next(iter(shown))}, but its XML says {stated.value}.")

    def totals(self, seen: Invoice) -> Iterator[Problem]:
        """Totals of the XML that no page shows, where the pages show another one."""
        for name, label in TOTALS.items():
            stated, read = getattr(self.invoice, name), getattr(seen, name)
            if stated is None or not self._is_missing(name) or not _is_sure(read):
                continue
            if abs(read.value) not in self.xml_amounts:
                yield _problem(name, f"The PDF shows {read.value:f} as {label}, but its XML says {stated.value:f}.")

    def supplier(self, seen: Invoice) -> Iterator[Problem]:
        """Neither tax number nor name of the XML is shown, but those of somebody else on a page of this invoice."""
        if not self._lacks_supplier() or not any(self._is_printed(name) for name in OF_THIS):
            return
        for name in ("supplier_tax_id", "supplier_name"):
            stated, read = getattr(self.invoice, name), getattr(seen, name)
            if stated is not None and _is_sure(read) and self._is_other(stated.value, read.value):
                shown, said = str(read.value)[:80], str(stated.value)[:80]
                yield _problem(name, f"The PDF shows the supplier {shown}, but its XML says {said}.")
                return

    def _is_missing(self, name: str) -> bool:
        value: Value[Any] | None = getattr(self.invoice, name)
        return value is not None and not self._is_printed(name)

    def _is_printed(self, name: str) -> bool:
        value: Value[Any] | None = getattr(self.invoice, name)
        return value is not None and self.printed.find(value.value) is not None

    def _lacks_supplier(self) -> bool:
        names = [name for name in ("supplier_tax_id", "supplier_name") if getattr(self.invoice, name)]
        return bool(names) and all(self._is_missing(name) for name in names)

    def _is_other(self, stated: str, read: str) -> bool:
        ours, theirs = _plain(stated), _plain(read)
        if not theirs or theirs in self.xml or ours in theirs or theirs in ours:
            return False
        return SequenceMatcher(None, ours[:200], theirs[:200], autojunk=False).ratio() < ALIKE


def _is_sure(value: Value[Any] | None) -> bool:
    return value is not None and value.source is Source.TEXT and value.confidence >= SURE


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def _problem(field: str, message: str) -> Problem:
    return Problem(code=f"{CODE}_{field}", message=message)
