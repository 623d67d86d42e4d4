"""Loads own_rules.toml: every rule is checked and its examples are tried, so that a wrong one never comes in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from config.errors import ConfigError
from config.files import toml_content
from config.own_rules_file import Own, OwnRule, OwnRulesFile, OwnTable, Places
from orchestrator.rules.base import Case, Verdict
from orchestrator.rules.own.expressions import compiled
from orchestrator.rules.own.facts import of_example
from orchestrator.rules.own.rule import NAME, Decide, OwnCheck
from orchestrator.rules.own.tables import Table, read_table
from orchestrator.rules.own.types import DOCUMENT, CannotTell, ExpressionRefused, Run

FILE = "own_rules.toml"


@dataclass(frozen=True)
class OwnRules:
    """All rules of a user, in the order of the file: expressions first, then tables."""

    checks: tuple[OwnCheck, ...] = ()

    def judge(self, case: Case) -> tuple[Verdict, ...]:
        """One verdict of each rule for the case's kind."""
        return tuple(check.judge(case) for check in self.checks if case.kind.value in check.own.kinds)


@dataclass(frozen=True)
class Loading:
    """A file that is being loaded: where things stand in it, and the tables beside it."""

    places: Places
    files: Mapping[str, str]

    def rule(self, own: OwnRule, number: int) -> OwnCheck:
        """An expression, checked."""
        when, names = self._when(own, "rule", number)
        must, more = self._run(own, "rule", number, "must", own.must)
        text = f"when {own.when}\nmust {own.must}" if own.when else own.must
        decide: Decide = lambda facts: (bool(must(facts)), "")  # noqa: E731 - it is this short
        return self._tried(OwnCheck(own, when, decide, _names(names | more), text), "rule", number)

    def table(self, own: OwnTable, number: int) -> OwnCheck:
        """A decision table, checked."""
        when, names = self._when(own, "table", number)
        if own.file not in self.files:
            raise self._wrong(own, "table", number, "file", f"the file {own.file} is not beside it")
        table: Table = read_table(own, self.files[own.file])
        for row in table.rows:
            self._check_sentence(own, "table", number, row.sentence)
        rows = f"when {own.when}\n{own.file}" if own.when else own.file
        return self._tried(OwnCheck(own, when, table.decide, _names(names | table.names), rows), "table", number)

    def _when(self, own: OwnRule | OwnTable, section: str, number: int) -> tuple[Run | None, frozenset[str]]:
        return (None, frozenset()) if own.when is None else self._run(own, section, number, "when", own.when)

    def _run(self, own: Own, section: str, number: int, key: str, text: str) -> tuple[Run, frozenset[str]]:
        try:
            return compiled(text)
        except ExpressionRefused as refused:
            line = self.places.line(section, number, key)
            at = line + refused.line - 1 if line else 0
            first = self.places.column(section, number, key) if refused.line == 1 else 1
            column = first + refused.column - 1
            raise ConfigError(f"{_place(at, column)}, rule {own.id}, {key}: {refused}.") from refused

    def _tried(self, check: OwnCheck, section: str, number: int) -> OwnCheck:
        self._check_sentence(check.own, section, number, check.own.sentence)
        for key, wanted in (("passes", True), ("fails", False)):
            for position, given in enumerate(getattr(check.own, key), start=1):
                problem = _problem(check, given, wanted)
                if problem:
                    raise self._wrong(check.own, section, number, key, f"example {position}: {problem}")
        return check

    def _check_sentence(self, own: Own, section: str, number: int, sentence: str) -> None:
        unknown = [name for name in NAME.findall(sentence) if name not in DOCUMENT]
        if unknown:
            message = f"{{{unknown[0]}}} names nothing that a document has; there are {', '.join(DOCUMENT)}"
            raise self._wrong(own, section, number, "sentence", message)

    def _wrong(self, own: Own, section: str, number: int, key: str, message: str) -> ConfigError:
        return ConfigError(f"{_place(self.places.line(section, number, key))}, rule {own.id}, {key}: {message}.")


def load_own_rules(text: str, files: Mapping[str, str], delivered: frozenset[str] = frozenset()) -> OwnRules:
    """The user's rules from the text of own_rules.toml.

    Args:
        files: the texts of the decision tables, by their names.
        delivered: the ids that the farm's own rules have.

    Raises:
        ConfigError: a rule is wrong; the message names file, line, rule and reason.
    """
    places = Places(text)
    found = _validated(toml_content(text, FILE), places)
    loading = Loading(places, files)
    for section, every in (("rule", found.rule), ("table", found.table)):
        for number, own in enumerate(every):
            if own.id in delivered:
                where = _place(places.line(section, number, "id"))
                raise ConfigError(f"{where}: the id {own.id!r} is that of a rule of the farm itself; take another.")
    rules = [loading.rule(own, number) for number, own in enumerate(found.rule)]
    tables = [loading.table(own, number) for number, own in enumerate(found.table)]
    return OwnRules((*rules, *tables))


def _problem(check: OwnCheck, given: Mapping[str, Any], wanted: bool) -> str:
    """What is wrong with an example; empty where it comes out as it should."""
    try:
        passed, sentence = check.outcome(of_example(given))
    except ExpressionRefused as refused:
        return str(refused)
    except CannotTell as lacking:
        return f"it cannot be worked out: {lacking}; give it in the example, or ask has() first"
    if passed is wanted:
        return ""
    return "it fails, and should pass" if wanted else f"it passes, and should fail ({sentence})"


def _validated(content: dict[str, Any], places: Places) -> OwnRulesFile:
    try:
        return OwnRulesFile.model_validate(content)
    except ValidationError as error:
        raise ConfigError("; ".join(_sentences(error, places, content))) from error


def _sentences(error: ValidationError, places: Places, content: dict[str, Any]) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        at = detail["loc"]
        message = detail["msg"].removeprefix("Value error, ")
        if detail["type"] == "extra_forbidden":
            message = "this name is not known here; correct or remove it"
        elif detail["type"] == "missing":
            message = "is missing; add it"
        elif len(at) > 2:
            message += f" (it says {str(detail['input'])[:60]!r})"
        if len(at) >= 2 and isinstance(at[0], str) and isinstance(at[1], int):
            named = content[at[0]][at[1]]
            own = named.get("id", "without an id") if isinstance(named, dict) else "without an id"
            key = str(at[2]) if len(at) > 2 else ""
            yield f"{_place(places.line(at[0], at[1], key))}, rule {own}: {'.'.join(map(str, at[2:]))}: {message}"
        else:
            yield f"{FILE}: {'.'.join(map(str, at))}: {message}" if at else f"{FILE}: {message}"


def _place(line: int, column: int = 0) -> str:
    return FILE + (f", line {line}" if line else "") + (f", column {column}" if line and column else "")


def _names(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in DOCUMENT if name in names)
