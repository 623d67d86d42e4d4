"""The parts of which a set of rules consists, each with its own author: a section, a rule, a policy."""

import json
import tomllib
from collections.abc import Mapping
from difflib import unified_diff

from pydantic import BaseModel, ConfigDict

from orchestrator.rule_sets.files import APPROVAL, COVERED, OWN, RULES, VAT_RATES
from orchestrator.store.rule_sets import REMOVED

LONGEST_DIFF = 400
"""Lines of a file's differences that are told; all of the file is kept with the set."""


class Change(BaseModel):
    """A part before and after, as JSON; None where it was not there."""

    model_config = ConfigDict(frozen=True)

    part: str
    before: str | None
    after: str | None


def parts(files: Mapping[str, str]) -> dict[str, str]:
    """What each part says, in one form whatever order and layout the file has. The files must be TOML."""
    rules, own = tomllib.loads(files.get(RULES, "")), tomllib.loads(files.get(OWN, ""))
    found = {f"{RULES}/{name}": _plain(section) for name, section in rules.items()}
    found[f"{VAT_RATES}/vat_rate"] = _plain(files.get(VAT_RATES, "").splitlines())
    found[APPROVAL] = _plain(tomllib.loads(files.get(APPROVAL, "")))
    for rule in (*own.get("rule", ()), *own.get("table", ())):
        table = files.get(str(rule.get("file", "")), "")
        found[f"{OWN}/{rule['id']}"] = _plain({**rule, "rows": table.splitlines()} if table else rule)
    return found


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    """What is different between two sets of files; no files before means that everything is new."""
    old, new = parts(before) if before else {}, parts(after)
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        Change(part=name, before=old.get(name), after=new.get(name)) for name in names if old.get(name) != new.get(name)
    )


def authors(before: Mapping[str, str], changed: tuple[Change, ...], author: str) -> dict[str, str]:
    """Who put each part in force as it stands, after somebody changed some. A part that was taken away stays named."""
    found = dict(before)
    for change in changed:
        found.pop(change.part, None)
        found.pop(change.part + REMOVED, None)
        found[change.part if change.after is not None else change.part + REMOVED] = author
    return found


def diff(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """The lines that are different, by file, as `diff -u` shows them."""
    names = [*COVERED, *sorted({*before, *after} - {*COVERED})]
    found = {name: _diff(name, before.get(name, ""), after.get(name, "")) for name in names}
    return {name: text for name, text in found.items() if text}


def _diff(name: str, before: str, after: str) -> str:
    lines = list(unified_diff(before.splitlines(), after.splitlines(), f"{name} before", f"{name} after", lineterm=""))
    more = [f"… and {len(lines) - LONGEST_DIFF} more lines"] if len(lines) > LONGEST_DIFF else []
    return "\n".join([*lines[:LONGEST_DIFF], *more])


def _plain(content: object) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
