"""Currency marks and codes to ISO 4217."""

from babel.core import get_global

SYMBOLS = {
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "₽": "RUB",
    "₹": "INR",
    "$": "USD",
    "zł": "PLN",
    "ZŁ": "PLN",
    "Kč": "CZK",
    "元": "CNY",
    "RMB": "CNY",
    "人民币": "CNY",
    "руб": "RUB",
    "RM": "MYR",
    "R$": "BRL",
    "Rs": "INR",
    "Fr": "CHF",
    "SFr": "CHF",
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "SG$": "SGD",
    "kr": "SEK",
    "₴": "UAH",
    "₸": "KZT",
    "₺": "TRY",
    "₪": "ILS",
    "₩": "KRW",
    "฿": "THB",
    "₫": "VND",
    "₱": "PHP",
    "Br": "BYN",
}
CODES = frozenset(
    code
    for tenders in get_global("territory_currencies").values()
    for code, _, end, tender in tenders
    if tender and end is None and code.isalpha()
)


def currency_code(mark: str) -> str | None:
    """The ISO 4217 code of a printed mark (``€``, ``руб.``, ``CHF``), None where it is no current currency."""
    plain = mark.strip(" .")
    if plain in SYMBOLS:
        return SYMBOLS[plain]
    return plain if plain in CODES else None
