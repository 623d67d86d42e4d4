"""Brings the catalogues of the pages' languages up to date: `make messages`.

Texts come from the templates, from `phrase("...")` in the code, and from the tables of plain words. New ones are added
without a translation, which a test then misses; those no longer used are dropped.
"""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from orchestrator.people import login, passwords
from orchestrator.people.roles import Role
from orchestrator.reports import wording
from orchestrator.web import actions, desk
from orchestrator.web.languages import CATALOGUES, DOMAIN, LANGUAGES

WEB = CATALOGUES.parent
WORDS = {"_": None, "gettext": None, "phrase": None}
"""Functions whose text is collected."""
TABLES = (
    wording.STAGE_LABEL, wording.STAGE_MEANING, wording.NEXT_STEP, wording.KIND_LABEL, wording.FIELD_LABEL,
    actions.LABEL, actions.SAID,
)  # fmt: skip

SENTENCES = (
    login.TOO_MANY, login.NOT_FITTING, login.NOT_YOURS, desk.TOO_OLD, desk.LOAD_AGAIN, passwords.LENGTH,
    passwords.GUESSED,
)  # fmt: skip


def texts() -> dict[str, str]:
    """Every text that the pages say, and where it comes from."""
    found: dict[str, str] = {}
    for template in sorted((WEB / "templates").glob("*.html")):
        options = {"newstyle_gettext": "true", "trimmed": "true"}
        for _, _, text, _ in babel_extract(BytesIO(template.read_bytes()), ("_", "gettext", "ngettext"), (), options):
            words = text if isinstance(text, str) else (text or ("",))[0]
            if words:
                found.setdefault(words, template.name)
    for module in sorted(WEB.parent.rglob("*.py")):
        for _, text, _, _ in extract(extract_python, BytesIO(module.read_bytes()), WORDS):
            if text:
                found.setdefault(str(text), module.name)
    for table in TABLES:
        for text in table.values():
            found.setdefault(text, "plain words")
    for text in (*Role, *SENTENCES):
        found.setdefault(str(text), "sentences")
    return {text: origin for text, origin in found.items() if re.search(r"[^\W\d_]", text)}


def catalogue_of(code: str) -> Path:
    """Where the words of a language are."""
    return CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def update(code: str) -> list[str]:
    """Bring a catalogue up to date; the texts that have no translation."""
    path, missing = catalogue_of(code), []
    old = read_po(path.open("rb"), locale=code) if path.is_file() else Catalog(locale=code)
    new = Catalog(locale=code, fuzzy=False, header_comment="# The words of the pages.")
    for text, origin in sorted(texts().items()):
        known = old.get(text)
        said = known.string if known and not known.fuzzy else ""
        new.add(text, said, auto_comments=[origin])
        if not said:
            missing.append(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, new, width=120, omit_header=True, sort_output=True)
    path.write_bytes(out.getvalue())
    return missing


def main() -> None:
    for code in list(LANGUAGES)[1:]:
        missing = update(code)
        print(f"{code}: {len(missing)} without a translation")
        for text in missing:
            print("   ", text)


if __name__ == "__main__":
    main()
