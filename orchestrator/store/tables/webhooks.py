"""Webhooks and what they were sent."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from orchestrator.store.tables.base import UtcDateTime, metadata

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("url", Text, nullable=False),
    Column("salt", String(64), nullable=False),
    Column("stages", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)


webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("webhook_id", ForeignKey("webhooks.id"), nullable=False),
    Column("message_id", String(40), nullable=False, unique=True),
    Column("event", String(60), nullable=False),
    Column("document_id", String(32)),
    Column("sequence", Integer),
    Column("body", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("tried_at", UtcDateTime),
    Column("status", Integer),
    Column("milliseconds", Integer),
    Column("outcome", Text, nullable=False),
    Column("excerpt", Text, nullable=False),
    Index("ix_webhook_deliveries_webhook_id_state_next_at", "webhook_id", "state", "next_at"),
    Index("ix_webhook_deliveries_webhook_id_state_id", "webhook_id", "state", "id"),
    Index("ix_webhook_deliveries_state_created_at", "state", "created_at"),
)
