"""`botfarm`: the commands."""

import typer

from orchestrator.command_line import run
from orchestrator.commands import (
    alerts,
    api,
    approvals,
    audit,
    chaos,
    compliance,
    demo,
    dial,
    doctor,
    documents,
    erp,
    extract,
    failures,
    farm,
    lanes,
    learn,
    orders,
    part,
    people,
    rules,
    webhooks,
)

app = typer.Typer(
    name="botfarm", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Reads invoices and contracts, judges them, and keys them into a web ERP: exactly once and with proof.",
)  # fmt: skip
audit_app = typer.Typer(no_args_is_help=True, help="The history of everything.")
erp_app = typer.Typer(no_args_is_help=True, help="The ERP that is keyed into.")
learn_app = typer.Typer(no_args_is_help=True, help="What was learned of suppliers from corrections and keyed lines.")
lane_app = typer.Typer(no_args_is_help=True, help="Pause and resume keying with one ERP account.")

failure_app = typer.Typer(no_args_is_help=True, help="Why documents failed, and trying all of a cause again.")
person_app = typer.Typer(no_args_is_help=True, help="The people who use the farm, and their roles.")
token_app = typer.Typer(no_args_is_help=True, help="Tokens for programs that use the API.")

for command in (
    demo.demo, farm.up, farm.status, farm.report, documents.documents, documents.document,
    documents.approve, documents.reject, documents.retry, audit.erase, audit.retention,
    documents.reindex, learn.correct, lanes.lanes,
    extract.extract, doctor.doctor,
    chaos.chaos, api.api_schema, compliance.compliance,
):  # fmt: skip
    app.command()(command)
app.command("dial")(dial.dial_)
app.command(hidden=True)(part.part)
audit_app.command("verify")(audit.verify)
audit_app.command("anchor")(audit.anchor)
audit_app.command("export")(audit.export)
lane_app.command("pause")(lanes.pause)
lane_app.command("resume")(lanes.resume)
failure_app.command("list")(failures.list_)
failure_app.command("retry")(failures.retry)
learn_app.command("list")(learn.list_)
learn_app.command("forget")(learn.forget)
erp_app.command("check")(erp.check)
erp_app.command("new")(erp.new)
erp_app.command("record")(erp.record_)
erp_app.command("try")(erp.try_)
person_app.command("add")(people.add)
person_app.command("list")(people.list_)
person_app.command("roles")(people.roles)
person_app.command("password")(people.password)
person_app.command("disable")(people.disable)
person_app.command("enable")(people.enable)
person_app.command("unlink")(people.unlink)
person_app.command("delegate")(approvals.delegate)
person_app.command("delegations")(approvals.delegations_)
person_app.command("take-back")(approvals.take_back)
approvals_app = typer.Typer(no_args_is_help=True, help="What waits for approval, by which rule, and for whom.")
approvals_app.command("list")(approvals.list_)
approvals_app.command("explain")(approvals.explain)
token_app.command("make")(people.make_token)
token_app.command("list")(people.list_tokens)
token_app.command("revoke")(people.revoke_token)
order_app = typer.Typer(no_args_is_help=True, help="Purchase orders and goods receipts that invoices are held against.")
receipt_app = typer.Typer(no_args_is_help=True, help="What came in of purchase orders.")
order_app.command("list")(orders.list_)
order_app.command("show")(orders.show)
order_app.command("import")(orders.import_)
order_app.command("read")(orders.read)
receipt_app.command("import")(orders.import_receipts)
order_app.add_typer(receipt_app, name="receipts")
webhook_app = typer.Typer(no_args_is_help=True, help="Other programs' addresses that are told of every change.")
for name, command in webhooks.COMMANDS.items():
    webhook_app.command(name)(command)
alert_app = typer.Typer(no_args_is_help=True, help="What looks like error or fraud, and what people decided about it.")
alerts.add_to(alert_app)
app.add_typer(alert_app, name="alerts")
app.add_typer(webhook_app, name="webhook")
rule_app = typer.Typer(no_args_is_help=True, help="The rules: who put which in force, and what others would decide.")
for name, command in rules.COMMANDS.items():
    rule_app.command(name)(command)
app.add_typer(rule_app, name="rules")
app.add_typer(approvals_app, name="approvals")
app.add_typer(audit_app, name="audit")
app.add_typer(erp_app, name="erp")
app.add_typer(failure_app, name="failure")
app.add_typer(lane_app, name="lane")
app.add_typer(learn_app, name="learn")
app.add_typer(order_app, name="orders")
app.add_typer(person_app, name="person")
app.add_typer(token_app, name="token")


def main() -> None:
    """Run the command line."""
    run(app)
