"""What the detectors of bad money say, and what is said to who decides about their alerts."""

from orchestrator.phrases import phrase

ALERTS = (
    phrase("Nothing about it looks like error or fraud."),
    phrase("Too little was read to compare it with earlier invoices."),
    phrase("Invoice {number} over {amount} may be {other} of {day} once more (the numbers: {likeness})."),
    phrase(
        "Invoice {number} over {amount} is already here under another supplier, {supplier}, with the number {other}, "
        "{days} days apart."
    ),
    phrase("The supplier has billed {amount} already, under the number {other} of {day}; this is {number} of {date}."),
    phrase("The bank account {iban} is new for this supplier, which was paid to {before} before ({count} invoices)."),
    phrase("The bank account {iban} is also that of the supplier {name} ({code})."),
    phrase("The bank account {iban} is also that of the employee {name} ({code})."),
    phrase(
        "Together {count} invoices of this supplier within {days} days come to {sum} {currency}; each is within the "
        "limit of {limit} up to which nobody is asked."
    ),
    phrase(
        "The total of {total} {currency} is far above what this supplier bills: {usual} as a rule, {highest} at most "
        "so "
        "far ({count} invoices)."
    ),
    phrase(
        "It came in at {time}; none of the {count} earlier invoices of this supplier came within {hours} hours of that "
        "time of day."
    ),
    phrase("It came in on {day}, at a weekend; none of the {count} earlier invoices of this supplier did."),
    phrase("The supplier is new ({count} earlier invoices) and bills a round sum of {sum} {currency}."),
    phrase("The supplier {name} may be {listed}, {id} of the sanctions list {file}: the names are {alike} alike."),
    phrase("The supplier {name} has the bank account of {listed}, {id} of the sanctions list {file}."),
    phrase("The supplier {name} has the tax number of {listed}, {id} of the sanctions list {file}."),
    phrase(
        "Of {count} invoices of this supplier within {days} days {times} are just under the limit of {limit} "
        "{currency} "
        "up to which nobody is asked."
    ),
    phrase(
        "All {count} invoice numbers of this supplier follow one another ({first} to {number} in {days} days), as if "
        "it "
        "had no other customer."
    ),
    phrase("Document {document} was approved by {person}, who had {entered} it."),
    phrase("Document {document} was to be approved by {person}, who had {entered} it; refused."),
    phrase(
        "Within {minutes} minutes of {day} {person} approved {count} documents; their busiest moments before had "
        "{usual}."
    ),
    phrase(
        "In the night of {night} {person} approved {count} documents, from {time} on; {nightly} of {total} approvals "
        "of "
        "theirs are at night."
    ),
    phrase("A decision about an alert needs its reason; say why."),
    phrase("Alert {number} is {state} already; `reopen` takes that back."),
    phrase("Alert {number} is {state}; there is no decision to take back."),
    phrase("{person} handed this document in; another person decides about its alert."),
    phrase("The alert is about {person}; another person decides about it."),
    phrase("The decision about its alert was taken back: {reason}"),
    phrase("Its alerts were dismissed; it is judged again."),
    phrase("The first row lacks a column supplier code or supplier name."),
    phrase("Nothing was imported: {problems}."),
)
