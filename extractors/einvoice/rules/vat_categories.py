"""The VAT categories of EN 16931 (UNCL 5305) and what the standard asks of each: one family of rules, nine times."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto


class Rate(Enum):
    """Which VAT rate a category may have."""

    POSITIVE = auto()
    NOT_NEGATIVE = auto()
    ZERO = auto()
    ABSENT = auto()

    def allows(self, rate: Decimal | None, stated: bool) -> bool:
        """Whether a rate (percent; None where absent or no number) may stand there."""
        if self is Rate.ABSENT:
            return not stated
        if rate is None:
            return False
        return {Rate.POSITIVE: rate > 0, Rate.NOT_NEGATIVE: rate >= 0, Rate.ZERO: rate == 0}[self]


class Parties(Enum):
    """Which tax numbers must be stated."""

    SELLER = auto()
    """A tax number of the seller, or the VAT number of its representative."""
    SELLER_VAT = auto()
    """The VAT number of the seller or of its representative."""
    SELLER_AND_BUYER = auto()
    """As SELLER, and a VAT number or legal registration of the buyer."""
    SELLER_VAT_AND_BUYER_VAT = auto()
    """As SELLER_VAT, and the buyer's VAT number."""
    NO_VAT = auto()
    """No VAT number of anyone."""


PARTIES_TOLD = {
    Parties.SELLER: "the seller's VAT or tax number (or its tax representative's VAT number)",
    Parties.SELLER_VAT: "the VAT number of the seller (or of its tax representative)",
    Parties.SELLER_AND_BUYER: (
        "a tax number of the seller (or its tax representative) and a VAT number or legal registration of the buyer"
    ),
    Parties.SELLER_VAT_AND_BUYER_VAT: "the VAT numbers of the seller (or its tax representative) and of the buyer",
    Parties.NO_VAT: "no VAT number of seller, tax representative or buyer",
}
RATE_TOLD = {
    Rate.POSITIVE: "a rate above zero",
    Rate.NOT_NEGATIVE: "a rate of zero or more",
    Rate.ZERO: "a rate of 0",
    Rate.ABSENT: "no rate",
}


@dataclass(frozen=True)
class Category:
    """What the rules of a category ask.

    Attributes:
        code: in the XML.
        family: in the rules' ids.
        exempt: whether a reason for the exemption must be stated (else it must not).
        taxed: whether rows go by rate and carry tax; else there is one row, and its tax is zero.
    """

    code: str
    family: str
    name: str
    rate: Rate
    parties: Parties
    exempt: bool
    taxed: bool = False


CATEGORIES = (
    Category("S", "S", "standard rate", Rate.POSITIVE, Parties.SELLER, exempt=False, taxed=True),
    Category("Z", "Z", "zero rated", Rate.ZERO, Parties.SELLER, exempt=False),
    Category("E", "E", "exempt from VAT", Rate.ZERO, Parties.SELLER, exempt=True),
    Category("AE", "AE", "reverse charge", Rate.ZERO, Parties.SELLER_AND_BUYER, exempt=True),
    Category("K", "IC", "intra-community supply", Rate.ZERO, Parties.SELLER_VAT_AND_BUYER_VAT, exempt=True),
    Category("G", "G", "export outside the EU", Rate.ZERO, Parties.SELLER_VAT, exempt=True),
    Category("O", "O", "not subject to VAT", Rate.ABSENT, Parties.NO_VAT, exempt=True),
    Category("L", "AF", "IGIC (Canary Islands)", Rate.NOT_NEGATIVE, Parties.SELLER, exempt=False, taxed=True),
    Category("M", "AG", "IPSI (Ceuta and Melilla)", Rate.NOT_NEGATIVE, Parties.SELLER, exempt=False, taxed=True),
)
