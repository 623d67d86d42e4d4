"""Finds the ERP's supplier that a document means: by tax number, by exact name, by close name, or not at all."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bots.erp.port import ErpSupplier
from extractors.models import Invoice
from orchestrator.supplier_name import CJK_LEGAL_FORMS, legal_form, normalise_name, stem
from orchestrator.tax_number import contradicts, same_tax_id

CLOSE = 0.92
"""Similarity (0 to 1) from which a name is taken for a misread one."""
AHEAD = 0.05
"""How much closer it must be than the next supplier's."""
LONGEST = 200
"""Characters of a name or number that are looked at; documents are hostile."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Outcome(StrEnum):
    KNOWN = "known"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"


class MatchedBy(StrEnum):
    TAX_ID = "tax_id"
    NAME = "name"
    CLOSE_NAME = "close_name"


class SupplierMatch(Frozen):
    """What the search for the supplier came to.

    Attributes:
        supplier: set if and only if the outcome is known.
        matched_by: how it was found; None if it was not.
        candidates: whom a person may choose from; the ERP's own when several or similar ones answer.
        sentence: how the match was made or why not, for a clerk.
    """

    outcome: Outcome
    supplier: ErpSupplier | None = None
    matched_by: MatchedBy | None = None
    candidates: tuple[ErpSupplier, ...] = ()
    sentence: str

    @property
    def code(self) -> str:
        """The supplier's code in the ERP, empty unless known."""
        return self.supplier.code if self.supplier else ""


def match_supplier(invoice: Invoice, directory: Sequence[ErpSupplier]) -> SupplierMatch:
    """The supplier of `directory` that the invoice names; refuses to choose between several.

    A tax number decides first, then the exact name, then a close one (misread letters) if no tax number contradicts.
    """
    tax_id = invoice.supplier_tax_id.value.strip()[:LONGEST] if invoice.supplier_tax_id else ""
    name = invoice.supplier_name.value.strip()[:LONGEST] if invoice.supplier_name else ""
    if not tax_id and not name:
        return SupplierMatch(outcome=Outcome.UNKNOWN, sentence="The document names no supplier.")
    named = _of_name(name, directory)
    found = tuple(s for s in directory if s.tax_id and same_tax_id(s.tax_id, tax_id))
    if found:
        return _by_tax_id(tax_id, name, found, named)
    if named:
        return _by_name(tax_id, name, named)
    return _by_close_name(tax_id, name, directory)


def _of_name(name: str, directory: Iterable[ErpSupplier]) -> tuple[ErpSupplier, ...]:
    wanted = normalise_name(name)
    return tuple(s for s in directory if wanted and normalise_name(s.name) == wanted)


def _by_tax_id(tax_id: str, name: str, found: tuple[ErpSupplier, ...], named: tuple[ErpSupplier, ...]) -> SupplierMatch:
    both = tuple(s for s in found if s in named) if named else found
    if len(both) == 1:
        return _known(both[0], MatchedBy.TAX_ID, f"Tax number {tax_id} is {_label(both[0])}'s.")
    if not both:
        return _ambiguous(
            found + named, f"Tax number {tax_id} is {_labels(found)}'s, but the name {name!r} is {_labels(named)}'s."
        )
    return _ambiguous(both, f"Tax number {tax_id} belongs to several suppliers: {_labels(both)}.")


def _by_name(tax_id: str, name: str, named: tuple[ErpSupplier, ...]) -> SupplierMatch:
    if len(named) > 1:
        return _ambiguous(named, f"The name {name!r} belongs to several suppliers: {_labels(named)}.")
    supplier = named[0]
    if contradicts(supplier.tax_id, tax_id):
        return _ambiguous(
            named, f"The name is {_label(supplier)}'s, but its tax number is {supplier.tax_id}, not {tax_id}."
        )
    return _known(supplier, MatchedBy.NAME, f"The name {name!r} is {_label(supplier)}'s.")


def _by_close_name(tax_id: str, name: str, directory: Sequence[ErpSupplier]) -> SupplierMatch:
    close = _closest(normalise_name(name), directory)
    if len(close) > 1:
        return _ambiguous(close, f"The name {name!r} is close to several suppliers: {_labels(close)}.")
    if not close:
        return _unknown(tax_id, name, directory)
    supplier = close[0]
    if contradicts(supplier.tax_id, tax_id):
        its = f"but its tax number is {supplier.tax_id}, not {tax_id}"
        return _ambiguous(close, f"The name {name!r} is close to {_label(supplier)}, {its}.")
    return _known(supplier, MatchedBy.CLOSE_NAME, f"The name {name!r} is close to {_label(supplier)}.")


def _closest(wanted: str, directory: Sequence[ErpSupplier]) -> tuple[ErpSupplier, ...]:
    """The supplier of the closest name and all that are not clearly farther; none if the closest is not close."""
    scored = [(_closeness(wanted, normalise_name(supplier.name)), supplier) for supplier in directory]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(s for score, s in scored if best - score < AHEAD) if best >= CLOSE else ()


def _unknown(tax_id: str, name: str, directory: Sequence[ErpSupplier]) -> SupplierMatch:
    wanted = stem(normalise_name(name))
    similar = tuple(s for s in directory if wanted and stem(normalise_name(s.name)) == wanted)
    asked = [f"name {name!r}"] if name else []
    asked += [f"tax number {tax_id}"] if tax_id else []
    sentence = f"The ERP has no supplier with the {' or the '.join(asked)}."
    hint = f" Similar: {_labels(similar)}." if similar else ""
    return SupplierMatch(outcome=Outcome.UNKNOWN, candidates=similar, sentence=sentence + hint)


def _closeness(wanted: str, name: str) -> float:
    """Similarity of two normalised names (0 to 1); 0 where legal form or figures differ: those are not misreadings."""
    if legal_form(wanted) != legal_form(name) or _figures(wanted) != _figures(name):
        return 0.0
    if name.endswith(CJK_LEGAL_FORMS):  # the long legal form alone would make strangers look alike
        wanted, name = stem(wanted), stem(name)
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < CLOSE - AHEAD:
        return 0.0
    return matcher.ratio()


def _figures(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _known(supplier: ErpSupplier, by: MatchedBy, sentence: str) -> SupplierMatch:
    return SupplierMatch(outcome=Outcome.KNOWN, supplier=supplier, matched_by=by, sentence=sentence)


def _ambiguous(candidates: tuple[ErpSupplier, ...], sentence: str) -> SupplierMatch:
    return SupplierMatch(outcome=Outcome.AMBIGUOUS, candidates=tuple(dict.fromkeys(candidates)), sentence=sentence)


def _label(supplier: ErpSupplier) -> str:
    return f"{supplier.name} ({supplier.code})"


def _labels(suppliers: Iterable[ErpSupplier]) -> str:
    return ", ".join(_label(s) for s in suppliers)
