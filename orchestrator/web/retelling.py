"""Says in the reader's language what the farm stored in English: reasons, verdicts, problems in reading, refusals.

The sentences are known by their templates, in `orchestrator.web.sentences`. A text may be several of them, joined by
spaces; what no template fits stays as it is. The work on a text is bounded, whatever a hostile document has put in.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from string import Formatter
from typing import NamedTuple

from orchestrator.reports import wording
from orchestrator.stages import Stage
from orchestrator.web.languages import LANGUAGES, Language, language
from orchestrator.web.sentences import FRAGMENTS, NESTED, SENTENCES, WORDED

STAGES = frozenset(str(stage) for stage in Stage)
WRITTEN_IN = next(iter(LANGUAGES))
LONGEST = 5000
"""Characters of a text that is looked at; the store keeps fewer."""
MOST_TRIALS = 600
"""Attempts of a template at a place of a text before the rest is left as it is."""
ENDS = 12
"""Places tried as the end of one sentence: a value may hold what looks like one."""
DEEPEST = 3
END = re.compile(r"[.?!]\)? ")
FULL_WIDTH = ("。", "）", "：")
"""No space comes after these."""
KEPT = 4096


@dataclass(frozen=True)
class Template:
    """A sentence with named places for values, and the literal pieces around them."""

    text: str

    @cached_property
    def _parsed(self) -> tuple[tuple[str, str | None], ...]:
        return tuple((literal, name) for literal, name, _, _ in Formatter().parse(self.text))

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(name for _, name in self._parsed if name is not None)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """One more than there are names; the first and the last may be empty."""
        literals = tuple(literal for literal, _ in self._parsed)
        return literals if self._parsed[-1][1] is None else (*literals, "")

    @cached_property
    def first_words(self) -> str:
        """What a text must begin with: two words or one, up to a space; empty where a value stands there."""
        if not self.names:
            return _first_words(self.text, 0)[1]
        *whole, _ = self.pieces[0].split(" ")
        return " ".join(whole[:2])

    @cached_property
    def longest_piece(self) -> str:
        """What is quickly looked for before anything else is."""
        return max(self.pieces, key=len)

    def matches(self, text: str, at: int, strict: bool = False) -> "Iterator[Match]":
        """Where it may end when it begins at `at`, nearest first, with its values. Each literal is looked for once.

        Args:
            strict: no value may hold what looks like the end of a sentence.
        """
        if not text.startswith(self.pieces[0], at):
            return
        place, values = at + len(self.pieces[0]), []
        for piece in self.pieces[1:-1]:
            found = text.find(piece, place)
            if found < 0:
                return
            values.append(text[place:found])
            place = found + len(piece)
        if (strict or not self.pieces[0]) and any(". " in value for value in values):
            return
        for value_end, end in self._ends(text, place):
            if strict and self.pieces[-1] and ". " in text[place:value_end]:
                return
            yield Match(self, end, (*values, text[place:value_end]) if self.names else ())

    def _ends(self, text: str, place: int) -> Iterator[tuple[int, int]]:
        if not self.names:
            if _is_end(text, place):
                yield place, place
            return
        last = self.pieces[-1]
        if not last:
            yield len(text), len(text)
            return
        found = place - 1
        for _ in range(ENDS):
            found = text.find(last, found + 1)
            if found < 0:
                return
            if _is_end(text, found + len(last)):
                yield found, found + len(last)


class Match(NamedTuple):
    """A template that fits a text up to `end`, with the values in the order of its names."""

    template: Template
    end: int
    values: tuple[str, ...]


@dataclass
class Reading:
    """One text taken apart into sentences. `trials` counts down; a place where nothing fitted is not tried again."""

    text: str
    strict: bool
    trials: int = MOST_TRIALS
    hopeless: set[int] = field(default_factory=set)

    def whole(self, at: int = 0) -> list[Match] | None:
        """Sentences that follow each other to the very end of the text; None where there are no such ones."""
        if at in self.hopeless:
            return None
        for match in self._here(at):
            if match.end == len(self.text):
                return [match]
            rest = self.whole(match.end + 1)
            if rest is not None:
                return [match, *rest]
        self.hopeless.add(at)
        return None

    def told_parts(self) -> list[Match | str]:
        """The known sentences, and between them, as it stands, what is not known."""
        parts: list[Match | str] = []
        at = 0
        while at < len(self.text):
            match = next(self._here(at), None)
            end = match.end if match else _next_end(self.text, at)
            parts.append(match or self.text[at:end])
            at = end + 1
        return parts

    def _here(self, at: int) -> Iterator[Match]:
        text, index = self.text, _index()
        for words in (*reversed(_first_words(text, at)), ""):
            for prefix, piece, template in index.get(words, ()):
                if text.startswith(prefix, at) and text.find(piece, at) >= 0:
                    self.trials -= 1
                    if self.trials < 0:
                        return
                    yield from template.matches(text, at, self.strict)


def taken_apart(text: str) -> list[Match] | None:
    """The sentences of a text all of which are known, else None. That a value holds a sentence's end is tried last."""
    return Reading(text, strict=True).whole() or Reading(text, strict=False).whole()


def retell(spoken: Language, text: str) -> str:
    """The text in this language, its values put in; what is not known stays English, and English stays as it is."""
    if spoken.code == WRITTEN_IN or len(text) > LONGEST:
        return text
    told = spoken.gettext(text)
    return told if told != text else _retold(spoken.code, text, DEEPEST)


def knows(text: str) -> bool:
    """Whether every sentence of a text is known."""
    return taken_apart(text) is not None


@lru_cache(KEPT)
def _retold(code: str, text: str, depth: int) -> str:
    spoken, said = language(code), ""
    for part in taken_apart(text) or Reading(text, strict=True).told_parts():
        told = part if isinstance(part, str) else _said(spoken, part, depth)
        said += told if not said or said.endswith(FULL_WIDTH) else f" {told}"
    return said


def _said(spoken: Language, match: Match, depth: int) -> str:
    names = match.template.names
    values = {name: _value(spoken, name, value, depth) for name, value in zip(names, match.values, strict=True)}
    return spoken.gettext(match.template.text).format(**values)


def _value(spoken: Language, name: str, value: str, depth: int) -> str:
    """A value may be words of the farm's own, or a whole reason."""
    if name in NESTED and depth > 1:
        return _retold(spoken.code, value, depth - 1)
    if name == "stage" and value in STAGES:
        return spoken.gettext(wording.STAGE_LABEL[Stage(value)])
    return _fragment(spoken, value, depth) if name in WORDED else value


def _fragment(spoken: Language, value: str, depth: int) -> str:
    """Words of the farm's own within a sentence, such as what a field is called; other words stay as they are."""
    first, both = _first_words(value, 0)
    fitting = (*_fragments().get(both, ()), *_fragments().get(first, ()))
    for _, _, template in fitting:
        match = next((one for one in template.matches(value, 0) if one.end == len(value)), None)
        if match:
            return _said(spoken, match, depth - 1) if depth > 0 else value
    return value


def _first_words(text: str, at: int) -> tuple[str, str]:
    """The first word there, and the first two."""
    first = text.find(" ", at)
    if first < 0:
        return text[at:], text[at:]
    second = text.find(" ", first + 1)
    return text[at:first], text[at:second] if second >= 0 else text[at:]


def _is_end(text: str, place: int) -> bool:
    return place == len(text) or text[place] == " "


def _next_end(text: str, at: int) -> int:
    """Where a sentence that is not known ends."""
    end = END.search(text, at)
    return end.end() - 1 if end else len(text)


Index = dict[str, tuple[tuple[str, str, Template], ...]]


@cache
def _index() -> Index:
    """The sentences by their first words, the most particular first; those that begin with a value by the empty one."""
    return {"": (), **_by_first_words(SENTENCES)}


@cache
def _fragments() -> Index:
    return _by_first_words(FRAGMENTS)


def _by_first_words(texts: tuple[str, ...]) -> Index:
    found: defaultdict[str, list[tuple[str, str, Template]]] = defaultdict(list)
    for template in sorted(map(Template, dict.fromkeys(texts)), key=lambda one: -sum(map(len, one.pieces))):
        found[template.first_words].append((template.pieces[0], template.longest_piece, template))
    return {word: tuple(templates) for word, templates in found.items()}
