"""Finding documents by the words in and about them, lists in the order of coming in, and who handed a file in"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LISTS = {
    "ix_documents_received_at_id": ["received_at", "id"],
    "ix_documents_stage_received_at_id": ["stage", "received_at", "id"],
    "ix_documents_currency_received_at_id": ["currency", "received_at", "id"],
    "ix_documents_kind_received_at_id": ["kind", "received_at", "id"],
    "ix_documents_issue_date_received_at": ["issue_date", "received_at"],
}


def upgrade() -> None:
    for name, columns in LISTS.items():
        op.create_index(name, "documents", columns)
    op.add_column("receipts", sa.Column("handed_in_by", sa.String(length=100), nullable=True))
    op.create_index("ix_receipts_handed_in_by_received_at", "receipts", ["handed_in_by", "received_at"])
    op.create_index("ix_receipts_parent_id", "receipts", ["parent_id"])
    op.create_index("ix_posting_attempts_lane_document_id", "posting_attempts", ["lane", "document_id"])
    _search_entries()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("search_entries")
    op.drop_index("ix_posting_attempts_lane_document_id", "posting_attempts")
    op.drop_index("ix_receipts_parent_id", "receipts")
    op.drop_index("ix_receipts_handed_in_by_received_at", "receipts")
    op.drop_column("receipts", "handed_in_by")
    for name in LISTS:
        op.drop_index(name, "documents")


def _search_entries() -> None:
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("words", sa.LargeBinary().with_variant(TSVECTOR(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_search_entries_document_id_documents"),
        sa.PrimaryKeyConstraint("id", name="pk_search_entries"),
        sa.UniqueConstraint("document_id", name="uq_search_entries_document_id"),
    )
    op.execute("INSERT INTO search_entries (document_id) SELECT id FROM documents ORDER BY received_at, id")
    if op.get_bind().dialect.name == "sqlite":
        # The words come ready; every letter beyond ASCII is part of one. Without their places it is a third as large.
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5"
            "(words, content='', detail=none, columnsize=0, prefix='3', tokenize=\"ascii tokenchars '_'\")"
        )
    else:
        op.execute("CREATE INDEX ix_search_entries_words ON search_entries USING gin (words)")
