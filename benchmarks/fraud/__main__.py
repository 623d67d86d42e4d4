"""`python -m benchmarks.fraud`: generated years through the detectors, and how many cases they find."""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import product

from benchmarks.fraud.cases import KINDS
from benchmarks.fraud.running import run_year
from benchmarks.fraud.year import HONEST, make_year

OWN = {
    "duplicate": {"possible_duplicate"},
    "bank details": {"bank_details_changed"},
    "shared account": {"shared_account"},
    "split": {"split_below_limit"},
    "amount": {"unusual_amount"},
    "hour": {"unusual_time"},
    "new and round": {"new_supplier_round_sum"},
    "sanctions": {"sanctions"},
    "rights": {"approved_own_entry", "approval_burst", "approval_at_night"},
    "under or in sequence": {"just_under_limit", "number_sequence"},
}
"""The alerts that say what a case is; a case that only another alert stops does not count as found by its own."""


@dataclass
class Score:
    """One year: cases found by the alert of their own kind, and by any; documents alarmed though nothing is wrong."""

    seed: int
    teaching: bool
    documents: int
    planted: Counter[str]
    own: Counter[str]
    any: Counter[str]
    missed: Counter[str]
    false: Counter[str]
    false_documents: int
    people: int
    false_people: int
    seconds: float
    examples: list[str] = field(default_factory=list)


def score(seed: int, teaching: bool, honest: int) -> Score:
    """A year made and run."""
    began = time.monotonic()
    year = make_year(seed, honest)
    outcome = run_year(year, teaching)
    planted, own, anyhow, missed, false = (Counter[str]() for _ in range(5))
    for case, kind in year.cases.items():
        found = outcome.found.get(case, set())
        planted[kind] += 1
        own[kind] += bool(found & OWN[kind])
        anyhow[kind] += bool(found)
        if not found & OWN[kind]:
            missed[f"{kind}: {year.subtypes[case]}"] += 1
    innocent = [place for place in outcome.alarmed if year.bills[place].case is None]
    for place in innocent:
        false.update(outcome.alarmed[place])
    return Score(
        seed, teaching, outcome.documents, planted, own, anyhow, missed, false, len(innocent), outcome.people_alerts,
        outcome.false_people, time.monotonic() - began,
    )  # fmt: skip


def tell(one: Score) -> None:
    """One year as a table."""
    how = "false alerts are dismissed after two days" if one.teaching else "nobody dismisses anything"
    print(f"\nSeed {one.seed}: {one.documents} documents, {sum(one.planted.values())} planted cases; {how}.")
    print(f"  {'kind':<22}{'planted':>8}{'found':>8}{'stopped by any alert':>22}")
    for kind in KINDS:
        print(f"  {kind:<22}{one.planted[kind]:>8}{one.own[kind]:>8}{one.any[kind]:>22}")
    total, own, anyhow = (sum(c.values()) for c in (one.planted, one.own, one.any))
    print(f"  {'all':<22}{total:>8}{own:>8}{anyhow:>22}   = {own / total:.1%} found, {anyhow / total:.1%} stopped")
    share = one.false_documents / one.documents
    by_kind = ", ".join(f"{kind} {count}" for kind, count in one.false.most_common())
    print(f"  false alarms: {one.false_documents} documents ({share:.2%}): {by_kind}")
    print(f"  alerts about people: {one.people}, of which false: {one.false_people}")
    print(f"  not found by their own alert: {dict(one.missed)}")
    print(f"  {one.seconds:.0f} s")


def main() -> int:
    """0 where every year reaches what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    parser.add_argument("--honest", type=int, default=HONEST, help="honest invoices a year")
    ways = ("teaching", "untaught", "both")
    parser.add_argument("--way", choices=ways, default="teaching", help="whether people dismiss false alerts")
    parser.add_argument("--least", type=float, default=0.95, help="share of cases to be found")
    parser.add_argument("--most", type=float, default=0.01, help="share of documents that may be alarmed for nothing")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    teach = {"teaching": [True], "untaught": [False], "both": [True, False]}[asked.way]
    runs = list(product(asked.seeds, teach))
    with ProcessPoolExecutor(asked.processes) as pool:
        jobs = [pool.submit(score, seed, teaching, asked.honest) for seed, teaching in runs]
        scores = [job.result() for job in jobs]
    for one in scores:
        tell(one)
    found, planted = (sum(sum(c.values()) for c in cs) for cs in ([s.own for s in scores], [s.planted for s in scores]))
    false, every = sum(s.false_documents for s in scores), sum(s.documents for s in scores)
    print(
        f"\nAll years: {found / planted:.1%} of {planted} cases found, {false / every:.2%} of {every} documents alarmed"
    )
    good = all(
        sum(s.own.values()) >= asked.least * sum(s.planted.values()) and s.false_documents <= asked.most * s.documents
        for s in scores
    )
    print(f"\n{'Reached' if good else 'NOT reached'}: {asked.least:.0%} found, under {asked.most:.0%} false alarms.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
