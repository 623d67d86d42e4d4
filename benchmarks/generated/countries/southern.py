"""Spain, Italy and Portugal."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

from benchmarks.generated.countries.country import Country

SPAIN = Country(
    code="ES", name="España|Spain", languages=("es",), currency="EUR", rates=(("21",), ("21",), ("21", "10"), ("10",), ("4", "10"), ("21", "0")), numerals=(",.", ",.", ",_", ",."),
    dates="{dd}/{mm}/{yyyy}|{dd}/{mm}/{yyyy}|{d} de {month} de {yyyy}|{dd}-{mm}-{yyyy}|{dd}/{mm}/{yy}|{dd}.{mm}.{yyyy}|{dd}-{mon}-{yyyy}|{yyyy}-{mm}-{dd}|{d}/{m}/{yyyy}", legal_forms="{name} S.L.|{name}, S.L.|{name} S.A.|{name} SL|{name} SLU|{name}, S.L.U.|{name} S. Coop.|Hermanos {name} S.L.|{name}, S.A.|{name}",
    surnames="Aguirre|Benítez|Cabrera|Domínguez|Echeverría|Fuentes|Gallego|Herrero|Iglesias|Jurado|Lozano|Méndez|Núñez|Ortega|Peña|Quintana|Rivas|Soler|Tejero|Vidal", forenames="Lucía|Javier|Carmen|Álvaro|Marta|Sergio|Elena|Pablo", streets="Calle Mayor|Avda. de la Constitución|C/ San Juan|Paseo del Prado|Plaza de España|Polígono Industrial Sur, nave|Calle de Alcalá|Ronda Norte|Carrer de Balmes|Gran Vía",
    street="{street}, {no}|{street} {no}|{street} nº {no}", cities="280##;Madrid|080##;Barcelona|460##;Valencia|410##;Sevilla|500##;Zaragoza|290##;Málaga|480##;Bilbao|150##;A Coruña|330##;Oviedo|030##;Alicante", town="{postcode} {city}|{postcode} - {city}|{postcode} {city} (España)", phones="9## ### ###|6## ## ## ##|+34 9## ## ## ##|9## ## ## ##", domain="es",
    tax_ids=(("B########", "es.cif"), ("A########", "es.cif"), ("B########", "es.cif")), ibans="#" * 20, banks="BBVA|Banco Santander|CaixaBank|Banco Sabadell|Kutxabank|Bankinter", local_numbers="M-######", register="T. ####, F. ##, H. M-######", currency_words="€|€|€|EUR|Euros|", weight=1.8,
)  # fmt: skip

ITALY = Country(
    code="IT", name="Italia|Italy", languages=("it",), currency="EUR", rates=(("22",), ("22",), ("22", "10"), ("10",), ("22", "4"), ("22", "10", "4")), numerals=(",.", ",.", ",_", ",."),
    dates="{dd}/{mm}/{yyyy}|{dd}/{mm}/{yyyy}|{d} {month} {yyyy}|{dd}-{mm}-{yyyy}|{dd}/{mm}/{yy}|{dd}.{mm}.{yyyy}|{yyyy}-{mm}-{dd}|{dd} {mon} {yyyy}", legal_forms="{name} S.r.l.|{name} SRL|{name} S.p.A.|{name} S.n.c.|{name} s.a.s.|{name} S.R.L.|Ditta {name}|{name} Srl|{name} SPA",
    surnames="Albertini|Bianchetti|Colombari|De Santis|Esposti|Ferrante|Gallo|Lombardo|Marchetti|Neri|Orlandi|Pellegrino|Quaglia|Rinaldi|Santoro|Testa|Valentini|Zanetti", forenames="Giulia|Marco|Chiara|Luca|Francesca|Paolo|Elisa|Davide", streets="Via Roma|Via Garibaldi|Corso Vittorio Emanuele|Viale della Repubblica|Piazza Dante|Via dell'Industria|Via XX Settembre|Strada Statale|Via Mazzini|Largo Augusto",
    street="{street}, {no}|{street} {no}|{street} n. {no}", cities="201##;Milano|001##;Roma|101##;Torino|401##;Bologna|501##;Firenze|801##;Napoli|371##;Verona|301##;Venezia|161##;Genova|351##;Padova", town="{postcode} {city}|{postcode} {city} (IT)|{postcode} - {city}", phones="0# ########|+39 0## ######|0##/######|3## #######", domain="it",
    tax_ids=(("IT###########", "it.iva"),), ibans="@" + "#" * 22, banks="Intesa Sanpaolo|UniCredit|Banco BPM|BPER Banca|Monte dei Paschi|Credem", local_numbers="REA=MI-#######|Cod. Fisc.=###########", register="REA ######", currency_words="€|<€ |<€ |EUR|<Euro |", weight=1.8,
)  # fmt: skip

COUNTRIES = (SPAIN, ITALY)
