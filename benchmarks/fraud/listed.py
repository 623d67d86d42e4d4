"""A made-up sanctions list in three scripts, and the ways in which its names come back on invoices."""

import random
from collections.abc import Iterator
from itertools import cycle

from benchmarks.fraud import names

Entry = tuple[str, tuple[str, ...], str, str]
"""Id, names, tax number, account."""

RUSSIAN = {
    "Стройтрансгаз Щербаков": "Stroytransgaz Shcherbakov", "Уральский Химкомбинат": "Uralskiy Khimkombinat",
    "Юрий Жданов": "Yuriy Zhdanov", "Восточная Верфь": "Vostochnaya Verf", "Михаил Хвостов": "Mikhail Khvostov",
    "Черноморский Завод Энергия": "Chernomorskiy Zavod Energiya", "Ягодин Алексей": "Yagodin Aleksey",
    "Волжский Оружейник": "Volzhskiy Oruzheynik",
    "Цифровые Щиты": "Tsifrovye Shchity", "Евгений Шорохов": "Yevgeniy Shorokhov",
}  # fmt: skip
OTHER_LATIN = {
    "Stroytransgaz Shcherbakov": "Stroitransgas Scherbakow", "Uralskiy Khimkombinat": "Uralsky Himkombinat",
    "Yuriy Zhdanov": "Jurij Schdanow", "Mikhail Khvostov": "Michail Chwostow", "Vostochnaya Verf": "Wostotschnaja Werf",
    "Chernomorskiy Zavod Energiya": "Chernomorsky Zavod Energia", "Yagodin Aleksey": "Iagodin Alexei",
    "Volzhskiy Oruzheynik": "Volzhsky Oruzheinik",
    "Tsifrovye Shchity": "Cifrovye Sjtjity", "Yevgeniy Shorokhov": "Evgeny Shorokhov",
}  # fmt: skip
CHINESE = {
    "鸿运海事": "Hongyun Haishi", "北方精密仪器": "Beifang Jingmi Yiqi", "金山导航": "Jinshan Daohang",
    "大漠能源": "Damo Nengyuan", "双龙矿业": "Shuanglong Kuangye", "南岭航空": "Nanling Hangkong",
}  # fmt: skip
ARABIC_LATIN = (
    "Al Rashid Petrochem",
    "Bank Sepahan Tejarat",
    "Khalid Noor Trading",
    "Qasim Metals",
    "Darya Shipping Lines",
)  # fmt: skip
WESTERN = (
    "Ravenholm Maritime",
    "Castor Arms",
    "Viktor Bruneau",
    "Ostrava Ballistics",
    "Delmar Quint",
    "Santiago Uribarri",
)  # fmt: skip


def make_list(chance: random.Random) -> list[Entry]:
    """Some hundred names; those that come back among them, and many that share words with honest suppliers."""
    found: list[Entry] = []

    def add(*spellings: str) -> None:
        number = f"X{len(found) + 1:04d}"
        found.append((number, spellings, str(chance.randrange(10**9, 10**10)), names.iban(chance)))

    for cyrillic, latin in RUSSIAN.items():
        add(latin) if chance.random() < 0.5 else add(cyrillic)
    for chinese, pinyin in CHINESE.items():
        add(f"{pinyin} Co., Ltd") if chance.random() < 0.5 else add(f"{chinese}有限公司")
    for name in (*ARABIC_LATIN, *WESTERN):
        add(name)
    while len(found) < 600:
        if chance.random() < 0.5:
            family = chance.choice(names.FAMILIES) + chance.choice(["ov", "son", "ic", "ez"])
            add(f"{chance.choice(names.PEOPLE)} {family}")
        else:
            first, form = chance.choice(WESTERN).split()[0], chance.choice(["LLC", "Trading", "Group"])
            add(f"{first} {chance.choice(names.SECOND)} {form}")
    return found


def variants(chance: random.Random, listed: list[Entry]) -> Iterator[tuple[str, Entry, str]]:
    """Endless: the way, the entry, and the name that the invoice shows."""
    by_name = {name: entry for entry in listed for name in entry[1]}
    for way in cycle(["other script", "other latin", "typing error", "order", "account", "tax number"]):
        entry, name = _one(chance, way, listed, by_name)
        yield way, entry, name


def _one(chance: random.Random, way: str, listed: list[Entry], by_name: dict[str, Entry]) -> tuple[Entry, str]:
    if way in ("other script", "other latin"):
        if way == "other script" and chance.random() < 0.5:
            chinese, pinyin = chance.choice(list(CHINESE.items()))
            entry = by_name.get(f"{pinyin} Co., Ltd")
            return (entry, f"{chinese}有限公司") if entry else (by_name[f"{chinese}有限公司"], f"{pinyin} Co. Ltd.")
        cyrillic, latin = chance.choice(list(RUSSIAN.items()))
        entry = by_name.get(latin)
        if way == "other latin":
            return entry or by_name[cyrillic], OTHER_LATIN[latin] + " LLC"
        return (entry, f"ООО «{cyrillic}»") if entry else (by_name[cyrillic], latin)
    entry = by_name[chance.choice([*ARABIC_LATIN, *WESTERN])]
    name = entry[1][0]
    if way == "typing error":
        at = chance.randrange(1, len(name) - 1)
        return entry, name[:at] + chance.choice(["", name[at] * 2]) + name[at + 1 :] + " Ltd"
    if way == "order":
        words = name.split()
        return entry, " ".join(reversed(words)) + chance.choice([" GmbH", " Ltd", ""])
    return entry, names.company(chance, set())
