"""Broken rules of EN 16931 as the problems that a clerk sees: few, the grave ones first, none twice."""

import copy

from lxml import etree

from extractors.einvoice.rules.check import check
from extractors.einvoice.rules.claims import Claim, claim
from extractors.einvoice.rules.finding import Finding, Severity
from extractors.models import Problem

MAX_TOLD = 8
"""Broken rules told each with its sentence; the others are named together."""
MAX_NAMED = 12
STEPS_TOLD = 3
"""Of the way to the element meant, from its end."""


def rule_problems(element: etree._Element) -> tuple[Problem, ...]:
    """What is wrong with an e-invoice by the rules of EN 16931, if it claims to follow them; the reading goes on.

    Args:
        element: the invoice; it may stand inside an envelope.
    """
    claimed = claim(element)
    if claimed is Claim.NONE:
        return ()
    root = element if element.getparent() is None else copy.deepcopy(element)  # rules look from the root down
    findings = check(root, extended=claimed is Claim.EXTENDED)
    fatal = _merged([finding for finding in findings if finding.severity is Severity.FATAL])
    told = [_problem(group) for group in fatal[:MAX_TOLD]]
    if len(fatal) > MAX_TOLD:
        told.append(_further([group[0] for group in fatal[MAX_TOLD:]]))
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    if warnings:
        told.append(_hint(warnings))
    return tuple(told)


def _merged(findings: list[Finding]) -> list[list[Finding]]:
    """Findings of one rule together, and rules that say the same of the same places as one."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    by_content: dict[tuple[tuple[str, str], ...], list[Finding]] = {}
    for of_rule in by_rule.values():
        by_content.setdefault(tuple((finding.message, finding.location) for finding in of_rule), of_rule)
    return list(by_content.values())


def _problem(findings: list[Finding]) -> Problem:
    first = findings[0]
    more = f" and {len(findings) - 1} more" if len(findings) > 1 else ""
    where = "/".join(first.location.split("/")[-STEPS_TOLD:])
    message = f"{first.message} (EN 16931 {first.rule}, at {where}{more})"
    return Problem(code=first.rule.lower(), message=message)


def _further(findings: list[Finding]) -> Problem:
    named = ", ".join(finding.rule for finding in findings[:MAX_NAMED])
    more = " and others" if len(findings) > MAX_NAMED else ""
    return Problem(code="en16931", message=f"{len(findings)} more rules of EN 16931 are broken: {named}{more}.")


def _hint(warnings: list[Finding]) -> Problem:
    """Warnings do not concern what is paid: one line for all of them."""
    rules = list(dict.fromkeys(finding.rule for finding in warnings))
    named = ", ".join(rules[:MAX_NAMED]) + (" and others" if len(rules) > MAX_NAMED else "")
    message = f"{warnings[0].message} (EN 16931 warns of {len(rules)} such things: {named})"
    if len(rules) == 1:
        message = f"{warnings[0].message} (EN 16931 warning {rules[0]})"
    return Problem(code="en16931_hint", message=message)
