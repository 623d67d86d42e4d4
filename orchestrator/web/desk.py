"""What every page needs: the store, the decisions, the pictures, and how a page is written."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from config.settings import Settings
from orchestrator.reports import wording
from orchestrator.stages import NEEDS_PERSON, Stage
from orchestrator.store import Store
from orchestrator.web import forms
from orchestrator.web.actions import LABEL, Actions
from orchestrator.web.page_images import PageImages
from orchestrator.web.queue_probe import QueueProbe

TEMPLATES = Path(__file__).parent / "templates"
TONE: dict[Stage, str] = {
    Stage.POSTED: "done",
    Stage.FILED: "done",
    Stage.REJECTED: "off",
    Stage.QUARANTINED: "bad",
    Stage.FAILED: "bad",
    Stage.NEEDS_REVIEW: "person",
    Stage.VALIDATED: "person",
    Stage.IN_DOUBT: "person",
}


@dataclass(frozen=True)
class Desk:
    """Handed to every page."""

    store: Store
    settings: Settings
    queues: QueueProbe
    actions: Actions
    images: PageImages = field(default_factory=PageImages)

    @cached_property
    def tokens(self) -> forms.Tokens:
        return forms.Tokens(self.store.audit_key)

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """The page as HTML, its forms with this browser's token."""
        cookie = forms.browser_cookie(request)
        html = environment.get_template(template).render(
            values,
            path=request.url.path,
            token=self.tokens.of(cookie),
            person=unquote(request.cookies.get(forms.NAME_COOKIE, "")),
            now=datetime.now(UTC),
        )
        response = HTMLResponse(html, status)
        if forms.COOKIE not in request.cookies:
            forms.keep(response, forms.COOKIE, cookie)
        return response

    def problem(self, request: Request, status: int, title: str, sentence: str) -> HTMLResponse:
        """A page that says what went wrong and what to do."""
        return self.page(request, "problem.html", status, title=title, sentence=sentence)


def _seconds_since(at: datetime) -> float:
    return (datetime.now(UTC) - at).total_seconds()


def _size(count: int) -> str:
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(count / 1024, 0.1):.1f} KB"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(
        age=wording.age, amount=wording.amount, number=wording.number, moment=wording.moment, kind=wording.kind_label,
        counted=_counted, since=_seconds_since, size=_size, decimal=_decimal, parsed=datetime.fromisoformat,
        quoted=lambda text: quote(text, safe=""),
        stage_label=lambda stage: wording.STAGE_LABEL[Stage(stage)], tone=lambda stage: TONE.get(Stage(stage), "going"),
    )  # fmt: skip
    made.globals.update(ACTION_LABEL=LABEL, STAGE_MEANING=wording.STAGE_MEANING, NEEDS_PERSON=NEEDS_PERSON)
    return made


environment = _environment()
