"""The ledger codes that people gave a document's lines."""

from orchestrator.store import Transaction, memories, review

CODES = ("account", "tax_code", "cost_centre")


def codes_by_person(tx: Transaction, document_id: str) -> dict[tuple[int, str], str]:
    """By line number and code what a person said last; an empty tax code or cost centre may be meant so.

    Each save keeps all codes that hold after it. Corrections from before saves were kept count one by one.
    """
    saved = review.last_save(tx, document_id)
    if saved is not None:
        return dict(saved.codes)
    found = {}
    for correction in memories.corrections_of(tx, document_id):
        first, number, name = (*correction.field.split("."), "", "")[:3]
        if first == "lines" and name in CODES and correction.save_id is None:
            found[int(number), name] = correction.after
    return found
