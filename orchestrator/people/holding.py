"""Two people never edit one document unknowingly: a change is refused while somebody else holds it."""

from orchestrator.errors import DecisionRefused
from orchestrator.people.actor import login_of
from orchestrator.store import Transaction, editing
from orchestrator.store.editing import Editing


class BeingEdited(DecisionRefused):
    """Somebody else edits the document; the message says who, and since when."""

    def __init__(self, sentence: str, held: Editing) -> None:
        super().__init__(sentence)
        self.editing = held


def insist_on_no_other(tx: Transaction, document_id: str, actor: str) -> None:
    """Go on only where nobody else edits the document now.

    Raises:
        BeingEdited
    """
    held = editing.by_another(tx, document_id, login_of(actor))
    if held is not None:
        raise BeingEdited(editing.sentence(tx, held), held)
