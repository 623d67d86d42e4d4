"""The words that invoices use, as data: a file a language, field to labels.

A new language is one file and one line here.

Labels are separated by commas; accents, punctuation and case do not matter.
A leading ~ marks a label that is weak: it also stands for other things, and counts only where nothing better is found.
"""

from extractors.invoice.words import cs, da, de, en, es, fr, it, nl, pl, pt, ru, sv, zh

LANGUAGES: dict[str, dict[str, str]] = {
    "en": en.LABELS,
    "de": de.LABELS,
    "fr": fr.LABELS,
    "es": es.LABELS,
    "it": it.LABELS,
    "nl": nl.LABELS,
    "pl": pl.LABELS,
    "cs": cs.LABELS,
    "pt": pt.LABELS,
    "ru": ru.LABELS,
    "sv": sv.LABELS,
    "da": da.LABELS,
    "zh": zh.LABELS,
}

FIELDS = frozenset({
    "invoice_number", "po_number", "payment_reference", "other_number",
    "issue_date", "due_date", "other_date", "net_total", "tax_total",
    "gross_total", "amount_due", "subtotal", "carried", "other_amount", "tax_id", "customer_tax_id", "iban", "supplier",
    "customer", "other_party", "currency", "tax_exempt", "position", "item", "description", "quantity", "unit",
    "unit_price", "discount", "tax_rate", "line_tax", "line_total", "line_gross",
})  # fmt: skip
"""What a label can stand for. Values of `other_*` must not be taken for a field; from `position` on, columns."""
