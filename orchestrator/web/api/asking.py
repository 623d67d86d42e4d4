"""Who asks the API for what, and what an operation takes: the right, and for a browser the form's token."""

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request

from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.web.api.rates import Rates
from orchestrator.web.desk import Desk
from orchestrator.web.session import actor_of

CSRF_HEADER = "x-csrf-token"
FORM_NEEDED = (
    "A browser's session changes something only with the token of its forms, in the header X-CSRF-Token. "
    "Programs show a token of their own instead."
)
TOO_MANY = "Too many requests from this program; wait for the seconds of Retry-After."
Rights = tuple[Right, ...]
"""Of which any suffices."""
RIGHT, PROBLEMS, ETAG = "x-right", "x-problems", "x-etag"
"""In the description of an operation: its right; the errors that it may answer; whether answers have a version."""


@dataclass(frozen=True)
class Service:
    """What every operation needs. `busy` are the keys of requests that this process is doing."""

    desk: Desk
    rates: Rates
    busy: set[tuple[str, str]] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class Asking:
    """A request: the farm, and who asks."""

    service: Service
    actor: Actor

    @property
    def desk(self) -> Desk:
        return self.service.desk


def service_of(request: Request) -> Service:
    """The service that the application was made with."""
    service: Service = request.app.state.service
    return service


async def asking(request: Request) -> Asking:
    """Who asks what of which farm."""
    return Asking(service_of(request), actor_of(request))


Ask = Annotated[Asking, Depends(asking)]


async def bounded(request: Request) -> None:
    """A program that asks too often waits; checked before anything else.

    Raises:
        HTTPException: 429.
    """
    wait = service_of(request).rates.take(str(actor_of(request)))
    if wait:
        raise HTTPException(429, TOO_MANY, {"retry-after": str(math.ceil(wait))})


async def own_form(request: Request) -> None:
    """A browser that is logged in shows the token of its forms; other sites cannot read it.

    Raises:
        HTTPException: 403.
    """
    if request.state.person is None:
        return
    if not service_of(request).desk.tokens.fits(request, request.headers.get(CSRF_HEADER, "")):
        raise HTTPException(403, FORM_NEEDED)


def in_form_of(media_type: str) -> Callable[[Request], Awaitable[None]]:
    """A dependency of a write: what is sent has this media type.

    Raises:
        HTTPException: 415.
    """

    async def checked(request: Request) -> None:
        sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if sent != media_type:
            raise HTTPException(415, f"Send it as {media_type}, and say so in Content-Type.")

    return checked


def any_of(rights: Rights) -> Callable[[Request], Awaitable[None]]:
    """A dependency of an operation: whoever asks has one of these rights.

    Raises:
        NotAllowed: they have none; the message names the first.
    """

    async def asked(request: Request) -> None:
        actor = actor_of(request)
        if not actor.rights.intersection(rights):
            actor.insist_on(rights[0])

    return asked


def reads(rights: Right | Rights | None, *problems: int, etag: bool = False) -> dict[str, Any]:
    """What a reading operation takes and may answer, for its route. Without a right: everybody who is logged in."""
    takes = (rights,) if isinstance(rights, Right) else rights or ()
    extra = {RIGHT: " ".join(takes), PROBLEMS: [401, 403, 422, 429, 503, *problems], ETAG: etag}
    return {"dependencies": [Depends(any_of(takes))] if takes else [], "openapi_extra": extra}


def decides(right: Right | Rights, *problems: int, form: str = "application/json") -> dict[str, Any]:
    """As `writes`, for an operation about a document."""
    return writes(right, 404, 412, *problems, form=form)


def computes(right: Right) -> dict[str, Any]:
    """What an operation takes that is sent something and keeps nothing of it."""
    found = reads(right, 413, 415)
    found["dependencies"] += [Depends(own_form), Depends(in_form_of("application/json"))]
    return found


def writes(right: Right | Rights | None, *problems: int, form: str = "application/json") -> dict[str, Any]:
    """What a writing operation takes and may answer, for its route.

    Args:
        form: the media type of what is sent, empty where nothing is.
    """
    found = reads(right, 409, 413, *problems, *([415] if form else []))
    found["dependencies"].append(Depends(own_form))
    if form:
        found["dependencies"].append(Depends(in_form_of(form)))
    return found
