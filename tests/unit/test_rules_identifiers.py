"""The rules `tax_id`, `iban` and `currency`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.rule_file import Iban
from config.tax_rules import TaxId
from orchestrator.rules import RULES
from orchestrator.rules.currency import current_currencies
from orchestrator.rules.iban import is_valid_iban, normalise_iban
from tests.unit.rules_cases import ACME, KNOWN, RULE_FILE, UNKNOWN, case


@pytest.mark.parametrize(
    ("tax_id", "language"),
    [
        ("DE136695976", "de"),
        ("DE 136 695 976", "de"),
        ("GB 980 7806 84", "en"),
        ("FR 40 303 265 045", "fr"),
        ("ATU13585627", "de"),
        ("EL094259216", None),
        ("GR094259216", None),
        ("CHE-107.787.577 MWST", "de"),
        ("CHE-107.787.577", "fr"),
        ("NO 995 525 828 MVA", "en"),
        ("7707083893", "ru"),
        ("RU7707083893", "en"),
        ("500100732259", "ru"),
        ("91310115MA1K35J07A", "zh"),
        ("181/815/08155", "de"),
    ],
)
def test_right_check_digits_pass(tax_id: str, language: str | None) -> None:
    found = RULES["tax_id"].judge(case(supplier_tax_id=tax_id, language=language, supplier=UNKNOWN))
    assert found.passed
    assert "is a valid" in found.sentence
    assert found.looked_at["supplier_tax_id"] == tax_id


@pytest.mark.parametrize(
    ("tax_id", "language", "kind"),
    [
        ("DE136695975", "de", "VAT number (DE)"),
        ("DE13669597", "de", "VAT number (DE)"),
        ("GB 980 7806 85", "en", "VAT number (GB)"),
        ("FR 41 303 265 045", "fr", "VAT number (FR)"),
        ("CHE-107.787.578 MWST", "de", "Swiss UID"),
        ("NO 995 525 829 MVA", "en", "Norwegian organisation number"),
        ("7707083894", "ru", "Russian INN"),
        ("RU7707083894", "en", "Russian INN"),
        ("91310115MA1K35J07B", "zh", "Chinese USCC"),
    ],
)
def test_wrong_check_digits_go_to_a_person(tax_id: str, language: str, kind: str) -> None:
    found = RULES["tax_id"].judge(case(supplier_tax_id=tax_id, language=language))
    assert not found.passed
    assert found.severity.value == "review"
    assert found.sentence == f"The tax number {tax_id} is wrong: its digits do not fit a {kind}."


@pytest.mark.parametrize(
    ("tax_id", "language"), [("12-3456789", "en"), ("7707083894", "en"), ("US123456789", "en"), ("XX", "de")]
)
def test_an_unknown_kind_of_number_is_a_note(tax_id: str, language: str) -> None:
    found = RULES["tax_id"].judge(case(supplier_tax_id=tax_id, language=language))
    assert found.passed
    assert found.severity.value == "note"
    assert "of a kind that cannot be checked" in found.sentence


@pytest.mark.parametrize("tax_id", [None, "", "  ", "—"])
def test_no_tax_number_passes(tax_id: str | None) -> None:
    found = RULES["tax_id"].judge(case(supplier_tax_id=tax_id))
    assert (found.passed, found.sentence) == (True, "The document shows no tax number.")


COUNTRIES = ["", "AT", "BG", "CHE", "CY", "DE", "ES", "FR", "GB", "IE", "NL", "NO", "PL", "RO", "RU", "XI"]


@given(
    st.sampled_from(COUNTRIES),
    st.text(alphabet="ABCKUWXYZ0123456789 -/.", max_size=20) | st.text(max_size=30),
    st.sampled_from(["de", "ru", "zh", None]),
)
def test_no_tax_number_breaks_the_rule(country: str, text: str, language: str | None) -> None:
    assert RULES["tax_id"].judge(case(supplier_tax_id=country + text, language=language)).sentence


@pytest.mark.parametrize("iban", ["DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "de89370400440532013000"])
def test_the_suppliers_iban_passes(iban: str) -> None:
    assert RULES["iban"].judge(case(iban=iban)).passed


@pytest.mark.parametrize("iban", ["DE89370400440532013001", "DE8937040044053201300", "XX89370400440532013000", "DE"])
def test_a_wrong_iban_goes_to_a_person(iban: str) -> None:
    found = RULES["iban"].judge(case(iban=iban))
    assert (found.passed, found.severity.value) == (False, "review")
    assert found.sentence == f"The IBAN {iban} is wrong: its check digits do not fit."


def test_an_iban_that_the_erp_does_not_hold_goes_to_a_person() -> None:
    found = RULES["iban"].judge(case(iban="DE75512108001245126199"))
    assert not found.passed
    assert "not the one that the ERP holds for this supplier (DE89370400440532013000)" in found.sentence


def test_another_iban_passes_where_there_is_nothing_to_compare_or_no_wish_to() -> None:
    tolerant = RULE_FILE.model_copy(update={"iban": Iban(compare_with_supplier=False)})
    assert RULES["iban"].judge(case(iban="DE75512108001245126199", parameters=tolerant)).passed
    assert RULES["iban"].judge(case(iban="DE75512108001245126199", supplier=UNKNOWN)).passed


@pytest.mark.parametrize("iban", [None, "", " - "])
def test_no_iban_passes(iban: str | None) -> None:
    assert RULES["iban"].judge(case(iban=iban)).passed


@given(st.integers(4, 21), st.sampled_from("0123456789"))
def test_a_changed_digit_is_always_noticed(place: int, digit: str) -> None:
    right = "DE89370400440532013000"
    wrong = right[:place] + digit + right[place + 1 :]
    assert is_valid_iban(wrong) is (wrong == right)


@given(st.text(max_size=40))
def test_no_iban_breaks_the_rule(text: str) -> None:
    assert normalise_iban(normalise_iban(text)) == normalise_iban(text)
    assert RULES["iban"].judge(case(iban=text)).sentence


@pytest.mark.parametrize("currency", ["EUR", "usd", " GBP ", "CNY", "RUB", "CHF", "JPY"])
def test_a_currency_of_today_passes(currency: str) -> None:
    assert RULES["currency"].judge(case(currency=currency)).passed


@pytest.mark.parametrize(
    ("currency", "told"),
    [("DEM", "DEM is not in use any more."), ("XYZ", "XYZ is not a currency"), ("€", "€ is not a currency")],
)
def test_another_currency_is_refused(currency: str, told: str) -> None:
    found = RULES["currency"].judge(case(currency=currency))
    assert (found.passed, found.severity.value) == (False, "block")
    assert told in found.sentence


def test_a_missing_currency_is_left_to_the_required_fields() -> None:
    assert RULES["currency"].judge(case(currency=None)).passed
    assert not RULES["required_fields"].judge(case(currency=None)).passed


def test_the_list_of_currencies_is_of_today() -> None:
    assert {"EUR", "USD", "CNY", "RUB", "TRY"} <= current_currencies()
    assert not {"DEM", "XXX", "XTS", "RUR"} & current_currencies()


def test_a_tax_number_of_another_country_than_in_the_erp_goes_to_a_person_if_asked_for() -> None:
    found = RULES["tax_id"].judge(case(supplier_tax_id="FR40303265045"))
    assert (found.passed, found.severity.value) == (False, "review")
    assert found.sentence == (
        "The tax number FR40303265045 is of another country than the supplier's in the ERP (DE136695976)."
    )
    tolerant = RULE_FILE.model_copy(update={"tax_id": TaxId(compare_with_supplier=False)})
    assert RULES["tax_id"].judge(case(supplier_tax_id="FR40303265045", parameters=tolerant)).passed
    assert RULES["tax_id"].judge(case(supplier_tax_id="181/815/08155")).passed


ACCOUNTLESS = KNOWN.model_copy(update={"supplier": ACME.model_copy(update={"iban": ""})})


def test_an_account_abroad_goes_to_a_person_where_the_erp_holds_none() -> None:
    french = "FR1420041010050500013M02606"
    found = RULES["iban"].judge(case(iban=french, supplier=ACCOUNTLESS))
    assert (found.passed, found.severity.value) == (False, "review")
    assert found.sentence.startswith(
        "The account FR1420041010050500013M02606 is in FR, but the supplier is in DE (by its tax number DE136695976)"
    )
    assert RULES["iban"].judge(case(supplier=ACCOUNTLESS)).passed
    assert RULES["iban"].judge(case(iban=french, supplier=UNKNOWN, supplier_tax_id="FR40303265045")).passed
    assert RULES["iban"].judge(case(iban=french, supplier=UNKNOWN, supplier_tax_id=None)).passed
    tolerant = RULE_FILE.model_copy(update={"iban": Iban(compare_with_supplier=True, compare_with_country=False)})
    assert RULES["iban"].judge(case(iban=french, supplier=ACCOUNTLESS, parameters=tolerant)).passed


def test_an_account_in_a_neighbour_whose_banks_are_shared_passes() -> None:
    swiss = {"supplier_tax_id": "CHE-107.787.577", "language": "de", "supplier": UNKNOWN}
    assert RULES["iban"].judge(case(iban="LI21088100002324013AA", **swiss)).passed
    assert not RULES["iban"].judge(case(iban="DE75512108001245126199", **swiss)).passed
