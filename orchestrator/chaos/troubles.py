"""Faults of the ERP's own: by a proxy before it, or by the control of an ERP that misbehaves on order."""

from collections.abc import Callable, Mapping
from threading import Timer
from typing import Any, Protocol

from orchestrator.chaos.proxy import Misbehaviour
from orchestrator.errors import OrchestratorError

LATE, LOST, SESSIONS = "ERP commits late", "ERP's reply lost", "ERP ends sessions"
BROKEN, MAINTENANCE, SLOW, ALERT = "ERP answers 500", "ERP in maintenance", "ERP slow", "ERP shows an alert"
GREY, REFUSES = "ERP greys out after posting", "ERP refuses connections"


class Control(Protocol):
    """Asks the fake ERP's control; CannotStrike while it is down."""

    def __call__(self, method: str, **arguments: object) -> Any: ...


class CannotStrike(OrchestratorError):
    """The ERP cannot be given this fault at the moment, as it is down."""


class Troubles(Protocol):
    """Makes an ERP misbehave. `kinds` are the names of the faults that it can do."""

    @property
    def kinds(self) -> frozenset[str]: ...

    def strike(self, kind: str, seconds: float) -> None:
        """Begin a fault, which ends by itself.

        Raises:
            CannotStrike: not now.
        """


LASTING = {BROKEN: "500", MAINTENANCE: "maintenance", SLOW: "slow", REFUSES: "refuse"}
"""What the proxy calls them."""


class ProxyTroubles:
    """Faults on the way to an ERP; `end_sessions` ends its logins where somebody can."""

    def __init__(self, misbehaviour: Misbehaviour, end_sessions: Callable[[], None] | None = None) -> None:
        self._misbehaviour = misbehaviour
        self._end_sessions = end_sessions

    @property
    def kinds(self) -> frozenset[str]:
        always = frozenset({LATE, LOST, BROKEN, MAINTENANCE, SLOW, REFUSES})
        return always | {SESSIONS} if self._end_sessions else always

    def strike(self, kind: str, seconds: float) -> None:
        if kind == LATE:
            self._misbehaviour.commit_late(seconds)
        elif kind == LOST:
            self._misbehaviour.lose_reply()
        elif kind == SESSIONS and self._end_sessions:
            self._end_sessions()
        else:
            self._misbehaviour.for_a_while(LASTING[kind], seconds)


class ControlTroubles:
    """Faults of the fake ERP, by rules that its control takes over HTTP."""

    RULES: Mapping[str, Mapping[str, Any]] = {
        LATE: {"effect": "commit_late", "on": "post", "times": 1},
        LOST: {"effect": "lose_reply", "on": "post", "times": 1},
        SESSIONS: {"effect": "end_session", "times": 1},
        BROKEN: {"effect": "error_500"},
        MAINTENANCE: {"effect": "maintenance"},
        SLOW: {"effect": "delay"},
        ALERT: {"effect": "alert", "text": "Your password will expire in 3 days", "times": 1},
        GREY: {"effect": "grey", "on": "post", "after_commit": True, "times": 1},
        REFUSES: {"effect": "stop_accepting", "times": 1},
    }
    SLOW_SECONDS = 2.0
    ARMED = frozenset({LATE, LOST, SESSIONS, ALERT, GREY, REFUSES})
    """Kinds that wait for a request and are over with it; the others last."""

    def __init__(self, control: Control) -> None:
        self._control = control

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self.RULES)

    def strike(self, kind: str, seconds: float) -> None:
        rule = dict(self.RULES[kind]) | {"seconds": self.SLOW_SECONDS if kind == SLOW else seconds}
        rule_id = int(self._control("add_rule", rule=rule))
        if kind not in self.ARMED:
            self._end_after(seconds, rule_id)

    def _end_after(self, seconds: float, rule_id: int) -> None:
        timer = Timer(seconds, self._end, (rule_id,))
        timer.daemon = True
        timer.start()

    def _end(self, rule_id: int) -> None:
        """As often as it takes: the ERP may have been killed meanwhile, and keeps its rules."""
        try:
            self._control("remove_rules", rule_id=rule_id)
        except CannotStrike:
            self._end_after(0.5, rule_id)
