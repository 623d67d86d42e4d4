"""Commands about what was learned: correct, learn list, learn forget."""

from typing import Annotated, Any

import typer

from extractors.invoice.memory.supplier_memory import SupplierMemory
from orchestrator.commands.output import actor, err, out, print_json, print_table
from orchestrator.learning import supplier_memories
from orchestrator.learning.supplier_memories import RememberedSupplier
from orchestrator.wiring import farm

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Supplier = Annotated[str, typer.Argument(help="The supplier's name or a part of it, its code in the ERP, or the id.")]


def correct(
    document_id: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id, or the beginning of it.")],
    field: Annotated[str, typer.Argument(help="gross_total, invoice_number ..., lines.2.unit_price, lines.2.account.")],
    value: Annotated[str, typer.Argument(help="The right value; an empty one takes the value away.")],
    also: Annotated[list[str] | None, typer.Option(help="FIELD=VALUE; more corrections at once, repeatable.")] = None,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept in the history.")] = "",
    json: Json = False,
) -> None:
    """Correct what was read of a document that waits for a person; the farm learns from it for this supplier."""
    values = {field: value}
    for pair in also or ():
        name, equals, text = pair.partition("=")
        if not equals:
            err.print(f"{pair!r} is no FIELD=VALUE.", markup=False)
            raise typer.Exit(2)
        values[name] = text
    here = farm()
    done = here.acts.correct(actor(), document_id, values, reason)
    if json:
        print_json([vars(item) for item in done])
        return
    for item in done:
        where = f"learned from {item.places} place(s)" if item.places else "its place was not found on the pages"
        note = f" ({where})" if item.learned else ""
        out.print(f"{item.field}: {item.before or 'nothing'} is now {item.after or 'nothing'}{note}", markup=False)
    out.print("It is judged again.")


def list_(
    supplier: Annotated[str, typer.Argument(help="Only suppliers whose name, code or id answers to this.")] = "",
    json: Json = False,
) -> None:
    """List what is remembered of suppliers."""
    with farm().store.reading() as tx:
        rows = [_row(item) for item in supplier_memories.remembered(tx, supplier)]
    if json:
        print_json(rows)
        return
    names = ("id", "name", "supplier_code", "fields", "places", "coded_lines", "changed_at")
    headers = ("id", "supplier", "code", "fields", "places", "coded lines", "changed (UTC)")
    print_table(headers, ([_cell(name, row[name]) for name in names] for row in rows))
    out.print(f"{len(rows)} suppliers")


def forget(
    supplier: Supplier,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept in the history.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be forgotten.")] = False,
    json: Json = False,
) -> None:
    """Forget what was learned of a supplier: its form, and how its lines were coded."""
    store = farm().store
    with store.begin() as tx:
        item = supplier_memories.one(tx, supplier)
        if not dry_run:
            supplier_memories.forget(tx, item, str(actor()), reason)
    if json:
        print_json({**_row(item), "forgotten": not dry_run})
        return
    fields = ", ".join(item.fields) or "no field"
    what = f"{item.name or item.supplier_code or item.id}: {fields}; {item.coded_lines} coded lines"
    out.print(f"{'Would forget' if dry_run else 'Forgotten'}: {what}", markup=False)


def _row(item: RememberedSupplier) -> dict[str, Any]:
    memory = item.kept.memory if item.kept else SupplierMemory(id="")
    return {
        "id": item.id, "name": item.name, "supplier_code": item.supplier_code,
        "tax_ids": memory.tax_ids, "ibans": memory.ibans, "fields": list(item.fields), "places": len(memory.hints),
        "hints": [
            {"field": h.field, "label": h.label, "relation": str(h.relation), **h.record.model_dump()}
            for h in memory.hints
        ],
        "coded_lines": item.coded_lines,
        "changed_at": item.kept.changed_at.isoformat(timespec="seconds") if item.kept else None,
    }  # fmt: skip


def _cell(name: str, value: Any) -> object:
    if name == "id":
        return value[:8]
    return ", ".join(value) if isinstance(value, list) else value
