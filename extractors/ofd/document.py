"""How an OFD is put together: its documents, their pages and templates."""

from collections.abc import Iterator

from lxml import etree

from extractors.einvoice.node import Node
from extractors.errors import UnreadableFile
from extractors.file_types import shown
from extractors.models import Frozen
from extractors.ofd.package import OfdPackage, at

ROOT = "OFD.xml"
A4 = (210.0, 297.0)


class OfdPage(Frozen):
    """A page: its own part, those of the templates under it, and its size in millimetres."""

    path: str
    templates: tuple[str, ...]
    width: float
    height: float


def documents(package: OfdPackage) -> tuple[str, ...]:
    """The paths of the documents in the file; nearly always one.

    Raises:
        UnreadableFile: damaged, when there is none.
    """
    root = package.xml(ROOT)
    found = tuple(at(ROOT, text) for text in Node(root).said("DocBody/DocRoot")) if root is not None else ()
    if not found:
        raise UnreadableFile("damaged", f"{shown(package.name)} has no document inside. Please ask for it again.")
    return found


def pages(package: OfdPackage) -> Iterator[OfdPage]:
    """Every page in order."""
    for path in documents(package):
        root = package.xml(path)
        if root is not None:
            yield from _pages(package, path, Node(root))


def _pages(package: OfdPackage, path: str, document: Node) -> Iterator[OfdPage]:
    templates = {
        template.element.get("ID", ""): at(path, template.element.get("BaseLoc", ""))
        for template in document.all("CommonData/TemplatePage")
    }
    size = _size(document.plain("CommonData/PageArea/PhysicalBox")) or A4
    for page in document.all("Pages/Page"):
        part = at(path, page.element.get("BaseLoc", ""))
        root = package.xml(part)
        content = Node(root if root is not None else etree.Element("Page"))
        own = _size(content.plain("Area/PhysicalBox")) or size
        under = (templates.get(layer.element.get("TemplateID", "")) for layer in content.all("Template"))
        yield OfdPage(path=part, templates=tuple(t for t in under if t), width=own[0], height=own[1])


def _size(box: str) -> tuple[float, float] | None:
    """Width and height of a box written as x, y, width, height."""
    sides = numbers(box)
    return (sides[2], sides[3]) if len(sides) == 4 and min(sides[2:]) > 0 else None


def numbers(text: str) -> list[float]:
    """The numbers of a list such as `0 0 210 140`, an empty list where it is none."""
    try:
        found = [float(part) for part in text.split()]
    except ValueError:
        return []
    return found if all(abs(number) < 1e6 for number in found) else []
