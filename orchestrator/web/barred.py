"""Who may not approve which document, told before they try."""

from collections.abc import Mapping

from orchestrator.errors import NotAllowed
from orchestrator.people import duties
from orchestrator.people.actor import Actor, login_of
from orchestrator.store import Transaction, approving, audit_search


def barred(tx: Transaction, ibans: Mapping[str, str], actor: Actor) -> dict[str, str]:
    """Why somebody may not approve some of these documents, each with the reason.

    Only those are looked at closely in whose history they appear, or whose bank account they entered somewhere.

    Args:
        ibans: the bank account that each document names, by its id.
    """
    named = {iban for iban in ibans.values() if iban}
    own = {iban for iban, who in approving.entered(tx, "iban", named) if login_of(who) == actor.login}
    close = audit_search.touched_by(tx, ibans.keys(), actor.login) | {each for each in ibans if ibans[each] in own}
    found = {}
    for document_id in close:
        try:
            duties.insist_on_second_person(tx, document_id, str(actor))
        except NotAllowed as why:
            found[document_id] = str(why)
    return found
