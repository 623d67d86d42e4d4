"""Which of the installed fonts the report is set in: those that the set-up of the farm asks for."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
OWN_FOLDERS = (".fonts", ".local/share/fonts")
LATIN = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
)
"""Regular and bold, for Latin and Cyrillic: the first that is there."""
CHINESE = (
    "wqy-microhei",
    "NotoSansCJK-Regular",
    "NotoSansCJKsc-Regular",
    "SourceHanSans",
    "wqy-zenhei",
    "DroidSansFallback",
)
"""Beginnings of names, the first that is there."""


def latin() -> tuple[Path, Path] | None:
    """The files of the regular and the bold font; the regular one twice where there is no bold one."""
    found = _installed()
    for regular, bold in LATIN:
        if regular in found:
            return found[regular], found.get(bold, found[regular])
    return None


def chinese() -> Path | None:
    """The file of a font with Chinese."""
    found = _installed()
    fitting = (found[name] for begins in CHINESE for name in sorted(found) if name.startswith(begins))
    return next(fitting, None)


@cache
def _installed() -> dict[str, Path]:
    return {path.name: path for path in _files()}


def _files() -> Iterator[Path]:
    for folder in (*FOLDERS, *(Path.home() / name for name in OWN_FOLDERS)):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".ttf", ".ttc", ".otf"):
                yield path
