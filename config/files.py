"""Loads the files that a user edits: each from the user's folder, else as it comes with the program."""

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from config.approval_file import ApprovalPolicy
from config.coding_file import CodingRow, CodingTable, TaxCode, TaxCodes
from config.erps_file import ErpsFile
from config.errors import ConfigError
from config.rule_file import RuleFile
from config.schedule_file import ScheduleFile

PACKAGED = Path(__file__).resolve().parent
LARGEST = 5 * 1024 * 1024

Model = TypeVar("Model", bound=BaseModel)


def load_rules(folder: Path) -> RuleFile:
    """`rules.toml` of `folder`, else the packaged one. Raises ConfigError naming the file and what to write."""
    return _load_toml(folder, "rules.toml", RuleFile)


def load_approval_policy(folder: Path) -> ApprovalPolicy:
    """`approval.toml` of `folder`, else the packaged one. Raises ConfigError naming the file and what to write."""
    return _load_toml(folder, "approval.toml", ApprovalPolicy)


def load_schedules(folder: Path) -> ScheduleFile:
    """`schedules.toml` of `folder`, else the packaged one. Raises ConfigError naming the file and what to write."""
    return _load_toml(folder, "schedules.toml", ScheduleFile)


def load_erps(folder: Path) -> ErpsFile:
    """`erps.toml` of `folder`, else the packaged one, which names none. Raises ConfigError naming file and problem."""
    return _load_toml(folder, "erps.toml", ErpsFile)


def load_coding(folder: Path) -> CodingTable:
    """`coding.csv` of `folder`, else the packaged one. Raises ConfigError naming file, row and what to write."""
    path = find_file(folder, "coding.csv")
    rows = []
    for number, row in _rows(path, ("supplier", "words", "account", "cost_centre")):
        for column in ("account", "cost_centre"):
            _refuse_date(path, number, column, row[column])
        words = tuple(word.strip() for word in row.pop("words").split("|") if word.strip())
        rows.append(_validated(CodingRow, {"row": number, "words": words, **row}, f"{path}, row {number}"))
    return CodingTable(rows=tuple(rows))


def load_tax_codes(folder: Path) -> TaxCodes:
    """`tax_codes.csv` of `folder`, else the packaged one. Raises ConfigError naming file, row and what to write."""
    path = find_file(folder, "tax_codes.csv")
    rows = []
    for number, row in _rows(path, ("rate", "tax_code")):
        rate = _rate(path, number, row["rate"])
        content = {"row": number, "rate": rate, "tax_code": row["tax_code"]}
        rows.append(_validated(TaxCode, content, f"{path}, row {number}"))
    return _validated(TaxCodes, {"rows": tuple(rows)}, str(path))


def find_file(folder: Path, name: str) -> Path:
    """The user's own file of that name in `folder`, else the one that comes with the program."""
    own = folder / name
    return own if own.exists() or own.is_symlink() else PACKAGED / name


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"{path} is larger than {LARGEST} bytes; it is not the file that is meant.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); check that it is a readable file.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f'{path} is not UTF-8; in Excel choose "CSV UTF-8" when you save it.') from error


def _load_toml(folder: Path, name: str, model: type[Model]) -> Model:
    path = find_file(folder, name)
    try:
        content = tomllib.loads(_read_text(path), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, InvalidOperation) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}. Text goes in quotes, decimals have a dot.") from error
    return _validated(model, content, str(path))


def _validated(model: type[Model], content: dict[str, Any], where: str) -> Model:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise ConfigError(f"{where}: " + "; ".join(_sentences(error))) from error


def _sentences(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        place = ".".join(str(part) for part in detail["loc"])
        message = detail["msg"].removeprefix("Value error, ")
        if detail["type"] == "extra_forbidden":
            message = "this name is not known here; correct or remove it"
        elif detail["type"] == "missing":
            message = "is missing; add it (the file that comes with the program shows how)"
        elif place:
            message += f" (it says {str(detail['input'])[:60]!r})"
        yield f"{place}: {message}" if place else message


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number as a spreadsheet shows it, and the row's cells by column; empty rows and `#` rows are left out.

    A further column named `note` is free. Separators are comma, semicolon or tab; Excel's `sep=` line is accepted.
    """
    lines = list(io.StringIO(_read_text(path), newline=""))
    first = 1 if lines and re.fullmatch(r'"?sep=.\s*', lines[0]) else 0
    if len(lines) <= first:
        raise ConfigError(f"{path} is empty; its first row must be {','.join(columns)}.")
    reader = csv.reader(lines[first:], delimiter=_separator(lines[first]), strict=True)
    try:
        header = [cell.strip().casefold() for cell in next(reader)]
        _check_header(path, header, columns)
        for number, cells in enumerate(reader, start=first + 2):
            if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
                yield number, _by_column(path, number, header, cells, columns)
    except csv.Error as error:
        line = reader.line_num + first
        raise ConfigError(f"{path}, line {line}: {error}; check the quotation marks.") from error


def _separator(header: str) -> str:
    return max(",;\t", key=header.count)


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    allowed = {*columns, "note"}
    wrong = [name for name in header if name and name not in allowed]
    missing = [name for name in columns if name not in header]
    twice = [name for name in allowed if header.count(name) > 1]
    if wrong or missing or twice:
        raise ConfigError(
            f"{path}, row 1: the columns are {', '.join(header)}; "
            f"write {', '.join(columns)} and, if you like, note, each once."
        )


def _by_column(
    path: Path, number: int, header: list[str], cells: list[str], columns: tuple[str, ...]
) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise ConfigError(
            f"{path}, row {number}: more cells than columns; put text that holds the separator in quotation marks."
        )
    cells = cells + [""] * (len(header) - len(cells))
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name in columns}


def _refuse_date(path: Path, number: int, column: str, text: str) -> None:
    """Excel turns a code such as 5.1.1 into a date; nobody has an account of that shape on purpose."""
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2}", text):
        raise ConfigError(
            f"{path}, row {number}: the {column} {text!r} is a date, as Excel makes of codes with dots; "
            "format the column as text and write the code again."
        )


def _rate(path: Path, number: int, text: str) -> Decimal:
    try:
        return Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation as error:
        raise ConfigError(f"{path}, row {number}: the rate {text!r} is no number; write 19 or 5.5.") from error
