"""Parts that tests need: a missing one skips locally, with its reason, and fails in CI."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import PostgresCluster, binaries, running_cluster

ROOT = Path(__file__).resolve().parent.parent
SLOW = ("slow", "faults_slow")

for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
    if signal.getsignal(number) is signal.SIG_IGN:  # as a shell's background job, which its children would inherit
        signal.signal(number, signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL)


def require(present: bool, what: str) -> None:
    """Skip (locally) or fail (in CI) when a part that a test needs is not there."""
    if present:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is missing; ./botfarm test installs it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Side by side, files with slow tests come first: none is begun when other workers have nothing left."""
    if hasattr(config, "workerinput"):
        slow = {item.path for item in items if any(item.get_closest_marker(name) for name in SLOW)}
        items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def chromium() -> Path:
    found = shutil.which("chromium")
    require(found is not None, "Chromium (Debian package chromium)")
    return Path(str(found))


@pytest.fixture(scope="session")
def tesseract() -> Path:
    found = shutil.which("tesseract")
    require(found is not None, "Tesseract (Debian package tesseract-ocr)")
    return Path(str(found))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresCluster]:
    """A PostgreSQL server for the whole session; each test takes a database of its own from it."""
    programs = binaries()
    require(programs is not None, "PostgreSQL's server (Debian package postgresql-15)")
    assert programs is not None
    with running_cluster(programs) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def real_documents() -> Path:
    """Real documents with known truth (`manifest.jsonl`), beside the checkout or in BOTFARM_DOCUMENTS."""
    named = os.environ.get("BOTFARM_DOCUMENTS")
    folders = [Path(named)] if named else [p.parent for p in sorted(ROOT.parent.glob("*/data/manifest.jsonl"))]
    if not folders:
        pytest.skip("no folder of real documents (BOTFARM_DOCUMENTS)")
    return folders[0]
