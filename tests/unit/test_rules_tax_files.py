"""The table of tax rates and the sections on tax of rules.toml, as a user edits them; what XML states about its tax."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from config.errors import ConfigError
from config.files import PACKAGED, load_rules, load_vat_rates
from extractors.einvoice.stated_tax import stated_tax
from extractors.models import StatedRate, StatedTax
from orchestrator.rules import RULES
from tests.einvoice_documents import cii, fatturapa, ubl
from tests.unit.rules_cases import case, line

HEADER = "country,category,rate,valid_from,valid_until,source\n"


def test_a_table_of_the_users_own_replaces_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "vat_rates.csv").write_text(HEADER + "DE,standard,21.5,2026-01-01,,Law of tomorrow\n", encoding="utf-8")
    rules = load_rules(tmp_path)
    assert [str(row.rate) for row in rules.vat_rates.of("DE")] == ["21.5"]
    assert RULES["vat_rate"].judge(case([line(tax_rate="21.5")], parameters=rules)).passed
    assert not RULES["vat_rate"].judge(case([line(tax_rate="19")], parameters=rules)).passed
    assert "does not have DE" not in RULES["vat_rate"].judge(case(parameters=load_rules(PACKAGED))).sentence


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Germany,standard,19,2021-01-01,,Law\n", "row 2: country"),
        ("DE,normal,19,2021-01-01,,Law\n", "row 2: category"),
        ("DE,standard,much,2021-01-01,,Law\n", "row 2: the rate 'much' is no number"),
        ("DE,standard,190,2021-01-01,,Law\n", "row 2: rate"),
        ("DE,standard,19,01.01.2021,,Law\n", "row 2: valid_from"),
        ("DE,standard,19,2021-01-01,2020-01-01,Law\n", "valid_until 2020-01-01 is before valid_from 2021-01-01"),
        ("DE,standard,19,2021-01-01,,\n", "row 2: source"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(tmp_path: Path, row: str, told: str) -> None:
    (tmp_path / "vat_rates.csv").write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(ConfigError) as refusal:
        load_vat_rates(tmp_path)
    assert told in str(refusal.value)
    assert "vat_rates.csv" in str(refusal.value)


def test_every_packaged_row_names_its_source_and_the_countries_are_all_there() -> None:
    table = load_vat_rates(PACKAGED)
    assert all(len(row.source) > 3 for row in table.rows)
    wanted = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB CH NO RU CN"
    assert set(wanted.split()) <= set(table.by_country)


def test_a_rules_file_from_before_these_rules_still_loads(tmp_path: Path) -> None:
    packaged = (PACKAGED / "rules.toml").read_text(encoding="utf-8")
    old = packaged.split("# Which broken rules of EN 16931", maxsplit=1)[0].replace("compare_with_country = true", "")
    (tmp_path / "rules.toml").write_text(old, encoding="utf-8")
    assert load_rules(tmp_path) == load_rules(PACKAGED)


@pytest.mark.parametrize(
    ("section", "wrong", "told"),
    [
        ("future_months = 0", "future_months = -1", "period.future_months"),
        ("# closed_until = 2025-12-31", 'closed_until = "soon"', "period.closed_until"),
        (
            "# closed_until = 2025-12-31",
            "closed = [{ first = 2026-02-01, last = 2026-01-01 }]",
            "the period ends (2026-01-01) before it begins (2026-02-01)",
        ),
        ("eu = true", "us = true", "particulars.us: this name is not known"),
        ("threshold = 0.9", "threshold = 9", "vat_rate.threshold"),
    ],
)
def test_a_wrong_section_is_refused_by_its_name(tmp_path: Path, section: str, wrong: str, told: str) -> None:
    packaged = (PACKAGED / "rules.toml").read_text(encoding="utf-8")
    assert section in packaged
    (tmp_path / "rules.toml").write_text(packaged.replace(section, wrong), encoding="utf-8")
    with pytest.raises(ConfigError) as refusal:
        load_rules(tmp_path)
    assert told in str(refusal.value)


def test_closed_periods_of_companies_can_be_written(tmp_path: Path) -> None:
    packaged = (PACKAGED / "rules.toml").read_text(encoding="utf-8")
    own = packaged.replace("# [period.companies]", "[period.companies]").replace('# "Example', '"Example')
    (tmp_path / "rules.toml").write_text(own, encoding="utf-8")
    assert load_rules(tmp_path).period.companies == {"Example Trading Company": date(2026, 9, 30)}


def test_fatturapa_states_its_countries_and_its_breakdown() -> None:
    found = stated_tax(etree.fromstring(fatturapa()))
    assert found is not None
    assert found.rates
    assert all(row.rate is not None and row.basis is not None and row.tax is not None for row in found.rates)


def test_the_day_of_the_supply_is_the_tax_point_or_the_delivery() -> None:
    delivery = (
        b"<ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>"
        b'<udt:DateTimeString format="102">20251104</udt:DateTimeString></ram:OccurrenceDateTime>'
        b"</ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>"
    )
    place = b"<ram:ApplicableHeaderTradeSettlement>"
    delivered = cii().replace(place, delivery + place)
    found = stated_tax(etree.fromstring(delivered))
    assert found is not None and found.tax_point == date(2025, 11, 4)
    tax = (
        b"<ram:ApplicableTradeTax><ram:CalculatedAmount>17.10</ram:CalculatedAmount><ram:BasisAmount>90</ram:BasisAmount>"
        b"<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent>"
        b'<ram:TaxPointDate><udt:DateString format="102">20251105</udt:DateString></ram:TaxPointDate>'
        b"</ram:ApplicableTradeTax>"
    )
    found = stated_tax(etree.fromstring(delivered.replace(place, place + tax)))
    assert found is not None and found.tax_point == date(2025, 11, 5)
    assert found.rates == (StatedRate(category="S", rate=Decimal(19), basis=Decimal(90), tax=Decimal("17.10")),)


def test_what_is_no_number_or_country_is_left_out() -> None:
    hostile = ubl().replace(b"<cbc:IdentificationCode>DE<", b"<cbc:IdentificationCode>Deutschland<")
    found = stated_tax(etree.fromstring(hostile))
    assert found is not None and found.supplier_country == ""
    assert stated_tax(etree.fromstring(b"<Order/>")) is None
    assert stated_tax(etree.fromstring(b"<Invoice/>")) == StatedTax()
