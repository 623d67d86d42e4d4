"""OFD files for the tests of reading, packed of the parts that a test asks for."""

import zipfile
from io import BytesIO

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
INVOICE_XML = """<?xml version="1.0" encoding="utf-8"?>
<eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019"><fp:InvoiceNo>24680135</fp:InvoiceNo>
  <fp:IssueDate>2024年3月5日</fp:IssueDate><fp:Buyer><fp:BuyerName>买方有限公司</fp:BuyerName></fp:Buyer>
  <fp:Seller><fp:SellerName>卖方商店</fp:SellerName><fp:SellerTaxID>91310000MA1FL0000X</fp:SellerTaxID></fp:Seller>
  <fp:TaxInclusiveTotalAmount>¥1,060.00</fp:TaxInclusiveTotalAmount><fp:TaxTotalAmount>60.00</fp:TaxTotalAmount>
  <fp:TaxExclusiveTotalAmount>1000.00</fp:TaxExclusiveTotalAmount><fp:GoodsInfos><fp:GoodsInfo>
  <fp:Item>*餐饮服务*餐费</fp:Item><fp:Quantity></fp:Quantity><fp:Amount>1000.00</fp:Amount><fp:TaxScheme>6%</fp:TaxScheme>
  </fp:GoodsInfo></fp:GoodsInfos></eInvoice>"""
PROPERTIES = {
    "发票号码": "24680135", "开票日期": "2024年03月05日", "合计金额": "1000.00", "合计税额": "60.00",
    "销售方纳税人识别号": "91310000MA1FL0000X", "购买方纳税人识别号": "91110000MA0000000Y",
}  # fmt: skip
TEXTS = {
    "11": "24680135", "12": "卖方商店", "13": "91310000MA1FL0000X", "14": "¥", "15": "1060.00", "16": "2024年03月05日",
}  # fmt: skip
TAGS = """<?xml version="1.0" encoding="UTF-8"?>
<:eInvoice xmlns:=""><InvoiceNo><ofd:ObjectRef PageRef="1">11</ofd:ObjectRef></InvoiceNo>
  <Seller><SellerName><ofd:ObjectRef PageRef="1">12</ofd:ObjectRef></SellerName>
  <SellerTaxID><ofd:ObjectRef PageRef="1">13</ofd:ObjectRef></SellerTaxID></Seller>
  <IssueDate><ofd:ObjectRef PageRef="1">16</ofd:ObjectRef></IssueDate>
  <TaxInclusiveTotalAmount><ofd:ObjectRef PageRef="1">14</ofd:ObjectRef><ofd:ObjectRef PageRef="1">15</ofd:ObjectRef>
  </TaxInclusiveTotalAmount></:eInvoice>"""


def ofd(
    invoice: str | None = None, tags: str | None = None, properties: dict[str, str] | None = None,
    texts: dict[str, str] | None = None, extra: dict[str, bytes] | None = None,
) -> bytes:  # fmt: skip
    """An OFD of one page, 210 x 140 mm: each text stands 10 mm below the one before, the title on the template."""
    data = "".join(
        f'<ofd:CustomData Name="{name}">{text}</ofd:CustomData>' for name, text in (properties or {}).items()
    )
    objects = "".join(
        _text_object(number, text, 10.0 * row) for row, (number, text) in enumerate((texts or TEXTS).items(), start=2)
    )
    parts = {
        "OFD.xml": f"""<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocInfo><ofd:CustomDatas>{data}</ofd:CustomDatas>
          </ofd:DocInfo><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>""",
        "Doc_0/Document.xml": f"""<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>
          <ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea>
          <ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>
          <ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>""",
        "Doc_0/Tpls/Tpl_0/Content.xml": _page(_text_object("9", "电子普通发票 样本", 10.0)),
        "Doc_0/Pages/Page_0/Content.xml": _page(objects, '<ofd:Template TemplateID="2"/>'),
    }
    if invoice is not None:
        parts["Doc_0/Attachs/original_invoice.xml"] = invoice
    if tags is not None:
        parts["Doc_0/Tags/CustomTag.xml"] = tags
    return packed({**{name: content.encode() for name, content in parts.items()}, **(extra or {})})


def packed(parts: dict[str, bytes]) -> bytes:
    """A ZIP of the parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _page(content: str, template: str = "") -> str:
    return f"<ofd:Page {NAMESPACE}>{template}<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"


def _text_object(number: str, text: str, top: float) -> str:
    step = f"g {len(text) - 1} 3" if len(text) > 2 else "3"
    return f"""<ofd:TextObject ID="{number}" Boundary="20 {top} 100 5" Size="3">
      <ofd:TextCode X="0" Y="4" DeltaX="{step}">{text}</ofd:TextCode></ofd:TextObject>"""
