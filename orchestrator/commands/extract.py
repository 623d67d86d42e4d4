"""`botfarm extract`: read documents and print what was read, without keeping anything."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from extractors.models import Extraction, Kind
from extractors.output import as_rows
from orchestrator.commands.output import err, print_json, show_extraction
from orchestrator.wiring import farm

Paths = Annotated[list[Path], typer.Argument(help="Files, or folders whose files are read.", metavar="PATH...")]


def extract(
    paths: Paths,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a document.")] = False,
    structured: Annotated[
        bool, typer.Option("--structured/--no-structured", help="Believe XML inside a PDF, or read its pages.")
    ] = True,
    kind: Annotated[Kind | None, typer.Option(help="What the documents are, where you know.")] = None,
    processes: Annotated[int, typer.Option(min=1, help="How many are read side by side.")] = os.cpu_count() or 1,
) -> None:
    """Read documents and print their fields; nothing is stored. What cannot be read gives a row with problems.

    A PDF that holds several documents gives a row for each.
    """
    from extractors.pool import read_many

    given = [file for path in paths for file in _files(path)]
    with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("reading", total=len(given))
        found = read_many(given, farm().limits, structured=structured, kind=kind, processes=processes)
        for path, extraction in found:
            if jsonl:
                for row in as_rows(str(path), extraction):
                    print_json(row)
            else:
                _show(path, extraction)
            progress.advance(task)


def _show(path: Path, extraction: Extraction) -> None:
    if not extraction.parts:
        show_extraction(path.name, extraction)
    for part in extraction.parts:
        show_extraction(f"{path.name}, pages {part.first} to {part.last}", part.extraction)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
    else:
        yield path
