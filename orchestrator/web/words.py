"""Plain words for what the store keeps by a short name; translated where they are shown."""

from orchestrator.phrases import phrase

DECISION: dict[str, str] = {
    "approved": phrase("Approved"),
    "rejected": phrase("Rejected"),
    "signed": phrase("Signed"),
}

SOURCE = {
    "xml": phrase("electronic invoice"),
    "qr": phrase("QR code"),
    "text": phrase("the page's text"),
    "ocr": phrase("recognised in the picture"),
    "derived": phrase("worked out from others"),
    "person": phrase("typed by a person"),
}
"""Where a value comes from."""

COLUMN = {
    "description": phrase("Description"),
    "quantity": phrase("Quantity"),
    "unit_price": phrase("Price"),
    "tax_rate": phrase("Tax rate"),
    "line_total": phrase("Total"),
}
"""What a line of an invoice says."""

ATTEMPT = {
    None: phrase("Running"),
    "posted": phrase("Posted"),
    "technical": phrase("A technical failure; tried again"),
    "business": phrase("A person was asked"),
    "unknown": phrase("Contact was lost after submitting"),
    "not_taken": phrase("The ERP did not take it"),
    "unclear": phrase("Its outcome could not be made out"),
    "unreachable": phrase("The ERP could not be reached"),
    "login": phrase("The ERP refused the login"),
    "screen": phrase("The ERP showed an unknown page"),
    "browser": phrase("The browser failed"),
    "setup": phrase("The account cannot be used as it is set up"),
    "person": phrase("Somebody paused the lane"),
}
"""How an attempt at keying ended."""

STEP = {"read": phrase("Reading"), "judge": phrase("Judging"), "key": phrase("Keying")}

RUN = {
    None: phrase("running"),
    "done": phrase("done"),
    "failed": phrase("failed"),
    "lost": phrase("lost"),
    "postponed": phrase("put off"),
}
"""How a run ended."""

RELATION = {
    "right": phrase("right of"),
    "left": phrase("left of"),
    "below": phrase("below"),
    "above": phrase("above"),
    "place": phrase("always at the same place of the page"),
}
"""Where a value stands, seen from its label."""
