"""Each rate of tax was legal in the supplier's country on the day of the supply, by the table `vat_rates.csv`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from config.vat_rates_file import VatRate
from extractors.models import Source, Value
from orchestrator.figures import figures
from orchestrator.money import is_amount, plain
from orchestrator.rules.arithmetic import expected_tax, tax_problems
from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.country import Country, customer_country, supplier_country

TAXED = frozenset({"", "S", "L", "M"})
"""VAT categories (UNTDID 5305) with a rate; of all others the rate is zero, which is never called illegal."""
MOST_TOLD = 10
PAGE = frozenset({Source.TEXT, Source.OCR})
MOST_ON_PAGES = 20
"""Different rates of one document; what has more shows no rates."""
LONGEST = 100_000
"""Characters of a text that are looked at; documents are hostile."""


@dataclass(frozen=True)
class On:
    """The day that decides on the rate; not `known`: it is the issue date, and the supply may be earlier."""

    day: date
    known: bool


def look(case: Case) -> Finding:
    """What cannot be judged passes and says so; zero rates, exemptions and reverse charge are never called illegal."""
    country, rates = supplier_country(case), tuple(charged(case))
    on = _on(case)
    looked_at: dict[str, object] = {
        "country": country.code, "known_by": country.by, "day": on.day if on else None,
        "rates": ", ".join(plain(rate) for rate in rates[:MOST_TOLD]),
    }  # fmt: skip
    unjudged = _unjudged(case, country, rates, on)
    if unjudged or on is None:
        return Finding((), unjudged, looked_at)
    rows = case.parameters.vat_rates.of(country.code)
    problems = [told for rate in rates if (told := _problem(rate, rows, country, on, case))]
    if not problems:
        problems = list(_too_much(case, rows, country, on))
    if problems:
        looked_at["lines"] = len(case.invoice.lines)  # so that the review points at them
    fine = f"Legal in {country.code} on {on.day}: {', '.join(f'{plain(rate)} %' for rate in rates[:MOST_TOLD])}."
    return Finding(
        tuple(problems[:MOST_TOLD]), fine if rates else f"No tax above its highest rate in {country.code}.", looked_at
    )


def charged(case: Case) -> Iterator[Decimal]:
    """The rates above zero that the document charges, each once: of its breakdown and of its lines."""
    stated = case.stated_tax.rates if case.stated_tax else ()
    rates = [row.rate for row in stated if row.category in TAXED and row.rate is not None]
    lines = [line.tax_rate for line in figures(case.invoice).lines if line.tax_rate]
    rates += [rate.value for rate in lines if rate.source not in PAGE]
    rates += _on_pages([rate for rate in lines if rate.source in PAGE], case)
    yield from dict.fromkeys(rate.normalize() + 0 for rate in rates if is_amount(rate) and rate > 0)


def _on_pages(rates: list[Value[Decimal]], case: Case) -> list[Decimal]:
    """What pages show is judged if it was read without doubt and is a rate: with its sign, or since the tax fits."""
    threshold = case.parameters.vat_rate.threshold
    read = [rate.value for rate in rates if rate.confidence >= threshold and is_amount(rate.value)]
    distinct = list(dict.fromkeys(read))[:MOST_ON_PAGES]
    return distinct if _tax_fits(case) else [rate for rate in distinct if _has_sign(rate, case.text)]


def _has_sign(rate: Decimal, text: str) -> bool:
    whole, _, part = plain(rate).partition(".")
    decimals = rf"[.,]{part.rstrip('0')}0*" if part.rstrip("0") else r"(?:[.,]0+)?"
    return re.search(rf"(?<![\d.,]){whole}{decimals}\s*[%％]", text[:LONGEST]) is not None


def _tax_fits(case: Case) -> bool:
    """Whether every line has its rate, and together they give the tax."""
    found = figures(case.invoice)
    is_taxed = found.printed_tax is not None and expected_tax(found) is not None
    return is_taxed and not any(tax_problems(found, case.parameters.arithmetic))


def _on(case: Case) -> On | None:
    if case.stated_tax and case.stated_tax.tax_point:
        return On(case.stated_tax.tax_point, known=True)
    issued = case.invoice.issue_date
    return On(issued.value, known=False) if issued else None


def _unjudged(case: Case, country: Country, rates: tuple[Decimal, ...], on: On | None) -> str:
    if not country.code:
        return "The supplier's country is not known, so that its tax rates cannot be judged."
    rows = case.parameters.vat_rates.of(country.code)
    if not rows:
        return f"The table of tax rates does not have {country.code}, so that they cannot be judged."
    if on is None:
        return "The document shows no date, so that its tax rates cannot be judged."
    if on.day < min(row.valid_from for row in rows if row.category == "standard"):
        return f"The table of tax rates begins after {on.day} for {country.code}, so that they cannot be judged."
    if not rates and figures(case.invoice).printed_tax in (None, 0):
        return "The document charges no tax."
    return ""


def _problem(rate: Decimal, rows: tuple[VatRate, ...], country: Country, on: On, case: Case) -> str:
    """Why a rate was not legal; empty where it was, there or in the customer's country."""
    if _legal(rate, rows, on, case):
        return ""
    there = customer_country(case)
    if there.code != country.code and _legal(rate, case.parameters.vat_rates.of(there.code), on, case):
        return ""
    ended = max((row.valid_until for row in rows if row.rate == rate and row.valid_until), default=None)
    begins = min((row.valid_from for row in rows if row.rate == rate and row.valid_from > on.day), default=None)
    why = "there is no such rate"
    if begins is not None:
        why = f"it applies from {begins} on"
    elif ended is not None and ended < on.day:
        why = f"it ended on {ended}"
    legal = ", ".join(f"{plain(one)} %" for one in _rates_on(rows, on.day))
    return f"A tax of {plain(rate)} % was not legal in {country.code} on {on.day} ({why}); legal were {legal}."


def _legal(rate: Decimal, rows: tuple[VatRate, ...], on: On, case: Case) -> bool:
    """On the day; where the supply may be earlier than the document, also shortly before."""
    earlier = timedelta(days=0 if on.known else case.parameters.vat_rate.earlier_supply_days)
    for row in rows:
        until = row.valid_until
        if row.rate == rate and row.valid_from <= on.day and (until is None or on.day <= _later(until, earlier)):
            return True
    return False


def _later(day: date, by: timedelta) -> date:
    return day + by if day <= date.max - by else date.max


def _rates_on(rows: tuple[VatRate, ...], day: date) -> list[Decimal]:
    return sorted({row.rate for row in rows if row.is_valid_on(day) and row.category not in ("regional", "flat-rate")})


def _too_much(case: Case, rows: tuple[VatRate, ...], country: Country, on: On) -> Iterator[str]:
    """Where the lines show no rates, the tax as a whole is at most the highest rate of the net total."""
    found = figures(case.invoice)
    if found.printed_net is None or found.printed_tax is None or tuple(charged(case)):
        return
    legal = [row.rate for row in rows if _legal(row.rate, (row,), on, case)]
    highest = max(legal, default=None)
    if highest is None or found.printed_net <= 0:
        return
    if found.printed_tax > found.printed_net * highest / 100 + found.unit * max(len(found.lines), 1):
        yield (
            f"A tax of {plain(found.printed_tax)} on {plain(found.printed_net)} is more than the highest rate of "
            f"{country.code} on {on.day} ({plain(highest)} %)."
        )


RULE = Rule(
    "vat_rate", "1", Severity.REVIEW, look, serves="Directive 2006/112/EC, articles 93 and 96 to 98; national law"
)
