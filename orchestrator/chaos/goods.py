"""What the generated invoices bill: goods and services in several scripts, with the account that coding.csv gives."""

from decimal import Decimal

GOODS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("Copier paper A4, 500 sheets", "6100"),
        ("Freight & customs clearance", "6200"),
        ("Hosting plan <small>", "6300"),
        ("Legal services", "6400"),
        ("Window cleaning", "5.1.3"),
        ("Mobile plan, 12 lines", "6500"),
        ("Desk lamp 'O'Hara' 40\"", "6600"),
    ),
    "de": (
        ("Kopierpapier A4 80 g/m²", "6100"),
        ("Frachtkosten Köln–Lyon", "6200"),
        ("Softwarelizenz Zeiterfassung", "6300"),
        ("Rechtsberatung Zölle", "6400"),
        ("Unterhaltsreinigung Büro", "5.1.3"),
        ("Mobilfunk Außendienst", "6500"),
        ('Bürostuhl „Größe 2" & Rollen', "6600"),
    ),
    "fr": (
        ("Ramettes blanches, carton n° 5", "6100"),
        ("Frais de port", "6200"),
        ("Hébergement mutualisé", "6300"),
        ("Formation à la sécurité", "6400"),
        ("Nettoyage des vitres", "5.1.3"),
        ("Fibre – abonné « pro »", "6500"),
        ("Fauteuil d'accueil", "6600"),
    ),
    "zh": (
        ("A4复印纸", "6100"),
        ("快递费", "6200"),
        ("软件许可", "6300"),
        ("咨询服务", "6400"),
        ("办公室清洁", "5.1.3"),
        ("宽带费", "6500"),
        ("办公椅", "6600"),
    ),
    "ru": (
        ("Бумага офисная А4", "6100"),
        ("Доставка до склада", "6200"),
        ("Лицензия на программу", "6300"),
        ("Консультация юриста", "6400"),
        ("Уборка помещений", "5.1.3"),
        ("Интернет, 100 Мбит/с", "6500"),
        ("Кресло «Офис»", "6600"),
    ),
}
"""By language: description and ledger account."""

LANGUAGE = {"DE": "de", "FR": "fr", "CN": "zh", "RU": "ru"}
"""By the supplier's country; English elsewhere."""

TAX_RATES: dict[str, tuple[str, ...]] = {
    "DE": ("19", "7", "0"),
    "FR": ("20", "5.5", "10"),
    "GB": ("20", "5", "0"),
    "CN": ("13", "9", "6"),
    "RU": ("22", "10"),
}
"""By the supplier's country, in percent, as the law has them; none elsewhere."""
EARLIER: dict[tuple[str, str], tuple[int, str]] = {("RU", "22"): (2025, "20")}
"""Up to which year another rate was in the place of one."""


def goods_of(country: str) -> tuple[tuple[str, str], ...]:
    """What a supplier of that country sells."""
    return GOODS[LANGUAGE.get(country, "en")]


def tax_rates_of(country: str, year: int) -> tuple[Decimal, ...]:
    """The rates at which a supplier of that country bills in that year, in percent."""
    return tuple(Decimal(_rate_in(country, rate, year)) for rate in TAX_RATES.get(country, ("0",)))


def _rate_in(country: str, rate: str, year: int) -> str:
    until, earlier = EARLIER.get((country, rate), (0, ""))
    return earlier if year <= until else rate
