"""Chooses one code (an account, a cost centre) for a line from earlier lines, and says how sure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from orchestrator.learning.line_words import line_words
from orchestrator.learning.support import BELOW_CLAIM, CHANGED_AFTER, Records, Support, support_of
from orchestrator.store.coded_lines import LineCoding

SPEAKS = 0.7
"""From this confidence a support counts against another code."""
AGAINST = 0.6
TRACK = 12
"""The supplier's last proposals that tell how well it can be proposed for at all."""
TRIED = 4
RECENT = 80
"""The supplier's lines that are compared with each other."""
NEIGHBOURS = 40
"""Lines before the first one with a new code that may have it already."""
BASES = ("line", "word", "supplier", "others")


@dataclass(frozen=True)
class Attribute:
    """One of a line's codes, by the names of its columns: the code, what was proposed, and on what that rested."""

    code: str
    proposed: str
    support: str

    def of(self, line: LineCoding) -> str:
        return str(getattr(line, self.code))

    def proposed_for(self, line: LineCoding) -> str | None:
        told = getattr(line, self.proposed)
        return None if told is None else str(told)

    def basis_of(self, line: LineCoding) -> str:
        """On which basis the proposal rested; empty without one."""
        return " ".join((getattr(line, self.support) or "").split()[1:2])


ACCOUNT = Attribute("account", "proposed_account", "account_support")
COST_CENTRE = Attribute("cost_centre", "proposed_cost_centre", "cost_centre_support")


@dataclass(frozen=True)
class CodeChoice:
    """Earlier lines, newest first, to choose one attribute's code from."""

    attribute: Attribute
    own: Sequence[LineCoding]
    others: Sequence[LineCoding]
    records: Records

    def choose(self, words: tuple[str, ...]) -> tuple[Support, float] | None:
        """What speaks clearest for a code, and how sure that makes it; None where nothing like it was coded.

        The description and its words come before the supplier as a whole: a supplier sells different things.
        """
        rated = [(support.confidence(self.records), support) for support in self._tracked(words)]
        if not rated:
            return None
        own = [(sure, s) for sure, s in rated if s.basis != "others"]
        telling = [(sure, s) for sure, s in own if s.basis == "line" or (s.basis == "word" and s.seen >= 2)]
        code = max(telling or own or rated, key=_clearest)[1].code
        sure, best = max((item for item in rated if item[1].code == code), key=_clearest)
        if any(other.code != code and clear >= SPEAKS for clear, other in own):
            sure *= AGAINST
        return self._as_renamed(best, sure)

    def _tracked(self, words: tuple[str, ...]) -> Iterator[Support]:
        tracks = {basis: self._track(basis) for basis in BASES}
        for support in self._supports(words):
            yield replace(support, track=tracks[support.basis])

    def _supports(self, words: tuple[str, ...]) -> Iterator[Support]:
        same = [line for line in self.own if words and line_words(line.description) == words]
        if same:
            yield support_of(self._codes(same), "line", f"for this supplier and {same[0].description[:40]!r}")
        for word in words:
            having = [line for line in self.own if word in line_words(line.description)]
            if having:
                yield support_of(self._codes(having), "word", f"for this supplier and {word!r}")
        if self.own:
            yield support_of(self._codes(self.own), "supplier", "for this supplier")
            return
        for word in words:
            having = [line for line in self.others if word in line_words(line.description)]
            if having:
                yield support_of(self._codes(having), "others", f"for {word!r} at other suppliers")

    def _codes(self, lines: Sequence[LineCoding]) -> list[str]:
        return [self.attribute.of(line) for line in lines]

    def _track(self, basis: str) -> str:
        """How well this supplier's lines could be told so far: on this basis by what was proposed, and by whether like
        lines were coded alike."""
        told = [line for line in self.own if self.attribute.basis_of(line) == basis][:TRACK]
        misses = sum(self.attribute.proposed_for(line) != self.attribute.of(line) for line in told)
        alike = self._alike if basis in ("line", "word") else ()
        misses = max(misses, alike.count(False))
        if misses >= 2:
            return "poor"
        return "missed" if misses else "good" if max(len(told), len(alike)) >= TRIED else "new"

    @cached_property
    def _alike(self) -> tuple[bool, ...]:
        """Of the supplier's last lines that have an earlier one of the same description: is it coded the same?"""
        later: dict[tuple[str, ...], str] = {}
        pairs = []
        for line in self.own[:RECENT]:
            words, code = line_words(line.description), self.attribute.of(line)
            if words in later:
                pairs.append(later[words] == code)
            later[words] = code
        return tuple(pairs[:TRACK])

    def _as_renamed(self, best: Support, sure: float) -> tuple[Support, float]:
        """The new code where the one proposed was always replaced by it lately, at other suppliers too."""
        replaced = replacement(best.code, self.others, self.attribute)
        if replaced is None:
            return best, sure
        new, times = replaced
        if times < CHANGED_AFTER or self.attribute.of(self.own[0] if self.own else self.others[0]) == best.code != new:
            return best, min(sure, BELOW_CLAIM)
        return replace(best, code=new, said=f"{best.said}, and {best.code} has become {new}"), sure


def replacement(old: str, lines: Sequence[LineCoding], attribute: Attribute) -> tuple[str, int] | None:
    """The code by which `old` was replaced each time that it was proposed lately, and how often; None if it was not.

    Only a code that was not in use before counts: a slip of the clerk renames nothing.
    """
    times, new, first = 0, "", 0
    for at, line in enumerate(lines):
        if attribute.proposed_for(line) != old:
            continue
        if attribute.of(line) == old or (new and attribute.of(line) != new):
            break
        times, new, first = times + 1, attribute.of(line), at
    if not times or any(attribute.of(line) == new for line in lines[first + 1 + NEIGHBOURS :]):
        return None
    return new, times


def _clearest(item: tuple[float, Support]) -> tuple[float, int]:
    return item[0], item[1].agreed
