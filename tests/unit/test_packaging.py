"""The package names stay ours, the locked sets stay clean, and nothing of one machine is in the project."""

import ast
import importlib
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("config", "extractors", "bots", "queues", "orchestrator")
RUN_LOCK = ROOT / "deploy/requirements/run.lock"
DEV_LOCK = ROOT / "deploy/requirements/dev.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def locked(lock: Path) -> list[Requirement]:
    """The requirements of a lock file, hashes left out."""
    lines = lock.read_text().splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if line and not line.startswith((" ", "#"))]


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(r).name) for r in requirements}


def wanted_here(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate()


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listing.split(b"\0") if name and (path := ROOT / name.decode()).is_file()]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_installed_distribution_claims_a_package_of_ours(package: str) -> None:
    claimed = importlib.metadata.packages_distributions().get(package, [])
    assert set(claimed) <= {"botfarm"}


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_are_imported_from_this_checkout(package: str) -> None:
    assert Path(str(importlib.import_module(package).__file__)).parent.parent == ROOT


def test_the_distribution_and_the_import_contracts_cover_exactly_the_five_packages() -> None:
    found = {p.parent.name for p in ROOT.glob("*/__init__.py")} - {"tests", "samples", "benchmarks", "deploy"}
    shipped = {pattern.rstrip("*") for pattern in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert found == set(PACKAGES) == shipped == set(PROJECT["tool"]["importlinter"]["root_packages"])


def test_import_contracts_are_kept_and_ignore_nothing() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    assert not [c["name"] for c in contracts if "ignore_imports" in c or "exhaustive_ignores" in c]
    assert [c["name"] for c in contracts if c.get("containers") == ["orchestrator"] and c["exhaustive"]]
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("lock", [RUN_LOCK, DEV_LOCK], ids=lambda lock: lock.name)
def test_every_locked_package_is_pinned_with_hashes(lock: Path) -> None:
    entries = re.findall(r"^[a-z0-9].*(?:\n .*)*", lock.read_text(), re.M)
    assert len(entries) == len(locked(lock)) > 50
    assert not [e for e in entries if not re.match(r"[a-z0-9.-]+==[^ ]+ ", e) or "--hash=sha256:" not in e]


def test_lock_files_name_no_address() -> None:
    locks = [path for path in tracked_files() if path.name.endswith((".lock", "-lock.json"))]
    assert RUN_LOCK in locks and DEV_LOCK in locks
    assert not [path.name for path in locks if "://" in path.read_text() or "--index" in path.read_text()]


def test_the_locks_hold_what_the_project_asks_for() -> None:
    run = {canonicalize_name(r.name): str(r.specifier) for r in locked(RUN_LOCK)}
    dev = {canonicalize_name(r.name): str(r.specifier) for r in locked(DEV_LOCK)}
    hint = "pyproject.toml asks for what is not locked: run `make lock`"
    assert names(PROJECT["project"]["dependencies"]) <= run.keys(), hint
    assert names(PROJECT["dependency-groups"]["dev"]) <= dev.keys(), hint
    assert {name: dev.get(name) for name in run} == run


def licence(name: str) -> str:
    """What a distribution says of its licence: expression, classifiers, or the first words of the field or the file."""
    metadata = importlib.metadata.metadata(name)
    stated = [metadata.get("License-Expression") or "", *metadata.get_all("Classifier", [])]
    stated = [s for s in stated if s and (s.startswith("License ::") or "::" not in s)]
    return " | ".join(stated) or (metadata.get("License") or "")[:200] or _licence_file(name)


def _licence_file(name: str) -> str:
    files = [f for f in importlib.metadata.files(name) or [] if f.name.startswith("LICEN")]
    return " ".join(files[0].read_text().split())[:200] if files else ""


def is_copyleft(text: str) -> bool:
    """Whether the GPL or AGPL applies, with no other licence to choose; the LGPL does not count."""
    parts = re.split(r"\bOR\b", text)
    return all(re.search(r"(?<!L)(?<!Lesser )\b(A?GPL|(Affero )?General Public License)", p) for p in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("AGPL-3.0-only", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("MIT OR GPL-2.0-only", False),
        ("MIT AND GPL-2.0-only", True),
    ],
)
def test_copyleft_is_told_from_what_is_allowed(text: str, expected: bool) -> None:
    assert is_copyleft(text) is expected


def test_no_run_time_dependency_is_copyleft_or_without_a_licence() -> None:
    licences = {r.name: licence(r.name) for r in locked(RUN_LOCK) if wanted_here(r)}
    assert len(licences) > 50
    assert not {name: text for name, text in licences.items() if not text or is_copyleft(text)}


def third_party_imports() -> Iterator[tuple[str, str]]:
    """Module and importing file of every absolute import in the five packages that is neither ours nor Python's."""
    for file in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                modules = [str(node.module)]
            for module in (m.partition(".")[0] for m in modules):
                if module not in PACKAGES and module not in sys.stdlib_module_names:
                    yield module, str(file.relative_to(ROOT))


def test_what_the_packages_import_is_in_the_run_set() -> None:
    run = {canonicalize_name(r.name) for r in locked(RUN_LOCK)}
    owners = importlib.metadata.packages_distributions()
    imports = sorted(set(third_party_imports()))
    assert imports
    assert not [(m, f) for m, f in imports if run.isdisjoint(canonicalize_name(o) for o in owners.get(m, []))]


def machine_paths() -> list[str]:
    """Beginnings of this machine's own paths: the checkout's, its parent's where it is no common folder, the home's."""
    parent = ROOT.parent
    own = [f"{ROOT}/"] if str(parent) in {"/", "/tmp", "/srv", "/opt", "/home", "/root"} else [f"{parent}/"]
    return [*own, str(Path.home()) + "/"] if Path.home() != Path("/") else own


def test_no_tracked_file_names_a_path_of_this_machine() -> None:
    paths = [re.escape(path.encode()) for path in machine_paths()]
    pattern = re.compile(rb"(?<![\w./~-])(?:" + b"|".join(paths) + rb"|/home/\w|/Users/\w)")
    files = tracked_files()
    assert ROOT / "pyproject.toml" in files
    texts = ((path, path.read_bytes()) for path in files)
    assert not [path.name for path, text in texts if b"\0" not in text and pattern.search(text)]
