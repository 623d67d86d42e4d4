"""The pages named at the top of every page, for whoever may see them."""

from dataclasses import dataclass

from orchestrator.people.roles import Right
from orchestrator.phrases import phrase


@dataclass(frozen=True)
class Item:
    """A page's address, its name in English, and the right that it takes; `further` ones are under "More"."""

    address: str
    words: str
    right: Right
    further: bool = False

    def leads_to(self, path: str) -> bool:
        """Whether a page is this one or belongs to it."""
        return path == self.address or (self.address != "/" and path.startswith(self.address + "/"))


NAVIGATION = (
    Item("/", phrase("Desk"), Right.CORRECT),
    Item("/documents", phrase("Documents"), Right.SEE_DOCUMENTS),
    Item("/review", phrase("Review"), Right.CORRECT),
    Item("/approvals", phrase("Approvals"), Right.SEE_DOCUMENTS),
    Item("/alerts", phrase("Alerts"), Right.SEE_DOCUMENTS),
    Item("/operations", phrase("Operations"), Right.SEE_OPERATIONS),
    Item("/suppliers", phrase("Suppliers"), Right.SEE_SUPPLIERS, further=True),
    Item("/orders", phrase("Purchase orders"), Right.SEE_DOCUMENTS, further=True),
    Item("/contracts", phrase("Contracts"), Right.SEE_DOCUMENTS, further=True),
    Item("/reports", phrase("Reports"), Right.SEE_REPORTS, further=True),
    Item("/rules", phrase("Rules"), Right.SEE_RULES, further=True),
    Item("/schedules", phrase("Schedules"), Right.SEE_OPERATIONS, further=True),
    Item("/audit", phrase("History"), Right.SEE_AUDIT, further=True),
    Item("/compliance", phrase("Compliance"), Right.SEE_AUDIT, further=True),
    Item("/people", phrase("People"), Right.SEE_PEOPLE, further=True),
    Item("/webhooks", phrase("Webhooks"), Right.MANAGE_WEBHOOKS, further=True),
)
