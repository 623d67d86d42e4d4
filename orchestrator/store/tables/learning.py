"""What people corrected and what was learned from it."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from orchestrator.store.tables.base import UtcDateTime, metadata

supplier_memories = Table(
    "supplier_memories",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("supplier_code", String(100), nullable=False),
    Column("data", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False, index=True),
    Index("ix_supplier_memories_supplier_code_changed_at", "supplier_code", "changed_at"),
)


corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("field", String(60), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("corrected_at", UtcDateTime, nullable=False),
    Column("memory_id", String(32), index=True),
    Column("places", Integer, nullable=False),
    Column("save_id", Integer),
    Column("undone_at", UtcDateTime),
)


coded_lines = Table(
    "coded_lines",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("company", String(200), nullable=False),
    Column("supplier_code", String(100), nullable=False),
    Column("description", Text, nullable=False),
    Column("tax_rate", String(40), nullable=False),
    Column("account", String(100), nullable=False),
    Column("tax_code", String(100), nullable=False),
    Column("cost_centre", String(100), nullable=False),
    Column("source", String(20), nullable=False),
    Column("proposed_account", String(100)),
    Column("proposed_cost_centre", String(100)),
    Column("account_support", String(40)),
    Column("cost_centre_support", String(40)),
    Column("posted_at", UtcDateTime),
    Column("evidence", Boolean, nullable=False),
    UniqueConstraint("document_id", "number"),
    Index("ix_coded_lines_supplier_code_posted_at", "supplier_code", "posted_at"),
    Index("ix_coded_lines_posted_at", "posted_at"),
)
