"""The columns of files of orders and goods receipts, by the names that people give them in four languages."""

import unicodedata
from collections.abc import Mapping, Sequence

from orchestrator.purchasing.models import Frozen, OrderState

Names = Mapping[str, str]
ORDER: Names = {
    "number": (
        "order number|order no|order|order id|po number|po no|po|purchase order|purchase order number|"
        "采购订单|采购订单号|订单号|订单编号|采购单号|订单|заказ|номер заказа|заказ поставщику|№ заказа|"
        "bestellnummer|bestellung|bestell nr|bestellnr|auftragsnummer|belegnummer"
    ),
    "supplier_code": (
        "supplier code|supplier no|supplier number|supplier id|vendor code|vendor no|vendor number|"
        "供应商代码|供应商编码|供应商编号|код поставщика|поставщик код|"
        "lieferantennummer|lieferanten nr|lieferantennr|kreditor|kreditorennummer"
    ),
    "supplier_name": (
        "supplier|supplier name|vendor|vendor name|供应商|供应商名称|поставщик|наименование поставщика|контрагент|"
        "lieferant|lieferantenname|name des lieferanten"
    ),
    "currency": "currency|currency code|货币|币种|валюта|währung|waehrung|whg",
    "issue_date": "order date|date|ordered on|订单日期|下单日期|日期|дата|дата заказа|bestelldatum|datum|belegdatum",
    "state": "status|state|order status|状态|订单状态|статус|состояние",
    "line_id": (
        "line|line id|line no|line number|order line|pos|position|行|行号|项次|序号|行项目|строка|"
        "номер строки|позиция|№ строки|zeile|positionsnummer|pos nr|bestellposition"
    ),
    "item_number": (
        "item|item no|item number|article|article number|sku|material|part number|product code|物料|物料编码|"
        "物料号|商品编码|货号|артикул|номенклатура|код товара|artikel|artikelnummer|"
        "artikel nr|materialnummer|material nr"
    ),
    "seller_item_number": (
        "supplier item|supplier item number|seller item number|vendor item|供应商货号|供应商物料号|"
        "артикул поставщика|lieferantenartikel|lieferantenartikelnummer|artikelnummer des lieferanten"
    ),
    "description": (
        "description|name|item description|item name|text|描述|名称|品名|物料描述|物料名称|商品名称|описание|"
        "наименование|наименование товара|beschreibung|bezeichnung|artikelbezeichnung|kurztext"
    ),
    "quantity": (
        "quantity|qty|ordered|ordered quantity|order quantity|数量|订单数量|订购数量|количество|кол во|заказано|"
        "menge|bestellmenge|anzahl"
    ),
    "unit": "unit|uom|unit of measure|单位|计量单位|единица|ед|ед изм|единица измерения|einheit|me|mengeneinheit",
    "net_price": (
        "price|net price|unit price|单价|不含税单价|净价|价格|цена|цена без ндс|цена за единицу|"
        "preis|nettopreis|einzelpreis|stückpreis|stueckpreis"
    ),
    "price_quantity": (
        "price quantity|price unit|price per|per|价格单位|每|цена за|за количество|preiseinheit|pro|preis pro"
    ),
}
RECEIPT: Names = {
    "number": (
        "receipt|receipt number|receipt no|goods receipt|goods receipt number|delivery note|delivery note number|grn|"
        "入库单|入库单号|收货单|收货单号|送货单号|приходная накладная|накладная|номер накладной|поступление|приход|"
        "wareneingang|wareneingangsnummer|lieferschein|lieferscheinnummer|lieferschein nr|we nr"
    ),
    "order_number": ORDER["number"].replace("|belegnummer", ""),
    "line_id": ORDER["line_id"],
    "item_number": ORDER["item_number"],
    "quantity": (
        "quantity|qty|received|received quantity|quantity received|数量|收货数量|入库数量|количество|кол во|получено|"
        "поступило|принято|menge|gelieferte menge|eingegangen|liefermenge|wareneingangsmenge"
    ),
    "unit": ORDER["unit"],
    "received_on": (
        "date|received on|receipt date|delivery date|日期|收货日期|入库日期|дата|дата поступления|дата накладной|"
        "datum|eingangsdatum|lieferdatum|wareneingangsdatum"
    ),
}


class Header(Frozen):
    """Which column of a file is which.

    Attributes:
        places: the place (from 0) of each of our columns that the file has.
        free: headings that mean nothing here; their columns are passed over.
        problem: why the file cannot be taken, empty if it can.
    """

    places: dict[str, int]
    free: tuple[str, ...] = ()
    problem: str = ""


def header_of(cells: Sequence[str], names: Names, needed: Sequence[str]) -> Header:
    """Recognise a file's first row. Two columns of one meaning, or a needed one that is missing, are its problem."""
    known = {folded(name): column for column, every in names.items() for name in (column, *every.split("|"))}
    places: dict[str, int] = {}
    free = []
    for place, cell in enumerate(cells):
        column = known.get(folded(cell))
        if column is None:
            free += [cell.strip()] if cell.strip() else []
        elif column in places:
            both = f"{cells[places[column]].strip()!r} and {cell.strip()!r}"
            return Header(places=places, problem=f"The columns {both} mean the same ({column}); leave one of them out.")
        else:
            places[column] = place
    missing = [column for column in needed if column not in places]
    if missing:
        hints = ", ".join(f"{column} (such as {names[column].split('|')[0]!r})" for column in missing)
        return Header(places=places, free=tuple(free), problem=f"The first row lacks the columns {hints}.")
    return Header(places=places, free=tuple(free))


def folded(heading: str) -> str:
    """A heading without case, punctuation and space: ``Bestell-Nr.`` is ``bestellnr``."""
    plain = unicodedata.normalize("NFKC", heading).casefold().replace("ё", "е")
    return "".join(character for character in plain if character.isalnum())


STATES: Mapping[str, OrderState] = {
    folded(name): state
    for state, names in {
        OrderState.OPEN: (
            "open|released|confirmed|approved|sent|打开|未完成|已审核|已批准|执行中|открыт|в работе|подтвержден|"
            "offen|freigegeben|bestätigt"
        ),
        OrderState.CLOSED: (
            "closed|complete|completed|done|finished|关闭|已关闭|完成|已完成|закрыт|выполнен|"
            "geschlossen|abgeschlossen|erledigt"
        ),
        OrderState.CANCELLED: "cancelled|canceled|void|取消|已取消|作废|отменен|аннулирован|storniert|annulliert",
    }.items()
    for name in names.split("|")
}
"""What files say of an order's state."""
