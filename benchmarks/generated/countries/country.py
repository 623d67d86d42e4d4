"""What a country decides: money, taxes, numbers, names, addresses, identifiers."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Country:
    """Lists are parted by "|"; in patterns # is a digit, @ a capital letter, and {name} is filled in."""

    code: str
    name: str
    """As written in the foreign address; several names parted by "|"."""
    languages: tuple[str, ...]
    currency: str
    rates: tuple[tuple[str, ...], ...]
    """Tax rates (percent) that stand together on one bill; the first alone is the commonest."""
    numerals: tuple[str, ...]
    """Two characters each: decimal separator and group separator ("." then "," for 1,234.56; "_" for none)."""
    dates: str
    legal_forms: str
    """"{name} GmbH" and the like."""
    surnames: str
    forenames: str
    streets: str
    street: str
    """How street and number are written: "{street} {no}"."""
    cities: str
    """"postcode pattern;city"."""
    town: str
    """How postcode and city are written: "{postcode} {city}"."""
    phones: str
    domain: str
    tax_ids: tuple[tuple[str, str], ...]
    """Pattern of a tax id and the module of stdnum that checks it ("" for none)."""
    ibans: str = ""
    """Pattern of what follows country and check digits; "" where accounts have no IBAN."""
    banks: str = ""
    local_numbers: str = ""
    """Patterns of the second number (company number, Steuernummer); "label=pattern" names its own label."""
    register: str = ""
    currency_words: str = ""
    """What stands with amounts: symbol, code or word, with a leading "<" when it stands before the amount."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels that this country says otherwise than its language."""
    sentences: dict[str, str] = field(default_factory=dict)
    small_change: Decimal = Decimal("0.01")
    """Cash amounts are rounded to this."""
    paper: str = "A4"
    sales_tax: bool = False
    """Tax is called after the state and no tax id is usual (US)."""
    accounts: tuple[str, str] = ("########", "##-##-##")
    """Patterns of account number and bank code where there is no IBAN."""
    gross_prices: float = 0.07
    """How often prices and line amounts include the tax."""
    weight: float = 1.0
