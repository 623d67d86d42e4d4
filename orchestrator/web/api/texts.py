"""What may be written in a request: bounded texts, ids and moments."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Path, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

NO_NUL = r"^[^\x00]*$"
"""Every text of a request: a zero byte cannot be kept by every database."""
LARGEST_NUMBER = 2**31 - 1

Line = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
Reason = Annotated[str, StringConstraints(max_length=2000, pattern=NO_NUL)]
DocumentId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="The document's id, as a list tells it.")]
PageNumber = Annotated[int, Path(ge=1, le=10_000)]
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]
Name = Annotated[str, Path(max_length=100, pattern=NO_NUL)]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
After = Annotated[
    str,
    Query(max_length=3000, pattern=r"^[A-Za-z0-9_-]*$", description="`next` of the page before; empty for the first."),
]


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC.

    Raises:
        ValueError: it is out of all that can be counted.
    """
    sensible(moment.date())
    return moment.astimezone(UTC)


def sensible(day: date | None) -> date | None:
    """A day with which can be counted.

    Raises:
        ValueError: it is out of all that databases know.
    """
    if day is not None and not 1900 <= day.year <= 2999:
        raise ValueError("is not between 1900 and 2999")
    return day


Moment = Annotated[AwareDatetime, AfterValidator(in_utc)]


class Request(BaseModel):
    """What is sent: nothing unknown is taken, so that a misspelt name is told."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Told(BaseModel):
    """What is answered. Amounts are text with a dot, times ISO 8601 in UTC."""

    model_config = ConfigDict(frozen=True)


class Decision(Request):
    """Why it is decided so."""

    reason: Reason = Field(min_length=1, description="Kept in the history.")
