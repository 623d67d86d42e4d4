"""Codes must come from the lists that EN 16931 names (BR-CL, BR-CO-09)."""

import re
from functools import cache

from lxml import etree

from extractors.einvoice.rules.coded import CODES, Coded, local
from extractors.einvoice.rules.finding import Findings
from extractors.einvoice.rules.published import published_rules
from extractors.einvoice.rules.statement import Statement, plain

LIST = re.compile(r"contains\(\s*'(\s[^']*\s)'")
MEDIA = re.compile(r"@mimeCode ?= ?'([^']+)'")
SUBJECT = re.compile(r"#([^#]*)#")
VAT_COUNTRIES_BESIDE_ISO = frozenset({"EL", "XI"})
"""Greece and Northern Ireland, as VAT numbers write them."""


ANY_CASE = {"BR-CL-22"}
CREDITORS = ("AccountingSupplierParty", "PayeeParty")
"""Who may be identified by the scheme SEPA, as the creditor of a direct debit."""


@cache
def code_lists(syntax: str) -> dict[str, tuple[frozenset[str], ...]]:
    """The lists of each rule, in the order in which the published test names them; CII's are completed by UBL's."""
    lists = {} if syntax == "UBL" else dict(code_lists("UBL"))
    for published in published_rules(syntax):
        if published.rule.startswith("BR-CL-"):
            found = [frozenset(text.split()) for text in LIST.findall(published.test)]
            media = frozenset(MEDIA.findall(published.test))
            lists[published.rule] = tuple(found) + ((media,) if media else ())
    return lists


def check_codes(statement: Statement, findings: Findings) -> None:
    """Every code with a list; a list that is not published for the syntax is not checked."""
    lists = code_lists(statement.syntax.name)
    for coded in CODES[statement.syntax.name]:
        allowed = lists.get(coded.rule, ())[coded.which : coded.which + 1]
        for name in coded.names if allowed else ():
            for element in statement.elements.get(name, ()):
                if coded.fits(element):
                    _code(coded, element, allowed[0], findings)
    _subjects(statement, lists, findings)
    _vat_numbers(statement, lists, findings)


def _code(coded: Coded, element: etree._Element, allowed: frozenset[str], findings: Findings) -> None:
    code = " ".join(str(element.get(coded.attribute, "")).split()) if coded.attribute else plain(element)
    compared = code.upper() if coded.rule in ANY_CASE else code
    if compared not in allowed and not (coded.rule == "BR-CL-10" and code == "SEPA" and _of_creditor(element)):
        told = f"The code {code[:40]!r}" if code else "An empty code"
        findings.add(coded.rule, f"{told} is not in the list that EN 16931 has for it ({coded.told}).", element)


def _of_creditor(element: etree._Element) -> bool:
    return any(local(parent) in CREDITORS for parent in element.iterancestors())


def _subjects(statement: Statement, lists: dict[str, tuple[frozenset[str], ...]], findings: Findings) -> None:
    """UBL writes a note's subject into the note itself, between two hash signs."""
    if statement.syntax.name != "UBL" or not lists.get("BR-CL-08"):
        return
    for note in statement.elements.get("Note", ()):
        match = SUBJECT.search(plain(note))
        subject = match.group(1) if match and note.getparent() is statement.root else ""
        if len(subject) == 3 and subject not in lists["BR-CL-08"][0]:
            message = f"The code {subject!r} is not in the list that EN 16931 has for it (subject of a note)."
            findings.add("BR-CL-08", message, note)


def _vat_numbers(statement: Statement, lists: dict[str, tuple[frozenset[str], ...]], findings: Findings) -> None:
    countries = lists.get("BR-CL-14", (frozenset(),))[0]
    for registered in statement.groups("vat_id"):
        number = registered.text("id")
        if countries and number and number[:2] not in countries | VAT_COUNTRIES_BESIDE_ISO:
            message = f"The VAT number {number[:40]!r} does not begin with the letters of a country."
            findings.add("BR-CO-09", message, registered.element)
