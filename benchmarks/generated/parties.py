"""Random suppliers and customers of a country."""

import random
import unicodedata

from benchmarks.generated.countries.country import Country
from benchmarks.generated.identities import bic, fill, iban, tax_id
from benchmarks.generated.model import Account, Party
from benchmarks.generated.words import variants, words_of

SYLLABLES = (
    "nor vel tan lum ark sol vex mir ban cor del fin gal hex ion kal lor mon nex pro quo ral sig tor uni val "
    "zen axi bri cel dom eta"
)
ENDINGS = ["a", "is", "on", "ex", "um", "ia", "o", "tec", "line", "works", "pro", "net", "mark", "point", "wave"]
TRADES = ("office", "it", "building", "food", "services", "industry", "transport", "energy")


def brand(rng: random.Random) -> str:
    """An invented word."""
    return ("".join(rng.choices(SYLLABLES.split(" "), k=rng.choice((1, 2, 2)))) + rng.choice(ENDINGS)).capitalize()


def person(country: Country, rng: random.Random) -> str:
    forename, surname = rng.choice(country.forenames.split("|")), rng.choice(country.surnames.split("|"))
    return surname + forename if country.code == "CN" else f"{forename} {surname}"


def company_name(country: Country, language: str, trade: str, rng: random.Random) -> str:
    """A company's name with its legal form."""
    surname, other = rng.sample(country.surnames.split("|"), 2)
    words = rng.choice(variants(language, "COMPANY", trade))
    city = rng.choice(country.cities.split("|")).split(";")[1]
    if language == "zh":
        return _chinese_name(country, words, city, rng)
    stem = rng.choice((
        f"{surname} {words}", f"{surname} {words}", f"{words} {surname}", f"{surname} & {other}",
        f"{brand(rng)} {words}",
        brand(rng), f"{brand(rng)} {words}", f"{surname} & {other} {words}", f"{city} {words}", f"{words} {city}",
        f"{brand(rng).upper()} {words}", f"{surname}", f"{fill('@@@', rng)} {words}", f"{fill('@&@', rng)} {words}",
    ))  # fmt: skip
    name = rng.choice(country.legal_forms.split("|")).format(name=stem)
    return person(country, rng) if name == surname else name


def _chinese_name(country: Country, words: str, city: str, rng: random.Random) -> str:
    """Place, invented name, trade, legal form, without spaces."""
    invented = "".join(
        rng.choices("鑫华盛达宏远瑞丰恒信博雅润泽嘉诚天安联创新程光明海东方", k=rng.choice((2, 2, 3, 4)))
    )
    place = city.split("市")[0]
    stem = rng.choice((f"{place}{invented}{words}", f"{place}市{invented}{words}", f"{invented}{words}"))
    return rng.choice(country.legal_forms.split("|")).format(name=stem)


def address(country: Country, rng: random.Random) -> tuple[tuple[str, ...], str]:
    """Street and town as the country writes them; and the town's name alone."""
    street = rng.choice(country.streets.split("|"))
    number = rng.choice((str(rng.randint(1, 199)), str(rng.randint(1, 40)), f"{rng.randint(1, 60)}{rng.choice('abc')}"))
    postcode, city = rng.choice(country.cities.split("|")).split(";")
    first = fill(rng.choice(country.street.split("|")), rng).format(street=street, no=number)
    town = country.town.split("|")
    second = rng.choice(town).format(postcode=fill(postcode, rng), city=city)
    extra = (fill("Postfach ####", rng),) if country.code in ("DE", "AT", "CH") and rng.random() < 0.06 else ()
    return (first, *extra, *second.split("\n")), city


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = [word for word in "".join(c if c.isalnum() else " " for c in plain).split() if len(word) > 1]
    return "-".join(words[:2])


def company(country: Country, language: str, trade: str, rng: random.Random) -> Party:
    """A company with everything that a letterhead may show."""
    name = company_name(country, language, trade, rng)
    lines, city = address(country, rng)
    domain = f"{_slug(name) or brand(rng).lower()}.{country.domain}"
    local = fill(rng.choice(country.local_numbers.split("|")), rng) if country.local_numbers else ""
    register = fill(rng.choice(country.register.split("|")), rng) if country.register else ""
    phone = rng.choice(country.phones.split("|"))
    return Party(
        name=name, address=lines, country=country.code, city=city, tax_id=tax_id(country, rng),
        local_number=local, register=register, contact=person(country, rng), phone=fill(phone, rng),
        fax=fill(phone, rng), email=f"{rng.choice(('info', 'office', 'accounts', 'mail', 'billing'))}@{domain}",
        web=f"www.{domain}", slogan=rng.choice(words_of(language).SECTIONS.split("|")),
    )  # fmt: skip


def account(country: Country, rng: random.Random) -> Account:
    """A bank account as the country has them."""
    if not country.banks:
        return Account("")
    return Account(
        bank=rng.choice(country.banks.split("|")), iban=iban(country, rng), bic=bic(country, rng),
        number=fill(country.accounts[0], rng), sort_code=fill(country.accounts[1], rng),
    )  # fmt: skip
