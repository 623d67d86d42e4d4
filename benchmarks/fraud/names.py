"""Names, accounts and tax numbers that nobody has."""

import random

WORDS = """
Nord Süd West Ost Alpen Rhein Elbe Donau Isar Main Hansa Baltic Delta Omega Sigma Vektor Linde Eiche Falken Adler Kron
Silber Gold Kupfer Granit Basalt Terra Aqua Lumen Solar Ventus Orion Polar Atlas Merkur Saturn Phönix Titan Gamma
;
Logistik Papier Technik Bau Reinigung Energie Druck Metall Holz Software Consulting Catering Transport Elektro Medien
Werkzeug Chemie Optik Textil Verpackung Immobilien Leasing Telekom Sicherheit Gartenbau Möbel Hydraulik Pumpen Labor
;
Anna Bernd Clara David Eva Felix Greta Hans Ines Jonas Karla Lars Mia Nils Olga Paul Rita Sven Tina Uwe
;
Schmidt Weber Hoffmann Krüger Lange Schulte Brandt Peters Jansen Winkler Lorenz Sommer Vogel Arndt Busch Kern Ritter
;
Северный Ветер Ромашка Восток Мост Заря Гранит Волга Байкал Уралмаш Технопром Горизонт Щит Русский Берег
;
东方 华夏 长城 金龙 远洋 恒通 盛世 宏达 瑞丰 天成 鑫源 嘉禾
;
上海 北京 深圳 广州 杭州 苏州 宁波 青岛
;
贸易 科技 实业 电子 机械 纺织
"""
FIRST, SECOND, PEOPLE, FAMILIES, RUSSIAN, CHINESE, CITIES, TRADES = (part.split() for part in WORDS.split(";"))
FORMS = ("GmbH", "AG", "KG", "GmbH & Co. KG", "Ltd", "SARL", "BV", "SpA", "AB")


def company(chance: random.Random, taken: set[str]) -> str:
    """A name that was not given yet."""
    while True:
        kind = chance.random()
        if kind < 0.86:
            name = (
                f"{chance.choice(FIRST)}{chance.choice(['', ' ', '-'])}{chance.choice(SECOND)} {chance.choice(FORMS)}"
            )
        elif kind < 0.92:
            name = (
                f"{chance.choice(FAMILIES)} & {chance.choice(FAMILIES)} {chance.choice(SECOND)} {chance.choice(FORMS)}"
            )
        elif kind < 0.96:
            name = f"ООО «{chance.choice(RUSSIAN)} {chance.choice(RUSSIAN)}»"
        else:
            name = f"{chance.choice(CITIES)}{chance.choice(CHINESE)}{chance.choice(TRADES)}有限公司"
        if name not in taken:
            taken.add(name)
            return name


def iban(chance: random.Random) -> str:
    """A German account with right check digits."""
    rest = f"{chance.randrange(10**18):018d}"
    check = 98 - int(rest + "131400") % 97
    return f"DE{check:02d}{rest}"


def tax_id(chance: random.Random) -> str:
    """Nine digits behind DE; whether they fit is not asked here."""
    return f"DE{chance.randrange(10**8, 10**9)}"


def person(chance: random.Random) -> str:
    return f"{chance.choice(PEOPLE)} {chance.choice(FAMILIES)}"
