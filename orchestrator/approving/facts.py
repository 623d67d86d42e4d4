"""What an approval policy may ask about a document."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from bots.orders import InvoiceOrder
from config.rule_file import RequiredFields
from extractors.models import Extraction, Invoice, Kind
from orchestrator.rules.base import Verdict
from orchestrator.rules.required_fields import required
from orchestrator.rules.values import field_value
from orchestrator.suppliers import SupplierMatch


class Facts(BaseModel):
    """A document as the policy sees it. `gross_total` in `currency`, positive for credit notes, too.

    Attributes:
        failed: ids of the rules that did not pass.
        alerts: kinds of the alerts that are open.
        least_sure: the needed field that was read with least confidence, and that confidence; 1 for what a person said.
        learned_coding: whether an account of a line was only learned from earlier ones.
        corrected: whether a person corrected something.
        account_by_person: whether a person entered the bank account, and nobody else has approved it yet.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    kind: Kind
    supplier: SupplierMatch
    currency: str
    gross_total: Decimal
    verdicts: tuple[Verdict, ...]
    alerts: frozenset[str] = frozenset()
    cost_centres: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    language: str | None = None
    least_sure: tuple[str, float] | None = None
    learned_coding: bool = False
    corrected: bool = False
    account_by_person: bool = False

    @property
    def failed(self) -> frozenset[str]:
        return frozenset(verdict.rule_id for verdict in self.verdicts if not verdict.passed)


def facts(
    extraction: Extraction, supplier: SupplierMatch, order: InvoiceOrder, verdicts: Iterable[Verdict],
    needed: RequiredFields, *, alerts: Collection[str] = (), learned_coding: bool = False, corrected: bool = False,
    account_by_person: bool = False,
) -> Facts:  # fmt: skip
    """What the policy may ask about a document of which `order` is to be keyed."""
    return Facts(
        kind=extraction.kind, supplier=supplier, currency=order.currency, gross_total=order.gross_total,
        verdicts=tuple(verdicts), alerts=frozenset(alerts),
        cost_centres=frozenset(line.cost_centre for line in order.lines if line.cost_centre),
        accounts=frozenset(line.account for line in order.lines),
        language=extraction.language, least_sure=_least_sure(extraction, needed),
        learned_coding=learned_coding, corrected=corrected, account_by_person=account_by_person,
    )  # fmt: skip


def _least_sure(extraction: Extraction, needed: RequiredFields) -> tuple[str, float] | None:
    read = sorted(_confidences(extraction, needed), key=lambda one: one[1])
    return read[0] if read else None


def _confidences(extraction: Extraction, needed: RequiredFields) -> Iterator[tuple[str, float]]:
    invoice = extraction.invoice or Invoice()
    for field in required(extraction.kind, needed):
        value = None if field == "lines" else field_value(invoice, field)
        if value is not None:
            yield field, value.confidence
