"""The pages named at the top of every page, for whoever may see them."""

from dataclasses import dataclass

from orchestrator.people.roles import Right
from orchestrator.phrases import phrase


@dataclass(frozen=True)
class Item:
    """A page's address, its name in English, and the right that it takes."""

    address: str
    words: str
    right: Right


NAVIGATION = (
    Item("/", phrase("Desk"), Right.CORRECT),
    Item("/documents", phrase("Documents"), Right.SEE_DOCUMENTS),
    Item("/approvals", phrase("Approvals"), Right.SEE_DOCUMENTS),
    Item("/webhooks", phrase("Webhooks"), Right.MANAGE_WEBHOOKS),
    Item("/operations", phrase("Operations"), Right.SEE_OPERATIONS),
    Item("/people", phrase("People"), Right.SEE_PEOPLE),
)
