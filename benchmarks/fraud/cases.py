"""The planted cases: thirty of each kind, in the forms in which auditors' casebooks tell of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle, islice

from benchmarks.fraud import names, suppliers
from benchmarks.fraud.habits import START
from benchmarks.fraud.model import POLICY, YEAR, AccountChange, Bill, Supplier, Year
from benchmarks.fraud.retyped import WAYS

EACH = 30
CENT = Decimal("0.01")


def plant(year: Year) -> None:
    """All kinds but the abuse of rights, which is planted with the approvals."""
    honest = sorted(year.bills, key=lambda one: one.at)
    for make in (_duplicates, _bank_details, _shared, _splits, _amounts, _hours, _round_sums, _under, _listed):
        make(year, honest)


def _add(year: Year, case: int, supplier: Supplier, day: date, net: Decimal, **more: object) -> Bill:
    """An invoice of a case."""
    gross = (net * (100 + supplier.rate) / 100).quantize(CENT)
    made = Bill(supplier.sends(day), supplier, supplier.next_number(day), day, net, gross, supplier.iban, case=case)
    for name, value in more.items():
        setattr(made, name, value)
    year.bills.append(made)
    return made


def _later(year: Year, honest: list[Bill], least: int, wanted: Callable[[Bill], bool]) -> Bill:
    """An honest invoice before which its supplier had so many."""
    while True:
        found = year.random.choice(honest)
        before = sum(1 for b in honest if b.supplier is found.supplier and b.at < found.at)
        if before >= least and found.case is None and wanted(found):
            return found


def _duplicates(year: Year, honest: list[Bill]) -> None:
    """Billed once more: the number retyped, another number, or another supplier's name."""
    chance = year.random
    for way in islice(cycle(WAYS), EACH):
        while True:
            first = _later(year, honest, 0, lambda b: b.kind == "invoice" and b.gross > 150)
            number = WAYS[way](first.number, first.issued, chance)
            if number and number != first.number:
                break
        supplier = first.supplier
        if way == "other supplier":
            supplier = chance.choice([s for s in year.suppliers if s is not first.supplier and not s.created])
        shift = chance.randrange(0, 3) if way == "new number" else 0
        issued = first.issued + timedelta(days=shift)
        at = first.at + timedelta(days=chance.randrange(1, 60) if way != "new number" else chance.randrange(1, 10))
        made = Bill(
            at, supplier, number, issued, first.net, first.gross, supplier.iban, case=year.plant("duplicate", way)
        )
        year.bills.append(made)


def _bank_details(year: Year, honest: list[Bill]) -> None:
    """A criminal writes in a supplier's name; half of the letters got the ERP's record changed before."""
    chance = year.random
    for number in range(EACH):
        like = _later(year, honest, 4, lambda b: b.kind == "invoice")
        case = year.plant("bank details", "record changed" if number % 2 else "invoice only")
        account, day = names.iban(chance), like.issued + timedelta(days=chance.randrange(1, 9))
        if number % 2:
            letter = datetime.combine(day, time(10), UTC) - timedelta(days=chance.randrange(1, 15))
            year.changes.append(AccountChange(letter, like.supplier, account))
            year.changes.append(AccountChange(letter + timedelta(days=60), like.supplier, like.iban))
        net = (like.net * Decimal(f"{chance.uniform(0.7, 1.6):.2f}")).quantize(CENT)
        _add(year, case, like.supplier, day, net, iban=account)


def _shared(year: Year, honest: list[Bill]) -> None:
    """A supplier that is an employee's, or a second name of another supplier's."""
    chance = year.random
    year.employees = [(f"E{n}", names.person(chance), names.iban(chance)) for n in range(120)]
    for number in range(EACH):
        employee = number % 2 == 0
        case = year.plant("shared account", "employee" if employee else "supplier")
        holder = chance.choice([s for s in year.suppliers if not s.created])
        account = chance.choice(year.employees)[2] if employee else holder.iban
        if number % 3 == 0:
            like = _later(year, honest, 2, lambda b: b.kind == "invoice")
            _add(year, case, like.supplier, like.issued, like.net, iban=account)
            continue
        shell, day = _shell(year, "H", 60, 340)
        _moved(year, shell, account)
        _add(year, case, shell, day, Decimal(f"{chance.uniform(300, 6000):.2f}"))


def _shell(year: Year, letter: str, first: int, last: int) -> tuple[Supplier, date]:
    """A supplier that the ERP has got to know some days ago, and a day on which it bills."""
    chance = year.random
    day = START + timedelta(days=chance.randrange(first, last))
    taken = {s.name for s in year.suppliers}
    made = suppliers.one(chance, f"{letter}{len(year.suppliers)}", "occasional", taken)
    made.created = datetime.combine(day, time(9), UTC) - timedelta(days=chance.randrange(1, 20))
    year.suppliers.append(made)
    year.changes.append(AccountChange(made.created, made, made.iban))
    return made, day


def _moved(year: Year, shell: Supplier, account: str) -> None:
    """The shell has this account from the start."""
    shell.iban = account
    year.changes[-1] = AccountChange(year.changes[-1].at, shell, account)


def _splits(year: Year, honest: list[Bill]) -> None:
    """One order in several invoices, each small enough to pass."""
    chance = year.random
    for _ in range(EACH):
        like = _later(year, honest, 3, lambda b: b.supplier.sort in ("trade", "occasional", "utility"))
        parts, limit = chance.randrange(2, 5), POLICY[like.supplier.currency]
        case, day = year.plant("split", f"{parts} parts"), like.issued
        low, before = Decimal(1) / parts + Decimal("0.03"), 0
        for part in range(parts):
            share = Decimal(f"{chance.uniform(float(low), 0.97):.4f}")
            net = (limit * share * 100 / (100 + like.supplier.rate)).quantize(CENT)
            later = timedelta(days=min(part, chance.choice([0, 0, 1, 2])))
            made = _add(year, case, like.supplier, day + later, net)
            if part and not later:  # written one after the other, with nobody else's between
                like.supplier.count = before + 1
                made.number = like.supplier.number(like.supplier.count, day)
            before = like.supplier.count
            made.at += timedelta(minutes=part)


def _amounts(year: Year, honest: list[Bill]) -> None:
    """A comma in the wrong place, or a bill padded beyond measure, from somebody whose bills are much alike."""
    chance, much_alike = year.random, _much_alike(honest)
    for number in range(EACH):
        like = _later(year, honest, 12, lambda b: b.supplier.code in much_alike)
        case = year.plant("amount", "comma" if number % 2 else "padded")
        same = sorted(b.net for b in honest if b.supplier is like.supplier)
        times = Decimal(10) if number % 2 else Decimal(f"{chance.uniform(1.5, 4):.2f}")
        net = (like.net * times) if number % 2 else (same[-1] * times)
        _add(year, case, like.supplier, like.issued + timedelta(days=chance.randrange(3)), net.quantize(CENT))


def _much_alike(honest: list[Bill]) -> set[str]:
    """Suppliers whose largest bill of the year is at most five times the one in the middle."""
    by_code: dict[str, list[Decimal]] = {}
    for one in honest:
        by_code.setdefault(one.supplier.code, []).append(one.net)
    return {code for code, nets in by_code.items() if max(nets) <= 5 * sorted(nets)[len(nets) // 2]}


def _hours(year: Year, honest: list[Bill]) -> None:
    """Sent in the dead of night, or on a Sunday, in the name of somebody who keeps office hours."""
    chance = year.random
    for number in range(EACH):
        like = _later(year, honest, 25, lambda b: b.supplier.regular_hours)
        case = year.plant("hour", "night" if number % 2 else "sunday")
        day = like.issued + timedelta(days=chance.randrange(1, 6))
        if number % 2 == 0:
            day += timedelta(days=(6 - day.weekday()) % 7)
        made = _add(year, case, like.supplier, day, (like.net * Decimal("1.07")).quantize(CENT))
        hour = chance.uniform(0, 4.5) if number % 2 else chance.uniform(8, 22)
        made.at = datetime.combine(day, time(), UTC) + timedelta(hours=hour)


def _round_sums(year: Year, _: list[Bill]) -> None:
    """A shell's first bill, for advice, with a sum that nobody worked out."""
    chance = year.random
    for number in range(EACH):
        shell, day = _shell(year, "R", 20, 350)
        amount = Decimal(chance.choice([1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 7500, 9000, 12000, 20000]))
        made = _add(year, year.plant("new and round", "gross" if number % 3 == 0 else "net"), shell, day, amount)
        if number % 3 == 0:
            made.gross, made.net = amount, (amount * 100 / (100 + shell.rate)).quantize(CENT)


def _under(year: Year, _: list[Bill]) -> None:
    """Again and again just what passes unasked; or a supplier whose numbers show that it bills nobody else."""
    chance = year.random
    for number in range(EACH):
        chain = number % 2 == 1
        shell, day = _shell(year, "U", 10, 210)
        case = year.plant("under or in sequence", "sequence" if chain else "just under")
        if chain:
            shell.gap, shell.number = lambda: 1, _plain(year)
        for _ in range(chance.randrange(5, 9) if chain else chance.randrange(4, 8)):
            share = chance.uniform(0.05, 0.6) if chain else chance.uniform(0.935, 0.998)
            net = POLICY[shell.currency] * Decimal(f"{share:.4f}") * 100 / (100 + shell.rate)
            _add(year, case, shell, day, net.quantize(CENT))
            day += timedelta(days=chance.randrange(9, 24))
            if day.year > YEAR:
                break


def _plain(year: Year) -> Callable[[int, date], str]:
    form = year.random.choice(["R-{:04d}", "{:05d}", "INV-{}", "2025/{:03d}"])
    return lambda n, _: form.format(n)


def _listed(year: Year, _: list[Bill]) -> None:
    """Somebody of the list, written in another script, with other letters, or only by a number."""
    from benchmarks.fraud.listed import make_list, variants

    chance = year.random
    year.sanctions = make_list(chance)
    for way, entry, name in islice(variants(chance, year.sanctions), EACH):
        shell, day = _shell(year, "L", 20, 350)
        shell.name = name
        if way == "account":
            _moved(year, shell, entry[3])
        if way == "tax number":
            shell.tax_id = entry[2]
        net = Decimal(f"{chance.uniform(200, 9000):.2f}")
        _add(year, year.plant("sanctions", way), shell, day, net)


KINDS = (
    "duplicate", "bank details", "shared account", "split", "amount", "hour", "new and round", "sanctions", "rights",
    "under or in sequence",
)  # fmt: skip
"""The kinds of planted cases, in the order of the report."""
