"""Everything out of the ordinary in a period, from the verdicts and the history, and who decided about it and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from orchestrator.phrases import phrase
from orchestrator.reports.compliance.content import ExceptionRow, Sort
from orchestrator.stages import Stage
from orchestrator.store.alerts import CONFIRMED as ALERT_CONFIRMED
from orchestrator.store.alerts import DISMISSED, PASSED, Alert
from orchestrator.store.compliance import Act, Failed, Kept

WAITING = frozenset({Stage.NEEDS_REVIEW, Stage.QUARANTINED, Stage.FAILED})
"""Stages in which a document is held up."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)
UNKNOWN = Kept("", LONG_AGO, Stage.RECEIVED, LONG_AGO, "", "", "", "", None, "")
LONGEST = 300
"""Characters of a value before and after: a whole grid of lines may have been changed at once."""
DECISION: dict[Stage, str] = {
    Stage.APPROVED: phrase("Approved"),
    Stage.REJECTED: phrase("Rejected"),
    Stage.EXTRACTED: phrase("Judged again"),
    Stage.RECEIVED: phrase("Read again"),
    Stage.READY: phrase("Keyed again"),
    Stage.FILED: phrase("Filed"),
    Stage.POSTED: phrase("Posted"),
}
CORRECTED = phrase("Corrected")
CONFIRMED = phrase("Confirmed")
TAKEN_BACK = phrase("Taken back")
PASSED_ON = phrase("Passed on")
"""A finding that holds nothing up."""
ALERT = {DISMISSED: phrase("Dismissed"), ALERT_CONFIRMED: phrase("Confirmed"), PASSED: PASSED_ON}
"""What became of an alert."""
SIMPLE: dict[str, tuple[Sort, str]] = {
    "confirmed": (Sort.CONFIRMED, CONFIRMED),
    "save taken back": (Sort.TAKEN_BACK, TAKEN_BACK),
}
"""Acts that are a decision by themselves."""


@dataclass
class Open:
    """An exception that may still be decided about."""

    at: datetime
    sort: Sort
    document_id: str
    what: str
    rule: str = ""
    decision: str = ""
    by: str = ""
    why: str = ""
    decided_at: datetime | None = None

    def end(self, act: Act, decision: str) -> None:
        """It was decided about by this act."""
        self.decision, self.by = decision, act.actor
        self.why, self.decided_at = reason_of(act), moment_of(act)

    def row(self, document: Kept) -> ExceptionRow:
        return ExceptionRow(
            self.at, self.sort, self.document_id, document.supplier, document.number, document.currency,
            document.gross_total, self.rule, self.what, self.decision, self.by, self.why, self.decided_at,
        )  # fmt: skip


@dataclass
class Exceptions:
    """Takes the period's entries one by one. `failed`: what the rules found in it, in the order of their time."""

    failed: Mapping[str, list[Failed]]
    found: list[Open] = field(default_factory=list)
    waiting: defaultdict[str, list[Open]] = field(default_factory=lambda: defaultdict(list))
    changed: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    """Documents that people changed."""

    def take(self, act: Act) -> None:
        """Look at the next entry."""
        if act.document_id is None:
            return
        if act.action in ("moved", "received"):
            self._moved(act, act.document_id, Stage(act.data["to"]))
        elif act.action == "corrected":
            self._change(act.document_id)
            self._decided(act, act.document_id, Sort.CORRECTED, CORRECTED, _change(act.data))
        elif act.action in SIMPLE:
            sort, decision = SIMPLE[act.action]
            self._change(act.document_id)
            self._decided(act, act.document_id, sort, decision, _named(act.data))
        elif act.action == "set aside":
            self._hold(act, act.document_id, Sort.SET_ASIDE, reason_of(act))
        elif act.action == "taken back":
            self._end(act, act.document_id, TAKEN_BACK, only=Sort.SET_ASIDE)
        elif act.action.endswith("refused"):
            self._decided(act, act.document_id, Sort.REFUSED, act.action, reason_of(act))

    def finish(self) -> list[Open]:
        """All of them; verdicts that no move followed come as they are."""
        for document_id in sorted(self.failed):
            self._judged(document_id, None)
        return self.found

    def _change(self, document_id: str) -> None:
        self.changed.add(document_id)
        self.touched.add(document_id)

    def _moved(self, act: Act, document_id: str, to: Stage) -> None:
        from_ = act.data.get("from")
        if from_ in WAITING or from_ == Stage.VALIDATED:
            self._leaves(act, document_id, to, from_)
        if from_ == Stage.EXTRACTED or to is Stage.NEEDS_REVIEW:
            self._judged(document_id, act)
        if to in WAITING and not (from_ == Stage.EXTRACTED and self.waiting[document_id]):
            self._hold(act, document_id, Sort.HELD, reason_of(act))
        if to not in WAITING and from_ == Stage.EXTRACTED:
            self._end(act, document_id, PASSED_ON)

    def _leaves(self, act: Act, document_id: str, to: Stage, from_: str) -> None:
        rules = [one.rule for one in self.waiting[document_id] if one.rule]
        decision = CORRECTED if document_id in self.changed and to is Stage.EXTRACTED else DECISION.get(to, "")
        self._end(act, document_id, decision or PASSED_ON)
        if to is Stage.APPROVED and from_ == Stage.NEEDS_REVIEW:
            self._decided(act, document_id, Sort.OVERRULED, DECISION[to], ", ".join(rules))
        if to is Stage.REJECTED:
            self._decided(act, document_id, Sort.REJECTED, DECISION[to], reason_of(act))
        self.changed.discard(document_id)

    def _judged(self, document_id: str, act: Act | None) -> None:
        """What the rules found up to this entry; all that is left at the end."""
        mine = self.failed.get(document_id, [])
        limit = moment_of(act) if act else None
        while mine and (limit is None or mine[0].judged_at <= limit):
            one = mine.pop(0)
            rule = f"{one.rule_id} {one.version}"
            found = Open(one.judged_at, Sort.RULE, document_id, one.sentence, rule)
            self.found.append(found)
            self.waiting[document_id].append(found)

    def _hold(self, act: Act, document_id: str, sort: Sort, what: str) -> None:
        found = Open(moment_of(act), sort, document_id, what)
        self.found.append(found)
        self.waiting[document_id].append(found)

    def _decided(self, act: Act, document_id: str, sort: Sort, decision: str, what: str) -> None:
        found = Open(moment_of(act), sort, document_id, what)
        found.end(act, decision)
        self.found.append(found)

    def _end(self, act: Act, document_id: str, decision: str, only: Sort | None = None) -> None:
        """All that waits at a document (of one sort) is decided about."""
        left: list[Open] = []
        for one in self.waiting.pop(document_id, []):
            if only is None or one.sort is only:
                one.end(act, decision)
            else:
                left.append(one)
        if left:
            self.waiting[document_id] = left


def in_order(found: Iterable[Open]) -> list[Open]:
    """By their time, and always in the same way."""
    return sorted(found, key=lambda one: (one.at, one.document_id, one.sort, one.rule, one.what))


def of_alert(alert: Alert, end: datetime) -> Open:
    """An alert, on a document or a person, with what was decided about it before the end of the period."""
    what = f"{alert.person}: {alert.sentence}" if alert.person else alert.sentence
    found = Open(alert.raised_at, Sort.ALERT, alert.document_id or "", what, alert.kind)
    if alert.decided_at is not None and alert.decided_at < end:
        found.decision, found.by = ALERT.get(alert.state, PASSED_ON), alert.decided_by or ""
        found.why, found.decided_at = alert.reason or "", alert.decided_at
    return found


def by_document(failed: Iterable[Failed]) -> dict[str, list[Failed]]:
    """Verdicts by their documents, each in their order."""
    found: defaultdict[str, list[Failed]] = defaultdict(list)
    for one in failed:
        found[one.document_id].append(one)
    return dict(found)


def moment_of(act: Act) -> datetime:
    """When it was."""
    return datetime.fromisoformat(act.at)


def reason_of(act: Act) -> str:
    """Why, as the history has it."""
    return str(act.data.get("reason") or "")


def _change(data: Mapping[str, object]) -> str:
    before, after = (_short(str(data.get(name) or "–")) for name in ("before", "after"))
    return f"{data.get('field', '')}: {before} → {after}"


def _named(data: Mapping[str, object]) -> str:
    """The fields or values that an entry names, as one text."""
    values = data.get("values") or data.get("fields") or data.get("reason") or ""
    if isinstance(values, Mapping):
        return _short(", ".join(f"{name}: {value}" for name, value in values.items()))
    return _short(", ".join(map(str, values)) if isinstance(values, list) else str(values))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
