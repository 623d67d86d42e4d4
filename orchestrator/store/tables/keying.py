"""Keying: lanes, attempts, the ERP's suppliers."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from orchestrator.store.tables.base import UtcDateTime, metadata

posting_keys = Table(
    "posting_keys",
    metadata,
    Column("erp", String(40), nullable=False),
    Column("company", String(200), nullable=False),
    Column("supplier_code", String(100), nullable=False),
    Column("normalised_number", String(200), nullable=False),
    Column("document_id", ForeignKey("documents.id"), nullable=False, unique=True),
    PrimaryKeyConstraint("erp", "company", "supplier_code", "normalised_number"),
)


posting_attempts = Table(
    "posting_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("fence", Integer, nullable=False),
    Column("host", String(200), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("pid_started", Float, nullable=False),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime, nullable=False),
    Column("intent_at", UtcDateTime),
    Column("finished_at", UtcDateTime),
    Column("outcome", String(20)),
    Column("message", Text),
    Column("entry", Text),
    Column("settling", String(80)),
    Column("lane", String(40)),
    UniqueConstraint("document_id", "fence"),
    Index("ix_posting_attempts_finished_at", "finished_at"),
    Index("ix_posting_attempts_lane_document_id", "lane", "document_id"),
)


suppliers = Table(
    "suppliers",
    metadata,
    Column("erp", String(40), nullable=False),
    Column("company", String(200), nullable=False),
    Column("code", String(100), nullable=False),
    Column("name", Text, nullable=False),
    Column("tax_id", String(60), nullable=False),
    Column("iban", String(60), nullable=False),
    Column("synced_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("erp", "company", "code", "name"),
    Index("ix_suppliers_code_name_erp_company", "code", "name", "erp", "company"),
)


lanes = Table(
    "lanes",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("erp", String(40), nullable=False),
    Column("company", String(200), nullable=False),
    Column("state", String(20), nullable=False),
    Column("cause", String(20)),
    Column("detail", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("next_probe_at", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("probes", Integer, nullable=False),
    Column("by", String(100), nullable=False),
    Column("screenshot", String(64)),
)


lane_failures = Table(
    "lane_failures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("lane", String(40), nullable=False, index=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("cause", String(20), nullable=False),
    Column("detail", Text, nullable=False),
    Column("failed_at", UtcDateTime, nullable=False),
    Column("screenshot", String(64)),
)
