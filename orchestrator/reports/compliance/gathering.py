"""Puts a report's content together: one pass over the period's history, and counts from the tables beside it."""

from collections.abc import Iterable

from orchestrator.reports.compliance import access, duties, outcomes
from orchestrator.reports.compliance.access import Access
from orchestrator.reports.compliance.content import (
    Content,
    DocumentRow,
    DutyRow,
    ExceptionRow,
    Record,
    RuleRow,
)
from orchestrator.reports.compliance.doubts import Doubts
from orchestrator.reports.compliance.exceptions import UNKNOWN, Exceptions, by_document, in_order, of_alert
from orchestrator.reports.compliance.outcomes import Moves
from orchestrator.reports.compliance.period import Period
from orchestrator.reports.compliance.rule_changes import rule_changes
from orchestrator.reports.compliance.running import Running, operations
from orchestrator.store import Transaction, alerts, compliance
from orchestrator.store.compliance import Span


def gather(tx: Transaction, period: Period) -> Content:
    """The content for a period, from one consistent state of the store. The same state gives the same content."""
    start, end = period.start, period.end
    within = compliance.span(tx, start, end)
    moves, entered, running, doubts = Moves(), Access(), Running(), Doubts()
    exceptions = Exceptions(by_document(compliance.failed_verdicts(tx, start, end)))
    for act in compliance.acts(tx, within):
        for reader in (moves, entered, running, doubts, exceptions):
            reader.take(act)
    documents = _documents(tx, period)
    posted = compliance.about(tx, moves.posted)
    return Content(
        period=period,
        balance=outcomes.balance(
            compliance.files(tx, start, end), documents, compliance.standing_at(tx, start),
            compliance.standing_at(tx, end), moves,
        ),
        outcomes=outcomes.by_outcome(documents, compliance.files(tx, start, end).duplicate),
        checks=outcomes.checks(
            documents, compliance.came_in(tx, start, end), moves, compliance.posted(tx, moves.posted), posted,
            compliance.approved(tx, moves.posted), compliance.steps_of(tx, moves.by_people),
        ),
        exceptions=_exceptions(tx, exceptions, period),
        rules=tuple(RuleRow(*use) for use in compliance.rules_used(tx, start, end)),
        rule_changes=rule_changes(tx, period),
        duties=_duties(tx, moves.by_people | exceptions.touched, within),
        by_policy=len(moves.by_policy),
        by_people=len(moves.by_people),
        access=tuple(entered.rows),
        people=access.people_at_end(compliance.acts_named(tx, access.CHANGES, within.last), entered),
        doubts=doubts.rows(compliance.about(tx, [str(one.began.document_id) for one in doubts.found])),
        operations=operations(tx, period, running),
        documents=documents,
        record=Record(
            within.first, within.last, running.entries, within.hash, running.anchors, *running.anchor
        ),
    )  # fmt: skip


def _documents(tx: Transaction, period: Period) -> tuple[DocumentRow, ...]:
    """The documents of the period with the stage at its end: as they stand, where they have not moved since."""
    kept = tuple(compliance.received(tx, period.start, period.end))
    later = [one.id for one in kept if one.stage_since >= period.end]
    stages = compliance.stages_at(tx, later, period.end)
    return tuple(outcomes.document_row(one, stages.get(one.id, one.stage)) for one in kept)


def _exceptions(tx: Transaction, exceptions: Exceptions, period: Period) -> tuple[ExceptionRow, ...]:
    """What was out of the ordinary by the history and the rules, and the alerts that were raised."""
    raised = [of_alert(one, period.end) for one in alerts.between(tx, period.start, period.end)]
    found = in_order([*exceptions.finish(), *raised])
    about = compliance.about(tx, {one.document_id for one in found})
    return tuple(one.row(about.get(one.document_id, UNKNOWN)) for one in found)


def _duties(tx: Transaction, ids: Iterable[str], within: Span) -> tuple[DutyRow, ...]:
    """Who had a hand in these documents up to the end of the period, from the history as a whole."""
    every = sorted(ids)
    typed = duties.accounts_entered(compliance.acts_named(tx, ("corrected",), within.last))
    where = {place for logins in typed.values() for place, _ in logins.values()}
    hands = duties.hands_of(compliance.acts_of(tx, {*every, *where}, duties.HANDS, within.last))
    accounts = dict(compliance.last_accounts(tx, every)) if typed else {}
    about = compliance.about(tx, every)
    return tuple(
        duties.duty_row(
            one, about.get(one), hands.get(one, duties.Hands()),
            duties.alone_with(one, accounts.get(one, ""), typed, hands),
        )
        for one in every
    )  # fmt: skip
