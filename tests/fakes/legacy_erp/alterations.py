"""A page as a newer release of the ERP might show it: elements gone, fields renamed, an alert opened."""

import lxml.html

from tests.fakes.legacy_erp.pages import script_text
from tests.fakes.legacy_erp.rules import Effect, Rule


def alter(body: str, rules: list[Rule]) -> str:
    """`body` with the effects of `rules` that concern pages."""
    for rule in rules:
        if rule.effect is Effect.ALERT:
            body = body.replace("</body>", f"<script>alert({script_text(rule.text)})</script></body>")
        elif rule.effect in (Effect.DROP_ELEMENT, Effect.RENAME_FIELD) and "<body" in body:
            body = _with_elements(body, rule)
    return body


def _with_elements(body: str, rule: Rule) -> str:
    tree = lxml.html.document_fromstring(body)
    elements = (e for e in tree.iter("*") if isinstance(e, lxml.html.HtmlElement))
    alike = [e for e in elements if rule.element in (e.get("name"), e.get("id"), e.get("value"))]
    for element in alike:
        if rule.effect is Effect.DROP_ELEMENT:
            element.drop_tree()
        elif element.get("name") == rule.element:
            element.set("name", rule.to)
    return str(lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))
