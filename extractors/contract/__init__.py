"""Reading a contract from its pages: `read_contract` is the whole story."""

from extractors.contract.dates_of_contract import choose_dates
from extractors.contract.governing_law import choose_law
from extractors.contract.language_of_law import pipeline
from extractors.contract.parties_of_contract import choose_parties
from extractors.contract.text import contract_text
from extractors.contract.title_of_contract import choose_title
from extractors.models import Contract, Page


def read_contract(pages: tuple[Page, ...], text: str | None = None) -> Contract:
    """The terms of a contract, with their evidence.

    Args:
        pages: the words of all pages.
        text: not needed; the text is made from the words, so that every value has its place.
    """
    contract = contract_text(pages)
    if not contract.phrases:
        return Contract()
    doc = pipeline()(contract.text.replace("\n", " ")[:500_000])
    effective, expires = choose_dates(contract)
    return Contract(
        title=choose_title(contract),
        parties=choose_parties(contract),
        effective_date=effective,
        expiration_date=expires,
        governing_law=choose_law(contract, doc),
    )
