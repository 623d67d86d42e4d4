"""Which supplier of the ERP a document means, and when none is chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.erp.port import ErpSupplier
from orchestrator.supplier_name import legal_form, normalise_name, stem
from orchestrator.suppliers import Outcome, SupplierMatch, match_supplier
from tests.unit.rules_cases import invoice

GMBH = ErpSupplier(code="S1001", name="Acme Paper GmbH", tax_id="DE136695976")
LTD = ErpSupplier(code="S1002", name="Acme Paper Ltd", tax_id="GB980780684")
LLC = ErpSupplier(code="S1003", name="Blue Widgets LLC")
SARL = ErpSupplier(code="S1004", name="Papeterie Lumière SARL", tax_id="FR40303265045")
CHINESE = ErpSupplier(code="S1006", name="上海蓝天办公用品有限公司", tax_id="91310115MA1K35J07A")
RUSSIAN = ErpSupplier(code="S1007", name="ООО «Северный ветер»", tax_id="7707083893")
DIRECTORY = (GMBH, LTD, LLC, SARL, CHINESE, RUSSIAN)


def match(name: str | None, tax_id: str | None = None, *more: ErpSupplier) -> SupplierMatch:
    return match_supplier(invoice(supplier_name=name, supplier_tax_id=tax_id), (*DIRECTORY, *more))


def outcome(found: SupplierMatch) -> tuple[str, str, str | None]:
    return found.outcome.value, found.code, found.matched_by.value if found.matched_by else None


@pytest.mark.parametrize("tax_id", ["DE136695976", "DE 136 695 976", "136695976", "de-136695976"])
@pytest.mark.parametrize("name", [None, "Acme Paper GmbH", "A name that nobody knows"])
def test_the_tax_number_decides_however_it_is_written(tax_id: str, name: str | None) -> None:
    assert outcome(match(name, tax_id)) == ("known", "S1001", "tax_id")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Acme Paper GmbH", "S1001"),
        ("ACME  PAPER G.m.b.H.", "S1001"),
        ("Acme Paper Gesellschaft mit beschränkter Haftung", "S1001"),
        ("Acme Paper Limited", "S1002"),
        ("„Acme Paper“, Ltd.", "S1002"),
        ("SARL Papeterie Lumière", "S1004"),
        ("Papeterie Lumie\u0300re S.A.R.L.", "S1004"),
        ("上海 蓝天 办公用品 有限公司", "S1006"),
        ("Северный ветер, ООО", "S1007"),
        ('Общество с ограниченной ответственностью "Северный Ветер"', "S1007"),
    ],
)
def test_the_exact_name_counts_without_case_quotes_and_spaces(name: str, code: str) -> None:
    assert outcome(match(name)) == ("known", code, "name")


@pytest.mark.parametrize(
    "name",
    [
        "Acme Paper AG",
        "Acme Paper",
        "Acme Paper GmbH & Co. KG",
        "АО «Северный ветер»",
        "上海蓝天办公用品股份有限公司",
        "北京蓝天办公用品有限公司",
        "Brightside Cleaning Services Ltd",
        "GmbH",
        "...",
        None,
    ],
)
def test_another_firm_is_unknown(name: str | None) -> None:
    found = match(name)
    assert outcome(found) == ("unknown", "", None)
    assert found.supplier is None
    assert found.sentence


def test_an_unknown_one_of_the_same_stem_names_whom_it_may_mean() -> None:
    found = match("Acme Paper AG")
    assert found.candidates == (GMBH, LTD)
    assert "Similar: Acme Paper GmbH (S1001), Acme Paper Ltd (S1002)." in found.sentence
    assert match("Somebody else", "DE999999999").sentence == (
        "The ERP has no supplier with the name 'Somebody else' or the tax number DE999999999."
    )


@pytest.mark.parametrize(("name", "code"), [("Papeterie Lumiere SARL", "S1004"), ("ООО «Сeверный ветер»", "S1007")])
def test_a_misread_letter_is_forgiven(name: str, code: str) -> None:
    assert outcome(match(name)) == ("known", code, "close_name")


def test_a_misread_letter_is_not_forgiven_against_the_tax_number() -> None:
    found = match("Papeterie Lumiere SARL", "FR83404833048")
    assert outcome(found) == ("ambiguous", "", None)
    assert found.candidates == (SARL,)
    assert "FR40303265045, not FR83404833048" in found.sentence


def test_a_name_against_its_tax_number_is_not_chosen() -> None:
    found = match("Acme Paper GmbH", "DE129273398")
    assert outcome(found) == ("ambiguous", "", None)
    assert found.candidates == (GMBH,)


def test_the_tax_number_of_one_and_the_name_of_another_are_not_chosen_between() -> None:
    found = match("Acme Paper Ltd", "DE136695976")
    assert outcome(found) == ("ambiguous", "", None)
    assert found.candidates == (GMBH, LTD)


def test_several_of_one_name_are_not_chosen_between() -> None:
    twin = ErpSupplier(code="S2001", name="ACME PAPER GMBH")
    found = match("Acme Paper GmbH", None, twin)
    assert outcome(found) == ("ambiguous", "", None)
    assert found.candidates == (GMBH, twin)


def test_several_of_one_tax_number_are_told_apart_by_name_only() -> None:
    branch = ErpSupplier(code="S2002", name="Acme Paper Wholesale GmbH", tax_id="DE136695976")
    assert outcome(match("Acme Paper Wholesale GmbH", "DE136695976", branch)) == ("known", "S2002", "tax_id")
    assert outcome(match("Something", "DE136695976", branch)) == ("ambiguous", "", None)
    assert outcome(match(None, "DE136695976", branch)) == ("ambiguous", "", None)


def test_two_close_names_are_not_chosen_between() -> None:
    one = ErpSupplier(code="S3001", name="Hansa Transportgesellschaft Nord GmbH")
    other = ErpSupplier(code="S3002", name="Hansa Transportgesellschaft Nordd GmbH")
    found = match("Hansa Transportgesellschaft Nork GmbH", None, one, other)
    assert outcome(found) == ("ambiguous", "", None)
    assert set(found.candidates) == {one, other}


def test_other_figures_in_a_name_are_another_firm() -> None:
    numbered = ErpSupplier(code="S3003", name="Grundstücksgesellschaft Hafenstraße 14 GmbH")
    assert match("Grundstücksgesellschaft Hafenstraße 14 GmbH", None, numbered).code == "S3003"
    assert match("Grundstücksgesellschaft Hafenstraße 15 GmbH", None, numbered).code == ""


def test_a_supplier_without_tax_number_in_the_erp_is_found_by_name() -> None:
    assert outcome(match("Blue Widgets LLC", "12-3456789")) == ("known", "S1003", "name")


def test_no_directory_knows_nobody() -> None:
    assert match_supplier(invoice(), ()).outcome is Outcome.UNKNOWN


@given(st.text(max_size=300), st.text(max_size=60))
def test_whatever_a_document_says_one_or_none_is_chosen(name: str, tax_id: str) -> None:
    found = match(name, tax_id)
    assert (found.outcome is Outcome.KNOWN) == (found.supplier is not None)
    assert (found.supplier is not None) == (found.matched_by is not None)
    assert found.sentence


@given(st.sampled_from(DIRECTORY), st.sampled_from(["", " ", ".", ",", "«", "”", "\u00a0"]))
def test_noise_around_a_name_does_not_matter(supplier: ErpSupplier, noise: str) -> None:
    assert match(noise + supplier.name.upper() + noise).supplier == supplier


@given(st.text(max_size=80))
def test_a_name_is_its_stem_and_legal_form(text: str) -> None:
    normal = normalise_name(text)
    assert "".join(f"{stem(normal)}{legal_form(normal)}".split()) == "".join(normal.split())
