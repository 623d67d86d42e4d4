"""The smallest unit of a currency, and rounding to it."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

from babel.numbers import get_currency_precision

DIGITS = 60
"""More than any amount on paper has, so that no step rounds by itself."""


LARGEST = Decimal(10) ** 15
"""No invoice reaches it in any currency; documents are hostile, and larger numbers would cost memory."""


def is_amount(number: Decimal) -> bool:
    """Whether a number read from a document can be an amount, a quantity or a rate at all."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -20 and abs(number) < LARGEST


def smallest_unit(currency: str) -> Decimal:
    """One unit of the currency's last place: 0.01 for EUR, 1 for JPY; 0.01 for an unknown code."""
    return Decimal(1).scaleb(-get_currency_precision(currency))


def rounded(amount: Decimal, currency: str, rounding: str = ROUND_HALF_UP) -> Decimal:
    """The amount in whole smallest units of the currency, halves away from zero."""
    with localcontext(prec=DIGITS):
        return amount.quantize(smallest_unit(currency), rounding)


def product(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """Quantity x unit price, not rounded."""
    with localcontext(prec=DIGITS):
        return quantity * unit_price


def both_roundings(amount: Decimal, currency: str) -> frozenset[Decimal]:
    """The amount rounded as merchants do and as banks do: an ERP may do either."""
    return frozenset(rounded(amount, currency, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN))


def plain(amount: Decimal) -> str:
    """The amount for a sentence, never in scientific notation."""
    return f"{amount:f}"
