"""Seconds an invoice in an open session, and whose they are: `python -m benchmarks.keying [ERP ...] [--json FILE]`.

Server seconds: the time in which at least one request to the ERP is in flight, as Playwright reports it. Own seconds:
all the rest, the scripts of the ERP's own client included.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.keying_places import PLACES, NotSetUp, order_of
from benchmarks.requests_in_flight import RequestsInFlight, watched_browsers
from bots.erp.port import ErpAccount, ErpSession
from bots.orders import InvoiceOrder

SHAPES = ((1, False), (3, False), (3, True), (10, False))
"""Lines of an invoice, and whether each has a cost centre."""


@dataclass(frozen=True)
class Taken:
    """What a phase, or a whole invoice, took: seconds in all, seconds with a request in flight, requests."""

    wall: float
    server: float
    requests: int


@dataclass(frozen=True)
class Figures:
    """Invoices of one shape in one ERP: the medians of a whole invoice and of each phase, in seconds."""

    erp: str
    lines: int
    cost_centres: bool
    invoices: int
    load: float
    whole: Taken
    phases: dict[str, Taken]

    @property
    def own(self) -> float:
        return self.whole.wall - self.whole.server

    @property
    def ratio(self) -> float:
        """Own seconds for each of the server's."""
        return self.own / self.whole.server if self.whole.server else float("inf")


def main() -> None:
    """Measure the ERPs named (all by default), print a table, and write JSON where asked to."""
    parser = argparse.ArgumentParser(description="Seconds an invoice in an open session, and whose they are.")
    parser.add_argument("erps", nargs="*", metavar="ERP", help=f"of {', '.join(PLACES)}; all by default")
    parser.add_argument("--invoices", type=int, default=5, help="how many of each shape (default 5)")
    parser.add_argument("--lines", type=int, action="append", help="only shapes of so many lines; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    figures: list[Figures] = []
    for name in arguments.erps or PLACES:
        try:
            figures += measure(name, arguments.invoices, arguments.lines)
        except NotSetUp as error:
            print(f"{name} is not measured: {error}", file=sys.stderr)
    print("\n".join(table(figures)))
    if arguments.json:
        arguments.json.write_text(json.dumps([as_json(one) for one in figures], indent=1) + "\n", encoding="utf-8")


def measure(name: str, count: int, only: list[int] | None = None) -> list[Figures]:
    """Key `count` invoices of each shape in one session of an ERP, after one invoice that does not count.

    Raises:
        NotSetUp: the ERP is not there.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        PLACES[name](Path(folder) / "erp") as place,
        watched_browsers() as flight,
        closing(place.adapter.open(patient(place.account), Path(folder))) as session,
    ):
        key(session, order_of(1), flight)
        figures = []
        for lines, centres in SHAPES:
            if not only or lines in only:
                invoices = [key(session, order_of(lines, centres), flight) for _ in range(count)]
                figures.append(_figures(name, lines, centres, invoices))
        return figures


def patient(account: ErpAccount) -> ErpAccount:
    """`account` with so much time for a step that a busy machine measures slowly instead of giving up."""
    return account.model_copy(update={"step_seconds": 120.0})


def key(session: ErpSession, order: InvoiceOrder, flight: RequestsInFlight) -> dict[str, Taken]:
    """Key one invoice as the farm does; what each phase took."""
    phases: dict[str, Callable[[], object]] = {
        "find": lambda: session.find(order.supplier_name, order.invoice_number),
        "fill": lambda: session.fill(order),
        "submit": lambda: session.submit(order, lambda: None),
        "read_back": lambda: session.read_back(order),
    }
    return {name: _timed(phase, flight) for name, phase in phases.items()}


def _timed(phase: Callable[[], object], flight: RequestsInFlight) -> Taken:
    start = time.perf_counter()
    phase()
    end = time.perf_counter()
    return Taken(end - start, *flight.between(start, end))


def _figures(erp: str, lines: int, centres: bool, invoices: list[dict[str, Taken]]) -> Figures:
    wholes = [_sum(list(invoice.values())) for invoice in invoices]
    phases = {name: _median([invoice[name] for invoice in invoices]) for name in invoices[0]}
    return Figures(erp, lines, centres, len(invoices), os.getloadavg()[0], _median(wholes), phases)


def _sum(phases: list[Taken]) -> Taken:
    return Taken(sum(p.wall for p in phases), sum(p.server for p in phases), sum(p.requests for p in phases))


def _median(taken: list[Taken]) -> Taken:
    """The one whose wall time is the median (the lower one of an even number), so that its parts belong together."""
    wall = statistics.median_low([one.wall for one in taken])
    return next(one for one in taken if one.wall == wall)


def table(figures: list[Figures]) -> Iterator[str]:
    """The figures as lines of text."""
    yield f"{'ERP':12}{'lines':>6}{'seconds':>9}{'server':>8}{'own':>7}{'own/server':>12}{'requests':>10}  phases"
    for one in figures:
        lines = f"{one.lines}{'+cc' if one.cost_centres else ''}"
        phases = "  ".join(f"{name} {p.wall:.2f}/{p.server:.2f}" for name, p in one.phases.items())
        yield (
            f"{one.erp:12}{lines:>6}{one.whole.wall:9.2f}{one.whole.server:8.2f}{one.own:7.2f}{one.ratio:12.2f}"
            f"{one.whole.requests:10}  {phases}"
        )
    if figures:
        yield "phases: seconds in all / with a request in flight; +cc: each line has a cost centre"
        yield f"load of the machine meanwhile: {max(one.load for one in figures):.1f} on {os.cpu_count()} processors"


def as_json(one: Figures) -> dict[str, object]:
    """One shape's figures, rounded to milliseconds."""

    def rounded(taken: Taken) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(taken).items()}

    return {
        "erp": one.erp,
        "lines": one.lines,
        "cost_centres": one.cost_centres,
        "invoices": one.invoices,
        "load": round(one.load, 2),
        "own_seconds": round(one.own, 3),
        "own_to_server": round(one.ratio, 3),
        "whole": rounded(one.whole),
        "phases": {name: rounded(taken) for name, taken in one.phases.items()},
    }


if __name__ == "__main__":
    main()
