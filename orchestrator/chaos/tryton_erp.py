"""The local Tryton in a chaos run."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from orchestrator.chaos.books import Booked, read_by_process
from orchestrator.chaos.local_erp import COMPANY, ROOT
from orchestrator.chaos.proxy import Misbehaviour
from orchestrator.chaos.troubles import CannotStrike, ProxyTroubles, Troubles
from orchestrator.errors import OrchestratorError

SET_UP = ROOT / ".tools" / "tryton"
DATABASE = "botfarm"


class TrytonErp:
    """See `orchestrator.chaos.local_erp.LocalErp`."""

    name = "tryton"
    posting = r"model\.account\.invoice\.post\b"
    module = "deploy.tryton.server"
    lease_seconds = 90.0

    def insist(self) -> None:
        if not SET_UP.exists():
            raise OrchestratorError("The local Tryton is not set up; `./botfarm setup` does it.")

    def arguments(self, folder: Path, port: int) -> Sequence[str]:
        return ["--folder", str(folder), "--port", str(port), "--setup", str(SET_UP)]

    def settings(self, url: str) -> Mapping[str, str]:
        return {
            "BOTFARM_ERP": self.name,
            "BOTFARM_ERP_URL": url,
            "BOTFARM_ERP_DATABASE": DATABASE,
            "BOTFARM_ERP_COMPANY": COMPANY,
            "BOTFARM_ERP_USER": "apbot",
            "BOTFARM_ERP_PASSWORD_FILE": str(SET_UP / "bot-password"),
        }

    def prepare(self, home: Path, url: str) -> None:
        """Its adapter comes with the farm."""

    def troubles(self, folder: Path, proxied: Misbehaviour | None) -> Troubles:
        assert proxied is not None
        return ProxyTroubles(proxied, partial(_end_sessions, folder / f"{DATABASE}.sqlite"))

    def books(self, folder: Path) -> tuple[Booked, ...]:
        return read_by_process("deploy.tryton.books", ["--folder", str(folder)])


def _end_sessions(database: Path) -> None:
    try:
        with closing(sqlite3.connect(database, timeout=5)) as connection, connection:
            connection.execute("DELETE FROM ir_session")
    except sqlite3.Error as error:
        raise CannotStrike(f"Tryton's sessions cannot be ended: {error}") from error
