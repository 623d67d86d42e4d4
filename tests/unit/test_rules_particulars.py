"""The rules on required particulars, on accounting periods and on PDF and XML that disagree: both outcomes of each."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from config.rule_file import RuleFile
from config.tax_rules import ClosedPeriod, Particulars, Period
from extractors.models import InvoiceLine, Kind, Problem, Source, StatedRate, StatedTax, Value
from orchestrator.rules import RULES, Verdict
from tests.unit.rules_cases import RULE_FILE, UNKNOWN, case, line


def verdict(rule_id: str, **changes: Any) -> Verdict:
    return RULES[rule_id].judge(case(**changes))


def parameters(**changes: Any) -> RuleFile:
    return RULE_FILE.model_copy(update=changes)


def stated(content: Any) -> Value[Any]:
    """A value of stand-alone XML."""
    return Value(value=content, confidence=0.99, source=Source.XML)


DATA: dict[str, Any] = {
    "supplier_name": stated("Acme Paper GmbH"),
    "supplier_tax_id": stated("DE136695976"),
    "customer_name": stated("Example Trading Company"),
    "invoice_number": stated("RE-2026-0417"),
    "issue_date": stated(date(2026, 10, 17)),
    "due_date": None,
    "net_total": stated(Decimal(1000)),
    "tax_total": stated(Decimal(190)),
    "gross_total": stated(Decimal(1190)),
}
"""An invoice that is nothing but data, above any limit of simplified ones."""


def lacking(**changes: Any) -> str:
    """What the rule misses on a full German invoice as data with changes; empty where it misses nothing."""
    found = verdict("particulars", **(DATA | changes))
    assert found.severity.value == ("note" if found.passed else "review")
    return "" if found.passed else found.sentence


def test_an_invoice_with_all_particulars_passes() -> None:
    assert lacking() == ""
    found = verdict("particulars", **DATA)
    assert found.sentence == "All 6 particulars that were looked for by the law of DE are there."
    assert found.looked_at["known_by"] == "tax number DE136695976"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"supplier_tax_id": None}, "lacks the supplier's tax number, which Directive 2006/112/EC, article 226 (3)"),
        ({"customer_name": None}, "lacks the customer's name, which Directive 2006/112/EC, article 226 (5)"),
        ({"lines": [line(None)]}, "lacks what was supplied, which Directive 2006/112/EC, article 226 (6)"),
        ({"lines": [line(tax_rate=None)]}, "lacks the tax rate, which Directive 2006/112/EC, article 226 (9)"),
        (
            {"tax_total": None, "net_total": None},
            "lacks the amount of tax, which Directive 2006/112/EC, article 226 (10)",
        ),
    ],
)
def test_a_particular_that_is_missing_is_named_with_its_article(changes: dict[str, Any], told: str) -> None:
    assert told in lacking(**changes)


def test_a_missing_number_is_left_to_the_required_fields_unless_they_do_not_ask_for_it() -> None:
    assert lacking(invoice_number=None) == ""
    fields = RULE_FILE.required_fields.model_copy(update={"invoice": ("issue_date",)})
    assert "lacks a number" in lacking(invoice_number=None, parameters=parameters(required_fields=fields))


def test_reverse_charge_asks_for_the_customers_number_and_the_words() -> None:
    untaxed = {"tax_total": stated(Decimal(0)), "gross_total": stated(Decimal(1000)), "lines": [line(tax_rate="0")]}
    reverse = StatedTax(rates=(StatedRate(category="AE", rate=Decimal(0)),))
    said = lacking(stated_tax=reverse, **untaxed)
    assert "the customer's tax number" in said
    assert "the words “Reverse charge”" in said
    assert "226 (11a)" in said
    assert lacking(stated_tax=reverse, customer_tax_id="ATU13585627", text="Reverse charge", **untaxed) == ""
    reason = StatedTax(rates=(StatedRate(category="AE", rate=Decimal(0), exemption="Article 196"),))
    assert lacking(stated_tax=reason, customer_tax_id="ATU13585627", **untaxed) == ""
    exempt = StatedTax(rates=(StatedRate(category="E", rate=Decimal(0), exemption="Small business"),))
    assert lacking(stated_tax=exempt, supplier_tax_id=stated("DE136695976"), **untaxed) == ""


@pytest.mark.parametrize(
    ("gross", "currency", "simplified"),
    [("250.00", "EUR", True), ("250.01", "EUR", False), ("100.00", "USD", False)],
)
def test_a_simplified_invoice_needs_no_customer_up_to_the_limit_of_the_country(
    gross: str, currency: str, simplified: bool
) -> None:
    small = {"gross_total": stated(Decimal(gross)), "customer_name": None, "currency": stated(currency)}
    assert (lacking(**small) == "") is simplified


def test_the_limit_is_in_the_currency_of_the_country_and_stands_in_the_file() -> None:
    czech = {"supplier_tax_id": stated("CZ25123891"), "supplier": UNKNOWN, "customer_name": None}
    assert lacking(gross_total=stated(Decimal(9999)), currency=stated("CZK"), **czech) == ""
    assert "the customer's name" in lacking(gross_total=stated(Decimal(10001)), currency=stated("CZK"), **czech)
    strict = parameters(particulars=Particulars(simplified={"DE": Decimal(0)}))
    assert "the customer's name" in lacking(customer_name=None, gross_total=stated(Decimal(10)), parameters=strict)


def test_a_receipt_over_the_limit_must_name_the_customer() -> None:
    assert "the customer's name" in lacking(kind=Kind.RECEIPT, customer_name=None)
    assert lacking(kind=Kind.RECEIPT, customer_name=None, gross_total=stated(Decimal(20))) == ""


def test_a_simplified_invoice_still_tells_the_tax_or_its_rate() -> None:
    untold = {"tax_total": None, "net_total": None, "lines": [line(tax_rate=None)]}
    assert "226b (d)" in lacking(gross_total=stated(Decimal(20)), **untold)


PAGES: dict[str, Any] = {"gross_total": "1190.00", "net_total": "1000.00", "tax_total": "190.00"}


def test_on_pages_only_what_nothing_hints_at_is_missing() -> None:
    known = {"supplier_tax_id": None, **PAGES}
    assert "the supplier's tax number" in verdict("particulars", text="Acme Paper, Köln", **known).sentence
    for said in ("USt-IdNr. DE 136 695 976", "Steuernummer: 133/8150/8159", "DE136695976"):
        assert verdict("particulars", text=said, **known).passed, said
    nobody = {"customer_name": None, "company": "Example Trading Company", **PAGES}
    assert "the customer's name" in verdict("particulars", text="An: Jemand", **nobody).sentence
    assert verdict("particulars", text="An\nEXAMPLE Trading Company\nLondon", **nobody).passed
    assert verdict("particulars", lines=(), **PAGES).passed
    untold = PAGES | {"net_total": None, "tax_total": None}
    assert verdict("particulars", text="19 %\nUSt.:\n190,00\nEndsumme", **untold).passed
    assert "the amount of tax" in verdict("particulars", text="19 %\nEndsumme 1.190,00", **untold).sentence


def test_the_country_in_the_erp_will_do_and_an_unknown_one_passes() -> None:
    assert "which Directive 2006/112/EC" in lacking(supplier_tax_id=None)
    unknown = verdict("particulars", **(DATA | {"supplier_tax_id": None, "customer_name": None, "supplier": UNKNOWN}))
    assert unknown.passed
    assert unknown.sentence.startswith("No law on required particulars was applied")


FAPIAO: dict[str, Any] = {
    "supplier": UNKNOWN, "language": "zh", "currency": "CNY", "supplier_name": "上海蓝天办公用品有限公司",
    "supplier_tax_id": "91310115MA1K35J07A", "customer_name": "北京示例贸易有限公司",
    "customer_tax_id": "91110108MA01ABCD5X", "invoice_number": "26312000000081376652",
    "text": "电子发票（增值税专用发票） 发票号码：26312000000081376652 税率 13% 开票人：李明",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ""),
        ({"customer_tax_id": None}, "购买方纳税人识别号"),
        ({"customer_tax_id": None, "customer_name": "Example Trading Company"}, ""),
        ({"supplier_name": None}, "销售方名称"),
        ({"invoice_number": "2631200000008137665"}, "发票号码"),
        ({"invoice_number": "08137665"}, "发票代码"),
        ({"invoice_number": "08137665", "text": "发票代码 031001900111 发票 13% 开票人"}, ""),
        ({"text": "电子发票 13%"}, "开票人"),
        ({"tax_total": None}, "税额"),
        ({"tax_total": None, "text": "电子发票 免税 开票人：李明"}, ""),
        ({"customer_tax_id": None, "text": "送货单 13%"}, ""),
        ({"customer_tax_id": None, "text": "形式发票 13%"}, ""),
        ({"customer_tax_id": None, "text": "结算单 发票编号 2022/04/305 13%"}, ""),
    ],
)
def test_a_fapiao_names_both_parties_number_rate_tax_and_issuer(changes: dict[str, Any], told: str) -> None:
    found = verdict("particulars", **(FAPIAO | changes))
    assert found.passed is not bool(told)
    assert told in found.sentence


RUSSIAN: dict[str, Any] = {
    "supplier": UNKNOWN, "language": "ru", "currency": "RUB", "supplier_name": "ООО «Северный ветер»",
    "supplier_tax_id": "7707083893", "customer_name": "ООО «Пример»", "invoice_number": "1547",
    "text": "Счет-фактура № 1547 от 14 мая 2026 г.\nИНН/КПП продавца 7707083893/781301001\n20%",
}  # fmt: skip


def test_a_schet_faktura_names_the_buyers_inn_and_a_bill_for_payment_need_not() -> None:
    found = verdict("particulars", **RUSSIAN)
    assert found.sentence == (
        "The document lacks the buyer's ИНН, which Tax Code of the Russian Federation (НК РФ), article 169 (5) 2 "
        "asks for."
    )
    assert verdict("particulars", **RUSSIAN, customer_tax_id="7714833917").passed
    both = RUSSIAN["text"] + "\nИНН/КПП покупателя 7710140679/771001001"
    assert verdict("particulars", **(RUSSIAN | {"text": both})).passed
    bill = "Счёт на оплату № 1547\nСчёт-фактура выставляется при отгрузке"
    assert verdict("particulars", **(RUSSIAN | {"text": bill})).passed


def test_an_upd_as_data_must_state_every_field() -> None:
    fields = ("supplier_name", "supplier_tax_id", "customer_name", "invoice_number", "currency")
    upd = {name: stated(RUSSIAN[name]) for name in fields} | {
        "issue_date": stated(date(2026, 5, 14)), "net_total": stated(Decimal(100)), "tax_total": None,
        "gross_total": stated(Decimal(122)), "supplier": UNKNOWN, "lines": [InvoiceLine(description=stated("Бумага"))],
    }  # fmt: skip
    found = verdict("particulars", **upd)
    for told in ("the buyer's ИНН", "the rate of tax", "the amount of tax"):
        assert told in found.sentence
    assert "169 (5) 10" in found.sentence


@pytest.mark.parametrize("country", [FAPIAO, RUSSIAN], ids=["cn", "ru"])
def test_ubl_and_cii_are_not_the_national_form_of_a_country(country: dict[str, Any]) -> None:
    names = ("supplier_name", "supplier_tax_id", "currency")
    data = {name: stated(country[name]) for name in names} | {
        "supplier": UNKNOWN, "text": "", "customer_tax_id": None, "invoice_number": stated("INV 2025-2"),
        "issue_date": stated(date(2026, 5, 14)), "gross_total": stated(Decimal(122)),
    }  # fmt: skip
    assert not verdict("particulars", **data).passed
    assert verdict("particulars", **data, stated_tax=StatedTax()).passed


@pytest.mark.parametrize(
    ("law", "document"),
    [("eu", DATA | {"customer_name": None}), ("cn", FAPIAO | {"supplier_name": None}), ("ru", RUSSIAN)],
)
def test_a_law_can_be_left_out(law: str, document: dict[str, Any]) -> None:
    assert not verdict("particulars", **document).passed
    assert verdict("particulars", parameters=parameters(particulars=Particulars(**{law: False})), **document).passed


PERIODS = Period(
    closed_until=date(2026, 3, 31),
    companies={"Example Trading Company": date(2026, 9, 30)},
    closed=(ClosedPeriod(first=date(2026, 7, 1), last=date(2026, 7, 31)),),
)


@pytest.mark.parametrize(
    ("day", "company", "told"),
    [
        (date(2026, 3, 31), "", "closed period: everything until 2026-03-31"),
        (date(2026, 4, 1), "", ""),
        (date(2026, 7, 31), "", "closed period (2026-07-01 to 2026-07-31)"),
        (date(2026, 8, 1), "", ""),
        (date(2026, 9, 30), "Example Trading Company", "everything until 2026-09-30"),
        (date(2026, 10, 1), "Example Trading Company", ""),
        (date(2026, 11, 30), "", ""),
        (date(2026, 12, 1), "", "a period that is yet to come (today is 2026-11-20)"),
    ],
)
def test_the_invoice_date_lies_in_an_open_period(day: date, company: str, told: str) -> None:
    found = verdict("period", issue_date=day, due_date=None, company=company, parameters=parameters(period=PERIODS))
    assert found.passed is not bool(told)
    assert told in found.sentence
    assert found.severity.value == ("review" if told else "note")


def test_no_period_is_closed_unless_the_file_says_so_and_later_ones_can_be_opened() -> None:
    assert verdict("period", issue_date=date(2020, 1, 1), due_date=None).passed
    opened = parameters(period=Period(future_months=1))
    assert verdict("period", issue_date=date(2026, 12, 1), due_date=None, parameters=opened).passed
    assert verdict("period", issue_date=None).passed


def test_a_pdf_that_shows_something_else_than_its_xml_goes_to_a_person() -> None:
    problem = Problem(code="pdf_and_xml_iban", message="The PDF shows the IBAN X, but its XML says Y.")
    found = verdict("pdf_and_xml", problems=(problem,))
    assert (found.passed, found.severity.value, found.sentence) == (False, "review", problem.message)
    assert found.looked_at == {"iban": problem.message}
    assert verdict("pdf_and_xml", problems=(Problem(code="page_damaged", message="Page 2 is damaged."),)).passed
