"""The total of a till's receipt, by what was paid: cash less change, sums before rounding, tax summaries."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractors.invoice.reading import Candidate, Reading
from extractors.invoice.totals import linked_totals
from extractors.models import Kind, Value

CHANGE = re.compile(
    r"\b(?:change|wechselgeld|rück|ruck|zurück|rendu|monnaie|resto|cambio|vuelto|wissel|reszta|сдача)|找零"
)
ROUNDING = re.compile(r"\bround|rundung|\barrond|\bredond|arroton|afrond|zaokr|округл")
PAID = re.compile(
    r"\b(?:cash|tender|received|paid|visa|master|card|bar\b|bargeld|gegeben|ec\b|karte|esp[eè]ces|carte|"
    r"contant|efectivo|tarjeta|kontant|pin\b|got[oó]wka|karta|налич|карт)|现金|支付|实收"
)
MOST_ROUNDED = Decimal("0.10")
WORTH = {"change": 1.0, "rounded": 0.9, "paid": 0.6, "taxed": 0.5}
ENOUGH = 1.1
LABEL = 0.6
MOST_AMOUNTS = 150
"""A slip has fewer; the sums of all pairs of more would take long."""

Money = Candidate[Decimal]


def paid_total(reading: Reading) -> Value[Decimal] | None:
    """The total on which payment, rounding and tax summary agree; None where too little of them is there."""
    money = [c for c in reading.amounts if c.detail and c.detail.decimals == 2 and not c.detail.percent and c.value > 0]
    if not money or len(money) > MOST_AMOUNTS:
        return None
    places: dict[Decimal, list[Money]] = defaultdict(list)
    for candidate in money:
        places[candidate.value].append(candidate)
    labelled = _labelled(reading)
    reasons: dict[Decimal, set[str]] = defaultdict(set)
    for reason, value in _reasons(reading, money, labelled, places):
        if value in places:
            reasons[value].add(reason)
    worth = {
        value: sum(WORTH[r] for r in found)
        + LABEL * labelled.get(value, 0.0)
        + min(0.3, 0.1 * (len(places[value]) - 1))
        for value, found in reasons.items()
    }
    best = max(worth, key=lambda value: (worth[value], value), default=None)
    if best is None or worth[best] < ENOUGH:
        return None
    return places[best][0].claimed(min(0.94, 0.8 + 0.08 * worth[best]), best)


def is_receipt(reading: Reading) -> bool:
    """Whether the pages look like a till's slip: called so, or narrow, or with cash and change."""
    if not reading.sheet.rows or not reading.noisy:
        return reading.kind is Kind.RECEIPT
    width, height = reading.sheet.sizes[reading.sheet.rows[0].page]
    return reading.kind is Kind.RECEIPT or height > 1.7 * width or any(True for _ in _amounts_of(reading, CHANGE))


def _labelled(reading: Reading) -> dict[Decimal, float]:
    """How clearly a label calls each amount the total."""
    found: dict[Decimal, float] = defaultdict(float)
    for link in linked_totals(reading):
        score = max(link.score("gross_total"), link.score("amount_due"), 0.8 * link.score("net_total"))
        found[abs(link.candidate.value)] = max(found[abs(link.candidate.value)], score)
    return found


def _reasons(
    reading: Reading, money: list[Money], labelled: dict[Decimal, float], places: dict[Decimal, list[Money]]
) -> Iterator[tuple[str, Decimal]]:
    given = {amount for amount in _amounts_of(reading, PAID) if amount > 0}
    changes = {abs(amount) for amount in _amounts_of(reading, CHANGE)}
    for paid in given:
        if len(places.get(paid, ())) > 1 and not any(changes):
            yield "paid", paid
        for change in changes:
            if 0 < change < paid:
                yield "change", paid - change
    totals = [amount for amount, score in labelled.items() if score > 0.2]
    for rounding in {amount for amount in _amounts_of(reading, ROUNDING) if 0 < abs(amount) <= MOST_ROUNDED}:
        rounded = {total + rounding for total in totals} & places.keys()
        for value in rounded or ({total - rounding for total in totals} if rounding > 0 else ()):
            yield "rounded", value
    for base, tax in _summaries(reading, money):
        yield "taxed", base + tax


def _amounts_of(reading: Reading, words: re.Pattern[str]) -> Iterator[Decimal]:
    """The last amounts of rows whose text before them has one of the words."""
    for row in reading.sheet.rows:
        found = [c for c in reading.amounts_by_row.get(row.index, ()) if c.detail and c.detail.decimals == 2]
        if found and words.search(row.text.casefold()):
            yield found[-1].value


def _summaries(reading: Reading, money: list[Money]) -> Iterator[tuple[Decimal, Decimal]]:
    """Base and tax that stand side by side, tax being a twentieth to a quarter of the base."""
    for row in reading.sheet.rows:
        values = [c.value for c in reading.amounts_by_row.get(row.index, ()) if c.detail and c.detail.decimals == 2]
        for base, tax in pairwise(values):
            if base > 0 and Decimal("0.03") * base < tax < Decimal("0.28") * base:
                yield base, tax
