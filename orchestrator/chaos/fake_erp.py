"""The fake legacy ERP of the tests in a chaos run: it misbehaves by itself, on order."""

import json
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from orchestrator.chaos.books import Booked, booked
from orchestrator.chaos.proxy import Misbehaviour
from orchestrator.chaos.troubles import CannotStrike, ControlTroubles, Troubles
from orchestrator.demo.erps import COMPANY, ROOT
from orchestrator.errors import OrchestratorError

PROGRAM = ROOT / "tests" / "fakes" / "legacy_erp"
ADAPTER = "legacy"
USERS, PASSWORD = ("bot", "bot2"), "Legacy-Bot-1"
ANSWER_SECONDS = 10.0
RENAMED = {"number": "invoice_number", "erp_number": "number", "date": "issue_date"}
TOTALS = {"net": "net_total", "tax": "tax_total", "gross": "gross_total"}


class FakeErp:
    """See `orchestrator.chaos.local_erp.LocalErp`."""

    name = "fake"
    posting = ""
    module = "tests.fakes.legacy_erp"
    lease_seconds = 90.0
    instead: Mapping[str, str] = MappingProxyType({})

    def insist(self) -> None:
        if not PROGRAM.exists():
            raise OrchestratorError(f"The fake ERP belongs to the tests ({PROGRAM}); run it from the checkout.")

    def arguments(self, folder: Path, port: int) -> Sequence[str]:
        return ["--folder", str(folder), "--port", str(port)]

    def settings(self, port: int) -> Mapping[str, str]:
        return {
            "BOTFARM_ERP": ADAPTER,
            "BOTFARM_ERP_URL": f"http://127.0.0.1:{port}/",
            "BOTFARM_ERP_COMPANY": COMPANY,
            "BOTFARM_ERP_USER": USERS[0],
            "BOTFARM_ERP_PASSWORD": PASSWORD,
        }

    def prepare(self, home: Path, port: int) -> None:
        """Its adapter, as a user's own, and an account for each user: two bots side by side."""
        folder = home / "config" / "erp" / ADAPTER
        folder.mkdir(parents=True)
        shutil.copy(PROGRAM / "adapter.py", folder / "adapter.py")
        (home / "config" / "fake-password").write_text(PASSWORD)
        accounts = "".join(
            f'[accounts.{user}]\nerp = "{ADAPTER}"\nurl = "http://127.0.0.1:{port}/"\ncompany = "{COMPANY}"\n'
            f'user = "{user}"\npassword_file = "fake-password"\nstep_seconds = 10\n'
            for user in USERS
        )
        (home / "config" / "erps.toml").write_text(accounts)

    def troubles(self, folder: Path, proxied: Misbehaviour | None) -> Troubles:
        return ControlTroubles(Control(folder))

    def books(self, folder: Path) -> tuple[Booked, ...]:
        control = Control(folder)
        deadline = time.monotonic() + ANSWER_SECONDS
        while control("pending"):
            if time.monotonic() > deadline:
                raise OrchestratorError("The fake ERP still has requests that it has put off.")
            time.sleep(0.2)  # asks another process; there is no event to wait for
        return booked([_as_booked(entry) for entry in control("ledger")])


class Control:
    """The control port of the fake ERP that runs on `folder`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "control.json"

    def __call__(self, method: str, **arguments: object) -> Any:
        """Ask it; CannotStrike while it is down."""
        try:
            told = json.loads(self._file.read_text())
            headers = {"Authorization": f"Bearer {told['token']}", "Content-Type": "application/json"}
            address = f"{told['control_url']}/{method}"
            request = urllib.request.Request(address, json.dumps(arguments).encode(), headers)  # noqa: S310 - loopback
            with urllib.request.urlopen(request, timeout=5) as reply:  # noqa: S310 - as above
                return json.load(reply)["result"]
        except urllib.error.HTTPError as error:
            raise OrchestratorError(f"The fake ERP's control refused {method}: {error.read().decode()}") from error
        except (OSError, ValueError) as error:
            raise CannotStrike(f"The fake ERP's control does not answer: {error}") from error


def _as_booked(entry: dict[str, Any]) -> dict[str, Any]:
    lines = [line | {"unit_price": line["price"]} for line in entry["lines"]]
    renamed = {name: entry[old] or "" for name, old in (RENAMED | TOTALS).items()}
    return entry | renamed | {"lines": lines}
