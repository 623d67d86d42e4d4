"""Hosts of a network of their own: a namespace each for network, processes and name, joined by a switch. Needs root."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import require

PREFIX = "botfarm-"
SUBNET = "10.213.7"
AS_HOST = 'hostname "$1"; shift; exec "$@"'


def insist_on_namespaces() -> None:
    """Skip locally, and fail in CI, where this machine cannot make hosts."""
    tools = all(shutil.which(tool) for tool in ("ip", "unshare"))
    require(tools and os.geteuid() == 0 and _can_make_one(), "root with network namespaces (Debian package iproute2)")


def _can_make_one() -> bool:
    return subprocess.run(["unshare", "--net", "--uts", "--pid", "--fork", "true"], check=False).returncode == 0


def ip(*words: object) -> None:
    subprocess.run(["ip", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


class Host:
    """A machine: its own network, process numbers and name; the file system is the same for all."""

    def __init__(self, name: str, space: str, switch: str, number: int) -> None:
        self.name, self.space, self.switch, self.number = name, space, switch, number
        self.address = f"{SUBNET}.{number}"
        self.processes: list[subprocess.Popen[bytes]] = []

    def plug_in(self) -> None:
        ip("netns", "add", self.space)
        port = f"port{self.number}"
        ip("link", "add", "eth0", "netns", self.space, "type", "veth", "peer", "name", port, "netns", self.switch)
        ip("-n", self.switch, "link", "set", port, "master", "switch", "up")
        ip("-n", self.space, "address", "add", f"{self.address}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            ip("-n", self.space, "link", "set", device, "up")

    def cut_off(self) -> None:
        """Pull the cable at the switch: nothing is refused, everything is silent."""
        ip("-n", self.switch, "link", "set", f"port{self.number}", "down")

    def join(self) -> None:
        ip("-n", self.switch, "link", "set", f"port{self.number}", "up")

    def command(self, *words: object) -> list[str]:
        inside = ["unshare", "--uts", "--pid", "--mount", "--fork", "--kill-child", "--mount-proc"]
        shell = ["sh", "-c", AS_HOST, "sh", self.name]
        return ["ip", "netns", "exec", self.space, *inside, *shell, *map(str, words)]

    def start(self, words: Sequence[object], log: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """A process that runs until the network ends."""
        with log.open("ab") as output:
            process = subprocess.Popen(
                self.command(*words), env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, cwd="/", start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def ask(self, *words: object, environment: Mapping[str, str] | None = None) -> str:
        """What a short command on this host prints."""
        done = subprocess.run(
            self.command(*words), env={**os.environ, **(environment or {})}, capture_output=True, text=True,
            timeout=60, check=False, cwd="/",
        )  # fmt: skip
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def stop(self) -> None:
        """Kill what runs here; with the first process of a namespace all others of it end."""
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@contextmanager
def network(*names: str) -> Iterator[list[Host]]:
    """Hosts of these names that reach each other; nothing of them is left at the end, however it ends."""
    _remove_what_others_left()
    mark = f"{PREFIX}{os.getpid()}"
    switch = f"{mark}-switch"
    hosts = [Host(name, f"{mark}-{name}", switch, number) for number, name in enumerate(names, 1)]
    try:
        ip("netns", "add", switch)
        ip("-n", switch, "link", "add", "switch", "type", "bridge")
        ip("-n", switch, "link", "set", "switch", "up")
        for host in hosts:
            host.plug_in()
        yield hosts
    finally:
        for host in reversed(hosts):
            host.stop()
        _remove(mark)


def _remove_what_others_left() -> None:
    for space in _spaces():
        pid = space.removeprefix(PREFIX).partition("-")[0]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            _remove(f"{PREFIX}{pid}")


def _remove(mark: str) -> None:
    for space in _spaces():
        if space.startswith(f"{mark}-"):
            subprocess.run(["ip", "netns", "delete", space], check=False)


def _spaces() -> list[str]:
    listed = subprocess.run(["ip", "netns", "list"], check=True, capture_output=True, text=True).stdout
    return [line.split()[0] for line in listed.splitlines() if line.startswith(PREFIX)]
