"""The words of the compliance report; translated where they are told."""

from orchestrator.phrases import phrase
from orchestrator.reports.compliance.content import Outcome, Sort

TITLE = phrase("Compliance report")
REPORT = phrase("Report")
PERIOD = phrase("Period (UTC)")
MADE_BY = phrase("Made by")
MADE_AT = phrase("Made at")
PRELIMINARY = phrase("The period is not over: this report is preliminary.")
POSTED = phrase("Posted in the ERP")
FILED = phrase("Filed, nothing to key")
REJECTED = phrase("Rejected")
DUPLICATES = phrase("Duplicates of files that were known")
OPEN = phrase("Open at the end of the period")
TOGETHER = phrase("Together")
FILES = phrase("Files that came in")
BALANCE_HOLDS = phrase("The two sides are equal.")
BALANCE_FAILS = phrase("THE TWO SIDES DIFFER.")
OPEN_BEFORE = phrase("Open before the period")
NEW = phrase("Came in during the period")
REOPENED = phrase("Opened again")
CLOSED = phrase("Closed: posted, filed or rejected")
OPEN_AFTER = phrase("Open at the end")
YES, NO = phrase("Yes"), phrase("No")
STILL_OPEN = phrase("Still open")
ENTRIES = phrase("Entries of the period")
FIRST_ENTRY = phrase("First entry")
LAST_ENTRY = phrase("Last entry")
ANCHOR = phrase("Hash of the last entry (SHA-256)")
ANCHORS = phrase("Anchors written in the period")
LAST_ANCHOR = phrase("Last anchor: entry and its hash")
CHAIN = phrase("Check of the whole history")
FINGERPRINT = phrase("Fingerprint of this content (SHA-256)")
ON_PAGE = phrase("Page {page} of {pages}")
SIGNED = phrase("Reviewed and approved")
SIGNATURE = (phrase("Name and role"), phrase("Place and date"), phrase("Signature"))
LISTED = phrase("The list of all documents is in the Excel form of this report.")

OUTCOME: dict[Outcome, str] = {
    Outcome.POSTED: phrase("Posted"),
    Outcome.FILED: phrase("Filed"),
    Outcome.REJECTED: phrase("Rejected"),
    Outcome.DUPLICATE: phrase("Duplicate"),
    Outcome.OPEN: phrase("Still open"),
}
SORT: dict[Sort, str] = {
    Sort.RULE: phrase("Finding of a rule"),
    Sort.HELD: phrase("Held up"),
    Sort.SET_ASIDE: phrase("Set aside"),
    Sort.CORRECTED: phrase("Correction"),
    Sort.CONFIRMED: phrase("Confirmation"),
    Sort.TAKEN_BACK: phrase("Taken back"),
    Sort.OVERRULED: phrase("Approved after a finding"),
    Sort.REJECTED: phrase("Rejection"),
    Sort.REFUSED: phrase("Refused act"),
    Sort.ALERT: phrase("Alert"),
}
SEVERITY = {
    "block": phrase("must be corrected"),
    "review": phrase("a person looks and may approve"),
    "note": phrase("a note"),
}
