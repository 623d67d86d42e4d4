"""The letterheads of the known suppliers; tax ids and accounts come from the ERP's supplier list where it has them."""

import csv
from dataclasses import replace
from pathlib import Path

from samples.model import Party

LIST = Path(__file__).resolve().parent.parent / "deploy" / "tryton" / "suppliers.csv"


def _listed() -> dict[str, dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as handle:
        return {row["code"]: row for row in csv.DictReader(handle)}


def supplier(code: str) -> Party:
    """The supplier's letterhead with the ids of the ERP's list; KeyError for a code that has none."""
    party = LETTERHEADS[code]
    row = _listed()[code]
    if row["name"] != party.name:
        raise ValueError(f"{code} is {row['name']!r} in the list and {party.name!r} here; make them one")
    return replace(party, tax_id=row["tax_id"] or party.tax_id, iban=row["iban"] or party.iban)


_ALL = (
    Party(
        "S1001",
        "Acme Paper GmbH",
        ("Papiermühlenweg 12", "50829 Köln"),
        bank="Commerzbank Köln",
        bic="COBADEFFXXX",
        phone="+49 221 5550 140",
        email="rechnung@acme-paper.example",
        web="www.acme-paper.example",
        register="Amtsgericht Köln HRB 48213 · Geschäftsführerin: Dr. Ilse Brandt",
    ),
    Party(
        "S1002",
        "Acme Paper Ltd",
        ("Unit 4, Kingfisher Park", "Reading RG2 0TD", "United Kingdom"),
        bank="National Westminster Bank",
        bic="NWBKGB2L",
        phone="+44 118 496 0127",
        email="accounts@acmepaper.example",
        web="www.acmepaper.example",
        register="Registered in England and Wales No. 07214408",
    ),
    Party(
        "S1003",
        "Blue Widgets LLC",
        ("2100 Harrison Street, Suite 400", "San Francisco, CA 94110", "USA"),
        bank="First Republic Trust",
        phone="+1 415 555 0188",
        email="billing@bluewidgets.example",
        web="bluewidgets.example",
        more={"routing": "121000358", "account": "000445 8821"},
    ),
    Party(
        "S1004",
        "Papeterie Lumière SARL",
        ("18, rue des Carmes", "69002 Lyon"),
        bank="La Banque Postale",
        bic="PSSTFRPPLYO",
        phone="+33 4 72 55 01 80",
        email="compta@papeterie-lumiere.example",
        web="www.papeterie-lumiere.example",
        register="SARL au capital de 40 000 € · RCS Lyon 303 265 045",
    ),
    Party(
        "S1005",
        "Nordlicht Logistik AG",
        ("Speicherstraße 7", "20457 Hamburg"),
        bank="Frankfurter Volksbank",
        bic="VBRSDE33XXX",
        phone="+49 40 5550 7100",
        email="buchhaltung@nordlicht-logistik.example",
        web="www.nordlicht-logistik.example",
        register="Amtsgericht Hamburg HRB 101877 · Vorstand: Jens Petersen",
    ),
    Party(
        "S1006",
        "上海蓝天办公用品有限公司",
        ("上海市徐汇区漕溪北路88号", "200030"),
        bank="中国工商银行上海徐汇支行",
        phone="021-5550 6188",
        more={"account": "1001 2345 0920 6677 881"},
    ),
    Party(
        "S1007",
        "ООО «Северный ветер»",
        ("197022, г. Санкт-Петербург", "ул. Профессора Попова, д. 23, оф. 311"),
        bank="АО «Невский Банк», г. Санкт-Петербург",
        phone="+7 812 555-01-47",
        email="buh@sever-veter.example",
        more={
            "kpp": "781301001",
            "bik": "044030795",
            "account": "40702810500000012345",
            "correspondent": "30101810400000000795",
        },
    ),
    Party(
        "S1008",
        "Harbour Freight Services Ltd",
        ("Dock House, 3 Quayside Road", "Felixstowe IP11 3SY", "United Kingdom"),
        bank="Lloyds Bank plc",
        phone="+44 1394 496 0350",
        email="invoices@harbourfreight.example",
        web="www.harbourfreight.example",
        register="Company No. 05531902",
        more={"sort_code": "30-94-57", "account": "2081 6644"},
    ),
    Party(
        "S1009",
        "Müller & Söhne Bürobedarf KG",
        ("Bahnhofstraße 44", "76137 Karlsruhe"),
        bank="Deutsche Kreditbank Berlin",
        bic="BYLADEM1001",
        phone="+49 721 5550 23",
        email="info@mueller-soehne.example",
        web="www.mueller-soehne.example",
        register="Amtsgericht Mannheim HRA 703318",
    ),
)
LETTERHEADS = {party.code: party for party in _ALL}
