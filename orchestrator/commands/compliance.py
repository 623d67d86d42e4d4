"""The compliance report from the command line."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrator.commands.output import actor, err, out, print_json, print_table
from orchestrator.web.languages import language
from orchestrator.web.report_words import ReportWords
from orchestrator.wiring import farm

if TYPE_CHECKING:  # what writes PDF and Excel takes a while to load: only this command pays for it
    from orchestrator.reports.compliance.content import Content
    from orchestrator.reports.compliance.making import Form, Written
    from orchestrator.reports.compliance.period import Period


class Tongue(StrEnum):
    """The languages in which the report is written."""

    EN = "en"
    ZH = "zh"
    RU = "ru"


Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="A day, as 2026-10-01; in UTC, included.")]


def compliance(
    since: Day,
    until: Day,
    to: Annotated[
        Path, typer.Option("--out", help="A file that ends with .pdf or .xlsx, or a folder for both forms.")
    ] = Path(),
    tongue: Annotated[Tongue, typer.Option("--language", help="In which language it is written.")] = Tongue.EN,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Write the compliance report of a period: PDF, Excel or both. The history tells that it was made.

    Exit 0: it was written and everything in it agrees. Exit 1: it was written, and the history is broken, figures do
    not agree, or somebody approved what they must not.
    """
    from orchestrator.reports.compliance.making import make_report
    from orchestrator.reports.compliance.period import Period

    period = Period(since.date(), until.date())
    here = farm()
    spoken = ReportWords(language(tongue))
    written = make_report(
        here.store, actor(), period, spoken, _targets(to, period, tongue), lambda: here.acts.verify_history(actor())
    )
    if json:
        print_json(_row(written))
    else:
        _print(written)
    if not written.made.holds:
        raise typer.Exit(1)


def _targets(to: Path, period: "Period", code: str) -> "list[tuple[Form, Path]]":
    """Which files are written.

    Raises:
        typer.BadParameter: the ending is neither of the two.
    """
    from orchestrator.reports.compliance.making import Form, file_name

    if to.is_dir() or not to.suffix:
        return [(form, to / file_name(period, code, form)) for form in Form]
    ending = to.suffix.lower().removeprefix(".")
    if ending not in set(Form):
        raise typer.BadParameter("--out takes a file that ends with .pdf or .xlsx, or a folder for both.")
    return [(Form(ending), to)]


def _row(written: "Written") -> dict[str, object]:
    from orchestrator.reports.compliance.summary import summary

    made = written.made
    return {
        **summary(made.content),
        "fingerprint": made.fingerprint,
        "made_by": made.by,
        "made_at": made.at,
        "history": {**made.chain.model_dump(), "intact": made.chain.intact},
        "files": {str(path): digest for path, digest in written.files.items()},
    }


def _print(written: "Written") -> None:
    made, content = written.made, written.made.content
    print_table(("outcome", "kind", "currency", "documents", "amount"), _outcomes(content), str(content.period))
    for check in content.checks:
        mark = "agrees" if check.holds else "DIFFERS"
        out.print(f"{mark}: {check.name}: {check.left} / {check.right}", markup=False)
    balance = content.balance
    if not (balance.received_holds and balance.carried_holds):
        err.print("The balance does not hold; the report shows it.", markup=False)
    out.print(
        f"{len(content.exceptions)} exceptions, {len(content.conflicts)} conflicts of duties, "
        f"{len(content.doubts)} postings in doubt, {made.chain.entries} entries of the history "
        f"{'intact' if made.chain.intact else 'BROKEN: ' + made.chain.problem}",
        markup=False,
    )
    for path in written.files:
        out.print(str(path), markup=False)


def _outcomes(content: "Content") -> list[tuple[object, ...]]:
    return [(row.outcome, row.kind, row.currency, row.count, row.amount) for row in content.outcomes]
