"""Asking a colleague about a document, and their answer."""

from orchestrator.errors import DecisionRefused, NotAllowed
from orchestrator.people import register
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right, Role, rights
from orchestrator.store import Store, audit, documents, questions
from orchestrator.store.people import Person

LONGEST = 2000


def ask(store: Store, actor: Actor, document_id: str, to: str, question: str) -> int:
    """Ask somebody, by their login; returns the question's id. It waits for them until they answer.

    Raises:
        PersonNotFound
        DecisionRefused: they cannot see documents or log in, it is oneself, or nothing is asked.
    """
    text = _text(question, "question")
    with store.begin() as tx:
        document = documents.get(tx, document_id)
        if document.erased_at is not None:
            raise DecisionRefused(f"Document {document.id} was erased; nothing more becomes of it.")
        asked = register.get(tx, to)
        if asked.login == actor.login:
            raise DecisionRefused("Ask somebody else; to come back to it yourself, set it aside.")
        if not asked.active or Right.SEE_DOCUMENTS not in _rights(asked):
            raise DecisionRefused(f"{asked.name} cannot see documents; ask somebody else.")
        question_id = questions.add(tx, document.id, actor.login, asked.login, text)
        facts = {"question": question_id, "of": asked.login, "text": text}
        audit.append(tx, str(actor), "asked", document.id, facts)
        return question_id


def answer(store: Store, actor: Actor, question_id: int, text: str) -> None:
    """Answer what one was asked.

    Raises:
        NotAllowed: somebody else was asked.
        DecisionRefused: there is no such question, it is answered, or nothing is said.
    """
    said = _text(text, "answer")
    with store.begin() as tx:
        question = questions.get(tx, question_id)
        if question is None:
            raise DecisionRefused(f"There is no question {question_id}.")
        if question.asked_of != actor.login:
            raise NotAllowed(f"{question.asked_of} was asked; only they answer.")
        if not questions.answer(tx, question_id, said):
            raise DecisionRefused("It is answered already.")
        facts = {"question": question_id, "asked by": question.asked_by, "text": said}
        audit.append(tx, str(actor), "answered", question.document_id, facts)


def _text(text: str, what: str) -> str:
    plain = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if not plain:
        raise DecisionRefused(f"The {what} is empty.")
    if len(plain) > LONGEST:
        raise DecisionRefused(f"The {what} is too long; at most {LONGEST} characters, please.")
    return plain


def _rights(person: Person) -> frozenset[Right]:
    return rights(Role(role) for role in person.roles)
