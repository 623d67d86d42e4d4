"""Italian labels."""

LABELS = {
    "invoice_number": (
        "numero fattura, fattura no, fattura n, fattura numero, n fattura, no fattura, fattura nr, "
        "numero documento, n documento, nr fattura, fattura n ro, nota di credito n, nota di credito no, "
        "nota di credito nr, numero nota di credito, ~fattura, ~nota di credito, ~numero, ~n, ~nr, "
        "num fattura, doc n, numero della fattura"
    ),
    "po_number": (
        "ordine n, ordine d acquisto, numero ordine, vostro ordine, ordine di acquisto, vs ordine, "
        "n ordine, riferimento ordine, rif ordine, vostro riferimento, vs riferimento, ordine no, ~ordine, "
        "vs rif, ordine cliente"
    ),
    "other_number": (
        "codice cliente, cod cliente, telefono, tel, fax, cell, ddt, ddt n, rea, bic, swift, abi, cab, "
        "cin, conto, capitale sociale, codice destinatario, preventivo n, fattura originale, "
        "fattura di riferimento, pagina, pag, partita, nostro riferimento, cap, cig, cup, n cliente, "
        "numero cliente, documento di trasporto"
    ),
    "issue_date": (
        "data fattura, data emissione, data di emissione, data documento, del, ~data, emessa il, "
        "data della fattura, data doc, data nota di credito"
    ),
    "due_date": (
        "data scadenza, scadenza, scadenze, data di scadenza, da pagare entro, pagamento entro, "
        "scadenza pagamento, entro il, scadenza il"
    ),
    "other_date": "data ordine, data consegna, periodo, data di consegna, data ddt, data trasporto",
    "net_total": (
        "imponibile, totale imponibile, totale netto, importo netto, totale senza iva, netto, "
        "totale iva esclusa, tot imponibile, imponibile iva, netto iva, totale merce netto, "
        "base imponibile"
    ),
    "carried": "riporto, a riportare, totale a riportare, riporto pagina precedente",
    "subtotal": "subtotale, totale merce, sub totale, totale righe, totale merci, parziale",
    "tax_total": (
        "iva, totale iva, importo iva, imposta, totale imposta, tot iva, imposte, ammontare iva, "
        "di cui iva, imposta iva, totale imposte, i v a"
    ),
    "gross_total": (
        "totale fattura, totale documento, importo totale, totale iva inclusa, totale complessivo, "
        "totale generale, ~totale, totale eur, totale euro, ~importo, totale ivato, tot documento, "
        "tot fattura, importo totale documento, totale lordo, totale nota di credito, totale con iva"
    ),
    "amount_due": (
        "totale da pagare, netto a pagare, da pagare, importo da pagare, totale dovuto, importo dovuto, "
        "saldo, netto da pagare, totale a pagare"
    ),
    "other_amount": (
        "sconto, acconto, spese di spedizione, spese trasporto, ritenuta, ritenuta d acconto, contanti, "
        "resto, bollo, spese di trasporto, spese incasso, cassa, contributo, spese, pagato, "
        "arrotondamento"
    ),
    "tax_id": (
        "partita iva, p iva, piva, p i, partita iva no, codice fiscale e partita iva, p iva c f, cf p iva, "
        "p iva no, vat, id fiscale iva, identificativo fiscale ai fini iva, partita iva e codice fiscale, "
        "c f p iva, ~codice fiscale, ~cod fisc, ~c f"
    ),
    "customer_tax_id": (
        "partita iva cliente, p iva cliente, vostra partita iva, vs p iva, p iva del cliente, partita iva del cliente"
    ),
    "iban": "iban, codice iban, coordinate iban",
    "supplier": (
        "fornitore, venditore, cedente, cedente prestatore, emittente, mittente, prestatore, intestatario, "
        "beneficiario, ragione sociale"
    ),
    "customer": (
        "cliente, spettabile, spett le, spett, destinatario, cessionario, cessionario committente, "
        "intestato a, fatturare a, committente, acquirente, indirizzo di fatturazione, intestata a, "
        "egregio, gentile"
    ),
    "other_party": (
        "destinazione, luogo di consegna, indirizzo di spedizione, indirizzo di consegna, "
        "destinazione merce, banca, banca d appoggio, appoggio bancario, coordinate bancarie, spedire a, "
        "consegna, vettore"
    ),
    "currency": "valuta, divisa, importi in",
    "tax_exempt": (
        "esente iva, non imponibile, reverse charge, inversione contabile, operazione non soggetta, "
        "fuori campo iva, esente art 10, esclusa iva"
    ),
    "position": "riga, pos, n, nr",
    "item": "codice, cod, codice articolo, articolo, cod articolo, cod art, rif",
    "description": (
        "descrizione, prodotto, articolo, servizio, oggetto, descrizione dei beni, prestazione, "
        "descrizione beni e servizi"
    ),
    "quantity": "quantita, qta, qt, ore, q ta",
    "unit": "um, u m, unita, un mis, unita di misura",
    "unit_price": (
        "prezzo, prezzo unitario, prezzo unit, p unitario, costo unitario, prezzo netto, p zo unitario, "
        "prezzo un, importo unitario, valore unitario, tariffa, prezzo u"
    ),
    "discount": "sconto, sc, sconto %, sc %",
    "tax_rate": "iva, aliquota, aliquota iva, % iva, iva %, al iva, aliq iva, aliq, cod iva",
    "line_tax": "importo iva",
    "line_total": (
        "importo, totale, prezzo totale, importo netto, netto, imponibile, totale netto, tot, valore, "
        "importo totale, totale riga"
    ),
    "line_gross": ("iva inclusa, importo ivato, totale ivato, importo lordo, totale iva inclusa"),
    "payment_reference": (
        "riferimento pagamento, riferimento di pagamento, causale, causale pagamento, "
        "causale di pagamento, causale bonifico, ~riferimento"
    ),
}
