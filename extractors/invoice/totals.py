"""Net, tax and gross chosen together: the three whose labels fit best and whose sum agrees."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from extractors.invoice.columns import Header, find_headers
from extractors.invoice.drafts import CENT, Draft, line_amounts
from extractors.invoice.links import Link, links
from extractors.invoice.reading import Candidate, Reading
from extractors.invoice.summary import summed_rows
from extractors.models import Kind, Source, Value

FIELDS = frozenset({"net_total", "tax_total", "gross_total", "amount_due", "subtotal", "other_amount"})
MOST = 8
"""Candidates kept for each of net, tax and gross."""


@dataclass(frozen=True)
class Option:
    """A value for one of the three totals; `candidate` is its place, None where it is computed."""

    value: Decimal
    score: float
    candidate: Candidate[Decimal] | None


@dataclass(frozen=True)
class Totals:
    """The chosen totals, with the sign that is printed."""

    net: Value[Decimal] | None = None
    tax: Value[Decimal] | None = None
    gross: Value[Decimal] | None = None


Triple = tuple[Option | None, Option | None, Option | None]


def choose_totals(reading: Reading, drafts: tuple[Draft, ...]) -> Totals:
    """Net, tax and gross of the document; what no label tells is computed from the others where that is safe."""
    linked = linked_totals(reading)
    nets = _options(linked, {"net_total": 1.0, "subtotal": 0.75})
    taxes = [*_options(linked, {"tax_total": 1.0}), *_summed_taxes(reading, linked)]
    grosses = _options(linked, {"gross_total": 1.0, "amount_due": 0.8})
    for name, candidate in summed_rows(reading):
        chosen = {"net_total": nets, "tax_total": taxes, "gross_total": grosses}[name]
        chosen.insert(0, Option(abs(candidate.value), 1.2, candidate))
    grosses += _completing(reading, nets, taxes, grosses)
    grosses += _paid_in_cash(reading, linked, grosses)
    rates = tax_rates(reading, drafts)
    sums = line_sums(drafts)
    highest = max((option.value for option in grosses if option.score > 0.25), default=Decimal(0))

    def worth(triple: Triple) -> float:
        whole = triple[2] is not None and triple[2].value == highest
        return _worth(triple, rates, sums) + (0.3 if whole and all(triple) else 0.0)

    best = max(product([None, *nets], [None, *taxes], [None, *grosses]), key=worth)
    return claimed_totals(reading, best, rates, sums)


def line_sums(drafts: tuple[Draft, ...]) -> tuple[Decimal, Decimal]:
    """The sum of the lines without tax and with tax, without sign; 0 where the lines do not say it."""
    return (
        abs(sum(line_amounts(drafts, "line_total"), Decimal(0))),
        abs(sum(line_amounts(drafts, "line_gross"), Decimal(0))),
    )


def linked_totals(reading: Reading) -> tuple[Link[Decimal], ...]:
    """Labels of totals with the amounts near them; headings of line tables are no labels of totals."""
    known = reading.cache.get("linked_totals")
    if known is None:
        known = reading.cache["linked_totals"] = _linked(reading)
    assert isinstance(known, tuple)
    return known


def _linked(reading: Reading) -> tuple[Link[Decimal], ...]:
    headings = {index for header in find_headers(reading) for index in _heading_rows(reading, header)}
    money = [c for c in reading.amounts if c.detail and not c.detail.percent and _money(c)]
    return tuple(link for link in links(reading, money, FIELDS) if link.label.phrase.row not in headings)


def _heading_rows(reading: Reading, header: Header) -> Iterator[int]:
    """The rows of a heading and those below it up to the first amount: they explain columns too."""
    yield from range(header.first, header.last + 1)
    for row in reading.sheet.below(header.last, 3):
        if reading.amounts_by_row.get(row.index):
            return
        yield row.index


def _money(candidate: Candidate[Decimal]) -> bool:
    detail = candidate.detail
    return detail is not None and (detail.decimals in (1, 2) or (detail.decimals == 0 and candidate.value < 10**10))


def _form(candidate: Candidate[Decimal]) -> float:
    """How much like an amount it looks: two decimals or a currency, not a bare count."""
    detail = candidate.detail
    if detail is None:
        return 0.0
    return 1.0 if detail.decimals == 2 else 0.85 if detail.currency else 0.5


def _options(linked: Iterable[Link[Decimal]], fields: dict[str, float]) -> list[Option]:
    scores: dict[Decimal, tuple[float, Candidate[Decimal]]] = {}
    rivals: dict[int, float] = defaultdict(float)
    every = list(linked)
    for link in every:
        for name in link.label.fields.keys() - fields.keys():
            if name in FIELDS:
                rivals[id(link.candidate)] = max(rivals[id(link.candidate)], link.score(name))
    counts: dict[Decimal, int] = defaultdict(int)
    for link in every:
        score = max(link.score(name) * weight for name, weight in fields.items()) * _form(link.candidate)
        if rivals[id(link.candidate)] > score:
            score *= 0.5
        value = abs(link.candidate.value)
        if score <= 0.12:
            continue
        counts[value] += 1
        if value not in scores or score > scores[value][0]:
            scores[value] = (score, link.candidate)
    ranked = sorted(scores.items(), key=lambda item: -item[1][0] - 0.03 * counts[item[0]])
    return [Option(value, score, candidate) for value, (score, candidate) in ranked[:MOST]]


def _summed_taxes(reading: Reading, linked: Iterable[Link[Decimal]]) -> Iterator[Option]:
    """Several tax amounts, one a rate: their sum, from rows that say both tax and a percentage."""
    by_rate: dict[Decimal, Decimal] = {}
    for link in linked:
        if "tax_total" in link.label.fields:
            row = reading.amounts_by_row.get(link.label.phrase.row, ())
            rates = [c.value for c in row if c.detail and c.detail.percent]
            money = [c for c in row if c.detail and c.detail.decimals == 2 and not c.detail.percent]
            if len(set(rates)) == 1 and money:
                by_rate.setdefault(rates[0], abs(money[-1].value))
    if len(by_rate) > 1:
        yield Option(sum(by_rate.values(), Decimal(0)), 0.7, None)


def _completing(reading: Reading, nets: list[Option], taxes: list[Option], grosses: list[Option]) -> Iterator[Option]:
    """Amounts on the page that are net plus tax, though no label says gross."""
    known = {option.value for option in grosses}
    places = {abs(c.value): c for c in reading.amounts if c.detail and c.detail.decimals == 2}
    for net, tax in product(nets[:4], taxes[:4]):
        value = net.value + tax.value
        if tax.value and value in places and value not in known:
            known.add(value)
            yield Option(value, 0.2, places[value])


def _paid_in_cash(reading: Reading, linked: Iterable[Link[Decimal]], grosses: list[Option]) -> Iterator[Option]:
    """What was handed over less the change; on a receipt the surest sign of the total."""
    if reading.kind is not Kind.RECEIPT:
        return
    given: set[Decimal] = set()
    change: set[Decimal] = set()
    for link in linked:
        words = link.label.phrase.text[link.label.start : link.label.end].casefold()
        if "other_amount" in link.label.fields and link.candidate.detail and link.candidate.detail.decimals == 2:
            (change if "change" in words or "rück" in words else given).add(abs(link.candidate.value))
    places = {abs(c.value): c for c in reading.amounts}
    for total in {a - b for a, b in product(given, change) if a > b} & places.keys():
        labelled = next((option.score for option in grosses if option.value == total), 0.0)
        yield Option(total, 0.75 + 0.3 * labelled, places[total])


def tax_rates(reading: Reading, drafts: tuple[Draft, ...]) -> frozenset[Decimal]:
    """The tax rates (percent) that the pages or the lines state."""
    shown = {c.value for c in reading.amounts if c.detail and c.detail.percent and 0 < c.value <= 30}
    return frozenset(shown | {rate for rate in line_amounts(drafts, "tax_rate") if 0 < rate <= 30})


def _worth(triple: Triple, rates: frozenset[Decimal], sums: tuple[Decimal, Decimal]) -> float:
    net, tax, gross = triple
    worth = sum(option.score for option in triple if option)
    if net and tax and gross:
        worth += 1.6 if _adds_up(net.value, tax.value, gross.value) else -0.5
    elif net and gross:
        worth += _likely(net.value, gross.value - net.value, rates)
    elif tax and gross:
        worth += _likely(gross.value - tax.value, tax.value, rates)
    elif net and tax:
        worth += _likely(net.value, tax.value, rates)
    known_net = net.value if net else gross.value - tax.value if tax and gross else None
    if sums[0] and known_net is not None and abs(known_net - sums[0]) <= 3 * CENT:
        worth += 0.6
    if gross and gross.value and (gross.value in sums):
        worth += 0.25
    if gross is None:
        worth -= 0.6
    elif gross.value == 0:
        worth -= 0.5
    return worth


def _adds_up(net: Decimal, tax: Decimal, gross: Decimal) -> bool:
    return abs(net + tax - gross) <= 2 * CENT


def _likely(net: Decimal, tax: Decimal, rates: frozenset[Decimal]) -> float:
    """Is `tax` a believable tax on `net`? Better where a rate on the page gives it."""
    if net <= 0 or tax < 0 or tax > net * Decimal("0.3"):
        return -1.2
    if tax == 0:
        return 0.1
    return 0.6 if any(abs(net * rate / 100 - tax) <= 2 * CENT for rate in rates) else 0.15


def claimed_totals(reading: Reading, best: Triple, rates: frozenset[Decimal], sums: tuple[Decimal, Decimal]) -> Totals:
    """The totals of the chosen three, what is missing computed where that is safe, with the sign that is printed."""
    net, tax, gross = best
    sure = bool(net and tax and gross and _adds_up(net.value, tax.value, gross.value))
    untaxed = (
        reading.kind is not Kind.RECEIPT and not _mentions_tax(reading) and gross is not None and gross.value in sums
    )
    values = [_value(option, sure, sums) for option in (net, tax, gross)]
    if net and gross and tax is None and gross.value >= net.value:
        safe = _likely(net.value, gross.value - net.value, rates)
        values[1] = _derived(gross.value - net.value, values[0], values[2], 0.9 if safe >= 0.6 else 0.7)
    elif tax and gross and net is None:
        values[0] = _derived(gross.value - tax.value, values[1], values[2], 0.85)
    elif net and tax and gross is None:
        values[2] = _derived(net.value + tax.value, values[0], values[1], 0.8)
    elif gross and net is None and tax is None and (untaxed or _exempt(reading)):
        values[0] = _derived(gross.value, values[2], values[2], 0.8)
        values[1] = _derived(Decimal("0.00"), values[2], values[2], 0.8)
    if _negative(best):
        values = [value and value.model_copy(update={"value": -value.value}) for value in values]
    return Totals(*values)


def _negative(totals: Triple) -> bool:
    """Whether most of the three are printed with a minus; the gross total decides a draw."""
    signs = [1 if o.candidate.value < 0 else -1 for o in totals if o and o.candidate and o.candidate.value]
    gross = totals[2]
    return sum(signs) > 0 or (sum(signs) == 0 and bool(gross and gross.candidate and gross.candidate.value < 0))


def _value(option: Option | None, sure: bool, sums: tuple[Decimal, Decimal]) -> Value[Decimal] | None:
    if option is None:
        return None
    confidence = 0.98 if sure and option.score > 0.3 else 0.92 if sure else min(0.9, 0.35 + 0.6 * option.score)
    if not sure and option.value in sums and option.value:
        confidence = min(0.94, confidence + 0.1)
    if option.candidate is None:
        return Value(value=option.value, confidence=round(min(0.9, confidence), 3), source=Source.DERIVED)
    return option.candidate.claimed(confidence, option.value)


def _derived(
    value: Decimal, first: Value[Decimal] | None, second: Value[Decimal] | None, ceiling: float
) -> Value[Decimal]:
    known = [v.confidence for v in (first, second) if v is not None]
    page = next((v.page for v in (second, first) if v is not None), None)
    return Value(value=value, confidence=round(min([*known, ceiling]), 3), page=page, source=Source.DERIVED)


def _mentions_tax(reading: Reading) -> bool:
    return any("tax_total" in label.fields for label in reading.labels)


def _exempt(reading: Reading) -> bool:
    return any("tax_exempt" in label.fields for label in reading.labels)
