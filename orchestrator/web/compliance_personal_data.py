"""Personal data: what is held, how long, what was erased; the record of processing; what one person asks."""

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from config import files
from config.errors import ConfigError
from config.retention_file import Period, RetentionFile
from orchestrator.auditing import retention
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.reports.compliance.personal_data import inventory, write_record
from orchestrator.reports.compliance.subject import find, give_out
from orchestrator.store import Transaction, erasures, lanes, personal_data, webhooks
from orchestrator.web.compliance_files import folder_of, handed_out
from orchestrator.web.desk import Desk
from orchestrator.web.files import CONFINED
from orchestrator.web.report_words import ReportWords
from orchestrator.web.session import needs

Auditor = Annotated[Actor, Depends(needs(Right.SEE_AUDIT))]
Text = Annotated[str, Form(max_length=200)]
SHOWN = 50
"""Documents, erasures and documents due that are listed."""
COUNTED = 1000
"""Documents due are counted no further."""
LATELY = timedelta(days=366)
NOT_WRITTEN = phrase("The record could not be written")


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/compliance/personal-data")

    @routes.get("")
    def page(request: Request, _: Auditor) -> Response:
        return _page(desk, request)

    @routes.post("/subject")
    def subject(request: Request, actor: Auditor, name: Text = "", token: Text = "", export: Text = "") -> Response:
        """What is held of a person of this name: shown, or given out as a file."""
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        actor.insist_on(Right.SEE_DOCUMENTS)
        if not name.strip():
            return desk.not_understood(request)
        if not export:
            return _page(desk, request, name.strip())
        text = json.dumps(give_out(desk.store, actor, name.strip()), ensure_ascii=False, indent=1)
        saved = {"content-disposition": 'attachment; filename="personal-data.json"', **CONFINED}
        return Response(text, media_type="application/json", headers=saved)

    @routes.get("/processing.xlsx")
    def record(request: Request, _: Auditor) -> Response:
        """The record of processing activities."""
        with desk.store.reading() as tx:
            held, recipients = inventory(tx), _recipients(tx)
        terms, _problem = _terms(desk)
        path = folder_of(desk) / "processing.xlsx"
        try:
            write_record(path, held, _periods(terms), recipients, ReportWords(desk.language_of(request)))
        except OSError as error:
            return desk.problem(request, 503, NOT_WRITTEN, str(error))
        return handed_out(path)

    return routes


def _page(desk: Desk, request: Request, name: str = "") -> Response:
    now = datetime.now(UTC)
    terms, problem = _terms(desk)
    with desk.store.reading() as tx:
        held = inventory(tx)
        kept, erased = personal_data.documents_held(tx)
        due = retention.due(tx, terms, now.date(), COUNTED) if terms else ()
        done = erasures.between(tx, now - LATELY, now + timedelta(days=1))
        found = find(tx, name, SHOWN) if name else None
        recipients = _recipients(tx)
    return desk.page(
        request, "compliance_personal_data.html", held=held, kept=kept, erased=erased, due=due, shown=SHOWN,
        counted=COUNTED, done=done[::-1], found=found, recipients=recipients, periods=_periods(terms), problem=problem,
        automatic=bool(terms and terms.automatic),
    )  # fmt: skip


def _terms(desk: Desk) -> tuple[RetentionFile | None, str]:
    """How long what is kept; and what is wrong with the file where it cannot be read."""
    try:
        return files.load_retention(desk.settings.user_config), ""
    except ConfigError as error:
        return None, str(error)


def _periods(terms: RetentionFile | None) -> dict[str, str]:
    """The periods as the file has them, by the part that says them; all of documents in one."""
    if terms is None:
        return {}
    every = {name: _span(getattr(terms.documents, name)) for name in type(terms.documents).model_fields}
    together = ", ".join(f"{name.replace('_', ' ')}: {span}" for name, span in every.items())
    return {"documents": together, "logins": _span(terms.logins), "evidence_files": _span(terms.evidence_files)}


def _span(period: Period) -> str:
    if period.in_years:
        return f"{period.months // 12} y"
    return f"{period.months} mo" if period.months else f"{period.days} d"


def _recipients(tx: Transaction) -> tuple[str, ...]:
    """To whom data goes: the ERPs, and the hosts of webhooks that are enabled."""
    erps = [f"ERP {lane.erp}, {lane.company}" for lane in lanes.listing(tx)]
    hosts = {urlsplit(hook.url).netloc for hook in webhooks.every(tx) if hook.enabled}
    return tuple(dict.fromkeys([*erps, *sorted(hosts)]))
