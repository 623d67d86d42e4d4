"""How pages are written: templates with the words, numbers and times of a language."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from orchestrator.people.roles import Right
from orchestrator.reports import wording
from orchestrator.stages import NEEDS_PERSON, Stage
from orchestrator.web import words
from orchestrator.web.actions import LABEL
from orchestrator.web.languages import LANGUAGES, Language, language
from orchestrator.web.retelling import retell

TEMPLATES = Path(__file__).parent / "templates"
KEPT = 4096
"""Phrases that are kept in each language."""
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


@cache
def environment(code: str) -> Environment:
    """The templates in the language of this code."""
    spoken = language(code)
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.install_gettext_translations(spoken.words, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.filters.update(_filters(spoken))
    made.globals["_"] = _phrases(spoken)
    made.globals.update(
        Right=Right, ACTION_LABEL=LABEL, STAGE_MEANING=wording.STAGE_MEANING, NEEDS_PERSON=NEEDS_PERSON,
        LANGUAGES=LANGUAGES, language=spoken, words=words, FIELD_LABEL=wording.FIELD_LABEL,
    )  # fmt: skip
    return made


def _phrases(spoken: Language) -> Callable[..., Markup]:
    """What the extension's own `_` gives, found once for each phrase: a page has hundreds."""

    @lru_cache(maxsize=KEPT)
    def plain(phrase: str) -> Markup:
        return translated(phrase) % {}

    @lru_cache(maxsize=KEPT)
    def translated(phrase: str) -> Markup:
        return Markup(spoken.gettext(phrase))  # noqa: S704  # phrases are the program's own; values are escaped

    def said(phrase: str, **values: object) -> Markup:
        return translated(phrase) % values if values else plain(phrase)

    return said


def _filters(spoken: Language) -> dict[str, Any]:
    said = spoken.gettext
    return {
        "age": spoken.age, "amount": spoken.amount, "number": spoken.number, "moment": spoken.moment, "day": spoken.day,
        "said": said, "kind": lambda kind: said(wording.kind_label(kind)), "counted": _counted,
        "decided": lambda decision: said(words.DECISION.get(decision, str(decision))),
        "retold": lambda text: retell(spoken, text or ""),
        "told": lambda value: _told(spoken, value),
        "since": lambda at: (datetime.now(UTC) - at).total_seconds(), "size": _size,
        "decimal": lambda text: Decimal(text) if text else None, "parsed": datetime.fromisoformat,
        "quoted": lambda text: quote(text, safe=""),
        "stage_label": lambda stage: said(wording.STAGE_LABEL[Stage(stage)]),
        "tone": lambda stage: TONE.get(Stage(stage), "going"),
    }  # fmt: skip


def _told(spoken: Language, value: object) -> str:
    """A value as it was read, in the ways of the language."""
    if isinstance(value, Decimal):
        return spoken.amount(value, None)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return spoken.day(value) if isinstance(value, date) else str(value)


def _size(count: int) -> str:
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(count / 1024, 0.1):.1f} KB"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
