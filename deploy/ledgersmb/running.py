"""How LedgerSMB's programs are run: never as root, never outliving their starter, whatever folder they lie in.

Both PostgreSQL and Starman refuse to run as root, or should not; a root's own folders are closed to the accounts that
they run as instead. So each program is given its folders as open descriptors (``/proc/self/fd/N``), which need no right
to the folders above them.
"""

import os
import pwd
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from deploy import local_server
from deploy.local_server import LocalErpError


class LedgerSmbError(LocalErpError):
    """LedgerSMB cannot be set up or started; the message says what to do."""


class Account:
    """The system's account that a program runs as: `name` where we are root, else our own."""

    def __init__(self, name: str) -> None:
        self.name = name if os.geteuid() == 0 else ""

    def own(self, path: Path) -> None:
        """Make `path` this account's, closed to others."""
        if self.name:
            entry = self._entry()
            os.chown(path, entry.pw_uid, entry.pw_gid)
        path.chmod(0o700 if path.is_dir() else 0o600)

    def popen(
        self,
        command: Sequence[str],
        folders: Sequence[int],
        log: BinaryIO,
        environment: Mapping[str, str],
        cwd: str = "/",
        end_with: signal.Signals | None = None,
    ) -> "subprocess.Popen[bytes]":
        """Start `command` with the open `folders`, as leader of a process group.

        It gets `end_with` when the thread that called this ends.
        """
        starter = os.getpid()

        def bind() -> None:
            if end_with is not None:
                local_server.end_with(starter, end_with)

        entry = self._entry() if self.name else None
        return subprocess.Popen(
            list(command),
            cwd=cwd,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=tuple(folders),
            process_group=0,
            user=entry.pw_uid if entry else None,
            group=entry.pw_gid if entry else None,
            extra_groups=[] if entry else None,
            preexec_fn=bind,
        )

    def _entry(self) -> pwd.struct_passwd:
        try:
            return pwd.getpwnam(self.name)
        except KeyError as error:
            raise LedgerSmbError(f"there is no account {self.name}; Debian's postgresql-15 makes it") from error


def open_folder(path: Path) -> int:
    """A descriptor of a folder, to be passed to a program; close it when the program has started."""
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY)


def named(descriptor: int) -> str:
    """The path by which a program that was given a folder's descriptor reaches it."""
    return f"/proc/self/fd/{descriptor}"
