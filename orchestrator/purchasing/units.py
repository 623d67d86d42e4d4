"""Units of measure: their names in several languages, and how many of one make another."""

import unicodedata
from decimal import Decimal
from functools import lru_cache

CODES: dict[str, tuple[str, Decimal]] = {
    "C62": ("count", Decimal(1)),
    "DZN": ("count", Decimal(12)),
    "GRO": ("count", Decimal(144)),
    "KGM": ("mass", Decimal(1)),
    "GRM": ("mass", Decimal("0.001")),
    "TNE": ("mass", Decimal(1000)),
    "LTR": ("volume", Decimal(1)),
    "MLT": ("volume", Decimal("0.001")),
    "MTQ": ("volume", Decimal(1000)),
    "MTR": ("length", Decimal(1)),
    "CMT": ("length", Decimal("0.01")),
    "MMT": ("length", Decimal("0.001")),
    "KMT": ("length", Decimal(1000)),
    "MTK": ("area", Decimal(1)),
    "HUR": ("time", Decimal(1)),
    "MIN": ("time", Decimal(1) / 60),
    "KWH": ("energy", Decimal(1)),
    "MWH": ("energy", Decimal(1000)),
}
"""Codes of UN/ECE recommendation 20 with what they measure and how much of its first unit they are."""
NAMES: dict[str, str] = {
    "C62": "h87 ea xpp pce pcs pc piece pieces each unit units stk stck stück stueck st nar u pièce pièces "
    "шт штука штук штуки 个 件 只 台",
    "DZN": "dozen dz dutzend дюжина 打",
    "GRO": "gross",
    "KGM": "kg kilo kilogram kilogramm кг 千克 公斤",
    "GRM": "g gr gram gramm г 克",
    "TNE": "t to tonne tonnes тонна т 吨",
    "LTR": "l ltr liter litre л 升",
    "MLT": "ml мл 毫升",
    "MTQ": "m3 cbm м3 立方米",
    "MTR": "m lm lfm meter metre м 米",
    "CMT": "cm см 厘米",
    "MMT": "mm мм 毫米",
    "KMT": "km км 公里",
    "MTK": "m2 qm sqm м2 平方米",
    "HUR": "h hr hrs hour hours std stunde stunden ч час часов 小时",
    "MIN": "min minute minutes minuten мин 分钟",
    "KWH": "kwh квтч",
    "MWH": "mwh мвтч",
}  # fmt: skip
_CODE_OF = {name: code for code, names in NAMES.items() for name in (code.casefold(), *names.split())}


def unit_code(unit: str) -> str:
    """The unit's code where it is known, else its letters and digits in one case; empty for none."""
    folded = unicodedata.normalize("NFKC", unit).casefold()
    plain = "".join(character for character in folded if character.isalnum())
    return _CODE_OF.get(plain, plain)


@lru_cache(maxsize=2000)
def factor(unit: str, other: str) -> Decimal | None:
    """How many of `other` one `unit` is: 12 for dozens and pieces; 1 where one of them is not said; None for never."""
    one, two = unit_code(unit), unit_code(other)
    if not one or not two or one == two:
        return Decimal(1)
    if one not in CODES or two not in CODES or CODES[one][0] != CODES[two][0]:
        return None
    return CODES[one][1] / CODES[two][1]
