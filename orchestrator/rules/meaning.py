"""What each rule asks, in plain words for the people whose documents it stops."""

from orchestrator.phrases import phrase

MEANING = {
    "kind": phrase("The document is of a kind that the farm knows what to do with."),
    "required_fields": phrase("Everything is there that a document of its kind needs, such as number, date and total."),
    "arithmetic": phrase(
        "The figures agree: each line, the lines with the net total, the tax with its rates, the sum."
    ),
    "dates": phrase("The dates are plausible: not ahead of today, not ancient, due not before issued."),
    "tax_id": phrase(
        "The supplier's tax number has right check digits, where its form tells of which kind it is, and is of the "
        "same country as the one in the ERP."
    ),
    "iban": phrase(
        "The bank account has right check digits and is the one that the ERP holds for the supplier; where it holds "
        "none, the account is in the supplier's country."
    ),
    "currency": phrase("The currency is one that is in use today."),
    "supplier_known": phrase("The ERP knows the supplier, and exactly one answers."),
    "duplicate_invoice": phrase("No other document is the same invoice: same content, or same supplier and number."),
    "order_matching": phrase(
        "What is billed was ordered, came in where that is asked, is not billed already, and costs what was agreed."
    ),
    "confidence": phrase("No value that is needed was read with doubt."),
    "reading": phrase("Reading found nothing contradictory that a person must settle."),
    "en16931": phrase("An electronic invoice keeps the business rules of the European standard EN 16931."),
    "tax_by_rate": phrase(
        "The tax agrees rate by rate: with its taxable amounts, these with the lines, all with the totals."
    ),
    "vat_rate": phrase("Each rate of tax was legal in the supplier's country on the day of the supply."),
    "pdf_and_xml": phrase("The visible pages and the electronic invoice inside the PDF say the same."),
    "period": phrase("The invoice date lies in an accounting period that is neither closed nor yet to come."),
    "particulars": phrase("What the law of the supplier's country wants on an invoice stands on it."),
    "possible_duplicate": phrase(
        "It was not billed before under another way of writing its number, another number or another supplier."
    ),
    "bank_details_changed": phrase("It asks to be paid to the account to which this supplier was paid before."),
    "shared_account": phrase("Its bank account is no other supplier's, and no employee's."),
    "split_below_limit": phrase("It is no part of a bill that was split to stay within the approval limit."),
    "unusual_amount": phrase("Its amount is within what this supplier bills."),
    "unusual_time": phrase("It came in at a time of day and of the week at which this supplier's invoices come."),
    "new_supplier_round_sum": phrase("It is no round sum of a supplier that is new."),
    "sanctions": phrase("The supplier is on no sanctions list that was supplied."),
    "just_under_limit": phrase("The supplier's amounts do not stay just under the approval limit again and again."),
    "number_sequence": phrase("The supplier's numbers show that it has other customers, too."),
    "coding": phrase("Every line has an account and a tax code."),
}
"""By the rule's id."""
