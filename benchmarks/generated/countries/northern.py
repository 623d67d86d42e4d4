"""The Netherlands, Poland and their neighbours."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

from benchmarks.generated.countries.country import Country

NETHERLANDS = Country(
    code="NL", name="Nederland|Netherlands", languages=("nl",), currency="EUR", rates=(("21",), ("21",), ("21", "9"), ("9",), ("21", "0")), numerals=(",.", ",.", ",_", ",."),
    dates="{dd}-{mm}-{yyyy}|{dd}-{mm}-{yyyy}|{d} {month} {yyyy}|{dd}/{mm}/{yyyy}|{d}-{m}-{yyyy}|{dd} {mon} {yyyy}|{dd}-{mm}-{yy}|{yyyy}-{mm}-{dd}|{dd}.{mm}.{yyyy}", legal_forms="{name} B.V.|{name} BV|{name} V.O.F.|{name}|{name} N.V.|{name} Holding B.V.|Firma {name}|{name} & Zn.|{name} Nederland B.V.",
    surnames="Bakker|de Wit|van Dijk|Hendriks|Jonker|Kuipers|Langeveld|Molenaar|Nieuwenhuis|Oosterhuis|Postma|Rietveld|Schippers|Terpstra|Veenstra|Zijlstra", forenames="Daan|Sanne|Bram|Lotte|Thijs|Femke|Ruben|Anouk", streets="Dorpsstraat|Kerkweg|Industrieweg|Stationsplein|Havenkade|Prinsengracht|Molenlaan|Wilhelminastraat|Handelsweg|Oude Rijn", street="{street} {no}",
    cities="10## @@;Amsterdam|30## @@;Rotterdam|35## @@;Utrecht|56## @@;Eindhoven|97## @@;Groningen|65## @@;Nijmegen|25## @@;Den Haag|50## @@;Tilburg|74## @@;Deventer", town="{postcode} {city}|{postcode}  {city}", phones="0##-#######|+31 (0)## ### ####|0## - ### ## ##|06-########", domain="nl",
    tax_ids=(("NL#########B0#", "nl.btw"),), ibans="INGB##########", banks="ING|Rabobank|ABN AMRO|Triodos|SNS", local_numbers="KvK=########|KVK-nummer=########", register="", currency_words="<€ |<€ |€|EUR|<€|", weight=1.5,
)  # fmt: skip

POLAND = Country(
    code="PL", name="Polska|Poland", languages=("pl",), currency="PLN", rates=(("23",), ("23",), ("23", "8"), ("8",), ("23", "5"), ("5", "8")), numerals=(", ", ", ", ",_", ",.", ",\u00a0"),
    dates="{dd}.{mm}.{yyyy}|{yyyy}-{mm}-{dd}|{yyyy}-{mm}-{dd}|{dd}-{mm}-{yyyy}|{d} {month} {yyyy}|{dd}/{mm}/{yyyy}|{dd}.{mm}.{yyyy} r.|{d} {month} {yyyy} r.", legal_forms="{name} Sp. z o.o.|{name} sp. z o.o.|{name} S.A.|P.H.U. {name}|{name} Spółka z o.o.|FHU {name}|{name} sp.j.|{name} Spółka Akcyjna|Firma Handlowa {name}|{name} s.c.",
    surnames="Adamczyk|Borowski|Czarnecki|Dąbek|Górski|Jabłoński|Kaczmarek|Lis|Malinowski|Nowicki|Ostrowski|Pawlak|Rutkowski|Sadowski|Tomczak|Wróbel|Zając|Żuraw", forenames="Agnieszka|Piotr|Katarzyna|Tomasz|Małgorzata|Paweł|Joanna|Łukasz", streets="ul. Długa|ul. Kościuszki|al. Jerozolimskie|ul. Polna|ul. Mickiewicza|Rynek|ul. Przemysłowa|ul. 3 Maja|os. Słoneczne|ul. Wojska Polskiego", street="{street} {no}|{street} {no}/{no}",
    cities="00-###;Warszawa|30-###;Kraków|50-###;Wrocław|60-###;Poznań|80-###;Gdańsk|90-###;Łódź|40-###;Katowice|20-###;Lublin|70-###;Szczecin", town="{postcode} {city}", phones="## ### ## ##|+48 ### ### ###|(##) ### ## ##|### ### ###", domain="pl",
    tax_ids=(("##########", "pl.nip"), ("##########", "pl.nip"), ("PL##########", "pl.nip")), ibans="#" * 24, banks="PKO BP|mBank|Pekao SA|Santander Bank Polska|ING Bank Śląski|Alior Bank", local_numbers="REGON=#########|KRS=0000######", register="KRS 0000######", currency_words="zł|PLN|zł|PLN||", weight=1.5,
)  # fmt: skip

COUNTRIES = (NETHERLANDS, POLAND)
