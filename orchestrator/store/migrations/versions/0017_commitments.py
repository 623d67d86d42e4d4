"""Personal data apart from the chain, which holds commitments to it; what was erased"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit", sa.Column("commitment", sa.String(length=64), nullable=True))
    op.create_table(
        "audit_private",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_private"),
    )
    op.add_column("documents", sa.Column("erased_at", sa.DateTime(), nullable=True))
    op.create_table(
        "erasures",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("forced", sa.Integer(), nullable=False),
        sa.Column("kept_until", sa.String(length=10), nullable=False),
        sa.Column("pending", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_erasures_document_id_documents"),
        sa.PrimaryKeyConstraint("document_id", name="pk_erasures"),
    )
    op.create_index("ix_erasures_at", "erasures", ["at"])
    _forbid_changes()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_private_unchanged ON audit_private")
    op.drop_table("erasures")
    op.drop_column("documents", "erased_at")
    op.drop_table("audit_private")
    op.drop_column("audit", "commitment")


def _forbid_changes() -> None:
    """Private parts are written once and may go, but are never changed."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER audit_private_no_update BEFORE UPDATE ON audit_private "
            "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
        )
        return
    op.execute(
        "CREATE TRIGGER audit_private_unchanged BEFORE UPDATE OR TRUNCATE ON audit_private "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
    )
