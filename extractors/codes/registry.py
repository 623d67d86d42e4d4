"""The formats of codes that are understood: a new one is a file of its own and a line here."""

from collections.abc import Callable

from extractors.codes.czech import read_czech
from extractors.codes.decoding import Payload
from extractors.codes.epc import read_epc
from extractors.codes.fapiao import read_fapiao
from extractors.codes.portuguese import read_portuguese
from extractors.codes.russian_payment import read_russian_payment
from extractors.codes.russian_receipt import read_russian_receipt
from extractors.codes.slovenian import read_slovenian
from extractors.codes.stated import Stated
from extractors.codes.swiss import read_swiss
from extractors.codes.tax_office_links import read_link
from extractors.codes.zatca import read_zatca

FORMATS: tuple[Callable[[Payload], Stated | None], ...] = (
    read_swiss,
    read_epc,
    read_fapiao,
    read_russian_receipt,
    read_russian_payment,
    read_portuguese,
    read_czech,
    read_slovenian,
    read_link,
    read_zatca,
)


def understood(payload: Payload) -> Stated | None:
    """What the code states, None where no format fits: an advertisement, a link, a ticket."""
    for reader in FORMATS:
        stated = reader(payload)
        if stated is not None:
            return stated
    return None
