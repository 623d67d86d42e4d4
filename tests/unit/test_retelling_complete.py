"""Every sentence that the core can store has its template: a new one without is found in the code and told here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestrator.web.retelling import knows

ROOT = Path(__file__).parents[2]
WHERE = (
    "orchestrator/rules/*.py", "orchestrator/suspicion/*.py", "orchestrator/alerts/*.py", "orchestrator/approving/*.py",
    "orchestrator/review/*.py", "orchestrator/correcting/*.py", "extractors/text/*.py",
    "extractors/einvoice/**/*.py", "extractors/codes/*.py", "extractors/ofd/*.py", "extractors/*.py",
    *(
        f"orchestrator/{name}.py" for name in (
            "approval", "breaker", "coding", "dispatching", "intake", "judging", "lane", "order", "policy", "posting",
            "reading", "reconcile", "steps", "suppliers", "people/duties", "people/actor", "learning/typed_values",
            "operations/retrying", "operations/forgetting", "store/keying", "store/postings", "store/documents",
        )
    ),
)  # fmt: skip
PUT_TOGETHER = {
    "The bank account 7a is also that of the 7a 7a (7a).": "The bank account DE1 is also that of the employee E (1).",
    "The supplier 7a has the 7a of 7a, 7a of the sanctions list 7a.": (
        "The supplier A has the tax number of B, X1 of the sanctions list sanctions.csv."
    ),
    "7a meanwhile7a. Nothing of yours was saved; look at it again.": (
        "anna (web) saved it meanwhile: iban. Nothing of yours was saved; look at it again."
    ),
    "7a: 7a.": "Corrected: iban, due_date.",
    "7a is no 7a, or 7a.": "'1/2' is no due date, or can be read in two ways; write the date as YYYY-MM-DD.",
    "The 7a 7a cannot be an amount.": "The net total 1E+99 cannot be an amount.",
    "The 7a 7a was read with doubt (7a sure, 7a are asked for).": (
        "The gross total '10.00' was read with doubt (51% sure, 80% are asked for)."
    ),
    "The 7a 7a missing.": "The invoice number is missing.",
    "The sum of the 7a is 7a, but the 7a add up to 7a.": "The sum of the charges is 5, but the charges add up to 6.",
    "7a is not in the list that EN 16931 has for it (7a).": (
        "The code 'XX' is not in the list that EN 16931 has for it (country)."
    ),
    "The net price of an invoice line 7a.": "The net price of an invoice line is negative (-1).",
    "The VAT breakdown of 7a 7a a reason for exemption.": (
        "The VAT breakdown of VAT category E (exempt from VAT) must give a reason for exemption."
    ),
}
"""What the code puts together of other words too, and an example of what then is said."""
MARKED = ("orchestrator/rules/meaning.py",)
"""Nothing but phrases that pages say."""


def sources() -> list[str]:
    return sorted({str(path.relative_to(ROOT)) for pattern in WHERE for path in ROOT.glob(pattern)} - {*MARKED})


def test_there_are_files_to_look_at() -> None:
    assert len(sources()) > 60


@pytest.mark.parametrize("source", sources())
def test_every_sentence_has_a_template(source: str) -> None:
    unknown = [
        text for text in sentences(ast.parse((ROOT / source).read_text())) if not knows(PUT_TOGETHER.get(text, text))
    ]
    assert unknown == [], "write its template and its translations into orchestrator/web/sentences"


def test_a_sentence_without_a_template_is_found() -> None:
    code = ast.parse(
        'def look(a):\n    """Not this one."""\n    log.info("Nor this one.")\n    yield f"Line {a} is odd."\n'
    )
    assert list(sentences(code)) == ["Line 7a is odd."]
    assert not knows("Line 7a is odd.")


def sentences(tree: ast.AST) -> Iterator[str]:
    """The texts that read like a sentence, a value put in for each place."""
    left_out = set(_left_out(tree))
    for node in ast.walk(tree):
        text = "" if id(node) in left_out else _text(node)
        text = re.sub(r"^7a (?=[A-Z(])", "", text)
        if re.fullmatch(r"(?s)[A-Z7(].* .*(\.|\.\)|[a-z]: 7a)", text):
            yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7a" for part in node.values).strip()
    return node.value.strip() if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _left_out(tree: ast.AST) -> Iterator[int]:
    """Docstrings, what is logged, and the parts of formatted texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Call) and _is_log(node.func)):
            yield from (id(inner) for inner in ast.walk(node) if inner is not node)


def _is_log(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "log"
