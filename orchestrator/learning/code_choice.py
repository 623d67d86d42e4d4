"""Chooses one code (an account, a cost centre) for a line from earlier lines, and says on what it rests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from orchestrator.learning.attributes import Attribute
from orchestrator.learning.code_evidence import CodeEvidence
from orchestrator.learning.code_model import CodeModel
from orchestrator.learning.line_words import line_terms, line_words
from orchestrator.learning.other_lines import OtherLines
from orchestrator.learning.own_lines import OwnLines
from orchestrator.learning.support import Support
from orchestrator.store.coded_lines import LineCoding

WORD_LINES = 2
"""Lines with a word, before it is told as the reason."""


@dataclass(frozen=True)
class CodeChoice:
    """Earlier lines, newest first, to choose one attribute's code from."""

    attribute: Attribute
    own: Sequence[LineCoding]
    others: Sequence[LineCoding]
    model: CodeModel

    def choose(self, description: str) -> Support | None:
        """The likeliest code and what speaks for it; None where nothing like it was coded."""
        chances = {code: self.model.chance(found) for code, found in self.evidence.of(description).items()}
        if not chances:
            return None
        code = max(chances, key=lambda told: chances[told])
        return max(self._reasons(code, description, chances[code]), key=_telling)

    @cached_property
    def evidence(self) -> CodeEvidence:
        others = OtherLines(self.others, self.attribute)
        return CodeEvidence(OwnLines(self.own, self.attribute, others.renamed), others)

    def _reasons(self, code: str, description: str, chance: float) -> Iterator[Support]:
        """The lines that may be told as the reason: of the description, of a word, of the supplier, of others."""
        words, own = line_words(description), self.evidence.own
        same = [at for at, other in enumerate(own.words) if words and other == words]
        if same:
            said = f"for this supplier and {self.own[same[0]].description[:40]!r}"
            yield self._support(code, "line", said, [own.codes[at] for at in same], chance)
        for word in line_terms(description):
            having = [own.codes[at] for at, terms in enumerate(own.terms) if word in terms]
            if len(having) >= WORD_LINES:
                yield self._support(code, "word", f"for this supplier and {word!r}", having, chance)
        if own.codes:
            yield self._support(code, "supplier", "for this supplier", own.codes, chance)
        for word in line_terms(description):
            meaning = self.evidence.others.meaning(word)
            if meaning and meaning.code == code:
                said = self._as_renamed(code, f"for {word!r} at other suppliers")
                yield Support(code, "others", said, meaning.suppliers, meaning.agreeing, chance)

    def _support(self, code: str, basis: str, said: str, codes: Sequence[str], chance: float) -> Support:
        return Support(code, basis, self._as_renamed(code, said), len(codes), codes.count(code), chance)

    def _as_renamed(self, code: str, said: str) -> str:
        """Says so where own lines still have the old name."""
        renamed = self.evidence.others.renamed
        old = next((other for other in self.evidence.own.written if renamed.get(other) == code), None)
        return said if old is None else f"{said}, and {old} has become {code}"


def _telling(support: Support) -> tuple[float, int, int]:
    """What is told: the greatest share that agrees, the nearest basis of those, the most lines."""
    nearness = ("others", "supplier", "word", "line").index(support.basis)
    return (support.agreed + 0.3) / (support.seen + 0.6) + 0.1 * nearness, nearness, support.seen
