"""The model of `own_rules.toml`: rules that a user writes, as expressions or as decision tables, without Python."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,58}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
KindName = Literal["invoice", "credit_note", "receipt"]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
MOST_RULES = 500


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Values = dict[str, Any]
"""What a document says, by the names that expressions use; what is left out is missing on the document."""


class Own(Frozen):
    """What an expression and a decision table have in common.

    Attributes:
        version: of the rule, so that an old verdict can be told from a new one; change it with the rule.
        severity: `block` must be corrected, `review` a person may approve, `note` is only said.
        serves: the law, standard or policy for which the rule is there.
        kinds: kinds of documents that are asked.
        sentence: what the person reads whose document it stops; {names} stand for values of the document.
        passes, fails: examples, at least one each, that are tried whenever the file is loaded.
    """

    id: RuleId
    version: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
    severity: Literal["block", "review", "note"]
    serves: Text
    kinds: tuple[KindName, ...] = Field(("invoice", "credit_note", "receipt"), min_length=1)
    sentence: Text
    passes: tuple[Values, ...] = Field(min_length=1)
    fails: tuple[Values, ...] = Field(min_length=1)


class OwnRule(Own):
    """A rule as an expression: where `when` holds (always, without it), `must` has to hold, too."""

    when: Expression | None = None
    must: Expression


class OwnTable(Own):
    """A rule as a decision table.

    Attributes:
        file: a CSV or Excel file beside `own_rules.toml`; its first row that fits a document decides.
        otherwise: what holds where no row fits: `pass` or `fail`.
        when: to which documents the table applies; to all without it.
    """

    file: Annotated[str, StringConstraints(pattern=r"^[\w. -]{1,100}\.(csv|xlsx)$")]
    otherwise: Literal["pass", "fail"]
    when: Expression | None = None

    @model_validator(mode="after")
    def _is_beside(self) -> Self:
        if self.file.startswith("."):
            raise ValueError(f"{self.file!r}: write the name of a file beside own_rules.toml")
        return self


class OwnRulesFile(Frozen):
    """Everything in `own_rules.toml`."""

    rule: tuple[OwnRule, ...] = ()
    table: tuple[OwnTable, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        every: list[Own] = [*self.rule, *self.table]
        if len(every) > MOST_RULES:
            raise ValueError(f"{len(every)} rules; at most {MOST_RULES} are taken")
        seen: set[str] = set()
        for own in every:
            if own.id in seen:
                raise ValueError(f"the id {own.id!r} is there twice; each rule has its own")
            seen.add(own.id)
        return self


class Places:
    """At which line of the file each rule and each of its entries stands, for messages."""

    def __init__(self, text: str) -> None:
        self.lines: dict[tuple[str, int], int] = {}
        self.keys: dict[tuple[str, int, str], tuple[int, int]] = {}
        for key, where in _entries(text):
            if isinstance(key[-1], str) and len(key) == 3:
                self.keys.setdefault(key, where)
            else:
                self.lines[(key[0], key[1])] = where[0]

    def line(self, section: str, number: int, key: str = "") -> int:
        """The line (from 1) of an entry of the n-th (from 0) rule or table, else of its head; 0 where unknown."""
        found = self.keys.get((section, number, key))
        return found[0] if found else self.lines.get((section, number), 0)

    def column(self, section: str, number: int, key: str) -> int:
        """The column (from 1) at which the text of an entry begins; 1 for one of several lines."""
        return self.keys.get((section, number, key), (0, 1))[1]


def _entries(text: str) -> Iterator[tuple[tuple[str, int] | tuple[str, int, str], tuple[int, int]]]:
    counted = {"rule": -1, "table": -1}
    section, within = "", ""
    for line, content in enumerate(text.splitlines(), start=1):
        if not within and (head := re.match(r"\s*\[\[\s*(rule|table)\s*\]\]", content)):
            section = head[1]
            counted[section] += 1
            yield (section, counted[section]), (line, 1)
        elif not within and section and (entry := re.match(r"\s*(\w+)\s*=\s*(\"\"\"|'''|[\"'])?", content)):
            several = entry[2] in ('"""', "'''")
            first = line + 1 if several and not content[entry.end() :].strip() else line
            yield (section, counted[section], entry[1]), (first, 1 if first > line else entry.end() + 1)
            within = entry[2] if several and entry[2] not in content[entry.end() :] else ""
        elif within and within in content:
            within = ""
