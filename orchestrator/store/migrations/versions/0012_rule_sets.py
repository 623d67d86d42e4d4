"""Rules in force, version by version, and by which of them each verdict was given"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_sets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("put_by", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rule_sets"),
    )
    op.create_index("ix_rule_sets_content_hash", "rule_sets", ["content_hash"])
    op.create_index("ix_rule_sets_since", "rule_sets", ["since"])
    op.create_table(
        "rule_folders",
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_rule_folders"),
    )
    op.add_column("verdicts", sa.Column("rule_set", sa.String(length=12), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("verdicts", "rule_set")
    op.drop_table("rule_folders")
    op.drop_table("rule_sets")
