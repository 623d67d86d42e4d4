"""Dutch labels."""

LABELS = {
    "invoice_number": (
        "factuurnummer, factuurnr, factuur nr, factuur nummer, factuur no, nota nummer, notanummer, "
        "creditnotanummer, creditnota nummer, creditnota nr, creditfactuurnummer, ~factuur, ~creditnota, "
        "~creditfactuur, documentnummer, bonnummer"
    ),
    "po_number": (
        "uw bestelnummer, bestelnummer, uw referentie, inkooporder, inkoopordernummer, uw order, "
        "uw ordernummer, po nummer, bestelbon, ~ordernummer, ~order, ~ordernr, referentie klant, uw ref, "
        "inkoopnummer"
    ),
    "other_number": (
        "klantnummer, klantnr, klant nr, klantcode, debiteurnummer, debiteurnr, kvk, kvk nummer, kvk nr, "
        "telefoon, tel, fax, rekeningnummer, bankrekening, serienummer, bic, pakbonnummer, pakbon, "
        "offertenummer, onze referentie, artikelnummer, pagina, klant, oorspronkelijke factuur, "
        "op factuur"
    ),
    "issue_date": (
        "factuurdatum, factuur datum, datum factuur, notadatum, creditnotadatum, ~datum, datum creditnota, "
        "documentdatum"
    ),
    "due_date": (
        "vervaldatum, verval datum, uiterste betaaldatum, te betalen voor, betalen voor, betaaldatum, "
        "uiterlijk betalen, betaal voor, betalen uiterlijk, uiterlijk, te voldoen voor"
    ),
    "other_date": "orderdatum, leverdatum, besteldatum, leveringsdatum, periode, verzenddatum",
    "net_total": (
        "totaal excl btw, totaal exclusief btw, exclusief btw, excl btw, subtotaal excl btw, totaal netto, "
        "netto, nettobedrag, totaalbedrag excl btw, bedrag excl btw, bedrag exclusief btw, grondslag, "
        "grondslag btw, netto totaal, totaal ex btw"
    ),
    "carried": "transport, transporteren, over te dragen, transport vorige pagina, saldo transport",
    "subtotal": "subtotaal",
    "tax_total": "btw, btw bedrag, totaal btw, btw totaal, bedrag btw, omzetbelasting",
    "gross_total": (
        "totaal incl btw, totaal inclusief btw, totaalbedrag, inclusief btw, incl btw, factuur totaal, "
        "factuurtotaal, factuurbedrag, ~totaal, eindtotaal, totaal eur, totaalbedrag incl btw, "
        "totaal factuur, bruto, ~bedrag, factuur totaal eur, bedrag incl btw"
    ),
    "amount_due": (
        "te betalen, totaal te betalen, te voldoen, openstaand, openstaand bedrag, nog te betalen, te betalen bedrag"
    ),
    "other_amount": ("korting, verzendkosten, reeds betaald, aanbetaling, betaald, afronding, borg, contant, pin"),
    "tax_id": (
        "btw nummer, btw nr, btw id, btw identificatienummer, btwnummer, btw, ob nummer, btw no, "
        "ons btw nummer, ondernemingsnummer, btw be"
    ),
    "customer_tax_id": "uw btw nummer, uw btw nr, btw nummer klant, btw klant",
    "iban": "iban, iban nummer",
    "supplier": "verkoper, leverancier, afzender, ~ten name van, ~t n v",
    "customer": "klant, factuuradres, koper, debiteur, factuur aan, t a v, aan, opdrachtgever, afnemer",
    "other_party": "afleveradres, verzendadres, bezorgadres, leveradres, bankgegevens",
    "currency": "valuta, munt",
    "tax_exempt": "btw verlegd, btw vrijgesteld, vrijgesteld van btw, intracommunautaire levering",
    "position": "regel, nr",
    "item": "artikel, artikelnummer, artikelnr, artikelcode, art nr",
    "description": "omschrijving, artikel, beschrijving, product, dienst, artikelomschrijving",
    "quantity": "aantal, hoeveelheid, uren, stuks",
    "unit": "eenheid, eenh",
    "unit_price": (
        "prijs st, "
        "prijs, prijs per stuk, stukprijs, eenheidsprijs, prijs per eenheid, tarief, uurtarief, "
        "prijs excl btw, stuksprijs"
    ),
    "discount": "korting, korting %",
    "tax_rate": "btw, btw %, btw tarief, btw percentage",
    "line_tax": "btw bedrag",
    "line_total": (
        "excl btw, "
        "bedrag, totaal, totaal excl btw, bedrag excl btw, regeltotaal, netto, prijs excl btw, "
        "nettobedrag, totaalprijs, subtotaal"
    ),
    "line_gross": ("incl btw, prijs incl btw, totaal incl btw, bedrag incl btw"),
    "payment_reference": (
        "betalingskenmerk, betalingsreferentie, gestructureerde mededeling, onder vermelding van, o v v, "
        "mededeling, ~kenmerk, ~referentie"
    ),
}
