"""What the rules on tax and particulars say of real documents: `python -m benchmarks.false_alarms FOLDER`.

The folder (argument, else BOTFARM_DOCUMENTS) is searched for documents; each is read and judged on the day of its own
date, by a farm whose ERP knows no supplier. What is right in life and stopped here is a false alarm: a person has to
look at the sentences, which are printed, and at the documents.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from config.files import PACKAGED, load_rules
from config.rule_file import RuleFile
from extractors.errors import ExtractionError
from extractors.models import Extraction, Invoice, Kind
from extractors.pipeline import read
from orchestrator.credit_note import positive
from orchestrator.rules import RULES, Case, Verdict
from orchestrator.suppliers import match_supplier

JUDGED = ("tax_id", "iban", "en16931", "tax_by_rate", "vat_rate", "pdf_and_xml", "period", "particulars")
SUFFIXES = frozenset({".pdf", ".xml", ".ofd", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".p7m"})
KINDS = frozenset({Kind.INVOICE, Kind.CREDIT_NOTE, Kind.RECEIPT})
TODAY = date(2026, 11, 22)


def judged(extraction: Extraction, rules: RuleFile) -> tuple[Verdict, ...]:
    """The verdicts of these rules on a document."""
    invoice = positive(extraction.invoice or Invoice(), extraction.kind)
    day = invoice.issue_date.value if invoice.issue_date else TODAY
    case = Case(
        document_id="d", kind=extraction.kind, invoice=invoice, supplier=match_supplier(invoice, ()), today=day,
        language=extraction.language, problems=extraction.problems, text=extraction.text,
        stated_tax=extraction.stated_tax, parameters=rules,
    )  # fmt: skip
    return tuple(RULES[rule].judge(case) for rule in JUDGED)


def readable(folder: Path, by_page: bool) -> Iterator[tuple[Path, Extraction]]:
    """Every invoice, credit note and receipt below a folder that can be read."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file()):
        try:
            extraction = read(path.read_bytes(), path.name, structured=not by_page)
        except ExtractionError:
            continue
        if extraction.kind in KINDS and extraction.invoice is not None:
            yield path, extraction


def main(arguments: list[str] | None = None) -> int:
    """Prints each sentence that would stop a document, and how often each rule did; 1 where nothing could be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("BOTFARM_DOCUMENTS", ".")))
    parser.add_argument("--by-page", action="store_true", help="as if the PDFs had no XML inside")
    asked = parser.parse_args(arguments)
    rules, stopped, documents = load_rules(PACKAGED), Counter[str](), 0
    for path, extraction in readable(asked.folder, asked.by_page):
        documents += 1
        for verdict in judged(extraction, rules):
            if not verdict.passed:
                stopped[verdict.rule_id] += 1
                print(f"{path.relative_to(asked.folder)}: {verdict.rule_id}: {verdict.sentence}")
    told = ", ".join(f"{rule} {stopped[rule]}" for rule in JUDGED)
    print(f"{documents} documents read. Stopped by: {told}.")
    return 0 if documents else 1


if __name__ == "__main__":
    sys.exit(main())
