"""Bad money: the traces by which invoices are compared, the ERP's accounts over time, and alerts."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from orchestrator.store.tables.base import UtcDateTime, metadata

invoice_traces = Table(
    "invoice_traces",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), unique=True),
    Column("supplier", String(200), nullable=False),
    Column("name", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("issued", Date),
    Column("received", UtcDateTime, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("gross", String(40), nullable=False),
    Column("iban", String(60), nullable=False),
    Column("kind", String(20), nullable=False),
    Index("ix_invoice_traces_supplier_received", "supplier", "received"),
    Index("ix_invoice_traces_gross_currency_received", "gross", "currency", "received"),
    Index("ix_invoice_traces_iban_supplier", "iban", "supplier"),
)
"""One row an invoice; without a document it was imported. `gross` without zeros at its end, so that it can be looked
up; `iban` bare."""


supplier_accounts = Table(
    "supplier_accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("erp", String(40), nullable=False),
    Column("company", String(200), nullable=False),
    Column("supplier_code", String(100), nullable=False),
    Column("iban", String(60), nullable=False),
    Column("since", UtcDateTime),
    Index("ix_supplier_accounts_supplier_code_erp_company", "supplier_code", "erp", "company"),
)
"""Each account that the ERP was seen to hold for a supplier; `since` is empty for what it held when first read."""


alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("subject", String(240), nullable=False),
    Column("document_id", ForeignKey("documents.id"), index=True),
    Column("person", String(100), nullable=False),
    Column("supplier", String(200), nullable=False),
    Column("key", String(500), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("others", Text, nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("state", String(12), nullable=False),
    Column("decided_at", UtcDateTime),
    Column("decided_by", String(100)),
    Column("reason", Text),
    UniqueConstraint("kind", "subject"),
    Index("ix_alerts_state_raised_at_id", "state", "raised_at", "id"),
    Index("ix_alerts_supplier_state", "supplier", "state"),
    Index("ix_alerts_person_state", "person", "state"),
    Index("ix_alerts_raised_at", "raised_at"),
)
"""One alert a kind and subject: the document's id, or a person and what they did. `person` is empty for a document's,
`supplier` for a person's."""
