"""Russian fiscal receipt: `t=20260514T1203&s=1250.00&fn=...&i=...&fp=...&n=1`."""

from urllib.parse import parse_qs

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, date_in
from extractors.models import Kind

RETURNS = frozenset({"2", "4"})


def read_russian_receipt(payload: Payload) -> Stated | None:
    """Date and amount of a fiscal receipt; None for any other payload."""
    said = {name: values[0] for name, values in parse_qs(payload.decoded().strip()).items()}
    if not {"t", "s", "fn", "fp"} <= said.keys():
        return None
    kind = Kind.CREDIT_NOTE if said.get("n") in RETURNS else Kind.RECEIPT
    return Stated(
        format="fiscal receipt code", kind=kind, issue_date=date_in(said["t"][:8]), currency="RUB",
        gross_total=amount_in(said["s"]),
    )  # fmt: skip
