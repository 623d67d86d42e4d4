"""The rules on EN 16931, on tax by rate and on the legal rates: both outcomes of each, and what they cannot judge."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.files import PACKAGED, load_vat_rates
from config.rule_file import RuleFile
from config.tax_rules import En16931, VatRateAllowed
from extractors.einvoice.read import read_xml
from extractors.models import Kind, Limits, Problem, StatedRate, StatedTax
from orchestrator.credit_note import positive
from orchestrator.money import rounded
from orchestrator.rules import RULES, Verdict
from orchestrator.rules.doubtful import doubtful
from tests.en16931_documents import Stated, cii_invoice, ubl_invoice
from tests.unit.rules_cases import RULE_FILE, UNKNOWN, case, line, value

BREAKS_15 = Problem(
    code="br-co-15",
    message="The total with VAT is 120.00; it must be … plus one total VAT in EUR (19.00). (EN 16931 BR-CO-15, at …)",
)
VAT_RATES = load_vat_rates(PACKAGED)
HINT = Problem(code="en16931_hint", message="A code. (EN 16931 warning BR-53)")
CODE_LIST = Problem(code="br-cl-23", message="The code 'X' is not in the list. (EN 16931 BR-CL-23, at …)")
MORE = Problem(code="en16931", message="2 more rules of EN 16931 are broken: BR-CL-01, BR-S-08.")


def verdict(rule_id: str, **changes: Any) -> Verdict:
    return RULES[rule_id].judge(case(**changes))


def parameters(**changes: Any) -> RuleFile:
    return RULE_FILE.model_copy(update=changes)


def row(category: str, rate: str | None, basis: str | None, tax: str | None, exemption: str = "") -> StatedRate:
    rate_, basis_, tax_ = (None if text is None else Decimal(text) for text in (rate, basis, tax))
    return StatedRate(category=category, rate=rate_, basis=basis_, tax=tax_, exemption=exemption)


def stated(*rows: StatedRate, **more: Any) -> StatedTax:
    return StatedTax(rates=rows, **more)


def test_a_broken_rule_of_the_standard_goes_to_a_person_with_its_name_and_figures() -> None:
    found = verdict("en16931", problems=(BREAKS_15,))
    assert (found.passed, found.severity.value) == (False, "review")
    assert found.sentence == BREAKS_15.message
    assert found.looked_at == {"rules": "BR-CO-15"}


@pytest.mark.parametrize("problem", [HINT, CODE_LIST])
def test_a_warning_or_a_code_list_is_only_told(problem: Problem) -> None:
    found = verdict("en16931", problems=(problem,))
    assert found.passed
    assert found.sentence == f"Only told, nobody is asked: {problem.message}"


def test_a_rule_that_is_only_named_with_others_counts() -> None:
    assert not verdict("en16931", problems=(MORE,)).passed
    assert verdict("en16931", problems=(Problem(code="damaged", message="Page 2 is damaged."),)).passed


def test_which_rules_are_asked_about_stands_in_the_file() -> None:
    tolerant = parameters(en16931=En16931(asked=("BR-*",), noted=("BR-CO-*",)))
    assert verdict("en16931", problems=(BREAKS_15,), parameters=tolerant).passed
    strict = parameters(en16931=En16931(asked=("*",), noted=()))
    assert not verdict("en16931", problems=(CODE_LIST,), parameters=strict).passed


@pytest.mark.parametrize("write", [ubl_invoice, cii_invoice])
def test_what_the_reading_finds_in_xml_reaches_the_rules(write: Any) -> None:
    read, _ = read_xml(write(Stated(gross="120.00")).encode(), "a.xml", Limits())
    assert read.stated_tax is not None
    assert read.stated_tax.supplier_country == "DE"
    assert [(one.category, one.rate, one.basis, one.tax) for one in read.stated_tax.rates] == [
        ("S", Decimal(19), Decimal(100), Decimal(19))
    ]
    content = {"invoice": read.invoice, "problems": read.problems, "stated_tax": read.stated_tax, "supplier": UNKNOWN}
    assert "BR-CO-15" in verdict("en16931", **content).looked_at["rules"]
    assert not verdict("en16931", **content).passed
    assert verdict("tax_by_rate", **content).passed
    assert verdict("vat_rate", **content).passed


def test_the_tax_of_a_rate_that_does_not_follow_from_its_amount() -> None:
    found = verdict("tax_by_rate", stated_tax=stated(row("S", "19", "100.00", "18.50")))
    assert (found.passed, found.severity.value) == (False, "review")
    assert "19 % of 100.00 is 19.00, but the breakdown says 18.50." in found.sentence
    assert "The tax of all rates together is 18.50, but the document says 19.00." in found.sentence
    assert verdict("tax_by_rate", stated_tax=stated(row("S", "19", "100.00", "19.00"))).passed


def test_lines_at_a_rate_that_the_breakdown_lacks_or_adds_up_otherwise() -> None:
    lines = [line(line_total="60.00", tax_rate="19"), line(line_total="40.00", tax_rate="7")]
    right = stated(row("S", "19", "60.00", "11.40"), row("S", "7.00", "40.00", "2.80"))
    totals = {"tax_total": "14.20", "gross_total": "114.20"}
    assert verdict("tax_by_rate", lines=lines, stated_tax=right, **totals).passed
    swapped = stated(row("S", "19", "40.00", "7.60"), row("S", "7", "60.00", "4.20"))
    found = verdict("tax_by_rate", lines=lines, stated_tax=swapped, tax_total="11.80", gross_total="111.80")
    assert "The lines at 19 % add up to 60.00, but the breakdown says 40.00." in found.sentence
    one = verdict("tax_by_rate", lines=lines, stated_tax=stated(row("S", "19", "100.00", "19.00")))
    assert "Lines of 40.00 have a rate of 7 %, which the breakdown lacks." in one.sentence


def test_without_breakdown_the_rates_of_the_lines_are_told() -> None:
    assert verdict("tax_by_rate").sentence == "The tax by rate: 19 % of 100.00 is 19.00."
    assert "nothing was compared" in verdict("tax_by_rate", lines=[line(tax_rate=None)]).sentence


def test_a_credit_note_in_negative_amounts_is_compared_in_positive_ones() -> None:
    changes = {"net_total": "-100.00", "tax_total": "-19.00", "gross_total": "-119.00"}
    negative = case([line(quantity="-4", line_total="-100.00")], **changes).invoice
    turned = positive(negative, Kind.CREDIT_NOTE)
    breakdown = stated(row("S", "19", "-100.00", "-19.00"))
    assert verdict("tax_by_rate", kind=Kind.CREDIT_NOTE, invoice=turned, stated_tax=breakdown).passed


AMOUNT = st.decimals(min_value="0.01", max_value="999999.99", places=2)
RATES = st.sampled_from([Decimal(text) for text in ("0", "5.5", "7", "9.5", "19", "20", "25.5", "27")])


@given(st.lists(st.tuples(RATES, AMOUNT), min_size=1, max_size=8))
def test_a_breakdown_made_from_its_lines_always_passes(items: list[tuple[Decimal, Decimal]]) -> None:
    bases: dict[Decimal, Decimal] = {}
    for rate, amount in items:
        bases[rate] = bases.get(rate, Decimal(0)) + amount
    rows = [StatedRate(category="S", rate=r, basis=b, tax=rounded(b * r / 100, "EUR")) for r, b in bases.items()]
    net, tax = sum(bases.values()), sum((one.tax for one in rows if one.tax is not None), Decimal(0))
    lines = [line(quantity=None, unit_price=None, tax_rate=str(r), line_total=str(a)) for r, a in items]
    totals = {"net_total": net, "tax_total": tax, "gross_total": net + tax}
    found = verdict("tax_by_rate", lines=lines, stated_tax=stated(*rows), **totals)
    assert found.passed, found.sentence


@given(RATES, AMOUNT, st.decimals(min_value="0.02", max_value="5000", places=2), st.booleans())
def test_a_tax_that_is_off_by_more_than_a_cent_never_passes(
    rate: Decimal, basis: Decimal, off: Decimal, more: bool
) -> None:
    due = rounded(basis * rate / 100, "EUR")
    wrong = due + off if more else due - off
    lines = [line(quantity=None, unit_price=None, tax_rate=str(rate), line_total=str(basis))]
    breakdown = stated(StatedRate(category="S", rate=rate, basis=basis, tax=wrong))
    totals = {"net_total": basis, "tax_total": wrong, "gross_total": basis + wrong}
    assert not verdict("tax_by_rate", lines=lines, stated_tax=breakdown, **totals).passed


ANY = st.decimals(allow_nan=False, allow_infinity=False)


@given(ANY, ANY, ANY, st.text(max_size=60), st.sampled_from(["", "S", "AE", "?"]))
def test_no_figures_and_no_text_break_these_rules(
    rate: Decimal, basis: Decimal, tax: Decimal, text: str, category: str
) -> None:
    odd = line().model_copy(update={"tax_rate": value(rate), "line_total": value(basis)})
    known = stated(StatedRate(category=category, rate=rate, basis=basis, tax=tax), supplier_country="DE")
    for stated_tax in (known, None):
        changes = {"lines": [odd], "stated_tax": stated_tax, "text": text, "tax_total": tax, "net_total": basis}
        for rule in ("tax_by_rate", "vat_rate", "particulars", "period", "en16931", "pdf_and_xml"):
            assert verdict(rule, **changes).sentence


def charged(country: str, rate: str, day: date, **changes: Any) -> Verdict:
    """The verdict on an XML that states its country, rate and day of supply."""
    known = stated(row("S", rate, "100.00", None), supplier_country=country, tax_point=day)
    return verdict(
        "vat_rate", lines=[line(tax_rate=rate)], supplier_tax_id=None, supplier=UNKNOWN, stated_tax=known, **changes
    )


@pytest.mark.parametrize(
    ("country", "rate", "first", "last"),
    [
        ("DE", "16", date(2020, 7, 1), date(2020, 12, 31)),
        ("DE", "5", date(2020, 7, 1), date(2020, 12, 31)),
        ("DE", "19", date(2021, 1, 1), None),
        ("EE", "22", date(2024, 1, 1), date(2025, 6, 30)),
        ("EE", "24", date(2025, 7, 1), None),
        ("FI", "25.5", date(2024, 9, 1), None),
        ("FI", "24", date(2013, 1, 1), date(2024, 8, 31)),
        ("IE", "21", date(2020, 9, 1), date(2021, 2, 28)),
        ("LU", "16", date(2023, 1, 1), date(2023, 12, 31)),
        ("RO", "21", date(2025, 8, 1), None),
        ("RO", "19", date(2017, 1, 1), date(2025, 7, 31)),
        ("SK", "23", date(2025, 1, 1), None),
        ("SK", "20", date(2011, 1, 1), date(2024, 12, 31)),
        ("CZ", "12", date(2024, 1, 1), None),
        ("NL", "6", date(1986, 10, 1), date(2018, 12, 31)),
        ("CH", "8.1", date(2024, 1, 1), None),
        ("CH", "7.7", date(2018, 1, 1), date(2023, 12, 31)),
        ("GB", "20", date(2011, 1, 4), None),
        ("CN", "16", date(2018, 5, 1), date(2019, 3, 31)),
        ("CN", "13", date(2019, 4, 1), None),
        ("RU", "18", date(2004, 1, 1), date(2018, 12, 31)),
        ("RU", "20", date(2019, 1, 1), date(2025, 12, 31)),
        ("RU", "22", date(2026, 1, 1), None),
    ],
)
def test_a_rate_is_legal_from_its_first_to_its_last_day(
    country: str, rate: str, first: date, last: date | None
) -> None:
    assert charged(country, rate, first).passed
    if last is None:
        assert charged(country, rate, date(2026, 11, 22)).passed
    else:
        assert charged(country, rate, last).passed
        after = charged(country, rate, last + timedelta(days=1))
        assert (after.passed, after.severity.value) == (False, "review")
        assert f"{rate} % was not legal in {country}" in after.sentence


def test_a_rate_that_nobody_has_is_named_with_the_legal_ones() -> None:
    found = verdict("vat_rate", lines=[line(tax_rate="18")], text="18 % MwSt")
    assert not found.passed
    assert found.sentence == (
        "A tax of 18 % was not legal in DE on 2026-10-17 (there is no such rate); legal were 7 %, 19 %."
    )
    assert found.looked_at["known_by"] == "tax number DE136695976"
    assert set(doubtful(case([line(tax_rate="18")], text="18 % MwSt"), [found])) == {"lines"}


def test_a_rate_that_is_yet_to_come_is_not_legal() -> None:
    assert "it applies from 2026-01-01 on" in charged("RU", "22", date(2025, 12, 31)).sentence


def test_where_only_the_issue_date_is_known_the_supply_may_have_been_half_a_year_earlier() -> None:
    ended = {"lines": [line(tax_rate="16")], "supplier": UNKNOWN, "tax_total": "16.00", "gross_total": "116.00"}
    assert verdict("vat_rate", issue_date=date(2021, 6, 30), **ended).passed
    assert not verdict("vat_rate", issue_date=date(2021, 7, 31), **ended).passed
    strict = parameters(vat_rate=VatRateAllowed(earlier_supply_days=0))
    assert not verdict("vat_rate", issue_date=date(2021, 1, 1), parameters=strict, **ended).passed


@pytest.mark.parametrize("category", ["Z", "E", "AE", "K", "G", "O"])
def test_no_tax_is_never_called_illegal(category: str) -> None:
    known = stated(row(category, "0", "100.00", "0.00"), supplier_country="DE")
    changes = {"lines": [line(tax_rate="0")], "tax_total": "0.00", "gross_total": "100.00", "stated_tax": known}
    assert verdict("vat_rate", **changes).passed


def test_a_rate_of_the_customers_country_is_legal_too() -> None:
    austrian = {"lines": [line(tax_rate="20")], "tax_total": "20.00", "gross_total": "120.00"}
    assert not verdict("vat_rate", **austrian).passed
    assert verdict("vat_rate", customer_tax_id="ATU13585627", **austrian).passed


def test_a_number_on_a_page_that_is_no_rate_for_sure_is_not_judged() -> None:
    odd = [line(tax_rate="6.69"), line(tax_rate=None)]
    assert verdict("vat_rate", lines=odd, text="86,16 31,88 6,69\nMwSt 19 %").passed
    assert verdict("vat_rate", lines=odd, text="16,69 %").passed
    assert not verdict("vat_rate", lines=odd, text="86,16 31,88 6,690%").passed
    doubtful = line().model_copy(update={"tax_rate": value(Decimal(10), confidence=0.8)})
    assert verdict("vat_rate", lines=[doubtful], text="10 % Rabatt").passed


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"supplier_tax_id": None, "supplier": UNKNOWN}, "The supplier's country is not known"),
        ({"supplier_tax_id": "IN29AAACB1234Z1", "supplier": UNKNOWN}, "The supplier's country is not known"),
        ({"stated_tax": StatedTax(supplier_country="US"), "supplier_tax_id": None}, "does not have US"),
        ({"issue_date": None}, "The document shows no date"),
        ({"issue_date": date(1990, 1, 1)}, "The table of tax rates begins after 1990-01-01 for DE"),
    ],
)
def test_what_cannot_be_judged_passes_and_says_so(changes: dict[str, Any], told: str) -> None:
    found = verdict("vat_rate", lines=[line(tax_rate="77")], **changes)
    assert found.passed
    assert told in found.sentence


def test_without_rates_on_the_lines_the_tax_is_at_most_the_highest_rate() -> None:
    without = {"lines": [line(tax_rate=None)]}
    assert verdict("vat_rate", **without).passed
    found = verdict("vat_rate", tax_total="21.00", gross_total="121.00", **without)
    assert found.sentence == "A tax of 21.00 on 100.00 is more than the highest rate of DE on 2026-10-17 (19 %)."


def test_the_packaged_table_has_every_member_state_and_one_standard_rate_a_day() -> None:
    table = VAT_RATES
    for country, rows in table.by_country.items():
        standard = sorted((one for one in rows if one.category == "standard"), key=lambda one: one.valid_from)
        assert standard, country
        assert standard[-1].valid_until is None, country
        for earlier, later in pairwise(standard):
            assert earlier.valid_until is not None, country
            assert earlier.valid_until + timedelta(days=1) == later.valid_from, country


@given(st.sampled_from(sorted(VAT_RATES.by_country)), st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_the_standard_rate_of_any_day_is_legal_on_it(country: str, day: date) -> None:
    standard = [one for one in VAT_RATES.of(country) if one.category == "standard" and one.is_valid_on(day)]
    assert len(standard) == 1
    assert charged(country, str(standard[0].rate), day).passed
