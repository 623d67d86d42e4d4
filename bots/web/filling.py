"""Which fields are filled together, and whether they then show what was put in. Touches no page."""

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches

from bots.errors import CodeNotFound, SupplierAmbiguous
from bots.web.fields import Check, Completion, DojoSelect, Field, Popup, Select, Value
from bots.web.locale import WebLocale

Filled = tuple[Field, Value]


def batches(values: Sequence[Filled]) -> Iterator[list[Filled]]:
    """`values` in their order, cut where a field needs the mouse or is followed by a press."""
    batch: list[Filled] = []
    for field, value in values:
        alone = isinstance(field.widget, (Popup, Completion))
        if alone and batch:
            yield batch
            batch = []
        batch.append((field, value))
        if alone or field.then:
            yield batch
            batch = []
    if batch:
        yield batch


def kind_of(field: Field) -> str:
    """The word for the field's widget in `scripts.FILL`."""
    for widget, kind in ((Check, "check"), (DojoSelect, "dojo"), (Select, "select")):
        if isinstance(field.widget, widget):
            return kind
    return "text"


def chosen(field: Field, value: Value, offered: Sequence[str]) -> str:
    """The one choice of `offered` that the field's `code` reduces to `value`.

    Raises:
        CodeNotFound: there is none.
        SupplierAmbiguous: there are several that differ.
    """
    wanted = str(value)
    fitting = [text for text in dict.fromkeys(offered) if wanted in (text, field.code(text))]
    if not fitting:
        raise CodeNotFound(
            f"{field.fact} {wanted!r} is not among the ERP's choices ({_nearest(wanted, offered)}); "
            "correct the order or create it"
        )
    if len(fitting) > 1:
        raise SupplierAmbiguous(f"{field.fact} {wanted!r} is ambiguous in the ERP: {', '.join(fitting[:5])}")
    return fitting[0]


def _nearest(wanted: str, offered: Sequence[str]) -> str:
    """What of `offered` is most like it: mostly the code is there together with its name."""
    if not offered:
        return "it offers none"
    near = [text for text in offered if wanted and wanted in text] or get_close_matches(wanted, offered, cutoff=0.4)
    return f"nearest: {', '.join(map(repr, near[:3]))}" if near else "none is like it"


def holds(field: Field, value: Value, shown: str, locale: WebLocale, meaning: Callable[[Field, str], Value]) -> bool:
    """Whether the field, which shows `shown`, holds `value`."""
    if isinstance(field.widget, (Select, DojoSelect, Popup, Completion)):
        return str(value) in (shown.strip(), meaning(field, shown))
    return meaning(field, shown) == meaning(field, field.widget.written(value, locale))
