"""What Playwright's recorder (codegen, target python) wrote, as steps; nothing of it is ever run."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bots.errors import RecordingUnreadable

ACTIONS = frozenset(
    {"click", "dblclick", "fill", "press", "select_option", "check", "uncheck", "set_checked", "goto", "once"}
)
PASSWORD = re.compile(r"passw|kennwort|\bpwd|mot.de.passe|contrase|парол|密码|口令", re.IGNORECASE)
"""In how a field is found."""
LARGEST = 2 * 2**20
"""Characters; a recording of one invoice has some thousands."""


@dataclass(frozen=True)
class Call:
    """A call in a chain, e.g. ``get_by_role("button", name="Save")``, with its literal arguments."""

    name: str
    arguments: tuple[object, ...] = ()
    named: tuple[tuple[str, object], ...] = ()

    @property
    def text(self) -> str:
        """The first argument as text; empty where there is none."""
        return str(self.arguments[0]) if self.arguments else ""

    def get(self, name: str) -> object:
        return dict(self.named).get(name)


@dataclass(frozen=True)
class Step:
    """One thing that was done.

    Attributes:
        action: one of `ACTIONS`.
        target: how the element was found: the calls before the action, frames included.
        value: what was typed, chosen or visited; empty for a click.
        line: in the recording, from 1.
        source: as it stands there.
    """

    action: str
    target: tuple[Call, ...]
    value: str
    line: int
    source: str

    @property
    def is_password(self) -> bool:
        """Whether it typed a password, as far as its field's name tells."""
        return self.action == "fill" and any(PASSWORD.search(str(call)) for call in self.element)

    @property
    def place(self) -> tuple[str, tuple[Call, ...]]:
        """The same for all that was done to one element."""
        return self.frame, self.element

    @property
    def frame(self) -> str:
        """Name of the frame it was done in; empty for the page itself."""
        for call, after in zip(self.target, (*self.target, Call(""))[1:], strict=True):
            if call.name == "frame_locator" or (call.name == "locator" and after.name == "content_frame"):
                return _frame_name(call.text)
        return ""

    @property
    def element(self) -> tuple[Call, ...]:
        """How the element is found within its frame."""
        last = max(
            (n for n, call in enumerate(self.target) if call.name in ("frame_locator", "content_frame")), default=-1
        )
        return self.target[last + 1 :]


def read_recording(text: str) -> tuple[Step, ...]:
    """The steps in their order.

    Raises:
        RecordingUnreadable: it is not Python, too large, or has no step of a recorder in it.
    """
    if len(text) > LARGEST:
        raise RecordingUnreadable(f"The recording has {len(text)} characters; that is not one of a single invoice.")
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise RecordingUnreadable(
            f"The recording is not Python ({error}); choose the target Python in the recorder's window."
        ) from error
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    calls.sort(key=lambda node: node.lineno)
    steps = tuple(step for node in calls if (step := _step(node, text)))
    if not steps:
        raise RecordingUnreadable("The recording has no step; key one invoice while the recorder runs, then close it.")
    return steps


def without_passwords(text: str) -> str:
    """The recording `text` with its passwords as ``***``: it is kept, and shown to others.

    Raises:
        RecordingUnreadable: as `read_recording`.
    """
    lines = text.split("\n")
    for step in read_recording(text):
        if step.is_password:
            lines[step.line - 1] = re.sub(r"\.fill\(.*\)", '.fill("***")', lines[step.line - 1])
    return "\n".join(lines)


def _step(node: ast.Expr, text: str) -> Step | None:
    chain = list(_chain(node.value))
    if len(chain) < 1 or chain[-1].name not in ACTIONS:
        return None
    action = chain[-1]
    value = action.text if action.name in ("fill", "press", "select_option", "goto") else ""
    source = ast.get_source_segment(text, node) or ""
    return Step(action.name, tuple(chain[:-1]), value, node.lineno, " ".join(source.split()))


def _chain(node: ast.expr) -> Iterator[Call]:
    """The calls of ``page.a(...).b.c(...)`` from left to right; properties are calls without arguments."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from _chain(node.func.value)
        named = tuple((word.arg, _literal(word.value)) for word in node.keywords if word.arg)
        yield Call(node.func.attr, tuple(_literal(argument) for argument in node.args), named)
    elif isinstance(node, ast.Attribute):
        yield from _chain(node.value)
        yield Call(node.attr)


def _literal(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ""


def _frame_name(css: str) -> str:
    """``main`` from ``frame[name="main"]`` or ``iframe[name=main]``."""
    _, _, rest = css.partition("name=")
    return rest.partition("]")[0].strip("\"'\\")
