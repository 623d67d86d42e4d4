"""The lists that a user supplies, held so that one supplier is looked up quickly; read again once a file changed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.watchlist_files import Employee, ListEntry, load_employees, load_sanctions
from orchestrator.suspicion.facts import Holder, Listed
from orchestrator.suspicion.latin_names import keys, likeness
from orchestrator.tax_number import normalise_tax_id, same_tax_id

CLOSEST = 5
"""Names told of a supplier at most."""
WORTH_TELLING = 0.75
CANDIDATES = 4000


def bare_account(text: str) -> str:
    """A bank account as it is compared: upper-case letters and digits."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _bare_tax_id(text: str) -> str:
    """A tax number without its country's letters, which lists and invoices write or leave out."""
    return re.sub(r"^[A-Z]{2}(?=[0-9])", "", normalise_tax_id(text))


@dataclass(frozen=True)
class SanctionsIndex:
    """Everybody listed, by the keys of their names and by their numbers."""

    entries: tuple[ListEntry, ...] = ()
    by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, entries: Sequence[ListEntry]) -> "SanctionsIndex":
        """The index of these entries."""
        index = cls(tuple(entries))
        for place, entry in enumerate(entries):
            for key in {key for name in entry.names for key in keys(name)}:
                index.by_key[key].append(place)
            for number in (*map(bare_account, entry.ibans), *map(_bare_tax_id, entry.tax_ids)):
                index.by_number[number].append(place)
        return index

    def hits(self, name: str, tax_id: str, iban: str) -> tuple[Listed, ...]:
        """Who of the list comes into question, the likest first."""
        found = [*self._by_number(tax_id, iban), *self._by_name(name)]
        best: dict[str, Listed] = {}
        for one in sorted(found, key=lambda hit: -hit.likeness):
            best.setdefault(one.id, one)
        return tuple(best.values())[:CLOSEST]

    def _by_number(self, tax_id: str, iban: str) -> Iterable[Listed]:
        for by, number in (("iban", bare_account(iban)), ("tax_id", _bare_tax_id(tax_id))):
            for place in self.by_number.get(number, ()) if number else ():
                entry = self.entries[place]
                if by == "iban" or any(same_tax_id(tax_id, other) for other in entry.tax_ids):
                    yield Listed(entry.id, entry.names[0], 1.0, by, entry.source)

    def _by_name(self, name: str) -> Iterable[Listed]:
        places = {place for key in keys(name) for place in self.by_key.get(key, ())[:CANDIDATES]}
        for place in places:
            entry = self.entries[place]
            closest = max(entry.names, key=lambda other: likeness(name, other))
            alike = likeness(name, closest)
            if alike >= WORTH_TELLING:
                yield Listed(entry.id, closest, round(alike, 3), "name", entry.source)


@dataclass(frozen=True)
class Lists:
    """What the files held when they were read."""

    sanctions: SanctionsIndex = field(default_factory=SanctionsIndex)
    employees: dict[str, tuple[Holder, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, sanctions: Sequence[ListEntry], employees: Sequence[Employee]) -> "Lists":
        """The lists, ready to be asked."""
        by_account: defaultdict[str, list[Holder]] = defaultdict(list)
        for one in employees:
            by_account[bare_account(one.iban)].append(Holder("employee", one.id, one.name))
        return cls(SanctionsIndex.of(sanctions), {iban: tuple(held) for iban, held in by_account.items()})


class Watchlists:
    """`sanctions*.csv` and `employees.csv` of the user's folder, read when first asked for and once changed."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._stamp: tuple[tuple[str, float, int], ...] | None = None
        self._lists = Lists()

    def now(self) -> Lists:
        """What the files hold now.

        Raises:
            ConfigError: a file cannot be used; nothing is judged by half a list.
        """
        files = self._files()
        stamp = tuple((str(f), f.stat().st_mtime, f.stat().st_size) for f in files)
        if stamp != self._stamp:
            listed = [e for f in files if f.name.startswith("sanctions") for e in load_sanctions(f)]
            employees = [e for f in files if f.name == "employees.csv" for e in load_employees(f)]
            self._lists, self._stamp = Lists.of(listed, employees), stamp
        return self._lists

    def _files(self) -> list[Path]:
        if self.folder is None:
            return []
        return sorted([*self.folder.glob("sanctions*.csv"), *self.folder.glob("employees.csv")])
