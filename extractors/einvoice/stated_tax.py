"""What an e-invoice states about its tax beyond the fields: countries, the day of the supply, the VAT breakdown."""

from collections.abc import Callable, Iterator
from itertools import islice

from lxml import etree

from extractors.einvoice.cii import AGREEMENT, DEAL, SETTLEMENT
from extractors.einvoice.node import Node
from extractors.einvoice.tax_rates import rate_of
from extractors.einvoice.ubl import CUSTOMER, SUPPLIER
from extractors.models import StatedRate, StatedTax

MOST_RATES = 100
LONGEST = 300
DELIVERY = ("ApplicableHeaderTradeDelivery", "ApplicableSupplyChainTradeDelivery")
VAT = ("", "VAT", "VA")
"""Of a tax scheme; UBL can state other taxes too."""


def stated_tax(root: etree._Element) -> StatedTax | None:
    """What an invoice states about its tax; None where its syntax is none of `SYNTAXES`.

    What cannot be read is left out: the reading of the fields has told of it.
    """
    read = SYNTAXES.get(etree.QName(root).localname)
    return read(Node(root)) if read else None


def _ubl(document: Node) -> StatedTax:
    day = document.day("TaxPointDate") or document.day("Delivery/ActualDeliveryDate")
    day = day or document.day("InvoicePeriod/EndDate")
    currency = document.plain("DocumentCurrencyCode").upper()
    return StatedTax(
        supplier_country=_country(document, SUPPLIER + "PostalAddress/Country/IdentificationCode"),
        customer_country=_country(document, CUSTOMER + "PostalAddress/Country/IdentificationCode"),
        tax_point=day.value if day else None,
        rates=tuple(islice(_ubl_rates(document, currency), MOST_RATES)),
    )


def _ubl_rates(document: Node, currency: str) -> Iterator[StatedRate]:
    for total in document.all("TaxTotal"):
        if total.plain("TaxAmount@currencyID").upper() not in (currency, ""):
            continue
        for row in total.all("TaxSubtotal"):
            if row.plain("TaxCategory/TaxScheme/ID").upper() in VAT:
                rate = rate_of(row.first("TaxCategory"), "Percent", "ID")
                yield StatedRate(
                    category=row.plain("TaxCategory/ID").upper()[:LONGEST],
                    rate=rate.value if rate else None,
                    basis=row.number("TaxableAmount"),
                    tax=row.number("TaxAmount"),
                    exemption=_exemption(row, "TaxCategory/TaxExemptionReason", "TaxCategory/TaxExemptionReasonCode"),
                )


def _cii(document: Node) -> StatedTax:
    day = document.day(SETTLEMENT + "ApplicableTradeTax/TaxPointDate/DateString")
    for delivery in DELIVERY:
        event = f"{DEAL}{delivery}/ActualDeliverySupplyChainEvent/OccurrenceDateTime/"
        day = day or document.day(event + "DateTimeString", event + "DateTime")
    day = day or document.day(SETTLEMENT + "BillingSpecifiedPeriod/EndDateTime/DateTimeString")
    return StatedTax(
        supplier_country=_country(document, AGREEMENT + "SellerTradeParty/PostalTradeAddress/CountryID"),
        customer_country=_country(document, AGREEMENT + "BuyerTradeParty/PostalTradeAddress/CountryID"),
        tax_point=day.value if day else None,
        rates=tuple(_cii_rate(row) for row in islice(document.all(SETTLEMENT + "ApplicableTradeTax"), MOST_RATES)),
    )


def _cii_rate(row: Node) -> StatedRate:
    rate = rate_of(row, "RateApplicablePercent", "CategoryCode")
    return StatedRate(
        category=row.plain("CategoryCode").upper()[:LONGEST],
        rate=rate.value if rate else None,
        basis=row.number("BasisAmount"),
        tax=row.number("CalculatedAmount"),
        exemption=_exemption(row, "ExemptionReason", "ExemptionReasonCode"),
    )


def _fatturapa(document: Node) -> StatedTax:
    party = "FatturaElettronicaHeader/{}/Sede/Nazione"
    body = document.first("FatturaElettronicaBody")
    rows = () if body is None else islice(body.all("DatiBeniServizi/DatiRiepilogo"), MOST_RATES)
    return StatedTax(
        supplier_country=_country(document, party.format("CedentePrestatore")),
        customer_country=_country(document, party.format("CessionarioCommittente")),
        rates=tuple(_italian_rate(row) for row in rows),
    )


def _italian_rate(row: Node) -> StatedRate:
    return StatedRate(
        category="AE" if row.plain("Natura").upper().startswith("N6") else "",
        rate=row.number("AliquotaIVA"),
        basis=row.number("ImponibileImporto"),
        tax=row.number("Imposta"),
        exemption=_exemption(row, "RiferimentoNormativo", "Natura"),
    )


def _exemption(row: Node, *paths: str) -> str:
    return row.plain(*paths)[:LONGEST]


def _country(document: Node, path: str) -> str:
    code = document.plain(path).upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


SYNTAXES: dict[str, Callable[[Node], StatedTax]] = {
    "Invoice": _ubl,
    "CreditNote": _ubl,
    "CrossIndustryInvoice": _cii,
    "FatturaElettronica": _fatturapa,
}
"""By the name of the root element."""
