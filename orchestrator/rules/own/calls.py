"""Calls within expressions: has(), date(), the functions, and the macros that look at each line."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from orchestrator.rules.own.functions import FUNCTIONS, METHODS, Work, day
from orchestrator.rules.own.literals import written
from orchestrator.rules.own.types import (
    DATE,
    LINE,
    NUMBER,
    TEXT,
    TRUTH,
    CannotTell,
    Checking,
    ExpressionRefused,
    Facts,
    Missing,
    Node,
    Run,
    Type,
)

MACROS = ("exists", "all", "exists_one", "filter", "map")
DEEPEST_MACRO = 2


class Calls:
    """Checks the calls of one expression."""

    def __init__(self, compiler: Checking) -> None:
        self.compiler = compiler

    def function(self, tree: Any) -> Node:
        """A call such as has(due_date) or round(net_total, 2)."""
        name, arguments = str(tree.children[0]), _arguments(tree, 1)
        if name == "has":
            return self._has(tree, arguments)
        if name == "date":
            return self._date(tree, arguments)
        if name == "size":
            return self._size(tree, arguments)
        if name not in FUNCTIONS:
            known = ", ".join(("has", "date", "size", *FUNCTIONS))
            self._refuse(tree, f"there is no function {name!r}; there are {known}")
        types, result, work = FUNCTIONS[name]
        return self._called(tree, f"{name}()", arguments, types, result, work)

    def method(self, tree: Any) -> Node:
        """A call such as supplier_name.contains("GmbH") or lines.exists(l, l.quantity > 10)."""
        name, arguments = str(tree.children[1]), _arguments(tree, 2)
        of = self.compiler.node(tree.children[0])
        if name in MACROS and of.type.item:
            return self._macro(tree, name, of, arguments)
        if name == "matches" and of.type == TEXT:
            return self._matches(tree, of, arguments)
        if name == "size" and of.type.item:
            return _counted(of.run)
        if (name, of.type) not in METHODS:
            known = [one for one, type_ in METHODS if type_ == of.type] or (list(MACROS) if of.type.item else [])
            self._refuse(tree, f"a {of.type} has no {name}()" + (f"; it has {', '.join(known)}" if known else ""))
        types, result, work = METHODS[name, of.type]
        return self._called(tree, f"{name}()", arguments, types, result, work, of.run)

    def _called(
        self, tree: Any, name: str, given: list[Any], types: tuple[Type, ...], result: Type, work: Work, *first: Run
    ) -> Node:
        if len(given) != len(types):
            self._refuse(tree, f"{name} takes {len(types)} in its brackets, and here are {len(given)}")
        pairs = zip(given, types, strict=True)
        runs = (*first, *(self.compiler.of_type(argument, type_, name) for argument, type_ in pairs))
        return Node(result, lambda facts: work(*(run(facts) for run in runs)))

    def _has(self, tree: Any, arguments: list[Any]) -> Node:
        if len(arguments) != 1:
            self._refuse(tree, "has() takes one name")
        asked = self.compiler.node(arguments[0])

        def run(facts: Facts) -> object:
            try:
                return asked.run(facts) not in ("", [])
            except Missing:
                return False

        return Node(TRUTH, run)

    def _date(self, tree: Any, arguments: list[Any]) -> Node:
        texts = [_text_literal(argument) for argument in arguments]
        named = day(texts[0]) if len(texts) == 1 and texts[0] is not None else None
        if named is None:
            self._refuse(tree, 'date() takes a day in quotation marks, as in date("2026-12-31")')
        return Node(DATE, lambda _: named)

    def _size(self, tree: Any, arguments: list[Any]) -> Node:
        of = self.compiler.node(arguments[0]) if len(arguments) == 1 else None
        if of is None or not (of.type.item or of.type == TEXT):
            self._refuse(tree, "size() takes one list or text")
        return _counted(of.run)

    def _matches(self, tree: Any, of: Node, arguments: list[Any]) -> Node:
        """By RE2, which takes time in proportion to the text whatever the pattern."""
        import re2  # only who has own rules loads it

        text = _text_literal(arguments[0]) if len(arguments) == 1 else None
        if text is None:
            self._refuse(tree, "matches() takes a pattern in quotation marks")
        try:
            options = re2.Options()
            options.log_errors = False
            pattern = re2.compile(text, options=options)
        except re2.error as error:
            why = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else error
            self._refuse(tree, f"the pattern {text!r} is not understood: {why}")
        found = of.run
        return Node(TRUTH, lambda facts: pattern.search(found(facts)) is not None)

    def _macro(self, tree: Any, name: str, of: Node, arguments: list[Any]) -> Node:
        """Looks at each item of a list under a name that the expression gives it."""
        variable = _name(arguments[0]) if len(arguments) == 2 else None
        if variable is None:
            self._refuse(tree, f"{name}() takes a name and what is asked of it, as in lines.{name}(l, l.quantity > 1)")
        compiler = self.compiler
        if variable in compiler.names or variable in compiler.inner:
            self._refuse(tree, f"the name {variable!r} is taken; give {name}() another")
        if len(compiler.inner) >= DEEPEST_MACRO:
            self._refuse(tree, f"{name}() stands inside {DEEPEST_MACRO} others; no more are taken")
        assert of.type.item is not None
        compiler.inner[variable] = of.type.item
        try:
            asked = compiler.node(arguments[1])
        finally:
            del compiler.inner[variable]
        if name == "map":
            if asked.type.item or asked.type is LINE:
                self._refuse(tree, "map() must come to numbers, texts, dates or yes and no")
            return Node(Type("list", asked.type), _each(of.run, variable, asked.run))
        if asked.type != TRUTH:
            self._refuse(tree, f"{name}() asks yes or no, and this is a {asked.type}")
        return _asked(name, of, variable, asked.run)

    def _refuse(self, tree: Any, message: str) -> NoReturn:
        raise ExpressionRefused(message, tree.meta.line or 1, tree.meta.column or 1)


def _arguments(tree: Any, from_: int) -> list[Any]:
    return list(tree.children[from_].children) if len(tree.children) > from_ else []


def _bare(tree: Any) -> Any:
    while hasattr(tree, "data") and tree.data not in ("ident", "literal") and len(tree.children) == 1:
        tree = tree.children[0]
    return tree


def _name(tree: Any) -> str | None:
    found = _bare(tree)
    return str(found.children[0]) if getattr(found, "data", "") == "ident" else None


def _text_literal(tree: Any) -> str | None:
    found = _bare(tree)
    is_text = getattr(found, "data", "") == "literal" and found.children[0].type in ("STRING_LIT", "MLSTRING_LIT")
    return written(found.children[0]) if is_text else None


def _counted(of: Run) -> Node:
    def run(facts: Facts) -> object:
        found = of(facts)
        assert isinstance(found, list | str)
        return Decimal(len(found))

    return Node(NUMBER, run)


def _each(of: Run, variable: str, asked: Run) -> Run:
    def run(facts: Facts) -> object:
        return [asked(inner) for inner in _items(facts, of, variable)]

    return run


def _asked(name: str, of: Node, variable: str, asked: Run) -> Node:
    def answers(facts: Facts) -> list[tuple[object, bool | CannotTell]]:
        found: list[tuple[object, bool | CannotTell]] = []
        for inner in _items(facts, of.run, variable):
            item = inner.values[variable]
            try:
                found.append((item, bool(asked(inner))))
            except Missing as missing:  # as in CEL, what another item decides is decided
                found.append((item, missing))
        return found

    def run(facts: Facts) -> object:
        given = answers(facts)
        unknown = next((answer for _, answer in given if isinstance(answer, CannotTell)), None)
        if name == "exists" and any(answer is True for _, answer in given):
            return True
        if name == "all" and any(answer is False for _, answer in given):
            return False
        if unknown is not None:
            raise unknown
        yes = [item for item, answer in given if answer is True]
        if name == "filter":
            return yes
        return len(yes) == 1 if name == "exists_one" else name == "all"

    return Node(of.type if name == "filter" else TRUTH, run)


def _items(facts: Facts, of: Run, variable: str) -> Iterator[Facts]:
    """The facts with each item in turn under the variable's name."""
    items = of(facts)
    assert isinstance(items, list)
    for item in items:
        yield facts.with_item(variable, item)
