"""Whatever is written is told in the history: found in the code itself, so that a new act without an entry fails here.

The calls between the functions of `orchestrator` are followed. A function that writes to the database must come to
`audit.append`, or every function that calls it must.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPEND = "orchestrator.store.audit:append"
WRITING = frozenset({"insert", "update", "delete"})

COMMON = frozenset(name for kind in (str, bytes, list, dict, set, date, Path) for name in dir(kind))
"""Methods of everyday objects: by such a name alone nobody knows whose it is."""

TECHNICAL = {
    "orchestrator.store.alongside": "runs statements of others",
    "orchestrator.store.audit": "the history itself",
    "orchestrator.store.cause_retries": "how far an order has come that the history has from its asking on",
    "orchestrator.store.deliveries": "how a message is delivered; acts on it are told in webhooks.register",
    "orchestrator.store.editing": "a lease of two minutes; that it is taken over is told",
    "orchestrator.store.erasing": "part of erasures.erase",
    "orchestrator.store.heartbeats": "signs of life; that a part is forgotten is told",
    "orchestrator.store.idempotency": "answers kept for a day, so that a request sent twice is done once",
    "orchestrator.store.keying": "what waiting documents are told; the lane's pause is told",
    "orchestrator.store.outbox": "what the queues are to be told",
    "orchestrator.store.page_layouts": "sizes and words of pages, read from the original",
    "orchestrator.store.runs": "who works on what",
    "orchestrator.store.samples": "figures by the minute",
    "orchestrator.store.schedules": "each run is a row of its own",
    "orchestrator.store.search": "the index, made from what is told",
    "orchestrator.store.migrations": "the schema",
}
"""Modules whose writing is no act."""

TECHNICAL_FUNCTIONS = {
    "orchestrator.store.erasures:files_removed": "the end of an erasure that is told",
    "orchestrator.store.lanes:ensure": "the accounts of the settings, whose changes are told as configuration",
    "orchestrator.store.lanes:keep_only": "the accounts of the settings, whose changes are told as configuration",
    "orchestrator.store.lanes:_insert_missing": "the accounts of the settings",
    "orchestrator.store.people:end_old_sessions": "sessions that ended by themselves",
    "orchestrator.store.people:saw_session": "that a session is used",
    "orchestrator.store.people:used_token": "that a token is used",
    "orchestrator.store.receipts:mark_returned": "where the clerk finds a file; its document's move is told",
    "orchestrator.store.receipts:plan_return": "where the clerk finds a file; its document's move is told",
    "orchestrator.store.webhooks:tell": "what webhooks are to be sent of a change that is told",
    "orchestrator.store.webhooks:write": "a message to be sent",
}

TOLD_ELSEWHERE = {
    "orchestrator.correcting.writing:Writing.correct": "`finish` tells what was corrected",
    "orchestrator.posting:Poster._put_off": "only why a document still waits is written; its pause is told",
}
"""Functions that are called in a way that is not followed here."""


class Code:
    """The functions of `orchestrator`, and who calls whom."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.modules = {name: ast.parse(source) for name, source in sources.items()}
        self.functions: dict[str, ast.AST] = {}
        self.calls: dict[str, set[str]] = defaultdict(set)
        self.writers: set[str] = set()
        self.methods: dict[str, list[str]] = defaultdict(list)
        for module, tree in self.modules.items():
            self._define(module, tree, "", in_class=False)
        for key in self.functions:
            self._follow(key)
        self.callers: dict[str, set[str]] = defaultdict(set)
        for caller, called in self.calls.items():
            for one in called:
                self.callers[one].add(caller)

    def _define(self, module: str, node: ast.AST, prefix: str, *, in_class: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                self._define(module, child, f"{prefix}{child.name}.", in_class=True)
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                key = f"{module}:{prefix}{child.name}"
                self.functions[key] = child
                if in_class:
                    self.methods[child.name].append(key)
                self._define(module, child, f"{prefix}{child.name}.", in_class=False)
            else:
                self._define(module, child, prefix, in_class=in_class)

    @cache  # noqa: B019 - one Code for the whole of a test run
    def _imports(self, module: str) -> dict[str, str]:
        """What the names of a module stand for: modules, or functions as `module:name`."""
        found = {}
        for node in ast.walk(self.modules[module]):
            if isinstance(node, ast.ImportFrom) and node.module:
                for name in node.names:
                    whole = f"{node.module}.{name.name}"
                    target = whole if whole in self.modules else f"{node.module}:{name.name}"
                    found[name.asname or name.name] = target
        return found

    def _follow(self, key: str) -> None:
        module, _, path = key.partition(":")
        for node in _own(self.functions[key]):
            if isinstance(node, ast.Call):
                called = self._resolved(module, path, node.func)
                if called and called.startswith("sqlalchemy:") and called.partition(":")[2] in WRITING:
                    self.writers.add(key)
                elif called in self.functions:
                    self.calls[key].add(called)

    def _resolved(self, module: str, path: str, func: ast.expr) -> str:
        names = self._imports(module)
        if isinstance(func, ast.Name):
            for outer in _outwards(path):
                if f"{module}:{outer}{func.id}" in self.functions:
                    return f"{module}:{outer}{func.id}"
            return names.get(func.id, "")
        if not isinstance(func, ast.Attribute):
            return ""
        if isinstance(func.value, ast.Name):
            if func.value.id in ("self", "cls"):
                return f"{module}:{path.rpartition('.')[0]}.{func.attr}"
            if names.get(func.value.id, "") in self.modules:
                return f"{names[func.value.id]}:{func.attr}"
        candidates = [] if func.attr in COMMON else self.methods.get(func.attr, [])
        return candidates[0] if len(candidates) == 1 else ""

    def reaches(self, key: str, wanted: set[str]) -> bool:
        """Whether a function comes to one of these."""
        seen, waiting = {key}, [key]
        while waiting:
            one = waiting.pop()
            if one in wanted:
                return True
            for called in self.calls[one] - seen:
                seen.add(called)
                waiting.append(called)
        return False

    def _is_unused_store(self, key: str) -> bool:
        """What the store offers and nobody calls is no act."""
        return key.startswith("orchestrator.store.") and not self.callers[key]

    def untold(self) -> list[str]:
        """Functions that write, at whose end nothing is told: neither they nor all that call them come to `append`."""
        writers = {key for key in self.writers if not _is_technical(key)}
        silent = {
            key for key in self.functions
            if not _is_technical(key) and key not in TOLD_ELSEWHERE and not self._is_unused_store(key)
            and self.reaches(key, writers) and not self.reaches(key, {APPEND})
        }  # fmt: skip
        while True:
            led = {key for key in silent if self.callers[key] and not self.callers[key] & silent}
            if not led:
                return sorted(key for key in silent if not self.callers[key] & silent)
            silent -= led


def _is_technical(key: str) -> bool:
    module = key.partition(":")[0]
    return key in TECHNICAL_FUNCTIONS or any(module == name or module.startswith(f"{name}.") for name in TECHNICAL)


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions within it."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _own(child)


def _outwards(path: str) -> Iterator[str]:
    """The prefixes of names that a function sees: its own, those around it, the module's."""
    parts = path.split(".")
    for count in range(len(parts), -1, -1):
        yield "".join(f"{part}." for part in parts[:count])


@pytest.fixture(scope="module")
def code() -> Code:
    files = [path for path in (ROOT / "orchestrator").rglob("*.py") if "migrations" not in path.parts]
    left_out = ("orchestrator.chaos", "orchestrator.demo", "orchestrator.trial")
    named = {_module(path): path.read_text() for path in files}
    return Code({name: source for name, source in named.items() if not name.startswith(left_out)})


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_everything_that_is_written_is_told(code: Code) -> None:
    assert code.untold() == [], "write an entry by audit.append, or say in this test why there need be none"


def test_the_code_is_followed(code: Code) -> None:
    """That the test above sees anything at all."""
    assert len(code.writers) > 60 and len(code.functions) > 1500
    assert code.reaches("orchestrator.acts.documents:DocumentActs.approve", {APPEND})
    assert code.reaches("orchestrator.acts.reviewing:ReviewActs.ask", {"orchestrator.store.questions:add"})
    assert not code.reaches("orchestrator.acts.reviewing:ReviewActs.arithmetic", {APPEND})


@pytest.mark.parametrize("what", [*TECHNICAL, *TECHNICAL_FUNCTIONS, *TOLD_ELSEWHERE])
def test_what_needs_no_entry_is_still_there(code: Code, what: str) -> None:
    known = {*code.functions, *code.modules, "orchestrator.store.migrations"}
    assert what in known, "take the line out of this test"


def test_every_act_that_writes_is_told(code: Code) -> None:
    acts = [key for key in code.functions if key.startswith("orchestrator.acts.")]
    writers = {key for key in code.writers if not _is_technical(key)}
    silent = [key for key in acts if code.reaches(key, writers) and not code.reaches(key, {APPEND})]
    assert len(acts) > 30 and silent == []


def test_a_new_act_without_an_entry_is_found() -> None:
    store = "from sqlalchemy import insert\ndef add(tx): tx.execute(insert(1))\n"
    act = "from orchestrator.store import things\ndef do(tx):\n    things.add(tx)\n"
    told = "from orchestrator.store import audit, things\ndef do(tx):\n    things.add(tx)\n    audit.append(tx)\n"
    base = {"orchestrator.store.audit": "def append(tx): ...", "orchestrator.store.things": store}
    assert Code({**base, "orchestrator.one": act}).untold() == ["orchestrator.one:do"]
    assert Code({**base, "orchestrator.one": told}).untold() == []
