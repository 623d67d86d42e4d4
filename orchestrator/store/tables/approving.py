"""Approvals in steps: what a document waits for, who signed, who was reminded, and who stands in for whom."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, Text, UniqueConstraint

from orchestrator.store.tables.base import UtcDateTime, metadata

approval_plans = Table(
    "approval_plans",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("policy", String(64), nullable=False),
    Column("rule", String(80), nullable=False),
    Column("plan", Text, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("outcome", String(20)),
    Column("next_at", UtcDateTime, index=True),
)


approval_signatures = Table(
    "approval_signatures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", ForeignKey("approval_plans.id"), nullable=False),
    Column("step", Integer, nullable=False),
    Column("places", Text, nullable=False),
    Column("login", String(100), nullable=False),
    Column("in_place_of", String(100), nullable=False),
    Column("actor", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("signed_at", UtcDateTime, nullable=False),
    UniqueConstraint("plan_id", "login"),
)


approval_waits = Table(
    "approval_waits",
    metadata,
    Column("plan_id", ForeignKey("approval_plans.id"), nullable=False),
    Column("who", String(100), nullable=False),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    PrimaryKeyConstraint("plan_id", "who"),
    Index("ix_approval_waits_who_document_id", "who", "document_id"),
)


approval_reminders = Table(
    "approval_reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", ForeignKey("approval_plans.id"), nullable=False),
    Column("step", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("told", Text, nullable=False),
    UniqueConstraint("plan_id", "step", "kind", "number"),
)


delegations = Table(
    "delegations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("from_login", String(100), nullable=False, index=True),
    Column("to_login", String(100), nullable=False, index=True),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
)
