"""The tables. Amounts are text with a dot, times aware UTC, structured content canonical JSON."""

from datetime import UTC, date, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    not_,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine.interfaces import ExecutionContext


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC so that every database stores the same."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def day_received(context: ExecutionContext) -> date:
    """A new document is due on the day on which it came in, until somebody knows better."""
    values = context.get_current_parameters()  # type: ignore[attr-defined]  # untyped in SQLAlchemy
    received: datetime = values["received_at"]
    return received.astimezone(UTC).date()


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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
    Index("ix_audit_document_id", "document_id"),
    Index("ix_audit_action_seq", "action", "seq"),
    Index("ix_audit_actor_action_seq", "actor", "action", "seq"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
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

contract_parties = Table(
    "contract_parties",
    metadata,
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("name", String(300), nullable=False),
    PrimaryKeyConstraint("document_id", "name"),
    Index("ix_contract_parties_name", "name"),
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

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(100), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("password_hash", Text),
    Column("subject", String(300), unique=True),
    Column("language", String(8), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

web_sessions = Table(
    "web_sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

login_attempts = Table(
    "login_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(100), nullable=False),
    Column("address", String(60), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_login_attempts_login_at", "login", "at"),
    Index("ix_login_attempts_address_at", "address", "at"),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("name", String(100), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("scopes", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("used_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
)

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

openid_links = Table(
    "openid_links",
    metadata,
    Column("issuer", String(300), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("linked_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("issuer", "subject"),
    UniqueConstraint("person_id", "issuer"),
)

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

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("actor", String(200), nullable=False),
    Column("key", String(200), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False, index=True),
    PrimaryKeyConstraint("actor", "key"),
)

samples = Table(
    "samples",
    metadata,
    Column("at", UtcDateTime, nullable=False),
    Column("name", String(60), nullable=False),
    Column("value", Float, nullable=False),
    PrimaryKeyConstraint("at", "name"),
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
