"""What Chinese law wants on a fapiao (发票), VAT special, ordinary or fully digitalised."""

import re
from collections.abc import Iterator

from orchestrator.figures import figures
from orchestrator.rules.base import Case
from orchestrator.rules.particular import LONGEST, Particular, has, is_national_data, is_structured
from orchestrator.rules.values import text_of

CONTENT = "Detailed Rules on the Administration of Invoices (发票管理办法实施细则), article 4"
BUYER = "State Taxation Administration Announcement 2017 No. 16, article 1"
DIGITAL = "State Taxation Administration Announcement 2024 No. 11, article 3"
TITLE = re.compile(r"电子发票|增值税[^\n]{0,8}发票|(?:普通|专用|通用|机打)发票|发票代码|发票监制|数电票")
"""What a fapiao calls itself; bills of the supplier's own may have a 发票编号, too."""
COMPANY = re.compile(r"公司|集团|厂|中心|银行|合作社|事务所|企业|研究院|大学|医院|学校")
CODE = re.compile(r"(?<!\d)\d{10}(?:\d{2})?(?!\d)")
UNTAXED = re.compile(r"免税|不征税|\*{3}")


def applies(case: Case) -> bool:
    """Whether a document of a Chinese supplier is a fapiao, and not just a bill; UBL and CII are never one."""
    return is_national_data(case) or TITLE.search(case.text[:LONGEST]) is not None


def particulars(case: Case) -> Iterator[Particular]:
    """What must stand on it; the bank account, the seal and the note (备注) cannot be told from the fields."""
    yield Particular("an invoice number (发票号码) of 20 or 8 figures", DIGITAL, _has_number)
    yield Particular("the invoice code (发票代码)", CONTENT, _has_code)
    yield Particular("the buyer's name (购买方名称)", CONTENT, has("customer_name"))
    if COMPANY.search(text_of(case.invoice, "customer_name")):
        yield Particular("the buyer's taxpayer number (购买方纳税人识别号)", BUYER, has("customer_tax_id"))
    yield Particular("the seller's name (销售方名称)", CONTENT, has("supplier_name"))
    yield Particular("the seller's taxpayer number (销售方纳税人识别号)", CONTENT, has("supplier_tax_id"))
    yield Particular("the rate of tax (税率)", CONTENT, _has_rate)
    yield Particular("the amount of tax (税额)", CONTENT, _has_tax)
    yield Particular("the person who issued it (开票人)", CONTENT, _names_issuer)


def _number(case: Case) -> str:
    return re.sub(r"\s", "", text_of(case.invoice, "invoice_number"))


def _has_number(case: Case) -> bool:
    """A missing number is the business of `required_fields`; a paper fapiao's may be read together with its code."""
    number = _number(case)
    return not number or bool(re.fullmatch(r"\d{20}|\d{8}|\d{10}-?\d{8}|\d{12}-?\d{8}", number))


def _has_code(case: Case) -> bool:
    """Only with numbers of 8 figures; a fully digitalised fapiao has no code."""
    return len(_number(case)) != 8 or not case.text or bool(CODE.search(case.text[:LONGEST]))


def _has_rate(case: Case) -> bool:
    if any(line.tax_rate for line in case.invoice.lines):
        return True
    return not case.text or "%" in case.text[:LONGEST] or bool(UNTAXED.search(case.text[:LONGEST]))


def _has_tax(case: Case) -> bool:
    return figures(case.invoice).printed_tax is not None or bool(UNTAXED.search(case.text[:LONGEST]))


def _names_issuer(case: Case) -> bool:
    """Asked of pages only: XML names it by an element, of which the text tells nothing."""
    return (
        is_structured(case) or not case.text or "开票" in re.sub(r"\s", "", case.text[:LONGEST]).replace("开票日期", "")
    )
