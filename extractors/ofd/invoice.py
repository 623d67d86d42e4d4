"""The invoice that an OFD states: in an attached XML, in tags that point at its texts, or in its properties."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lxml import etree

from extractors.einvoice.fapiao import money, read_fapiao
from extractors.einvoice.node import Node, less, stated, total
from extractors.einvoice.reading import INCOMPLETE, EInvoice, settled
from extractors.einvoice.registry import invoice_in
from extractors.einvoice.xml import parse_xml
from extractors.errors import UnreadableFile
from extractors.models import Invoice, Problem, Value
from extractors.ofd.document import ROOT, pages
from extractors.ofd.package import OfdPackage
from extractors.ofd.text import texts_by_id

TAG = "{*}ObjectRef"
REFERENCE = b"ObjectRef"
PREFIX = re.compile(rb"""(</?)[\w.-]*:|\sxmlns:=(?:""|'')""")
"""Prefixes of tags; makers of OFD files leave them undeclared or empty, which no parser reads."""
DRAWN = ("/pages/", "/tpls/", "/res/", "/signs/")
"""Folders whose parts draw pages or sign them."""
PROPERTIES = {
    "supplier_name": "销售方名称",
    "supplier_tax_id": "销售方纳税人识别号",
    "customer_name": "购买方名称",
    "customer_tax_id": "购买方纳税人识别号",
    "invoice_number": "发票号码",
}
NEEDED = ("invoice_number", "supplier_name", "supplier_tax_id", "gross_total")
"""Of these three make an invoice; with fewer the pages are read as text."""
MOST_ASKED = 3


def read_ofd_invoice(package: OfdPackage) -> EInvoice | None:
    """The invoice as structured data, what one source lacks filled from the next; None where the file holds too little.

    Raises:
        UnreadableFile: damaged or too_large, or xml_entities.
    """
    found = Invoice()
    problems: dict[Problem, None] = {}
    for source in (_attached, _tagged, _in_properties):
        stated_there = source(package)
        if stated_there is not None:
            found = filled(found, stated_there.invoice)
            problems |= dict.fromkeys(p for p in stated_there.problems if p.code != INCOMPLETE)
        if found.lines and _complete(found, len(NEEDED)):
            break
    return settled(found, False, list(problems)) if _complete(found, MOST_ASKED) else None


def filled(first: Invoice, second: Invoice) -> Invoice:
    """The first invoice with what it lacks taken from the second, but no party that is the other one already."""
    lacking: dict[str, Any] = {name: getattr(second, name) for name in Invoice.model_fields if not getattr(first, name)}
    whole = first.model_copy(update=lacking)
    same = whole.supplier_name and whole.customer_name and whole.supplier_name.value == whole.customer_name.value
    if not same:
        return whole
    return whole.model_copy(update={name: None for name in ("supplier_name", "customer_name") if name in lacking})


def _complete(invoice: Invoice, asked: int) -> bool:
    return sum(getattr(invoice, name) is not None for name in NEEDED) >= asked


def _others(package: OfdPackage) -> Iterator[str]:
    """Parts that are neither pages nor signatures."""
    for path in package.paths:
        if path.endswith(".xml") and not any(folder in f"/{path}" for folder in DRAWN):
            yield path


def _attached(package: OfdPackage) -> EInvoice | None:
    for path in _others(package):
        root = package.xml(path)
        known = invoice_in(root) if root is not None and root.find(".//" + TAG) is None else None
        if known is not None:
            element, read = known
            return read(element)
    return None


def _tagged(package: OfdPackage) -> EInvoice | None:
    """Tags have the shape of the invoice's XML, with references to texts in place of values."""
    for path in _others(package):
        content = package.read(path) or b""
        root = _tags(package, path, content) if REFERENCE in content else None
        if root is None:
            continue
        _resolve(root, texts_by_id(package, tuple(pages(package))))
        known = invoice_in(root)
        return known[1](known[0]) if known else read_fapiao(root)
    return None


def _tags(package: OfdPackage, path: str, content: bytes) -> etree._Element | None:
    try:
        return parse_xml(PREFIX.sub(rb"\1", content), path, package.limits, recover=True)
    except UnreadableFile as error:
        if error.code != "damaged":
            raise
        return None


def _resolve(root: etree._Element, texts: dict[str, str]) -> None:
    for reference in root.iter(TAG):
        reference.text = texts.get("".join(str(part) for part in reference.itertext()).strip(), "")


def _in_properties(package: OfdPackage) -> EInvoice | None:
    root = package.xml(ROOT)
    if root is None:
        return None
    data = Node(root)
    said = {node.element.get("Name", ""): node for node in data.all("DocBody/DocInfo/CustomDatas/CustomData")}
    if PROPERTIES["invoice_number"] not in said:
        return None
    fields: dict[str, Any] = {field: said[name].text(".") for field, name in PROPERTIES.items() if name in said}
    net, tax, gross = (_amount(said, name) for name in ("合计金额", "合计税额", "价税合计"))
    issued = said["开票日期"].day(".") if "开票日期" in said else None
    invoice = Invoice(
        **fields,
        issue_date=issued,
        currency=stated("CNY"),
        net_total=net or total(gross, less(tax)),
        tax_total=tax or total(gross, less(net)),
        gross_total=gross or total(net, tax),
    )
    return settled(invoice, False, data.problems)


def _amount(said: dict[str, Node], name: str) -> Value[Decimal] | None:
    return money(said[name].plain(".")) if name in said else None
