"""Purchase orders, goods receipts, and how much of each order line each document bills."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from orchestrator.store.tables.base import UtcDateTime, metadata

purchase_orders = Table(
    "purchase_orders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("company", String(200), nullable=False),
    Column("number", String(100), nullable=False),
    Column("key", String(100), nullable=False),
    Column("digits", String(100), nullable=False),
    Column("supplier_code", String(100), nullable=False),
    Column("supplier_name", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("issue_date", Date),
    Column("state", String(20), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("changed_by", String(200), nullable=False),
    UniqueConstraint("company", "key"),
    Index("ix_purchase_orders_company_digits", "company", "digits"),
    Index("ix_purchase_orders_changed_at_id", "changed_at", "id"),
)
"""`key` is the number in the form in which numbers are compared, `digits` its digits where there are enough."""


purchase_order_lines = Table(
    "purchase_order_lines",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", ForeignKey("purchase_orders.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("line_id", String(100), nullable=False),
    Column("item_number", String(100), nullable=False),
    Column("seller_item_number", String(100), nullable=False),
    Column("description", Text, nullable=False),
    Column("quantity", String(40), nullable=False),
    Column("unit", String(100), nullable=False),
    Column("net_price", String(40), nullable=False),
    Column("price_quantity", String(40), nullable=False),
    UniqueConstraint("order_id", "line_id"),
)


goods_receipts = Table(
    "goods_receipts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_line_id", ForeignKey("purchase_order_lines.id"), nullable=False),
    Column("number", String(100), nullable=False),
    Column("key", String(100), nullable=False),
    Column("quantity", String(60), nullable=False),
    Column("received_on", Date),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("changed_by", String(200), nullable=False),
    UniqueConstraint("order_line_id", "key"),
)
"""What came in of an order line with one delivery, in the order line's unit."""


order_matches = Table(
    "order_matches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("invoice_line", Integer, nullable=False),
    Column("order_line_id", ForeignKey("purchase_order_lines.id"), nullable=False, index=True),
    Column("quantity", String(60), nullable=False),
    Column("amount", String(60), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("price", String(60), nullable=False),
    Column("by_value", Boolean, nullable=False),
    Column("evidence", String(40), nullable=False),
    Column("ordered", String(40), nullable=False),
    Column("received", String(60)),
    Column("billed_before", String(60), nullable=False),
    Column("judged_at", UtcDateTime, nullable=False),
)
"""What a document bills of an order line; `ordered`, `received` and `billed_before` as they were when it was judged."""
