"""How a document is read, on one screen: structured data first, then the text layer, then OCR of what is left."""

from extractors.classify import classify
from extractors.codes.believing import believe, contradictions, kind_by_codes
from extractors.einvoice.embedded import embedded_xml
from extractors.einvoice.read import read_xml
from extractors.einvoice.reading import EInvoice
from extractors.einvoice.signed import signed_content
from extractors.errors import UnreadableFile
from extractors.evidence import as_displayed, pages_as_displayed, with_places
from extractors.file_types import MediaType
from extractors.invoice.memory.book import EMPTY, MemoryBook
from extractors.kinds import KINDS, WITH_TABLES, Content
from extractors.language import detect_language
from extractors.media import Media, identify
from extractors.models import Extraction, Invoice, Kind, Limits, Page, Part, Problem
from extractors.ofd.fapiao_page import parties
from extractors.ofd.invoice import filled, read_ofd_invoice
from extractors.ofd.package import OfdPackage
from extractors.ofd.text import read_pages as read_ofd_pages
from extractors.page_and_xml import disagreements
from extractors.splitting.deciding import split_of
from extractors.text.engines import standard_engine
from extractors.text.ocr import OcrEngine
from extractors.text.pages import Pages, read_image_pages, read_pdf_pages
from extractors.text.pdf import open_pdf
from extractors.text.tables import read_tables
from extractors.text.usable import page_text

STANDARD = Limits()


def read(
    data: bytes, name: str, limits: Limits = STANDARD, structured: bool = True, kind: Kind | None = None,
    book: MemoryBook = EMPTY,
) -> Extraction:  # fmt: skip
    """Read one document: its kind, its fields with evidence, its text.

    Args:
        name: the file's name, for sentences only; never opened.
        structured: whether XML inside a PDF is believed; without, its pages are read.
        kind: what the document is, if somebody knows; else it is told from its content.
        book: what is remembered of suppliers from corrections.

    Raises:
        UnreadableFile: the file is refused; the code says why.
        EngineMissing: a part that reading needs is not installed.
        ReadingTimeout: OCR of a page took too long.
    """
    media = identify(data, name, limits)
    if media.type is MediaType.EML:
        raise UnreadableFile("mail", "An e-mail is no document itself; its attachments are read one by one.")
    if media.type is MediaType.P7M:
        return read(signed_content(data, name), name, limits, structured, kind, book)
    if media.type is MediaType.XML:
        return _read_xml_file(data, name, limits)
    if media.type is MediaType.OFD:
        return _read_ofd(data, name, limits, structured, kind, media, book)
    engine = standard_engine(limits.seconds)
    if media.type is MediaType.PDF:
        return _read_pdf(data, name, limits, structured, kind, engine, media, book)
    return _read_pages(read_image_pages(data, engine, limits), data, kind, media, (), book)


def _read_xml_file(data: bytes, name: str, limits: Limits) -> Extraction:
    found, text = read_xml(data, name, limits)
    return _structured(found, text, 0, ())


def _read_ofd(
    data: bytes, name: str, limits: Limits, structured: bool, kind: Kind | None, media: Media, book: MemoryBook
) -> Extraction:
    package = OfdPackage(data, name, limits)
    pages = Pages(pages=read_ofd_pages(package, limits))
    found = read_ofd_invoice(package) if structured else None
    known = filled(with_places(found.invoice, pages.pages) if found else Invoice(), Invoice(**parties(pages.pages)))
    if found is not None and known.lines:
        return _structured(found.model_copy(update={"invoice": known}), _text(pages.pages), media.pages, ())
    read_there = _read_pages(pages, data, found.kind if found else kind, media, found.problems if found else (), book)
    if read_there.invoice is None:
        return read_there
    return read_there.model_copy(update={"invoice": filled(known, read_there.invoice)})


def _read_pdf(
    data: bytes, name: str, limits: Limits, structured: bool, kind: Kind | None, engine: OcrEngine, media: Media,
    book: MemoryBook,
) -> Extraction:  # fmt: skip
    problems: tuple[Problem, ...] = ()
    with open_pdf(data) as pdf:
        found, xml_text = None, ""
        if structured:
            try:
                found, xml_text = _embedded(embedded_xml(pdf, limits), limits)
            except UnreadableFile as error:
                message = f"The XML inside the PDF was not used: {error} The pages were read instead."
                problems = (Problem(code=f"embedded_{error.code}", message=message),)
        pages = read_pdf_pages(pdf, engine, limits)
    if found is None:
        return _read_pages(pages, data, kind, media, problems, book)
    invoice = as_displayed(with_places(found.invoice, pages.pages), pages.turnings)
    placed = found.model_copy(update={"invoice": invoice})
    text = _text(pages.pages)
    visible = disagreements(found.invoice, xml_text, pages.pages, found.kind, detect_language(text))
    problems = pages.problems + contradictions(invoice, pages.codes) + visible
    whole = _structured(placed, text, media.pages, problems)
    shown = pages_as_displayed(pages.pages, pages.turnings)
    return whole.model_copy(update={"pages": pages.pages, "shown": shown})


def _embedded(file: tuple[str, bytes] | None, limits: Limits) -> tuple[EInvoice | None, str]:
    return (None, "") if file is None else read_xml(file[1], file[0], limits)


def _structured(found: EInvoice, text: str, page_count: int, problems: tuple[Problem, ...]) -> Extraction:
    return Extraction(
        kind=found.kind,
        kind_confidence=0.99,
        language=detect_language(text),
        page_count=page_count,
        invoice=found.invoice,
        problems=found.problems + problems,
        text=text,
        stated_tax=found.stated_tax,
    )


def _read_pages(
    read: Pages, data: bytes, kind: Kind | None, media: Media, problems: tuple[Problem, ...], book: MemoryBook
) -> Extraction:
    """One document, or several that lie in one PDF; a person is asked where that is not certain."""
    split = split_of(read.pages)
    if media.type is not MediaType.PDF:
        split = split.only_asked()
    if not split.parts:
        found = _read_document(read, data, kind, book)
        return found.model_copy(update={"problems": problems + found.problems + split.problems()})
    parts = tuple(
        Part(first=first, last=last, extraction=_read_document(read.part(first, last), data, kind, book))
        for first, last in split.parts
    )
    return Extraction(
        kind=Kind.OTHER,
        kind_confidence=0.9,
        page_count=media.pages,
        problems=problems + read.problems,
        text=_text(read.pages),
        parts=parts,
    )


def _read_document(read: Pages, data: bytes, kind: Kind | None, book: MemoryBook) -> Extraction:
    text = _text(read.pages)
    language = detect_language(text)
    told, confidence = (kind, 1.0) if kind else classify(read.pages, text)
    if not kind:
        told = kind_by_codes(told, read.codes)
    ruled = read.ruled if told in WITH_TABLES else ()
    content = Content(
        pages=read.pages, text=text, language=language, tables=lambda: read_tables(data, ruled), book=book
    )
    parts = {part: as_displayed(found, read.turnings) for part, found in KINDS[told](content, told).items()}
    problems: tuple[Problem, ...] = ()
    if "invoice" in parts:
        believed = believe(parts["invoice"], read.codes)
        parts["invoice"] = believed.invoice
        problems = believed.problems
    return Extraction(
        kind=told,
        kind_confidence=confidence,
        language=language,
        page_count=len(read.pages),
        problems=problems + read.problems + _nothing_read(text),
        text=text,
        pages=read.pages,
        shown=pages_as_displayed(read.pages, read.turnings),
        **parts,
    )


def _nothing_read(text: str) -> tuple[Problem, ...]:
    if any(character.isalnum() for character in text):
        return ()
    return (Problem(code="no_text", message="No text was found on any page. Please look at it yourself."),)


def _text(pages: tuple[Page, ...]) -> str:
    return "\n\n".join(page_text(page) for page in pages)
