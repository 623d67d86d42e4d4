"""Electronic invoices: CII XML, Factur-X (a PDF that carries it) and UBL."""

import re
from datetime import date
from pathlib import Path

from facturx import generate_from_binary, xml_check_xsd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from samples.model import CUSTOMER, Bill

UNIT_CODES = {
    "Stk": "H87",
    "each": "H87",
    "box": "XBX",
    "Std.": "HUR",
    "hours": "HUR",
    "Fahrt": "E54",
    "Palette": "XPX",
}
Place = dict[str, str]


def cii(bill: Bill, seller: Place, buyer: Place) -> bytes:
    """The bill as Cross Industry Invoice, profile EN 16931; raises when the schema refuses it."""
    xml = _render("cii.xml.j2", bill, seller, buyer)
    xml_check_xsd(xml, flavor="factur-x", level="en16931")
    return xml


def ubl(bill: Bill, seller: Place, buyer: Place) -> bytes:
    """The bill as UBL in the form that Peppol uses."""
    return _render("ubl.xml.j2", bill, seller, buyer)


def factur_x(pdf: bytes, xml: bytes, bill: Bill) -> bytes:
    """The PDF with the XML inside, dated at the bill's issue date."""
    about = {
        "author": bill.supplier.name,
        "title": f"Rechnung {bill.number}",
        "subject": f"Factur-X {bill.number}",
        "keywords": "Factur-X, Rechnung",
    }
    made = generate_from_binary(
        pdf, xml, flavor="factur-x", level="en16931", pdf_metadata=about, lang="de-DE", xmp_compression=False
    )
    return _fixed_times(made, bill.issued)


def _fixed_times(pdf: bytes, issued: date) -> bytes:
    stamp, iso = issued.strftime("%Y%m%d120000").encode(), issued.strftime("%Y-%m-%dT12:00:00").encode()
    pdf = re.sub(rb"D(?::|\\072)\d{14}", lambda found: found[0][:-14] + stamp, pdf)
    return re.sub(rb"(<xmp:\w+Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", rb"\g<1>" + iso, pdf)


def _render(template: str, bill: Bill, seller: Place, buyer: Place) -> bytes:
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    text = pages.get_template(template).render(
        bill=bill, party=bill.supplier, customer=CUSTOMER, seller=seller, buyer=buyer, unit_codes=UNIT_CODES
    )
    return text.encode("utf-8")
