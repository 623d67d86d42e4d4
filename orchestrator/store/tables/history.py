"""The chained history, its seal, and apart from it the personal data that its entries commit to."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from orchestrator.store.tables.base import UtcDateTime, metadata

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("actor", String(100), nullable=False),
    Column("action", String(40), nullable=False),
    Column("document_id", String(32)),
    Column("data", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("commitment", String(64)),
    Index("ix_audit_document_id", "document_id"),
    Index("ix_audit_action_seq", "action", "seq"),
    Index("ix_audit_actor_action_seq", "actor", "action", "seq"),
)
"""`commitment`: to the entry's private part, empty where it has none; None in entries from before there were any."""


audit_private = Table(
    "audit_private",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("salt", String(64), nullable=False),
    Column("content", Text, nullable=False),
)
"""What an entry says of people: never changed, and removed when it is erased. The chain holds its commitment alone."""


audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
)


erasures = Table(
    "erasures",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("forced", Integer, nullable=False),
    Column("kept_until", String(10), nullable=False),
    Column("pending", Text, nullable=False),
    Index("ix_erasures_at", "at"),
)
"""Documents whose personal data was erased. `pending`: files that are still to be removed, as JSON."""
