"""Countries that write French."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

from benchmarks.generated.countries.country import Country

DATES = "{dd}/{mm}/{yyyy}|{dd}/{mm}/{yyyy}|{d} {month} {yyyy}|{dd}/{mm}/{yy}|{dd}-{mm}-{yyyy}|{dd}.{mm}.{yyyy}|{dd} {month} {yyyy}|{yyyy}-{mm}-{dd}|{d} {mon} {yyyy}|{d}/{m}/{yyyy}"
SURNAMES = "Delacroix|Fournier|Garnier|Lefèvre|Marchand|Perrin|Roussel|Vasseur|Aubert|Bonnet|Chevallier|Dumont|Étienne|Guérin|Joubert|Lacombe|Mercier|Noël|Pichon|Renaud|Sauvage|Tessier"
FORENAMES = "Camille|Julien|Sophie|Nicolas|Élodie|Mathieu|Isabelle|Laurent|Céline|Thierry|Nathalie|Hugo"
STREETS = "rue de la République|avenue Jean Jaurès|rue Victor Hugo|boulevard Gambetta|place du Marché|chemin des Vignes|rue des Artisans|ZA Les Portes du Sud|impasse du Moulin|quai de la Loire|route de Lyon|allée des Tilleuls"

FRANCE = Country(
    code="FR", name="France", languages=("fr",), currency="EUR",
    rates=(("20",), ("20",), ("20", "5.5"), ("20", "10"), ("10",), ("5.5",), ("20", "10", "5.5")), numerals=(", ", ", ", ",_", ",.", ",\u00a0"), dates=DATES,
    legal_forms="{name} SARL|SARL {name}|{name} SAS|{name} SA|{name}|SAS {name}|{name} EURL|Ets {name}|{name} SASU|{name} SNC|Société {name}|{name} & Fils", surnames=SURNAMES, forenames=FORENAMES, streets=STREETS,
    street="{no} {street}|{no}, {street}", cities="750##;Paris|6900#;Lyon|1300#;Marseille|310##;Toulouse|440##;Nantes|330##;Bordeaux|590##;Lille|670##;Strasbourg|350##;Rennes|380##;Grenoble|760##;Rouen|210##;Dijon|060##;Nice",
    town="{postcode} {city}|{postcode} {city}|{postcode} {city} Cedex", phones="0# ## ## ## ##|+33 # ## ## ## ##|0#.##.##.##.##|0#########", domain="fr",
    tax_ids=(("FR###########", "fr.tva"),), ibans="#" * 23, banks="BNP Paribas|Crédit Agricole|Société Générale|Crédit Mutuel|La Banque Postale|CIC|Caisse d'Épargne",
    local_numbers="SIRET=### ### ### #####|SIREN=### ### ###|SIRET=##############|RCS=### ### ###", register="RCS ### ### ###|B ### ### ###",
    currency_words="€|€|€|EUR|EUR ||Euros", labels={"register": "RCS|R.C.S.|Immatriculée au RCS de|Capital 10 000 € - RCS"}, weight=3.0,
)  # fmt: skip

BELGIUM = Country(
    code="BE", name="Belgique|Belgium", languages=("fr", "nl"), currency="EUR", rates=(("21",), ("21",), ("21", "6"), ("6",), ("21", "12"), ("21", "0")), numerals=(",.", ", ", ",_", ",."), dates=DATES,
    legal_forms="{name} SRL|{name} SA|{name} SPRL|{name} BV|{name} NV|{name} BVBA|{name}|{name} SC", surnames="Dubois|Lambert|Peeters|Janssens|Claes|Wouters|Maes|Lejeune|Renard|Dupuis|Goossens|Vandenberghe|Delvaux|Hermans",
    forenames="Luc|Anne|Pieter|Marie|Koen|Nathalie|Joris|Sofie", streets="Rue Royale|Chaussée de Namur|Avenue Louise|Grote Markt|Stationsstraat|Rue Haute|Kerkstraat|Industrielaan|Quai au Bois|Antwerpsesteenweg", street="{street} {no}",
    cities="10##;Bruxelles|20##;Antwerpen|40##;Liège|90##;Gent|50##;Namur|30##;Leuven|60##;Charleroi|80##;Brugge", town="{postcode} {city}|B-{postcode} {city}", phones="+32 2 ### ## ##|0# ### ## ##|04## ## ## ##", domain="be",
    tax_ids=(("BE0#########", "be.vat"),), ibans="#" * 12, banks="KBC|BNP Paribas Fortis|Belfius|ING Belgique|Argenta", local_numbers="RPM=0###.###.###", register="RPM Bruxelles",
    currency_words="€|<€ |EUR|EUR|<€|", labels={}, weight=1.3,
)  # fmt: skip

COUNTRIES = (FRANCE, BELGIUM)
