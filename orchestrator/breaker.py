"""The circuit breaker of a lane: a failing ERP pauses it once, and it resumes by itself. Pure; the store keeps it."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class LaneState(StrEnum):
    """`WORKING` keys documents; `PAUSED` keys none; `PROBING` is paused while its worker looks whether it can go on."""

    WORKING = "working"
    PAUSED = "paused"
    PROBING = "probing"


class Cause(StrEnum):
    """Why a lane fails. `SETUP`: the account cannot be used as it is configured; `PERSON`: somebody paused it."""

    UNREACHABLE = "unreachable"
    SCREEN = "screen"
    LOGIN = "login"
    BROWSER = "browser"
    SETUP = "setup"
    PERSON = "person"


IN_A_ROW = {Cause.UNREACHABLE: 2, Cause.BROWSER: 5}
"""So many failures of one cause in a row pause a lane; any other cause pauses at once."""
PROBED = frozenset({Cause.UNREACHABLE, Cause.SCREEN, Cause.BROWSER})
"""After the others a person resumes: repeated wrong logins lock accounts."""


class BreakerTerms(BaseModel):
    """When a paused lane is tried again: after `first`, doubling up to `longest`; `screen` where a page had changed.

    `patience`: a probe that has not answered by then is sent again.
    """

    model_config = ConfigDict(frozen=True)

    first: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(seconds=300)
    screen: timedelta = timedelta(seconds=600)
    patience: timedelta = timedelta(seconds=180)


class Failure(BaseModel):
    """What went wrong in a lane. `at_login`: the ERP did not even let a session begin; `screenshot`: its SHA-256."""

    model_config = ConfigDict(frozen=True)

    cause: Cause
    detail: str
    at_login: bool = False
    screenshot: str | None = None


class Lane(BaseModel):
    """A lane as it stands.

    Attributes:
        cause, detail: of the pause, or of the failures in a row that have not paused it yet.
        since: when its state began; a pause that is probed in vain goes on since its beginning.
        failures: in a row, of the same cause.
        probes: since the last document was keyed. While there are any, one more failure pauses at once.
        by: who paused or resumed it.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    erp: str
    company: str
    state: LaneState = LaneState.WORKING
    cause: Cause | None = None
    detail: str = ""
    since: datetime
    next_probe_at: datetime | None = None
    failures: int = 0
    probes: int = 0
    by: str = ""
    screenshot: str | None = None

    @property
    def is_working(self) -> bool:
        return self.state is LaneState.WORKING

    def failed(self, failure: Failure, by: str, now: datetime, terms: BreakerTerms) -> "Lane":
        """After a failure that is the lane's, not a document's. A lane that is paused stays as it is."""
        if not self.is_working:
            return self
        failures = self.failures + 1 if self.cause is failure.cause else 1
        down = failure.at_login and failure.cause is Cause.UNREACHABLE
        limit = 1 if down or self.probes else IN_A_ROW.get(failure.cause, 1)
        counted = self._with(cause=failure.cause, detail=failure.detail, failures=failures)
        if failures < limit:
            return counted
        return counted._with(
            state=LaneState.PAUSED, since=now, by=by, screenshot=failure.screenshot,
            next_probe_at=counted._next_probe(now, terms),
        )  # fmt: skip

    def succeeded(self) -> "Lane":
        """After the ERP answered to a document: what failed before is over."""
        if not self.is_working or not (self.failures or self.probes):
            return self
        return self._with(cause=None, detail="", failures=0, probes=0)

    def is_due(self, now: datetime) -> bool:
        """Whether a probe should be sent now."""
        return not self.is_working and self.next_probe_at is not None and self.next_probe_at <= now

    def probing(self, now: datetime, terms: BreakerTerms) -> "Lane":
        """A probe is sent."""
        if not self.is_due(now):
            return self
        return self._with(state=LaneState.PROBING, probes=self.probes + 1, next_probe_at=now + terms.patience)

    def not_probed(self, now: datetime, terms: BreakerTerms) -> "Lane":
        """The probe could not be sent."""
        if self.state is not LaneState.PROBING:
            return self
        return self._with(state=LaneState.PAUSED, probes=self.probes - 1, next_probe_at=now + terms.first)

    def probe_passed(self, by: str, now: datetime) -> "Lane":
        """The ERP answers as it should: work goes on, with one failure left until a document was keyed."""
        return self._resumed(by, now, self.probes) if self.state is LaneState.PROBING else self

    def probe_failed(self, failure: Failure, now: datetime, terms: BreakerTerms) -> "Lane":
        """Still not; the next probe comes later, or never where the login was refused by now."""
        if self.state is not LaneState.PROBING:
            return self
        after = self._with(
            state=LaneState.PAUSED, cause=failure.cause, detail=failure.detail,
            screenshot=failure.screenshot or self.screenshot,
        )  # fmt: skip
        return after._with(next_probe_at=after._next_probe(now, terms))

    def paused_by(self, person: str, reason: str, now: datetime) -> "Lane":
        """A person pauses it, whatever its state; only a person resumes it then."""
        return self._with(
            state=LaneState.PAUSED, cause=Cause.PERSON, detail=reason, since=now, by=person,
            next_probe_at=None, failures=0, probes=0, screenshot=None,
        )  # fmt: skip

    def resumed_by(self, person: str, now: datetime) -> "Lane":
        """A person resumes it, whatever paused it."""
        return self if self.is_working else self._resumed(person, now, 0)

    def sentence(self) -> str:
        """Why its documents wait, in plain words; empty while it works."""
        if self.is_working or self.cause is None:
            return ""
        since = f"{self.since:%Y-%m-%d %H:%M} UTC"
        return {
            Cause.UNREACHABLE: f"The ERP does not answer since {since}; it is keyed when it is back.",
            Cause.SCREEN: f"A page of the ERP changed ({self.detail}); it is keyed when the page shows all again, "
            "or when the adapter is mended and the lane resumed.",
            Cause.LOGIN: f"The ERP refused the login ({self.detail}); it is keyed when user and password are put right "
            "and the lane is resumed.",
            Cause.BROWSER: f"The browser ended again and again since {since}; it is keyed when a new one stays.",
            Cause.SETUP: f"The ERP account cannot be used ({self.detail}); it is keyed when that is put right and the "
            "lane is resumed.",
            Cause.PERSON: f"Paused by {self.by} since {since}: {self.detail}",
        }[self.cause]

    def _resumed(self, by: str, now: datetime, probes: int) -> "Lane":
        return self._with(
            state=LaneState.WORKING, cause=None, detail="", since=now, by=by, next_probe_at=None, failures=0,
            probes=probes, screenshot=None,
        )  # fmt: skip

    def _next_probe(self, now: datetime, terms: BreakerTerms) -> datetime | None:
        if self.cause not in PROBED:
            return None
        if self.cause is Cause.SCREEN:
            return now + terms.screen
        return now + min(terms.first * 2.0 ** min(self.probes, 30), terms.longest)

    def _with(self, **changes: object) -> "Lane":
        return self.model_copy(update=changes)
