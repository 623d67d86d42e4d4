"""Fields of a page, declared: where they are, what they hold, and how they are filled and read."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bots.web.locale import WebLocale

Value = str | Decimal | date | bool


@dataclass(frozen=True)
class Text:
    """An input or a text area; also any element that only shows text."""

    def written(self, value: Value, locale: WebLocale) -> str:
        """`value` as it is typed: one line, single spaces."""
        return " ".join(str(value).split())

    def understood(self, text: str, locale: WebLocale) -> Value:
        """What the field's text means."""
        return " ".join(text.split())


@dataclass(frozen=True)
class Number(Text):
    """An amount or a quantity. An empty field means nothing, not zero."""

    def written(self, value: Value, locale: WebLocale) -> str:
        return locale.number(Decimal(str(value)))

    def understood(self, text: str, locale: WebLocale) -> Value:
        return locale.parse_number(text) if text.strip() else ""


@dataclass(frozen=True)
class Day(Text):
    """A date."""

    def written(self, value: Value, locale: WebLocale) -> str:
        assert isinstance(value, date)
        return locale.day(value)

    def understood(self, text: str, locale: WebLocale) -> Value:
        return locale.parse_day(text) if text.strip() else ""


@dataclass(frozen=True)
class Check(Text):
    """A box to tick; its values are True and False."""

    def written(self, value: Value, locale: WebLocale) -> str:
        return "true" if value else "false"

    def understood(self, text: str, locale: WebLocale) -> Value:
        return text == "true"


@dataclass(frozen=True)
class Select(Text):
    """A native ``<select>``. The option is chosen whose text, as the field's `code` reduces it, is the value."""


@dataclass(frozen=True)
class Popup(Text):
    """A select drawn by a script (dojo, bootstrap and the like): a click on `opener` shows `items`, one is clicked.

    Attributes:
        opener: CSS, ``{css}`` stands for the field's own selector.
        items: CSS of the choices that are visible then, anywhere on the page.

    The field's own selector is where the choice can be read afterwards.
    """

    opener: str = "{css}"
    items: str = "[role=option], [role=menuitem]"


@dataclass(frozen=True)
class DojoSelect(Text):
    """A ``dijit/form/Select``: chosen through the widget itself, as its table of choices is slow to open.

    The field's CSS may be that of the hidden input that carries its name.
    """


@dataclass(frozen=True)
class Completion(Text):
    """A field that offers choices while it is typed in; the one choice is clicked that `code` reduces to the value.

    Attributes:
        items: CSS of the choices that are visible then.
    """

    items: str = "[role=option]"


Widget = Text
"""Any of the above. What none of them fits is filled in an overridden method of the adapter."""


def _as_shown(text: str) -> str:
    return text.strip()


@dataclass(frozen=True)
class Field:
    """A field on a form or in a search.

    Attributes:
        fact: what it holds, in the words of `bots.orders` (``invoice_number``, ``issue_date``, a line's ``account``).
        css: where it is. In a line ``{n}`` stands for the line's number on the page.
        widget: what it is.
        code: from what the field or a choice shows to what the order says, e.g. ``before("--")`` for
            ``6100--Office supplies``.
        then: selector of a button to press when the field has been filled, for pages that ask the server.
        optional: some pages do not have it; an empty or false value is then no error.
    """

    fact: str
    css: str
    widget: Widget = field(default_factory=Text)
    code: Callable[[str], str] = _as_shown
    then: str = ""
    optional: bool = False

    def at(self, n: int) -> "Field":
        """This field in the line `n`."""
        return self._with("{n}", str(n))

    def with_tax(self, tax: str) -> "Field":
        """This field for one tax."""
        return self._with("{tax}", tax)

    def _with(self, blank: str, text: str) -> "Field":
        return replace(self, css=self.css.replace(blank, text), then=self.then.replace(blank, text))


def before(separator: str) -> Callable[[str], str]:
    """A field's `code`: what stands before the first `separator`."""
    return lambda text: text.split(separator, 1)[0].strip()


def after(separator: str) -> Callable[[str], str]:
    """A field's `code`: what stands after the first `separator`; all of it where there is none."""
    return lambda text: text.split(separator, 1)[-1].strip()
