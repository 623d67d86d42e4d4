"""Set up a local LedgerSMB 1.6: programs, a database cluster to copy from, the example company.

``python -m deploy.ledgersmb.setup [FOLDER]`` (default ``.tools/ledgersmb``) does nothing where the set-up is current.
Needs the Debian packages of the set `ledgersmb` in ``deploy/requirements/system``; ``./botfarm setup ledgersmb``
installs them, and that needs root. The set-up itself runs as any account.
"""

import base64
import fcntl
import hashlib
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from deploy.ledgersmb.cluster import ADMINISTRATOR, DATABASE, TEMPLATE, Cluster, postgresql
from deploy.ledgersmb.running import LedgerSmbError
from deploy.ledgersmb.seed import seed_sql
from deploy.ledgersmb.source import VERSION, fetch
from deploy.ledgersmb.web import STARMAN, WebServer
from deploy.local_server import free_port
from deploy.local_setup import keep_password, run, tell

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DEFAULT_FOLDER = ROOT / ".tools" / "ledgersmb"
SYSTEM = ROOT / "deploy" / "requirements" / "system"
SUPPLIERS = ROOT / "deploy" / "tryton" / "suppliers.csv"
BOT_USER = "apbot"
REQUEST_SECONDS = 300
PERL_HAS = 'for my $m (@ARGV) { (my $f = $m) =~ s!::!/!g; print "$m\\n" unless grep { -e "$_/$f.pm" } @INC }'


def stamp() -> str:
    """A hash of what the set-up is made from, of PostgreSQL's version and of the year (rates reach one year ahead)."""
    digest = hashlib.sha256(f"{postgresql()} {time.gmtime().tm_year}".encode())
    for file in (*sorted(HERE.glob("*.py")), *sorted(HERE.glob("*.sql")), SUPPLIERS):
        if file.name not in ("server.py", "books.py", "books.sql"):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def is_current(folder: Path) -> bool:
    """Whether `folder` holds a finished set-up made from the files as they are now."""
    return _read(folder / "data.stamp") == stamp()


def template(folder: Path, port: int) -> Cluster:
    """The cluster of the set-up in `folder`, to be copied and never run."""
    return Cluster(folder / "template", port, _read(folder / "dbadmin-password"))


def set_up(folder: Path) -> bool:
    """Bring `folder` to the current set-up; False when there was nothing to do.

    Raises:
        LedgerSmbError: a part is missing or failed.
    """
    if is_current(folder):
        return False
    _require_programs()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second set-up waits, and then finds nothing to do
        if is_current(folder):
            return False
        _make(folder)
    return True


def _make(folder: Path) -> None:
    (folder / "data.stamp").unlink(missing_ok=True)
    source_stamp = folder / "source.stamp"
    wanted = VERSION + hashlib.sha256((HERE / "source.py").read_bytes()).hexdigest()
    if _read(source_stamp) != wanted:
        tell("LedgerSMB", f"LedgerSMB {VERSION} from Debian's source package")
        fetch(folder / "source", folder / "app")
        source_stamp.write_text(wanted)
    for name in ("dbadmin-password", "bot-password"):
        keep_password(folder / name)
    making = folder / "making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    cluster = Cluster(making / "cluster", free_port(), _read(folder / "dbadmin-password"))
    try:
        _fill(cluster, folder, making)
    finally:
        cluster.stop()
    shutil.rmtree(folder / "template", ignore_errors=True)
    cluster.folder.rename(folder / "template")
    shutil.rmtree(making)
    (folder / "data.stamp").write_text(stamp())


def _fill(cluster: Cluster, folder: Path, making: Path) -> None:
    """The company by LedgerSMB's own set-up pages, then its data, then a copy to begin anew from."""
    tell("LedgerSMB", "a database server of its own")
    cluster.create()
    cluster.start()
    web = WebServer(folder / "app", making / "web", free_port(), cluster.port, workers=1)
    web.start()
    try:
        tell("LedgerSMB", "an empty company")
        _set_up_page(web, cluster, action="create_db", confirm="yes")
        _set_up_page(web, cluster, action="load_templates", template_dir="demo")
        _set_up_page(web, cluster, action="save_user", username=BOT_USER, password=_read(folder / "bot-password"),
                     first_name="Accounts Payable", last_name="Bot", employeenumber="E1", dob="1980-01-01",
                     salutation_id="3", country_id="232", perms="-1")  # fmt: skip
    finally:
        web.stop()
    tell("LedgerSMB", "the example company, its accounts, taxes and suppliers")
    cluster.sql(seed_sql(SUPPLIERS, BOT_USER, time.gmtime().tm_year + 1))
    cluster.sql("VACUUM FULL ANALYZE")
    cluster.sql(f"CREATE DATABASE {TEMPLATE} TEMPLATE {DATABASE}", "postgres")


def _set_up_page(web: WebServer, cluster: Cluster, **fields: str) -> None:
    """Send a form of LedgerSMB's own set-up pages as the database's administrator."""
    data = urllib.parse.urlencode({"database": DATABASE, **fields}).encode()
    login = base64.b64encode(f"{ADMINISTRATOR}:{cluster.password}".encode()).decode()
    request = urllib.request.Request(f"{web.url}setup.pl", data, {"Authorization": f"Basic {login}"})
    try:
        with urllib.request.urlopen(request, timeout=REQUEST_SECONDS) as reply:
            reply.read()
    except OSError as error:
        detail = error.read().decode(errors="replace")[-1000:] if isinstance(error, urllib.error.HTTPError) else ""
        raise LedgerSmbError(f"LedgerSMB's page {fields['action']} failed: {error} {detail}") from error


def _require_programs() -> None:
    """Raise unless all that `deploy/requirements/system` lists for LedgerSMB is there."""
    lines = [line.split() for line in SYSTEM.read_text().splitlines()]
    modules = {line[1]: line[2] for line in lines if line and line[0] == "perl"}
    answer = subprocess.run(["/usr/bin/perl", "-e", PERL_HAS, *modules], capture_output=True, text=True, check=False)
    missing = [modules[name] for name in answer.stdout.split()] if answer.returncode == 0 else ["perl"]
    missing += [] if Path(STARMAN).exists() else ["starman"]
    missing += [] if postgresql() else ["postgresql-15"]
    missing += [name for name in ("psql", "dpkg-source") if shutil.which(name) is None]
    if missing:
        raise LedgerSmbError(
            f"missing: {' '.join(sorted(set(missing)))}\n./botfarm setup ledgersmb installs them, which needs root"
        )


def _read(file: Path) -> str:
    return file.read_text().strip() if file.is_file() else ""


def main() -> int:
    """Entry point; 0 when the set-up stands."""
    return run("LedgerSMB", __doc__, DEFAULT_FOLDER, set_up)


if __name__ == "__main__":
    raise SystemExit(main())
