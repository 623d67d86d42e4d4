"""Failures by cause: all causes, one with its latest documents, and trying all of one again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from orchestrator.errors import OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import cause_retries, causes
from orchestrator.store.documents import FAILURES
from orchestrator.web.desk import Desk
from orchestrator.web.operations_parts import CAUSES, TOKEN, told
from orchestrator.web.operations_words import AGAIN
from orchestrator.web.session import Operator, needs

EXAMPLES = 20
Retrier = Annotated[Actor, Depends(needs(Right.RETRY))]
Text = Annotated[str, Form(max_length=2000)]
Cause = Annotated[str, Query(max_length=300)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/failures")
    def failures(request: Request, actor: Operator, stage: Cause = "", cause: Cause = "") -> HTMLResponse:
        if not cause:
            return _every_cause(desk, request, actor)
        if stage not in FAILURES:
            return desk.problem(request, 400, "No such stage", f"There is no stage {stage!r} of failures.")
        return _one_cause(desk, request, Stage(stage), cause)

    @routes.post("/failures/retry")
    def retry(
        request: Request, actor: Retrier, stage: Text = "", cause: Text = "", reason: Text = "", token: Text = "",
    ) -> Response:  # fmt: skip
        if stage not in FAILURES or not cause:
            return desk.problem(request, 404, "No such cause", "There is nothing at this address.")
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            desk.acts.retry_cause(actor, Stage(stage), cause, reason.strip() or AGAIN)
        except OrchestratorError as error:
            return _one_cause(desk, request, Stage(stage), cause, str(error), 409)
        desk.forget_farm()
        return RedirectResponse("/operations?said=retried#failures", 303)

    return routes


def _every_cause(desk: Desk, request: Request, actor: Actor) -> HTMLResponse:
    html = desk.operations.of(desk.language_of(request).code, actor.rights, (CAUSES,))
    return desk.page(request, "failures.html", every=html[CAUSES], mark=TOKEN)


def _one_cause(
    desk: Desk, request: Request, stage: Stage, cause: str, problem: str = "", status: int = 200
) -> HTMLResponse:
    with desk.store.reading() as tx:
        group = causes.group(tx, stage, cause)
        retry = cause_retries.running(tx, stage, cause)
        latest = causes.examples(tx, stage, cause, EXAMPLES)
    return desk.page(
        request, "failure.html", status, group=group, retry=retry, examples=latest, problem=problem,
        **told(desk.farm.now(), desk.language_of(request).code),
    )  # fmt: skip
