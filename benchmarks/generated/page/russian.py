"""Russian forms: the account with the bank's grid above it, and the schot-faktura (alone or in the UPD)."""

# ruff: noqa: E501 -- the wording of a form is a table of words

from benchmarks.generated.identities import fill
from benchmarks.generated.model import Bill, Party
from benchmarks.generated.page.closing import draw_closing
from benchmarks.generated.page.columns import Column, unit
from benchmarks.generated.page.frame import Frame
from benchmarks.generated.page.table import Grid, draw_table
from benchmarks.generated.page.totals import draw_totals
from benchmarks.generated.sheet import Run, Sheet
from benchmarks.generated.style import Style, wrapped


def _kpp(frame: Frame, party: Party) -> str:
    return fill("77##01001", frame.look.random(f"kpp {party.tax_id}"))


def _day(frame: Frame) -> list[Run]:
    return [(frame.style.day(frame.bill.issued), "issue_date")]


def draw_account(bill: Bill, style: Style) -> Sheet:
    """A счёт на оплату."""
    sheet = style.sheet()
    frame = Frame(bill, style, sheet, style.look.between("left margin", 30, 56), sheet.width - 40, sheet.height - 50)
    y = _bank_grid(frame, style.look.between("top", 36, 70))
    title: list[Run] = [(style.look.pick("account title", ("Счет на оплату № ", "Счёт № ", "СЧЕТ № ", "Счет N ")), "")]
    title += [(bill.number, "invoice_number"), (" от ", ""), *_day(frame)]
    sheet.runs(frame.left, y + 22, title, size=style.look.pick("title size", (11.0, 13.0, 15.0)), bold=True)
    sheet.rule(frame.left, y + 30, frame.right, y + 30, 1.2)
    y = _party_row(
        frame,
        y + 46,
        style.look.pick("seller", ("Поставщик:", "Исполнитель:", "Поставщик\n(Исполнитель):", "Продавец:")),
        bill.supplier,
        "supplier",
    )
    y = _party_row(
        frame,
        y + 4,
        style.look.pick("buyer", ("Покупатель:", "Заказчик:", "Покупатель\n(Заказчик):", "Плательщик:")),
        bill.customer,
        "customer",
    )
    if style.look.chance("basis", 0.6):
        y = _labelled(
            frame,
            y + 4,
            "Основание:",
            [[(f"Договор № {bill.numbers['contract_number']} от {style.day(bill.dates['order_date'])}", "")]],
        )
    y, grid = draw_table(frame, y + 6)
    y = draw_totals(frame, y, grid)
    count: list[Run] = [
        (f"Всего наименований {len(bill.lines)}, на сумму ", ""),
        (style.bare.plain(bill.gross_total), "gross_total"),
    ]
    sheet.runs(frame.left, y + 4, [*count, (" руб.", "currency")])
    y = draw_closing(frame, y + 14)
    sheet.text(frame.left, y + 24, f"Руководитель ____________ {bill.supplier.contact}      Бухгалтер ____________")
    return sheet


def _bank_grid(frame: Frame, y: float) -> float:
    """Bank, BIK, accounts, INN, KPP and the payee in ruled cells."""
    sheet, account, party = frame.sheet, frame.bill.accounts[0], frame.bill.supplier
    middle, split = frame.left + frame.width * 0.58, frame.left + frame.width * 0.66
    rows = (y, y + 32, y + 50, y + 96)
    sheet.box((frame.left, y, frame.right, rows[3]), ink="#000000")
    sheet.rule(middle, y, middle, rows[3])
    sheet.rule(split, y, split, rows[3])
    sheet.rule(frame.left, rows[1], frame.right, rows[1])
    sheet.rule(frame.left, rows[2], middle, rows[2])
    small = frame.sheet.size * 0.85
    sheet.text(frame.left + 4, y + 11, account.bank)
    sheet.text(frame.left + 4, y + 28, "Банк получателя", size=small)
    sheet.text(middle + 4, y + 11, "БИК")
    sheet.text(split + 4, y + 11, account.sort_code)
    sheet.text(middle + 4, y + 25, "Сч. №")
    sheet.text(split + 4, y + 25, fill("30101810#00000000###", frame.look.random("korr")))
    sheet.runs(frame.left + 4, rows[1] + 13, [("ИНН ", ""), (party.tax_id, "supplier_tax_id")])
    sheet.text((frame.left + middle) / 2, rows[1] + 13, f"КПП {_kpp(frame, party)}")
    sheet.text(middle + 4, rows[1] + 13, "Сч. №")
    sheet.text(split + 4, rows[1] + 13, account.number, "account_number")
    for i, line in enumerate(wrapped(sheet, [(party.name, "supplier_name")], middle - frame.left - 8)[:2]):
        sheet.runs(frame.left + 4, rows[2] + 12 + i * frame.step, line)
    sheet.text(frame.left + 4, rows[3] - 5, "Получатель", size=small)
    return rows[3]


def _labelled(frame: Frame, y: float, label: str, rows: list[list[Run]]) -> float:
    for i, part in enumerate(label.split("\n")):
        frame.sheet.text(frame.left, y + i * frame.step, part)
    lines = [line for row in rows for line in wrapped(frame.sheet, row, frame.width - 88)]
    return max(frame.rows(frame.left + 84, y, lines), y + frame.step * len(label.split("\n")))


def _party_row(frame: Frame, y: float, label: str, party: Party, role: str) -> float:
    joint = frame.look.pick("party joint", (", ", ", ", "; "))
    runs: list[Run] = [(party.name, f"{role}_name"), (f"{joint}ИНН ", ""), (party.tax_id, f"{role}_tax_id")]
    if len(party.tax_id) == 10:
        runs.append((f"{joint}КПП {_kpp(frame, party)}", ""))
    runs.append(
        (
            joint
            + ", ".join(party.address)
            + (f", тел.: {party.phone}" if frame.look.chance("party phone", 0.5) else ""),
            "",
        )
    )
    return _labelled(frame, y, label, [runs])


def draw_faktura(bill: Bill, style: Style) -> Sheet:
    """A счёт-фактура on a page lying down; with the left column of a УПД where the look wants it."""
    sheet = style.sheet()
    sheet.width, sheet.height = sheet.height, sheet.width
    sheet.size = style.look.pick("faktura size", (6.5, 7.0, 7.5))
    frame = Frame(bill, style, sheet, 36.0, sheet.width - 30, sheet.height - 50)
    if style.look.chance("upd", 0.5):
        _upd_margin(frame)
    y = _faktura_head(frame)
    grid = _faktura_grid(frame)
    y = _faktura_lines(frame, grid, y + 8)
    sheet.text(frame.left, y + 22, f"Руководитель организации ____________ {bill.supplier.contact}")
    sheet.text(frame.left + frame.width * 0.5, y + 22, f"Главный бухгалтер ____________ {bill.numbers['contact']}")
    return sheet


def _upd_margin(frame: Frame) -> None:
    for i, row in enumerate(("Универсальный", "передаточный", "документ", "", "Статус: 1")):
        frame.sheet.text(frame.left - 10, 44 + i * frame.step, row)
    frame.left += 78


def _faktura_head(frame: Frame) -> float:
    bill, style, sheet = frame.bill, frame.style, frame.sheet
    head: list[Run] = [
        ("Счет-фактура № ", ""),
        (bill.number, "invoice_number"),
        (" от ", ""),
        *_day(frame),
        ("   (1)", ""),
    ]
    sheet.runs(frame.left, 40, head, size=sheet.size * 1.4, bold=style.look.chance("bold heads", 0.6))
    sheet.text(frame.left, 53, "Исправление № -- от --   (1а)")
    dash = style.look.pick("dash", ("--", "----", "-"))
    rows: list[list[Run]] = [
        [("Продавец: ", ""), (bill.supplier.name, "supplier_name"), ("   (2)", "")],
        [(f"Адрес: {', '.join(bill.supplier.address)}   (2а)", "")],
        [
            ("ИНН/КПП продавца: ", ""),
            (bill.supplier.tax_id, "supplier_tax_id"),
            (f"/{_kpp(frame, bill.supplier)}   (2б)", ""),
        ],
        [(f"Грузоотправитель и его адрес: {style.look.pick('shipper', ('он же', dash))}   (3)", "")],
        [
            ("Грузополучатель и его адрес: ", ""),
            (bill.customer.name, "customer_name"),
            (f", {', '.join(bill.customer.address)}   (4)", ""),
        ],
        [(f"К платежно-расчетному документу № {dash} от {dash}   (5)", "")],
        [
            ("Документ об отгрузке № п/п 1 № ", ""),
            (bill.numbers["delivery_note"], "delivery_note"),
            (f" от {style.day(bill.dates['delivery_date'])}   (5а)", ""),
        ],
        [("Покупатель: ", ""), (bill.customer.name, "customer_name"), ("   (6)", "")],
        [(f"Адрес: {', '.join(bill.customer.address)}   (6а)", "")],
        [
            ("ИНН/КПП покупателя: ", ""),
            (bill.customer.tax_id, "customer_tax_id"),
            (f"/{_kpp(frame, bill.customer)}   (6б)", ""),
        ],
        [("Валюта: наименование, код ", ""), ("Российский рубль, 643", "currency"), ("   (7)", "")],
    ]
    return frame.rows(frame.left, 66, rows)


def _faktura_grid(frame: Frame) -> Grid:
    headings = {
        "position": "№ п/п", "description": "Наименование товара (описание выполненных работ, оказанных услуг), имущественного права",
        "code": "Код вида товара", "unit_code": "код", "unit": "Единица измерения", "quantity": "Коли- чество (объем)",
        "unit_price": "Цена (тариф) за единицу измерения", "line_total": "Стоимость товаров (работ, услуг) без налога - всего",
        "excise": "В том числе сумма акциза", "rate": "Налоговая ставка", "tax": "Сумма налога, предъявляемая покупателю",
        "gross": "Стоимость товаров (работ, услуг) с налогом - всего",
    }  # fmt: skip
    shares = (0.03, 0.24, 0.06, 0.04, 0.07, 0.07, 0.1, 0.1, 0.07, 0.06, 0.08, 0.08)
    edges, x = [], frame.left
    for share in shares:
        edges.append((x, x + share * frame.width))
        x += share * frame.width
    columns = [
        Column(key, heading, "r" if i > 4 else "l", lambda _i, _line: [])
        for i, (key, heading) in enumerate(headings.items())
    ]
    return Grid(frame, columns, edges, frame.sheet.size, "grid")


def _faktura_lines(frame: Frame, grid: Grid, y: float) -> float:
    bill, bare, sheet = frame.bill, frame.style.bare, frame.sheet
    y = _faktura_header(grid, y)
    for i, line in enumerate(bill.lines):
        name = f"lines.{i}."
        places = max(2, -int(line.unit_price.normalize().as_tuple().exponent))
        exact = max(0, -int(line.quantity.normalize().as_tuple().exponent))
        rate: Run = ("без НДС", "") if bill.exemption else (f"{frame.style.rate(line.rate)}%", name + "tax_rate")
        tax: Run = ("без НДС", "") if bill.exemption else (bare.plain(line.tax), name + "tax")
        cells: list[Run] = [
            (str(i + 1), name + "position"), ("", ""), ("--", ""), ("796", ""), (unit(frame, line), name + "unit"),
            (bare.plain(line.quantity, exact), name + "quantity"), (bare.plain(line.unit_price, places), name + "unit_price"),
            (bare.plain(line.net), name + "line_total"), ("без акциза", ""), rate, tax, (bare.plain(line.gross), name + "gross"),
        ]  # fmt: skip
        x0, x1 = grid.edges[1]
        text = wrapped(sheet, [(line.description, name + "description")], x1 - x0 - 6)
        height = max(1, len(text)) * grid.step + 4
        if y + height + 40 > frame.bottom:
            _close(grid, y)
            sheet.new_page()
            y = _faktura_header(grid, 40)
        for j, row in enumerate(text):
            sheet.runs(x0 + 3, y + grid.step * (j + 0.9), row)
        _faktura_row(grid, y, cells)
        y += height
        sheet.rule(frame.left, y, frame.right, y, 0.4)
    none: Run = ("", "")
    tax_total: Run = ("без НДС", "") if bill.exemption else (bare.plain(bill.tax_total), "tax_total")
    sums: list[Run] = [none] * 7 + [
        (bare.plain(bill.net_total), "net_total"),
        ("X", ""),
        none,
        tax_total,
        (bare.plain(bill.gross_total), "gross_total"),
    ]
    sheet.text(grid.edges[1][0] + 3, y + grid.step, "Всего к оплате (9)", bold=True)
    _faktura_row(grid, y, sums)
    _close(grid, y + grid.step + 4)
    return y + grid.step + 4


def _faktura_row(grid: Grid, y: float, cells: list[Run]) -> None:
    for column, (x0, x1), cell in zip(grid.columns, grid.edges, cells, strict=True):
        where = x1 - 3 if column.align == "r" else x0 + 3
        wide = grid.frame.sheet.measure(cell[0])
        size = grid.frame.sheet.size * min(1.0, (x1 - x0 - 4) / wide) if wide else 0
        grid.frame.sheet.runs(where, y + grid.step * 0.9, [cell], align=column.align, size=size)


def _faktura_header(grid: Grid, y: float) -> float:
    sheet, size = grid.frame.sheet, grid.frame.sheet.size * 0.82
    grid.top = y
    wrappedall = [
        wrapped(sheet, [(c.heading, "")], x1 - x0 - 4, size)
        for c, (x0, x1) in zip(grid.columns, grid.edges, strict=True)
    ]
    for (x0, x1), lines in zip(grid.edges, wrappedall, strict=True):
        for j, line in enumerate(lines):
            sheet.runs((x0 + x1) / 2, y + size * (j * 1.15 + 1.1), [(line[0][0].strip(), "")], align="c", size=size)
    y += max(len(lines) for lines in wrappedall) * size * 1.15 + 5
    sheet.rule(grid.frame.left, grid.top, grid.frame.right, grid.top, 0.4)
    sheet.rule(grid.frame.left, y, grid.frame.right, y, 0.4)
    numbers = ("1", "1а", "1б", "2", "2а", "3", "4", "5", "6", "7", "8", "9")
    for (x0, x1), number in zip(grid.edges, numbers, strict=True):
        sheet.text((x0 + x1) / 2, y + size * 1.1, number, align="c", size=size)
    y += size * 1.6
    sheet.rule(grid.frame.left, y, grid.frame.right, y, 0.4)
    return y


def _close(grid: Grid, y: float) -> None:
    for x in [*(x0 for x0, _ in grid.edges), grid.frame.right]:
        grid.frame.sheet.rule(x, grid.top, x, y, 0.4)
    grid.frame.sheet.rule(grid.frame.left, y, grid.frame.right, y, 0.4)
