"""Figures by the minute, why documents rest in words they share, orders to try a cause again, and quicker counting"""

import sqlalchemy as sa
from alembic import op

from orchestrator.store.cause_words import cause_of

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
AT_ONCE = 1000


def upgrade() -> None:
    _samples()
    _cause_retries()
    op.add_column("documents", sa.Column("cause", sa.String(length=160), nullable=True))
    op.create_index(
        "ix_documents_stage_cause_stage_since", "documents", ["stage", "cause", "stage_since"],
        postgresql_where=sa.text("cause IS NOT NULL"), sqlite_where=sa.text("cause IS NOT NULL"),
    )  # fmt: skip
    op.create_index("ix_runs_finished_at", "runs", ["finished_at"])
    op.create_index("ix_posting_attempts_finished_at", "posting_attempts", ["finished_at"])
    _name_causes()


def downgrade() -> None:
    op.drop_index("ix_posting_attempts_finished_at", "posting_attempts")
    op.drop_index("ix_runs_finished_at", "runs")
    op.drop_index("ix_documents_stage_cause_stage_since", "documents")
    op.drop_column("documents", "cause")
    op.drop_table("cause_retries")
    op.drop_table("samples")


def _samples() -> None:
    op.create_table(
        "samples",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("at", "name", name="pk_samples"),
    )


def _cause_retries() -> None:
    op.create_table(
        "cause_retries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("cause", sa.String(length=160), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_cause_retries"),
    )
    op.create_index("ix_cause_retries_finished_at", "cause_retries", ["finished_at"])


def _name_causes() -> None:
    """For what rests already: what failed or was refused gets the cause that it would get today."""
    here = op.get_bind()
    documents = sa.table("documents", sa.column("id"), sa.column("stage"), sa.column("reason"), sa.column("cause"))
    resting = sa.select(documents.c.id, documents.c.reason).where(documents.c.stage.in_(("failed", "quarantined")))
    rows = here.execute(resting).all()
    named = sa.update(documents).where(documents.c.id == sa.bindparam("this")).values(cause=sa.bindparam("named"))
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        here.execute(named, [{"this": row.id, "named": cause_of(row.reason)} for row in some])
