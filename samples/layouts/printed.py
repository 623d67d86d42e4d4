"""Bills as web pages printed to PDF by Debian's Chromium, which embeds subsets of what fonts it needs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import sync_playwright

from samples.model import CUSTOMER, Bill
from samples.written import SYMBOLS, amount, day, grouped, number


class Printer(Protocol):
    """Prints a bill in the named layout; returns the PDF."""

    def __call__(self, layout: str, bill: Bill, **extra: object) -> bytes: ...


@contextmanager
def chromium() -> Iterator[Printer]:
    """A running Chromium that prints bills, stopped at the end."""
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()

        def show(layout: str, bill: Bill, **extra: object) -> bytes:
            page.set_content(pages.get_template(f"{layout}.html.j2").render(_context(bill), **extra))
            pdf = page.pdf(prefer_css_page_size=True, print_background=True)
            return undated(pdf, bill.issued)

        try:
            yield show
        finally:
            browser.close()


def _context(bill: Bill) -> dict[str, object]:
    def money(value: Decimal) -> str:
        return amount(value, bill.language)

    def short(value: Decimal) -> str:
        return number(value, bill.language)

    def date_of(value: date) -> str:
        return day(value, bill.language)

    return {
        "bill": bill,
        "party": bill.supplier,
        "customer": CUSTOMER,
        "symbol": SYMBOLS[bill.currency],
        "money": money,
        "short": short,
        "day": date_of,
        "iban": grouped(bill.iban),
    }


def undated(pdf: bytes, issued: date) -> bytes:
    """The PDF with its writing time set to noon of the issue date, so that it comes out the same each time."""
    stamp = issued.strftime("D:%Y%m%d120000").encode()
    return re.sub(rb"D:\d{14}", stamp, pdf)
