"""People, a judge and documents under review, for the tests of the review."""

from bots.erp.port import ErpSupplier
from config.files import PACKAGED, load_approval_policy, load_coding, load_rules, load_tax_codes
from extractors.models import Extraction, Invoice, Limits
from orchestrator.acts import Acts
from orchestrator.judging import Judge
from orchestrator.people import register
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Role, rights
from orchestrator.stages import Stage
from orchestrator.store import Store, directory, findings
from tests.factories import Bill, draw, extraction, received
from tests.farm_documents import walk

LIMITS = Limits()
COMPANY = "Example Trading Company"


def judge_of(store: Store) -> Judge:
    return Judge(
        store=store, rules=load_rules(PACKAGED), policy=load_approval_policy(PACKAGED), coding=load_coding(PACKAGED),
        tax_codes=load_tax_codes(PACKAGED), erp="tryton", company=COMPANY,
    )  # fmt: skip


def acts_of(store: Store) -> Acts:
    judge = judge_of(store)
    return Acts(store, lambda: judge, LIMITS)


def person(store: Store, login: str, *roles: Role) -> Actor:
    """Somebody with these roles, a clerk without any."""
    given = roles or (Role.CLERK,)
    with store.begin() as tx:
        register.add(tx, "test", login, f"{login.title()} Berg", given, subject=login)
    return Actor(login, "web", rights(given))


def doubted(found: Extraction, **confidences: float) -> Extraction:
    """The reading, less sure of some fields."""
    invoice = found.invoice or Invoice()
    less = {name: getattr(invoice, name).model_copy(update={"confidence": c}) for name, c in confidences.items()}
    return found.model_copy(update={"invoice": invoice.model_copy(update=less)})


def under_review(
    store: Store, bill: Bill | None = None, stage: Stage = Stage.NEEDS_REVIEW, **confidences: float
) -> str:
    """A drawn bill, read with some doubt, that waits for a person."""
    bill = bill or Bill()
    data, boxes = draw(bill)
    document_id = received(store, data, f"{bill.number}.pdf")
    with store.begin() as tx:
        findings.add_extraction(tx, document_id, doubted(extraction(bill, boxes), **confidences))
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, stage)
    return document_id


def known_supplier(store: Store, bill: Bill | None = None) -> None:
    """The ERP's suppliers, read just now."""
    with store.begin() as tx:
        supplier = ErpSupplier(code="S001", name=(bill or Bill()).supplier, tax_id="", iban=(bill or Bill()).iban)
        directory.replace(tx, "tryton", COMPANY, (supplier,))
