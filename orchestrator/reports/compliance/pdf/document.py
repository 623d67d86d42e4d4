"""Writes the compliance report as PDF.

What it says is first put into words and set aside in a file, so that the fonts are known to the last character before
the first page is written and nothing but one row is ever held.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import IO

from orchestrator.reports.compliance import words
from orchestrator.reports.compliance.made import Made
from orchestrator.reports.compliance.pdf.paper import BODY, MARGIN, TITLE, WIDTH, Grid, Paper
from orchestrator.reports.compliance.pdf.typeface import typefaces
from orchestrator.reports.compliance.sections import sections
from orchestrator.reports.compliance.telling import Section, Spoken, said, told
from orchestrator.reports.compliance.whole_file import whole_file

ONE_AT_A_TIME = Lock()
"""The fonts of a report are kept by the library under their names, for the whole process."""
IN_MEMORY = 4 * 2**20


def write_pdf(made: Made, spoken: Spoken, path: Path) -> None:
    """Write the report to `path`, whole or not at all.

    Raises:
        OSError: the folder cannot be written to.
        FontMissing
    """
    parts = [section for section in sections(made) if section.in_pdf]
    with ONE_AT_A_TIME, tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8") as aside:
        used = set(_frame(made, spoken))
        for section in parts:
            for line in _lines(section, spoken):
                used.update(line)
                aside.write(line)
        aside.seek(0)
        with whole_file(path) as partial, typefaces(used) as faces:
            title = f"{spoken.gettext(words.TITLE)} {made.content.period}"
            paper = Paper(partial, faces, spoken.code, title, spoken.gettext(words.ON_PAGE))
            _cover(paper, made, spoken)
            for section in parts:
                _write(paper, section, spoken, aside)
            _signature(paper, spoken)
            paper.finish()


def _frame(made: Made, spoken: Spoken) -> str:
    """Every word beside the tables."""
    own = [getattr(words, name) for name in dir(words) if name.isupper() and isinstance(getattr(words, name), str)]
    period = made.content.period
    texts = [spoken.gettext(text) for text in (*own, *words.SIGNATURE)]
    return "".join([*texts, said(spoken, made.chain_says), made.by, spoken.day(period.since), spoken.moment(made.at)])


def _lines(section: Section, spoken: Spoken) -> Iterator[str]:
    """The part as lines of JSON: its words, its rows, and an empty line at its end."""
    titles = [spoken.gettext(column.title) for column in section.columns]
    yield _json([spoken.gettext(section.title), spoken.gettext(section.note), spoken.gettext(section.none), *titles])
    for row in section.rows():
        yield _json([told(spoken, cell) for cell in row])
    yield "\n"


def _json(texts: list[str]) -> str:
    return json.dumps(texts, ensure_ascii=False) + "\n"


def _write(paper: Paper, section: Section, spoken: Spoken, aside: IO[str]) -> None:
    title, note, none, *heads = json.loads(aside.readline())
    paper.heading(title)
    if note:
        paper.text(note, quiet=True)
    paper.space(4)
    grid = None
    for line in iter(aside.readline, "\n"):
        if grid is None:
            columns = section.columns
            grid = Grid(paper, heads, [one.share for one in columns], [one.figures for one in columns])
        grid.row(json.loads(line))
    if grid is None and none:
        paper.text(none)
    paper.space(8)


def _cover(paper: Paper, made: Made, spoken: Spoken) -> None:
    period = made.content.period
    paper.heading(spoken.gettext(words.TITLE), size=TITLE)
    for name, value in (
        (words.PERIOD, f"{spoken.day(period.since)} – {spoken.day(period.until)}"),
        (words.MADE_BY, made.by),
        (words.MADE_AT, spoken.moment(made.at)),
        (words.FINGERPRINT, made.fingerprint),
        (words.CHAIN, said(spoken, made.chain_says)),
    ):
        paper.text(f"{spoken.gettext(name)}: {value}")
    if not period.is_over(made.at):
        paper.text(spoken.gettext(words.PRELIMINARY), bold=True)
    paper.text(spoken.gettext(words.LISTED), quiet=True)
    paper.space(6)


def _signature(paper: Paper, spoken: Spoken) -> None:
    paper.heading(spoken.gettext(words.SIGNED), needs=120)
    third = (WIDTH - 2 * MARGIN) / len(words.SIGNATURE)
    paper.space(4 * BODY)
    for number, name in enumerate(words.SIGNATURE):
        x = MARGIN + number * third
        paper.line(x, third - 20)
        paper.label(spoken.gettext(name), x)
