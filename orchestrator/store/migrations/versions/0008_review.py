"""The review: who edits, what was saved, what waits, questions, split and turned pages"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _documents()
    op.add_column("corrections", sa.Column("save_id", sa.Integer(), nullable=True))
    op.add_column("corrections", sa.Column("undone_at", sa.DateTime(), nullable=True))
    _editing()
    _set_asides()
    _questions()
    _review_saves()
    _splits()
    _turned_copies()
    _page_layouts()


def downgrade() -> None:
    for table in ("page_layouts", "turned_copies", "splits", "review_saves", "questions", "set_asides", "editing"):
        op.drop_table(table)
    op.drop_column("corrections", "undone_at")
    op.drop_column("corrections", "save_id")
    op.drop_index("ix_documents_stage_deadline_received_at_id", "documents")
    op.drop_column("documents", "doubtful")
    op.drop_column("documents", "deadline")


def _documents() -> None:
    op.add_column("documents", sa.Column("deadline", sa.Date(), nullable=True))
    op.add_column("documents", sa.Column("doubtful", sa.Integer(), nullable=True))
    op.execute("UPDATE documents SET deadline = COALESCE(due_date, date(received_at))")
    columns = ["stage", "deadline", "received_at", "id"]
    op.create_index("ix_documents_stage_deadline_received_at_id", "documents", columns)


def _editing() -> None:
    op.create_table(
        "editing",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_editing_document_id_documents"),
        sa.PrimaryKeyConstraint("document_id", name="pk_editing"),
    )


def _set_asides() -> None:
    op.create_table(
        "set_asides",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_set_asides_document_id_documents"),
        sa.PrimaryKeyConstraint("document_id", name="pk_set_asides"),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("asked_by", sa.String(length=100), nullable=False),
        sa.Column("asked_of", sa.String(length=100), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_questions_document_id_documents"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    op.create_index("ix_questions_document_id", "questions", ["document_id"])
    op.create_index("ix_questions_asked_of_answered_at", "questions", ["asked_of", "answered_at"])


def _review_saves() -> None:
    op.create_table(
        "review_saves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("taught", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("restored_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["restored_id"], ["extractions.id"], name="fk_review_saves_restored_id_extractions"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_review_saves_document_id_documents"),
        sa.ForeignKeyConstraint(["before_id"], ["extractions.id"], name="fk_review_saves_before_id_extractions"),
        sa.ForeignKeyConstraint(["after_id"], ["extractions.id"], name="fk_review_saves_after_id_extractions"),
        sa.PrimaryKeyConstraint("id", name="pk_review_saves"),
    )
    op.create_index("ix_review_saves_document_id", "review_saves", ["document_id"])


def _splits() -> None:
    op.create_table(
        "splits",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.String(length=32), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_splits_document_id_documents"),
        sa.ForeignKeyConstraint(["parent_id"], ["documents.id"], name="fk_splits_parent_id_documents"),
        sa.PrimaryKeyConstraint("document_id", "parent_id", name="pk_splits"),
    )
    op.create_index("ix_splits_parent_id", "splits", ["parent_id"])


def _turned_copies() -> None:
    op.create_table(
        "turned_copies",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("degrees", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_turned_copies_document_id_documents"),
        sa.PrimaryKeyConstraint("document_id", name="pk_turned_copies"),
    )


def _page_layouts() -> None:
    op.create_table(
        "page_layouts",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("width", sa.Float(), nullable=False),
        sa.Column("height", sa.Float(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", "number", name="pk_page_layouts"),
    )
