"""From a seed to a document: country, supplier, look, content, pages, truth."""

from dataclasses import dataclass, replace
from typing import Any

from benchmarks.generated.choices import Choices
from benchmarks.generated.content import Author
from benchmarks.generated.countries import COUNTRIES, countries_of
from benchmarks.generated.countries.country import Country
from benchmarks.generated.model import Bill
from benchmarks.generated.page.fapiao import draw_fapiao
from benchmarks.generated.page.invoice import draw_invoice
from benchmarks.generated.page.receipt import draw_receipt
from benchmarks.generated.page.russian import draw_account, draw_faktura
from benchmarks.generated.scans import scanned
from benchmarks.generated.sheet import Sheet
from benchmarks.generated.style import Style
from benchmarks.generated.truth import places_of, truth_of

LAYOUTS = {
    "": {"invoice": 0.84, "receipt": 0.16},
    "zh": {"invoice": 0.45, "receipt": 0.15, "fapiao": 0.4},
    "ru": {"invoice": 0.35, "receipt": 0.15, "account": 0.25, "faktura": 0.25},
}
"""How often each kind of layout is made, by language where that matters."""
DRAWN = {
    "invoice": draw_invoice,
    "receipt": draw_receipt,
    "fapiao": draw_fapiao,
    "account": draw_account,
    "faktura": draw_faktura,
}


@dataclass(frozen=True)
class Document:
    """A generated file with its row for the manifest; `row["file"]` is the name to write it under."""

    content: bytes
    suffix: str
    row: dict[str, Any]


def generate(
    seed: int | str, language: str | None = None, document: int = 0, layout: str = "", scan: bool = False
) -> Document:
    """The `document`th bill of the supplier that `seed` makes; always the same bytes for the same arguments.

    `layout` is one of DRAWN, or "" for any. With `scan` the pages are pictures, and places are in their pixels.
    """
    choices = Choices(f"{seed}")
    country, spoken = _country(choices, language)
    layout = layout or choices.weighed("layout", LAYOUTS.get(spoken, LAYOUTS[""]))
    stem = f"{spoken} {seed}"
    author = Author(country, spoken, Choices(f"supplier {stem}"), layout)
    bill = author.bill(Choices(f"content {stem} {document}"))
    style = Style(country, spoken, Choices(f"look {stem}"))
    sheet = DRAWN[layout](bill, style)
    drawn = _document(f"{seed}", document, bill, sheet, layout)
    return _scan(drawn, Choices(f"scan {seed} {document}"), layout == "receipt") if scan else drawn


def series(seed: int | str, count: int, language: str | None = None, layout: str = "invoice") -> list[Document]:
    """`count` bills of one supplier in one layout."""
    return [generate(seed, language, i, layout) for i in range(count)]


def _scan(document: Document, choices: Choices, receipt: bool) -> Document:
    content, suffix, row = scanned(document.content, document.row, choices, receipt)
    return Document(content, suffix, {**row, "file": f"{row['file'].removesuffix('.pdf')}{suffix}"})


def _country(choices: Choices, language: str | None) -> tuple[Country, str]:
    found = countries_of(language) if language else list(COUNTRIES.values())
    if not found:
        raise ValueError(f"nothing is written in {language!r} here; take one of {sorted(known_languages())}")
    weights = {
        country.code: country.weight / (1 if language in (None, country.languages[0]) else 3) for country in found
    }
    country = COUNTRIES[choices.weighed("country", weights)]
    return country, language or choices.pick("language", country.languages)


def known_languages() -> set[str]:
    """The languages that bills can be made in."""
    return {language for country in COUNTRIES.values() for language in country.languages}


def _document(seed: str, number: int, bill: Bill, sheet: Sheet, layout: str) -> Document:
    name = f"{seed}-{number}.pdf" if number else f"{seed}.pdf"
    meta = {
        "layout": layout,
        "language": bill.language,
        "country": bill.country,
        "supplier": seed,
        "pages": len(sheet.pages),
    }
    row = {
        "file": name, "set": "generated", "kind": bill.kind, "truth": truth_of(bill, sheet), "meta": meta,
        "places": places_of(sheet),
    }  # fmt: skip
    return Document(sheet.done(bill.number), ".pdf", row)


def renamed(document: Document, name: str) -> Document:
    """The same document under another file name."""
    return replace(document, row={**document.row, "file": name})
