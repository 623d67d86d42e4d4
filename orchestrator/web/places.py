"""Where a list goes on: the address of its next page names the last row that this one shows."""

from datetime import datetime
from typing import Annotated

from fastapi import Query

After = Annotated[str, Query(max_length=400)]


def place_of(at: datetime, last: object) -> str:
    """For addresses: a time, and what tells apart two rows of the same time."""
    return f"{at.isoformat()}~{last}"


def place(text: str) -> tuple[datetime, str] | None:
    """What `place_of` made, None for nothing.

    Raises:
        ValueError: it is none.
    """
    if not text:
        return None
    at, _, last = text.partition("~")
    return datetime.fromisoformat(at), last
