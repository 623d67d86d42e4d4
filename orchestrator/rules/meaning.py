"""What each rule asks, in plain words for the people whose documents it stops."""

from orchestrator.phrases import phrase

MEANING = {
    "kind": phrase("The document is of a kind that the farm knows what to do with."),
    "required_fields": phrase("Everything is there that a document of its kind needs, such as number, date and total."),
    "arithmetic": phrase(
        "The figures agree: each line, the lines with the net total, the tax with its rates, the sum."
    ),
    "dates": phrase("The dates are plausible: not ahead of today, not ancient, due not before issued."),
    "tax_id": phrase("The supplier's tax number has right check digits, where its form tells of which kind it is."),
    "iban": phrase("The bank account has right check digits and is the one that the ERP holds for the supplier."),
    "currency": phrase("The currency is one that is in use today."),
    "supplier_known": phrase("The ERP knows the supplier, and exactly one answers."),
    "duplicate_invoice": phrase("No other document is the same invoice: same content, or same supplier and number."),
    "confidence": phrase("No value that is needed was read with doubt."),
    "reading": phrase("Reading found nothing contradictory that a person must settle."),
    "coding": phrase("Every line has an account and a tax code."),
}
"""By the rule's id."""
