"""What commands print: JSON for programs, tables for people; progress goes to standard error."""

import getpass
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractors.models import Extraction
from extractors.output import as_row
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """One JSON value on standard output, in its own script, nothing else."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def print_table(headers: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table; cells are text, never markup, whatever a document says."""
    table = Table(*headers, title=title or None, title_justify="left", header_style="bold")
    for row in rows:
        table.add_row(*(Text(str(cell) if cell is not None else "") for cell in row))
    Console(highlight=False, width=None if out.is_terminal else 180).print(table)


def show_extraction(title: str, extraction: Extraction) -> None:
    """Fields and lines as tables; problems go to standard error."""
    row = as_row("", extraction)
    cells = [(name, field["value"], field["confidence"], field["source"]) for name, field in row["fields"].items()]
    print_table(("field", "value", "confidence", "source"), cells, f"{title}: {row['kind']} ({row['language']})")
    if row["lines"]:
        names = ("description", "quantity", "unit_price", "tax_rate", "line_total")
        print_table(names, ([(line.get(name) or {}).get("value", "") for name in names] for line in row["lines"]))
    for problem in row["problems"]:
        err.print(f"{problem['code']}: {problem['message']}", markup=False)


def actor() -> Actor:
    """Who acts at the command line: the user of the system, who has every right there."""
    return Actor(getpass.getuser(), "command line", frozenset(Right))
