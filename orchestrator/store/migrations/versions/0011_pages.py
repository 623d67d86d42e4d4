"""What lists are sorted and filtered by, and whom contracts name"""

import json

import sqlalchemy as sa
from alembic import op

from orchestrator.supplier_name import normalise_name

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_documents_supplier_code_received_at_id", "documents", ("supplier_code", "received_at", "id")),
    ("ix_audit_action_seq", "audit", ("action", "seq")),
    ("ix_audit_actor_action_seq", "audit", ("actor", "action", "seq")),
    ("ix_supplier_memories_supplier_code_changed_at", "supplier_memories", ("supplier_code", "changed_at")),
    ("ix_suppliers_code_name_erp_company", "suppliers", ("code", "name", "erp", "company")),
    ("ix_corrections_memory_id", "corrections", ("memory_id",)),
)
FAILED = "ix_verdicts_failed_rule_id_judged_at"


def upgrade() -> None:
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    op.create_index(
        FAILED, "verdicts", ["rule_id", "judged_at"],
        sqlite_where=sa.text("passed = 0"), postgresql_where=sa.text("NOT passed"),
    )  # fmt: skip
    op.create_table(
        "contract_parties",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_contract_parties_document_id_documents"),
        sa.PrimaryKeyConstraint("document_id", "name", name="pk_contract_parties"),
    )
    op.create_index("ix_contract_parties_name", "contract_parties", ["name"])
    _fill_parties()


def downgrade() -> None:
    op.drop_table("contract_parties")
    op.drop_index(FAILED, "verdicts")
    for name, table, _ in reversed(INDEXES):
        op.drop_index(name, table)


def _fill_parties() -> None:
    """Whom the contracts name that were read before."""
    connection = op.get_bind()
    read = sa.text(
        "SELECT d.id, e.data FROM documents d JOIN extractions e ON e.document_id = d.id "
        "WHERE d.kind = 'contract' AND e.id = (SELECT max(x.id) FROM extractions x WHERE x.document_id = d.id)"
    )
    write = sa.text("INSERT INTO contract_parties (document_id, name) VALUES (:id, :name)")
    for document_id, data in connection.execute(read).all():
        parties = ((json.loads(data).get("contract") or {}).get("parties") or {}).get("value") or ()
        for name in {normalise_name(str(party))[:300] for party in parties} - {""}:
            connection.execute(write, {"id": document_id, "name": name})
