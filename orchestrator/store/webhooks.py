"""Webhooks: which addresses are told of which stages, and what each change of a stage writes for them.

What is to be sent stands in the transaction of the change itself: no change goes untold, and none that was undone is
told. Secrets are not here: each is made from a webhook's salt and the farm's key, which the database does not hold.
"""

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import RowMapping, delete, insert, select, update

from orchestrator.errors import WebhookNotFound
from orchestrator.stages import Stage
from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents, webhook_deliveries, webhooks

STAGE_CHANGED, TEST = "document.stage_changed", "webhook.test"
WAITING = "waiting"
FACTS = (
    documents.c.kind, documents.c.supplier_name, documents.c.supplier_code, documents.c.invoice_number,
    documents.c.issue_date, documents.c.due_date, documents.c.currency, documents.c.gross_total,
    documents.c.erp_number,
)  # fmt: skip
"""What is told of a document beside its stage; amounts as text with a dot, days as YYYY-MM-DD."""


class Webhook(BaseModel):
    """An address that is told of stages.

    Attributes:
        salt: makes its secret, together with the farm's key.
        stages: of which it is told, none for all.
        note: why it was disabled, where the farm did so itself; an English phrase.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    name: str
    url: str
    salt: str
    stages: tuple[Stage, ...]
    enabled: bool
    note: str
    made_by: str
    made_at: datetime
    changed_at: datetime

    def wants(self, stage: Stage) -> bool:
        """Whether it is told when a document comes to this stage."""
        return self.enabled and (not self.stages or stage in self.stages)


def add(tx: Transaction, name: str, url: str, salt: str, stages: Iterable[Stage], made_by: str) -> Webhook:
    """Keep a new webhook."""
    now = clock.now(tx)
    values = {
        "name": name, "url": url, "salt": salt, "stages": json.dumps(list(stages)), "enabled": True, "note": "",
        "made_by": made_by, "made_at": now, "changed_at": now,
    }  # fmt: skip
    key = tx.execute(insert(webhooks).values(values)).inserted_primary_key
    assert key is not None
    return get(tx, key[0])


def get(tx: Transaction, webhook_id: int) -> Webhook:
    """The webhook of this number.

    Raises:
        WebhookNotFound
    """
    row = tx.execute(select(webhooks).where(webhooks.c.id == webhook_id)).mappings().first()
    if row is None:
        raise WebhookNotFound(f"There is no webhook {webhook_id}; `botfarm webhook list` shows all.")
    return _webhook(row)


def every(tx: Transaction) -> tuple[Webhook, ...]:
    """All webhooks, oldest first."""
    return tuple(_webhook(row) for row in tx.execute(select(webhooks).order_by(webhooks.c.id)).mappings())


def change(tx: Transaction, webhook_id: int, **columns: Any) -> None:
    """Write columns of a webhook: `enabled`, `note`, `salt`."""
    values = {**columns, "changed_at": clock.now(tx)}
    tx.execute(update(webhooks).where(webhooks.c.id == webhook_id).values(values))


def remove(tx: Transaction, webhook_id: int) -> None:
    """Forget a webhook with everything that it was sent or waits to be sent."""
    tx.execute(delete(webhook_deliveries).where(webhook_deliveries.c.webhook_id == webhook_id))
    tx.execute(delete(webhooks).where(webhooks.c.id == webhook_id))


def tell(
    tx: Transaction, document_id: str, from_: Stage | None, to: Stage, actor: str, reason: str, sequence: int
) -> None:
    """Write down what every webhook that wants this change is to be sent.

    Args:
        sequence: the number of the change's entry in the history.
    """
    wanting = [webhook for webhook in every(tx) if webhook.wants(to)]
    if not wanting:
        return
    facts = tx.execute(select(*FACTS).where(documents.c.id == document_id)).mappings().one()
    data = {
        "document_id": document_id, "sequence": sequence, "from": from_, "to": to, "reason": reason, "by": actor,
        "document": dict(facts),
    }  # fmt: skip
    for webhook in wanting:
        write(tx, webhook.id, STAGE_CHANGED, data, document_id, sequence)


def write(
    tx: Transaction,
    webhook_id: int,
    event: str,
    data: Mapping[str, Any],
    document_id: str | None = None,
    sequence: int | None = None,
) -> int:
    """Write down one message to send; its body stays as it is, however often it is sent. Returns its number."""
    now = clock.now(tx)
    body = {"type": event, "timestamp": now.isoformat(timespec="milliseconds"), "data": data}
    values = {
        "webhook_id": webhook_id, "message_id": f"msg_{uuid.uuid4().hex}", "event": event, "document_id": document_id,
        "sequence": sequence, "body": json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=str),
        "state": WAITING, "attempts": 0, "created_at": now, "next_at": now, "outcome": "", "excerpt": "",
    }  # fmt: skip
    key = tx.execute(insert(webhook_deliveries).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _webhook(row: RowMapping) -> Webhook:
    values = dict(row)
    return Webhook.model_validate(values | {"stages": json.loads(values["stages"])})
