"""The controls over financial reporting (Sarbanes-Oxley, section 404), each with its evidence from a period.

Whether a control holds is worked out from the evidence: it holds, has exceptions, or there is no evidence either way.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from orchestrator.phrases import phrase
from orchestrator.reports.compliance import outcomes
from orchestrator.reports.compliance.content import Check, Content, Sort
from orchestrator.reports.compliance.evidence import Reviewed, Verified
from orchestrator.reports.compliance.running import SCHEDULED, SCHEDULES_FAILED
from orchestrator.reports.compliance.telling import Said

LATE = timedelta(days=30)
"""An exception that was open for so long at the end of the period was not followed up."""
BY_FILE = "file"
"""Whom the farm names where rules were edited on disk: nobody is known."""
APART = (("clerk", "approver"), ("administrator", "approver"), ("administrator", "clerk"))
"""Roles that one person should not have together."""


class State(StrEnum):
    """What the evidence says of a control."""

    HOLDS = "holds"
    EXCEPTIONS = "exceptions"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True)
class Evidence:
    """A figure; `address` is the page with the list behind it, empty for none."""

    name: str
    value: str | int | Said
    address: str = ""


@dataclass(frozen=True)
class Control:
    """A control: its id, what it demands (English phrases), and what the period shows."""

    id: str
    title: str
    demands: str
    state: State
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Seen:
    """What the controls look at."""

    content: Content
    verified: Verified | None
    reviewed: Reviewed | None

    @property
    def days(self) -> str:
        return f"since={self.content.period.since}&until={self.content.period.until}"

    def acts(self, action: str) -> str:
        """The address of the period's entries of a kind."""
        return f"/audit?action={action.replace(' ', '+')}&{self.days}"

    def check(self, name: str) -> Check:
        return next(check for check in self.content.checks if check.name == name)


def controls(seen: Seen) -> tuple[Control, ...]:
    """All of them."""
    makers: tuple[Callable[[Seen], Control], ...] = (
        _complete, _authorised, _apart, _followed_up, _alerts, _accurate, _once, _rules, _access, _record, _operations,
    )  # fmt: skip
    return tuple(make(seen) for make in makers)


def _state(evidence: object, holds: bool) -> State:
    if not evidence:
        return State.NO_EVIDENCE
    return State.HOLDS if holds else State.EXCEPTIONS


def _complete(seen: Seen) -> Control:
    one = seen.content.balance
    agree = seen.check(outcomes.RECORDED).holds and seen.check(outcomes.LISTED).holds
    holds = one.received_holds and one.carried_holds and agree
    return Control(
        "C-1", phrase("Completeness"), phrase("Every file that comes in is recorded once and has an outcome."),
        _state(one.files or one.open_before, holds),
        (
            Evidence(phrase("Files that came in"), one.files, f"/documents?{seen.days}"),
            Evidence(phrase("Duplicates of files that were known"), one.duplicates, seen.acts("duplicate_file")),
            Evidence(phrase("Open at the end"), one.open_after, "/documents"),
            Evidence(outcomes.RECORDED, _both(seen.check(outcomes.RECORDED))),
        ),
    )  # fmt: skip


def _authorised(seen: Seen) -> Control:
    checks = [seen.check(outcomes.APPROVED), seen.check(outcomes.STEPS)]
    return Control(
        "C-2", phrase("Authorisation and limits"),
        phrase("Nothing is posted that neither the policy nor a person approved; people approve by all steps."),
        _state(any(check.left != "0" for check in checks), all(check.holds for check in checks)),
        (
            Evidence(phrase("Approved by the policy"), seen.content.by_policy, seen.acts("moved")),
            Evidence(phrase("Approved by people"), seen.content.by_people, seen.acts("approval signed")),
            *(Evidence(check.name, _both(check)) for check in checks),
        ),
    )  # fmt: skip


def _apart(seen: Seen) -> Control:
    refused = _count(seen.content, Sort.REFUSED)
    return Control(
        "C-3", phrase("Segregation of duties"),
        phrase("Nobody approves what they entered or changed, nor the first payment to an account that they entered."),
        _state(seen.content.duties, not seen.content.conflicts),
        (
            Evidence(phrase("Documents with a person's hand in them"), len(seen.content.duties), _report(seen)),
            Evidence(phrase("Conflicts of duties"), len(seen.content.conflicts), _report(seen)),
            Evidence(phrase("Approvals refused"), refused),
        ),
    )  # fmt: skip


def _followed_up(seen: Seen) -> Control:
    found = seen.content.exceptions
    late = sum(1 for row in found if row.decided_at is None and seen.content.period.end - row.at > LATE)
    return Control(
        "C-4", phrase("Exceptions are followed up"),
        phrase("What a rule finds or a person holds up is decided by somebody, with a reason, within 30 days."),
        _state(found, not late),
        (
            Evidence(phrase("Exceptions"), len(found), _report(seen)),
            Evidence(phrase("Still open at the end"), sum(1 for row in found if row.decided_at is None), "/review"),
            Evidence(phrase("Open for more than 30 days"), late, "/review"),
            Evidence(phrase("Approved after a finding"), _count(seen.content, Sort.OVERRULED), _report(seen)),
        ),
    )  # fmt: skip


def _alerts(seen: Seen) -> Control:
    found = [row for row in seen.content.exceptions if row.sort is Sort.ALERT]
    open_ = sum(1 for row in found if row.decided_at is None)
    judged = sum(row.judged for row in seen.content.rules)
    return Control(
        "C-5", phrase("Bad money is stopped"),
        phrase("Duplicates, changed bank accounts and other signs of fraud raise alerts, which somebody decides."),
        _state(judged, not open_),
        (
            Evidence(phrase("Verdicts of rules"), judged, "/rules"),
            Evidence(phrase("Alerts"), len(found), "/alerts"),
            Evidence(phrase("Alerts still open"), open_, "/alerts"),
        ),
    )  # fmt: skip


def _accurate(seen: Seen) -> Control:
    check = seen.check(outcomes.READ_BACK)
    return Control(
        "C-6", phrase("Accuracy of keying"),
        phrase("What is posted is read back from the ERP and equals what was approved."),
        _state(check.left != "0" or check.right != "0", check.holds),
        (
            Evidence(phrase("Posted"), seen.check(outcomes.KEYED_ONCE).left, f"/documents?stage=posted&{seen.days}"),
            Evidence(check.name, _both(check)),
        ),
    )  # fmt: skip


def _once(seen: Seen) -> Control:
    check, doubts = seen.check(outcomes.KEYED_ONCE), seen.content.doubts
    open_ = sum(1 for row in doubts if not row.ended)
    return Control(
        "C-7", phrase("Keyed exactly once"),
        phrase("No invoice is posted twice; where the outcome is not known, the ERP is searched before another try."),
        _state(check.left != "0" or doubts, check.holds and not open_),
        (
            Evidence(check.name, _both(check)),
            Evidence(phrase("Postings in doubt, and how they ended"), len(doubts), _report(seen)),
            Evidence(phrase("Still open"), open_, "/operations"),
        ),
    )  # fmt: skip


def _rules(seen: Seen) -> Control:
    sets = seen.content.rule_changes
    within = [row for row in sets if row.at >= seen.content.period.start]
    unknown = [row for row in within if row.by == BY_FILE or not row.why.strip()]
    return Control(
        "C-8", phrase("Change management of rules"),
        phrase("Whoever changes a rule, a limit or the policy is known, and says why."),
        _state(sets, not unknown),
        (
            Evidence(phrase("Rules that judged, by version"), len(seen.content.rules), "/rules"),
            Evidence(phrase("Rules and policies put in force"), len(within), seen.acts("rules.changed")),
            Evidence(phrase("Put in force by nobody known"), len(unknown), seen.acts("rules.changed")),
        ),
    )  # fmt: skip


def _access(seen: Seen) -> Control:
    reviewed, together = seen.reviewed, _together(row.roles for row in seen.content.people if row.active)
    changes = seen.content.access
    since = [row for row in changes if reviewed is None or row.at > reviewed.at]
    return Control(
        "C-9", phrase("Access is reviewed"),
        phrase("Somebody reviews in each period who may do what; no person has roles that must be apart."),
        _state(reviewed or together, reviewed is not None and not together),
        (
            Evidence(phrase("Last review"), _when(reviewed), f"/audit/{reviewed.seq}" if reviewed else ""),
            Evidence(phrase("Changes to who may do what"), len(changes), _report(seen)),
            Evidence(phrase("Changes since the review"), len(since), _report(seen)),
            Evidence(phrase("People with roles that must be apart"), together, "/people"),
            Evidence(phrase("Failed logins"), sum(row.failed_logins for row in seen.content.people),
                     seen.acts("login failed")),
        ),
    )  # fmt: skip


def _record(seen: Seen) -> Control:
    verified, record = seen.verified, seen.content.record
    return Control(
        "C-10", phrase("Integrity of the record"),
        phrase("Nobody can change the history unseen: it is chained, sealed, anchored and checked."),
        _state(verified, verified is not None and verified.intact),
        (
            Evidence(
                phrase("Last check of the whole history"), _when(verified), f"/audit/{verified.seq}" if verified else ""
            ),
            Evidence(phrase("Entries of the period"), record.entries, f"/audit?{seen.days}"),
            Evidence(phrase("Anchors written in the period"), record.anchors, seen.acts("anchored")),
        ),
    )  # fmt: skip


def _operations(seen: Seen) -> Control:
    counts = {one.name: one.count for one in seen.content.operations}
    begun, failed = counts.get(SCHEDULED, 0), counts.get(SCHEDULES_FAILED, 0)
    return Control(
        "C-11", phrase("IT operations"), phrase("What is to run by the clock runs, and whoever interferes is known."),
        _state(begun, not failed),
        tuple(Evidence(name, count, "/schedules" if name in (SCHEDULED, SCHEDULES_FAILED) else "/operations")
              for name, count in counts.items()),
    )  # fmt: skip


def _count(content: Content, sort: Sort) -> int:
    return sum(1 for row in content.exceptions if row.sort is sort)


def _together(roles: Iterable[str]) -> int:
    """How many people have roles that must be apart."""
    every = [set(one.split(", ")) for one in roles]
    return sum(1 for one in every if any(one.issuperset(pair) for pair in APART))


def _both(check: Check) -> str:
    return f"{check.left} / {check.right}"


def _report(seen: Seen) -> str:
    return f"/compliance?{seen.days}"


def _when(one: Verified | Reviewed | None) -> Said | str:
    return f"{one.at:%Y-%m-%d}, {one.by}" if one else Said(phrase("none in the period"))
