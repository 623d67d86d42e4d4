"""Commands about the rules: list, show, check, dry-run, put, history, diff."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from config.errors import ConfigError
from orchestrator.commands.output import actor, err, out, print_json, print_table
from orchestrator.errors import DecisionRefused
from orchestrator.money import plain
from orchestrator.rule_sets.dry_run import MOST_TOLD, Class, Difference, DryRun, Sum, dry_run
from orchestrator.rule_sets.files import read_folder
from orchestrator.rule_sets.listing import COUNTED, ToldRule, told_rules
from orchestrator.rule_sets.parts import changes, diff
from orchestrator.rule_sets.putting import candidate
from orchestrator.rule_sets.rulebook import Rulebook, parse
from orchestrator.store import Transaction, rule_sets
from orchestrator.store.rule_sets import RuleSet
from orchestrator.wiring import Farm, farm

LATELY = timedelta(days=30)
SHOWN = 50
File = Annotated[
    Path,
    typer.Argument(help="rules.toml, own_rules.toml, approval.toml, vat_rates.csv, or a table of own_rules.toml."),
]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept in the history.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Documents that came in on this day or later.")]


def list_(json: Json = False) -> None:
    """Show every rule in force, delivered and own: what it serves, and how often it found something in 30 days."""
    rules, now = _rules(farm())
    if json:
        print_json({"rule_set": _row(now) if now else None, "rules": [rule.model_dump(mode="json") for rule in rules]})
        return
    print_table(
        ("rule", "", "version", "if it fails", "found", "serves"),
        ((r.id, "own" if r.own else "", r.version, r.severity, _count(r.fired), r.serves) for r in rules),
    )
    if now:
        out.print(f"In force since {_at(now)}: {now.short}, by {now.put_by}: {now.reason}", markup=False)


def show(rule_id: Annotated[str, typer.Argument(help="The rule's id.")], json: Json = False) -> None:
    """Show one rule: what it asks, its parameters or expressions, and who put it in force."""
    rules, _ = _rules(farm())
    rule = next((rule for rule in rules if rule.id == rule_id), None)
    if rule is None:
        raise DecisionRefused(f"There is no rule {rule_id!r}; `botfarm rules list` shows all.")
    if json:
        print_json(rule.model_dump(mode="json"))
        return
    out.print(f"{rule.id}, version {rule.version}: {rule.meaning}", markup=False)
    rows = {
        "if it fails": rule.severity, "serves": rule.serves, "asked of": ", ".join(rule.kinds), "expression": rule.text,
        **rule.parameters, "put in force by": rule.put_by, f"found in {LATELY.days} days": _count(rule.fired),
    }  # fmt: skip
    print_table(("", ""), ((name, value) for name, value in rows.items() if value != ""))


def check(file: File, json: Json = False) -> None:
    """Check a file as it would be put in force: exit 2 with file, line and reason where it is wrong."""
    here = farm()
    book, changed = _candidate(here, file)
    examples = sum(len(own.own.passes) + len(own.own.fails) for own in book.own.checks)
    if json:
        print_json({"changes": changed, "own_rules": [own.id for own in book.own.checks], "examples": examples})
        return
    own = f"{len(book.own.checks)} own rules, whose {examples} examples come out as they should"
    out.print(f"{file} is good: {own}.", markup=False)
    out.print(f"It would change {', '.join(changed) or 'nothing'}.", markup=False)


def dry_run_(
    file: File,
    since: Day,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Up to this day, itself included.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what a changed file would have decided on the documents of a time. Nothing is changed."""
    here = farm()
    book, changed = _candidate(here, file)
    last = until.date() if until else datetime.now(UTC).date()
    found = dry_run(
        here.store, here.judge, book, _midnight(since.date()), _midnight(last + timedelta(days=1)), _progress
    )  # fmt: skip
    if json:
        print_json({"changes": changed, "per_second": round(found.per_second, 1), **found.model_dump(mode="json")})
        return
    _print_dry_run(found, changed)


def put(file: File, reason: Reason) -> None:
    """Put a file in force at once, in place of the one of its name; running parts judge by it from now on."""
    here = farm()
    added = here.acts.put_rules(actor(), here.settings.user_config, file, reason)
    out.print(f"In force: {added.short}. `botfarm rules diff` shows what changed.", markup=False)


def history(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many, newest first.")] = 20, json: Json = False
) -> None:
    """Show what rules were in force since when, by whom and why."""
    with farm().store.reading() as tx:
        sets = rule_sets.newest(tx, None, limit + 1)
    before = [*sets[1:], None]
    if json:
        print_json([_row(one) for one in sets[:limit]])
        return
    rows = (
        (s.id, s.short, _at(s), s.put_by, s.reason, _parts(b, s)) for s, b in zip(sets[:limit], before, strict=False)
    )
    print_table(("", "rule set", "since (UTC)", "by", "why", "changed"), rows)


def diff_(
    from_: Annotated[
        str, typer.Argument(metavar="[FROM]", help="A rule set: its number or the beginning of its hash.")
    ] = "",
    to: Annotated[str, typer.Argument(metavar="[TO]", help="Another; the one in force without it.")] = "",
) -> None:
    """Show what is different between two rule sets; without names what the last change changed."""
    with farm().store.reading() as tx:
        after = _named(tx, to) if to else rule_sets.in_force(tx)
        if after is None:
            raise DecisionRefused("No rules are in force yet; `botfarm up` puts them there.")
        before = _named(tx, from_) if from_ else rule_sets.get(tx, after.id - 1)
    for text in diff(before.files if before else {}, after.files).values():
        out.print(text, markup=False)


COMMANDS: dict[str, Callable[..., None]] = {
    "list": list_, "show": show, "check": check, "dry-run": dry_run_, "put": put, "history": history, "diff": diff_,
}  # fmt: skip


def _rules(here: Farm) -> tuple[tuple[ToldRule, ...], RuleSet | None]:
    assert here.judge  # rules that were never put in force are now
    with here.store.reading() as tx:
        now = rule_sets.in_force(tx)
        assert now is not None
        return told_rules(tx, parse(now.files), now.authors, datetime.now(UTC) - LATELY), now


def _candidate(here: Farm, file: Path) -> tuple[Rulebook, list[str]]:
    """The rules with the file in its place, checked, and the parts that it changes."""
    if not file.exists():
        raise ConfigError(f"{file} is not there.")
    files = candidate(here.store, here.settings.user_config, file)
    book = parse(files)
    with here.store.reading() as tx:
        now = rule_sets.in_force(tx)
    old = now.files if now else read_folder(here.settings.user_config)
    return book, [change.part for change in changes(old, files)]


def _print_dry_run(found: DryRun, changed: list[str]) -> None:
    out.print(f"It changes {', '.join(changed) or 'nothing'}.", markup=False)
    print_table(("", "documents", "gross totals"), ((c, s.documents, _sums(s)) for c, s in found.sums.items()))
    if found.rules:
        rules = ((rule, before, after) for rule, (before, after) in found.rules.items())
        print_table(("rule", "finds before", "finds after"), rules)
    if found.differences:
        rows = (_difference(one) for one in found.differences[:SHOWN])
        print_table(("document", "supplier", "number", "total", "change", "why"), rows)
    more = sum(s.documents for c, s in found.sums.items() if c is not Class.SAME) - SHOWN
    if more > 0:
        out.print(f"... and {more} more documents; --json tells of {MOST_TOLD}.")
    speed = f"{found.documents} documents in {found.seconds:.1f} s ({found.per_second:.0f} a second)"
    out.print(f"{speed}, judged by both. Nothing was changed.", markup=False)


def _difference(one: Difference) -> tuple[str, ...]:
    total = "" if one.gross_total is None else f"{plain(one.gross_total)} {one.currency}"
    return one.document_id[:8], one.supplier, one.number, total, one.change, _why(one)


def _sums(one: Sum) -> str:
    return ", ".join(f"{plain(total)} {currency}" for currency, total in sorted(one.gross_totals.items()))


def _why(one: Difference) -> str:
    told = [f"{rule}: {sentence}" for rule, sentence in one.new.items()]
    told += [f"no longer {rule}: {sentence}" for rule, sentence in one.gone.items()]
    return " ".join(told) or " ".join((one.after.approval, *one.after.steps))


def _progress(done: int, total: int) -> None:
    err.print(f"{done} of {total} documents", end="\r" if done < total else "\n")


def _named(tx: Transaction, name: str) -> RuleSet:
    by_number = rule_sets.get(tx, int(name)) if name.isdigit() and len(name) < 10 else None
    found = by_number or rule_sets.named(tx, name)
    if found is None:
        raise DecisionRefused(f"There is no rule set {name!r}; `botfarm rules history` shows all.")
    return found


def _parts(before: RuleSet | None, after: RuleSet) -> str:
    return ", ".join(c.part for c in changes(before.files, after.files)) if before else "everything"


def _row(one: RuleSet) -> dict[str, object]:
    return {"rule_set": one.short, **one.model_dump(mode="json", exclude={"files"})}


def _at(one: RuleSet) -> str:
    return one.since.isoformat(sep=" ", timespec="seconds")[:19]


def _amount(total: Decimal | None) -> str:
    return "" if total is None else plain(total)


def _count(fired: int) -> str:
    return f"more than {COUNTED}" if fired > COUNTED else str(fired)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
