"""What a person hands in to be saved, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from extractors.models import Box

Place = tuple[int, Box]
"""A page (from 1) and a box on it, in points."""
Places = Mapping[str, Place]


class Changes(BaseModel):
    """Everything that a person changed of one document, as typed.

    Attributes:
        values: by field: a name of `Invoice` ("gross_total"), "lines.2.unit_price", or a line's code
            ("lines.2.account", also tax_code and cost_centre); an empty text takes the value away.
        boxes: by field where the person saw the value, if known.
        lines: all lines anew, as a grid has them, each by column (the fields of `InvoiceLine` and the codes); None to
            leave them. A column that is not there keeps what it was, an empty code leaves the coding to the tables.
        confirmed: fields whose value a person says is right, "lines" for all of the lines.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    values: dict[str, str] = {}
    boxes: dict[str, Place] = {}
    lines: tuple[dict[str, str], ...] | None = None
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Corrected:
    """A correction as it was made; `places` is how many places of the document show the value."""

    field: str
    before: str
    after: str
    places: int
    learned: bool


@dataclass(frozen=True)
class Saving:
    """What was saved at once: the corrections, and the fields that were confirmed."""

    corrected: tuple[Corrected, ...]
    confirmed: tuple[str, ...]
