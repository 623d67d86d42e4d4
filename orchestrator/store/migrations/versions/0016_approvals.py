"""Approvals in steps, reminders, and who stands in for whom"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "approval_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("policy", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime()),
        sa.Column("outcome", sa.String(length=20)),
        sa.Column("next_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_approval_plans"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_approval_plans_document_id_documents"),
    )
    op.create_index("ix_approval_plans_document_id", "approval_plans", ["document_id"])
    op.create_index("ix_approval_plans_next_at", "approval_plans", ["next_at"])
    op.create_table(
        "approval_signatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("in_place_of", sa.String(length=100), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_approval_signatures"),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["approval_plans.id"], name="fk_approval_signatures_plan_id_approval_plans"
        ),
        sa.UniqueConstraint("plan_id", "login", name="uq_approval_signatures_plan_id_login"),
    )
    op.create_table(
        "approval_waits",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "who", name="pk_approval_waits"),
        _of_a_plan("approval_waits"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_approval_waits_document_id_documents"),
    )
    op.create_index("ix_approval_waits_document_id", "approval_waits", ["document_id"])
    op.create_index("ix_approval_waits_who_document_id", "approval_waits", ["who", "document_id"])
    op.create_table(
        "approval_reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_approval_reminders"),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["approval_plans.id"], name="fk_approval_reminders_plan_id_approval_plans"
        ),
        sa.UniqueConstraint("plan_id", "step", "kind", "number", name="uq_approval_reminders_plan_id_step_kind_number"),
    )
    op.create_table(
        "delegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_login", sa.String(length=100), nullable=False),
        sa.Column("to_login", sa.String(length=100), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_delegations"),
    )
    op.create_index("ix_delegations_from_login", "delegations", ["from_login"])
    op.create_index("ix_delegations_to_login", "delegations", ["to_login"])


def _of_a_plan(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["plan_id"], ["approval_plans.id"], name=f"fk_{table}_plan_id_approval_plans")


def downgrade() -> None:
    for table in ("delegations", "approval_reminders", "approval_waits", "approval_signatures", "approval_plans"):
        op.drop_table(table)
