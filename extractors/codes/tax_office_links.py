"""Links to tax offices that name the invoice: Spain (VERI*FACTU), Mexico (CFDI), Argentina, Poland (KSeF), Croatia."""

import base64
import binascii
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, date_in, text_in
from extractors.models import Kind

Said = dict[str, str]
LONGEST_LINK = 4000


def read_link(payload: Payload) -> Stated | None:
    """What a link to a tax office says of the invoice; None for any other payload. No link is followed."""
    text = payload.decoded().strip()
    if not text.lower().startswith(("https://", "http://")) or len(text) > LONGEST_LINK:
        return None
    try:
        link = urlsplit(text)
    except ValueError:
        return None
    said = {name: values[0] for name, values in parse_qs(link.query).items()}
    for office, reader in OFFICES.items():
        if (link.hostname or "").endswith(office):
            return reader(link, said)
    return None


def _spain(link: SplitResult, said: Said) -> Stated | None:
    return _stated(
        "VERI*FACTU code", supplier_tax_id=said.get("nif"), invoice_number=said.get("numserie"), currency="EUR",
        issue_date=date_in(said.get("fecha"), "%d-%m-%Y"), gross_total=amount_in(said.get("importe")),
    )  # fmt: skip


def _mexico(link: SplitResult, said: Said) -> Stated | None:
    return _stated(
        "CFDI code", supplier_tax_id=said.get("re"), customer_tax_id=said.get("rr"),
        gross_total=amount_in(said.get("tt")),
    )  # fmt: skip


def _argentina(link: SplitResult, said: Said) -> Stated | None:
    try:
        packed = said.get("p", "")
        facts = json.loads(base64.b64decode(packed + "=" * (-len(packed) % 4)), parse_float=Decimal)
        number = f"{int(facts['ptoVta']):05d}-{int(facts['nroCmp']):08d}"
    except (binascii.Error, ValueError, KeyError, TypeError, RecursionError):
        return None
    return _stated(
        "AFIP code", supplier_tax_id=str(facts.get("cuit", "")), invoice_number=number,
        currency={"PES": "ARS", "DOL": "USD"}.get(str(facts.get("moneda"))),
        issue_date=date_in(str(facts.get("fecha")), "%Y-%m-%d"), gross_total=amount_in(str(facts.get("importe"))),
    )  # fmt: skip


def _poland(link: SplitResult, said: Said) -> Stated | None:
    parts = re.search(r"/invoice/(\d{10})/(\d{2}-\d{2}-\d{4})/", link.path)
    if parts is None:
        return None
    return _stated("KSeF code", supplier_tax_id=parts.group(1), issue_date=date_in(parts.group(2), "%d-%m-%Y"))


def _croatia(link: SplitResult, said: Said) -> Stated | None:
    cents = amount_in(said.get("izn"))
    amount = cents / 100 if cents is not None and said["izn"].isdigit() else cents
    return _stated(
        "Croatian receipt code", kind=Kind.RECEIPT, gross_total=amount, issue_date=date_in(said.get("datv", "")[:8])
    )


OFFICES: dict[str, Callable[[SplitResult, Said], Stated | None]] = {
    "agenciatributaria.gob.es": _spain,
    "facturaelectronica.sat.gob.mx": _mexico,
    "afip.gob.ar": _argentina,
    "arca.gob.ar": _argentina,
    "ksef.mf.gov.pl": _poland,
    "porezna.gov.hr": _croatia,
}
"""By the end of the host's name."""


def _stated(format_: str, kind: Kind = Kind.INVOICE, **fields: Any) -> Stated | None:
    kept = {name: text_in(value) if isinstance(value, str) else value for name, value in fields.items()}
    return Stated(format=format_, kind=kind, **kept) if any(v is not None for v in kept.values()) else None
