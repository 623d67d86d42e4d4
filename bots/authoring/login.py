"""The login in a recording."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bots.authoring.grouping import Act, Kind
from bots.authoring.pieces import Pieces
from bots.authoring.selecting import css_of, pressable

DEFAULT_BUTTON = ":is([type=submit], [type=image], button:not([type]))"
"""What the Enter key presses in a form is its first submit button, as HTML has it."""


def take_login(acts: Sequence[Act], pieces: Pieces, test_id: str) -> Sequence[Act]:
    """Write the login, if there is one, into `pieces`; returns what was done after it, tried twice or once."""
    at = next((n for n, act in enumerate(acts) if act.kind is Kind.FILLED and act.last.is_password), None)
    if at is None:
        return acts
    before = [act.last for act in acts[:at] if act.last.action == "fill"]
    visited = [address(act.last.value) for act in acts[:at] if act.kind is Kind.VISITED]
    pieces.login_address = visited[0] if visited else pieces.login_address
    pieces.password = css_of(acts[at].last.element, test_id)
    for step in before[:-1]:
        pieces.others[css_of(step.element, test_id)] = step.value
    if before:
        pieces.user = css_of(before[-1].element, test_id)
    rest = _after_button(acts[at + 1 :], pieces, test_id)
    filled = next((css_of(act.last.element, test_id) for act in rest if act.kind is Kind.FILLED), "")
    return take_login(rest, pieces, test_id) if filled in (pieces.user, pieces.password) else rest


def _after_button(acts: Sequence[Act], pieces: Pieces, test_id: str) -> Sequence[Act]:
    """Takes off what logged in: a button, or the Enter key."""
    at = next((n for n, act in enumerate(acts) if act.kind in (Kind.PRESSED, Kind.ENTERED)), None)
    if at is None:
        return acts
    if acts[at].kind is Kind.PRESSED:
        pieces.login_button = pressable(acts[at].last.element, test_id)
    elif pieces.password:
        pieces.login_button = f"form:has({pieces.password}) {DEFAULT_BUTTON}"
    return acts[at + 1 :]


def address(url: str) -> str:
    """An address as adapters have it: without the server."""
    parts = urlsplit(url)
    return parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
