"""The review: who edits, what is set aside, asked, saved, split and turned."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from orchestrator.store.tables.base import UtcDateTime, metadata

editing = Table(
    "editing",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("login", String(100), nullable=False),
    Column("person", String(100), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)


set_asides = Table(
    "set_asides",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("actor", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
)


questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("asked_by", String(100), nullable=False),
    Column("asked_of", String(100), nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer", Text),
    Column("answered_at", UtcDateTime),
    Index("ix_questions_asked_of_answered_at", "asked_of", "answered_at"),
)


review_saves = Table(
    "review_saves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("actor", String(100), nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("before_id", ForeignKey("extractions.id"), nullable=False),
    Column("after_id", ForeignKey("extractions.id"), nullable=False),
    Column("fields", Text, nullable=False),
    Column("codes", Text, nullable=False),
    Column("taught", Text, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("restored_id", ForeignKey("extractions.id")),
)


splits = Table(
    "splits",
    metadata,
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("parent_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("document_id", "parent_id"),
)


turned_copies = Table(
    "turned_copies",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("degrees", Text, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


page_layouts = Table(
    "page_layouts",
    metadata,
    Column("sha256", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("width", Float, nullable=False),
    Column("height", Float, nullable=False),
    Column("words", LargeBinary),
    PrimaryKeyConstraint("sha256", "number"),
)
