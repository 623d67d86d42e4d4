"""How Dutch-speaking suppliers say it."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

LABELS = {
    "title.invoice": "Factuur|FACTUUR|Verkoopfactuur|Faktuur|Nota|Verzamelfactuur|Eindfactuur|Rekening|Termijnfactuur", "title.credit_note": "Creditnota|CREDITNOTA|Creditfactuur|Credit|Kredietnota", "title.receipt": "Kassabon|Bon|Kwitantie|KASSABON|Klantticket|Betaalbewijs",
    "invoice_number": "Factuurnummer|Factuurnr.|Factuur nr.|Nummer|Factuur|Nota nr.|Faktuurnummer|Documentnummer|Fact.nr.|Factuurkenmerk|Notanummer|Onze factuur|Factuur-ID|Boekstuknummer|Nr.", "credit_number": "Creditnotanummer|Creditnota nr.|Creditnummer|Nummer|Creditfactuurnummer|Documentnummer", "receipt_number": "Bonnr.|Bon|Ticket|Transactie|Bonnummer|Kassabon nr.|Order",
    "issue_date": "Datum|Factuurdatum|Faktuurdatum|Datum factuur|Uitgegeven op|Documentdatum|Notadatum|d.d.|Factuur dd.|Dagtekening|Datum van afgifte|Opgemaakt op", "credit_date": "Datum|Creditdatum|Documentdatum|Datum creditnota",
    "due_date": "Vervaldatum|Betalen voor|Uiterste betaaldatum|Te betalen voor|Vervaldag|Betaaldatum|Uiterlijk te voldoen op|Te voldoen voor|Betaling uiterlijk|Verval|Incassodatum|Betaaltermijn tot|Uiterste betaaldag|Graag betalen voor",
    "delivery_date": "Leverdatum|Datum levering|Verzenddatum|Datum prestatie|Geleverd op", "order_date": "Orderdatum|Besteldatum|Besteld op|Uw bestelling van", "period": "Periode|Factuurperiode|Leveringsperiode|Abonnementsperiode",
    "po_number": "Uw ordernummer|Inkooporder|Uw bestelling|Bestelnummer|Uw referentie|PO-nummer|Uw order|Ordernummer klant|Bestelbon|Uw kenmerk|Inkoopnummer|Bestelbonnummer|Uw inkooporder|Uw opdracht|Inkoopordernr.",
    "order_number": "Ordernummer|Onze order|Opdrachtnummer|Offerte|Werkorder|Dossier", "customer_number": "Klantnummer|Debiteurnummer|Klantnr.|Debiteur|Debiteurnr.|Relatienummer|Deb.nr.", "delivery_note": "Pakbon|Leverbon|Pakbonnummer|Vrachtbrief|Leverbonnr.", "contract_number": "Contractnummer|Contract|Polisnummer|Overeenkomst",
    "our_reference": "Onze referentie|Ons kenmerk|Referentie|Project|Betreft|Kenmerk", "your_sign": "T.a.v.|Contactpersoon|Ter attentie van|Besteld door", "contact": "Verkoper|Behandeld door|Contactpersoon|Accountmanager|Vertegenwoordiger", "payment_terms": "Betalingsconditie|Betalingsvoorwaarden|Betaalwijze|Betalingstermijn", "delivery_terms": "Leveringsconditie|Verzendwijze|Vervoerder|Incoterm",
    "payment_reference": "Betalingskenmerk|Gestructureerde mededeling|Bij betaling vermelden|Betalingsreferentie|Mededeling|Omschrijving bij betaling", "currency": "Valuta|Munt|Bedragen in", "page": "Pagina {page} van {pages}|Pagina {page}|Blad {page}|{page}/{pages}|Pag. {page} van {pages}|Bladnr. {page}",
    "bill_to": "Factuuradres|Klant|Aan|Factuur aan|Gefactureerd aan|Debiteur|Afnemer|Opdrachtgever|Gericht aan|Koper|Bestemd voor", "ship_to": "Afleveradres|Leveradres|Geleverd aan|Werkadres|Bezorgadres", "supplier": "Van|Leverancier|Verkoper|Afzender|Factuur van|Opdrachtnemer|Afkomstig van",
    "tax_id": "BTW-nummer|BTW nr.|BTW|Btw-nr.|BTW-id|BTW-identificatienummer|OB-nummer|Btw-nummer|BTW ID", "local_number": "KvK|KvK-nummer|KVK nr.|K.v.K.|Handelsregister", "customer_tax_id": "Uw BTW-nummer|BTW-nummer klant|BTW nr. klant|BTW-nr. afnemer|Uw btw-nr.|Btw-id afnemer|BTW klant",
    "phone": "Tel.|Telefoon|T|Tel", "fax": "Fax|F", "email": "E-mail|Email|E|Mail", "web": "Web|Website|W|Internet", "register": "KvK|Handelsregister|RPR", "director": "Directeur|Eigenaar|Zaakvoerder",
    "col.position": "Nr.|Regel|Pos.|#", "col.code": "Artikelnr.|Artikel|Code|Art.nr.|Artikelcode|Productcode|Art. nr.", "col.description": "Omschrijving|Beschrijving|Artikel|Product|Artikelomschrijving|Werkzaamheden|Dienst|Specificatie|Benaming|Product / dienst|Verrichting", "col.quantity": "Aantal|Hoeveelheid|Aant.|Uren|Stuks|Geleverd|Hvh|Aantal uur", "col.unit": "Eenheid|Eenh.|Ehd|Per",
    "col.unit_price": "Prijs|Prijs per stuk|Stukprijs|Eenheidsprijs|Tarief|Prijs per eenheid|Prijs/st.|Uurtarief|Netto prijs|Bruto prijs|Per stuk|Prijs excl.|Kostprijs", "col.discount": "Korting|Kort. %|Korting %|Kort.", "col.rate": "BTW|BTW %|Btw-tarief|% BTW|BTW-code", "col.tax": "BTW|BTW-bedrag|Btw {currency}", "col.net": "Bedrag|Totaal|Totaal excl. BTW|Netto bedrag|Netto|Bedrag excl. BTW|Totaalprijs|Subtotaal|Regeltotaal|Bedrag {currency}|Waarde|Excl. BTW|Nettobedrag|Regelbedrag", "col.gross": "Totaal incl. BTW|Bedrag incl.|Bruto|Totaal|Incl. BTW|Bedrag",
    "lines_total": "Totaal goederen|Subtotaal|Totaal regels|Bruto totaal|Goederenbedrag", "allowance": "Korting|Korting {rate}%|{rate}% korting|Klantkorting|Af: korting {rate} %", "freight": "Verzendkosten|Vrachtkosten|Transportkosten|Orderkosten|Portokosten|Administratiekosten|Voorrijkosten",
    "net_total": "Subtotaal|Totaal excl. BTW|Netto|Totaal exclusief BTW|Nettobedrag|Bedrag excl. BTW|Totaal netto|Maatstaf van heffing|Excl. BTW|Grondslag|Belastbaar bedrag|Totaal zonder BTW|Netto factuurbedrag|Totaal ex. btw", "tax": "BTW {rate}%|{rate}% BTW|BTW {rate} %|BTW hoog ({rate}%)|{rate}% btw over {base}|Btw {rate}%|BTW tarief {rate}%", "tax_total": "BTW|Totaal BTW|BTW-bedrag|Btw|BTW totaal|Omzetbelasting|Bedrag BTW",
    "gross_total": "Totaal|Totaal incl. BTW|Te betalen|Totaalbedrag|Factuurbedrag|Totaal inclusief BTW|TOTAAL|Totaal te betalen|Te voldoen|Totaal {currency}|Eindtotaal|Te betalen bedrag|Te voldoen bedrag|Notabedrag|Factuurtotaal|Totaal factuur|Bedrag incl. BTW|Algemeen totaal|Door u te betalen|Totaal verschuldigd", "credit_total": "Totaal|Te ontvangen|Creditbedrag|Totaal incl. BTW|Totaal credit|Door u te ontvangen|Totaalbedrag", "prepaid": "Aanbetaling|Reeds betaald|Vooruitbetaald|Voldaan|Betaald|Voorschot", "rounding": "Afronding", "amount_due": "Nog te betalen|Openstaand|Restant|Openstaand bedrag|Saldo|Resterend bedrag|Nog te voldoen",
    "summary.title": "BTW-specificatie|BTW overzicht|Specificatie BTW", "summary.rate": "BTW %|Tarief|%|Code", "summary.base": "Grondslag|Over|Bedrag excl.|Maatstaf", "summary.tax": "BTW|BTW-bedrag", "summary.gross": "Totaal|Incl.", "summary.total": "Totaal|Totalen",
    "bank": "Bank|Bankrelatie|Bankrekening|Bank:", "iban": "IBAN|IBAN:|Rekeningnummer|Rek.nr.|IBAN-nummer", "bic": "BIC|SWIFT|BIC/SWIFT", "account_holder": "T.n.v.|Ten name van|Rekeninghouder|Begunstigde", "account_number": "Rekening|Rek.nr.", "sort_code": "Bankcode|Filiaal", "payment_heading": "Betaling|Bankgegevens|Betalingsgegevens|Betaalinformatie|Te betalen op",
    "carried_forward": "Transport|Over te brengen|Subtotaal transport", "brought_forward": "Transport|Overgebracht van pagina {page}", "section_total": "Subtotaal {section}|Totaal {section}|Subtotaal", "original": "Betreft factuur|Originele factuur|Oorspronkelijke factuur|Credit op factuur|Inzake factuur",
    "cash": "CONTANT|Contant|Ontvangen|Cash", "change": "WISSELGELD|Wisselgeld|Terug|Retour", "card": "PIN|Pinnen|Bancontact|Maestro|Betaalpas|Bankpas", "items_count": "{count} artikelen|Aantal artikelen: {count}|Artikelen {count}", "cashier": "Kassier|Bediend door|Medewerker|U werd geholpen door|Kelner", "till": "Kassa|Terminal|Filiaal|Tafel|Winkel",
}  # fmt: skip

SENTENCES = {
    "title.inline": "{title} {number} d.d. {date}|{title} nr. {number} van {date}|{title}nummer {number}, datum {date}", "title.number": "{title} {number}|{title} nr. {number}|{title}: {number}|{title} no. {number}",
    "intro": "Hierbij brengen wij u in rekening:|Voor de geleverde diensten conform offerte van {order_date}:|Wij danken u voor uw opdracht en berekenen u:|Geachte heer/mevrouw, hierbij de specificatie van onze werkzaamheden.|", "intro.credit": "Wij crediteren u hierbij voor:|Naar aanleiding van uw retour van {order_date} crediteren wij:|",
    "terms.due": "Gelieve te betalen vóór {due}.|Wij verzoeken u het bedrag van {gross} uiterlijk {due} over te maken.|Betalingstermijn {days} dagen, vervaldatum {due}.|Het bedrag van {gross} wordt op {due} automatisch geïncasseerd.|Te voldoen uiterlijk {due}.", "terms.days": "Betaling binnen {days} dagen.|{days} dagen netto|Betalingstermijn: {days} dagen na factuurdatum.|Te betalen binnen {days} dagen o.v.v. factuurnummer.",
    "terms.cash_discount": "Bij betaling voor {discount_day} {percent}% korting ({discount_amount}).|{percent}% betalingskorting tot {discount_day}: {discounted}.|Kredietbeperking {percent}%: vervalt bij betaling vóór {discount_day}.", "thanks": "Bedankt voor uw vertrouwen.|Op al onze leveringen zijn onze algemene voorwaarden van toepassing.|Vermeld bij betaling het factuurnummer.|Geleverde goederen blijven eigendom tot volledige betaling.|Rechtbank bevoegd: {city}.|",
    "reverse": "BTW verlegd.|Btw verlegd naar afnemer, artikel 12 lid 3 Wet OB.", "export": "Export buiten de EU, 0% BTW.", "intra": "Intracommunautaire levering, 0% BTW.", "small": "Vrijgesteld van BTW op grond van de kleineondernemersregeling.",
    "note": "Geleverd met pakbon {delivery_note} op {delivery_date}.|Besteld op {order_date} door {person}.|Onze offerte van {order_date}.|Let op: nieuw telefoonnummer {phone}.|Periode: {month}.|", "receipt.thanks": "Bedankt en tot ziens|BEDANKT VOOR UW BEZOEK|Ruilen binnen 14 dagen met bon|Fijne dag verder|Bewaar deze bon als garantiebewijs",
}  # fmt: skip

UNITS = {"piece": "st|stuks|stk|ST", "hour": "uur|u|uren", "day": "dag|dagen", "kg": "kg|KG", "metre": "m|mtr|meter", "box": "doos|pak|krt", "month": "mnd|maand|maanden", "flat": "post|stelpost|p.m.", "litre": "l|ltr|liter"}  # fmt: skip

GOODS = {
    "office": "Kopieerpapier A4 80 g;box|Balpen blauw;piece|Ordner breed;piece|Nietmachine {code};piece|Toner {code} zwart;piece|Bureaulamp LED;piece|Vensterenveloppen C5;box|Bureaustoel ergonomisch;piece|Schrift A5;piece|Papierversnipperaar;piece|Etiketrol 62 mm;piece",
    "it": "Laptop 14 inch;piece|Dockingstation USB-C;piece|Licentie {name} Pro;month|Serveronderhoud;hour|Netwerkkabel Cat6 {n} m;piece|Back-up beheerd;month|Ondersteuning op locatie;hour|Monitor 27 inch;piece|Firewall {code};piece|Hosting pakket M;month|Datamigratie;flat",
    "building": "Gipsplaat 12,5 mm;piece|Cement zak 25 kg;piece|Arbeidsloon;hour|Steigerhuur;day|Koperbuis 15 mm;metre|Container puin 6 m³;flat|Muurverf wit 10 l;piece|Binnendeur eiken;piece|Graafmachine met machinist;hour|Dakpannen;piece|Tegels 20x20;piece",
    "food": "Olijfolie extra vierge;litre|Koffiebonen;kg|Tarwebloem;kg|Mineraalwater 12x1 l;box|Oude kaas;kg|Trostomaten;kg|Broodjes belegd;piece|Lunchbuffet;piece|Sinaasappelsap;litre|Reep chocolade;piece|Scharreleieren;box|Gerookte zalm;kg",
    "services": "Advies {month};hour|Projectleiding;day|Vertaling NL-EN;flat|Honorarium inzake {name};flat|Boekhouding {month};month|Grafisch ontwerp;hour|Training {name};day|Marktonderzoek;flat|Reiskosten;flat|Salarisadministratie {n} werknemers;month",
    "industry": "Kogellager {code};piece|Hydrauliekslang DN{n};metre|Zeskantbout M{n}x60;piece|Elektromotor 2,2 kW;piece|Afdichtingsset {code};piece|Lasdraad 1,0 mm;kg|Staalplaat 3 mm;piece|Kalibratie {code};flat|Druksensor {code};piece|Hydrauliekolie HLP 46;litre",
    "transport": "Vracht {name};flat|Koeriersrit zone 2;piece|Palletbehandeling;piece|Opslag per pallet;day|Inklaring;flat|Container 40 HC;piece|Tol;flat|Wachturen;hour|Dieseltoeslag;flat",
    "energy": "Elektriciteit kWh;piece|Vastrecht;month|Gas m³;piece|Internet 500;month|Mobiel abonnement L;month|Dataverbruik buitenland;flat|Water m³;piece|Huur meter;month",
}
SECTIONS = "Materiaal|Arbeid|Locatie 1|Fase 2|Diensten|Geleverde goederen|Abonnementen|Eenmalige kosten|Hardware|Begane grond|Week 12|Diversen"
COMPANY = {"office": "Kantoorartikelen|Drukkerij|Kantoorinrichting", "it": "Automatisering|Software|Netwerken|ICT", "building": "Bouw|Bouwbedrijf|Installatietechniek|Dakwerken", "food": "Levensmiddelen|Catering|Groothandel|Koffiebranderij", "services": "Advies|Consultancy|Accountants|Communicatie", "industry": "Machinefabriek|Techniek|Metaal|Hydrauliek", "transport": "Transport|Logistiek|Koeriers", "energy": "Energie|Telecom|Water|Netwerk"}  # fmt: skip
SHOPS = "Supermarkt|Apotheek|Café|Bakkerij|Bouwmarkt|Tankstation|Boekhandel|Restaurant|Drogisterij|Slagerij|Eetcafé|Tuincentrum"
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
