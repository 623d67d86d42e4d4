"""Cells as numbers and dates. What can be read in two ways is refused, never guessed."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from orchestrator.purchasing.sheets import Cell

GROUPS = re.compile(r"[   ' ’]")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?|(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?")
DAY_FIRST = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")


def decimal_mark(cells: Iterable[Cell], separator: str) -> str:
    """The decimal mark of a file's numbers: by those that can only be read in one way, else by its csv separator.

    Empty where one number says comma and another one dot.
    """
    marks = {_mark(cell) for cell in cells if isinstance(cell, str)} - {""}
    if len(marks) == 2:
        return ""
    return marks.pop() if marks else "," if separator == ";" else "."


def _mark(text: str) -> str:
    """What the decimal mark of a number must be; empty where it has none or could be read in two ways."""
    plain = GROUPS.sub("", text.strip().lstrip("+-"))
    if not re.fullmatch(r"[\d.,]*\d", plain):
        return ""
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        return "," if plain.rfind(",") > plain.rfind(".") else "."
    if dots + commas != 1:
        return "," if dots > 1 else "." if commas > 1 else ""
    mark = "." if dots else ","
    whole, _, rest = plain.partition(mark)
    return mark if len(rest) != 3 or len(whole) > 3 or whole in ("", "0") else ""


def number(cell: Cell, mark: str) -> Decimal:
    """The number in a cell.

    Raises:
        ValueError: it is none under this decimal mark; the message says what it is instead.
    """
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, date):
        raise ValueError(f"{cell.isoformat()} is a date, not a number; format the column as number")
    text = GROUPS.sub("", cell.strip())
    grouping = "." if mark == "," else ","
    if not mark and ("." in text or "," in text):
        raise ValueError(
            f"{cell!r} can be read in two ways: the file has numbers with a comma and with a dot before decimals"
        )
    whole, _, rest = text.partition(mark) if mark else (text, "", "")
    groups = whole.lstrip("+-").split(grouping)
    if len(groups) > 1 and (any(len(group) != 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= 3):
        raise ValueError(f"{cell!r} is no number with {mark!r} before its decimals, as the file's other numbers have")
    try:
        return Decimal(whole.replace(grouping, "") + ("." + rest if rest else ""))
    except InvalidOperation as error:
        raise ValueError(f"{cell!r} is no number") from error


def day(cell: Cell) -> date:
    """The date in a cell: a workbook's own, YYYY-MM-DD, DD.MM.YYYY, 2026年5月4日; with slashes only where it is clear.

    Raises:
        ValueError: it is none, or could be two.
    """
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    found = ISO.fullmatch(text)
    if found:
        year, month, of_month = (int(part) for part in found.groups() if part)
        return date(year, month, of_month)
    found = DAY_FIRST.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no date; write it as 2026-05-31")
    first, between, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    if between == "." or first > 12:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    if first == second:
        return date(year, first, second)
    raise ValueError(f"{text!r} can be read as two dates; write it as {year}-{second:02d}-{first:02d}")
