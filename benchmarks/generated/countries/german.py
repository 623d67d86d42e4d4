"""Countries that write German."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

from decimal import Decimal

from benchmarks.generated.countries.country import Country

SURNAMES = "Brandhuber|Kastner|Lindemann|Obermeier|Petersen|Quandt|Riedl|Sauerbier|Thiessen|Uhlig|Vollmer|Wiesner|Zeidler|Albers|Böttcher|Dörfler|Eichhorn|Fröhlich|Gerstner|Hölzl|Jäger|Krämer|Löffler|Möller|Nüsslein|Pohlmann|Reuther|Schönfeld"
FORENAMES = "Anna|Bernd|Claudia|Dieter|Eva|Florian|Gisela|Heiko|Ingrid|Jürgen|Katrin|Lars|Monika|Ralf|Sabine|Uwe"
STREETS = "Hauptstraße|Bahnhofstr.|Gartenweg|Industriestraße|Am Alten Hafen|Lindenallee|Goethestr.|Schulstraße|Marktplatz|Ringstraße|Im Gewerbepark|Kirchgasse|Dorfstraße|Friedrichstr.|An der Mühle|Siemensstraße"
DATES = "{dd}.{mm}.{yyyy}|{dd}.{mm}.{yyyy}|{dd}.{mm}.{yy}|{d}. {month} {yyyy}|{d}.{m}.{yyyy}|{yyyy}-{mm}-{dd}|{dd}. {month} {yyyy}|{dd}/{mm}/{yyyy}|{d}.{m}.{yy}|{dd}.{mon} {yyyy}"

GERMANY = Country(
    code="DE", name="Deutschland|Germany", languages=("de",), currency="EUR",
    rates=(("19",), ("19",), ("19", "7"), ("7",), ("19", "0"), ("19", "7", "0")), numerals=(",.", ",.", ",.", ",_", ",  "), dates=DATES,
    legal_forms="{name} GmbH|{name} GmbH & Co. KG|{name} AG|{name} e.K.|{name} KG|{name} UG (haftungsbeschränkt)|{name} GbR|{name} OHG|{name}|{name} SE|{name} mbH|{name} eG",
    surnames=SURNAMES, forenames=FORENAMES, streets=STREETS, street="{street} {no}",
    cities="10###;Berlin|20###;Hamburg|80###;München|50###;Köln|60###;Frankfurt am Main|70###;Stuttgart|40###;Düsseldorf|04###;Leipzig|90###;Nürnberg|28###;Bremen|79###;Freiburg|01###;Dresden|44###;Dortmund|24###;Kiel",
    town="{postcode} {city}|{postcode} {city}|D-{postcode} {city}", phones="0## / ### ## ##|+49 ## ######|0#### ######|(0##) ####-##|+49 (0)### #### 0|0### - ## ## ## #", domain="de",
    tax_ids=(("DE#########", "de.vat"),), ibans="#" * 18, banks="Sparkasse|Volksbank|Commerzbank|Deutsche Bank|Postbank|Hypovereinsbank|GLS Bank|Raiffeisenbank",
    local_numbers="##/###/#####|###/####/####|## ### #####", register="HRB #####|HRA ####|HRB ####",
    currency_words="€|€|€|EUR|EUR|<€ |<EUR ||Euro", weight=4.0,
)  # fmt: skip

AUSTRIA = Country(
    code="AT", name="Österreich|Austria", languages=("de",), currency="EUR", rates=(("20",), ("20", "10"), ("10",), ("20", "13"), ("20", "0")), numerals=(",.", ",.", ",_"), dates=DATES,
    legal_forms="{name} GmbH|{name} GesmbH|{name} Ges.m.b.H.|{name} KG|{name} AG|{name} e.U.|{name} OG|{name}", surnames="Huber|Gruber|Pichler|Moser|Steiner|Eder|Wimmer|Leitner|Kogler|Haslinger|Schwaiger|Brandstätter|Zehetner|Obernosterer",
    forenames=FORENAMES, streets="Mariahilfer Straße|Wiener Straße|Salzburger Straße|Hauptplatz|Linzer Gasse|Feldgasse|Bundesstraße|Kärntner Ring", street="{street} {no}",
    cities="10#0;Wien|50##;Salzburg|40##;Linz|80##;Graz|60##;Innsbruck|90##;Klagenfurt|69##;Bregenz", town="{postcode} {city}|A-{postcode} {city}", phones="+43 1 ### ## ##|0### / ######|+43 (0)### #####", domain="at",
    tax_ids=(("ATU########", "at.uid"),), ibans="#" * 16, banks="Erste Bank|Raiffeisen Landesbank|BAWAG|Oberbank|Bank Austria", local_numbers="## ###/####", register="FN ######a|FN ######k",
    currency_words="€|€|<€ |EUR|<EUR |",
    labels={
        "tax_id": "UID-Nr.|UID|UID-Nummer|ATU-Nr.|UID Nr.|Umsatzsteuer-Identifikationsnummer", "customer_tax_id": "Ihre UID|Ihre UID-Nr.|Kunden-UID|UID Kunde|UID-Nr. des Leistungsempfängers", "register": "Firmenbuch|Firmenbuchnummer|FB-Nr.",
        "local_number": "Steuernummer|St.Nr.", "title.invoice": "Rechnung|RECHNUNG|Faktura|Honorarnote|Ausgangsrechnung|Teilrechnung",
    },
    sentences={"reverse": "Übergang der Steuerschuld auf den Leistungsempfänger gem. § 19 Abs. 1 UStG.", "intra": "Steuerfreie innergemeinschaftliche Lieferung gem. Art. 6 UStG.", "small": "Umsatzsteuerbefreit – Kleinunternehmer gem. § 6 Abs. 1 Z 27 UStG.", "export": "Steuerfreie Ausfuhrlieferung gem. § 7 UStG."},
    weight=1.2,
)  # fmt: skip

SWITZERLAND = Country(
    code="CH", name="Schweiz|Switzerland|Suisse", languages=("de", "fr", "it"), currency="CHF", rates=(("8.1",), ("8.1",), ("7.7",), ("8.1", "2.6"), ("2.6",), ("8.1", "0")), numerals=(".'", ".'", ".’", "._", ". "), dates=DATES,
    legal_forms="{name} AG|{name} GmbH|{name} Sàrl|{name} SA|{name}|{name} & Co. AG|{name} Genossenschaft", surnames="Ammann|Bühler|Camenzind|Egli|Flückiger|Gerber|Hürlimann|Iseli|Jaquet|Känzig|Lüthi|Morel|Nydegger|Odermatt|Rochat|Zurbriggen",
    forenames="Urs|Beat|Regula|Reto|Ursula|Marc|Chantal|Luca|Sandra|Thomas", streets="Bahnhofstrasse|Hauptstrasse|Seestrasse|Rue du Lac|Dorfstrasse|Via Nassa|Industriestrasse|Avenue de la Gare|Zürcherstrasse", street="{street} {no}",
    cities="80##;Zürich|30##;Bern|40##;Basel|12##;Genève|10##;Lausanne|60##;Luzern|90##;St. Gallen|69##;Lugano|84##;Winterthur", town="{postcode} {city}|CH-{postcode} {city}", phones="+41 44 ### ## ##|0## ### ## ##|+41 (0)## ### ## ##", domain="ch",
    tax_ids=(("CHE-###.###.###", "ch.uid"),), ibans="#" * 17, banks="UBS Switzerland|Zürcher Kantonalbank|PostFinance|Raiffeisen|Banque Cantonale Vaudoise", currency_words="<CHF |<CHF |CHF|<Fr. |<SFr. |",
    labels={
        "tax_id": "MWST-Nr.|UID|MWST-Nummer|UID-Nr.|MWSt-Nr|CHE-Nr.", "tax": "MWST {rate} %|{rate} % MWST|zzgl. MWST {rate}%|MWST ({rate}%)|+ {rate}% MWST", "tax_total": "MWST|Mehrwertsteuer|Total MWST|MWST-Betrag",
        "net_total": "Total exkl. MWST|Nettobetrag|Zwischentotal|Total netto|Netto|Total ohne MWST|Betrag exkl. MWST", "gross_total": "Total|Total inkl. MWST|Rechnungsbetrag|Total CHF|Gesamtbetrag|Rechnungstotal|Total inkl. MWST CHF|Zahlbetrag|Endtotal",
        "col.rate": "MWST %|MWST|MWST-Satz", "col.net": "Total|Betrag CHF|Totalpreis|Betrag|Total CHF|Gesamt|Netto CHF", "lines_total": "Zwischentotal|Subtotal|Total Positionen", "payment_reference": "Referenz|Referenznummer|Zahlungszweck|Mitteilung|Ref.-Nr.",
        "register": "Handelsregister", "local_number": "Firmennummer", "customer_tax_id": "Ihre MWST-Nr.|UID Kunde|MWST-Nr. Kunde",
    },
    sentences={"small": "Nicht MWST-pflichtig.", "export": "Export, von der MWST befreit.", "intra": "Von der Steuer befreit (Art. 23 MWSTG).", "reverse": "Bezugsteuer durch den Empfänger."},
    small_change=Decimal("0.05"), weight=1.4,
)  # fmt: skip

COUNTRIES = (GERMANY, AUSTRIA, SWITZERLAND)
