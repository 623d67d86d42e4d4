"""Lanes: one for each ERP account, and what went wrong in them"""

import sqlalchemy as sa
from alembic import op

from orchestrator.store.tables import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("posting_attempts", sa.Column("lane", sa.String(length=40), nullable=True))
    _lanes()
    _lane_failures()


def _lanes() -> None:
    op.create_table(
        "lanes",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("erp", sa.String(length=40), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("next_probe_at", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("probes", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("screenshot", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lanes")),
    )


def _lane_failures() -> None:
    op.create_table(
        "lane_failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("failed_at", UtcDateTime(), nullable=False),
        sa.Column("screenshot", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_lane_failures_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lane_failures")),
    )
    with op.batch_alter_table("lane_failures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lane_failures_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lane_failures_lane"), ["lane"], unique=False)
