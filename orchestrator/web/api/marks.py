"""Where a page of a list ended, as a word that the next request gives back: nothing for people to read."""

import base64
import binascii
import json

from fastapi.exceptions import RequestValidationError

UNKNOWN = "is not what a list gave as `next`"


def mark(*parts: str) -> str:
    """The word for a place."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def parts_of(word: str, count: int) -> tuple[str, ...] | None:
    """The parts of a place; None for the beginning of the list.

    Raises:
        RequestValidationError: no list gave out this word.
    """
    if not word:
        return None
    try:
        found = json.loads(base64.b64decode(word + "=" * (-len(word) % 4), b"-_"))
    except (binascii.Error, ValueError) as error:
        raise refusal(word) from error
    if not isinstance(found, list) or len(found) != count or not all(_is_text(part) for part in found):
        raise refusal(word)
    return tuple(found)


def refusal(word: str) -> RequestValidationError:
    """What is said of a word that no list gave out."""
    return RequestValidationError([{"type": "value_error", "loc": ("query", "after"), "msg": UNKNOWN, "input": word}])


def _is_text(part: object) -> bool:
    return isinstance(part, str) and part.isprintable()
