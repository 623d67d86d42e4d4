"""Generated documents with their truth; each seed is another supplier with another look."""

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.generated import generate
from benchmarks.training.known import FIELDS
from benchmarks.training.real import Labelled
from extractors.models import Limits
from extractors.text.engines import standard_engine
from extractors.text.pages import read_pdf_pages
from extractors.text.pdf import open_pdf

NOT_TOLD = frozenset({"currency"})
"""Fields that a page without their word still has: their absence from the truth teaches nothing."""


def generated_documents(seeds: Iterable[int]) -> Iterator[Labelled]:
    """One document of each seed, read by its pages."""
    engine = standard_engine(Limits().seconds)
    for seed in seeds:
        document = generate(seed)
        with open_pdf(document.content) as pdf:
            pages = read_pdf_pages(pdf, engine, Limits()).pages
        yield Labelled(pages, _truth(document.row["truth"]), "generated", f"generated {seed}")


def _truth(told: dict[str, Any]) -> dict[str, Any]:
    """Every field, None where the pages do not print it."""
    return {name: told.get(name) for name in FIELDS if name in told or name not in NOT_TOLD}
