"""The files of a run: good invoices, copies of them, and some that need a person, all by the seed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from orchestrator.chaos.billing import LIMIT, add_up, bill
from orchestrator.chaos.truth import Billed, Dropped, Fate, Seller
from orchestrator.chaos.writing import ENDINGS, cii, ubl

COPIES, RIVALS, PERSONS = 0.04, 0.04, 0.08
"""Shares of all files: the same bytes again, the same invoice in other bytes, and what needs a person."""
WAYS = ("ubl.xml", "cii.xml", "ubl.xml", "cii.xml", "pdf")
"""Mostly XML, which costs little to read: the keying is to be tried, not the reading."""
NAMES = (
    b"invoice %d.",
    b"Rechnung_%d.",
    b"scan%d\xe9\xff.",
    "счёт %d.".encode(),
    b"two\nlines %d.",
    "发票%d.".encode(),
)
STRANGER = Seller(code="", name="Nobody Knows Ltd", tax_id="", iban="", country="GB", currency="GBP")

Spoil = Callable[[Billed, date], Billed]


def make_files(seed: int, count: int, sellers: Sequence[Seller], today: date) -> tuple[Dropped, ...]:
    """`count` files in the order in which they are dropped; the same for the same seed, within a calendar year.

    Issue dates lie in the year before `today`'s, so that no rule finds them too old or ahead.
    """
    chance = Random(f"files {seed}")  # noqa: S311 - a run that can be repeated
    rivals, copies = round(count * RIVALS), round(count * COPIES)
    persons = round(count * PERSONS)
    good = [_good(chance, sellers, n, today) for n in range(1, max(1, count - rivals - copies - persons) + 1)]
    files = [*good, *_again(chance, good, copies, rivals), *_for_a_person(chance, sellers, count, persons, today)]
    chance.shuffle(files)
    return tuple(files[:count])


def _good(chance: Random, sellers: Sequence[Seller], n: int, today: date) -> Dropped:
    billed = bill(chance, sellers, n, today.year - 1)
    way = chance.choice(WAYS)
    return Dropped(name=_name(chance, n, way), content=ENDINGS[way](billed), fate=Fate.POSTED, billed=billed)


def _again(chance: Random, good: Sequence[Dropped], copies: int, rivals: int) -> Iterator[Dropped]:
    """Files that were there already: `copies` with the same bytes, then `rivals` that say the same in other bytes."""
    for number, file in enumerate(chance.sample(list(good), min(copies + rivals, len(good)))):
        if number < copies:
            yield file.model_copy(update={"name": b"copy of " + file.name, "fate": Fate.COPY})
            continue
        write = cii if file.content == ubl(file.billed) else ubl
        content = write(file.billed)
        yield Dropped(name=b"again " + file.name, content=content, fate=Fate.RIVAL, billed=file.billed)


def _for_a_person(chance: Random, sellers: Sequence[Seller], above: int, count: int, today: date) -> Iterator[Dropped]:
    for n in range(above + 1, above + count + 1):
        why = chance.choice(list(SPOILS))
        billed = SPOILS[why](bill(chance, sellers, n, today.year - 1), today)
        content = ubl(billed)
        if why == "broken file":
            content = content[: len(content) // 2]
        yield Dropped(name=_name(chance, n, "xml"), content=content, fate=Fate.PERSON, billed=billed, why=why)


def _name(chance: Random, n: int, ending: str) -> bytes:
    return (chance.choice(NAMES) % n) + ending.encode()


def _by_a_stranger(billed: Billed, today: date) -> Billed:
    return billed.model_copy(update={"seller": STRANGER})


def _that_does_not_add_up(billed: Billed, today: date) -> Billed:
    return billed.model_copy(update={"gross": billed.gross + Decimal("10.00")})


def _over_the_limit(billed: Billed, today: date) -> Billed:
    line = billed.lines[0].model_copy(
        update={"quantity": Decimal(1), "unit_price": Decimal(LIMIT + 1), "net": Decimal(LIMIT + 1)}
    )
    return add_up(billed.model_copy(update={"lines": (line, *billed.lines[1:])}))


def _from_the_future(billed: Billed, today: date) -> Billed:
    return billed.model_copy(update={"issue_date": date(today.year + 2, 6, 1)})


SPOILS: dict[str, Spoil] = {
    "unknown supplier": _by_a_stranger,
    "does not add up": _that_does_not_add_up,
    "over the limit": _over_the_limit,
    "dated in the future": _from_the_future,
    "broken file": lambda billed, today: billed,
}
"""What sends a file to a person."""
