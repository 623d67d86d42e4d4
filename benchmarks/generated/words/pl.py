"""How Polish-speaking suppliers say it."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

LABELS = {
    "title.invoice": "Faktura|FAKTURA VAT|Faktura VAT|Faktura sprzedaży|FAKTURA|Faktura końcowa|Faktura zaliczkowa|Rachunek", "title.credit_note": "Faktura korygująca|KOREKTA FAKTURY|Faktura VAT korygująca|Korekta|Nota korygująca", "title.receipt": "PARAGON FISKALNY|Paragon|PARAGON|Potwierdzenie sprzedaży",
    "invoice_number": "Faktura nr|Numer faktury|Nr faktury|Faktura VAT nr|Nr|Numer|Nr dokumentu|Numer dokumentu|Nr dok.|FV nr|Numer FV|Symbol faktury|Oznaczenie dokumentu", "credit_number": "Faktura korygująca nr|Nr korekty|Numer korekty|Nr dokumentu|Numer|Korekta nr", "receipt_number": "Nr paragonu|Nr wydr.|Paragon nr|nr wydruku|Nr transakcji|Nr sys.",
    "issue_date": "Data wystawienia|Data faktury|Wystawiono dnia|Data|Wystawiona dnia|Data dokumentu|Data wyst.|Z dnia|Wystawiono|Dnia|Data wystawienia dokumentu", "credit_date": "Data wystawienia|Data korekty|Data|Wystawiono dnia", "due_date": "Termin płatności|Termin zapłaty|Płatne do|Do zapłaty do dnia|Termin|Data płatności|Płatność do|Zapłata do|Termin płat.|Płatne do dnia|Ostateczny termin zapłaty",
    "delivery_date": "Data sprzedaży|Data dostawy|Data wykonania usługi|Data dokonania dostawy|Data zakończenia dostawy|Data wydania", "order_date": "Data zamówienia|Zamówienie z dnia|Zamówiono", "period": "Okres|Okres rozliczeniowy|Za okres", "po_number": "Nr zamówienia|Zamówienie|Numer zamówienia|Zamówienie nr|Państwa zamówienie|Nr zam. klienta|Zam. nr|Zamówienie klienta|Wasze zamówienie|Nr PO|Zamówienie zakupu",
    "order_number": "Nasze zamówienie|Zlecenie|Nr zlecenia|Oferta|Projekt nr", "customer_number": "Nr klienta|Numer klienta|Kod klienta|Nr kontrahenta|Numer płatnika|Nr ewid.", "delivery_note": "WZ|Nr WZ|Dokument WZ|Nr dostawy|List przewozowy", "contract_number": "Umowa|Nr umowy|Umowa nr|Numer umowy", "our_reference": "Nasz znak|Referencje|Nasz nr|Projekt|Dotyczy", "your_sign": "Osoba kontaktowa|Do rąk|Zamawiający|Kontakt",
    "contact": "Wystawił|Opiekun|Sprzedawca|Handlowiec|Osoba wystawiająca", "payment_terms": "Sposób zapłaty|Forma płatności|Warunki płatności|Sposób płatności|Forma zapłaty", "delivery_terms": "Warunki dostawy|Sposób dostawy|Przewoźnik|Incoterms", "payment_reference": "Tytuł przelewu|Tytułem|Tytuł płatności|W tytule przelewu prosimy podać", "currency": "Waluta|Waluta dokumentu|Kwoty w", "page": "Strona {page} z {pages}|Strona {page}|Str. {page}/{pages}|{page}/{pages}|str. {page}",
    "bill_to": "Nabywca|Kupujący|Płatnik|Klient|Odbiorca faktury|Nabywca:|Zamawiający|Dane nabywcy|Dla", "ship_to": "Odbiorca|Adres dostawy|Miejsce dostawy|Dostawa do", "supplier": "Sprzedawca|Wystawca|Dostawca|Sprzedający|Usługodawca|Dane sprzedawcy", "tax_id": "NIP|NIP:|NIP sprzedawcy|Nr NIP|NIP UE|N.I.P.", "local_number": "REGON|KRS|Regon|BDO", "customer_tax_id": "NIP|NIP nabywcy|NIP klienta|NIP odbiorcy|NIP kupującego|Nr NIP nabywcy",
    "phone": "Tel.|Telefon|tel.|Tel|Kom.", "fax": "Fax|Faks", "email": "E-mail|Email|e-mail", "web": "www|Strona|WWW", "register": "KRS|Sąd Rejonowy w|Zarejestrowana w", "director": "Prezes zarządu|Właściciel|Zarząd",
    "col.position": "Lp.|L.p.|Lp|Poz.|Nr", "col.code": "Kod|Indeks|Symbol|Nr kat.|PKWiU|Kod towaru|GTU", "col.description": "Nazwa|Nazwa towaru lub usługi|Nazwa towaru / usługi|Opis|Towar/usługa|Nazwa towaru|Nazwa usługi|Wyszczególnienie|Produkt|Przedmiot sprzedaży|Asortyment", "col.quantity": "Ilość|Ilość|Il.|Liczba|Ilośc szt.|Liczba godz.", "col.unit": "J.m.|Jm.|jm|J.M.|Jedn.|Jednostka|Miara", "col.unit_price": "Cena netto|Cena jedn. netto|Cena|Cena jednostkowa|Cena jedn.|Cena jedn. netto ({currency})|C. netto|Stawka netto|Cena za szt.|Cena katalogowa",
    "col.discount": "Rabat|Rabat %|Upust|Rab.", "col.rate": "VAT|Stawka VAT|VAT %|Stawka|% VAT|St. VAT|Stawka podatku", "col.tax": "Kwota VAT|VAT|Wartość VAT|Podatek|Kwota podatku", "col.net": "Wartość netto|Netto|Wart. netto|Kwota netto|Wartość netto ({currency})|Suma netto|Wartość|Wartość sprzedaży netto|Razem netto", "col.gross": "Wartość brutto|Brutto|Wart. brutto|Kwota brutto|Suma brutto|Cena brutto|Wartość",
    "lines_total": "Suma pozycji|Wartość towarów|Razem pozycje|Suma", "allowance": "Rabat|Rabat {rate}%|Upust {rate} %|Opust|Bonifikata", "freight": "Transport|Koszty wysyłki|Koszt dostawy|Przesyłka|Opłata manipulacyjna", "net_total": "Razem netto|Wartość netto|Suma netto|Netto|Kwota netto|Ogółem netto|Łącznie netto|Netto razem|Wartość netto ogółem|Suma wartości netto", "tax": "VAT {rate}%|Podatek VAT {rate}%|VAT ({rate}%)|Kwota VAT {rate}%|w tym VAT {rate}%|PTU {rate}%|Podatek {rate} %", "tax_total": "VAT|Kwota VAT|Razem VAT|Podatek VAT|Suma VAT|Wartość VAT|Ogółem VAT|Łącznie VAT|Suma PTU|Podatek",
    "gross_total": "Do zapłaty|Razem|Razem do zapłaty|Razem brutto|Wartość brutto|Suma|Ogółem|Kwota do zapłaty|Łącznie|SUMA {currency}|Razem brutto {currency}|Do zapłaty {currency}|Kwota należności ogółem|Należność|Suma brutto|Ogółem brutto|Kwota brutto|Łącznie do zapłaty|Należność ogółem|Wartość faktury", "credit_total": "Do zwrotu|Razem brutto|Kwota korekty|Do zwrotu {currency}|Razem|Wartość korekty", "prepaid": "Zapłacono|Zaliczka|Przedpłata|Wpłacono|Otrzymano", "rounding": "Zaokrąglenie", "amount_due": "Pozostało do zapłaty|Pozostaje do zapłaty|Do dopłaty|Saldo|Pozostała kwota",
    "summary.title": "Podsumowanie VAT|Rozliczenie VAT|Zestawienie stawek", "summary.rate": "Stawka|VAT|Stawka VAT", "summary.base": "Netto|Wartość netto", "summary.tax": "VAT|Kwota VAT|Podatek", "summary.gross": "Brutto|Wartość brutto", "summary.total": "Razem|Ogółem|Suma",
    "bank": "Bank|Nazwa banku|Bank:", "iban": "Nr konta|Numer konta|Konto|Rachunek bankowy|Nr rachunku|IBAN|Numer rachunku|Konto bankowe", "bic": "SWIFT|BIC|SWIFT/BIC|Kod SWIFT", "account_holder": "Właściciel rachunku|Odbiorca|Posiadacz", "account_number": "Konto|Nr konta", "sort_code": "Oddział", "payment_heading": "Dane do przelewu|Płatność|Rachunek bankowy|Przelew na konto",
    "carried_forward": "Do przeniesienia|Z przeniesienia", "brought_forward": "Z przeniesienia|Z przeniesienia ze str. {page}", "section_total": "Razem {section}|Suma {section}|Suma częściowa", "original": "Do faktury nr|Dotyczy faktury|Korekta do faktury|Faktura pierwotna|Nr faktury korygowanej", "cash": "GOTÓWKA|Gotówka|Wpłata|Gotówka PLN", "change": "RESZTA|Reszta|Do wydania", "card": "KARTA|Karta płatnicza|KARTA VISA|Karta", "items_count": "Liczba pozycji: {count}|Pozycji {count}|Ilość artykułów {count}", "cashier": "Kasjer|Obsługa|Kelner|Sprzedawca|Kas.", "till": "Kasa|Stolik|Stanowisko|Nr kasy|Terminal",
}  # fmt: skip

SENTENCES = {
    "title.inline": "{title} nr {number} z dnia {date}|{title} {number} z {date}|{title} Nr {number}, data wystawienia {date}", "title.number": "{title} nr {number}|{title} {number}|{title} Nr: {number}|{title} NR {number}", "intro": "Za wykonane usługi zgodnie z umową z dnia {order_date}:|Zgodnie z Państwa zamówieniem obciążamy:|Sprzedano następujące towary i usługi:|", "intro.credit": "Korekta z tytułu zwrotu z dnia {order_date}:|Uznajemy Państwa konto:|",
    "terms.due": "Prosimy o zapłatę do dnia {due}.|Płatne przelewem do {due}.|Termin płatności: {due} ({days} dni).|Kwotę {gross} prosimy wpłacić do {due}.|Przelew {days} dni, do dnia {due}.", "terms.days": "Przelew {days} dni|Płatność w terminie {days} dni.|{days} dni od daty wystawienia|Termin płatności {days} dni.", "terms.cash_discount": "Skonto {percent}% przy płatności do {discount_day} ({discount_amount}).|Przy zapłacie do {discount_day} do zapłaty {discounted}.", "thanks": "Dziękujemy za współpracę.|Dziękujemy i zapraszamy ponownie.|Towar pozostaje własnością sprzedawcy do chwili zapłaty.|Osoba upoważniona do odbioru|W przypadku opóźnienia naliczamy odsetki ustawowe.|Mechanizm podzielonej płatności|",
    "reverse": "Odwrotne obciążenie.|Odwrotne obciążenie - podatek rozlicza nabywca.", "export": "Eksport towarów, stawka 0%.", "intra": "Wewnątrzwspólnotowa dostawa towarów, stawka 0%.", "small": "Zwolnienie z VAT na podstawie art. 113 ust. 1 ustawy o VAT.", "note": "Wydano na podstawie WZ {delivery_note} z dnia {delivery_date}.|Zamówienie z dnia {order_date}, {person}.|Oferta z dnia {order_date}.|Nowy numer telefonu: {phone}.|Okres: {month}.|", "receipt.thanks": "Dziękujemy, zapraszamy ponownie|DZIĘKUJEMY ZA ZAKUPY|Zwrot w ciągu 14 dni z paragonem|Miłego dnia",
}  # fmt: skip

UNITS = {"piece": "szt.|szt|SZT|kpl", "hour": "godz.|h|rbh", "day": "dzień|dni|doba", "kg": "kg|KG", "metre": "m|mb|mb.", "box": "op.|opak.|karton", "month": "mies.|m-c|mc", "flat": "usł.|ryczałt|usługa", "litre": "l|litr|L"}  # fmt: skip

GOODS = {
    "office": "Papier ksero A4 80 g;box|Długopis niebieski;piece|Segregator A4;piece|Zszywacz {code};piece|Toner {code} czarny;piece|Lampka biurkowa LED;piece|Koperty C5 z okienkiem;box|Krzesło biurowe;piece|Zeszyt A5 kratka;piece|Niszczarka;piece|Etykiety rolka 62 mm;piece",
    "it": "Laptop 14 cali;piece|Stacja dokująca USB-C;piece|Licencja {name} Pro;month|Serwis serwera;hour|Kabel sieciowy Cat6 {n} m;piece|Kopia zapasowa;month|Wsparcie w siedzibie;hour|Monitor 27 cali;piece|Zapora {code};piece|Hosting pakiet M;month|Migracja danych;flat",
    "building": "Płyta gipsowo-kartonowa;piece|Cement worek 25 kg;piece|Robocizna;hour|Wynajem rusztowania;day|Rura miedziana 15 mm;metre|Kontener na gruz;flat|Farba biała 10 l;piece|Drzwi dębowe;piece|Koparka z operatorem;hour|Dachówka;piece|Płytki 20x20;piece",
    "food": "Oliwa z oliwek;litre|Kawa ziarnista;kg|Mąka pszenna typ 550;kg|Woda mineralna 12x1 l;box|Ser żółty;kg|Pomidory;kg|Kanapki;piece|Obiad;piece|Sok pomarańczowy;litre|Czekolada 100 g;piece|Jaja wolny wybieg;box|Łosoś wędzony;kg",
    "services": "Doradztwo {month};hour|Zarządzanie projektem;day|Tłumaczenie PL-EN;flat|Obsługa prawna {name};flat|Usługi księgowe {month};month|Projekt graficzny;hour|Szkolenie {name};day|Badanie rynku;flat|Koszty podróży;flat|Obsługa kadrowa {n} osób;month",
    "industry": "Łożysko kulkowe {code};piece|Wąż hydrauliczny DN{n};metre|Śruba M{n}x60;piece|Silnik elektryczny 2,2 kW;piece|Zestaw uszczelek {code};piece|Drut spawalniczy 1,0 mm;kg|Blacha 3 mm;piece|Wzorcowanie {code};flat|Czujnik ciśnienia {code};piece|Olej hydrauliczny HLP 46;litre",
    "transport": "Transport {name};flat|Kurier strefa 2;piece|Obsługa palety;piece|Składowanie palety;day|Odprawa celna;flat|Kontener 40 HC;piece|Opłaty drogowe;flat|Postój kierowcy;hour|Dopłata paliwowa;flat",
    "energy": "Energia elektryczna kWh;piece|Opłata stała;month|Paliwo gazowe kWh;piece|Internet 500;month|Abonament L;month|Roaming danych;flat|Woda m³;piece|Ścieki m³;piece",
}
SECTIONS = (
    "Materiały|Robocizna|Budowa 1|Etap 2|Usługi|Towary|Abonamenty|Opłaty jednorazowe|Sprzęt|Parter|Tydzień 12|Inne"
)
COMPANY = {"office": "Biuro Serwis|Papier i Druk|Artykuły Biurowe", "it": "Informatyka|Systemy|Software|Sieci", "building": "Budownictwo|Instalacje|Dachy|Remonty", "food": "Hurtownia|Catering|Piekarnia|Delikatesy", "services": "Doradztwo|Consulting|Kancelaria|Reklama", "industry": "Narzędzia|Hydraulika|Metal|Maszyny", "transport": "Transport|Logistyka|Spedycja", "energy": "Energia|Telekom|Gaz|Wodociągi"}  # fmt: skip
SHOPS = "Sklep|Apteka|Kawiarnia|Piekarnia|Market Budowlany|Stacja Paliw|Księgarnia|Restauracja|Bar|Drogeria|Delikatesy"
MONTHS = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)
SHORT_MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")
