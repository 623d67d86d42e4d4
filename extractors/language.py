"""The language of a text: by its script where that tells, else by statistics of its letters."""

import re
from functools import cache
from typing import Protocol

KNOWN = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pl",
    "cs",
    "sk",
    "pt",
    "ro",
    "hu",
    "sv",
    "da",
    "no",
    "fi",
    "tr",
    "el",
    "hr",
    "sl",
    "et",
    "lv",
    "lt",
]
LEAST_LETTERS = 12


class Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of `text` is in; None for a text too short to tell."""
    sample = text[:20000]
    letters = sum(char.isalpha() for char in sample)
    by_script = _by_script(sample, letters)
    if by_script or letters < LEAST_LETTERS:
        return by_script
    words = " ".join(re.findall(r"[^\W\d_]{2,}", sample))
    if len(words) < LEAST_LETTERS:
        return None
    return str(_identifier().classify(words.casefold())[0])


def _by_script(text: str, letters: int) -> str | None:
    """Languages that a script gives away; a few foreign words do not make a text Chinese or Russian."""
    counts = {
        "ja": len(re.findall(r"[\u3040-\u30ff]", text)),
        "ko": len(re.findall(r"[\uac00-\ud7af]", text)),
        "zh": len(re.findall(r"[\u3400-\u9fff]", text)),
        "ru": len(re.findall(r"[\u0400-\u04ff]", text)),
        "ar": len(re.findall(r"[\u0600-\u06ff]", text)),
        "he": len(re.findall(r"[\u0590-\u05ff]", text)),
        "th": len(re.findall(r"[\u0e00-\u0e7f]", text)),
    }
    if not letters:
        return None
    if counts["ja"] >= 3 and counts["ja"] > 0.05 * (counts["zh"] + counts["ja"]):
        return "ja"
    code, count = max(counts.items(), key=lambda item: item[1])
    share = 0.15 if code in ("zh", "ko") else 0.35
    if count < 2 or count < share * letters:
        return None
    return _cyrillic(text) if code == "ru" else code


def _cyrillic(text: str) -> str:
    if re.search(r"[іїєґ]", text, re.IGNORECASE):
        return "uk"
    return "ru"


@cache
def _identifier() -> Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)  # type: ignore[no-untyped-call]
    identifier.set_languages(KNOWN)
    found: Identifier = identifier
    return found
