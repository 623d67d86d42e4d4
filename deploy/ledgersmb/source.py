"""LedgerSMB's own tree, from Debian's source package.

Debian's binary package lacks the screens of payables, and its installation wants a database server of the machine's.
The lists of sources are kept apart: the machine's own settings of apt stay as they are.
LedgerSMB is under the GPL: it lies in a folder of its own and is only ever run as a separate program.
"""

import shutil
import subprocess
from pathlib import Path

from deploy.ledgersmb.running import LedgerSmbError

PACKAGE = "ledgersmb"
VERSION = "1.6.33"
DOJO = Path("/usr/share/javascript")
SOURCES = Path("/etc/apt/sources.list.d/debian.sources")
OLD_SOURCES = Path("/etc/apt/sources.list")


def fetch(folder: Path, program: Path) -> None:
    """Download the source package into `folder` and unpack it as `program`, whole or not at all.

    Raises:
        LedgerSmbError: no Debian here, no network, or another version.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True)
    apt = ["apt-get", "-qq", *_options(folder)]
    _run([*apt, "update"], folder, "are Debian's mirrors reachable?")
    _run([*apt, "source", "--download-only", PACKAGE], folder, "is there a Debian source package here?")
    descriptions = sorted(folder.glob(f"{PACKAGE}_{VERSION}*.dsc"))
    if not descriptions:
        found = ", ".join(path.name for path in folder.glob("*.dsc")) or "nothing"
        raise LedgerSmbError(f"Debian's source package {PACKAGE} {VERSION} is needed, and here is {found}")
    partial = program.with_name(f"{program.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    _run(["dpkg-source", "--no-check", "-x", str(descriptions[0]), str(partial)], folder, "apt install dpkg-dev")
    for name in ("dojo", "dijit"):
        link = partial / "UI" / "js-src" / name
        link.unlink(missing_ok=True)
        link.symlink_to(DOJO / name)
    for path in (partial, *partial.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    shutil.rmtree(program, ignore_errors=True)
    partial.rename(program)


def _options(folder: Path) -> list[str]:
    """Settings that keep everything of apt in `folder`, with the source twins of the machine's own Debian archives."""
    sources = folder / "debian.sources"
    if SOURCES.is_file():
        lines = SOURCES.read_text().splitlines()
        lines = ["Types: deb-src" if line.replace(" ", "") == "Types:deb" else line for line in lines]
    elif OLD_SOURCES.is_file():
        sources = folder / "debian.list"
        lines = [
            line.replace("deb", "deb-src", 1) for line in OLD_SOURCES.read_text().splitlines() if line[:4] == "deb "
        ]
    else:
        raise LedgerSmbError(f"LedgerSMB comes from Debian's archive, and here is neither {SOURCES} nor {OLD_SOURCES}")
    sources.write_text("\n".join(lines) + "\n")
    settings = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/nonexistent",
        "Dir::State::lists": folder / "lists",
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": "root",
    }
    return [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]


def _run(command: list[str], folder: Path, hint: str) -> None:
    if shutil.which(command[0]) is None:
        raise LedgerSmbError(f"{command[0]} is missing: LedgerSMB comes from Debian's archive ({hint})")
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        tail = "\n".join((result.stdout + result.stderr).splitlines()[-10:])
        raise LedgerSmbError(f"{command[0]} failed ({hint}):\n{tail}")
