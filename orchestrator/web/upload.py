"""Files handed in by a page: many by a plain form, or one by one by the desk's script, each with its outcome."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from extractors.models import Limits
from orchestrator.errors import NotReady
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.stages import Stage
from orchestrator.store import documents
from orchestrator.web.desk import Desk
from orchestrator.web.retelling import retell
from orchestrator.web.session import needs

ADDRESS = "/upload"
FILES_A_FORM = 200
ROOM = 10
"""A form may bring so many times the largest file; the parts lie on disk while they come."""
BESIDES = 64 * 1024
"""Bytes of a form besides its files."""

TAKEN = phrase("Taken in; it is being read.")
KNOWN = phrase("The same content is known already; it was not taken in a second time.")
TOO_LARGE = phrase("Larger than {limit} MB, and so not taken in. Split it.")
NOT_NOW = phrase("It could not be kept just now. Please send it again.")
NO_FILE = phrase("No file was chosen.")
BROKEN_OFF = phrase("The files did not arrive whole. Please send them again.")

Uploader = Annotated[Actor, Depends(needs(Right.UPLOAD))]


class Outcome(BaseModel):
    """What became of one file; `sentence` says it. Without a document nothing of it was kept."""

    model_config = ConfigDict(frozen=True)

    name: str
    taken: bool
    sentence: str
    document: str | None = None
    duplicate: bool = False


def room(limits: Limits) -> Mapping[str, int]:
    """How many bytes a request to each address here may bring."""
    return {ADDRESS: ROOM * limits.max_bytes + BESIDES}


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.post(ADDRESS)
    async def upload(request: Request, actor: Uploader) -> Response:
        try:
            async with request.form(max_files=FILES_A_FORM, max_fields=10) as form:
                if not desk.tokens.fits(request, str(form.get("token", ""))):
                    return desk.too_old(request)
                outcomes = [
                    await anyio.to_thread.run_sync(_take_in, desk, request, actor, file) for file in _files(form)
                ]
        except HTTPException:
            return desk.problem(request, 400, phrase("Not understood"), BROKEN_OFF)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"files": [outcome.model_dump() for outcome in outcomes]})
        if outcomes and all(outcome.taken for outcome in outcomes):
            return RedirectResponse("/#files", 303)
        return desk.page(request, "upload.html", 409, outcomes=outcomes, problem="" if outcomes else NO_FILE)

    return routes


def _files(form: FormData) -> Iterator[UploadFile]:
    """The files of a form; a field without one comes with no name and no content."""
    for file in form.getlist("file"):
        if isinstance(file, UploadFile) and (file.filename or file.size):
            yield file


def _take_in(desk: Desk, request: Request, actor: Actor, file: UploadFile) -> Outcome:
    spoken, name, limits = desk.language_of(request), file.filename or "", desk.acts.limits
    said = spoken.gettext
    if (file.size or 0) > limits.max_bytes:
        return Outcome(name=name, taken=False, sentence=said(TOO_LARGE).format(limit=limits.max_bytes // 2**20))
    try:
        done = desk.acts.upload(actor, name, file.file.read())
        with desk.store.reading() as tx:
            document = documents.get(tx, done.document_id)
    except NotReady:
        return Outcome(name=name, taken=False, sentence=said(NOT_NOW))
    refused = document.stage is Stage.QUARANTINED
    sentence = retell(spoken, document.reason) if refused else said(KNOWN if done.duplicate else TAKEN)
    return Outcome(name=name, taken=not refused, sentence=sentence, document=document.id, duplicate=done.duplicate)
