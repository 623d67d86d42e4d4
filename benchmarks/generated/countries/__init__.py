"""The countries that the generator knows."""

from benchmarks.generated.countries import eastern, english, french, german, northern, smaller, southern
from benchmarks.generated.countries.country import Country

COUNTRIES: dict[str, Country] = {
    country.code: country
    for module in (english, german, french, southern, northern, eastern, smaller)
    for country in module.COUNTRIES
}


def countries_of(language: str) -> list[Country]:
    """The countries where bills are written in `language`, a country's main language counting fully."""
    return [country for country in COUNTRIES.values() if language in country.languages]
