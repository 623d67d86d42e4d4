"""Numbers, texts and the like as they are written in an expression."""

import re
from decimal import Decimal
from typing import Any

from orchestrator.rules.own.types import NUMBER, TEXT, TRUTH, ExpressionRefused, Node

LONGEST_NUMBER = 40
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "'": "'", "`": "`", "?": "?"}


def literal(tree: Any) -> Node:
    """A literal of an expression; numbers are decimals exactly as they are written."""
    found = tree.children[0]
    value: object
    if found.type in ("INT_LIT", "FLOAT_LIT"):
        if len(found) > LONGEST_NUMBER or not re.fullmatch(r"-?\d*\.?\d*", found):
            raise _refused(found, f"the number {str(found)[:40]} is written in a way that is not taken; write 1234.56")
        value = Decimal(str(found))
        return Node(NUMBER, lambda _: value)
    if found.type == "BOOL_LIT":
        value = found == "true"
        return Node(TRUTH, lambda _: value)
    if found.type in ("STRING_LIT", "MLSTRING_LIT"):
        value = written(found)
        return Node(TEXT, lambda _: value)
    raise _refused(found, f"{str(found)[:40]} is not taken here; ask with has(name) whether a value is there")


def written(token: Any) -> str:
    """The text that a literal means."""
    raw = token[:1] in "rR"
    quoted = str(token)[1:] if raw else str(token)
    width = 3 if quoted.startswith(('"""', "'''")) and len(quoted) >= 6 else 1
    content = quoted[width:-width]
    return content if raw else re.sub(r"\\(?:u([0-9a-fA-F]{4})|(.)|$)", lambda found: _escape(token, found), content)


def _escape(token: Any, found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    meant = ESCAPES.get(found[2] or "")
    if meant is None:
        raise _refused(token, f"{found[0]!r} means nothing in a text; write r'...' where a backslash is meant")
    return meant


def _refused(token: Any, message: str) -> ExpressionRefused:
    return ExpressionRefused(message, token.line or 1, token.column or 1)
