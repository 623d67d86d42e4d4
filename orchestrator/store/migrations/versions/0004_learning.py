"""What is learned: suppliers' memories, corrections, and how lines were coded"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _supplier_memories()
    _corrections()
    _coded_lines()


def downgrade() -> None:
    for table in ("coded_lines", "corrections", "supplier_memories"):
        op.drop_table(table)


def _supplier_memories() -> None:
    op.create_table(
        "supplier_memories",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("supplier_code", sa.String(length=100), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_supplier_memories"),
    )
    op.create_index("ix_supplier_memories_changed_at", "supplier_memories", ["changed_at"])


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(), nullable=False),
        sa.Column("memory_id", sa.String(length=32), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_corrections_document_id_documents"),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_document_id", "corrections", ["document_id"])


def _coded_lines() -> None:
    codes = ("account", "tax_code", "cost_centre")
    op.create_table(
        "coded_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("supplier_code", sa.String(length=100), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("tax_rate", sa.String(length=40), nullable=False),
        *(sa.Column(name, sa.String(length=100), nullable=False) for name in codes),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("proposed_account", sa.String(length=100), nullable=True),
        sa.Column("proposed_cost_centre", sa.String(length=100), nullable=True),
        sa.Column("account_support", sa.String(length=40), nullable=True),
        sa.Column("cost_centre_support", sa.String(length=40), nullable=True),
        sa.Column("posted_at", sa.DateTime(), nullable=True),
        sa.Column("evidence", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_coded_lines_document_id_documents"),
        sa.PrimaryKeyConstraint("id", name="pk_coded_lines"),
        sa.UniqueConstraint("document_id", "number", name="uq_coded_lines_document_id_number"),
    )
    op.create_index("ix_coded_lines_supplier_code_posted_at", "coded_lines", ["supplier_code", "posted_at"])
    op.create_index("ix_coded_lines_posted_at", "coded_lines", ["posted_at"])
