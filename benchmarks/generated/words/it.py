"""How Italian-speaking suppliers say it."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

LABELS = {
    "title.invoice": "Fattura|FATTURA|Fattura immediata|Fattura di vendita|Fattura accompagnatoria|Fattura differita|Parcella|Fattura commerciale|Copia di cortesia fattura",
    "title.credit_note": "Nota di credito|NOTA DI CREDITO|Nota di accredito|Nota credito|Storno fattura", "title.receipt": "Documento commerciale|Scontrino|Ricevuta|Ricevuta fiscale|Scontrino fiscale|DOCUMENTO COMMERCIALE di vendita",
    "invoice_number": "Fattura n.|Numero fattura|N. fattura|Fattura N°|Numero|N.|Nr. fattura|Numero documento|N° documento|Documento n.|Fattura nr.|Num. doc.|Nr. Doc.|Fatt. n.|Ft. n.|N. doc.|Nostra fattura|Protocollo fattura",
    "credit_number": "Nota di credito n.|N. nota|Numero nota|Numero|Documento n.|N.C. n.|Numero documento", "receipt_number": "Documento N.|Scontrino n.|Ricevuta n.|DOC. N.|N. op.|Doc.",
    "issue_date": "Data|Data fattura|Data documento|Data di emissione|Del|Data emissione|Emessa il|Data doc.|Fattura del|In data|Data fatt.|Data di fatturazione|Rilasciata il", "credit_date": "Data|Data documento|Data nota|Del|Data emissione",
    "due_date": "Scadenza|Data scadenza|Data di scadenza|Scadenze|Pagamento entro|Da pagare entro|Entro il|Scad.|Data pagamento|Scadenza pagamento|Pagare entro il|Termine di pagamento|Addebito il|Scadenza rata",
    "delivery_date": "Data consegna|Consegnato il|Data spedizione|Data prestazione|Data DDT|Data di consegna", "order_date": "Data ordine|Ordine del|Vs. ordine del|Data dell'ordine", "period": "Periodo|Periodo di riferimento|Competenza|Periodo fatturato",
    "po_number": "Vs. ordine|Ordine n.|N. ordine|Vostro ordine|Numero ordine|Ordine cliente|Rif. ordine|Vs. rif.|Ordine d'acquisto|N° ordine cliente|Vs. ord.|Rif. Vs. ordine|Ordine acq. n.|Vs. riferimento|Buono d'ordine",
    "order_number": "Ns. ordine|Commessa|Conferma d'ordine|Preventivo|Pratica|Offerta n.", "customer_number": "Codice cliente|Cod. cliente|Cliente n.|N. cliente|Cod. Cli.|Conto cliente|Codice utente",
    "delivery_note": "DDT n.|DDT|Bolla n.|Documento di trasporto|D.D.T.|Rif. DDT", "contract_number": "Contratto|Contratto n.|N. contratto|CIG|CUP|Rif. contratto", "our_reference": "Ns. rif.|Riferimento|Rif.|Progetto|Cantiere|Oggetto",
    "your_sign": "Alla c.a.|Referente|Contatto|C.a.|Richiesto da", "contact": "Agente|Operatore|Referente commerciale|Venditore|Responsabile", "payment_terms": "Pagamento|Condizioni di pagamento|Modalità di pagamento|Termini di pagamento|Cond. pagamento",
    "delivery_terms": "Porto|Vettore|Spedizione|Resa|Trasporto a mezzo", "payment_reference": "Causale|Causale pagamento|Riferimento pagamento|Causale bonifico|Codice pagamento", "currency": "Valuta|Divisa|Importi in",
    "page": "Pagina {page} di {pages}|Pag. {page}|Pagina {page}|{page}/{pages}|Pag. {page} di {pages}|Foglio {page}",
    "bill_to": "Cliente|Spett.le|Destinatario|Intestatario|Fatturare a|Cessionario/committente|Spett. le Ditta|Intestata a|Committente|Acquirente|Dati cliente|Intestazione",
    "ship_to": "Destinazione merce|Luogo di consegna|Destinazione|Indirizzo di consegna|Consegnare a|Luogo di destinazione", "supplier": "Cedente/prestatore|Fornitore|Mittente|Venditore|Emittente|Da|Ditta",
    "tax_id": "P.IVA|Partita IVA|P. IVA|Part. IVA|P.I.|Partita I.V.A.|C.F. e P.IVA|P.Iva/C.F.|IVA n.", "local_number": "Codice fiscale|C.F.|Cod. Fisc.|REA", "customer_tax_id": "P.IVA cliente|Partita IVA cliente|P.IVA|Partita IVA|P. IVA cessionario|Vs. P.IVA|P.IVA del cliente|P. Iva committente",
    "phone": "Tel.|Telefono|Tel|T.", "fax": "Fax|Fax.", "email": "Email|E-mail|Mail|PEC", "web": "Web|Sito|www|Sito web", "register": "R.E.A.|Registro Imprese di|Iscr. Reg. Imprese", "director": "Amministratore|Titolare|Legale rappresentante",
    "col.position": "N.|Riga|Pos.|#|Nr.", "col.code": "Codice|Cod.|Articolo|Cod. art.|Codice articolo|Rif.|Art.", "col.description": "Descrizione|Descrizione articolo|Articolo|Prodotto|Dettaglio|Descrizione beni|Descrizione dei beni e servizi|Natura e qualità dei beni|Prestazione|Oggetto|Causale|Denominazione",
    "col.quantity": "Q.tà|Quantità|Qta|Q.ta|Qtà|Ore|Quant.|Pezzi|N. pezzi", "col.unit": "U.M.|UM|Unità|Mis.|Un. mis.", "col.unit_price": "Prezzo|Prezzo unitario|Prezzo unit.|P. unitario|Pr. unitario|P.U.|Costo unitario|Prezzo netto|Tariffa|Prezzo listino|Prezzo {currency}|Importo unitario|Pr. unit.",
    "col.discount": "Sconto|Sc. %|% Sc.|Sconto %|Sc.", "col.rate": "IVA|% IVA|Aliquota|Aliq. IVA|IVA %|Cod. IVA|Aliq.", "col.tax": "IVA|Imposta|Importo IVA", "col.net": "Importo|Totale|Importo netto|Imponibile|Prezzo totale|Totale netto|Importo ({currency})|Valore|Totale riga|Netto|Tot. imponibile|Imp. netto|Tot. riga", "col.gross": "Totale|Importo ivato|Totale ivato|Totale IVA inclusa|Importo|Prezzo IVA incl.",
    "lines_total": "Totale merce|Totale righe|Totale lordo|Somma|Totale beni|Tot. merce", "allowance": "Sconto|Sconto {rate}%|Sconto incondizionato|Sconto {rate} %|Abbuono|Premio", "freight": "Spese di trasporto|Trasporto|Spese di spedizione|Spese|Spese incasso|Imballo|Spese varie",
    "net_total": "Imponibile|Totale imponibile|Totale netto|Netto|Tot. imponibile|Imponibile IVA|Totale merce netta|Importo netto|Base imponibile|Totale senza IVA|Totale escl. IVA|Netto merce|Totale ante imposte", "tax": "IVA {rate}%|IVA {rate} %|IVA ({rate}%)|I.V.A. {rate}%|Imposta {rate}%|IVA al {rate}%|Aliquota {rate}%", "tax_total": "IVA|Totale IVA|Imposta|Totale imposta|Tot. IVA|I.V.A.|Importo IVA|Imposte|Totale imposte|Tot. imposta",
    "gross_total": "Totale|Totale fattura|TOTALE DOCUMENTO|Totale documento|Totale da pagare|Netto a pagare|TOTALE FATTURA|Totale {currency}|Importo totale|Totale a pagare|Totale generale|Totale IVA inclusa|Totale complessivo|Importo dovuto|Tot. fattura|Totale ivato|Da pagare|TOTALE COMPLESSIVO|Tot. documento|Importo fattura",
    "credit_total": "Totale|Totale nota|Totale documento|Totale a credito|Totale accredito|Importo totale|A Vs. credito", "prepaid": "Acconto|Acconti|Già pagato|Acconto versato|Pagato|Anticipo", "rounding": "Arrotondamento|Arrotond.", "amount_due": "Residuo|Saldo|Restano da pagare|Importo residuo|Saldo a pagare|Rimanenza|Resta da saldare",
    "summary.title": "Riepilogo IVA|Castelletto IVA|Dettaglio IVA", "summary.rate": "Aliquota|% IVA|Aliq.|Cod.", "summary.base": "Imponibile|Impon.", "summary.tax": "Imposta|IVA", "summary.gross": "Totale|Tot.", "summary.total": "Totale|Totali",
    "bank": "Banca|Banca d'appoggio|Istituto|Ns. banca", "iban": "IBAN|IBAN:|Cod. IBAN|Coordinate IBAN", "bic": "BIC|SWIFT|BIC/SWIFT|Cod. BIC", "account_holder": "Intestatario|Beneficiario|Intestato a", "account_number": "C/C|Conto n.|Conto corrente", "sort_code": "ABI|CAB", "payment_heading": "Coordinate bancarie|Modalità di pagamento|Bonifico su|Dati per il pagamento|Pagamento",
    "carried_forward": "A riportare|Riporto|Segue", "brought_forward": "Riporto|Riporto da pagina {page}", "section_total": "Totale {section}|Subtotale {section}|Subtotale", "original": "Rif. fattura|A storno della fattura|Fattura di riferimento|Fattura originale|Rif. ft.",
    "cash": "CONTANTE|Contanti|Contante|Pagamento contante", "change": "RESTO|Resto", "card": "CARTA|Bancomat|Pagamento elettronico|Carta di credito|POS", "items_count": "{count} articoli|N. pezzi {count}|Articoli: {count}|PEZZI {count}", "cashier": "Operatore|Cassiere|Servito da|Cameriere|OP.", "till": "Cassa|Tavolo|Terminale|Reparto|Punto vendita",
}  # fmt: skip

SENTENCES = {
    "title.inline": "{title} n. {number} del {date}|{title} {number} del {date}|{title} nr. {number} in data {date}", "title.number": "{title} n. {number}|{title} {number}|{title} N° {number}|{title}: {number}",
    "intro": "Per le prestazioni eseguite come da Vs. ordine del {order_date}:|Vi fatturiamo quanto segue:|Come da accordi intercorsi, Vi addebitiamo:|Con la presente Vi rimettiamo fattura per:|", "intro.credit": "Vi accreditiamo quanto segue:|A seguito del reso del {order_date} Vi accreditiamo:|",
    "terms.due": "Pagamento entro il {due}.|Scadenza {due}.|Da saldare entro il {due}: {gross}.|Bonifico {days} gg d.f., scadenza {due}.|RIBA con scadenza {due} di {gross}.|Vi preghiamo di versare {gross} entro il {due}.", "terms.days": "Bonifico bancario {days} gg d.f.|{days} gg data fattura|RIBA {days} gg fine mese|Pagamento a {days} giorni.",
    "terms.cash_discount": "Sconto {percent}% per pagamento entro il {discount_day} ({discount_amount}).|Pagando entro il {discount_day}: {discounted} (sconto {percent} %).", "thanks": "Grazie per la fiducia accordataci.|Contributo CONAI assolto ove dovuto.|Foro competente: {city}.|Documento privo di valenza fiscale ai sensi dell'art. 21 DPR 633/72.|Si prega di citare il numero fattura nel pagamento.|",
    "reverse": "Inversione contabile, art. 17 c. 6 DPR 633/72.|Reverse charge: IVA a carico del cessionario.", "export": "Non imponibile art. 8 c. 1 lett. a DPR 633/72.", "intra": "Non imponibile art. 41 DL 331/93.", "small": "Operazione in franchigia da IVA, art. 1 c. 54-89 L. 190/2014 (regime forfettario).",
    "note": "Merce consegnata con DDT {delivery_note} del {delivery_date}.|Ordine del {order_date}, referente {person}.|Offerta del {order_date}.|Nuovo numero di telefono: {phone}.|Competenza {month}.|", "receipt.thanks": "Grazie e arrivederci|ARRIVEDERCI E GRAZIE|Conservare per eventuali cambi|Grazie per la visita|Cambio merce entro 15 giorni",
}  # fmt: skip

UNITS = {"piece": "pz|PZ|nr|NR|N.", "hour": "ore|h|ORE", "day": "gg|giorni|GG", "kg": "kg|KG|Kg", "metre": "m|ml|mt", "box": "conf.|scat.|CF|cart.", "month": "mese|mesi|canone", "flat": "a corpo|forf.|AC", "litre": "lt|l|LT"}  # fmt: skip

GOODS = {
    "office": "Carta A4 80 g risma;box|Penna a sfera blu;piece|Raccoglitore a leva;piece|Cucitrice {code};piece|Toner {code} nero;piece|Lampada LED da tavolo;piece|Buste C5 con finestra;box|Sedia ergonomica;piece|Quaderno A5;piece|Distruggidocumenti;piece|Rotolo etichette 62 mm;piece",
    "it": "Portatile 14 pollici;piece|Docking station USB-C;piece|Licenza {name} Pro;month|Manutenzione server;hour|Cavo di rete Cat6 {n} m;piece|Backup gestito;month|Intervento in sede;hour|Monitor 27 pollici;piece|Firewall {code};piece|Hosting piano M;month|Migrazione dati;flat",
    "building": "Lastra cartongesso 13 mm;piece|Cemento sacco 25 kg;piece|Operaio specializzato;hour|Nolo ponteggio;day|Tubo rame 15 mm;metre|Cassone macerie;flat|Pittura bianca 10 l;piece|Porta interna rovere;piece|Escavatore con operatore;hour|Tegole;piece|Piastrelle 20x20;piece",
    "food": "Olio extravergine di oliva;litre|Caffè in grani;kg|Farina tipo 00;kg|Acqua minerale 12x1 l;box|Parmigiano reggiano;kg|Pomodori a grappolo;kg|Vassoio tramezzini;piece|Pranzo a buffet;piece|Succo d'arancia;litre|Tavoletta cioccolato;piece|Uova fresche;box|Prosciutto crudo;kg",
    "services": "Consulenza {month};hour|Gestione progetto;day|Traduzione IT-EN;flat|Onorario pratica {name};flat|Tenuta contabilità {month};month|Grafica;hour|Corso {name};day|Ricerca di mercato;flat|Rimborso spese viaggio;flat|Elaborazione cedolini n. {n};month",
    "industry": "Cuscinetto {code};piece|Tubo idraulico DN{n};metre|Vite TE M{n}x60;piece|Motore elettrico 2,2 kW;piece|Kit guarnizioni {code};piece|Filo saldatura 1,0 mm;kg|Lamiera 3 mm;piece|Taratura strumento {code};flat|Sensore di pressione {code};piece|Olio idraulico HLP 46;litre",
    "transport": "Trasporto {name};flat|Corriere zona 2;piece|Movimentazione pallet;piece|Deposito per pallet;day|Operazioni doganali;flat|Container 40 HC;piece|Pedaggi;flat|Sosta automezzo;hour|Supplemento carburante;flat",
    "energy": "Energia elettrica kWh;piece|Quota fissa;month|Gas naturale Smc;piece|Fibra 500;month|Tariffa mobile L;month|Traffico roaming;flat|Acqua potabile mc;piece|Depurazione mc;piece",
}
SECTIONS = "Materiali|Manodopera|Cantiere 1|Lotto 2|Servizi|Merce consegnata|Canoni|Una tantum|Attrezzature|Piano terra|Settimana 12|Varie"
COMPANY = {"office": "Cartoleria|Forniture Ufficio|Tipografia", "it": "Informatica|Sistemi|Software|Reti", "building": "Costruzioni|Edilizia|Impianti|Serramenti", "food": "Alimentari|Ristorazione|Distribuzione|Torrefazione", "services": "Consulting|Studio|Comunicazione|Servizi", "industry": "Meccanica|Officine|Utensileria|Oleodinamica", "transport": "Trasporti|Logistica|Spedizioni", "energy": "Energia|Telecomunicazioni|Gas|Acque"}  # fmt: skip
SHOPS = "Supermercato|Farmacia|Bar|Panificio|Ferramenta|Stazione di Servizio|Libreria|Trattoria|Ristorante|Cartoleria|Pizzeria|Macelleria"
MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)
SHORT_MONTHS = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")
