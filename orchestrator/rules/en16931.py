"""The electronic invoice keeps the business rules of EN 16931; which of them are asked about stands in rules.toml."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from config.tax_rules import En16931
from extractors.models import Problem
from orchestrator.rules.base import Case, Finding, Rule, Severity

RULE_ID = re.compile(r"(?:BR|UBL|CII|PEPPOL)-[A-Z0-9-]*[0-9]+")
WARNING, FURTHER = "en16931_hint", "en16931"
"""Codes of the problems that tell warnings, and of the one that only names further rules."""


def look(case: Case) -> Finding:
    """The extraction has looked at the rules; this judges what was found. Warnings of the standard are only told."""
    told = tuple(problem for problem in case.problems if is_finding(problem))
    asked, parameters = [], case.parameters.en16931
    for problem in told:
        if problem.code != WARNING and any(is_asked(rule, parameters) for rule in rules_in(problem)):
            asked.append(problem.message)
    looked_at = {"rules": ", ".join(dict.fromkeys(rule for problem in told for rule in rules_in(problem)))}
    return Finding(tuple(asked), _fine(told), looked_at)


def is_finding(problem: Problem) -> bool:
    """Whether a problem in reading is a broken rule of EN 16931."""
    return problem.code in (WARNING, FURTHER) or RULE_ID.fullmatch(problem.code.upper()) is not None


def rules_in(problem: Problem) -> Iterator[str]:
    """The ids of the rules that a problem tells of."""
    if problem.code in (WARNING, FURTHER):
        yield from dict.fromkeys(RULE_ID.findall(problem.message))
    else:
        yield problem.code.upper()


def is_asked(rule: str, parameters: En16931) -> bool:
    """Whether a person is asked about a rule of this id."""
    asked = any(fnmatchcase(rule, pattern) for pattern in parameters.asked)
    return asked and not any(fnmatchcase(rule, pattern) for pattern in parameters.noted)


def _fine(told: tuple[Problem, ...]) -> str:
    if not told:
        return "No rule of EN 16931 is broken, or the document does not claim to follow it."
    return "Only told, nobody is asked: " + " ".join(problem.message for problem in told)


RULE = Rule("en16931", "1", Severity.REVIEW, look, serves="EN 16931-1:2017; Directive 2014/55/EU, article 7")
