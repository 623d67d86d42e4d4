"""Danish and Norwegian labels."""

LABELS = {
    "invoice_number": (
        "fakturanummer, fakturanr, faktura nr, faktura nummer, faktura no, kreditnotanummer, kreditnota nr, "
        "kreditnota nummer, bilagsnummer, bilagsnr, bonnummer, bonnr, regningsnummer, dokumentnummer, ~faktura, "
        "~kreditnota, ~regning"
    ),
    "po_number": (
        "deres ordrenummer, deres ordrenr, deres ordre, deres reference, deres ref, rekvisitionsnummer, rekvisition, "
        "rekvisitionsnr, indkøbsordre, indkøbsordrenummer, innkjøpsordre, bestillingsnummer, kundens ordrenr, "
        "~ordrenummer, ~ordrenr, ~ordre nr, ~ordre"
    ),
    "other_number": (
        "kundenummer, kundenr, kunde nr, kunde id, debitornummer, debitornr, vores reference, vores ref, vår ref, "
        "telefon, tlf, fax, reg nr, konto nr, kontonummer, kontonr, swift, bic, følgeseddel, følgeseddelnr, "
        "tilbudsnummer, aftalenummer, ean, ean nr, ean nummer, side, projektnummer, oprindelig faktura, "
        "krediterer faktura, varenummer, sagsnummer, bankkonto"
    ),
    "issue_date": "fakturadato, faktura dato, fakt dato, udstedt, udstedelsesdato, kreditnotadato, bilagsdato, ~dato",
    "due_date": (
        "forfaldsdato, forfald, forfalder, betales senest, betalingsdato, betalingsfrist, sidste betalingsdag, "
        "sidste rettidige betaling, forfallsdato, forfall, betalingsforfald, rettidig betaling"
    ),
    "other_date": "leveringsdato, ordredato, bestillingsdato, periode, leveret, afsendt",
    "net_total": (
        "total ekskl moms, i alt ekskl moms, beløb ekskl moms, subtotal ekskl moms, netto, nettobeløb, ekskl moms, "
        "i alt uden moms, momsgrundlag, momspligtigt beløb, total excl moms, excl moms, sum eks mva, netto i alt, "
        "sum ekskl mva, beløp eks mva, mva grunnlag, nettobeløb i alt"
    ),
    "carried": "transport, overføres, overført",
    "subtotal": "subtotal, delsum, varer i alt, delsum varer",
    "tax_total": (
        "moms, momsbeløb, moms i alt, 25 moms, heraf moms, mva, mva beløp, sum mva, merverdiavgift, momsen udgør"
    ),
    "gross_total": (
        "total inkl moms, i alt inkl moms, beløb inkl moms, total, i alt, fakturabeløb, fakturatotal, total dkk, "
        "i alt dkk, inkl moms, brutto, total incl moms, sum inkl mva, totalbeløb, slutbeløb, samlet beløb, fakturasum, "
        "~sum, ~beløb, ~ialt"
    ),
    "amount_due": (
        "at betale, til betaling, beløb til betaling, skyldigt beløb, å betale, i alt til betaling, totalt at betale"
    ),
    "other_amount": (
        "rabat, fragt, porto, gebyr, faktureringsgebyr, ørediff, øreafrunding, afrunding, betalt, kontant, kort, "
        "dankort, byttepenge, retur, acontobetaling, forudbetalt, frakt, rabatt"
    ),
    "tax_id": "cvr nr, cvr nummer, cvr, se nr, se nummer, moms nr, momsnummer, momsnr, org nr, mva nr, vat nr",
    "customer_tax_id": "deres cvr nr, kundens cvr, kundens cvr nr, køber cvr, deres moms nr, jeres cvr nr",
    "iban": "iban, iban nr, iban nummer",
    "supplier": "sælger, leverandør, afsender, selger, ~kontohaver, ~modtager",
    "customer": (
        "kunde, køber, faktureres til, faktura til, faktureringsadresse, debitor, kjøper, rekvirent, fakturaadresse"
    ),
    "other_party": "leveringsadresse, leveres til, levering til, pengeinstitut, bank, kontaktperson, sælger ref",
    "currency": "valuta",
    "tax_exempt": "omvendt betalingspligt, momsfri, momsfrit, fritaget for moms, momsfritaget, reverse charge",
    "position": "linje, pos, nr",
    "item": "varenr, varenummer, vare nr, artikelnr, produktnr",
    "description": "beskrivelse, varebeskrivelse, tekst, produkt, ydelse, vare, betegnelse, specifikation",
    "quantity": "antal, mængde, timer, stk, antall",
    "unit": "enhed, enh, enhet",
    "unit_price": (
        "pris, stk pris, stykpris, enhedspris, á pris, pris pr enhed, pris pr stk, timepris, a pris, enhetspris"
    ),
    "discount": "rabat, rabat %, rab %, rabatt",
    "tax_rate": "moms %, moms, momssats, mva %, mva",
    "line_tax": "momsbeløb, mva beløp",
    "line_total": (
        "beløb, i alt, total, netto, linjetotal, linjebeløb, nettobeløb, beløb ekskl moms, sum, ekskl moms, beløp"
    ),
    "line_gross": "inkl moms, beløb inkl moms, total inkl moms",
    "payment_reference": (
        "betalingsreference, betalings id, ref ved betaling, fik kode, kortart, kid, kid nummer, ocr linje"
    ),
}
