"""Documents, what was read and decided of them, and how they are found."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    not_,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from orchestrator.store.tables.base import UtcDateTime, day_received, metadata

documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("media_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("stage", String(20), nullable=False),
    Column("stage_since", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("fence", Integer, nullable=False, default=0),
    Column("not_before", UtcDateTime),
    Column("kind", String(20)),
    Column("language", String(8)),
    Column("supplier_name", Text),
    Column("supplier_code", String(100)),
    Column("invoice_number", Text),
    Column("normalised_number", Text),
    Column("issue_date", Date),
    Column("due_date", Date),
    Column("currency", String(3)),
    Column("gross_total", String(40)),
    Column("erp_number", String(100)),
    Column("deadline", Date, default=day_received),
    Column("doubtful", Integer),
    Column("cause", String(160)),
    Column("erased_at", UtcDateTime),
    Index("ix_documents_stage_stage_since", "stage", "stage_since"),
    Index("ix_documents_stage_deadline_received_at_id", "stage", "deadline", "received_at", "id"),
    Index("ix_documents_received_at_id", "received_at", "id"),
    Index("ix_documents_stage_received_at_id", "stage", "received_at", "id"),
    Index("ix_documents_currency_received_at_id", "currency", "received_at", "id"),
    Index("ix_documents_kind_received_at_id", "kind", "received_at", "id"),
    Index("ix_documents_issue_date_received_at", "issue_date", "received_at"),
    Index("ix_documents_supplier_code_normalised_number", "supplier_code", "normalised_number"),
    Index(
        "ix_documents_stage_cause_stage_since",
        "stage",
        "cause",
        "stage_since",
        postgresql_where=text("cause IS NOT NULL"),
        sqlite_where=text("cause IS NOT NULL"),
    ),
    Index("ix_documents_supplier_code_received_at_id", "supplier_code", "received_at", "id"),
)


receipts = Table(
    "receipts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("parent_id", ForeignKey("receipts.id"), index=True),
    Column("name", Text, nullable=False),
    Column("raw_name", LargeBinary, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("duplicate", Boolean, nullable=False),
    Column("returned_to", String(20)),
    Column("returned_as", Text),
    Column("returned_text", Text),
    Column("handed_in_by", String(100)),
    Index("ix_receipts_handed_in_by_received_at", "handed_in_by", "received_at"),
)


extractions = Table(
    "extractions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("data", Text, nullable=False),
)


verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("judged_at", UtcDateTime, nullable=False),
    Column("round", Integer, nullable=False),
    Column("rule_id", String(60), nullable=False),
    Column("version", String(20), nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("severity", String(10), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("looked_at", Text, nullable=False),
    Column("rule_set", String(12), nullable=False, default="", server_default=""),
)


Index(
    "ix_verdicts_failed_rule_id_judged_at", verdicts.c.rule_id, verdicts.c.judged_at,
    sqlite_where=not_(verdicts.c.passed), postgresql_where=not_(verdicts.c.passed),
)  # fmt: skip


approvals = Table(
    "approvals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("decision", String(20), nullable=False),
    Column("reason", Text, nullable=False),
)


orders = Table(
    "orders",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("data", Text, nullable=False),
)


evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("note", Text, nullable=False),
)


contract_parties = Table(
    "contract_parties",
    metadata,
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("name", String(300), nullable=False),
    PrimaryKeyConstraint("document_id", "name"),
    Index("ix_contract_parties_name", "name"),
)


cause_retries = Table(
    "cause_retries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stage", String(20), nullable=False),
    Column("cause", String(160), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("found", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("finished_at", UtcDateTime),
    Index("ix_cause_retries_finished_at", "finished_at"),
)


search_entries = Table(
    "search_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, unique=True),
    Column("words", LargeBinary().with_variant(TSVECTOR(), "postgresql")),
)


"""What each document is found by, in the order in which they came in. In SQLite the words, packed, which its index
`search_index` needs to forget them; in PostgreSQL the tsvector itself, under a GIN index."""
