"""The files that operators start from: they parse, and every path, command, part and setting in them exists."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.settings import PREFIX, Settings
from orchestrator.parts import PARTS
from tests.conftest import ROOT, require

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SETTINGS = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
NOT_SETTINGS = {"BOTFARM_DOCUMENTS"}
"""Read by tests and measurements only."""
HARDENING = ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "ProtectKernelModules", "RestrictSUIDSGID")


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return found


def unit(path: Path) -> tuple[dict[str, str], list[str]]:
    """A unit's [Service], and every value of its repeated keys as ``key=value``."""
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    text = path.read_text()
    parser.read_string(text)
    return dict(parser["Service"]), [line for line in text.splitlines() if "=" in line]


def parts_after_only(words: list[str]) -> list[str]:
    return [words[at + 1] for at, word in enumerate(words) if word == "--only"]


@pytest.mark.parametrize(
    "path", [*UNITS, DEPLOY / "compose.yaml", DEPLOY / "Containerfile", *PAGES], ids=lambda p: p.name
)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"BOTFARM_[A-Z_]*[A-Z]", path.read_text()))
    known = SETTINGS | {f"{name}_FILE" for name in SETTINGS} | NOT_SETTINGS
    families = {name for name in named if any(f"{name}_" in setting for setting in known)}
    assert named - known - families == set()


@pytest.mark.parametrize("path", UNITS, ids=lambda p: p.name)
def test_a_unit_starts_parts_that_exist_with_secrets_from_files(path: Path) -> None:
    service, lines = unit(path)
    command = shlex.split(service["ExecStart"])
    assert command[:2] == ["/opt/botfarm/botfarm", "up"]
    assert {part.partition(":")[0] for part in parts_after_only(command)} <= set(PARTS)
    assert service["User"] == "botfarm"
    assert service["ProtectSystem"] == "strict"
    assert [name for name in HARDENING if service.get(name) != "yes"] == []
    handed = {line.partition("=")[2].partition(":")[0] for line in lines if line.startswith("LoadCredential=")}
    used = {line.rpartition("%d/")[2] for line in lines if "_FILE=%d/" in line}
    assert handed == used != set()
    assert not re.search(r"(?i)(password|key|url)=(?!/)", "\n".join(line for line in lines if "_FILE=" not in line))


@pytest.mark.parametrize("path", UNITS, ids=lambda p: p.name)
def test_systemd_understands_the_unit(path: Path, tmp_path: Path) -> None:
    require(shutil.which("systemd-analyze") is not None, "systemd-analyze (Debian package systemd)")
    here = tmp_path / path.name
    here.write_text(path.read_text().replace("/opt/botfarm", str(ROOT)))
    found = subprocess.run(["systemd-analyze", "verify", here], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


def test_the_container_copies_what_is_there_and_runs_the_set_up_that_is_tested() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    copied = [word for line in lines if line.startswith("COPY") for word in line.split()[1:-1]]
    assert {"botfarm", "config", "extractors", "bots", "queues", "orchestrator"} <= set(copied)
    assert [name for name in copied if not (ROOT / name).exists()] == []
    allowed = {line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line.startswith("!")}
    assert set(copied) == allowed
    assert "RUN ./botfarm setup run \\" in lines
    assert any(line.startswith("FROM docker.io/library/debian:12") for line in lines)
    user = max(at for at, line in enumerate(lines) if line.startswith("USER"))
    assert lines[user] == "USER 10001"
    assert not any(line.startswith(("RUN", "COPY", "ADD")) for line in lines[user:])
    for requirement in re.findall(r"deploy/\S+\.lock", "\n".join(lines)):
        assert (ROOT / requirement).exists()


def test_compose_starts_every_part_once_and_publishes_to_loopback_only() -> None:
    services = compose()["services"]
    farm = {name: parts_after_only(service["command"]) for name, service in services.items() if "build" in service}
    started = sorted(part for parts in farm.values() for part in parts)
    assert started == sorted(set(PARTS) - {"queue"})  # Valkey is a service of its own
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert all("privileged" not in service for service in services.values())


def test_compose_names_only_volumes_and_secrets_that_it_declares_and_holds_none() -> None:
    found = compose()
    for service in found["services"].values():
        assert set(service.get("secrets", [])) <= set(found["secrets"])
        mounted = {volume.partition(":")[0] for volume in service["volumes"]}
        assert {name for name in mounted if not name.startswith(".")} <= set(found["volumes"])
        files = {value for name, value in service.get("environment", {}).items() if name.endswith("_FILE")}
        assert {Path(file).name for file in files} <= set(service["secrets"])
    assert all(secret["file"].startswith("./secrets/") for secret in found["secrets"].values())
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"/deploy/secrets/", "/deploy/config/"} <= set(ignored)


def test_the_queue_of_compose_keeps_what_it_was_given() -> None:
    command = " ".join(compose()["services"]["queue"]["command"])
    for option in ("--appendonly yes", "--maxmemory-policy noeviction", "requirepass"):
        assert option in command
