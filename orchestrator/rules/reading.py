"""Reading found nothing contradictory that a person must settle."""

from extractors.models import Effect
from orchestrator.rules.base import Case, Finding, Rule, Severity


def look(case: Case) -> Finding:
    """Problems that reading only noted ask for nobody."""
    doubted = tuple(problem.message for problem in case.problems if problem.effect is Effect.DOUBTED)
    return Finding(doubted, "Nothing in it was contradictory.", {"problems": ", ".join(p.code for p in case.problems)})


RULE = Rule(
    "reading",
    "1",
    Severity.REVIEW,
    look,
    serves="Directive 2006/112/EC, article 233 (legibility and integrity of content)",
)
