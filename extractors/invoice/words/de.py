"""German labels."""

LABELS = {
    "invoice_number": (
        "rechnungsnummer, rechnungsnr, rechnungs nr, rechnung nr, rechnung nummer, re nr, rg nr, rechn nr, "
        "belegnummer, beleg nr, belegnr, beleg nummer, gutschriftsnummer, gutschriftnummer, gutschrift nr, "
        "gutschrifts nr, rechnungskorrektur nr, korrekturrechnung nr, stornorechnung nr, storno nr, "
        "dokumentnummer, dokument nr, faktura nr, fakturanummer, ~rechnung, ~gutschrift, "
        "~rechnungskorrektur, quittungsnummer, quittung nr, bon nr, handelsrechnung nr, "
        "handelsrechnung 380 nr, rechnungs id, ~nr, ~handelsrechnung, korrekturnummer, "
        "rechnungsnummer und datum, rechnung no, ~schlussrechnung, ~abschlagsrechnung, ~korrekturrechnung"
    ),
    "po_number": (
        "bestellnummer, bestellnr, bestell nr, bestellung nr, bestellung, ihre bestellung, "
        "ihre bestellnummer, ihre bestellnr, ihre bestellung nr, bestellung nr kunde, kundenbestellnummer, "
        "auftragsnummer kunde, ihr auftrag, ihre auftragsnummer, ihre bestell nr, bestellreferenz, "
        "gemass bestellung, gemass bestellung nr, po nummer, po nr, ihre referenz, ihr zeichen, "
        "~auftragsnummer, ~auftrag nr, ~auftrags nr, ~auftragsnr, ~auftrag"
    ),
    "other_number": (
        "nummer, lieferantennr kunde, globale nummer, kundennummer, kundennr, kunden nr, kd nr, "
        "ihre kundennummer, lieferscheinnummer, lieferschein nr, lieferscheinnr, lieferschein, "
        "lieferantennummer, lieferantennr, lief nr, auftrag nr lief, telefon, tel, fax, telefax, mobil, "
        "handelsregister, handelsregisternummer, handelsreg, hrb, hra, blz, kontonr, konto nr, kto nr, "
        "kontonummer, bankleitzahl, bic, swift, artikelnummer, art nr, artikelnr, gtin, gln, ean, seite, "
        "vertragsnummer, vertrag nr, projektnummer, projekt nr, angebotsnummer, angebot nr, "
        "mandatsreferenz, mandatsnummer, glaubiger id, glaubiger identifikationsnummer, wee reg nr, "
        "oko kontr nr, unser zeichen, unsere gln, ihre gln, filiale, kassen nr, terminal id, ta nr, "
        "stylesheet version, sachbearbeiter, zur rechnung, zur rechnung nr, zu rechnung, zu rechnung nr, "
        "originalrechnung, originalrechnung nr, ursprungsrechnung, urspruengliche rechnung, "
        "bezug rechnung, bezug auf rechnung, korrektur zu rechnung, korrektur der rechnung, "
        "korrektur zur rechnung nr, amtsgericht, registergericht, kundenreferenz"
    ),
    "issue_date": (
        "rechnungsdatum, rechn datum, re datum, belegdatum, beleg datum, ausstellungsdatum, "
        "datum der rechnung, gutschriftsdatum, gutschriftdatum, datum rechnung, dokumentdatum, "
        "rechnung vom, ausgestellt am, ausgestellt, rechnungstag, fakturadatum, korrekturdatum, ~datum, "
        "quittungsdatum, erstellt am"
    ),
    "due_date": (
        "fallig am, fallig, falligkeit, falligkeitsdatum, zahlbar bis, zahlungsziel, zu zahlen bis, "
        "zahlbar bis zum, falligkeitstag, zahlungsfrist, bitte zahlen sie bis, bitte zahlen bis, "
        "zahlung bis, spatestens bis, zahlungsziel bis, bitte uberweisen bis, falligkeit zahlung, "
        "zahlungstermin, netto bis, tagen netto bis, bis spatestens, ohne abzug bis, "
        "zahlbar ohne abzug bis, eingezogen am, abgebucht am"
    ),
    "other_date": (
        "lieferdatum, leistungsdatum, liefertermin, bestelldatum, bestell datum, auftragsdatum, "
        "auftrag datum lief, liefer und leistungsdatum, leistungszeitraum, leistungs datum, "
        "lieferschein datum, abrechnungszeitraum, lieferscheindatum, versanddatum, leistungsmonat, "
        "skonto bis, druckdatum, vertragsdatum, zeitraum, geburtsdatum, lieferzeitraum, "
        "datum der lieferung, datum der leistung, liefer leistungszeitraum, "
        "rechnung gemass bestellung vom, bestellung vom, datum der originalrechnung, tagen bis, "
        "skonto innerhalb 10 tagen bis"
    ),
    "net_total": (
        "nettobetrag, gesamt netto, summe netto, nettosumme, netto, netto gesamt, gesamtbetrag netto, "
        "zwischensumme netto, rechnungssumme netto, rechnungssumme ohne ust, "
        "rechnungssumme netto exkl ust, rechnungsbetrag netto, gesamtnetto, netto summe, netto betrag, "
        "summe exkl mwst, total exkl mwst, total exkl, total ohne mwst, nettorechnungsbetrag, nettowert, "
        "summe ohne ust, summe ohne mwst, gesamtbetrag ohne ust, gesamtbetrag ohne mwst, "
        "rechnungssumme netto excl ust, gesamtpreis netto, nettogesamtbetrag, netto warenwert, "
        "endbetrag netto, betrag netto, total netto, gesamtsumme netto, steuerpflichtiger betrag, "
        "nettoentgelt, entgelt netto, summe nettobetrage, auftragssumme netto, summe netto betrag"
    ),
    "carried": (
        "ubertrag, ubertrag auf seite, ubertrag von seite, ubertrag auf nachste seite, vortrag, "
        "seitenubertrag, zwischensumme ubertrag, ubertrag zwischensumme"
    ),
    "subtotal": (
        "ubertrag, ubertrag von seite 1, ubertrag von seite, zwischensumme, positionssumme, "
        "summe positionen, warenwert, summe der positionen, summe"
    ),
    "tax_total": (
        "umsatzsteuer, mehrwertsteuer, mwst, ust, steuerbetrag, mwst betrag, ust betrag, summe mwst, "
        "summe ust, zzgl mwst, zzgl umsatzsteuer, zzgl ust, summe umsatzsteuer, gesamt mwst, "
        "umsatzsteuerbetrag, mehrwertsteuerbetrag, steuer, zuzuglich mwst, enthaltene mwst, "
        "inkl mwst betrag, steuerbetrag in, mwst gesamt, ust gesamt, gesamte umsatzsteuer, "
        "zuzuglich umsatzsteuer, zuzuglich mehrwertsteuer, gesetzliche mwst, zzgl gesetzlicher mwst, "
        "steuersumme, summe steuer, enthaltene umsatzsteuer, davon mwst, gesetzliche umsatzsteuer, "
        "gesamtsteuerbetrag"
    ),
    "gross_total": (
        "gesamt inkl mwst, gesamt inkl ust, betrag inkl ust, "
        "bruttobetrag, gesamt brutto, brutto, gesamtbetrag, gesamtsumme, rechnungsbetrag, rechnungssumme, "
        "bruttosumme, endbetrag, gesamtbetrag brutto, rechnungssumme brutto, "
        "rechnungssumme brutto inkl ust, total inkl mwst, summe brutto, rechnungsendbetrag, endsumme, "
        "gesamtpreis, summe inkl mwst, total inkl, gesamtbetrag inkl mwst, gesamtbetrag inkl ust, "
        "bruttorechnungsbetrag, brutto gesamt, rechnungsbetrag brutto, gesamtpreis brutto, gesamt, ~summe, "
        "~total, ~betrag, gutschriftsbetrag, gutschriftbetrag, summe eur, total eur, bruttogesamtbetrag, "
        "gesamtbetrag in eur, endbetrag brutto, betrag brutto, gesamtsumme brutto, "
        "rechnungssumme inkl ust, gesamt eur, total chf, total in chf, total in eur, summe in eur, "
        "endbetrag eur, gesamtbetrag eur, rechnungsgesamtbetrag, zu zahlender betrag inkl mwst"
    ),
    "amount_due": (
        "zahlbetrag, zu zahlen, zu zahlender betrag, offener betrag, restbetrag, falliger betrag, "
        "noch zu zahlen, zahlungsbetrag, uberweisungsbetrag, offener rechnungsbetrag, auszahlungsbetrag, "
        "noch offen, zu bezahlen"
    ),
    "other_amount": (
        "rabatt, skonto, anzahlung, erhaltene anzahlungen, versandkosten, zzgl versandkosten, versand, "
        "porto, fracht, gesamtbetrag der zuschlage, gesamtbetrag der abschlage, abschlage, zuschlage, "
        "bereits bezahlt, bar, ruckgeld, gegeben, rundung, basisbetrag, steuerbasisbetrag, bruttopreis, "
        "abzgl, abzuglich, gesamtrabatt, abzgl rabatt, abzgl sondernachlass, steuerbasis, "
        "bemessungsgrundlage, bezahlt, skontobetrag, versicherung, stammkapital, grundkapital, mahngebuhr, "
        "leergutwert, rechnungsrabatt, transportkosten, frachtbetrag, rabattbetrag, steuerfreier betrag, "
        "zahlung, ec karte, abzug, teilzahlung"
    ),
    "tax_id": (
        "ust id, ust idnr, ust id nr, umsatzsteuer id, umsatzsteuer identifikationsnummer, "
        "umsatzsteueridentifikationsnummer, ust identnr, ustid, ustidnr, ustid nr, umsatzsteuer id nr, "
        "ust identifikationsnummer, vat id, mwst nr, mwst nummer, uid nummer, uid nr, uid, ust ident nr, "
        "umsatzsteuer idnr, ust idnummer, ust nr, unsere ust idnr, unsere ust id, ust id nummer, "
        "~steuernummer, ~steuer nr, ~steuernr, ~st nr, ~stnr, umsatzsteuer ident nr"
    ),
    "customer_tax_id": (
        "ihre ust idnr, ihre ust id, ihre ust identnr, ihre ust id nr, ust id kunde, ust idnr kunde, "
        "ust idnr des kunden, ust id des kunden, ihre umsatzsteuer id, ihre uid, kunden ust id, "
        "ust idnr des leistungsempfangers, ust idnr empfanger, kunden ust idnr, ihre uid nr, "
        "ust id empfanger"
    ),
    "iban": "iban, iban nr",
    "supplier": (
        "verkaufer, lieferant, rechnungssteller, rechnungsersteller, leistungserbringer, absender, "
        "aussteller, kreditor, firma, auftragnehmer, rechnung von, ~zahlungsempfanger, ~kontoinhaber, "
        "anbieter"
    ),
    "customer": (
        "kaufer, kunde, rechnungsempfanger, rechnung an, rechnungsadresse, rechnungsanschrift, "
        "leistungsempfanger, kaufer leistungsempfanger, auftraggeber, debitor, empfanger, an, herrn, "
        "firma an, gutschrift an, besteller, kunden, herr, frau"
    ),
    "other_party": (
        "lieferadresse, lieferanschrift, warenempfanger, lieferung an, versandadresse, "
        "abweichender zahlungsempfanger, abweichender warenempfanger, bankverbindung, ansprechpartner, "
        "leistungsort, lieferort, steuerbevollmachtigter des verkaufers, sitz der gesellschaft, "
        "geschaftsfuhrer, bank, bankname, vorstand, aufsichtsrat, bearbeiter, ihr ansprechpartner"
    ),
    "currency": "wahrung, rechnungswahrung, betrage in, alle betrage in, alle preise in",
    "tax_exempt": (
        "steuerfrei, umsatzsteuerfrei, reverse charge, steuerschuldnerschaft des leistungsempfangers, "
        "kleinunternehmer, innergemeinschaftliche lieferung, steuerfreie innergemeinschaftliche lieferung, "
        "umsatzsteuerbefreit, umsatzsteuerbefreit nach, keine umsatzsteuer"
    ),
    "position": "pos, position, posnr, pos nr, lfd nr, nr, posten",
    "item": (
        "artikelnummer, art nr, artikel nr, artikelnr, artikel nummer, art nr lieferant, art nr kunde, "
        "referenzen, artnr, sachnummer, gtin, ean, unsere art nr, ihre art nr, material nr"
    ),
    "description": (
        "beschreibung, bezeichnung, artikel, artikelbezeichnung, artikelbeschreibung, leistung, produkt, "
        "text, leistungsbeschreibung, positionsbeschreibung, ware, produktbezeichnung, dienstleistung, "
        "bezeichnung der leistung, warenbezeichnung, leistung artikel, artikel leistung, tatigkeit, "
        "gegenstand"
    ),
    "quantity": ("umfang, liefermenge, mg, stk, stck, menge, anzahl, stuckzahl, std, stunden, stuck, mge, anz"),
    "unit": "einheit, me, meng einheit, mengeneinheit, eh, einh, meng",
    "unit_price": (
        "einzelbetrag, einzelpr, tarif, "
        "einzelpreis, preis, preis einheit, stuckpreis, e preis, vk preis, nettopreis, einzel, "
        "einheitspreis, ep, einzelpreis netto, preis je einheit, e preis netto, einzelpreis eur, "
        "preis eur, stundensatz, preis pro einheit, preis stk, epreis, einzelpreis in eur, listenpreis, "
        "netto einzelpreis"
    ),
    "discount": "rabatt, rabatt %, nachlass",
    "tax_rate": ("ust, mwst, steuersatz, ust %, mwst %, steuer, mwst satz, ust satz, umsatzsteuer, st satz, steuer %"),
    "line_tax": "steuerbetrag, mwst betrag, ust betrag",
    "line_total": (
        "gesamtpr, ges preis, gesamt preis, zeilensumme, netto gesamt, "
        "betrag, gesamt, gesamtpreis, nettobetrag, positionsbetrag, positions betrag, netto, zeilenbetrag, "
        "summe, entgelt, nettowert, g preis, gesamtbetrag, wert, gesamt netto, gp, total, "
        "gesamtpreis netto, betrag netto, gesamt eur, betrag eur, summe netto, gesamtpreis eur, "
        "netto betrag, gpreis, betrag in eur, positionssumme, nettosumme, positionsbetrag ohne ust, "
        "zeilenbetrag ohne mwst"
    ),
    "line_gross": (
        "inkl mwst, inkl ust, gesamt inkl mwst, gesamtpreis inkl mwst, gesamtpreis inkl ust, betrag inkl "
        "ust, "
        "bruttobetrag, brutto, gesamt brutto, betrag brutto, betrag inkl mwst, gesamtpreis brutto"
    ),
    "payment_reference": (
        "zahlungsreferenz, verwendungszweck, referenznummer, referenz nr, zahlungsreferenznummer, "
        "qr referenz, bei zahlung angeben, bei zahlung bitte angeben, zahlungszweck, kassenzeichen, "
        "~referenz"
    ),
}
