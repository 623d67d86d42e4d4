"""The parts of the operations page as HTML, written once for all who read them in one language with the same rights."""

import secrets
import threading
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from orchestrator.operations import history, wellness
from orchestrator.operations.picture import Picture
from orchestrator.operations.watch import Watch
from orchestrator.people.roles import Right
from orchestrator.web.languages import language
from orchestrator.web.operations_plots import draw
from orchestrator.web.operations_words import REASONS, STATE, words
from orchestrator.web.writing import environment

SECTIONS = ("wellness", "queues", "doubts", "lanes", "failures", "workers")
PLOTS = "plots"
EVERY_PART = (*SECTIONS, PLOTS)
"""The parts of the page that are kept fresh, by the id of each; a macro of the same name writes it."""
BUTTONS = frozenset({Right.STEER_LANES, Right.RETRY})
"""The rights by which the parts differ."""
FAILURES_SHOWN, CAUSES_SHOWN = 12, 100
"""On the page of operations, and on that of all causes."""
CAUSES = "every_cause"
FRESH_S, STALE_S = 1.0, 5.0
FRESH_PLOTS_S, STALE_PLOTS_S = 20.0, 60.0
TOKEN = f"token-{secrets.token_hex(16)}"
"""Stands in the forms for the token of each browser, which is put in last."""

Html = dict[str, str]


class Parts:
    """The parts as they are now, of a farm and plots that are looked at when needed.

    After a change, told by `changed` as to a `Watch`, whoever asks next gets them written anew.
    """

    def __init__(
        self,
        farm: Callable[[], Picture],
        plots: Callable[[], tuple[history.Plot, ...]],
        changed: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self._farm, self._plots, self._changed = farm, plots, changed
        self._making = threading.Lock()
        self._written: dict[tuple[str, frozenset[Right], tuple[str, ...]], Watch[Html]] = {}
        self._drawn: dict[str, Watch[Html]] = {}

    def of(
        self, code: str, rights: frozenset[Right], names: tuple[str, ...] = SECTIONS, *, fresh: bool = False
    ) -> dict[str, Markup]:
        """Parts by their ids, in the language of this code, with `TOKEN` in their forms; `fresh` for who can wait."""
        key = code, rights & BUTTONS, names
        with self._making:
            if key not in self._written:
                self._written[key] = Watch(lambda: self._write(*key), FRESH_S, STALE_S, self._changed)
            written = self._written[key]
        return _marked_up(written.fresh() if fresh else written.now())

    def plots(self, code: str) -> dict[str, Markup]:
        """The plots, as a part of the page."""
        with self._making:
            if code not in self._drawn:
                self._drawn[code] = Watch(lambda: self._draw(code), FRESH_PLOTS_S, STALE_PLOTS_S)
            drawn = self._drawn[code]
        return _marked_up(drawn.now())

    def _write(self, code: str, buttons: frozenset[Right], names: tuple[str, ...]) -> Html:
        return _macros(code, {**told(self._farm(), code), "token": TOKEN, "rights": buttons}, names)

    def _draw(self, code: str) -> Html:
        drawn = [draw(plot) for plot in self._plots()]
        return _macros(code, {"drawn": drawn, "hours": history.HOURS, **words(language(code))}, (PLOTS,))


def _marked_up(written: Html) -> dict[str, Markup]:
    return {name: Markup(html) for name, html in written.items()}  # noqa: S704 - written by our own templates


def told(picture: Picture, code: str) -> Mapping[str, Any]:
    """What the templates of the page are given."""
    every = wellness.troubles(picture)
    return {
        "farm": picture, "headline": wellness.headline(picture), "others": every[1:], "Kind": wellness.Kind,
        "Level": wellness.Level, "work": history.KIND_OF_WORK, "lane_state": STATE, "reasons": REASONS,
        "failures_shown": FAILURES_SHOWN, "causes_shown": CAUSES_SHOWN,
        "running": {(one.stage, one.cause): one for one in picture.retries},
        **words(language(code)),
    }  # fmt: skip


def _macros(code: str, given: Mapping[str, Any], names: tuple[str, ...]) -> Html:
    module = environment(code).get_template("operations_parts.html").make_module(dict(given))
    return {name: str(getattr(module, f"{name}_part")()) for name in names}
