"""Tryton and LedgerSMB in a chaos run: the demo's local ERPs, with a proxy before them that makes the faults."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from orchestrator.chaos.books import Booked, read_by_process
from orchestrator.chaos.proxy import Misbehaviour
from orchestrator.chaos.troubles import CannotStrike, ProxyTroubles, Troubles
from orchestrator.demo.erps import DATABASE, DemoErp
from orchestrator.errors import OrchestratorError

EndSessions = Callable[[Path], None]
"""Ends every login of the ERP whose data lie in a folder."""


class SeededErp:
    """See `orchestrator.chaos.local_erp.LocalErp`."""

    def __init__(
        self,
        erp: DemoErp,
        posting: str,
        lease_seconds: float,
        end_sessions: EndSessions,
        instead: Mapping[str, str] | None = None,
    ) -> None:
        self.erp = erp
        self.name = erp.name
        self.posting = posting
        self.module = erp.module
        self.lease_seconds = lease_seconds
        self.instead = instead or {}
        self._end_sessions = end_sessions

    def insist(self) -> None:
        if not self.erp.folder.exists():
            raise OrchestratorError(f"The local {self.erp.title} is not set up; `./botfarm setup {self.erp.set_up}`.")

    def arguments(self, folder: Path, port: int) -> Sequence[str]:
        return self.erp.arguments(folder, port)

    def settings(self, port: int) -> Mapping[str, str]:
        return self.erp.settings(port)

    def prepare(self, home: Path, port: int) -> None:
        """Its adapter comes with the farm, and there is one account."""

    def troubles(self, folder: Path, proxied: Misbehaviour | None) -> Troubles:
        assert proxied is not None
        return ProxyTroubles(proxied, partial(self._end_sessions, folder))

    def books(self, folder: Path) -> tuple[Booked, ...]:
        return read_by_process(f"deploy.{self.name}.books", ["--folder", str(folder)])


def end_sessions_of_tryton(folder: Path) -> None:
    """They are rows of its SQLite file."""
    try:
        with closing(sqlite3.connect(folder / f"{DATABASE}.sqlite", timeout=5)) as connection, connection:
            connection.execute("DELETE FROM ir_session")
    except sqlite3.Error as error:
        raise CannotStrike(f"Tryton's sessions cannot be ended: {error}") from error


def end_sessions_of_ledgersmb(folder: Path) -> None:
    """They are rows of its PostgreSQL, which a process of its own reaches."""
    command = [sys.executable, "-P", "-m", "deploy.ledgersmb.sessions", "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - ours
    if done.returncode != 0:
        raise CannotStrike(f"LedgerSMB's sessions cannot be ended: {done.stderr.strip()[-300:]}")
