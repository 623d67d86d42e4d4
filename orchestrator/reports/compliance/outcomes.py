"""What became of the documents of a period by its end, and whether the figures from different places agree."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from orchestrator.people.actor import is_person
from orchestrator.phrases import phrase
from orchestrator.reports.compliance.content import Balance, Check, DocumentRow, Outcome, OutcomeRow
from orchestrator.stages import Stage
from orchestrator.store.compliance import Act, Files, Kept, Posted, Steps

ENDS = {Stage.POSTED: Outcome.POSTED, Stage.FILED: Outcome.FILED, Stage.REJECTED: Outcome.REJECTED}
"""Stages in which nothing is left to do; at every other one a document is open."""
RECORDED = phrase("Documents that came in: by the history / in the table of documents")
LISTED = phrase("Documents that came in: by outcome / in the table of documents")
KEYED_ONCE = phrase("Documents posted / postings that the ERP confirmed")
APPROVED = phrase("Documents posted / of these approved")
STEPS = phrase("Documents that people approved by a plan / of these by all its steps")
READ_BACK = phrase("Posted: amounts approved / amounts read back from the ERP")


def outcome_of(stage: Stage) -> Outcome:
    """What a stage means for the balance."""
    return ENDS.get(stage, Outcome.OPEN)


@dataclass
class Moves:
    """Takes the period's entries one by one: what came in, was closed, was opened again, was approved and posted."""

    new: int = 0
    closed: int = 0
    reopened: int = 0
    posted: set[str] = field(default_factory=set)
    by_people: set[str] = field(default_factory=set)
    by_policy: set[str] = field(default_factory=set)

    def take(self, act: Act) -> None:
        """Look at the next entry."""
        if act.document_id is None or act.action not in ("received", "moved"):
            return
        to = Stage(act.data["to"])
        was_open = act.action == "received" or Stage(act.data["from"]) not in ENDS
        self.new += act.action == "received"
        self.closed += was_open and to in ENDS
        self.reopened += not was_open and to not in ENDS
        if to is Stage.POSTED:
            self.posted.add(act.document_id)
        elif to is Stage.APPROVED:
            (self.by_people if is_person(act.actor) else self.by_policy).add(act.document_id)


def document_row(document: Kept, stage: Stage) -> DocumentRow:
    """A document with the stage at which it stood at the end."""
    return DocumentRow(
        document.id, document.received_at, outcome_of(stage), str(stage), document.kind, document.supplier,
        document.number, document.currency, document.gross_total,
        document.erp_number if stage is Stage.POSTED else "",
    )  # fmt: skip


def by_outcome(documents: Iterable[DocumentRow], duplicates: int) -> tuple[OutcomeRow, ...]:
    """Counts and sums by outcome, kind and currency; a duplicate file has no amount of its own."""
    counts: Counter[tuple[Outcome, str, str]] = Counter()
    sums: dict[tuple[Outcome, str, str], Decimal] = {}
    for one in documents:
        key = (one.outcome, one.kind, one.currency)
        counts[key] += 1
        if one.amount is not None:
            sums[key] = sums.get(key, Decimal(0)) + one.amount
    order = list(Outcome)
    rows = [
        OutcomeRow(*key, count, sums.get(key))
        for key, count in sorted(counts.items(), key=lambda item: (order.index(item[0][0]), *item[0][1:]))
    ]
    if duplicates:
        rows.append(OutcomeRow(Outcome.DUPLICATE, "", "", duplicates, None))
    return tuple(rows)


def balance(
    files: Files,
    documents: Iterable[DocumentRow],
    before: Mapping[Stage, int],
    after: Mapping[Stage, int],
    moves: Moves,
) -> Balance:
    """Where everything went. Files from the receipts, outcomes from the documents, what was done from the history."""
    count = Counter(one.outcome for one in documents)
    return Balance(
        files=files.first + files.duplicate, duplicates=files.duplicate, posted=count[Outcome.POSTED],
        filed=count[Outcome.FILED], rejected=count[Outcome.REJECTED], open=count[Outcome.OPEN],
        open_before=_open(before), new=moves.new, reopened=moves.reopened, closed=moves.closed,
        open_after=_open(after),
    )  # fmt: skip


def _open(standing: Mapping[Stage, int]) -> int:
    return sum(count for stage, count in standing.items() if stage not in ENDS)


def checks(
    documents: Iterable[DocumentRow], came_in: int, moves: Moves, posted: Iterable[Posted], about: Mapping[str, Kept],
    approved: frozenset[str], stepped: Steps,
) -> tuple[Check, ...]:  # fmt: skip
    """Figures from two places each."""
    back = list(posted)
    erased = {one.document_id for one in back if one.gross_total is None}
    shown = [(one.currency, one.gross_total) for one in back if one.gross_total is not None]
    done = str(len(moves.posted))
    return (
        Check(RECORDED, str(moves.new), str(came_in)),
        Check(LISTED, str(sum(1 for _ in documents)), str(came_in)),
        Check(KEYED_ONCE, done, str(len(back))),
        Check(APPROVED, done, str(len(approved))),
        Check(STEPS, str(stepped.planned), str(stepped.done)),
        Check(READ_BACK, _sums(_of(about.values(), erased)), _sums(shown)),
    )


def _of(documents: Iterable[Kept], erased: Collection[str]) -> Iterable[tuple[str, Decimal]]:
    kept = (one for one in documents if one.id not in erased)
    return ((one.currency, one.gross_total) for one in kept if one.gross_total is not None)


def _sums(amounts: Iterable[tuple[str, Decimal]]) -> str:
    """Sums by currency as one text. What a credit note takes off is summed as it stands there, without its sign."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in amounts:
        sums[currency] += abs(amount)
    return ", ".join(f"{_cents(sums[currency]):,f} {currency}" for currency in sorted(sums)) or "0"


def _cents(amount: Decimal) -> Decimal:
    """The amount with as many decimals as it needs, two at least: equal amounts look the same."""
    short = amount.normalize()
    return short if int(short.as_tuple().exponent) < -2 else amount.quantize(Decimal("0.01"))
