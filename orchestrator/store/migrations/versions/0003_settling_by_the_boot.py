"""Since when the ERP settles after an unknown outcome, by a clock that nobody sets"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("posting_attempts", sa.Column("settling", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("posting_attempts", "settling")
