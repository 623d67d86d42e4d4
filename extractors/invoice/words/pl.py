"""Polish labels."""

LABELS = {
    "invoice_number": (
        "faktura nr, faktura vat nr, numer faktury, nr faktury, faktura numer, faktura korygujaca nr, "
        "faktura vat, ~faktura, numer dokumentu, nr dokumentu, paragon nr, faktura korygujaca, "
        "nota korygujaca nr, ~nr, faktura proforma nr, faktura no"
    ),
    "po_number": (
        "numer zamowienia, zamowienie nr, nr zamowienia, zamowienie, wasze zamowienie, "
        "numer zamowienia klienta, zamowienie klienta"
    ),
    "other_number": (
        "numer klienta, nr klienta, telefon, tel, fax, regon, krs, bdo, konto, nr konta, numer konta, "
        "rachunek, nr rachunku, swift, bic, do faktury nr, do faktury, wz nr, umowa nr, strona, pesel"
    ),
    "issue_date": (
        "data wystawienia, wystawiono dnia, data faktury, ~data, data wystawienia faktury, z dnia, "
        "wystawiona dnia, wystawiono, data dokumentu, dnia"
    ),
    "due_date": (
        "termin platnosci, termin zaplaty, data platnosci, platne do, do zaplaty do, zaplata do, "
        "zaplacic do, platnosc do"
    ),
    "other_date": (
        "data sprzedazy, data dostawy, data wykonania uslugi, data zamowienia, data dokonania dostawy, "
        "data zakonczenia dostawy, okres, data wykonania, data dokonania lub zakonczenia dostawy towarow"
    ),
    "net_total": ("wartosc netto, razem netto, suma netto, netto, kwota netto, ogolem netto, wartosc netto razem"),
    "carried": "do przeniesienia, z przeniesienia, przeniesienie",
    "subtotal": "suma czesciowa",
    "tax_total": "vat, kwota vat, podatek vat, podatek, suma vat, razem vat, wartosc vat, kwota podatku",
    "gross_total": (
        "wartosc brutto, razem brutto, suma brutto, brutto, ogolem, kwota brutto, ~razem, ~suma, "
        "wartosc brutto razem, ogolem brutto, razem pln, wartosc faktury"
    ),
    "amount_due": "do zaplaty, razem do zaplaty, pozostalo do zaplaty, kwota do zaplaty, naleznosc",
    "other_amount": "rabat, zaliczka, zaplacono, gotowka, reszta, kapital zakladowy, koszt dostawy",
    "tax_id": "nip, nr nip, nip sprzedawcy, numer nip, vat ue, vat nip, nr vat",
    "customer_tax_id": "nip nabywcy, nip klienta, nip odbiorcy",
    "iban": "iban, nr konta iban, numer konta iban",
    "supplier": "sprzedawca, dostawca, wystawca, sprzedajacy, dane sprzedawcy, wykonawca, uslugodawca",
    "customer": "nabywca, kupujacy, klient, platnik, zamawiajacy, dane nabywcy, uslugobiorca",
    "other_party": ("odbiorca, adres dostawy, bank, miejsce wystawienia, miejsce dostawy, osoba upowazniona"),
    "currency": "waluta",
    "tax_exempt": "odwrotne obciazenie, zwolniony z vat, zw, zwolnienie z vat, np",
    "position": "lp, l p, nr",
    "item": "kod, indeks, symbol, pkwiu, kod produktu, pkwiu cn, cn",
    "description": (
        "nazwa, nazwa towaru, nazwa towaru lub uslugi, opis, towar, usluga, nazwa towaru uslugi, "
        "nazwa towaru i uslugi, nazwa produktu, towar usluga, nazwa uslugi"
    ),
    "quantity": ("szt, ilosc, liczba"),
    "unit": "jm, j m, jednostka, jedn, miara",
    "unit_price": (
        "cena, cena netto, cena jednostkowa, cena jedn, cena jednostkowa netto, cena jedn netto, cena j netto"
    ),
    "discount": "rabat, upust, rabat %",
    "tax_rate": "vat, stawka vat, stawka, vat %, stawka %, stawka podatku",
    "line_tax": "kwota vat, podatek vat, wartosc vat",
    "line_total": "wartosc netto, wartosc, netto, kwota netto, suma netto, razem netto",
    "line_gross": "wartosc brutto, brutto, kwota brutto, suma brutto",
    "payment_reference": ("tytul przelewu, tytulem, tytul platnosci, referencja platnosci, w tytule przelewu, ~tytul"),
}
