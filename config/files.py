"""Loads the files that a user edits: each from the user's folder, else as it comes with the program."""

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from config.approval_file import ApprovalPolicy
from config.coding_file import CodingRow, CodingTable, TaxCode, TaxCodes
from config.erps_file import ErpsFile
from config.errors import ConfigError
from config.retention_file import RetentionFile
from config.rule_file import RuleFile
from config.schedule_file import ScheduleFile
from config.toml_lines import line_of
from config.vat_rates_file import VatRate, VatRates

PACKAGED = Path(__file__).resolve().parent
LARGEST = 5 * 1024 * 1024

Model = TypeVar("Model", bound=BaseModel)


def load_rules(folder: Path) -> RuleFile:
    """`rules.toml` of `folder`, else the packaged one, with `vat_rates.csv` likewise.

    Raises ConfigError naming the file and what to write.
    """
    return _load_toml(folder, "rules.toml", RuleFile).model_copy(update={"vat_rates": load_vat_rates(folder)})


def parse_rules(text: str, vat_rates: str) -> RuleFile:
    """What the texts of `rules.toml` and `vat_rates.csv` say. Raises ConfigError naming file and what to write."""
    rates = parse_vat_rates(vat_rates, Path("vat_rates.csv"))
    return parse_toml(text, "rules.toml", RuleFile).model_copy(update={"vat_rates": rates})


def load_approval_policy(folder: Path) -> ApprovalPolicy:
    """`approval.toml` of `folder`, else the packaged one. Raises ConfigError naming the file and what to write."""
    path = find_file(folder, "approval.toml")
    return read_approval_policy(read_text(path), str(path))


def read_approval_policy(text: str, where: str) -> ApprovalPolicy:
    """The approval policy in the text of such a file. Raises ConfigError naming `where`, line and what to write."""
    content = toml_content(text, where)
    try:
        return ApprovalPolicy.model_validate(content)
    except ValidationError as error:
        told = zip(error.errors(include_url=False), _sentences(error), strict=True)
        raise ConfigError(f"{where}: " + "; ".join(_with_line(text, *one) for one in told)) from error


def _with_line(text: str, detail: Mapping[str, Any], sentence: str) -> str:
    """What is wrong, after the line where it stands; of a whole file's error the line of the name that it tells."""
    line = line_of(text, detail["loc"])
    quoted = re.search(r"'([^']+)'", detail["msg"])
    if line is None and quoted:
        mentions = (n for n, row in enumerate(text.splitlines(), start=1) if quoted[1] in row.partition("#")[0])
        line = next(mentions, None)
    return f"line {line}: {sentence}" if line else sentence


def load_schedules(folder: Path) -> ScheduleFile:
    """`schedules.toml` of `folder`, else the packaged one. Raises ConfigError naming the file and what to write."""
    return _load_toml(folder, "schedules.toml", ScheduleFile)


def load_retention(folder: Path) -> RetentionFile:
    """`retention.toml` of `folder`, else the packaged one. Raises ConfigError naming the file and what to write."""
    return _load_toml(folder, "retention.toml", RetentionFile)


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


def load_vat_rates(folder: Path) -> VatRates:
    """`vat_rates.csv` of `folder`, else the packaged one. Raises ConfigError naming file, row and what to write."""
    path = find_file(folder, "vat_rates.csv")
    return parse_vat_rates(read_text(path), path)


def parse_vat_rates(text: str, path: Path) -> VatRates:
    """What the text of a `vat_rates.csv` says. Raises ConfigError naming `path`, row and what to write."""
    rows = []
    columns = ("country", "category", "rate", "valid_from", "valid_until", "source")
    for number, row in _rows(path, columns, text):
        rate = _rate(path, number, row.pop("rate"))
        content = {**row, "row": number, "rate": rate, "valid_until": row["valid_until"] or None}
        rows.append(_validated(VatRate, content, f"{path}, row {number}"))
    return VatRates(rows=tuple(rows))


def find_file(folder: Path, name: str) -> Path:
    """The user's own file of that name in `folder`, else the one that comes with the program."""
    own = folder / name
    return own if own.exists() or own.is_symlink() else PACKAGED / name


def read_text(path: Path) -> str:
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
    return parse_toml(read_text(path), str(path), model)


def parse_toml(text: str, where: str, model: type[Model]) -> Model:
    """What a TOML text says. Raises ConfigError that begins with `where` and says what to write."""
    return _validated(model, toml_content(text, where), where)


def toml_content(text: str, where: str) -> dict[str, Any]:
    """A TOML text as dicts and lists, decimals exact. Raises ConfigError with the line."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, InvalidOperation, RecursionError) as error:
        raise ConfigError(f"{where} is not valid TOML: {error}. Text goes in quotes, decimals have a dot.") from error


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


def _rows(path: Path, columns: tuple[str, ...], text: str | None = None) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number as a spreadsheet shows it, and the row's cells by column; empty rows and `#` rows are left out.

    A further column named `note` is free. Separators are comma, semicolon or tab; Excel's `sep=` line is accepted.
    """
    lines = list(io.StringIO(read_text(path) if text is None else text, newline=""))
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
