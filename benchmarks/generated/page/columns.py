"""Which columns a line table has, in what order, and what stands in each cell."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.generated.model import Line
from benchmarks.generated.page.frame import Frame
from benchmarks.generated.sheet import Run
from benchmarks.generated.words import variants

ORDERS = (
    "position code description quantity unit unit_price discount rate tax net gross",
    "position description quantity unit unit_price discount rate tax net gross",
    "quantity unit code description unit_price discount rate tax net gross",
    "code description quantity unit unit_price discount net rate tax gross",
    "description quantity unit unit_price discount net rate tax gross",
    "description rate unit_price quantity unit discount net tax gross",
    "position quantity unit code description unit_price discount rate tax net gross",
    "code quantity unit description unit_price discount rate net tax gross",
    "position code description unit_price quantity unit discount tax rate net gross",
    "description code quantity unit unit_price discount rate net tax gross",
    "position description code rate quantity unit unit_price discount net tax gross",
    "quantity description unit_price discount rate net tax gross",
)
SHARES = {
    "position": 0.6, "code": 0.6, "quantity": 0.93, "unit": 0.45, "unit_price": 0.92, "tax": 0.1, "gross": 0.12,
}  # fmt: skip
Cell = list[Run]


@dataclass(frozen=True)
class Column:
    """A column: its key, heading, alignment and what it says of a line."""

    key: str
    heading: str
    align: str
    write: Callable[[int, Line], Cell]


def columns(frame: Frame) -> list[Column]:
    """The columns of this supplier's table."""
    order = frame.look.pick("column order", ORDERS).split()
    kept = [key for key in order if _is_shown(frame, key)]
    return [
        Column(key, _heading(frame, key), _align(frame, key), lambda i, line, key=key: _cell(frame, key, i, line))  # type: ignore[misc]
        for key in kept
    ]


def _is_shown(frame: Frame, key: str) -> bool:
    bill, look = frame.bill, frame.look
    if key == "description":
        return True
    if key == "net":
        return not bill.gross_prices
    if key == "gross" and bill.gross_prices:
        return True
    if key == "discount":
        return look.chance("line discounts column", 0.03) or any(line.discount for line in bill.lines)
    if key == "rate":
        if len(bill.taxes) > 1:
            return look.chance("column rate", 0.93)
        return not frame.style.country.sales_tax and look.chance("column rate", 0.35)
    if key in ("tax", "gross") and frame.style.country.sales_tax:
        return False
    return look.chance(f"column {key}", SHARES[key])


def _heading(frame: Frame, key: str) -> str:
    if key == "gross" and frame.bill.gross_prices:
        return frame.style.say("col.gross")
    return frame.style.say(f"col.{key}")


def _align(frame: Frame, key: str) -> str:
    if key in ("description", "code"):
        return "l"
    if key in ("position", "unit"):
        return frame.look.pick(f"align {key}", ("l", "l", "c", "r"))
    if key == "quantity":
        return frame.look.pick("align quantity", ("r", "r", "r", "c", "l"))
    return frame.look.weighed("align amounts", {"r": 0.9, "c": 0.05, "l": 0.05})


def _cell(frame: Frame, key: str, i: int, line: Line) -> Cell:
    style, name = frame.style, f"lines.{i}."
    if key == "position":
        step = frame.look.pick("position step", (1, 1, 1, 1, 10, 100))
        form = frame.look.pick("position form", ("{}", "{}", "{}", "{}.", "{:02}", "{:03}"))
        return [(form.format((i + 1) * step), name + "position")]
    if key == "code":
        return [(line.code, name + "code")]
    if key == "quantity":
        return _quantity(frame, line, name)
    if key == "unit":
        return [(unit(frame, line), name + "unit")]
    if key == "unit_price":
        return style.amount(line.unit_price, name + "unit_price", places=price_places(frame, line))
    if key == "discount":
        sign = frame.look.pick("discount sign", ("%", " %", ""))
        return [(style.bare.short(line.discount) + sign, name + "discount")] if line.discount else []
    if key == "rate":
        return _rate(frame, line, name)
    if key == "tax":
        return style.amount(line.tax, name + "tax")
    if key == "net":
        return style.amount(line.net, name + "line_total")
    return style.amount(line.gross, name + ("line_total" if frame.bill.gross_prices else "gross"))


def price_places(frame: Frame, line: Line) -> int:
    if frame.look.chance("four places", 0.04):
        return 4
    return max(2, -int(line.unit_price.normalize().as_tuple().exponent))


def unit(frame: Frame, line: Line) -> str:
    return frame.look.pick(f"unit {line.unit}", variants(frame.style.language, "UNITS", line.unit))


def _quantity(frame: Frame, line: Line, name: str) -> Cell:
    look, bare = frame.look, frame.style.bare
    form = look.weighed("quantity form", {"short": 0.6, "two": 0.25, "three": 0.08, "one": 0.07})
    places = {"two": 2, "three": 3, "one": 1}.get(form, 0)
    exact = max(0, -int(line.quantity.normalize().as_tuple().exponent))
    text = bare.plain(line.quantity, max(places, exact))
    runs: Cell = [(text, name + "quantity")]
    if not look.chance("column unit", SHARES["unit"]) or "unit" not in look.pick("column order", ORDERS):
        joined = look.weighed("quantity with", {"": 0.55, "unit": 0.37, "x": 0.08})
        if joined == "unit":
            runs.append((f" {unit(frame, line)}", ""))
        elif joined == "x":
            runs.append((" x", ""))
    return runs


def _rate(frame: Frame, line: Line, name: str) -> Cell:
    if frame.bill.exemption and frame.look.chance("rate as code", 0.5):
        return [(frame.look.pick("exempt code", ("-", "E", "0", "Z", "AE")), "")]
    sign = frame.look.pick("rate sign", ("%", " %", "", "%"))
    return [(frame.style.rate(line.rate) + sign, name + "tax_rate")]
