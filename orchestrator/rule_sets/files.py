"""The files that make up the rules in force: read from the config folder, told apart by their hash."""

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from pathlib import Path

from openpyxl import load_workbook

from config.errors import ConfigError
from config.files import find_file, read_text

RULES, VAT_RATES, APPROVAL, OWN = "rules.toml", "vat_rates.csv", "approval.toml", "own_rules.toml"
COVERED = (RULES, VAT_RATES, APPROVAL, OWN)
"""The files of which every state is kept; the tables that own_rules.toml names come with it."""
MOST_CELLS = 200_000


def read_folder(folder: Path) -> dict[str, str]:
    """The text of every file of the rules, the user's own or as delivered.

    Raises:
        ConfigError: one cannot be read; the message names it.
    """
    return with_tables({name: read_text(find_file(folder, name)) for name in COVERED}, folder)


def with_tables(files: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The files, with the tables that own_rules.toml names as they lie in the folder."""
    fixed = {name: files[name] for name in COVERED}
    tables = {name: table_text(find_file(folder, name)) for name in tables_of(fixed[OWN])}
    return {**fixed, **tables}


def tables_of(own: str) -> tuple[str, ...]:
    """The files that own_rules.toml names; none where it is not TOML, which loading it says better."""
    try:
        tables = tomllib.loads(own).get("table", [])
    except tomllib.TOMLDecodeError:
        return ()
    named = (table.get("file") for table in tables if isinstance(table, dict)) if isinstance(tables, list) else ()
    return tuple(dict.fromkeys(n for n in named if isinstance(n, str) and Path(n).name == n and n not in COVERED))


def table_text(path: Path) -> str:
    """A decision table as CSV, whether it is kept so or as an Excel workbook (its first sheet)."""
    if path.suffix.casefold() != ".xlsx":
        return read_text(path)
    try:
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=True)
            rows = _rows(path, book.worksheets[0].iter_rows(values_only=True))
            return _as_csv(rows)
    except ConfigError:
        raise
    except Exception as error:  # what a damaged workbook raises is of any kind
        raise ConfigError(f"{path} cannot be read as an Excel workbook ({type(error).__name__}: {error}).") from error


def _rows(path: Path, rows: Iterator[tuple[object, ...]]) -> Iterator[list[str]]:
    cells = 0
    for row in rows:
        cells += len(row)
        if cells > MOST_CELLS:
            raise ConfigError(f"{path} has more than {MOST_CELLS} cells; it is not the table that is meant.")
        yield [_cell(cell) for cell in row]


def _cell(cell: object) -> str:
    """As text; a day without a time is written as the expressions write days."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def _as_csv(rows: Iterator[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def content_hash(files: Mapping[str, str]) -> str:
    """SHA-256 over all files with their names."""
    return hashlib.sha256(json.dumps(dict(files), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
