"""Questions about a document from one person to another, and their answers."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import insert, select, update

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import questions


class Question(BaseModel):
    """A question; `asked_by` and `asked_of` are logins, `answer` None while it is open."""

    model_config = ConfigDict(frozen=True)

    id: int
    document_id: str
    asked_by: str
    asked_of: str
    question: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


def add(tx: Transaction, document_id: str, asked_by: str, asked_of: str, question: str) -> int:
    """Keep a question; returns its id."""
    values = {"document_id": document_id, "asked_by": asked_by, "asked_of": asked_of, "question": question}
    key = tx.execute(insert(questions).values(asked_at=clock.now(tx), **values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def answer(tx: Transaction, question_id: int, text: str) -> bool:
    """Keep the answer; False where it was answered already."""
    open_ = (questions.c.id == question_id) & questions.c.answered_at.is_(None)
    return bool(tx.execute(update(questions).where(open_).values(answer=text, answered_at=clock.now(tx))).rowcount)


def get(tx: Transaction, question_id: int) -> Question | None:
    row = tx.execute(select(questions).where(questions.c.id == question_id)).one_or_none()
    return Question.model_validate(dict(row._mapping)) if row else None


def of_document(tx: Transaction, document_id: str) -> tuple[Question, ...]:
    """A document's questions, oldest first."""
    rows = tx.execute(select(questions).where(questions.c.document_id == document_id).order_by(questions.c.id))
    return tuple(Question.model_validate(dict(row._mapping)) for row in rows)
