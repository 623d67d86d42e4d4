"""Set up a local Tryton 8.0 with its web client: programs, template database, example company.

``python -m deploy.tryton.setup [FOLDER]`` (default ``.tools/tryton``) does nothing where the set-up is current.
Needs Python 3.11 with venv, and npm for the web client; the account that runs it needs no special rights.
Tryton is under the GPL: it is installed into a venv of its own and only ever run as a separate program.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from deploy.local_server import LocalErpError
from deploy.local_setup import keep_password, run, tell

HERE = Path(__file__).resolve().parent
DEFAULT_FOLDER = HERE.parent.parent / ".tools" / "tryton"
DATABASE = "botfarm"
BOT_USER = "apbot"
MODULES = ("party", "company", "currency", "account", "account_invoice", "analytic_invoice", "bank")
PROGRAM_INPUTS = ("requirements.lock", "package.json", "package-lock.json")
DATA_INPUTS = ("setup.py", "seed.py", "suppliers.csv")


def stamp(names: tuple[str, ...]) -> str:
    """A hash of those files of this folder, of Python's version and of the year (fiscal years reach one year ahead)."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {time.gmtime().tm_year}".encode())
    for name in names:
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def is_current(folder: Path) -> bool:
    """Whether `folder` holds a finished set-up made from the files as they are now."""
    return _stamped(folder / "data.stamp", PROGRAM_INPUTS + DATA_INPUTS)


def set_up(folder: Path) -> bool:
    """Bring `folder` to the current set-up; False when there was nothing to do.

    Raises:
        LocalErpError: a program is missing or failed.
    """
    if is_current(folder):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second set-up waits, and then finds nothing to do
        if is_current(folder):
            return False
        _make(folder)
    return True


def _make(folder: Path) -> None:
    (folder / "data.stamp").unlink(missing_ok=True)
    if not _stamped(folder / "programs.stamp", PROGRAM_INPUTS):
        _install_server(folder)
        _install_client(folder)
        (folder / "programs.stamp").write_text(stamp(PROGRAM_INPUTS))
    _make_template(folder)
    (folder / "data.stamp").write_text(stamp(PROGRAM_INPUTS + DATA_INPUTS))


def _stamped(file: Path, names: tuple[str, ...]) -> bool:
    return file.is_file() and file.read_text() == stamp(names)


def _install_server(folder: Path) -> None:
    venv = folder / "venv"
    tell("Tryton", "Tryton's server into a venv of its own")
    _run([sys.executable, "-m", "venv", "--clear", str(venv)], hint="apt install python3-venv")
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "-r", str(HERE / "requirements.lock")], hint="is the package index reachable?")


def _install_client(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise LocalErpError("npm or node is missing, Tryton's web client needs them: apt install nodejs npm")
    tell("Tryton", "Tryton's web client from npm")
    client = folder / "client"
    client.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, client / name)
    command = [npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    _run(command, cwd=client, hint="is the npm registry reachable?")
    link = client / "node_modules" / "tryton-sao" / "node_modules"
    link.unlink(missing_ok=True)
    link.symlink_to("..")  # its page asks for ./node_modules, npm installs them one folder up


def _make_template(folder: Path) -> None:
    tell("Tryton", "an empty Tryton database")
    template = folder / "template"
    shutil.rmtree(template, ignore_errors=True)
    template.mkdir()
    database = template / f"{DATABASE}.sqlite"
    database.touch()
    configuration = template / "trytond.conf"
    configuration.write_text(f"[database]\nuri = sqlite://\npath = {template}\n")
    keep_password(folder / "admin-password")
    keep_password(folder / "bot-password")
    admin = [str(folder / "venv" / "bin" / "trytond-admin"), "-c", str(configuration), "-d", DATABASE, "--all"]
    admin += ["--email", "admin@example.com", "--activate-dependencies", "-l", "en", "-u", *MODULES]
    _run(admin, environment={"TRYTONPASSFILE": str(folder / "admin-password")})
    tell("Tryton", "the example company, its accounts, taxes and suppliers")
    seed = [str(folder / "venv" / "bin" / "python"), str(HERE / "seed.py"), str(configuration), DATABASE]
    _run([*seed, str(HERE / "suppliers.csv"), str(folder / "bot-password"), BOT_USER])


def _run(
    command: list[str], cwd: Path | None = None, hint: str = "", environment: dict[str, str] | None = None
) -> None:
    result = subprocess.run(
        command, cwd=cwd, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        tail = "\n".join((result.stdout + result.stderr).splitlines()[-20:])
        raise LocalErpError(f"{Path(command[0]).name} failed ({hint or 'see its output'}):\n{tail}")


def main() -> int:
    """Entry point; 0 when the set-up stands."""
    return run("Tryton", __doc__, DEFAULT_FOLDER, set_up)


if __name__ == "__main__":
    raise SystemExit(main())
