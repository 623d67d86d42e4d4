"""Generated bills with exact truth: for training the reader, and for measuring it on layouts that it never saw.

Nothing here is shared with the samples: other suppliers, other layouts, other words.

    generate(seed, language=None, document=0, layout="", scan=False) -> Document
    series(seed, count, language=None, layout="invoice") -> list[Document]: one supplier and layout, other content
    coded_year.coded_year(seed) -> CodedYear: a year of coded invoices

    python -m benchmarks.generated --count N --seed S --out FOLDER [--language xx] [--scans 0.2]

A `Document` holds `content` (the file's bytes), `suffix` (".pdf", ".jpg", ".png") and `row`, the manifest's row:
{"file", "set": "generated", "kind", "truth": {...}, "meta": {...}, "places": {...}}. `truth` holds only what the pages
print; amounts are signed as printed. `places` says of every value (and of many that are none of the fields: phone,
customer_number, order_date ...) on which page and in which box (points from the top left corner; pixels of a scan) it
stands, a line's cells as "lines.0.quantity". `meta` has layout, language, country, supplier (an id: the
same for a series).
"""

from benchmarks.generated.generate import Document, generate, series

__all__ = ["Document", "generate", "series"]
