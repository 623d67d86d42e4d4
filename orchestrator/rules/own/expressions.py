"""Expressions in CEL, the Common Expression Language: parsed by cel-python, checked and worked out in decimals here.

Every name and type is checked when a file is loaded, so that what is wrong is refused with its place. What is left to
go wrong with a document (a value is missing, a division by zero) raises CannotTell, never gives a wrong answer.
"""

import operator
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NoReturn

from orchestrator.rules.own.arithmetic import OPERATIONS
from orchestrator.rules.own.calls import Calls
from orchestrator.rules.own.literals import literal
from orchestrator.rules.own.types import (
    DATE,
    DOCUMENT,
    LINE,
    NOTHING,
    NUMBER,
    OF_LINE,
    TEXT,
    TRUTH,
    CannotTell,
    ExpressionRefused,
    Facts,
    Missing,
    Node,
    Run,
    Type,
)

DEEPEST = 100
COMPARING: dict[str, Callable[[Any, Any], Any]] = {
    "relation_lt": operator.lt,
    "relation_le": operator.le,
    "relation_gt": operator.gt,
    "relation_ge": operator.ge,
    "relation_eq": operator.eq,
    "relation_ne": operator.ne,
}
SIGNS = {
    "addition_add": "+", "addition_sub": "-",
    "multiplication_mul": "*", "multiplication_div": "/", "multiplication_mod": "%",
}  # fmt: skip
PLAIN = {"expr", "conditionalor", "conditionaland", "relation", "addition", "multiplication", "unary", "member",
         "primary", "paren_expr"}  # fmt: skip
"""Rules of the grammar that mean nothing by themselves where they hold one thing only."""
PARSING = threading.Lock()
"""The library's parser is one for the process and was not made for several threads."""


def compiled(text: str, type_: Type = TRUTH, names: dict[str, Type] = DOCUMENT) -> tuple[Run, frozenset[str]]:
    """What works an expression out, and the names of the document that it uses.

    Args:
        type_: what it must come to.
        names: what the document has, with types.

    Raises:
        ExpressionRefused: it is not understood, or uses unknown names or wrong types.
    """
    compiler = Compiler(names)
    node = compiler.node(_parse(text))
    if node.type != type_:
        raise ExpressionRefused(f"it must come to a {type_}, and comes to a {node.type}")
    return node.run, frozenset(compiler.used)


def _parse(text: str) -> Any:
    from celpy.celparser import CELParseError, CELParser  # only who has own rules loads it

    try:
        with PARSING:
            return CELParser().parse(text)
    except CELParseError as error:
        at_end = getattr(getattr(error.__context__, "token", None), "type", "") == "$END"
        raise _not_understood(text, *((None, None) if at_end else (error.line, error.column))) from error
    except RecursionError as error:
        raise ExpressionRefused("it is nested too deeply") from error


def _not_understood(text: str, line: int | None, column: int | None) -> ExpressionRefused:
    lines = text.splitlines()
    known = isinstance(line, int) and isinstance(column, int) and 1 <= line <= len(lines)
    rest = lines[line - 1][column - 1 :].strip() if known and line and column else ""
    if not rest:
        return ExpressionRefused(
            "something is missing at its end", max(len(lines), 1), max(len(lines[-1]) if lines else 1, 1)
        )
    return ExpressionRefused(f"it is not understood from {rest[:40]!r} on", line or 1, column or 1)


def refuse(tree: Any, message: str) -> NoReturn:
    """Refuse an expression at the place of a part."""
    at = getattr(tree, "meta", tree)
    raise ExpressionRefused(message, getattr(at, "line", None) or 1, getattr(at, "column", None) or 1)


@dataclass
class Compiler:
    """Checks a parsed expression from the outside in. `inner` are the names that exists(), all() and so on give."""

    names: dict[str, Type]
    inner: dict[str, Type] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    depth: int = 0

    def node(self, tree: Any) -> Node:
        """A part of the expression, with its type."""
        while tree.data in PLAIN and len(tree.children) == 1:
            tree = tree.children[0]
        self.depth += 1
        if self.depth > DEEPEST:
            refuse(tree, "it is nested too deeply; make two rules of it")
        try:
            make: Callable[[Any], Node] | None = getattr(self, f"_{tree.data}", None)
            if make is None:
                refuse(tree, "this is no part of what rules may say")
            return make(tree)
        finally:
            self.depth -= 1

    def of_type(self, tree: Any, type_: Type, where: str) -> Run:
        """A part that must be of a type."""
        node = self.node(tree)
        if node.type != type_:
            refuse(tree, f"{where} takes a {type_}, and this is a {node.type}")
        return node.run

    def _expr(self, tree: Any) -> Node:
        condition = self.of_type(tree.children[0], TRUTH, "before the ? a condition")
        yes, no = self.node(tree.children[1]), self.node(tree.children[2])
        if yes.type != no.type:
            refuse(tree, f"both ways of ? : must be of one type, and these are a {yes.type} and a {no.type}")
        return Node(yes.type, lambda facts: yes.run(facts) if condition(facts) else no.run(facts))

    def _conditionalor(self, tree: Any) -> Node:
        return self._either(tree, "||", decides=True)

    def _conditionaland(self, tree: Any) -> Node:
        return self._either(tree, "&&", decides=False)

    def _either(self, tree: Any, sign: str, decides: bool) -> Node:
        """As in CEL: a side that decides decides, whatever is missing for the other side."""
        left, right = (self.of_type(child, TRUTH, sign) for child in tree.children)

        def run(facts: Facts) -> object:
            try:
                if left(facts) is decides:
                    return decides
            except CannotTell:
                if right(facts) is decides:
                    return decides
                raise
            return right(facts)

        return Node(TRUTH, run)

    def _relation(self, tree: Any) -> Node:
        how, other = tree.children
        left, right = self.node(how.children[0]), self.node(other)
        if how.data == "relation_in":
            return self._within(tree, left, right)
        if left.type != right.type or left.type.item or left.type is LINE:
            refuse(tree, f"a {left.type} cannot be compared with a {right.type}")
        if left.type is TRUTH and how.data not in ("relation_eq", "relation_ne"):
            refuse(tree, "yes and no have no order; compare them by == or !=")
        first, second, compare = left.run, right.run, COMPARING[how.data]
        return Node(TRUTH, lambda facts: compare(first(facts), second(facts)))

    def _within(self, tree: Any, left: Node, right: Node) -> Node:
        if right.type.item not in (left.type, NOTHING) or left.type is LINE:
            refuse(tree, f"a {left.type} cannot be in a {right.type}")
        item, items = left.run, right.run

        def run(facts: Facts) -> object:
            looked_for, among = item(facts), items(facts)
            assert isinstance(among, list)
            return looked_for in among

        return Node(TRUTH, run)

    def _addition(self, tree: Any) -> Node:
        how, other = tree.children
        left, right = self.node(how.children[0]), self.node(other)
        sign = SIGNS[how.data]
        found = OPERATIONS.get((sign, left.type, right.type))
        if found is None:
            refuse(tree, f"{sign} does not go with a {left.type} and a {right.type}")
        type_, work = found
        first, second = left.run, right.run
        return Node(type_, lambda facts: work(first(facts), second(facts)))

    _multiplication = _addition

    def _unary(self, tree: Any) -> Node:
        how, other = tree.children
        if how.data == "unary_not":
            condition = self.of_type(other, TRUTH, "!")
            return Node(TRUTH, lambda facts: not condition(facts))
        number = self.of_type(other, NUMBER, "-")
        minus = OPERATIONS["-", NUMBER, NUMBER][1]
        return Node(NUMBER, lambda facts: minus(Decimal(0), number(facts)))

    def _literal(self, tree: Any) -> Node:
        return literal(tree)

    def _list_lit(self, tree: Any) -> Node:
        items = [self.node(child) for child in (tree.children[0].children if tree.children else ())]
        types = {item.type for item in items} or {NOTHING}
        if len(types) > 1 or not types <= {NUMBER, TEXT, DATE, NOTHING}:
            refuse(tree, "all items of a list must be of one type: numbers, texts or dates")
        runs = tuple(item.run for item in items)
        return Node(Type("list", types.pop()), lambda facts: [run(facts) for run in runs])

    def _ident(self, tree: Any) -> Node:
        name = str(tree.children[0])
        type_ = self.inner.get(name) or self.names.get(name)
        if type_ is None:
            near = get_close_matches(name, [*self.names, *self.inner], n=1)
            refuse(tree, f"the name {name!r} is not known" + (f"; is {near[0]!r} meant?" if near else ""))
        if name not in self.inner:
            self.used.add(name)
        return Node(type_, lambda facts: _there(facts.values[name], name))

    def _member_dot(self, tree: Any) -> Node:
        of, name = self.node(tree.children[0]), str(tree.children[1])
        if of.type is not LINE:
            refuse(tree, f"a {of.type} has nothing of the name {name!r}")
        if name not in OF_LINE:
            refuse(tree, f"a line has no {name!r}; it has {', '.join(OF_LINE)}")
        line = of.run

        def run(facts: Facts) -> object:
            values = line(facts)
            assert isinstance(values, dict)
            return _there(values.get(name), f"{name} in a line")

        return Node(OF_LINE[name], run)

    def _member_dot_arg(self, tree: Any) -> Node:
        return Calls(self).method(tree)

    def _ident_arg(self, tree: Any) -> Node:
        return Calls(self).function(tree)


def _there(value: object, name: str) -> object:
    if value is None:
        raise Missing(name)
    return value


__all__ = ["DATE", "TEXT", "Compiler", "compiled", "refuse"]
