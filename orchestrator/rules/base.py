"""What a rule is given, what it says, and how its findings become a verdict."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from config.rule_file import RuleFile
from extractors.models import Invoice, Kind, Problem, StatedTax
from orchestrator.purchasing.contract_terms import ContractTerms
from orchestrator.purchasing.models import PurchaseFacts
from orchestrator.suppliers import SupplierMatch
from orchestrator.suspicion.facts import Facts


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Case(Frozen):
    """A document before its judges.

    Attributes:
        same_number: ids of other documents of the same supplier and normalised invoice number.
        same_content: ids of other documents with the very same bytes.
        language: ISO 639-1, None where it is not known.
        problems: what went wrong, or was doubtful, in reading.
        text: all that the document says, for particulars that are no field.
        stated_tax: what UBL, CII or FatturaPA states about the tax; None for every other document.
        company: the company in the ERP that the document is keyed into.
        orders: what is known of the orders that it names; None where nobody asked.
        contract: the terms agreed with the supplier; nothing fills it yet (`purchasing.contract_terms`).
        today: the day of the judgement, so that a verdict can be repeated.
        parameters: the rules file.
        history: what is known of earlier invoices; None where too little was read to compare.
    """

    document_id: str
    kind: Kind
    invoice: Invoice
    supplier: SupplierMatch
    same_number: tuple[str, ...] = ()
    same_content: tuple[str, ...] = ()
    language: str | None = None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    stated_tax: StatedTax | None = None
    company: str = ""
    orders: PurchaseFacts | None = None
    contract: tuple[ContractTerms, ...] = ()
    today: date
    parameters: RuleFile
    history: Facts | None = None


class Severity(StrEnum):
    """What a verdict asks for."""

    BLOCK = "block"
    """Cannot be keyed as it is: a value must be corrected, or the document rejected."""
    REVIEW = "review"
    """A person must look, and may approve it as it is."""
    NOTE = "note"
    """Nothing: the rule passed."""


class Verdict(Frozen):
    """What one rule says of one document.

    Attributes:
        rule_id: the rule's stable name.
        version: of the rule, so that an old verdict can be told from a new one.
        passed: false sends the document to a person.
        severity: note for a passed rule.
        sentence: all findings in plain words, for a clerk.
        looked_at: the values judged, by name, as text.
    """

    rule_id: str
    version: str
    passed: bool
    severity: Severity
    sentence: str
    looked_at: dict[str, str]


@dataclass(frozen=True)
class Finding:
    """What a rule found: sentences about what is wrong (none: it passed), a sentence if all is well, the values."""

    problems: tuple[str, ...]
    fine: str
    looked_at: Mapping[str, object] = field(default_factory=dict)


LONGEST_SENTENCE, LONGEST_VALUE = 4000, 500
"""Characters kept: what a hostile document says can be of any length."""


def make_verdict(rule_id: str, version: str, severity: Severity, finding: Finding) -> Verdict:
    """The verdict on a finding; `severity` is that of a failure."""
    passed = not finding.problems
    values = {name: str(value) for name, value in finding.looked_at.items() if value is not None}
    return Verdict(
        rule_id=rule_id,
        version=version,
        passed=passed,
        severity=Severity.NOTE if passed else severity,
        sentence=_short(finding.fine if passed else " ".join(finding.problems), LONGEST_SENTENCE),
        looked_at={name: _short(text, LONGEST_VALUE) for name, text in values.items()},
    )


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


@dataclass(frozen=True)
class Rule:
    """A rule. `look` judges a case without changing anything; `severity` is that of a failure; `serves` names the law,
    standard or policy for which it is there, for an auditor."""

    id: str
    version: str
    severity: Severity
    look: Callable[[Case], Finding]
    serves: str

    def judge(self, case: Case) -> Verdict:
        """Exactly one verdict, with all that the rule found."""
        return make_verdict(self.id, self.version, self.severity, self.look(case))
