"""Russian invoice for payment: bank box on top, boxed table, amount in words, stamp."""

from samples.layouts.sheet import Column, Sheet
from samples.model import CUSTOMER, Bill
from samples.written import amount, number

COLUMNS: tuple[Column, ...] = (
    ("№", 24, "c"),
    ("Товары (работы, услуги)", 30, "l"),
    ("Кол-во", 113, "r"),
    ("Ед.", 120, "c"),
    ("Цена", 146, "r"),
    ("НДС", 162, "r"),
    ("Сумма", 188, "r"),
)
EDGES = (20, 28, 98, 115, 125, 148, 164, 190)
MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def draw(bill: Bill) -> bytes:
    """The bill as a PDF of one page."""
    sheet = Sheet(f"Счёт на оплату № {bill.number}", font="DejaVu", size=8.5)
    _logo(sheet, bill)
    _bank(sheet, bill)
    written = f"{bill.issued.day} {MONTHS[bill.issued.month - 1]} {bill.issued.year} г."
    sheet.text(20, 84, f"Счёт на оплату № {bill.number} от {written}", bold=True, size=13)
    sheet.rule(20, 87.5, 190, 87.5, 1.2)
    _parties(sheet, bill)
    bottom = _totals(sheet, bill, _table(sheet, bill, 126))
    _signatures(sheet, bill, bottom)
    return sheet.done()


def _logo(sheet: Sheet, bill: Bill) -> None:
    for i, ink in enumerate(("#0b5c8f", "#3e8fc0", "#9cc7e3")):
        sheet.shape([(20, 13 + i * 4.5), (38, 11.5 + i * 4.5), (34, 14 + i * 4.5), (20, 15.5 + i * 4.5)], ink)
    sheet.text(44, 17, bill.supplier.name, bold=True, size=13, ink="#0b5c8f")
    contact = ", ".join((*bill.supplier.address, f"тел. {bill.supplier.phone}"))
    sheet.text(44, 23, contact, size=7, ink="#444444")


def _bank(sheet: Sheet, bill: Bill) -> None:
    party = bill.supplier
    sheet.box(20, 32, 170, 38, stroke="#222222")
    for y in (44, 52):
        sheet.rule(20, y, 190, y)
    sheet.rule(115, 32, 115, 70)
    sheet.rule(68, 44, 68, 52)
    sheet.text(22, 37, party.bank)
    sheet.text(22, 42, "Банк получателя", size=6.5, ink="#666666")
    sheet.block(117, 37, [f"БИК {party.more['bik']}", f"Сч. № {party.more['correspondent']}"], step=5)
    sheet.text(22, 49.5, f"ИНН {party.tax_id}")
    sheet.text(70, 49.5, f"КПП {party.more['kpp']}")
    sheet.text(117, 57.5, f"Сч. № {party.more['account']}")
    sheet.text(22, 57.5, party.name)
    sheet.text(22, 67, "Получатель", size=6.5, ink="#666666")
    assert bill.due is not None
    due = bill.due.strftime("%d.%m.%Y")
    sheet.text(20, 76, f"Оплатить не позднее {due}. Оплата счёта означает согласие с условиями поставки.", size=7.5)


def _parties(sheet: Sheet, bill: Bill) -> None:
    party = bill.supplier
    about = f"{party.name}, ИНН {party.tax_id}, {party.address[0]}"
    sheet.text(20, 94, "Поставщик:")
    sheet.block(46, 94, [about, party.address[1]], step=4.5, bold=True, size=8)
    sheet.text(20, 104.5, "Покупатель:")
    sheet.text(46, 104.5, f"{CUSTOMER}, 115035, г. Москва, Садовническая наб., д. 7", bold=True, size=8)
    sheet.text(20, 111, "Основание:")
    sheet.text(46, 111, f"Заказ № {bill.po_number}", bold=True, size=8)


def _table(sheet: Sheet, bill: Bill, y: float) -> float:
    top = y - 6
    sheet.box(20, top, 170, 8, fill="#eef3f7")
    sheet.row(y - 0.5, COLUMNS, tuple(title for title, _, _ in COLUMNS), bold=True, size=8)
    for i, line in enumerate(bill.lines, 1):
        sheet.rule(20, y + 2, 190, y + 2)
        y += 8
        price, net, rate = amount(line.unit_price, "ru"), amount(line.net, "ru"), f"{line.tax_rate}%"
        quantity = number(line.quantity, "ru")
        sheet.row(y - 1, COLUMNS, (str(i), line.description, quantity, line.unit, price, rate, net), size=8)
    sheet.box(20, top, 170, y + 2 - top, stroke="#222222")
    for x in EDGES[1:-1]:
        sheet.rule(x, top, x, y + 2)
    return y + 2


def _totals(sheet: Sheet, bill: Bill, y: float) -> float:
    rows = [("Итого без НДС:", bill.net_total)]
    rows += [(f"НДС {rate}%:", tax) for rate, _, tax in bill.rates]
    rows += [("Всего к оплате:", bill.gross_total)]
    for label, value in rows:
        y += 6
        sheet.text(160, y, label, "r", bold=True)
        sheet.text(188, y, amount(value, "ru"), "r", bold=True)
    y += 8
    total = amount(bill.gross_total, "ru")
    sheet.text(20, y, f"Всего наименований {len(bill.lines)}, на сумму {total} руб.")
    sheet.text(20, y + 5.5, bill.notes["words"], bold=True)
    sheet.rule(20, y + 9, 190, y + 9, 1.2)
    return y + 9


def _signatures(sheet: Sheet, bill: Bill, y: float) -> None:
    for x, role, person in ((20, "Руководитель", "Орлова Е. В."), (108, "Бухгалтер", "Климов А. С.")):
        sheet.text(x, y + 14, role, bold=True)
        sheet.rule(x + 27, y + 14.5, x + 55, y + 14.5)
        sheet.text(x + 58, y + 14, person, size=8)
    sheet.text(20, y + 26, "М. П.", size=8)
    sheet.text(105, 288, "Страница 1 из 1", "c", size=7, ink="#666666")
