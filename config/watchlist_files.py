"""Lists that a user supplies to be watched for: sanctions lists (`sanctions*.csv`) and employees (`employees.csv`).

A sanctions list may be a plain one (name, aliases, tax_id, iban), the European Union's, the United Nations', that of
the Office of Foreign Assets Control (`sdn.csv`, which has no header), or one of opensanctions.org (`targets.simple`).
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from config.errors import ConfigError

LARGEST = 200 * 1024 * 1024
"""Bytes: the largest list in use has some tens of megabytes."""
NAMES = (
    "name",
    "namealias_wholename",
    "naal_wholename",
    "wholename",
    "sdn_name",
    "primary_name",
    "name_original_script",
)
NAME_PARTS = ("first_name", "second_name", "third_name", "fourth_name")
ALIASES = ("aliases", "alias", "alias_name", "aka", "other names", "weak_aliases")
TAX_IDS = ("tax_id", "tax_ids", "identifiers", "tax number", "identification_number")
IBANS = ("iban", "ibans", "account")
IDS = ("id", "entity_logicalid", "entity_eu_referencenumber", "dataid", "reference_number", "ent_num", "uid")
OFAC_COLUMNS = 12
NOTHING = "-0-"
"""How OFAC writes that there is no value."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ListEntry(Frozen):
    """Somebody on a sanctions list; `names` begins with the main one."""

    id: str
    names: tuple[str, ...]
    tax_ids: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()
    source: str = ""


class Employee(Frozen):
    """An employee whose bank account no supplier should have."""

    id: str
    name: str
    iban: str


def load_sanctions(path: Path) -> tuple[ListEntry, ...]:
    """Everybody on a list; rows of one id are one entry.

    Raises:
        ConfigError: the file cannot be read, or has no column that holds names.
    """
    rows = _rows(path)
    if not rows:
        return ()
    found = _ofac(rows) if _is_ofac(rows[0]) else _by_header(path, rows)
    merged: dict[str, ListEntry] = {}
    for entry in found:
        known = merged.get(entry.id)
        merged[entry.id] = _joined(known, entry) if known else entry
    return tuple(entry.model_copy(update={"source": path.name}) for entry in merged.values())


def load_employees(path: Path) -> tuple[Employee, ...]:
    """Employees by the columns name and iban, and id where there is one.

    Raises:
        ConfigError: the file cannot be read, or lacks a column.
    """
    rows = _rows(path)
    if not rows:
        return ()
    header = [cell.strip().casefold() for cell in rows[0]]
    if "name" not in header or "iban" not in header:
        raise ConfigError(f"{path}, row 1: the columns are {', '.join(header)}; write name, iban and, if you like, id.")
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if row.get("iban"):
            found.append(Employee(id=row.get("id") or f"row {number}", name=row.get("name", ""), iban=row["iban"]))
    return tuple(found)


def _joined(one: ListEntry, other: ListEntry) -> ListEntry:
    return ListEntry(
        id=one.id,
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        tax_ids=tuple(dict.fromkeys((*one.tax_ids, *other.tax_ids))),
        ibans=tuple(dict.fromkeys((*one.ibans, *other.ibans))),
    )


def _rows(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"{path} is larger than {LARGEST} bytes; it is not the list that is meant.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); check that it is a readable file.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f'{path} is not UTF-8; in Excel choose "CSV UTF-8" when you save it.') from error
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        return [
            row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if any(map(str.strip, row))
        ]
    except csv.Error as error:
        raise ConfigError(f"{path}: {error}; check the quotation marks.") from error


def _is_ofac(first: Sequence[str]) -> bool:
    return len(first) >= OFAC_COLUMNS and first[0].strip().isdigit()


def _ofac(rows: Sequence[Sequence[str]]) -> Iterator[ListEntry]:
    """`sdn.csv`: number, name, type, programme, title ..., remarks with a.k.a. and tax numbers in words."""
    for row in rows:
        if len(row) < OFAC_COLUMNS or not row[1].strip() or row[1].strip() == NOTHING:
            continue
        remarks = row[11]
        known_as = re.findall(r"a\.k\.a\. '([^']+)'", remarks)
        numbers = re.findall(r"(?:Tax ID|Registration|Identification|INN|USCC)[^;]*?([A-Z0-9][A-Z0-9-]{6,})", remarks)
        names = (_turned(row[1].strip()), *map(_turned, known_as))
        yield ListEntry(id=row[0].strip(), names=names, tax_ids=tuple(numbers))


def _turned(name: str) -> str:
    """`PETROV, Ivan` is Ivan Petrov; a company keeps its comma before the legal form."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and last.isupper() and not first.isupper() else name


def _by_header(path: Path, rows: Sequence[Sequence[str]]) -> Iterator[ListEntry]:
    header = [cell.strip().casefold() for cell in rows[0]]
    if not any(name in header for name in (*NAMES, *NAME_PARTS)):
        raise ConfigError(f"{path}, row 1: no column holds names; write name, aliases, tax_id, iban.")
    for number, cells in enumerate(rows[1:], start=2):
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        names = tuple(dict.fromkeys(_names(row)))
        if names:
            yield ListEntry(
                id=next((row[c] for c in IDS if row.get(c)), f"row {number}"), names=names,
                tax_ids=_several(row, TAX_IDS), ibans=_several(row, IBANS),
            )  # fmt: skip


def _names(row: dict[str, str]) -> Iterator[str]:
    yield from (row[column] for column in NAMES if row.get(column))
    parts = " ".join(row[column] for column in NAME_PARTS if row.get(column))
    if parts:
        yield parts
    yield from _several(row, ALIASES)


def _several(row: dict[str, str], columns: Sequence[str]) -> tuple[str, ...]:
    cells = (row[column] for column in columns if row.get(column))
    return tuple(part.strip() for cell in cells for part in re.split(r"[;|\n]", cell) if part.strip())
