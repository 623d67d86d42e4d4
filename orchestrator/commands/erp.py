"""`botfarm erp ...`: making and trying an adapter for an ERP."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from bots.authoring.drafting import draft
from bots.authoring.folder import ORDER, RECORDING, make_folder, write_adapter
from bots.authoring.recognising import to_key
from bots.authoring.recorder import TEST_ID, record
from bots.authoring.recording import read_recording, without_passwords
from bots.errors import BotError, RecordingUnreadable
from bots.orders import InvoiceOrder
from config.errors import ConfigError
from orchestrator.commands.output import err, out, print_json, print_table
from orchestrator.trial import Trial
from orchestrator.wiring import farm

Name = Annotated[str, typer.Argument(help="The adapter's name.")]
Order = Annotated[
    Path | None, typer.Option("--order", help="The order to key, as JSON; order.json beside the adapter by default.")
]

HOW_TO_KEY = """\
Key it in the browser that opens: log in, open an empty form, fill it, save, post; then close the browser.
Press buttons with the mouse or Enter: the recorder does not see the space bar. Where a select has the right choice
already, choose another and then the right one. Ctrl-C stops without an adapter."""


def new(name: Name) -> None:
    """Make a folder with a runnable skeleton of an adapter for an ERP, and say what to do next."""
    folder = make_folder(_adapters(), name)
    out.print(f"{folder} has a skeleton, a sample order and a README with the next steps.", markup=False)


def record_(
    name: Name,
    order: Order = None,
    url: Annotated[str, typer.Option(help="The ERP's address; the account's by default.")] = "",
    from_: Annotated[Path | None, typer.Option("--from", help="A recording that was made elsewhere.")] = None,
    test_id: Annotated[
        str, typer.Option("--test-id-attribute", help="The attribute that a recording made elsewhere took as test id.")
    ] = TEST_ID,
) -> None:
    """Record how one invoice is keyed, and write the adapter's steps from it."""
    folder = _adapters() / name
    wanted = _order(name, order)
    text = without_passwords(_read(from_)) if from_ is not None else _recorded(folder, wanted, url)
    steps = read_recording(text)
    pieces = draft(steps, wanted, test_id)
    known = len(pieces.header) + len(pieces.lines)
    if not known:
        raise RecordingUnreadable("The recording has no value of the order in it; no adapter was written.")
    path = write_adapter(folder, name, pieces)
    out.print(f"{path}: {known} fields from {len(steps)} steps; {len(pieces.unknown)} not recognised.", markup=False)
    out.print(f"Write what it marks as missing, then: botfarm erp check {name}", markup=False)


def _recorded(folder: Path, wanted: InvoiceOrder, url: str) -> str:
    """What the recorder wrote while a person keyed the order `wanted`, which is shown."""
    folder.mkdir(parents=True, exist_ok=True)
    url = url or farm().accounts.login().url
    print_table(("field", "key this, as the ERP writes it"), to_key(wanted))
    err.print(HOW_TO_KEY)
    return record(url, folder / RECORDING)


def try_(
    name: Name,
    order: Order = None,
    post: Annotated[bool, typer.Option("--post", help="Post it; without, it stays a draft.")] = False,
    discard: Annotated[bool, typer.Option("--discard", help="Delete the draft at the end.")] = False,
    evidence: Annotated[Path | None, typer.Option(help="Where the pictures go.")] = None,
) -> None:
    """Key one order step by step, with a picture of each step; stops before posting unless told to post."""
    folder = evidence or farm().home / "evidence" / f"try-{name}"
    trial = Trial(farm(), name, folder, lambda line: out.print(line, markup=False))
    try:
        trial.run(_order(name, order), post=post, discard=discard)
    except BotError as error:
        err.print(f"FAILED at step: {error.step or 'login'}", markup=False)
        if error.element:
            err.print(f"at field: {error.element}", markup=False)
        err.print(str(error), markup=False)
        for line in trial.shown:
            err.print(line, markup=False)
        raise typer.Exit(1) from error


def check(
    name: Annotated[str, typer.Argument(help="An adapter's name; the farm's own by default.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Log in to the ERP and look for every page and field that keying needs; nothing is changed."""
    try:
        session = Trial(farm(), name, farm().home / "evidence").open() if name else farm().open_erp()
        try:
            checks = session.check()
        finally:
            session.close()
    except BotError as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from error
    if json:
        print_json([found.model_dump() for found in checks])
    else:
        print_table(("what", "is there", "detail"), ((c.name, "yes" if c.passed else "NO", c.detail) for c in checks))
    if not all(found.passed for found in checks):
        raise typer.Exit(1)


def _order(name: str, path: Path | None) -> InvoiceOrder:
    return read_order(path or _adapters() / name / ORDER)


def read_order(path: Path) -> InvoiceOrder:
    """The order in a JSON file.

    Raises:
        ConfigError: it cannot be read, or is no order; the message says what is wrong.
    """
    try:
        return InvoiceOrder.model_validate_json(_read(path))
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'order'}: {e['msg']}" for e in error.errors())
        raise ConfigError(f"{path} is no order: {wrong}") from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


def _adapters() -> Path:
    """Where a user's own adapters are."""
    return farm().settings.user_config / "erp"
