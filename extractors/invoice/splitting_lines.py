"""What of a table is a line, and what an allowance or a charge on a line or on the whole document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.invoice.drafts import CENT, Draft, summed


@dataclass(frozen=True)
class Split:
    """The rows of a table told apart: lines, and allowances or charges on the whole document.

    Attributes:
        left_out: rows of the table that are neither, though quantity times price is their total.
    """

    lines: tuple[Draft, ...]
    adjustments: tuple[Draft, ...] = ()
    left_out: int = 0

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return self.lines + self.adjustments

    @property
    def whole(self) -> Decimal:
        """What lines and adjustments give together."""
        return summed(self.drafts)


def splits(drafts: Sequence[Draft]) -> Iterator[Split]:
    """Every sensible way to tell lines from adjustments: all rows up to each total, and of these only some."""
    drafts = without_sums(_of_one_form(drafts))
    parts = sorted({draft.part for draft in drafts})
    for place, part in enumerate(parts):
        held = tuple(draft for draft in drafts if draft.part <= part)
        left_out = sum(draft.agrees for draft in drafts if draft.part > part)
        after = tuple(draft for draft in drafts if draft.total and parts[place + 1 : place + 2] == [draft.part])
        for lines, adjustments in _told_apart(held):
            yield Split(lines, adjustments, left_out)
            if after and place == 0:
                yield Split(lines, adjustments + after, left_out)


def _of_one_form(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Without rows whose only amount is a bare count while the others have cents: parts of account numbers."""
    exact = sum(draft.exact for draft in drafts)
    return [draft for draft in drafts if draft.exact or draft.agrees or exact * 2 <= len(drafts)]


def without_sums(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Without sub-totals and sums carried over, known by their amount: that of all lines above, or of a section's."""
    kept: list[Draft] = []
    whole = section = Decimal(0)
    held = 0
    any_priced = any(draft.priced for draft in drafts)
    for draft in drafts:
        sums = {whole, section} if held > 1 or any_priced else {whole}
        repeated = len(kept) > 1 and draft.total == whole and not draft.agrees
        if repeated or (not draft.priced and kept and draft.total in sums and (any_priced or len(kept) > 1)):
            if draft.total == section:
                section, held = Decimal(0), 0
            continue
        kept.append(draft)
        whole, section, held = whole + draft.total, section + draft.total, held + 1
    return kept


def _told_apart(drafts: tuple[Draft, ...]) -> Iterator[tuple[tuple[Draft, ...], tuple[Draft, ...]]]:
    seen: list[tuple[tuple[Draft, ...], tuple[Draft, ...]]] = []
    for rows in (drafts, _reduced(drafts)):
        for lines, charges in _adjusted(rows):
            adjustments = tuple(draft for draft in charges if draft.total)
            if lines and (lines, adjustments) not in seen:
                seen.append((lines, adjustments))
                yield lines, adjustments


def _adjusted(drafts: tuple[Draft, ...]) -> Iterator[tuple[tuple[Draft, ...], tuple[Draft, ...]]]:
    """All are lines; those without a price below the others are none; all without a price are none."""
    yield drafts, ()
    last = max((place for place, draft in enumerate(drafts) if draft.priced), default=-1)
    yield drafts[: last + 1], drafts[last + 1 :]
    yield drafts[: last + 1], ()
    yield tuple(draft for draft in drafts if draft.priced), tuple(draft for draft in drafts if not draft.priced)


def _reduced(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """A discount below a line taken off it: a row of its own with a negative amount and no price."""
    found: list[Draft] = []
    for draft in drafts:
        if found and found[-1].priced and _discount_on(draft, found[-1]):
            found[-1] = _less(found[-1], draft)
        else:
            found.append(draft)
    return tuple(found)


def _discount_on(draft: Draft, line: Draft) -> bool:
    if draft.priced or draft.total >= 0 or line.total <= 0 or draft.subtotals != line.subtotals:
        return False
    rate = draft.amount("discount") or draft.amount("tax_rate")
    if rate and abs(line.total * rate / 100 + draft.total) <= 2 * CENT:
        return True
    return draft.charge and -draft.total < line.total and draft.row - line.row <= 6


def _less(line: Draft, discount: Draft) -> Draft:
    name = "line_total" if "line_total" in line.numbers else "line_gross"
    candidate = line.numbers[name]
    numbers = {name: replace(candidate, value=line.total + discount.total)}
    if line.agrees:
        numbers["discount"] = replace(candidate, value=-discount.total)
    return replace(line, numbers=line.numbers | numbers)
