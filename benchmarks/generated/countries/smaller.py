"""The Czech Republic, Portugal, Sweden and Denmark."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

from benchmarks.generated.countries.country import Country

CZECHIA = Country(
    code="CZ", name="Česká republika|Czech Republic", languages=("cs",), currency="CZK", rates=(("21",), ("21",), ("21", "12"), ("15",)), numerals=(", ", ", ", ",.", ",\u00a0"), dates="{dd}.{mm}.{yyyy}|{d}.{m}.{yyyy}|{d}. {m}. {yyyy}|{d}. {month} {yyyy}|{yyyy}-{mm}-{dd}|{dd}/{mm}/{yyyy}", legal_forms="{name} s.r.o.|{name}, s.r.o.|{name} a.s.|{name}, a.s.|{name} spol. s r.o.|{name}",
    surnames="Bartoš|Černohorský|Dvořáček|Hájek|Jelínek|Kolář|Linhart|Matoušek|Novotný|Poláček|Říha|Sedláček|Šimek|Vondráček", forenames="Jana|Petr|Lenka|Tomáš|Hana|Jiří", streets="Hlavní|Nádražní|Husova|Masarykova|Palackého|Na Příkopě|U Stadionu|Průmyslová", street="{street} {no}|{street} {no}/{no}", cities="1#0 00;Praha|602 00;Brno|7## 00;Ostrava|3## 00;Plzeň|5## 00;Hradec Králové|4## 00;Liberec", town="{postcode} {city}|{postcode}  {city}", phones="+420 ### ### ###|### ### ###", domain="cz",
    tax_ids=(("CZ########", "cz.dic"),), ibans="#" * 20, banks="Komerční banka|ČSOB|Česká spořitelna|Moneta", local_numbers="IČ=########|IČO=########", register="C #####", currency_words="Kč|CZK|Kč||", weight=0.6,
)  # fmt: skip

PORTUGAL = Country(
    code="PT", name="Portugal", languages=("pt",), currency="EUR", rates=(("23",), ("23",), ("23", "6"), ("13",)), numerals=(",.", ", ", ",_", ",."), dates="{dd}/{mm}/{yyyy}|{dd}-{mm}-{yyyy}|{yyyy}-{mm}-{dd}|{d} de {month} de {yyyy}|{dd}.{mm}.{yyyy}", legal_forms="{name}, Lda.|{name} Lda|{name}, S.A.|{name} Unipessoal Lda|{name} & Filhos, Lda.|{name}",
    surnames="Almeida|Barbosa|Carvalho|Esteves|Figueiredo|Guerreiro|Lourenço|Magalhães|Nogueira|Pacheco|Queirós|Salgado|Tavares|Vilela", forenames="Inês|Rui|Beatriz|Tiago|Sofia|Nuno", streets="Rua Augusta|Avenida da Liberdade|Rua de Santa Catarina|Largo do Município|Zona Industrial, Lote|Travessa do Carmo|Praça da República", street="{street}, {no}|{street} n.º {no}", cities="1###-###;Lisboa|4###-###;Porto|3###-###;Coimbra|4700-###;Braga|8###-###;Faro|3800-###;Aveiro", town="{postcode} {city}", phones="2## ### ###|+351 2## ### ###|9## ### ###", domain="pt",
    tax_ids=(("5########", "pt.nif"), ("PT5########", "pt.nif")), ibans="#" * 21, banks="Caixa Geral de Depósitos|Millennium BCP|Novo Banco|Santander Totta", local_numbers="", register="C.R.C. ####", currency_words="€|€|EUR|<€ |", weight=0.6,
)  # fmt: skip

SWEDEN = Country(
    code="SE", name="Sverige|Sweden", languages=("sv",), currency="SEK", rates=(("25",), ("25",), ("25", "12"), ("6",)), numerals=(", ", ", ", ",.", ",_", ". "), dates="{yyyy}-{mm}-{dd}|{yyyy}-{mm}-{dd}|{d} {month} {yyyy}|{dd}/{mm}/{yyyy}|{yyyy}{mm}{dd}", legal_forms="{name} AB|AB {name}|{name} Handelsbolag|{name} HB|{name} i Sverige AB|{name}",
    surnames="Bergqvist|Dahlström|Ekblad|Forsberg|Hedlund|Isaksson|Källström|Lindgren|Månsson|Norling|Öhman|Palmgren|Sjögren|Wallin", forenames="Astrid|Erik|Linnea|Gustav|Maja|Oskar", streets="Storgatan|Drottninggatan|Industrigatan|Kungsgatan|Hamnvägen|Skolgatan|Verkstadsvägen", street="{street} {no}", cities="1## ##;Stockholm|4## ##;Göteborg|2## ##;Malmö|75# ##;Uppsala|58# ##;Linköping|90# ##;Umeå", town="{postcode} {city}|SE-{postcode} {city}", phones="0##-### ## ##|08-### ### ##|+46 ## ### ## ##", domain="se",
    tax_ids=(("SE##########01", "se.vat"),), ibans="#" * 20, banks="SEB|Swedbank|Handelsbanken|Nordea", local_numbers="Org.nr=55####-####", register="", currency_words="kr|SEK|kr||:-", weight=0.6,
)  # fmt: skip

DENMARK = Country(
    code="DK", name="Danmark|Denmark", languages=("da",), currency="DKK", rates=(("25",), ("25",), ("25", "0")), numerals=(",.", ",.", ",_", ",."), dates="{dd}-{mm}-{yyyy}|{dd}.{mm}.{yyyy}|{d}. {month} {yyyy}|{dd}/{mm} {yyyy}|{yyyy}-{mm}-{dd}|{dd}-{mm}-{yy}", legal_forms="{name} ApS|{name} A/S|{name} I/S|{name}|{name} Danmark A/S|Firmaet {name}",
    surnames="Andreasen|Bjerregaard|Damgaard|Frandsen|Holmgaard|Jespersen|Kjær|Lauridsen|Mikkelsen|Nørgaard|Østergaard|Skovgaard|Thygesen|Vestergaard", forenames="Freja|Mads|Karen|Søren|Signe|Jens", streets="Nørregade|Vestergade|Industrivej|Havnegade|Strandvejen|Algade|Bredgade|Skovvej", street="{street} {no}", cities="1###;København K|8000;Aarhus C|5###;Odense|9###;Aalborg|6700;Esbjerg|4000;Roskilde", town="{postcode} {city}|DK-{postcode} {city}", phones="## ## ## ##|+45 ## ## ## ##|#### ####", domain="dk",
    tax_ids=(("########", "dk.cvr"), ("DK########", "dk.cvr")), ibans="#" * 14, banks="Danske Bank|Nordea|Jyske Bank|Sydbank", local_numbers="", register="", currency_words="kr.|DKK|<kr. ||<DKK |kr", weight=0.6,
)  # fmt: skip

COUNTRIES = (CZECHIA, PORTUGAL, SWEDEN, DENMARK)
