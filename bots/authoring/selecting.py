"""How a recorded element is found again: as CSS for what is filled, as Playwright's selector for what is pressed."""

import re
from collections.abc import Sequence

from bots.authoring.recording import Call

NUMBER = re.compile(r"\d+")


def css_of(element: Sequence[Call], test_id: str) -> str:
    """CSS of a field; empty where the recorder found it by words that CSS does not know.

    `test_id` is the attribute that the recorder took for test ids: ``name`` in recordings that botfarm started.
    """
    if not element:
        return ""
    call = element[0]
    found = {
        "locator": call.text if _is_css(call.text) else "",
        "get_by_test_id": _attribute(test_id, call.text),
        "get_by_placeholder": _attribute("placeholder", call.text),
        "get_by_title": _attribute("title", call.text),
        "get_by_alt_text": _attribute("alt", call.text),
    }.get(call.name, "")
    return found if found and all(after.name == "first" for after in element[1:]) else ""


def pressable(element: Sequence[Call], test_id: str) -> str:
    """Playwright's selector of something to press; empty where there is none."""
    if not element:
        return ""
    call = element[0]
    exact = bool(call.get("exact"))
    if call.name == "get_by_role":
        name = call.get("name")
        return f"role={call.text}" + (f"[name={_quoted(str(name))}{'s' if exact else 'i'}]" if name else "")
    if call.name == "get_by_text":
        return f"text={_quoted(call.text)}" if exact else f"text={call.text}"
    if call.name == "locator":
        return call.text
    return css_of(element, test_id)


def numbered(css: str, number: int) -> str:
    """`css` with the last run of digits that says `number` as ``{n}``; empty where none does."""
    places = [found for found in NUMBER.finditer(css) if int(found[0]) == number]
    if not places:
        return ""
    start, end = places[-1].span()
    return f"{css[:start]}{{n}}{css[end:]}"


def numbers_in(css: str) -> list[int]:
    """Every number that stands in a selector, the last first."""
    return [int(found[0]) for found in NUMBER.finditer(css)][::-1]


def _attribute(name: str, value: str) -> str:
    return f"[{name}={_quoted(value)}]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_css(selector: str) -> bool:
    """Whether a recorder's `locator` text is plain CSS."""
    return not selector.startswith(("xpath=", "//", "text=", "role=", "internal:")) and ">>" not in selector
