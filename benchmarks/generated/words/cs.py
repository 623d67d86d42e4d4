"""How Czech-speaking suppliers say it."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

LABELS = {
    "title.invoice": "Faktura|FAKTURA|Faktura - daňový doklad|Daňový doklad|Vyúčtování|Faktura vydaná|Konečná faktura", "title.credit_note": "Dobropis|Opravný daňový doklad|DOBROPIS|Opravná faktura", "title.receipt": "Účtenka|Paragon|ÚČTENKA|Zjednodušený daňový doklad|Pokladní doklad",
    "invoice_number": "Číslo faktury|Faktura č.|Faktura číslo|Číslo dokladu|Doklad č.|Č. faktury|Ev. číslo dokladu|Číslo|Daňový doklad č.|Evidenční číslo|Interní číslo", "credit_number": "Dobropis č.|Číslo dobropisu|Číslo dokladu|Opravný doklad č.", "receipt_number": "Účtenka č.|Doklad č.|Č. účtenky|Paragon č.", "issue_date": "Datum vystavení|Vystaveno|Datum|Vystaveno dne|Dat. vystavení|Datum vyst.|Vyhotoveno dne|Datum vyhotovení", "credit_date": "Datum vystavení|Vystaveno|Datum", "due_date": "Datum splatnosti|Splatnost|Splatné dne|Splatnost do|Uhraďte do|Den splatnosti|Splatná do|Termín úhrady",
    "delivery_date": "Datum zdanitelného plnění|DUZP|Datum uskutečnění plnění|Datum dodání|Den uskut. zdan. plnění", "order_date": "Datum objednávky|Objednáno dne", "period": "Období|Fakturační období|Za období", "po_number": "Objednávka|Číslo objednávky|Objednávka č.|Vaše objednávka|Obj. č.|Č. obj. odběratele|Vaše obj.|Ev. č. objednávky", "order_number": "Zakázka|Naše zakázka|Nabídka č.", "customer_number": "Číslo zákazníka|Zákaznické číslo|Odběratel č.|Kód odběratele", "delivery_note": "Dodací list|DL č.|Dodací list č.", "contract_number": "Smlouva|Smlouva č.|Číslo smlouvy", "our_reference": "Naše značka|Projekt|Akce|Reference", "your_sign": "Kontaktní osoba|Objednal|K rukám", "contact": "Vystavil|Vyřizuje|Fakturoval|Obchodník",
    "payment_terms": "Způsob platby|Forma úhrady|Platební podmínky|Způsob úhrady", "delivery_terms": "Způsob dopravy|Doprava|Dodací podmínky", "payment_reference": "Variabilní symbol|VS|Var. symbol|Variabilní s.", "currency": "Měna|Částky v", "page": "Strana {page} z {pages}|Strana {page}|Str. {page}/{pages}|{page}/{pages}", "bill_to": "Odběratel|Zákazník|Fakturační adresa|Kupující|Odběratel:|Příjemce faktury", "ship_to": "Dodací adresa|Místo určení|Příjemce|Konečný příjemce", "supplier": "Dodavatel|Prodávající|Vystavitel|Zhotovitel|Poskytovatel", "tax_id": "DIČ|DIČ:|DIČ dodavatele|Daňové id. číslo", "local_number": "IČ|IČO|IČ:", "customer_tax_id": "DIČ|DIČ odběratele|DIČ zákazníka|Vaše DIČ", "phone": "Tel.|Telefon|Mobil", "fax": "Fax", "email": "E-mail|Email", "web": "Web|www", "register": "Zapsáno v OR u|Spisová značka", "director": "Jednatel|Ředitel",
    "col.position": "Č.|Pol.|#|Poř.", "col.code": "Kód|Kód zboží|Číslo zboží|Kat. č.", "col.description": "Popis|Označení dodávky|Název|Položka|Název zboží|Text|Předmět plnění|Název položky", "col.quantity": "Množství|Počet|Mn.|Počet ks|Mn. ks", "col.unit": "MJ|Jedn.|m.j.|Jednotka", "col.unit_price": "Cena za MJ|J. cena|Jednotková cena|Cena/MJ|Cena bez DPH|Cena za jednotku|Jedn. cena|Sazba", "col.discount": "Sleva|Sleva %", "col.rate": "DPH|DPH %|% DPH|Sazba DPH|Sazba", "col.tax": "DPH|DPH Kč|Daň", "col.net": "Celkem bez DPH|Cena|Základ|Bez DPH|Celkem|Cena celkem|Základ daně|Částka|Cena bez DPH celkem", "col.gross": "Celkem s DPH|Kč celkem|Celkem|S DPH|Cena s DPH", "lines_total": "Součet položek|Mezisoučet|Cena položek", "allowance": "Sleva|Sleva {rate} %|Rabat", "freight": "Doprava|Dopravné|Poštovné|Balné", "net_total": "Celkem bez DPH|Základ daně|Součet bez DPH|Cena bez DPH|Základ|Částka bez DPH", "tax": "DPH {rate} %|DPH {rate}%|DPH ({rate} %)|Daň {rate} %", "tax_total": "DPH|DPH celkem|Celkem DPH|Výše DPH|Daň celkem",
    "gross_total": "Celkem k úhradě|K úhradě|Celkem|Celkem s DPH|Celková částka|Částka k úhradě|CELKEM K ÚHRADĚ|Celkem {currency}|K zaplacení|Zbývá uhradit celkem|Fakturováno celkem", "credit_total": "Celkem k vrácení|Celkem|Dobropisováno celkem|K vrácení", "prepaid": "Zaplaceno zálohou|Záloha|Uhrazeno|Odpočet zálohy", "rounding": "Zaokrouhlení|Haléřové vyrovnání", "amount_due": "Zbývá k úhradě|Zbývá uhradit|Doplatek|Nedoplatek", "summary.title": "Rekapitulace DPH|Rozpis DPH", "summary.rate": "Sazba|DPH %", "summary.base": "Základ|Bez DPH", "summary.tax": "DPH|Daň", "summary.gross": "Celkem|S DPH", "summary.total": "Celkem|Součet", "bank": "Banka|Bankovní spojení|Peněžní ústav", "iban": "IBAN|IBAN:", "bic": "SWIFT|BIC|SWIFT/BIC", "account_holder": "Majitel účtu|Název účtu", "account_number": "Číslo účtu|Účet", "sort_code": "Kód banky", "payment_heading": "Platební údaje|Bankovní spojení|Úhrada na účet",
    "carried_forward": "Převod na další stranu|Mezisoučet", "brought_forward": "Převod ze strany {page}|Převod", "section_total": "Celkem {section}|Mezisoučet {section}", "original": "K faktuře č.|Původní faktura|Oprava faktury č.", "cash": "HOTOVOST|Hotově|Přijato", "change": "VRÁCENO|Vráceno|Vrátit", "card": "KARTA|Platební karta|Kartou", "items_count": "Počet položek: {count}|Položek {count}", "cashier": "Pokladní|Obsluha|Obsluhoval", "till": "Pokladna|Provozovna|Stůl",
}  # fmt: skip
SENTENCES = {
    "title.inline": "{title} č. {number} ze dne {date}|{title} {number}, {date}", "title.number": "{title} č. {number}|{title} {number}|{title} číslo: {number}", "intro": "Fakturujeme Vám za dodané zboží a služby:|Na základě Vaší objednávky ze dne {order_date} Vám fakturujeme:|", "intro.credit": "Dobropisujeme Vám:|Na základě reklamace ze dne {order_date} vracíme:|", "terms.due": "Uhraďte prosím do {due}.|Splatnost {days} dnů, tj. do {due}.|Částku {gross} uhraďte do {due}.", "terms.days": "Splatnost {days} dnů.|Převodem do {days} dnů.", "terms.cash_discount": "Při platbě do {discount_day} sleva {percent} % ({discount_amount}).", "thanks": "Děkujeme za Vaši objednávku.|Dovolujeme si Vás upozornit, že v případě nedodržení data splatnosti účtujeme úrok z prodlení.|Zboží zůstává až do úplného uhrazení majetkem dodavatele.|", "reverse": "Daň odvede zákazník.|Přenesená daňová povinnost dle § 92a.", "export": "Vývoz zboží osvobozený od DPH.", "intra": "Dodání zboží do jiného členského státu, osvobozeno.", "small": "Nejsme plátci DPH.|Dodavatel není plátcem DPH.", "note": "Dodací list {delivery_note} ze dne {delivery_date}.|Objednal {person} dne {order_date}.|Nové telefonní číslo: {phone}.|Období: {month}.|", "receipt.thanks": "Děkujeme za nákup|Děkujeme za návštěvu|Uschovejte pro reklamaci",
}  # fmt: skip
UNITS = {
    "piece": "ks|KS",
    "hour": "hod|h",
    "day": "den|dny",
    "kg": "kg",
    "metre": "m|bm",
    "box": "bal|krt",
    "month": "měs.|měsíc",
    "flat": "kpl|paušál",
    "litre": "l",
}
GOODS = {
    "office": "Kancelářský papír A4 80 g;box|Propiska modrá;piece|Pořadač pákový;piece|Toner {code} černý;piece|Stolní lampa LED;piece|Obálky C5;box|Kancelářská židle;piece|Blok A5;piece", "it": "Notebook 14 palců;piece|Dokovací stanice USB-C;piece|Licence {name} Pro;month|Údržba serveru;hour|Síťový kabel Cat6 {n} m;piece|Zálohování dat;month|Servis na místě;hour|Monitor 27 palců;piece|Migrace dat;flat", "building": "Sádrokarton 12,5 mm;piece|Cement 25 kg;piece|Montážní práce;hour|Pronájem lešení;day|Měděná trubka 15 mm;metre|Odvoz suti;flat|Malířská barva 10 l;piece|Dveře dubové;piece", "food": "Olivový olej;litre|Káva zrnková;kg|Pšeničná mouka;kg|Minerální voda 12x1 l;box|Sýr eidam;kg|Rajčata;kg|Obložené chlebíčky;piece|Polední menu;piece|Čokoláda 100 g;piece", "services": "Konzultace {month};hour|Řízení projektu;day|Překlad CZ-EN;flat|Právní služby {name};flat|Vedení účetnictví {month};month|Grafické práce;hour|Školení {name};day|Cestovní náklady;flat", "industry": "Kuličkové ložisko {code};piece|Hydraulická hadice DN{n};metre|Šroub M{n}x60;piece|Elektromotor 2,2 kW;piece|Sada těsnění {code};piece|Svařovací drát 1,0 mm;kg|Plech 3 mm;piece|Kalibrace {code};flat", "transport": "Přeprava {name};flat|Kurýr zóna 2;piece|Manipulace s paletou;piece|Skladování palety;day|Celní odbavení;flat|Mýtné;flat|Čekání řidiče;hour", "energy": "Elektřina kWh;piece|Stálý plat;month|Plyn kWh;piece|Internet 500;month|Tarif L;month|Vodné m³;piece|Stočné m³;piece",
}  # fmt: skip
SECTIONS = "Materiál|Práce|Stavba 1|Etapa 2|Služby|Zboží|Paušály|Jednorázové|Hardware|Přízemí|Týden 12|Ostatní"
COMPANY = {"office": "Papírnictví|Kancelářské potřeby", "it": "Systémy|Software|Sítě", "building": "Stavby|Stavební|Instalace", "food": "Potraviny|Catering|Velkoobchod", "services": "Poradenství|Consulting|Účetnictví", "industry": "Strojírny|Nástroje|Hydraulika", "transport": "Doprava|Logistika|Spedice", "energy": "Energie|Telekom|Vodárny"}  # fmt: skip
SHOPS = "Potraviny|Lékárna|Kavárna|Pekařství|Hobby Market|Benzina|Knihkupectví|Restaurace|Hospoda|Drogerie"
MONTHS = (
    "ledna",
    "února",
    "března",
    "dubna",
    "května",
    "června",
    "července",
    "srpna",
    "září",
    "října",
    "listopadu",
    "prosince",
)
SHORT_MONTHS = ("led", "úno", "bře", "dub", "kvě", "čer", "čvc", "srp", "zář", "říj", "lis", "pro")
