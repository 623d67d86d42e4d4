"""Currencies by their number (ISO 4217), as Russian documents state them."""

CURRENCY_NUMBERS = {
    "643": "RUB", "810": "RUB", "840": "USD", "978": "EUR", "156": "CNY", "398": "KZT", "933": "BYN", "974": "BYN",
    "051": "AMD", "417": "KGS", "860": "UZS", "972": "TJS", "944": "AZN", "498": "MDL", "980": "UAH", "981": "GEL",
    "934": "TMT", "949": "TRY", "784": "AED", "756": "CHF", "826": "GBP", "392": "JPY", "410": "KRW", "356": "INR",
    "344": "HKD", "702": "SGD", "704": "VND", "764": "THB", "458": "MYR", "360": "IDR", "496": "MNT", "941": "RSD",
    "985": "PLN", "203": "CZK", "348": "HUF", "946": "RON", "975": "BGN", "208": "DKK", "578": "NOK", "752": "SEK",
    "124": "CAD", "036": "AUD", "986": "BRL", "710": "ZAR", "376": "ILS", "682": "SAR", "818": "EGP", "364": "IRR",
}  # fmt: skip
"""810 was the ruble's and 974 the Belarusian ruble's number before their changes; documents still have them."""
