"""A supply agreement as a law firm types it: serif face, numbered clauses, page numbers, signatures."""

from io import BytesIO

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

BODY = ParagraphStyle("body", fontName="Serif", fontSize=11, leading=17.5, alignment=TA_JUSTIFY, spaceAfter=8)
TITLE = ParagraphStyle("title", BODY, fontName="Serif-Bold", fontSize=17, leading=22, alignment=TA_CENTER)
HEADING = ParagraphStyle("heading", BODY, fontName="Serif-Bold", spaceBefore=8, spaceAfter=4)
CENTRED = ParagraphStyle("centred", BODY, alignment=TA_CENTER)


def draw(title: str, opening: list[str], clauses: list[tuple[str, list[str]]], signers: list[list[str]]) -> bytes:
    """The agreement as a PDF; `signers` are the lines of each signature block."""
    out = BytesIO()
    edges = {"leftMargin": 28 * mm, "rightMargin": 28 * mm, "topMargin": 26 * mm, "bottomMargin": 26 * mm}
    document = SimpleDocTemplate(out, pagesize=A4, title=title, author="", invariant=1, **edges)
    story: list[Flowable] = [Spacer(1, 10 * mm), Paragraph(title.upper(), TITLE), Spacer(1, 6 * mm)]
    story += [Paragraph(text, CENTRED if len(text) < 60 else BODY) for text in opening]
    for i, (heading, texts) in enumerate(clauses, 1):
        first, *rest = [f"{i}.{j} {text}" for j, text in enumerate(texts, 1)]
        story.append(KeepTogether([Paragraph(f"{i}. {heading}", HEADING), Paragraph(first, BODY)]))
        story += [Paragraph(text, BODY) for text in rest]
    blocks = [[Paragraph("<br/>".join(rows), ParagraphStyle("sign", BODY, alignment=0)) for rows in signers]]
    signatures = Table(blocks, style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
    closing = "IN WITNESS WHEREOF, the parties have executed this Agreement as of the Effective Date."
    story.append(KeepTogether([Spacer(1, 8 * mm), Paragraph(closing, BODY), Spacer(1, 6 * mm), signatures]))
    document.build(story, onFirstPage=_page_number, onLaterPages=_page_number)
    return out.getvalue()


def _page_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Serif", 9)
    canvas.drawCentredString(A4[0] / 2, 14 * mm, f"Page {document.page}")
