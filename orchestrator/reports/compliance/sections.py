"""The parts of a compliance report in their order, as tables: PDF and Excel are both written from these."""

from collections.abc import Iterable

from orchestrator.phrases import phrase
from orchestrator.reports.compliance import words
from orchestrator.reports.compliance.content import Content
from orchestrator.reports.compliance.made import Made
from orchestrator.reports.compliance.telling import Column, Money, Row, Said, Section, Stored
from orchestrator.reports.history import action_label
from orchestrator.reports.wording import STAGE_LABEL, kind_label
from orchestrator.stages import Stage

SHORT_ID = 8
DOCUMENT = Column(phrase("Document"), 9.5)
SUPPLIER = Column(phrase("Supplier"), 15)
NUMBER = Column(phrase("Number"), 12)
AMOUNT = Column(phrase("Amount"), 9, figures=True)
CURRENCY = Column(phrase("Currency"), 7.5)
TIME = Column(phrase("Time"), 11)
WHO = Column(phrase("Who"), 12)
WHY = Column(phrase("Why"), 17)
COUNT = Column(phrase("Count"), 8, figures=True)
NONE = phrase("There were none in the period.")


def sections(made: Made) -> tuple[Section, ...]:
    """All parts."""
    content = made.content
    return (
        _balance(content), _carried(content), _outcomes(content), _checks(content), _exceptions(content),
        _rules(content), _rule_changes(content), _duties(content), _access(content), _people(content),
        _doubts(content), _operations(content), _record(made), _documents(content),
    )  # fmt: skip


def _balance(content: Content) -> Section:
    one = content.balance
    figures = (
        (words.POSTED, one.posted), (words.FILED, one.filed), (words.REJECTED, one.rejected),
        (words.DUPLICATES, one.duplicates), (words.OPEN, one.open),
    )  # fmt: skip
    return Section(
        phrase("Balance"), phrase("Where everything went"),
        phrase("Files that came in = posted + filed + rejected + duplicates + open at the end of the period."),
        (Column(phrase("Figure"), 60), COUNT),
        lambda: [
            *_named(figures),
            (Said(words.TOGETHER), sum(count for _, count in figures)),
            (Said(words.FILES), one.files),
            (Said(words.BALANCE_HOLDS if one.received_holds else words.BALANCE_FAILS), None),
        ],
    )  # fmt: skip


def _carried(content: Content) -> Section:
    one = content.balance
    figures = (
        (words.OPEN_BEFORE, one.open_before), (words.NEW, one.new), (words.REOPENED, one.reopened),
        (words.CLOSED, -one.closed), (words.OPEN_AFTER, one.open_after),
    )  # fmt: skip
    return Section(
        phrase("Carried over"), phrase("What was open, and is"),
        phrase("Open before + came in + opened again − closed = open at the end. Documents, not files."),
        (Column(phrase("Figure"), 60), COUNT),
        lambda: [
            *_named(figures),
            (Said(words.BALANCE_HOLDS if one.carried_holds else words.BALANCE_FAILS), None),
        ],
    )  # fmt: skip


def _outcomes(content: Content) -> Section:
    return Section(
        phrase("Outcomes"), phrase("Documents and amounts by outcome"),
        phrase("The documents that came in during the period, by where they stood at its end."),
        (Column(phrase("Outcome"), 20), Column(phrase("Kind"), 20), CURRENCY, COUNT, AMOUNT),
        lambda: [
            (
                Said(words.OUTCOME[row.outcome]), Said(kind_label(row.kind)) if row.kind else "", row.currency,
                row.count, Money(row.amount, row.currency),
            )
            for row in content.outcomes
        ],
        none=NONE,
    )  # fmt: skip


def _checks(content: Content) -> Section:
    return Section(
        phrase("Checks"), phrase("Figures that must agree"),
        phrase("Each is taken from two places that know nothing of each other."),
        (Column(phrase("Figure"), 40), Column(phrase("The one"), 20), Column(phrase("The other"), 20),
         Column(phrase("Agrees"), 10)),
        lambda: [
            (Said(row.name), row.left, row.right, Said(words.YES if row.holds else words.NO)) for row in content.checks
        ],
    )  # fmt: skip


def _exceptions(content: Content) -> Section:
    return Section(
        phrase("Exceptions"), phrase("Every exception, and who decided what"),
        phrase("Findings of the rules, documents held up, corrections, approvals after a finding, rejections, refusals "
               "and alerts. What has no decision was open at the end of the period."),
        (TIME, Column(phrase("Exception"), 12), DOCUMENT, SUPPLIER, NUMBER, AMOUNT, CURRENCY,
         Column(phrase("Rule"), 11),
         Column(phrase("What"), 25), Column(phrase("Decision"), 11), WHO, WHY, Column(phrase("Decided"), 11)),
        lambda: [
            (
                row.at, Said(words.SORT[row.sort]), row.document_id[:SHORT_ID], row.supplier, row.number,
                Money(row.amount, row.currency), row.currency, row.rule, Stored(row.what),
                Said(action_label(row.decision)) if row.decision else Said(words.STILL_OPEN), row.by, Stored(row.why),
                row.decided_at,
            )
            for row in content.exceptions
        ],
        none=NONE,
    )  # fmt: skip


def _rules(content: Content) -> Section:
    return Section(
        phrase("Rules"), phrase("Rules that judged, by version"), phrase("From the verdicts that the farm kept."),
        (Column(phrase("Rule"), 24), Column(phrase("Version"), 8), Column(phrase("When it finds something"), 16),
         Column(phrase("Judged"), 9, figures=True), Column(phrase("Found"), 9, figures=True),
         Column(phrase("First"), 14), Column(phrase("Last"), 14)),
        lambda: [
            (row.rule_id, row.version, Said(words.SEVERITY.get(row.severity, row.severity)), row.judged, row.failed,
             row.first, row.last)
            for row in content.rules
        ],
        none=NONE,
    )  # fmt: skip


def _rule_changes(content: Content) -> Section:
    return Section(
        phrase("Rule changes"), phrase("Rules and policies put in force"), phrase("From the history."),
        (TIME, WHO, Column(phrase("What"), 40), WHY),
        lambda: [(row.at, row.by, row.what, row.why) for row in content.rule_changes],
        none=NONE,
    )  # fmt: skip


def _duties(content: Content) -> Section:
    return Section(
        phrase("Duties"), phrase("Segregation of duties"),
        phrase("Every document that a person approved or changed: who handed it in, who changed and who approved it. "
               "Worked out from the history, independently of what bars an approval."),
        (DOCUMENT, SUPPLIER, NUMBER, AMOUNT, CURRENCY, Column(phrase("Handed in by"), 13),
         Column(phrase("Changed by"), 13), Column(phrase("Approved by"), 13), Column(phrase("Conflict"), 16)),
        lambda: [
            (
                row.document_id[:SHORT_ID], row.supplier, row.number, Money(row.amount, row.currency), row.currency,
                ", ".join(row.entered), ", ".join(row.changed), ", ".join(row.approved),
                Said(row.conflict) if row.conflict else "",
            )
            for row in sorted(content.duties, key=lambda row: (not row.conflict, row.document_id))
        ],
        none=NONE,
    )  # fmt: skip


def _access(content: Content) -> Section:
    return Section(
        phrase("Access"), phrase("Changes to who may do what"), phrase("From the history."),
        (TIME, WHO, Column(phrase("What"), 22), Column(phrase("Whom it is about"), 14), Column(phrase("Details"), 34)),
        lambda: [(row.at, row.by, Said(action_label(row.action)), row.whom, row.details) for row in content.access],
        none=NONE,
    )  # fmt: skip


def _people(content: Content) -> Section:
    return Section(
        phrase("People"), phrase("People and their roles at the end of the period"),
        phrase("A login that nobody has is listed where somebody tried it."),
        (Column(phrase("Login"), 20), Column(phrase("Roles"), 40), Column(phrase("May log in"), 12),
         Column(phrase("Logins"), 10, figures=True), Column(phrase("Failed logins"), 10, figures=True)),
        lambda: [
            (row.login, row.roles, Said(words.YES if row.active else words.NO), row.logins, row.failed_logins)
            for row in content.people
        ],
        none=NONE,
    )  # fmt: skip


def _doubts(content: Content) -> Section:
    return Section(
        phrase("In doubt"), phrase("Postings in doubt, and how they ended"),
        phrase("Contact with the ERP was lost after submitting; it was searched before anything was keyed again."),
        (TIME, DOCUMENT, SUPPLIER, NUMBER, AMOUNT, CURRENCY, Column(phrase("What happened"), 22),
         Column(phrase("Ended as"), 9), Column(phrase("How"), 22), WHO, Column(phrase("Ended"), 11)),
        lambda: [
            (
                row.at, row.document_id[:SHORT_ID], row.supplier, row.number, Money(row.amount, row.currency),
                row.currency, Stored(row.why), Said(STAGE_LABEL[Stage(row.ended)] if row.ended else words.STILL_OPEN),
                Stored(row.how), row.by, row.ended_at,
            )
            for row in content.doubts
        ],
        none=NONE,
    )  # fmt: skip


def _operations(content: Content) -> Section:
    return Section(
        phrase("Operations"), phrase("The running of the farm"), "", (Column(phrase("Figure"), 60), COUNT),
        lambda: _named((row.name, row.count) for row in content.operations),
    )  # fmt: skip


def _record(made: Made) -> Section:
    record = made.content.record
    return Section(
        phrase("Record"), phrase("The record behind this report"),
        phrase("The hash of the last entry cannot be what it is if any entry before it was changed."),
        (Column(phrase("Figure"), 24), Column(phrase("Value"), 60)),
        lambda: [
            (Said(words.ENTRIES), record.entries),
            (Said(words.FIRST_ENTRY), str(record.first) if record.entries else ""),
            (Said(words.LAST_ENTRY), str(record.last) if record.entries else ""),
            (Said(words.ANCHOR), record.hash),
            (Said(words.ANCHORS), record.anchors),
            (Said(words.LAST_ANCHOR), f"{record.anchor_seq}: {record.anchor_hash}" if record.anchors else ""),
            (Said(words.CHAIN), made.chain_says),
            (Said(words.FINGERPRINT), made.fingerprint),
        ],
    )  # fmt: skip


def _documents(content: Content) -> Section:
    return Section(
        phrase("Documents"), phrase("All documents of the period"), "",
        (Column(phrase("Received"), 11), DOCUMENT, Column(phrase("Kind"), 9), SUPPLIER, NUMBER, AMOUNT, CURRENCY,
         Column(phrase("Outcome"), 9), Column(phrase("Stage"), 10), Column(phrase("ERP number"), 8)),
        lambda: [
            (
                row.received_at, row.id, Said(kind_label(row.kind)) if row.kind else "", row.supplier, row.number,
                Money(row.amount, row.currency), row.currency, Said(words.OUTCOME[row.outcome]),
                Said(STAGE_LABEL[Stage(row.stage)]), row.erp_number,
            )
            for row in content.documents
        ],
        in_pdf=False,
    )  # fmt: skip


def _named(figures: Iterable[tuple[str, int]]) -> list[Row]:
    return [(Said(name), count) for name, count in figures]
