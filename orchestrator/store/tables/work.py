"""The farm at work: runs, the outbox, signs of life, schedules, samples."""

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

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("step", String(20), nullable=False),
    Column("host", String(200), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("pid_started", Float, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("outcome", String(20)),
    Column("message", Text),
    Index("ix_runs_document_id_step", "document_id", "step"),
    Index("ix_runs_finished_at", "finished_at"),
)


outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("queue", String(20), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Index("ix_outbox_sent_at_not_before", "sent_at", "not_before"),
    Index("ix_outbox_document_id_queue", "document_id", "queue"),
)


heartbeats = Table(
    "heartbeats",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("part", String(40), nullable=False),
    Column("host", String(200), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("pid_started", Float, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("doing", Text, nullable=False),
    Column("memory_mb", Integer, nullable=False),
)


schedule_runs = Table(
    "schedule_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schedule", String(60), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("outcome", String(20)),
    Column("message", Text),
    UniqueConstraint("schedule", "due_at"),
)


samples = Table(
    "samples",
    metadata,
    Column("at", UtcDateTime, nullable=False),
    Column("name", String(60), nullable=False),
    Column("value", Float, nullable=False),
    PrimaryKeyConstraint("at", "name"),
)
