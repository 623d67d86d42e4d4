"""Identifiers that pass their check digits: tax ids, IBANs, references for payment."""

import random
import string
from functools import cache
from importlib import import_module
from typing import Any

from stdnum import iban as iban_module
from stdnum import iso11649, luhn

from benchmarks.generated.countries.country import Country

BIC_ENDS = ("XXX", "", "HAM", "FFM", "2A", "33")


def fill(pattern: str, rng: random.Random) -> str:
    """`pattern` with its # as digits and its @ as capital letters."""
    out = []
    for char in pattern:
        if char == "#":
            out.append(rng.choice(string.digits))
        elif char == "@":
            out.append(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ"))
        else:
            out.append(char)
    return "".join(out)


@cache
def _checker(name: str) -> Any:
    return import_module(f"stdnum.{name}")


def tax_id(country: Country, rng: random.Random) -> str:
    """A tax id of the country that its check digits allow, in its compact form."""
    pattern, checker = rng.choice(country.tax_ids)
    while True:
        number = fill(pattern, rng)
        if not checker or _checker(checker).is_valid(number):
            return number


def iban(country: Country, rng: random.Random) -> str:
    """An IBAN that its check digits (and the country's own, where stdnum knows them) allow; "" where there is none."""
    if not country.ibans:
        return ""
    while True:
        rest = fill(country.ibans, rng)
        number = f"{country.code}{_iban_check(country.code, rest)}{rest}"
        if iban_module.is_valid(number):
            return number


def _iban_check(country: str, rest: str) -> str:
    digits = "".join(str(int(char, 36)) for char in f"{rest}{country}00")
    return f"{98 - int(digits) % 97:02}"


def bic(country: Country, rng: random.Random) -> str:
    """A BIC of the country."""
    return fill("@@@@", rng) + country.code + fill("@#" if rng.random() < 0.5 else "@@", rng) + rng.choice(BIC_ENDS[:2])


def creditor_reference(rng: random.Random) -> str:
    """A structured reference of ISO 11649 (RF and check digits)."""
    body = fill("#" * rng.choice((8, 10, 12, 15)), rng)
    check = 98 - int(body + "271500") % 97
    reference = f"RF{check:02}{body}"
    assert iso11649.is_valid(reference)
    return reference


def luhn_number(length: int, rng: random.Random) -> str:
    """A number of `length` digits with the check digit of Luhn."""
    body = fill("#" * (length - 1), rng)
    return body + str(luhn.calc_check_digit(body))
