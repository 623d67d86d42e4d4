"""The Chinese statutory invoice (fapiao): one ruled form, in its older and its all-electronic style."""

# ruff: noqa: E501 -- the wording of a form is a table of words

from decimal import Decimal

from benchmarks.generated.identities import fill
from benchmarks.generated.model import Bill, Line, Party
from benchmarks.generated.page.columns import unit
from benchmarks.generated.page.frame import Frame
from benchmarks.generated.sheet import Run, Sheet
from benchmarks.generated.style import Style, wrapped

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "拾", "佰", "仟")
COLUMNS = (("description", 0.25, "l"), ("model", 0.11, "l"), ("unit", 0.06, "c"), ("quantity", 0.1, "r"), ("price", 0.13, "r"), ("net", 0.14, "r"), ("rate", 0.09, "c"), ("tax", 0.12, "r"))  # fmt: skip
CATEGORIES = "*办公用品*|*信息技术服务*|*现代服务*|*餐饮服务*|*金属制品*|*运输服务*|*电子设备*|*食品*|"


def capitals(amount: Decimal) -> str:
    """An amount as Chinese law wants it in words: 壹仟贰佰叁拾肆圆伍角陆分."""
    whole, _, part = f"{abs(amount):.2f}".partition(".")
    text = ""
    groups = [whole[max(0, end - 4) : end] for end in range(len(whole), 0, -4)]
    for i in reversed(range(len(groups))):
        text += _group(groups[i], bool(text)) + ("", "万", "亿")[i] * (int(groups[i]) > 0)
    text = (text or "零") + "圆"
    if part == "00":
        return text + "整"
    tenths = DIGITS[int(part[0])] + ("角" if part[0] != "0" else "")
    return text + tenths + (DIGITS[int(part[1])] + "分" if part[1] != "0" else "整")


def _group(digits: str, follows: bool) -> str:
    text, gap = "", False
    for i, digit in enumerate(digits):
        if digit == "0":
            gap = True
            continue
        text += ("零" if gap and (text or follows) else "") + DIGITS[int(digit)] + UNITS[len(digits) - 1 - i]
        gap = False
    return text


def draw_fapiao(bill: Bill, style: Style) -> Sheet:
    """The form, as long as its lines need; amounts are without tax, the tax beside them."""
    sheet = style.sheet()
    sheet.size = style.look.pick("fapiao size", (7.5, 8.0, 8.5))
    sheet.width = style.look.pick("fapiao width", (595.28, 609.0, 640.0))
    sheet.height = 3000.0
    frame = Frame(bill, style, sheet, 24.0, sheet.width - 24.0, 3000.0)
    y = _head(frame)
    top = y
    y = _parties(frame, y)
    y = _lines(frame, y)
    y = _sums(frame, y)
    y = _remarks(frame, y)
    sheet.box((frame.left, top, frame.right, y), ink=_ink(frame), width=0.8)
    _signers(frame, y)
    sheet.height = max(y + 40, style.look.pick("fapiao height", (394.0, 420.0, 842.0)))
    return sheet


def _new(frame: Frame) -> bool:
    return frame.look.chance("fapiao electronic", 0.6)


def _ink(frame: Frame) -> str:
    return frame.look.pick("fapiao ink", ("#8a4b08", "#7a1f2b", "#333333", "#16365c"))


def _head(frame: Frame) -> float:
    bill, look, sheet = frame.bill, frame.look, frame.sheet
    kind = look.pick("fapiao kind", ("专用发票", "普通发票"))
    place = bill.supplier.city.split("市")[0]
    title = (
        f"电子发票（{'增值税专用发票' if kind == '专用发票' else '普通发票'}）"
        if _new(frame)
        else f"{place}增值税{look.pick('paper', ('', '电子'))}{kind}"
    )
    sheet.text(sheet.width / 2, 46, title, align="c", size=16, ink=_ink(frame))
    sheet.rule(sheet.width / 2 - 110, 52, sheet.width / 2 + 110, 52, 0.8, _ink(frame))
    rng = look.random(f"numbers {bill.number}")
    rows: list[list[Run]] = [
        [("发票号码" + frame.look.pick("wide colon", ("：", ":")) + " ", ""), (bill.number, "invoice_number")],
        [("开票日期：", ""), (frame.style.day(bill.issued), "issue_date")],
    ]
    if not _new(frame):
        rows.insert(0, [("发票代码: ", ""), (fill("0##0##00####", rng), "other_number")])
        rows.append([("校 验 码: ", ""), (fill("##### ##### ##### #####", rng), "other_number")])
        sheet.text(frame.left, 70, f"机器编号: {fill('49990#######', rng)}")
    y = frame.rows(sheet.width - 190, 34, rows)
    return max(y, 84.0)


def _parties(frame: Frame, y: float) -> float:
    bill, sheet = frame.bill, frame.sheet
    buyer = _party(frame, bill.customer, "customer")
    seller = _party(frame, bill.supplier, "supplier")
    if not _new(frame):
        y = _block(frame, (frame.left, frame.right), y, "购买方", buyer)
        frame.sheet.rule(frame.left, y, frame.right, y, 0.5, _ink(frame))
        return y
    middle = (frame.left + frame.right) / 2
    end = max(
        _block(frame, (frame.left, middle), y, "购买方信息", buyer),
        _block(frame, (middle, frame.right), y, "销售方信息", seller),
    )
    sheet.rule(middle, y, middle, end, 0.5, _ink(frame))
    sheet.rule(frame.left, end, frame.right, end, 0.5, _ink(frame))
    return end


def _party(frame: Frame, party: Party, role: str) -> list[list[Run]]:
    new = _new(frame)
    rows: list[list[Run]] = [
        [("名称：" if new else "名    称：", ""), (party.name, f"{role}_name")],
        [("统一社会信用代码/纳税人识别号：" if new else "纳税人识别号：", ""), (party.tax_id, f"{role}_tax_id")],
    ]
    if not new:
        account = frame.bill.accounts[0]
        bank = f"{account.bank} {account.number}" if role == "supplier" else "招商银行 6225880137706868"
        rows += [[(f"地 址、电 话：{''.join(party.address)} {party.phone}", "")], [(f"开户行及账号：{bank}", "")]]
    return rows


def _block(frame: Frame, edges: tuple[float, float], y: float, label: str, rows: list[list[Run]]) -> float:
    """Rows beside a label written downwards."""
    x = edges[0]
    step = frame.sheet.size * 1.1
    for i, char in enumerate(label):
        frame.sheet.text(x + 5, y + step * (i + 1), char, ink=_ink(frame))
    frame.sheet.rule(x + 18, y, x + 18, y + step * 6, 0.5, _ink(frame))
    lines = [line for row in rows for line in wrapped(frame.sheet, row, edges[1] - x - 26)]
    return max(frame.rows(x + 22, y + step * 1.2, lines), y + step * 6)


def _edges(frame: Frame) -> list[tuple[float, float]]:
    edges, x = [], frame.left
    for _, share, _ in COLUMNS:
        edges.append((x, x + share * frame.width))
        x += share * frame.width
    return edges


def _put(frame: Frame, y: float, column: int, runs: list[Run], align: str = "") -> None:
    x0, x1 = _edges(frame)[column]
    align = align or COLUMNS[column][2]
    x = {"l": x0 + 3, "c": (x0 + x1) / 2, "r": x1 - 3}[align]
    frame.sheet.runs(x, y, runs, align=align)


def _lines(frame: Frame, y: float) -> float:
    step = frame.sheet.size * 1.45
    names = (
        "项目名称" if _new(frame) else "货物或应税劳务、服务名称",
        "规格型号",
        "单位",
        "数量",
        "单价",
        "金额",
        "税率/征收率" if _new(frame) else "税率",
        "税额",
    )
    y += step
    for i, name in enumerate(names):
        x0, x1 = _edges(frame)[i]
        size = min(frame.sheet.size, (x1 - x0 - 2) / max(1, len(name)))
        frame.sheet.text((x0 + x1) / 2, y, name, align="c", size=size, ink=_ink(frame))
    category = frame.look.pick("category", CATEGORIES.split("|"))
    for i, line in enumerate(frame.bill.lines):
        y = _line(frame, y + step, i, line, category)
    return y + step * frame.look.pick("fapiao room", (0.5, 1.5, 3.0))


def _line(frame: Frame, y: float, i: int, line: Line, category: str) -> float:
    style, name = frame.style, f"lines.{i}."
    text = wrapped(
        frame.sheet, [(category + line.description, name + "description")], _edges(frame)[0][1] - frame.left - 5
    )
    places = max(2, -int(line.unit_price.normalize().as_tuple().exponent))
    exact = max(0, -int(line.quantity.normalize().as_tuple().exponent))
    rate = "免税" if frame.bill.exemption else style.rate(line.rate) + "%"
    cells: list[list[Run]] = [
        [], [(line.code if frame.look.chance("fapiao model", 0.5) else "", name + "code")], [(unit(frame, line), name + "unit")],
        [(style.bare.plain(line.quantity, exact), name + "quantity")], [(style.bare.plain(line.unit_price, places), name + "unit_price")],
        [(style.bare.plain(line.net), name + "line_total")], [(rate, name + "tax_rate" if rate != "免税" else "")],
        [("***" if frame.bill.exemption else style.bare.plain(line.tax), name + "tax")],
    ]  # fmt: skip
    for column, cell in enumerate(cells):
        _put(frame, y, column, cell)
    for j, row in enumerate(text):
        _put(frame, y + j * frame.sheet.size * 1.2, 0, row)
    return y + (len(text) - 1) * frame.sheet.size * 1.2


def _sums(frame: Frame, y: float) -> float:
    bill, style, sheet, ink = frame.bill, frame.style, frame.sheet, _ink(frame)
    step = sheet.size * 1.6
    sign = frame.look.pick("yuan", ("¥", "￥"))
    sheet.text(frame.left + 30, y + step * 0.7, "合      计", ink=ink)
    _put(frame, y + step * 0.7, 5, [(sign, "currency"), (style.bare.plain(bill.net_total), "net_total")])
    tax: list[Run] = (
        [("***", "")] if bill.exemption else [(sign, "currency"), (style.bare.plain(bill.tax_total), "tax_total")]
    )
    _put(frame, y + step * 0.7, 7, tax)
    y += step
    sheet.rule(frame.left, y, frame.right, y, 0.5, ink)
    words = ("（负数）" if bill.gross_total < 0 else "") + capitals(bill.gross_total)
    sheet.runs(frame.left + 20, y + step * 0.75, [("价税合计（大写）    ", ""), (words, "")])
    gross: list[Run] = [("（小写） ", ""), (sign, "currency"), (style.bare.plain(bill.gross_total), "gross_total")]
    sheet.runs(frame.left + frame.width * 0.68, y + step * 0.75, gross)
    y += step * 1.1
    sheet.rule(frame.left, y, frame.right, y, 0.5, ink)
    if _new(frame):
        return y
    return _block(frame, (frame.left, frame.right), y, "销售方", _party(frame, bill.supplier, "supplier"))


def _remarks(frame: Frame, y: float) -> float:
    if not _new(frame):
        return y
    rows: list[list[Run]] = []
    if frame.look.chance("fapiao order", 0.35):
        rows.append([("订单号:", ""), (frame.bill.po_number, "po_number")])
    if frame.look.chance("fapiao bank", 0.4):
        account = frame.bill.accounts[0]
        rows.append([(f"销方开户银行:{account.bank}; 银行账号:{account.number}", "")])
    if frame.bill.original:
        rows.append([("被红冲蓝字数电发票号码：", ""), (frame.bill.original, "original")])
    return _block(frame, (frame.left, frame.right), y, "备注", rows)


def _signers(frame: Frame, y: float) -> None:
    people = [frame.bill.numbers["contact"], frame.bill.supplier.contact, "管理员"]
    labels = ("开票人：",) if _new(frame) else ("收款人：", "复核：", "开票人：")
    for i, label in enumerate(labels):
        frame.sheet.text(frame.left + 20 + i * 150, y + 16, label + people[i])
