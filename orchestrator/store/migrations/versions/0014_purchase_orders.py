"""Purchase orders, goods receipts, and what documents bill of them"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "purchase_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("digits", sa.String(length=100), nullable=False),
        sa.Column("supplier_code", sa.String(length=100), nullable=False),
        sa.Column("supplier_name", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_orders"),
        sa.UniqueConstraint("company", "key", name="uq_purchase_orders_company_key"),
    )
    op.create_index("ix_purchase_orders_company_digits", "purchase_orders", ["company", "digits"])
    op.create_index("ix_purchase_orders_changed_at_id", "purchase_orders", ["changed_at", "id"])
    op.create_table(
        "purchase_order_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=100), nullable=False) for name in ("line_id", "item_number")),
        sa.Column("seller_item_number", sa.String(length=100), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("quantity", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        *(sa.Column(name, sa.String(length=40), nullable=False) for name in ("net_price", "price_quantity")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["purchase_orders.id"], name="fk_purchase_order_lines_order_id_purchase_orders"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_order_lines"),
        sa.UniqueConstraint("order_id", "line_id", name="uq_purchase_order_lines_order_id_line_id"),
    )
    _receipts()
    _matches()


def _receipts() -> None:
    op.create_table(
        "goods_receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("quantity", sa.String(length=60), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_line_id"], ["purchase_order_lines.id"], name="fk_goods_receipts_order_line_id_purchase_order_lines"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_goods_receipts"),
        sa.UniqueConstraint("order_line_id", "key", name="uq_goods_receipts_order_line_id_key"),
    )


def _matches() -> None:
    op.create_table(
        "order_matches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("invoice_line", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=60), nullable=False) for name in ("quantity", "amount")),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("price", sa.String(length=60), nullable=False),
        sa.Column("by_value", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.String(length=40), nullable=False),
        sa.Column("ordered", sa.String(length=40), nullable=False),
        sa.Column("received", sa.String(length=60), nullable=True),
        sa.Column("billed_before", sa.String(length=60), nullable=False),
        sa.Column("judged_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_order_matches_document_id_documents"),
        sa.ForeignKeyConstraint(
            ["order_line_id"], ["purchase_order_lines.id"], name="fk_order_matches_order_line_id_purchase_order_lines"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_order_matches"),
    )
    for column in ("document_id", "order_line_id"):
        op.create_index(f"ix_order_matches_{column}", "order_matches", [column])


def downgrade() -> None:
    for table in ("order_matches", "goods_receipts", "purchase_order_lines", "purchase_orders"):
        op.drop_table(table)
