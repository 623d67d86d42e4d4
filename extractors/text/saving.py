"""Writing a PDF so that the same pages always give the same bytes: content is known by its hash."""

import hashlib
import re
from io import BytesIO

import pypdfium2

ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>\s*\]")
MADE = re.compile(rb"/CreationDate\(D:(\d{14})[^)]{0,8}\)/Creator\(PDFium\)")
NO_DAY = b"20000101000000"


def saved(pdf: pypdfium2.PdfDocument) -> bytes:
    """The document as a file. pdfium's random identifier and the moment at which it wrote are taken out.

    Raises:
        pypdfium2.PdfiumError: it cannot be written.
    """
    buffer = BytesIO()
    pdf.save(buffer)
    data = bytearray(buffer.getvalue())
    for made in MADE.finditer(data):
        data[made.start(1) : made.end(1)] = NO_DAY
    marks = list(ID.finditer(data))
    if not marks:
        return bytes(data)
    mark = marks[-1]
    is_new = mark.group(1) == mark.group(2)  # the first part stays that of the file it came from: keys rest on it
    spans = [mark.span(2), *([mark.span(1)] if is_new else [])]
    for start, end in spans:
        data[start:end] = b"0" * 32
    digest = hashlib.sha256(data).hexdigest()[:32].upper().encode()
    for start, end in spans:
        data[start:end] = digest
    return bytes(data)
