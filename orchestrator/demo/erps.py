"""The ERPs that the demo can start on this machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COMPANY = "Example Trading Company"
DATABASE = "botfarm"
BOT_USER = "apbot"


@dataclass(frozen=True)
class DemoErp:
    """A local ERP with the example company.

    Attributes:
        name: of its adapter, and of its folders.
        title: as people call it.
        set_up: the launcher's argument that sets it up.
        settle_seconds: so long after a lost reply nothing more happens in it; its slowest request takes a second or so.
    """

    name: str
    title: str
    set_up: str
    settle_seconds: int = 15

    @property
    def folder(self) -> Path:
        """What the set-up made."""
        return ROOT / ".tools" / self.name

    @property
    def module(self) -> str:
        """The program that runs it in the foreground."""
        return f"deploy.{self.name}.server"

    def arguments(self, data: Path, port: int) -> Sequence[str]:
        """For `module`: its data in `data`, its pages on the loopback `port`."""
        return ["--folder", str(data), "--port", str(port), "--setup", str(self.folder)]

    def settings(self, port: int) -> Mapping[str, str]:
        """The farm's settings for it, as environment variables."""
        return {
            "BOTFARM_ERP": self.name,
            "BOTFARM_ERP_URL": f"http://127.0.0.1:{port}/",
            "BOTFARM_ERP_DATABASE": DATABASE,
            "BOTFARM_ERP_COMPANY": COMPANY,
            "BOTFARM_ERP_USER": BOT_USER,
            "BOTFARM_ERP_PASSWORD_FILE": str(self.folder / "bot-password"),
            "BOTFARM_ERP_SETTLE_SECONDS": str(self.settle_seconds),
        }


ERPS: Mapping[str, DemoErp] = {
    erp.name: erp for erp in (DemoErp("tryton", "Tryton", "demo"), DemoErp("ledgersmb", "LedgerSMB", "ledgersmb"))
}
