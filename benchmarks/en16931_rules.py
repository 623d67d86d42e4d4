"""Hold the business rules of EN 16931 against published unit cases: `python -m benchmarks.en16931_rules FOLDER`.

A case is a fragment of an invoice with the verdict that one rule must give on it: broken or kept, and how often. The
folder (argument, else `en16931/test` in BOTFARM_DOCUMENTS) is searched for XML files of such cases.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from extractors.einvoice.rules.check import check

CASES = "{http://difi.no/xsd/vefa/validator/1.0}"
KEPT = "success"
BROKEN = {"error", "warning", "fatal"}


@dataclass(frozen=True)
class Case:
    """One verdict on one fragment.

    Attributes:
        where: file and number of the case in it.
        broken: whether the rule must be broken.
        times: how often, None where the case leaves it open.
    """

    where: str
    rule: str
    broken: bool
    times: int | None
    invoice: etree._Element


@dataclass
class Agreement:
    """Verdicts that were the same, and the cases where they were not."""

    same: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of all verdicts that is the same."""
        return self.same.total() / (self.asked.total() or 1)


def cases(folder: Path) -> Iterator[Case]:
    """Every case in the XML files below a folder; files that are whole invoices are passed over."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True)
    for file in sorted(folder.rglob("*.xml")):
        root = etree.parse(str(file), parser).getroot()
        if root.tag == f"{CASES}testSet":
            for number, test in enumerate(root.iter(f"{CASES}test"), 1):
                yield from _verdicts(test, f"{file.relative_to(folder)} {number}")


def _verdicts(test: etree._Element, where: str) -> Iterator[Case]:
    asserted, *invoices = [child for child in test if isinstance(child.tag, str)]
    for verdict in asserted if invoices else ():
        kind = etree.QName(verdict).localname
        if kind == KEPT or kind in BROKEN:
            number = verdict.get("number")
            invoice = etree.fromstring(etree.tostring(invoices[0], with_tail=False))
            rule = (verdict.text or "").strip()
            yield Case(where, rule, kind != KEPT, int(number) if number else None, invoice)


def agreement(folder: Path) -> Agreement:
    """Judge every case below the folder."""
    found = Agreement()
    for case in cases(folder):
        started = time.perf_counter()
        count = sum(finding.rule == case.rule for finding in check(case.invoice))
        found.milliseconds.append((time.perf_counter() - started) * 1000)
        found.asked[case.rule] += 1
        if (count > 0) is case.broken and case.times in (None, count):
            found.same[case.rule] += 1
        else:
            wanted = (case.times or "once or more") if case.broken else "not"
            found.differ.append(f"{case.where}: {case.rule} broken {count} times, wanted {wanted}")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print the agreement by rule and in total. Exit code 1 below `--least`. Where there are no cases, that is told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    documents = Path(os.environ.get("BOTFARM_DOCUMENTS", "."))
    parser.add_argument("folder", nargs="?", type=Path, default=documents / "en16931" / "test")
    parser.add_argument("--least", type=float, default=0.0, help="share of same verdicts that must be reached")
    options = parser.parse_args(arguments)
    found = agreement(options.folder)
    if not found.asked:
        print(
            f"Skipped: {options.folder} holds no unit cases of EN 16931. Name their folder, or set BOTFARM_DOCUMENTS."
        )
        return 0
    for rule in sorted(found.asked):
        print(f"{rule:12}{found.same[rule]:5} of {found.asked[rule]:4} verdicts the same")
    print(*found.differ, sep="\n", end="\n" if found.differ else "")
    times = sorted(found.milliseconds)
    print(
        f"{len(found.asked)} rules, {found.same.total()} of {found.asked.total()} verdicts the same: {found.share:.2%}"
    )
    print(f"median {times[len(times) // 2]:.1f} ms a fragment")
    return 0 if found.share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
