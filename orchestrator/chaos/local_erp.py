"""What a run wants of an ERP that it starts on this machine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from orchestrator.chaos.books import Booked
from orchestrator.chaos.proxy import Misbehaviour
from orchestrator.chaos.troubles import Troubles
from orchestrator.demo.erps import ROOT

SUPPLIERS = ROOT / "deploy" / "tryton" / "suppliers.csv"
"""The suppliers that every local ERP is given."""


class LocalErp(Protocol):
    """An ERP as a child process, with its data in one folder that it makes, and goes on with after a kill -9.

    Attributes:
        name: as `--erp` names it.
        posting: finds the request that posts, by path and body, for the proxy; empty for an ERP that misbehaves by
            itself and needs none.
        module: what is started as a process.
        lease_seconds: for keying one invoice, faults of the ERP included.
        instead: characters that it cannot hold in a line's text, and what its adapter keys for each.
    """

    name: str
    posting: str
    module: str
    lease_seconds: float
    instead: Mapping[str, str]

    def insist(self) -> None:
        """Raise OrchestratorError, saying what to do, where the ERP cannot be started."""

    def arguments(self, folder: Path, port: int) -> Sequence[str]:
        """For the process: its data in `folder`, its pages on the loopback `port`."""

    def settings(self, port: int) -> Mapping[str, str]:
        """The farm's settings for this ERP on the loopback `port`, as environment variables."""

    def prepare(self, home: Path, port: int) -> None:
        """Write into the farm's home what it needs beyond settings, such as the adapter."""

    def troubles(self, folder: Path, proxied: Misbehaviour | None) -> Troubles:
        """How its own faults are made."""

    def books(self, folder: Path) -> tuple[Booked, ...]:
        """Every record of the ERP, by a way that has nothing in common with the farm's."""
