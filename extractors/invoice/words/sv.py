"""Swedish labels."""

LABELS = {
    "invoice_number": (
        "fakturanummer, fakturanr, faktura nr, faktura nummer, fakt nr, kreditfakturanummer, kreditnotanummer, "
        "kvittonummer, kvittonr, dokumentnummer, verifikationsnr, ~faktura, ~kreditfaktura"
    ),
    "po_number": (
        "ert ordernummer, ert ordernr, er order, er referens, inköpsorder, inköpsordernummer, beställningsnummer, "
        "er beställning, kundens ordernummer, ~ordernummer, ~ordernr, ~order"
    ),
    "other_number": (
        "kundnummer, kundnr, kund nr, kund id, vår referens, organisationsnummer, org nr, organisationsnr, telefon, "
        "tel, fax, bankgiro, plusgiro, bic, följesedel, följesedelsnummer, offertnummer, avtalsnummer, sida, "
        "projektnummer, ursprunglig faktura, krediterar faktura, artikelnummer, kassa, butik"
    ),
    "issue_date": (
        "fakturadatum, faktura datum, datum faktura, utfärdad, utställd, kreditdatum, ~datum, ~utskriftsdatum"
    ),
    "due_date": (
        "förfallodatum, förfallodag, förfaller, betalas senast, oss tillhanda, sista betalningsdag, betala senast"
    ),
    "other_date": "leveransdatum, orderdatum, beställningsdatum, period, avser perioden, utförandedatum",
    "net_total": (
        "summa exkl moms, totalt exkl moms, belopp exkl moms, netto, nettobelopp, summa netto, exkl moms, "
        "momsunderlag, total exkl moms, nettosumma, att debitera exkl moms"
    ),
    "carried": "transport, att överföra, överfört",
    "subtotal": "delsumma, delsumma varor, varuvärde",
    "tax_total": "moms, momsbelopp, summa moms, total moms, varav moms, moms sek, mervärdesskatt",
    "gross_total": (
        "summa inkl moms, totalt inkl moms, total inkl moms, totalbelopp, fakturabelopp, att betala sek, inkl moms, "
        "brutto, fakturasumma, totalsumma, slutsumma, ~totalt, ~total, ~summa, ~belopp"
    ),
    "amount_due": "att betala, summa att betala, belopp att betala, kvar att betala, totalt att betala",
    "other_amount": (
        "rabatt, frakt, fraktavgift, expeditionsavgift, faktureringsavgift, öresavrundning, öresutjämning, avrundning, "
        "betalt, kontant, kort, växel, förskott, aconto, dröjsmålsränta"
    ),
    "tax_id": "momsregistreringsnummer, momsreg nr, vat nr, momsnr, moms nr, vat nummer, momsregnr, se nummer",
    "customer_tax_id": "ert vat nr, ert momsnummer, kundens vat nr, kundens momsreg nr, köparens vat nummer",
    "iban": "iban, iban nummer, iban nr",
    "supplier": "säljare, leverantör, avsändare, betalningsmottagare, ~mottagare",
    "customer": "kund, köpare, fakturaadress, faktureras till, faktura till, beställare, fakturamottagare",
    "other_party": "leveransadress, leverans till, levereras till, besöksadress, godsmottagare, bank, handläggare",
    "currency": "valuta",
    "tax_exempt": "omvänd skattskyldighet, omvänd betalningsskyldighet, momsfri, momsfritt, undantagen från moms",
    "position": "rad, pos, nr",
    "item": "artikelnr, artikelnummer, art nr, artikel nr, artnr",
    "description": "benämning, beskrivning, artikel, produkt, tjänst, specifikation, vara, text",
    "quantity": "antal, mängd, kvantitet, timmar, lev antal, levererat",
    "unit": "enhet, enh",
    "unit_price": "á pris, a pris, apris, pris, styckpris, pris per enhet, enhetspris, timpris",
    "discount": "rabatt, rab, rabatt %, rab %",
    "tax_rate": "moms %, moms, momssats",
    "line_tax": "momsbelopp",
    "line_total": "belopp, summa, totalt, netto, radsumma, nettobelopp, belopp exkl moms, radbelopp, total, exkl moms",
    "line_gross": "inkl moms, belopp inkl moms, summa inkl moms",
    "payment_reference": "ocr, ocr nummer, ocr nr, betalningsreferens, referensnummer, ange vid betalning, meddelande",
}
