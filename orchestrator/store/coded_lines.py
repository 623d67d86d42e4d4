"""How invoice lines were coded, and what would have been proposed: what coding is learned from."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Row, case, delete, func, insert, select, union_all, update

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import coded_lines

OWN, OTHERS = 400, 1500
"""Lines looked at: the supplier's last ones, and those of all others."""
PROPOSED = "memory"
"""The source of a line that the memory coded; it proves nothing unless a person approved it."""

Where = Sequence[ColumnElement[bool]]


class LineCoding(BaseModel):
    """One line's codes and how they came about.

    Attributes:
        tax_rate: in percent as text, empty where none was known.
        source: what decided: `file` (coding.csv), `person`, or `memory`.
        proposed_account, proposed_cost_centre: what the memory proposed, each with what it rested on.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    supplier_code: str
    description: str
    tax_rate: str
    account: str
    tax_code: str
    cost_centre: str
    source: str
    proposed_account: str | None = None
    proposed_cost_centre: str | None = None
    account_support: str | None = None
    cost_centre_support: str | None = None


class SupportRecord(BaseModel):
    """How often proposals that rested on such a support turned out right."""

    model_config = ConfigDict(frozen=True)

    support: str
    right: int
    total: int


def put(tx: Transaction, document_id: str, company: str, lines: Iterable[LineCoding]) -> None:
    """Keep how a document's lines are coded, in place of an earlier coding; nothing is learned before it is posted."""
    tx.execute(delete(coded_lines).where(coded_lines.c.document_id == document_id))
    for line in lines:
        values = {"document_id": document_id, "company": company, "evidence": False, **line.model_dump()}
        tx.execute(insert(coded_lines).values(values))


def posted(tx: Transaction, document_id: str, seen_by_person: bool) -> None:
    """The document was keyed: its lines are learned from now on, the proposed ones only if a person saw them."""
    proves = True if seen_by_person else coded_lines.c.source != PROPOSED
    tx.execute(
        update(coded_lines)
        .where(coded_lines.c.document_id == document_id)
        .values(posted_at=clock.now(tx), evidence=proves)
    )


def of_supplier(tx: Transaction, company: str, supplier_code: str, limit: int = OWN) -> tuple[LineCoding, ...]:
    """The supplier's posted lines, newest first."""
    return _evidence(tx, company, (coded_lines.c.supplier_code == supplier_code,), limit)


def of_others(tx: Transaction, company: str, supplier_code: str, limit: int = OTHERS) -> tuple[LineCoding, ...]:
    """The other suppliers' posted lines, newest first."""
    return _evidence(tx, company, (coded_lines.c.supplier_code != supplier_code,), limit)


def records(tx: Transaction, company: str) -> tuple[SupportRecord, ...]:
    """How right earlier proposals were, by what they rested on."""
    c = coded_lines.c
    parts = []
    for support, proposed, final in (
        (c.account_support, c.proposed_account, c.account),
        (c.cost_centre_support, c.proposed_cost_centre, c.cost_centre),
    ):
        right = func.sum(case((proposed == final, 1), else_=0))
        query = select(support.label("support"), right.label("right"), func.count().label("total"))
        query = query.where(c.evidence, c.company == company, c.posted_at.is_not(None), support.is_not(None))
        parts.append(query.group_by(support))
    return tuple(SupportRecord.model_validate(dict(row._mapping)) for row in tx.execute(union_all(*parts)))


def counts(tx: Transaction) -> dict[str, int]:
    """How many lines are learned from, by the supplier's code."""
    c = coded_lines.c
    query = select(c.supplier_code, func.count()).where(c.evidence, c.posted_at.is_not(None)).group_by(c.supplier_code)
    return {row.supplier_code: row[1] for row in tx.execute(query)}


def forget(tx: Transaction, supplier_code: str) -> int:
    """Learn no more from a supplier's lines so far; how many they were."""
    c = coded_lines.c
    done = tx.execute(update(coded_lines).where(c.supplier_code == supplier_code, c.evidence).values(evidence=False))
    return done.rowcount


def _evidence(
    tx: Transaction, company: str, where: Sequence[ColumnElement[bool]], limit: int
) -> tuple[LineCoding, ...]:
    c = coded_lines.c
    query = select(coded_lines).where(c.evidence, c.company == company, c.posted_at.is_not(None), *where)
    rows = tx.execute(query.order_by(c.posted_at.desc(), c.id.desc()).limit(limit))
    return tuple(_line(row) for row in rows)


def _line(row: Row[tuple[object, ...]]) -> LineCoding:
    return LineCoding.model_validate({name: getattr(row, name) for name in LineCoding.model_fields})
