"""Where adapters are made: a home folder, an order, the command line."""

import os
import subprocess
import sys
from pathlib import Path

from bots.authoring.sample_order import sample_order
from tests.conftest import ROOT
from tests.fakes.legacy_erp.seed import BOT_PASSWORD, BOT_USER, COMPANY


class Desk:
    """A home folder and the command line in it."""

    def __init__(self, home: Path, url: str = "http://127.0.0.1:9/") -> None:
        self.home = home
        self.environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "BOTFARM_HOME": str(home), "BOTFARM_ERP": "legacy",
            "BOTFARM_ERP_URL": url, "BOTFARM_ERP_COMPANY": COMPANY, "BOTFARM_ERP_USER": BOT_USER,
            "BOTFARM_ERP_PASSWORD": BOT_PASSWORD,
        }  # fmt: skip
        self.environment.pop("DISPLAY", None)
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.order = home / "order.json"
        home.mkdir(exist_ok=True)
        self.order.write_text(sample_order().model_dump_json())

    @property
    def adapter(self) -> Path:
        return self.home / "config" / "erp" / "legacy" / "adapter.py"

    def install(self, text: str) -> None:
        self.adapter.parent.mkdir(parents=True, exist_ok=True)
        self.adapter.write_text(text)

    def erp(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, timeout=240, cwd="/"
        )

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-P", "-m", "orchestrator", "erp", *arguments]
