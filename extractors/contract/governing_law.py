"""The governing law: the state or country named in the sentence that says whose laws govern."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractors.contract.text import ContractText
from extractors.models import Value

GOVERNS = re.compile(
    r"govern|construed|interpret|subject to the (?:internal |substantive )?laws? of|in accordance "
    r"with the (?:internal |substantive )?laws? of|applicable law",
    re.I,
)
LAWS = re.compile(r"\blaws?\b", re.IGNORECASE)
OF_LAW = re.compile(r"\blaws?\b(?:[^.;]{0,60}?\bof\b)?", re.IGNORECASE)


def choose_law(contract: ContractText, doc: Doc) -> Value[str] | None:
    """The jurisdiction, as written (``New York``, ``England and Wales``)."""
    best: tuple[float, Span] | None = None
    for sentence in doc.sents:
        text = sentence.text
        if not LAWS.search(text) or not GOVERNS.search(text):
            continue
        for score, entity in _named(sentence):
            if best is None or score > best[0]:
                best = (score, entity)
    if best is None:
        return None
    score, entity = best
    name = re.sub(r"\s+", " ", entity.text)
    return contract.claimed(
        _spelled(name), entity.start_char, entity.end_char, 0.95 if score >= 1.5 else 0.85 if score >= 1.0 else 0.6
    )


def _spelled(name: str) -> str:
    return (
        name.title().replace(" And ", " and ").replace(" Of ", " of ").replace("Prc", "PRC") if name.isupper() else name
    )


def _named(sentence: Span) -> Iterator[tuple[float, Span]]:
    """Jurisdictions that follow the word law soon, the nearer the better."""
    text = sentence.text
    for entity in sentence.ents:
        if entity.label_ != "JURISDICTION":
            continue
        before = text[: entity.start_char - sentence.start_char]
        laws = list(LAWS.finditer(before))
        if laws:
            between = before[laws[-1].end() :]
            near = 1.0 if len(between) < 60 and re.search(r"\bof\b", between) else 0.5 if len(between) < 90 else 0.2
        else:
            after = text[entity.end_char - sentence.start_char :]
            near = 0.8 if re.match(r"\s*(?:state )?laws?\b", after, re.IGNORECASE) else 0.1
        bonus = 0.6 if re.search(r"govern", text, re.IGNORECASE) else 0.2
        yield near + bonus if near > 0.1 else 0.0, entity
