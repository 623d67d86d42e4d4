"""The ERP's own records, as its reader prints them."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from orchestrator.errors import OrchestratorError

READING_SECONDS = 60


class Recorded(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class BookedLine(Recorded):
    """A line in the books; `quantity` and `unit_price` are None in an ERP that keeps none."""

    description: str
    account: str
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    net: Decimal


class Booked(Recorded):
    """A supplier invoice in the books; `number` is the supplier's. Amounts are positive, in `currency`."""

    supplier: str
    number: str
    kind: str
    state: str
    date: date | None
    currency: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    lines: tuple[BookedLine, ...]
    erp_number: str = ""
    mark: str = ""

    @property
    def is_posted(self) -> bool:
        return self.state == "posted"


def booked(records: Any) -> tuple[Booked, ...]:
    """The records that a reader gave.

    Raises:
        OrchestratorError: they are not what a reader gives.
    """
    try:
        return TypeAdapter(tuple[Booked, ...]).validate_python(records)
    except ValidationError as error:
        raise OrchestratorError(f"The ERP's records cannot be understood: {error}") from error


def read_by_process(module: str, arguments: Sequence[str]) -> tuple[Booked, ...]:
    """The records that `python -m module arguments` prints: an ERP's code is never imported here.

    Raises:
        OrchestratorError: the reader failed; the message has what it said.
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=READING_SECONDS, check=False)  # noqa: S603 - ours
    if done.returncode != 0:
        raise OrchestratorError(f"The ERP's records cannot be read: {done.stderr.strip()[-500:]}")
    return booked(json.loads(done.stdout))
