"""Whether a file may be opened at all: its kind, its size, its pages."""

from extractors.errors import UnreadableFile
from extractors.file_types import IMAGES, MediaType, by_content, refuse_entities, shown
from extractors.models import Frozen, Limits


class Media(Frozen):
    """A file's type and the number of its pages (0 for XML, mail and signed files)."""

    type: MediaType
    pages: int = 0


def quick_look(data: bytes, name: str, limits: Limits) -> str:
    """The media type by size and first bytes alone; no native parser sees the content. What is signed is looked at too.

    Returns one of `MediaType`'s values.

    Raises:
        UnreadableFile: empty, too_large, unsupported, damaged (a signed file), or xml_entities.
    """
    if not data:
        raise UnreadableFile("empty", f"{shown(name)} is empty. Please send the file again.")
    if len(data) > limits.max_bytes:
        size, most = len(data) / 1048576, limits.max_bytes / 1048576
        raise UnreadableFile("too_large", f"{shown(name)} has {size:.1f} MB; the limit is {most:.1f} MB.")
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFile("empty", f"{shown(name)} holds nothing but blanks. Please send the file again.")
    type_ = by_content(data)
    if type_ is None:
        raise UnreadableFile(
            "unsupported",
            f"{shown(name)} is, by its content, none of PDF, TIFF, PNG, JPEG, XML, OFD, .p7m or e-mail (.eml).",
        )
    if type_ is MediaType.XML:
        refuse_entities(data, name)
    if type_ is MediaType.P7M:
        from extractors.einvoice.signed import signed_content

        quick_look(signed_content(data, name), name, limits)
    return type_.value


def identify(data: bytes, name: str, limits: Limits) -> Media:
    """The type and page count of a file that may be opened.

    Raises:
        UnreadableFile: empty, unsupported, encrypted, damaged, too_large, too_many_pages, xml_entities,
            xml_too_deep or image_bomb; the message is for the clerk.
    """
    type_ = MediaType(quick_look(data, name, limits))
    if type_ is MediaType.PDF:
        pages = _pdf_pages(data)
    elif type_ in IMAGES:
        pages = _image_pages(data, name, limits)
    elif type_ is MediaType.OFD:
        pages = _ofd_pages(data, name, limits)
    else:
        return Media(type=type_)
    if pages > limits.max_pages:
        raise UnreadableFile("too_many_pages", f"{shown(name)} has {pages} pages; the limit is {limits.max_pages}.")
    return Media(type=type_, pages=pages)


def _pdf_pages(data: bytes) -> int:
    from extractors.text.pdf import open_pdf

    with open_pdf(data) as pdf:
        return len(pdf)


def _ofd_pages(data: bytes, name: str, limits: Limits) -> int:
    from extractors.ofd.document import pages
    from extractors.ofd.package import OfdPackage

    return sum(1 for _ in pages(OfdPackage(data, name, limits)))


def _image_pages(data: bytes, name: str, limits: Limits) -> int:
    from extractors.text.images import page_count, refuse_bomb

    pages = page_count(data, limits)
    refuse_bomb(data, shown(name), limits)
    return pages
