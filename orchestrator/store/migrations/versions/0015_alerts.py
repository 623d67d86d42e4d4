"""Alerts about bad money, and what invoices are compared by"""

import json
import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

import sqlalchemy as sa
from alembic import op

from orchestrator.supplier_name import normalise_name

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
AT_ONCE = 1000
TRACES = sa.table(
    "invoice_traces",
    *(sa.column(n) for n in ("document_id", "supplier", "name", "number", "currency", "gross", "iban", "kind")),
    sa.column("issued", sa.Date()), sa.column("received", sa.DateTime()),
)  # fmt: skip


def upgrade() -> None:
    _traces()
    _accounts()
    _alerts()
    _fill()


def downgrade() -> None:
    for table in ("alerts", "supplier_accounts", "invoice_traces"):
        op.drop_table(table)


def _traces() -> None:
    op.create_table(
        "invoice_traces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=True),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("received", sa.DateTime(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("gross", sa.String(length=40), nullable=False),
        sa.Column("iban", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_invoice_traces_document_id_documents"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice_traces"),
        sa.UniqueConstraint("document_id", name="uq_invoice_traces_document_id"),
    )
    for columns in (("supplier", "received"), ("gross", "currency", "received"), ("iban", "supplier")):
        op.create_index(f"ix_invoice_traces_{'_'.join(columns)}", "invoice_traces", list(columns))


def _accounts() -> None:
    op.create_table(
        "supplier_accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("erp", sa.String(length=40), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("supplier_code", sa.String(length=100), nullable=False),
        sa.Column("iban", sa.String(length=60), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_supplier_accounts"),
    )
    columns = ["supplier_code", "erp", "company"]
    op.create_index("ix_supplier_accounts_supplier_code_erp_company", "supplier_accounts", columns)


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=240), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=True),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=500), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("others", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=100), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_alerts_document_id_documents"),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
        sa.UniqueConstraint("kind", "subject", name="uq_alerts_kind_subject"),
    )
    indexes = (("document_id",), ("state", "raised_at", "id"), ("supplier", "state"), ("person", "state"))
    for columns in (*indexes, ("raised_at",)):
        op.create_index(f"ix_alerts_{'_'.join(columns)}", "alerts", list(columns))


def _fill() -> None:
    """What was read before is history from now on, with the accounts that the ERP holds."""
    here = op.get_bind()
    here.execute(
        sa.text(
            "INSERT INTO supplier_accounts (erp, company, supplier_code, iban) "
            "SELECT DISTINCT erp, company, code, upper(replace(iban, ' ', '')) FROM suppliers"
        )
    )
    read = sa.text(
        "SELECT d.id, d.supplier_code, d.supplier_name, d.invoice_number, d.issue_date, d.received_at, d.currency, "
        "d.gross_total, d.kind, e.data FROM documents d JOIN extractions e "
        "ON e.document_id = d.id AND e.id = (SELECT max(x.id) FROM extractions x WHERE x.document_id = d.id) "
        "WHERE d.kind IN ('invoice', 'credit_note', 'receipt') AND d.id > :after ORDER BY d.id LIMIT :limit"
    ).columns(sa.column("issue_date", sa.Date()), sa.column("received_at", sa.DateTime()))
    after = ""
    while rows := here.execute(read, {"after": after, "limit": AT_ONCE}).mappings().all():
        found = [trace for trace in map(_trace, rows) if trace is not None]
        if found:
            here.execute(sa.insert(TRACES), found)
        after = rows[-1]["id"]


def _trace(row: sa.RowMapping) -> dict[str, object] | None:
    name, received = row["supplier_name"] or "", row["received_at"]
    supplier = row["supplier_code"] or ("?" + normalise_name(name)[:199] if normalise_name(name) else "")
    try:
        gross = abs(Decimal(row["gross_total"] or ""))
    except InvalidOperation:
        return None
    if not supplier or not row["currency"]:
        return None
    iban = ((json.loads(row["data"]).get("invoice") or {}).get("iban") or {}).get("value") or ""
    return {
        "document_id": row["id"], "supplier": supplier[:200], "name": name[:300],
        "number": (row["invoice_number"] or "")[:300], "issued": row["issue_date"],
        "received": received if isinstance(received, datetime) else datetime.fromisoformat(received),
        "currency": row["currency"][:3], "gross": f"{gross.normalize():f}",
        "iban": re.sub(r"[^A-Z0-9]", "", iban.upper())[:60], "kind": row["kind"],
    }  # fmt: skip
