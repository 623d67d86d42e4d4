"""The folder of a user's own adapter: ``<user config>/erp/<name>/``."""

import re
from pathlib import Path

from bots.authoring.pieces import Pieces
from bots.authoring.rendering import render
from bots.authoring.sample_order import sample_order
from bots.errors import AdapterUnfinished

NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
ADAPTER, ORDER, README, RECORDING = "adapter.py", "order.json", "README.md", "recording.py"

STEPS = """\
# The adapter for {name}

1. Say where the ERP is and as whom the bot logs in: an account with `erp = "{name}"` in `erps.toml` in the folder
   `config` of the farm's home, or BOTFARM_ERP={name}, BOTFARM_ERP_URL, BOTFARM_ERP_COMPANY, BOTFARM_ERP_USER and
   BOTFARM_ERP_PASSWORD_FILE. Use a test company of the ERP, never the real books.
2. Change `order.json`: a supplier, accounts, tax codes and cost centres that this ERP has. Every value in it should be
   there once only, so that it is recognised in the recording.
3. `botfarm erp record {name}`: key exactly this invoice by hand, save, post, and close the browser. Press buttons with
   the mouse or Enter, not with the space bar; in a select that is right already choose another and then the right one.
   `adapter.py` is written anew from what you did; the one before is kept as `adapter.py.old`.
4. Write what `adapter.py` still marks with `to_write` or with a comment. The words are explained in
   `bots/erp/declared.py` and `bots/web/fields.py`; what cannot be declared is a method of `bots/erp/pages.py`.
5. `botfarm erp check {name}`: login, screens and fields; nothing is written.
6. Give `order.json` another invoice number and mark, as the recorded invoice is in the ERP now.
   `botfarm erp try {name}`: one draft, step by step, a picture of each. Then with `--post`.
7. Set the account's `erp` to {name} for the farm, and start it.
"""


def make_folder(parent: Path, name: str) -> Path:
    """A new folder with a runnable skeleton, a sample order and the next steps; returns it.

    Raises:
        AdapterUnfinished: the name cannot be one, or the folder is there already.
    """
    if not NAME.fullmatch(name):
        raise AdapterUnfinished(f"{name!r} cannot name an adapter: small letters, digits, _ and -, a letter first.")
    folder = parent / name
    if folder.exists():
        raise AdapterUnfinished(f"{folder} is there already; choose another name, or remove it.")
    folder.mkdir(parents=True)
    (folder / ADAPTER).write_text(render(name, Pieces()), encoding="utf-8")
    (folder / ORDER).write_text(sample_order().model_dump_json(indent=2) + "\n", encoding="utf-8")
    (folder / README).write_text(STEPS.format(name=name), encoding="utf-8")
    return folder


def write_adapter(folder: Path, name: str, pieces: Pieces) -> Path:
    """Write ``adapter.py`` from a recording; the one that was there is kept beside it. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / ADAPTER
    if path.exists():
        path.replace(_free(path.with_suffix(".py.old")))
    path.write_text(render(name, pieces), encoding="utf-8")
    return path


def _free(path: Path) -> Path:
    """`path`, or with a number where something is there already."""
    others = (path.with_name(f"{path.name}.{n}") for n in range(2, 1000))
    return next(one for one in (path, *others) if not one.exists())
