"""Numbers and dates in a user's format, read as old ERPs do: what does not fit is taken wrongly, silently."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

NUMBER_FORMATS = {
    "1,000.00": (",", "."),
    "1.000,00": (".", ","),
    "1 000,00": (" ", ","),
    "1000.00": ("", "."),
    "1000,00": ("", ","),
}
DATE_FORMATS = {
    "yyyy-mm-dd": "%Y-%m-%d",
    "mm/dd/yyyy": "%m/%d/%Y",
    "dd/mm/yyyy": "%d/%m/%Y",
    "dd.mm.yyyy": "%d.%m.%Y",
}


def read_number(text: str, style: str) -> Decimal:
    """`text` in the number format `style`; ``1.234,50`` read as ``1,000.00`` is 1.2345, and nonsense is 0."""
    group, point = NUMBER_FORMATS[style]
    plain = text.strip()
    if group:
        plain = plain.replace(group, "")
    found = re.match(r"-?\d*\.?\d*", plain.replace(point, "."))
    kept = found.group() if found else ""
    return Decimal(kept) if re.search(r"\d", kept) else Decimal(0)


def write_number(value: Decimal, style: str, places: int = 2) -> str:
    """`value` in the number format `style`, with at least `places` decimals and no needless ones."""
    group, point = NUMBER_FORMATS[style]
    exponent = value.normalize().as_tuple().exponent
    decimals = max(places, -exponent if isinstance(exponent, int) else 0)
    return f"{value:,.{decimals}f}".replace(",", "\0").replace(".", point).replace("\0", group)


def read_date(text: str, style: str) -> date:
    """`text` in the date format `style`; today for what is none."""
    try:
        return datetime.strptime(text.strip(), DATE_FORMATS[style]).replace(tzinfo=UTC).date()
    except ValueError:
        return datetime.now(UTC).date()


def write_date(day: date, style: str) -> str:
    return day.strftime(DATE_FORMATS[style])
