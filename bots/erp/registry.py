"""The ERPs that the farm can key into. A new one is a folder beside this file and a line here."""

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import cast

from bots.erp.ledgersmb.adapter import ADAPTER as LEDGERSMB
from bots.erp.port import ErpAdapter
from bots.erp.tryton.adapter import ADAPTER as TRYTON
from config.errors import ConfigError

ADAPTERS: dict[str, ErpAdapter] = {"ledgersmb": LEDGERSMB, "tryton": TRYTON}


def load_adapter(name: str, user_folder: Path) -> ErpAdapter:
    """The adapter of that name: one that comes with the program, else `ADAPTER` of the user's own
    ``erp/<name>/adapter.py`` in `user_folder`.

    Raises:
        ConfigError: there is none, or it cannot be loaded; the message says what is missing.
    """
    if name in ADAPTERS:
        return ADAPTERS[name]
    path = user_folder / "erp" / name / "adapter.py"
    if not re.fullmatch(r"[A-Za-z0-9_-]+", name) or not path.is_file():
        raise ConfigError(
            f"There is no adapter for the ERP {name!r}: known are {', '.join(sorted(ADAPTERS))}; or write {path}."
        )
    module = _load(f"botfarm_user_erp_{name.replace('-', '_')}", path)
    adapter = getattr(module, "ADAPTER", None)
    if adapter is None:
        raise ConfigError(f"{path} names no ADAPTER.")
    return cast(ErpAdapter, adapter)


def _load(module_name: str, path: Path) -> ModuleType:
    if module_name in sys.modules:
        return sys.modules[module_name]
    spec = spec_from_file_location(module_name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[module_name]
        raise ConfigError(f"{path} cannot be loaded: {type(error).__name__}: {error}") from error
    return module
