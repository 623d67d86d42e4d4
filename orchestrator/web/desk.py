"""What every page needs: the store, the decisions, the pictures, and how a page is written."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from config.settings import Settings
from orchestrator.acts import Acts
from orchestrator.operations.history import plots_of
from orchestrator.operations.picture import Picture, look
from orchestrator.operations.watch import Watch
from orchestrator.phrases import phrase
from orchestrator.store import Store
from orchestrator.web import forms
from orchestrator.web.languages import Language, chosen
from orchestrator.web.navigation import NAVIGATION
from orchestrator.web.operations_parts import FRESH_S, STALE_S, Parts
from orchestrator.web.page_images import PageImages
from orchestrator.web.queue_probe import QueueProbe
from orchestrator.web.session import COOKIE as SESSION_COOKIE
from orchestrator.web.shared import Moment
from orchestrator.web.writing import environment

LOAD_AGAIN = "Please load the page again"
NOT_UNDERSTOOD = phrase("Not understood")
UNKNOWN_PART = phrase("The address or the form has a part that is not known.")
NOT_HERE = phrase("Not here")
NOTHING_HERE = phrase("There is nothing at this address.")
TOO_OLD = "This form is too old. Nothing was done."


@dataclass(frozen=True)
class Desk:
    """Handed to every page."""

    store: Store
    settings: Settings
    queues: QueueProbe
    acts: Acts
    images: PageImages = field(default_factory=PageImages)
    changed: Moment = field(default_factory=Moment)
    """When something about the farm was changed last on these pages."""

    @cached_property
    def tokens(self) -> forms.Tokens:
        return forms.Tokens(self.store.audit_key)

    @cached_property
    def farm(self) -> Watch[Picture]:
        """How the farm is, seen at most some seconds ago."""
        return Watch(lambda: look(self.store, self.queues), FRESH_S, STALE_S, self.changed)

    @cached_property
    def operations(self) -> Parts:
        """The parts of the operations page."""
        return Parts(self.farm.fresh, lambda: plots_of(self.store), self.changed)

    def forget_farm(self) -> None:
        """Something about the farm was changed: whoever asks next sees it, whichever process answers."""
        self.changed.mark()

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """The page as HTML, its forms with this browser's token."""
        cookie = forms.browser_cookie(request)
        spoken = self.language_of(request)
        html = (
            environment(spoken.code)
            .get_template(template)
            .render(
                values,
                path=request.url.path,
                token=self.tokens.of(cookie),
                person=getattr(request.state, "person", None),
                rights=getattr(getattr(request.state, "actor", None), "rights", frozenset()),
                navigation=NAVIGATION,
                now=datetime.now(UTC),
            )
        )
        response = HTMLResponse(html, status)
        if forms.COOKIE not in request.cookies:
            forms.keep(response, forms.COOKIE, cookie)
        return response

    def keep_session(self, response: Response, word: str) -> None:
        """Give the browser its session: no script and no other site sees the word."""
        secure = self.settings.web_url.startswith("https://")
        response.set_cookie(SESSION_COOKIE, word, httponly=True, samesite="lax", path="/", secure=secure)

    def language_of(self, request: Request) -> Language:
        """The language in which this page is written: the person's, else what the browser asks for."""
        person = getattr(request.state, "person", None)
        return chosen(person.language if person else "", request.headers.get("accept-language", ""))

    def problem(self, request: Request, status: int, title: str, sentence: str) -> HTMLResponse:
        """A page that says what went wrong and what to do."""
        return self.page(request, "problem.html", status, title=title, sentence=sentence)

    def not_understood(self, request: Request) -> HTMLResponse:
        """The answer to an address or a form with a part that is not known."""
        return self.problem(request, 400, NOT_UNDERSTOOD, UNKNOWN_PART)

    def not_here(self, request: Request) -> HTMLResponse:
        """The answer to an address at which there is nothing."""
        return self.problem(request, 404, NOT_HERE, NOTHING_HERE)

    def too_old(self, request: Request) -> HTMLResponse:
        """The answer to a form without this browser's token."""
        return self.problem(request, 403, LOAD_AGAIN, TOO_OLD)
