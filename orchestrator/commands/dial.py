"""`botfarm dial`: what each confidence threshold would let pass untouched, how much of it is wrong, and setting it."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from config.rule_threshold import with_threshold
from orchestrator.approving.dial import ENOUGH, Dial, Rate, Setting, dial
from orchestrator.commands.documents import Json
from orchestrator.commands.output import actor, err, out, print_json, print_table
from orchestrator.rule_sets.files import RULES
from orchestrator.rule_sets.putting import put_file, take_up_from_disk
from orchestrator.wiring import Farm, farm

Days = Annotated[int, typer.Option(min=1, max=3660, help="Documents that came in within so many days.")]
Most = Annotated[int, typer.Option(min=1, max=100_000, help="At most so many of them, the newest.")]
SetTo = Annotated[float | None, typer.Option("--set", min=0.0, max=1.0, help="Put this threshold in force.")]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why it is set; it is kept in the history.")]


def dial_(days: Days = 180, most: Most = 5000, set_: SetTo = None, reason: Reason = "", json: Json = False) -> None:
    """Show what each confidence threshold would let pass untouched and how much of it would be wrong; or set it."""
    here = farm()
    since = datetime.now(UTC) - timedelta(days=days)
    if set_ is not None and not reason.strip():
        raise typer.BadParameter("say why it is set (--reason); it is kept in the history")
    with here.store.reading() as tx:
        told = dial(tx, here.judge.rules, since, most, () if set_ is None else (set_,))
    if set_ is not None:
        _set(here, told, set_, reason.strip())
    if json:
        print_json({**told.model_dump(mode="json"), "set": set_})
        return
    _show(told)
    if set_ is not None:
        out.print(f"The threshold is {set_:g} now (it was {told.threshold:g}).")


def _set(here: Farm, told: Dial, threshold: float, reason: str) -> None:
    """Put the changed rules.toml in force, its figures with the reason."""
    now = take_up_from_disk(here.store, here.settings.user_config)
    chosen = next(one for one in told.settings if one.threshold == threshold)
    why = f"{reason} (dial: {chosen.share:.1%} of {told.documents} untouched; {_words(chosen.looked_at)})"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / RULES
        path.write_text(with_threshold(now.files[RULES], threshold), encoding="utf-8", newline="")
        put_file(here.store, here.settings.user_config, path, str(actor()), why)


def _show(told: Dial) -> None:
    out.print(
        f"{told.documents} documents since {told.since.date()}, {told.in_full} of them looked at in full by people. "
        f"In force: {told.threshold:g}."
    )
    if told.fields:
        own = ", ".join(f"{field} {threshold:g}" for field, threshold in told.fields.items())
        out.print(f"These fields keep a threshold of their own: {own}.", markup=False)
    print_table(
        (
            "threshold",
            "untouched",
            "looked at, wrong",
            "wrong of 1,000 fields",
            "of 1,000 documents",
            "posted, left so",
        ),
        map(_row, told.settings),
    )
    if not any(one.looked_at.enough for one in told.settings):
        err.print(
            f"Too few: fewer than {ENOUGH} needed fields were looked at by a person at any threshold, so the expected "
            "errors are not known. Confirm the fields of some documents in the review to learn them."
        )


def _row(one: Setting) -> tuple[str, ...]:
    looked_at, posted, expected = one.looked_at, one.posted, one.wrong_per_thousand_documents
    return (
        f"{one.threshold:g}{' *' if one.current else ''}",
        f"{one.untouched} ({one.share:.1%})",
        f"{looked_at.fields}, {looked_at.wrong}",
        _range(looked_at),
        f"{expected[0]:.1f} ({expected[1]:.1f} to {expected[2]:.1f})" if expected else "too few",
        f"{posted.fields}, {posted.wrong}",
    )


def _range(rate: Rate) -> str:
    if not rate.enough or rate.per_thousand is None:
        return "too few"
    return f"{rate.per_thousand:.1f} ({rate.low:.1f} to {rate.high:.1f})"


def _words(rate: Rate) -> str:
    return f"{rate.wrong} of {rate.fields} fields wrong that people looked at"
