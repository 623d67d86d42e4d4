"""One meaning for each recorded value, where several fit: by the field's name and by what came before."""

from collections.abc import Sequence

from bots.authoring.recognising import Meaning

WORDS: dict[str, tuple[str, ...]] = {
    "invoice_number": ("inv", "number", "nummer", "ref", "rechnung", "facture"),
    "supplier_name": ("supplier", "vendor", "party", "name", "lieferant", "kreditor", "fournisseur"),
    "supplier_code": ("code", "supplier", "vendor", "kreditor"),
    "issue_date": ("date", "datum", "day"),
    "currency": ("curr", "waehr", "devise"),
    "mark": ("note", "memo", "ponumber", "ref", "text", "comment", "descr"),
    "company": ("company", "firma", "societe"),
    "gross_total": ("gross", "total", "brutto", "payable"),
    "net_total": ("net", "netto"),
    "tax_total": ("tax", "vat", "steuer"),
    "description": ("desc", "text", "item", "bezeichnung", "libelle"),
    "account": ("acc", "konto", "compte", "ledger"),
    "tax_code": ("tax", "vat", "steuer", "tva"),
    "cost_centre": ("cost", "centre", "center", "kost", "cc", "department", "unit"),
    "quantity": ("qty", "quant", "menge", "count"),
    "unit_price": ("price", "preis", "prix", "rate"),
    "net": ("amount", "net", "betrag", "sum", "montant"),
}
"""What the fields' own names often say; only a hint."""


class Choice:
    """Chooses one meaning after the other; remembers which fields of which line there were."""

    def __init__(self) -> None:
        self.line = 0
        self._taken: set[tuple[str, int]] = set()

    def choose(self, found: Sequence[Meaning], where: str) -> Meaning | None:
        """The likeliest of `found` for a field that is found by `where`; None where none is left."""
        free = [meaning for meaning in found if (meaning.fact, meaning.line) not in self._taken]
        if not free:
            return None
        best = max(free, key=lambda meaning: self._likeliness(meaning, where.lower()))
        self._taken.add((best.fact, best.line))
        self.line = max(self.line, best.line)
        return best

    def _likeliness(self, meaning: Meaning, where: str) -> int:
        named = 4 * any(word in where for word in WORDS[meaning.fact])
        near = 2 * (meaning.line == self.line) + (meaning.line == self.line + 1)
        numbered = meaning.line > 0 and str(meaning.line) in where
        return named + near + numbered
