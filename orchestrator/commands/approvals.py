"""Commands about approvals: approvals list, explain; person delegate, delegations, take-back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import typer

from orchestrator.approving import delegating, steps
from orchestrator.approving.explaining import Explanation
from orchestrator.approving.inbox import names_for
from orchestrator.approving.state import ApprovalState
from orchestrator.commands.documents import DocumentId, Json
from orchestrator.commands.output import actor, out, print_json, print_table
from orchestrator.store import approval_plans, delegations
from orchestrator.store.documents import Document
from orchestrator.wiring import farm

Login = Annotated[str, typer.Argument(help="A person's login.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day, in UTC; today without one.")]
LastDay = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day, in UTC, itself included.")]


def list_(
    of: Annotated[str, typer.Option("--for", help="Only what this person could sign, also as a delegate.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many, the oldest deadline first.")] = 100,
    json: Json = False,
) -> None:
    """List documents that wait for approval, with their step and for whom they wait."""
    here = farm()
    with here.store.reading() as tx:
        names = names_for(tx, here.judge.policy, of) if of else None
        found = approval_plans.waiting_for(tx, names, None, limit, without=of)
        states = steps.states(tx, [document.id for document in found])
    if json:
        print_json([{**_row(document), "approval": _told(states.get(document.id))} for document in found])
        return
    cells = ((*_row(document).values(), *_where(states.get(document.id))) for document in found)
    print_table(("id", "supplier", "number", "total", "due", "step", "waits for", "rule"), cells)


def explain(document_id: DocumentId, json: Json = False) -> None:
    """Say which rule of the approval policy applies to a document, why not the others, and who could sign now."""
    told = farm().acts.explain_approval(actor(), document_id)
    if json:
        print_json({**told.model_dump(mode="json", exclude={"state"}), "state": _told(told.state)})
        return
    out.print(f"{told.document_id}: {_outcome(told)}\n{told.reason}", markup=False)
    if told.pinned:
        out.print("It waits by the steps of an earlier policy; `botfarm retry` has it judged by the one in force.")
    if told.tried:
        rows = ((one.name, "no" if one.unmet else "applies", one.unmet) for one in told.tried)
        print_table(("rule", "", "because"), rows, "Rules in their order")
    if told.state is not None:
        print_table(("step", "takes", "signed by", "deadline"), _steps(told.state), "Steps")
    if told.candidates:
        rows = ((one.login, one.in_place_of, one.refusal or "could sign") for one in told.candidates)
        print_table(("who", "in place of", ""), rows, "Approvers")


def delegate(
    from_: Annotated[str, typer.Argument(metavar="FROM", help="Whose approvals somebody else signs.")],
    to: Annotated[str, typer.Argument(help="Who signs in their place.")],
    until: LastDay,
    since: Day = None,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept in the history.")] = "",
) -> None:
    """Let somebody sign approvals in the place of another for some days."""
    begins = _start(since.date()) if since and since.date() != datetime.now(UTC).date() else None
    ends = _start(until.date() + timedelta(days=1))
    with farm().store.begin() as tx:
        made = delegating.delegate(tx, str(actor()), from_, to, begins, ends, reason)
    out.print(f"{made.to_login} signs in the place of {made.from_login} until {until.date()} (number {made.id}).")


def delegations_(json: Json = False) -> None:
    """Show who signs in whose place, now and later."""
    with farm().store.reading() as tx:
        found = delegations.current(tx)
    if json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    rows = ((one.id, one.from_login, one.to_login, *map(_minute, (one.since, one.until)), one.reason) for one in found)
    print_table(("number", "in place of", "signs", "from (UTC)", "until (UTC)", "reason"), rows)


def take_back(number: Annotated[int, typer.Argument(help="Its number in `person delegations`.")]) -> None:
    """End a delegation at once."""
    with farm().store.begin() as tx:
        ended = delegating.take_back(tx, str(actor()), number)
    out.print(f"{ended.to_login} no longer signs in the place of {ended.from_login}.")


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _minute(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes")[:16]


def _row(document: Document) -> dict[str, str]:
    total = "" if document.gross_total is None else f"{document.gross_total} {document.currency or ''}".strip()
    return {
        "id": document.id, "supplier": document.supplier_name or "", "number": document.invoice_number or "",
        "total": total, "due": document.due_date.isoformat() if document.due_date else "",
    }  # fmt: skip


def _where(state: ApprovalState | None) -> tuple[str, str, str]:
    if state is None or state.current is None:
        return "", "anyone", ""
    return f"{state.current.number + 1} of {len(state.steps)}", ", ".join(state.waiting_for), state.rule


def _told(state: ApprovalState | None) -> object:
    """A state for programs: with what follows from it."""
    if state is None:
        return None
    return {**state.model_dump(mode="json"), "done": state.done, "waiting_for": list(state.waiting_for)}


def _outcome(told: Explanation) -> str:
    if told.automatic:
        return "approved without a person"
    return "every step is signed" if told.state is None or told.state.done else "it takes people"


def _steps(state: ApprovalState) -> Iterator[tuple[str, str, str, str]]:
    for step in state.steps:
        signed = (place.signature for place in step.places if place.signature)
        over = ", over" if step.escalated else ""
        yield (
            f"{step.number + 1} {step.kind.replace('_', ' ')}",
            "; ".join(" or ".join(place.who) for place in step.places),
            "; ".join(_who(each.login, each.in_place_of) for each in signed),
            _minute(step.deadline) + over if step.deadline else "",
        )


def _who(login: str, in_place_of: str) -> str:
    return f"{login} in place of {in_place_of}" if in_place_of else login
