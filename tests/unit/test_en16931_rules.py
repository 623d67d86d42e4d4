"""The business rules of EN 16931: the same verdicts in UBL and in CII."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from benchmarks.en16931_rules import agreement
from benchmarks.en16931_rules import main as run_benchmark
from extractors.einvoice.read import read_xml
from extractors.einvoice.rules.check import check
from extractors.einvoice.rules.claims import Claim, claim
from extractors.einvoice.rules.coded import CODES
from extractors.einvoice.rules.codes import code_lists
from extractors.einvoice.rules.finding import MAX_OF_A_RULE, Severity
from extractors.einvoice.rules.problems import MAX_TOLD, rule_problems
from extractors.einvoice.rules.unused import places
from extractors.models import Effect, Limits
from tests.en16931_documents import Stated, cii_invoice, ubl_invoice

Write = Callable[[Stated], str]
BOTH = pytest.mark.parametrize("write", [ubl_invoice, cii_invoice], ids=["ubl", "cii"])

UNTAXED = Stated(tax="0.00", gross="100.00", rate="0")
ZERO = replace(UNTAXED, category="Z")
EXEMPT = replace(UNTAXED, category="E", exemption="Small business")
REVERSE = replace(UNTAXED, category="AE", exemption="Reverse charge", buyer_vat="ATU13585627")
INTRA = replace(UNTAXED, category="K", exemption="Intra-community supply", buyer_vat="ATU13585627")
EXPORT = replace(UNTAXED, category="G", exemption="Export")
OUTSIDE = replace(UNTAXED, category="O", exemption="Not subject to VAT", rate=None, seller_vat=None)
CANARY = Stated(category="L", rate="7", tax="7.00", gross="107.00")
CEUTA = replace(CANARY, category="M")


def parsed(xml: str) -> etree._Element:
    return etree.fromstring(xml.encode())


def broken(xml: str) -> set[str]:
    return {finding.rule for finding in check(parsed(xml))}


@BOTH
@pytest.mark.parametrize("said", [Stated(), ZERO, EXEMPT, REVERSE, INTRA, EXPORT, OUTSIDE, CANARY, CEUTA])
def test_an_invoice_of_each_vat_category_that_keeps_the_rules_has_no_findings(write: Write, said: Stated) -> None:
    assert check(parsed(write(said))) == ()


@BOTH
@pytest.mark.parametrize(
    ("said", "rules"),
    [
        (replace(Stated(), seller_vat=None), {"BR-S-02"}),
        (replace(Stated(), exemption="None"), {"BR-S-10"}),
        (replace(Stated(), tax="0.00", gross="100.00", rate="0"), {"BR-S-05"}),
        (replace(ZERO, exemption="None"), {"BR-Z-10"}),
        (replace(EXEMPT, exemption=None), {"BR-E-10"}),
        (replace(EXEMPT, tax="5.00", gross="105.00"), {"BR-E-09", "BR-CO-17"}),
        (replace(EXEMPT, rate="5"), {"BR-E-05", "BR-CO-17"}),
        (replace(REVERSE, buyer_vat=None), {"BR-AE-02"}),
        (replace(INTRA, buyer_vat=None), {"BR-IC-02"}),
        (replace(EXPORT, seller_vat=None), {"BR-G-02"}),
        (replace(EXPORT, basis="90.00"), {"BR-G-08"}),
        (replace(OUTSIDE, seller_vat="DE136695976"), {"BR-O-02"}),
        (replace(OUTSIDE, rate="0"), {"BR-O-05"}),
        (replace(CANARY, basis="98.00"), {"BR-AF-08"}),
        (replace(CEUTA, tax="9.00", gross="109.00"), {"BR-AG-09", "BR-CO-17"}),
    ],
)
def test_each_vat_category_asks_for_its_rate_its_sums_its_parties_and_its_reason(
    write: Write, said: Stated, rules: set[str]
) -> None:
    assert broken(write(said)) == rules


@pytest.mark.parametrize(
    ("said", "in_ubl", "in_cii"),
    [
        (replace(Stated(), net="99.00"), {"BR-CO-10", "BR-CO-15"}, {"BR-CO-10", "BR-CO-15"}),
        (replace(Stated(), gross="120.00"), {"BR-CO-15"}, {"BR-CO-15"}),
        (replace(Stated(), tax="18.50", gross="118.50"), set(), set()),
        (replace(Stated(), tax="18.00", gross="118.00"), {"BR-S-09", "BR-CO-17"}, {"BR-S-09"}),
        (replace(Stated(), tax="17.99", gross="117.99"), {"BR-S-09", "BR-CO-17"}, {"BR-S-09", "BR-CO-17"}),
        (
            replace(Stated(), net="100.000"),
            {"BR-DEC-09", "BR-DEC-12", "UBL-DT-01"},
            {"BR-DEC-09", "BR-DEC-12"},
        ),
    ],
)
def test_the_totals_must_follow_from_lines_and_taxes(said: Stated, in_ubl: set[str], in_cii: set[str]) -> None:
    assert broken(ubl_invoice(said)) == in_ubl
    assert broken(cii_invoice(said)) == in_cii


UBL_CHANGES = [
    ("<cbc:ID>R-1</cbc:ID>", "<cbc:ID> </cbc:ID>", {"BR-02"}),
    ("2026-01-31", "2025-12-31", {"BR-29"}),
    (">DE89370400440532013000<", "><", {"BR-50"}),
    (
        "<cbc:PayableAmount currencyID",
        "<cbc:PrepaidAmount>9</cbc:PrepaidAmount><cbc:PayableAmount currencyID",
        {"BR-CO-16", "BR-CL-03"},
    ),
    (">50</cbc:PriceAmount>", ">-50</cbc:PriceAmount>", {"BR-27"}),
    (">380<", ">381<", {"BR-CL-01"}),
    ('unitCode="C62"', 'unitCode="pieces"', {"BR-CL-23"}),
    (">DE136695976<", ">136695976<", {"BR-CO-09"}),
    ("<cac:Delivery>", "<cac:Delivery/><cac:Delivery>", {"UBL-SR-24"}),
    ("<cbc:IssueDate>", "<cbc:UUID>1</cbc:UUID><cbc:IssueDate>", {"UBL-CR-005"}),
    ("<cbc:Name>Bolts", '<cbc:Name languageID="en">Bolts', {"UBL-DT-19"}),
    ("<cac:Delivery>", '<cac:Delivery><x:Deal xmlns:x="urn:x"><x:Amount>1.2345</x:Amount></x:Deal>', set()),
]
CII_CHANGES = [
    ("<ram:Name>Bolts</ram:Name>", "<ram:Name/>", {"BR-25"}),
    ("20260131", "20251231", {"BR-29"}),
    ("<ram:IBANID>DE89370400440532013000</ram:IBANID>", "", {"BR-50", "BR-61"}),
    ("<ram:CountryID>DE</ram:CountryID>", "<ram:CountryID>XX</ram:CountryID>", {"BR-CL-14"}),
    (">380<", ">0<", {"BR-CL-01"}),
    ("<ram:ID>7</ram:ID>", '<ram:ID>7</ram:ID><ram:GlobalID schemeID="0088">1</ram:GlobalID>', {"CII-SR-450"}),
    (
        "<ram:DuePayableAmount>",
        "<ram:DuePayableAmount>119.00</ram:DuePayableAmount><ram:DuePayableAmount>",
        {"CII-SR-487"},
    ),
    ("<ram:TypeCode>380", "<ram:Name>Invoice</ram:Name><ram:TypeCode>380", {"CII-SR-013"}),
    ("<ram:GrandTotalAmount>", '<ram:GrandTotalAmount currencyID="EUR">', {"CII-DT-031"}),
]


@pytest.mark.parametrize(
    ("xml", "old", "new", "rules"),
    [(ubl_invoice(Stated()), *change) for change in UBL_CHANGES] + [(cii_invoice(Stated()), *c) for c in CII_CHANGES],
)
def test_a_change_to_a_good_invoice_breaks_the_rule_that_forbids_it(
    xml: str, old: str, new: str, rules: set[str]
) -> None:
    assert old in xml
    assert broken(xml.replace(old, new)) == rules


def test_a_finding_says_what_is_wrong_and_where() -> None:
    xml = ubl_invoice(Stated()).replace("</Invoice>", "<cac:InvoiceLine><cbc:ID>2</cbc:ID></cac:InvoiceLine></Invoice>")
    found = {finding.rule: finding for finding in check(parsed(xml))}
    assert found["BR-24"].location == "Invoice/InvoiceLine[2]"
    assert found["BR-24"].message == "An invoice line has no net amount."
    assert found["BR-24"].severity is Severity.FATAL


@pytest.mark.parametrize(
    ("identifier", "claimed"),
    [
        ("urn:cen.eu:en16931:2017", Claim.COMPLIANT),
        ("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", Claim.COMPLIANT),
        ("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", Claim.EXTENDED),
        ("urn:factur-x.eu:1p0:minimum", Claim.NONE),
        ("urn:ferd:CrossIndustryDocument:invoice:1p0:comfort", Claim.NONE),
        ("", Claim.NONE),
    ],
)
def test_the_rules_are_asked_only_of_documents_that_claim_the_standard(identifier: str, claimed: Claim) -> None:
    xml = cii_invoice(Stated()).replace("urn:cen.eu:en16931:2017", identifier)
    xml = xml.replace("<ram:IssueDateTime>", "<ram:Name>R</ram:Name><ram:IssueDateTime>").replace(">R-1<", "><")
    assert claim(parsed(xml)) is claimed
    codes = [problem.code for problem in rule_problems(parsed(xml))]
    expected = {Claim.COMPLIANT: ["br-02", "en16931_hint"], Claim.EXTENDED: ["br-02"], Claim.NONE: []}
    assert codes == expected[claimed]


def test_reading_goes_on_and_tells_a_clerk_the_gravest_broken_rules_first() -> None:
    xml = ubl_invoice(replace(Stated(), gross="120.00")).replace(
        "<cbc:IssueDate>", "<cbc:UUID>1</cbc:UUID><cbc:IssueDate>"
    )
    invoice, _ = read_xml(xml.encode(), "invoice.xml", Limits())
    assert invoice.invoice.gross_total is not None
    assert [(problem.code, problem.effect) for problem in invoice.problems] == [
        ("br-co-15", Effect.NOTED),
        ("en16931_hint", Effect.NOTED),
    ]
    assert invoice.problems[0].message.startswith("The total with VAT is 120.00; it must be")


def test_an_invoice_with_a_thousand_faults_is_told_in_few_sentences() -> None:
    charge = "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator></cac:AllowanceCharge>"
    line = f"<cac:InvoiceLine>{charge}</cac:InvoiceLine>"
    root = parsed(ubl_invoice(Stated()).replace("</Invoice>", line * 1000 + "</Invoice>"))
    findings = check(root)
    assert sum(finding.rule == "BR-24" for finding in findings) == MAX_OF_A_RULE
    problems = rule_problems(root)
    assert len(problems) == MAX_TOLD + 1
    assert problems[-1].code == "en16931"


def test_an_invoice_inside_an_envelope_is_judged_by_itself() -> None:
    envelope = parsed(f"<Envelope><Body>{ubl_invoice(replace(Stated(), gross='120.00'))}</Body></Envelope>")
    invoice = envelope[0][0]
    assert [problem.code for problem in rule_problems(invoice)] == ["br-co-15"]


@pytest.mark.parametrize("syntax", ["UBL", "CII"])
def test_the_published_files_hold_every_code_list_and_the_unused_elements(syntax: str) -> None:
    lists = code_lists(syntax)
    assert all(len(lists[coded.rule][coded.which]) > 2 for coded in CODES[syntax])
    assert sum(map(len, places(syntax).values())) > 400


def test_the_benchmark_tells_where_its_cases_are_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_benchmark([str(tmp_path)]) == 0
    assert "holds no unit cases" in capsys.readouterr().out


@pytest.mark.real_documents
def test_the_published_unit_cases_get_the_same_verdicts(real_documents: Path) -> None:
    found = agreement(real_documents / "en16931" / "test")
    assert found.asked.total() > 1000
    assert found.share >= 0.98, "\n".join(found.differ)
