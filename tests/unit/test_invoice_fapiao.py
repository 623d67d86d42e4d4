"""Buyer and seller of a Chinese fapiao, with the blocks above each other and side by side."""

import pytest

from extractors.invoice.whole_invoice import read_invoice
from extractors.models import Kind, Page, Source, Word

BUYER, SELLER = ("上海蓝天办公用品有限公司", "91310000132210113M"), ("北京远航科技有限公司", "91110000802100433B")


def word(text: str, x: float, y: float) -> Word:
    width = sum(10 if char > "\u2e80" else 5 for char in text)
    return Word(text=text, bbox=(x, y, x + width, y + 10))


def block(mark: str, party: tuple[str, str], x: float, y: float) -> list[Word]:
    """Upright 购买方 or 销售方 with a name and a number to the right of it."""
    upright = [word(char, x, y + 14 * place) for place, char in enumerate(mark)]
    return [*upright, word(f"名称：{party[0]}", x + 25, y), word(f"纳税人识别号：{party[1]}", x + 25, y + 16)]


@pytest.mark.parametrize(
    ("buyer", "seller"), [((30, 120), (30, 420)), ((30, 120), (320, 120)), ((320, 120), (30, 120))]
)
def test_buyer_and_seller_are_told_apart_by_the_marks(buyer: tuple[float, float], seller: tuple[float, float]) -> None:
    words = [
        word("电子发票（普通发票）", 220, 40),
        word("发票号码：26312000", 400, 60),
        *block("购买方", BUYER, *buyer),
        *block("销售方", SELLER, *seller),
        word("价税合计（小写）", 300, 700),
        word("¥113.00", 420, 700),
    ]
    page = Page(number=1, width=600, height=800, words=tuple(words), source=Source.TEXT)
    invoice = read_invoice((page,), Kind.INVOICE, "zh")
    assert invoice.supplier_name and invoice.customer_name and invoice.supplier_tax_id and invoice.customer_tax_id
    assert (invoice.customer_name.value, invoice.customer_tax_id.value) == BUYER
    assert (invoice.supplier_name.value, invoice.supplier_tax_id.value) == SELLER
    assert invoice.supplier_name.bbox is not None and invoice.supplier_name.bbox[0] > seller[0] + 25
