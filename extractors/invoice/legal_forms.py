"""The words by which a company's name is known: legal forms of many countries."""

import re
from functools import lru_cache

FORMS = (
    "GmbH & Co. KGaA", "GmbH & Co. KG", "GmbH & Co KG", "AG & Co. KG", "GmbH", "gGmbH", "mbH", "AG", "KG",
    "KGaA", "OHG", "GbR", "UG", "UG (haftungsbeschränkt)", "e.K.", "e.V.", "eG", "e.U.", "Ges.m.b.H.", "a.G.",
    "VVaG", "SARL", "S.A.R.L.", "SAS", "S.A.S.", "SASU", "EURL", "SNC", "SCI", "SA", "S.A.", "SCOP", "Sàrl",
    "SCA", "Ltd", "Ltd.", "Limited", "LLC", "L.L.C.", "LLP", "PLC", "Inc", "Inc.", "Incorporated", "Corp",
    "Corp.", "Corporation", "Pty Ltd", "Pte Ltd", "Pte. Ltd.", "Pvt. Ltd.", "Pvt Ltd", "Private Limited",
    "Sdn Bhd", "Sdn. Bhd.", "S/B", "SDN BHD", "Co., Ltd.", "Co. Ltd.", "Company", "LP", "Bhd", "Enterprise",
    "Trading", "Holdings", "S.L.", "SL", "S.L.U.", "S.A.U.", "S.p.A.", "SpA", "S.r.l.", "Srl", "S.r.l.s.",
    "S.n.c.", "S.a.s.", "Lda", "Lda.", "LTDA", "Ltda.", "S.A. de C.V.", "B.V.", "BV", "N.V.", "NV", "V.O.F.",
    "VOF", "BVBA", "SPRL", "SRL", "AB", "A/S", "ApS", "AS", "Oy", "Oyj", "Sp. z o.o.", "Sp. z o. o.",
    "sp. z o.o.", "spółka akcyjna", "s.r.o.", "a.s.", "spol. s r.o.", "d.o.o.", "Kft.", "Zrt.",
)  # fmt: skip
LATIN = re.compile(
    r"(?<![\w.])(?:"
    + "|".join(sorted((re.escape(form).replace(r"\ ", r"\s*") for form in FORMS), key=len, reverse=True))
    + r")(?![\w])"
)
UPPER = re.compile(
    r"(?<![\w.])(?:GMBH|LIMITED|LTD|INC|CORP|S[DO]N\.?\s?BH[DE]|BHD|S\.?R\.?L|INCORPORATED|CORPORATION|"
    r"COMPANY|ENTERPRISES?|TRADING)(?![\w])"
)
RUSSIAN = re.compile(
    r"(?<!\w)(?:ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|ФГУП|МУП|ГУП|ТОО|АНО|Общество с ограниченной ответственностью|"
    r"Акционерное общество|Публичное акционерное общество|Индивидуальный предприниматель)(?!\w)",
    re.IGNORECASE,
)
CHINESE = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9（）()]{2,40}?(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|"
    r"分公司|商行|事务所|公司|商店|工厂|超市)"
)
RUSSIAN_SHORT = frozenset({"ИП", "АО"})


@lru_cache(maxsize=2048)
def has_legal_form(text: str) -> bool:
    """Whether the text holds a company's legal form."""
    russian = RUSSIAN.search(text)
    if russian and (russian.group().upper() not in RUSSIAN_SHORT or russian.group().isupper()):
        return True
    return bool(LATIN.search(text) or UPPER.search(text) or CHINESE.search(text))


def only_legal_form(text: str) -> bool:
    """Whether the text is a legal form and nothing else: the second row of a name."""
    plain = text.strip()
    return bool(LATIN.fullmatch(plain) or UPPER.fullmatch(plain) or RUSSIAN.fullmatch(plain))
