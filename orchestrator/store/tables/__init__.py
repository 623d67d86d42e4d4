"""The tables. Amounts are text with a dot, times aware UTC, structured content canonical JSON."""

from orchestrator.store.tables.alerts import alerts, invoice_traces, supplier_accounts
from orchestrator.store.tables.approving import (
    approval_plans,
    approval_reminders,
    approval_signatures,
    approval_waits,
    delegations,
)
from orchestrator.store.tables.base import UtcDateTime, day_received, metadata
from orchestrator.store.tables.documents import (
    approvals,
    cause_retries,
    contract_parties,
    documents,
    evidence,
    extractions,
    orders,
    receipts,
    search_entries,
    verdicts,
)
from orchestrator.store.tables.history import audit, audit_head, audit_private, erasures
from orchestrator.store.tables.keying import lane_failures, lanes, posting_attempts, posting_keys, suppliers
from orchestrator.store.tables.learning import coded_lines, corrections, supplier_memories
from orchestrator.store.tables.people import (
    api_tokens,
    idempotency_keys,
    login_attempts,
    openid_links,
    people,
    web_sessions,
)
from orchestrator.store.tables.purchasing import (
    goods_receipts,
    order_matches,
    purchase_order_lines,
    purchase_orders,
)
from orchestrator.store.tables.review import (
    editing,
    page_layouts,
    questions,
    review_saves,
    set_asides,
    splits,
    turned_copies,
)
from orchestrator.store.tables.rule_sets import rule_folders, rule_sets
from orchestrator.store.tables.webhooks import webhook_deliveries, webhooks
from orchestrator.store.tables.work import heartbeats, outbox, runs, samples, schedule_runs

__all__ = [
    "UtcDateTime",
    "alerts",
    "api_tokens",
    "approval_plans",
    "approval_reminders",
    "approval_signatures",
    "approval_waits",
    "approvals",
    "audit",
    "audit_head",
    "audit_private",
    "cause_retries",
    "coded_lines",
    "contract_parties",
    "corrections",
    "day_received",
    "delegations",
    "documents",
    "editing",
    "erasures",
    "evidence",
    "extractions",
    "goods_receipts",
    "heartbeats",
    "idempotency_keys",
    "invoice_traces",
    "lane_failures",
    "lanes",
    "login_attempts",
    "metadata",
    "openid_links",
    "order_matches",
    "orders",
    "outbox",
    "page_layouts",
    "people",
    "posting_attempts",
    "posting_keys",
    "purchase_order_lines",
    "purchase_orders",
    "questions",
    "receipts",
    "review_saves",
    "rule_folders",
    "rule_sets",
    "runs",
    "samples",
    "schedule_runs",
    "search_entries",
    "set_asides",
    "splits",
    "supplier_accounts",
    "supplier_memories",
    "suppliers",
    "turned_copies",
    "verdicts",
    "web_sessions",
    "webhook_deliveries",
    "webhooks",
]
