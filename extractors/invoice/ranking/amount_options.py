"""The amounts of a document as options for net, tax and gross."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from extractors.invoice.links import Link
from extractors.invoice.ranking.agreement import agreement_of, in_cents
from extractors.invoice.ranking.option import Features, Option
from extractors.invoice.ranking.places import Places, by_label
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Value

WORDS = ("net_total", "tax_total", "gross_total", "other_amount", "line_total", "iban")
LABELS = ("net_total", "tax_total", "gross_total", "amount_due", "subtotal", "other_amount")
MOST = 40
Money = Candidate[Decimal]


def amount_options(
    reading: Reading,
    places: Places,
    ruled: dict[str, Value[Decimal] | None],
    linked: Sequence[Link[Decimal]],
    sums: tuple[Decimal, Decimal],
    rates: frozenset[Decimal],
) -> list[Option[Decimal]]:
    """One option for each amount that is printed, without its sign, at its best place.

    Args:
        ruled: what the rules chose, by field.
        linked: labels of totals with the amounts near them.
        sums: of the lines' totals without tax and with tax, 0 where unknown.
        rates: tax rates (percent) that the pages print.
    """
    labelled = by_label(linked, LABELS)
    money = [
        c
        for c in reading.amounts
        if c.detail and not c.detail.percent and _formed(c) and (c.value or labelled.get(id(c)))
    ]
    by_value: dict[Decimal, list[Money]] = defaultdict(list)
    for candidate in money:
        by_value[abs(candidate.value)].append(candidate)
    agreement = agreement_of(by_value, rates)
    last = max((c.phrase.row for c in money), default=0)
    totals = sorted({link.label.phrase.row for link in linked if link.score("gross_total") > 0.3})
    options = []
    for value, found in by_value.items():
        best = max(found, key=lambda c: (max(labelled.get(id(c), {"": 0.0}).values(), default=0.0), c.phrase.row))
        features = agreement.features(value)
        features.update(_merged(labelled, found))
        features.update(
            times=float(len(found)),
            decimals=float(best.detail.decimals if best.detail else 0),
            currency=float(any(c.detail and c.detail.currency for c in found)),
            negative=float(any(c.value < 0 for c in found)),
            lines_net=float(in_cents(value) == in_cents(sums[0])),
            lines_gross=float(in_cents(value) == in_cents(sums[1])),
            has_lines=float(bool(sums[0])),
            from_last=float(min(60, last - best.phrase.row)),
            from_total=float(min((abs(best.phrase.row - row) for row in totals), default=60)),
        )
        for name, claimed in ruled.items():
            features["ruled_" + name] = claimed.confidence if claimed and abs(claimed.value) == value else 0.0
            features["has_ruled_" + name] = float(claimed is not None)
        options.append(Option(value, best, features))
    options.sort(key=_promise, reverse=True)
    for option in options[:MOST]:
        option.features.update(places.features(option.candidate, WORDS))
    return options[:MOST]


def _formed(candidate: Money) -> bool:
    detail = candidate.detail
    return detail is not None and (detail.decimals == 2 or bool(detail.currency))


def _merged(labelled: dict[int, Features], found: list[Money]) -> Features:
    """The best score by label of all the places of one amount."""
    merged: Features = {}
    for candidate in found:
        for name, score in labelled.get(id(candidate), {}).items():
            merged[name] = max(score, merged.get(name, 0.0))
    return merged


def _promise(option: Option[Decimal]) -> float:
    """Which options are looked at more closely: labelled, fitting, large."""
    features = option.features
    labels = max((features.get("label_" + name, 0.0) for name in LABELS), default=0.0)
    fits = max(features["as_net"], features["as_tax"], features["as_gross"])
    ruled = max((features.get("ruled_" + name, 0.0) for name in ("net_total", "tax_total", "gross_total")), default=0.0)
    return 2 * ruled + labels + 0.5 * fits + 0.3 * features["of_largest"] + 0.3 * features["lines_net"]
