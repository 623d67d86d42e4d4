"""Generated bills: the truth adds up, stands on the page, and comes the same from the same seed."""

from decimal import Decimal

import pypdfium2
import pytest

from benchmarks.generated import generate, series
from benchmarks.generated.coded_year import coded_year
from benchmarks.generated.generate import known_languages

LAYOUTS = {"en": ("invoice", "receipt"), "ru": ("account", "faktura"), "zh": ("invoice", "fapiao")}
LANGUAGES = sorted(known_languages())


def test_same_seed_gives_the_same_bytes() -> None:
    first, second = generate("same"), generate("same")
    assert first.content == second.content
    assert first.row == second.row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_stands_where_the_truth_says(language: str) -> None:
    for seed, layout in enumerate(LAYOUTS.get(language, ("invoice",))):
        document = generate(f"places {seed}", language, layout=layout)
        pages = list(pypdfium2.PdfDocument(document.content))
        texts = [page.get_textpage() for page in pages]
        for name, places in document.row["places"].items():
            for place in places:
                text, height = texts[place["page"] - 1], pages[place["page"] - 1].get_height()
                left, top, right, bottom = place["box"]
                found = text.get_text_bounded(left - 1, height - bottom, right + 1, height - top)
                wanted = "".join(place["text"].split())
                assert wanted in "".join(found.split()).replace("\x02", "-"), (seed, name, place)


def test_amounts_add_up() -> None:
    for seed in range(12):
        truth = generate(f"sums {seed}").row["truth"]
        amounts = [Decimal(str(truth.get(name, "nan"))) for name in ("net_total", "tax_total", "gross_total")]
        if not any(amount.is_nan() for amount in amounts):
            assert abs(amounts[0] + amounts[1] - amounts[2]) <= Decimal("0.02"), seed  # cash is rounded


def test_a_series_keeps_the_supplier_and_changes_the_content() -> None:
    first, second = (document.row["truth"] for document in series("series", 2))
    assert first["supplier_name"] == second["supplier_name"]
    assert first["invoice_number"] != second["invoice_number"]


def test_a_coded_year_is_the_same_each_time_and_mostly_follows_rules() -> None:
    year = coded_year(1, invoices=200)
    assert year == coded_year(1, invoices=200)
    lines = [line for invoice in year.invoices for line in invoice.lines]
    assert {line.account for line in lines} == set(year.accounts)
    assert sum(line.slip or line.unsaid for line in lines) < 0.25 * len(lines)


def test_a_scan_is_a_picture_with_places_in_its_pixels() -> None:
    drawn, scan = generate("scan 1", layout="receipt"), generate("scan 1", layout="receipt", scan=True)
    assert scan.row["truth"] == drawn.row["truth"]
    assert scan.row["places"].keys() == drawn.row["places"].keys()
    assert scan.content == generate("scan 1", layout="receipt", scan=True).content
    assert scan.suffix in (".jpg", ".png", ".pdf")
