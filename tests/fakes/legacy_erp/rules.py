"""Misbehaviour on order: which request meets which effect. A rule counts its matches and remembers when it fired."""

import random
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any


class Effect(StrEnum):
    DELAY = "delay"
    """Wait `seconds` before the request is handled; with `after_commit`, before it is answered."""
    COMMIT_LATE = "commit_late"
    """Close the connection without an answer now, handle the request `seconds` later."""
    LOSE_REPLY = "lose_reply"
    """Handle the request, then close the connection without an answer."""
    DROP_REQUEST = "drop_request"
    """Close the connection; the request is never handled."""
    ERROR_500 = "error_500"
    """An error page with status 500; with `after_commit`, the request was handled."""
    MAINTENANCE = "maintenance"
    """A maintenance page with `status`; the request is not handled."""
    END_SESSION = "end_session"
    """The session ends before the request is handled."""
    GREY = "grey"
    """No page comes (204), so that the form stays greyed out for ever; with `after_commit`, the request was handled."""
    ALERT = "alert"
    """The answer's page opens an alert with `text`."""
    CONFIRM = "confirm"
    """The request waits for a confirm with `text`: accepted it is sent again, dismissed it comes to nothing."""
    DROP_ELEMENT = "drop_element"
    """The answer's page lacks whatever has the name, id or value `element`."""
    RENAME_FIELD = "rename_field"
    """The field `element` is named `to`, in the page and in what is sent."""
    AMBIGUOUS = "ambiguous"
    """The supplier's name is answered with the list of alike ones, the first already selected."""
    STOP_ACCEPTING = "stop_accepting"
    """No connection is accepted for `seconds`, this one included; the request is not handled."""


@dataclass(frozen=True)
class Rule:
    """What happens (`effect`) to which requests.

    `on` is one action or several with commas: home, menu, login, logout, new, open, update, save, post, delete, search,
    drafts, suppliers, complete; ``*`` for all. `path`, `invoice_number`, `user` are glob patterns. Of the matching
    requests: only the `nth` (from 1; 0 all), at most `times` (0 no limit), each with `probability` out of `seed`.
    """

    effect: Effect
    on: str = "*"
    path: str = "*"
    invoice_number: str = "*"
    user: str = "*"
    nth: int = 0
    times: int = 0
    probability: float = 1.0
    seed: int = 0
    seconds: float = 0.0
    text: str = ""
    element: str = ""
    to: str = ""
    status: int = 503
    after_commit: bool = False

    def matches(self, action: str, path: str, invoice_number: str, user: str) -> bool:
        globs = ((path, self.path), (invoice_number, self.invoice_number), (user, self.user))
        named = self.on == "*" or action in self.on.split(",")
        return named and all(fnmatchcase(text, pattern) for text, pattern in globs)


@dataclass
class Counted:
    """A rule with its id, and how often it matched and fired."""

    id: int
    rule: Rule
    matched: int = 0
    fired: int = 0

    def fires(self) -> bool:
        """Count one match; whether the rule takes effect on it."""
        self.matched += 1
        if (self.rule.nth and self.matched != self.rule.nth) or (self.rule.times and self.fired >= self.rule.times):
            return False
        if random.Random(f"{self.rule.seed}:{self.matched}").random() >= self.rule.probability:
            return False
        self.fired += 1
        return True


@dataclass
class RuleList:
    """The rules in force, in the order in which they were added. `changed` is told them after each change."""

    changed: Callable[[list[dict[str, Any]]], None] = lambda _: None
    _rules: list[Counted] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _last_id: int = 0

    def restore(self, told: list[dict[str, Any]]) -> None:
        """Rules as `told` gave them, after a restart."""
        for one in told:
            rule = Rule(**(one["rule"] | {"effect": Effect(one["rule"]["effect"])}))
            self._rules.append(Counted(one["id"], rule, one["matched"], one["fired"]))
            self._last_id = max(self._last_id, one["id"])

    def add(self, rule: Rule) -> int:
        with self._lock:
            self._last_id += 1
            self._rules.append(Counted(self._last_id, rule))
            self.changed(self.told())
            return self._last_id

    def remove(self, rule_id: int | None = None) -> None:
        """One rule, or all."""
        with self._lock:
            self._rules = [one for one in self._rules if rule_id is not None and one.id != rule_id]
            self.changed(self.told())

    def firing(self, action: str, path: str, invoice_number: str, user: str) -> list[Counted]:
        """The rules that take effect on this request."""
        with self._lock:
            matching = [one for one in self._rules if one.rule.matches(action, path, invoice_number, user)]
            firing = [one for one in matching if one.fires()]
            if matching:
                self.changed(self.told())
            return firing

    def renames(self) -> dict[str, str]:
        """New names of fields to their own."""
        return {one.rule.to: one.rule.element for one in self._rules if one.rule.effect is Effect.RENAME_FIELD}

    def told(self) -> list[dict[str, Any]]:
        return [asdict(one) for one in self._rules]
