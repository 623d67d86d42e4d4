"""Real documents of a folder with a manifest, read by their pages."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.errors import ExtractionError
from extractors.file_types import MediaType
from extractors.media import identify
from extractors.models import Limits, Page
from extractors.text.engines import standard_engine
from extractors.text.pages import Pages, read_image_pages, read_pdf_pages
from extractors.text.pdf import open_pdf


@dataclass(frozen=True)
class Labelled:
    """A document's pages with what they say in truth."""

    pages: tuple[Page, ...]
    truth: dict[str, Any]
    origin: str
    family: str


def real_documents(folder: Path) -> Iterator[Labelled]:
    """The documents of the folder's manifest that have pages and fields of an invoice."""
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = folder / row["file"]
        if path.suffix.lower() in (".pdf", ".jpg", ".png") and row["truth"]:
            try:
                yield Labelled(read_pages(path).pages, _printed(row), row["set"], _family(row))
            except ExtractionError as error:
                print(f"{path.name} is left out: {error}")


def read_pages(path: Path) -> Pages:
    """The words of a PDF's or an image's pages."""
    limits = Limits()
    engine = standard_engine(limits.seconds)
    data = path.read_bytes()
    if identify(data, path.name, limits).type is MediaType.PDF:
        with open_pdf(data) as pdf:
            return read_pdf_pages(pdf, engine, limits)
    return read_image_pages(data, engine, limits)


def _printed(row: dict[str, Any]) -> dict[str, Any]:
    """The truth without what the pages do not print."""
    shown = row["meta"].get("visible_in_text") or {}
    return {name: value for name, value in row["truth"].items() if value not in (None, "") and shown.get(name, True)}


def _family(row: dict[str, Any]) -> str:
    """One supplier, one family: by the first word of its name, so that branches stay together."""
    name = str(row["truth"].get("supplier_name") or row["set"])
    return " ".join(re.findall(r"\w+", name.casefold())[:2])
