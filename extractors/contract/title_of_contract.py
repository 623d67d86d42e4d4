"""The title of a contract: the first row of its first pages that names itself an agreement."""

import re

from extractors.contract.text import ContractText
from extractors.models import Value

TITLE = re.compile(
    r"\b(?:agreement|contract|amendment|addendum|memorandum of understanding|lease|licen[sc]e|vertrag|"
    r"vereinbarung|\w+vertrag|contrat|convention|contrato|contratto|overeenkomst|umowa|smlouva)\b|"
    r"договор|контракт|соглашение|合同|协议",
    re.IGNORECASE,
)
SENTENCE = re.compile(
    r"\b(?:this|dated|between|is made|entered|by and|hereby|the parties|pursuant|exhibit \d)\b", re.IGNORECASE
)


def choose_title(contract: ContractText) -> Value[str] | None:
    """The title as printed, with a second row where it goes on in capitals."""
    for place, phrase in enumerate(contract.phrases[:60]):
        text = phrase.text.strip()
        if len(text) > 110 or not TITLE.search(text) or SENTENCE.search(text) or not _looks_like_title(text):
            continue
        before = contract.phrases[place - 1] if place else None
        if (
            before is not None
            and text.isupper()
            and before.text.isupper()
            and before.row == phrase.row - 1
            and len(text.split()) == 1
        ):
            text = f"{before.text.strip()} {text}"
        title = _as_written(re.sub(r"\s+", " ", text).strip(" .,:*"), contract.text)
        return contract.claimed(
            title,
            contract.starts[place],
            contract.starts[place] + len(phrase.text),
            0.85,
        )
    return None


def _looks_like_title(text: str) -> bool:
    words = [w for w in text.split() if w[0].isalpha()]
    if any("\u3400" <= c <= "\u9fff" for c in text):
        return len(text) < 40
    return text.isupper() or sum(w[0].isupper() for w in words) >= 0.6 * len(words)


def _as_written(title: str, text: str) -> str:
    """A title in capitals as the text itself writes it later on (``This Supply Agreement``), where it does."""
    if not title.isupper():
        return title
    spelled = re.escape(title).replace("\\ ", r"\s+")
    found = [m.group() for m in re.finditer(spelled, text, re.IGNORECASE) if not m.group().isupper()]
    return re.sub(r"\s+", " ", found[0]) if found and found[0][0].isupper() else title
