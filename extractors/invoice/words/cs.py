"""Czech and Slovak labels."""

LABELS = {
    "invoice_number": (
        "cislo faktury, faktura cislo, faktura c, danovy doklad c, faktura danovy doklad c, "
        "faktura danovy doklad, cislo dokladu, cislo danoveho dokladu, dobropis c, "
        "faktura danovy doklad cislo, ~faktura, ~dobropis, c faktury, doklad c, opravny danovy doklad c, "
        "evidencni cislo, faktura no, danovy doklad cislo, ~danovy doklad"
    ),
    "po_number": ("cislo objednavky, objednavka c, objednavka, vase objednavka, objednavka cislo, c objednavky"),
    "other_number": (
        "konstantni symbol, specificky symbol, ico, ic, telefon, tel, fax, cislo uctu, "
        "ucet, swift, bic, cislo zakaznika, dodaci list, strana, konst symbol, k fakture c, bankovni ucet, "
        "zakaznicke cislo, c uctu, kod banky"
    ),
    "issue_date": (
        "datum vystaveni, vystaveno, datum vystavenia, vystaveno dne, ~datum, datum faktury, "
        "datum vystaveni dokladu, vystavene dna"
    ),
    "due_date": (
        "datum splatnosti, splatnost, splatno, splatne do, datum splatnosti faktury, splatno dne, "
        "den splatnosti, uhradte do"
    ),
    "other_date": (
        "duzp, datum zdanitelneho plneni, datum uskutecneni zdanitelneho plneni, datum objednavky, "
        "datum dodani, datum plneni, den uskutecneni plneni, datum uskut zdanit plneni, datum dodania"
    ),
    "net_total": (
        "zaklad dane, celkem bez dph, bez dph, cena bez dph, zaklad, celkem zaklad dane, "
        "zaklad dane celkem, suma bez dph, spolu bez dph"
    ),
    "carried": "prevod, k prevodu, prevod z predchozi strany",
    "subtotal": "mezisoucet, medzisucet, soucet polozek",
    "tax_total": "dph, celkem dph, vyse dph, dan, castka dph, dph celkem, spolu dph, dan celkem",
    "gross_total": (
        "celkem s dph, celkem vcetne dph, s dph, celkova castka, ~celkem, celkem kc, ~spolu, cena celkem, "
        "suma s dph, celkem czk, fakturovana castka"
    ),
    "amount_due": (
        "k uhrade, celkem k uhrade, zbyva k uhrade, castka k uhrade, k zaplaceni, spolu k uhrade, "
        "na uhradu, celkem k zaplaceni"
    ),
    "other_amount": (
        "sleva, zaloha, uhrazeno, zaokrouhleni, halerove vyrovnani, doprava, hotove, zaplaceno, uhrazena zaloha"
    ),
    "tax_id": "dic, ic dph, dic dodavatele",
    "customer_tax_id": "dic odberatele, dic zakaznika",
    "iban": "iban",
    "supplier": "dodavatel, prodavajici, prodejce, predavajuci, vystavil",
    "customer": "odberatel, zakaznik, kupujici, platce, kupujuci, objednatel, fakturacni adresa",
    "other_party": "konecny prijemce, prijemce, dodaci adresa, banka, misto urceni, prijemca",
    "currency": "mena",
    "tax_exempt": (
        "prenesena danova povinnost, osvobozeno od dph, neplatce dph, nejsme platci dph, preneseni danove povinnosti"
    ),
    "position": "c, poradi, por",
    "item": "kod, katalogove cislo, oznaceni",
    "description": (
        "popis, nazev, polozka, oznaceni dodavky, text, nazev polozky, popis polozky, nazev zbozi, "
        "predmet fakturace, nazov"
    ),
    "quantity": "mnozstvi, pocet, ks, mnozstvo, pocet ks",
    "unit": "mj, m j, jednotka, jedn",
    "unit_price": (
        "cena za mj, jednotkova cena, cena, cena za jednotku, cena mj, j cena, cena za kus, cena ks, "
        "jedn cena, cena bez dph za mj, cena j"
    ),
    "discount": "sleva, sleva %",
    "tax_rate": "dph, sazba dph, sazba, dph %, % dph",
    "line_tax": "vyse dph, castka dph, dph kc",
    "line_total": (
        "celkem bez dph, bez dph, zaklad dane, zaklad, cena bez dph, cena celkem, celkem, cena celkem bez dph, castka"
    ),
    "line_gross": ("vc dph, cena vc dph, celkem s dph, s dph, cena s dph, celkem vc dph, kc celkem"),
    "payment_reference": ("variabilni symbol, var symbol, v s, variabilni symbol vs, reference platby"),
}
