"""A running ERP and the bot's sessions in it, for the tests of the contract."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bots.erp.port import ErpSession
from tests.contract.laboratories import LABORATORIES, Laboratory


@pytest.fixture(scope="module", params=sorted(LABORATORIES))
def erp(
    request: pytest.FixtureRequest, chromium: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Laboratory]:
    """Each ERP in turn, one for all tests of a module."""
    with LABORATORIES[request.param](tmp_path_factory.mktemp(request.param)) as laboratory:
        yield laboratory


@pytest.fixture(scope="module")
def shared(erp: Laboratory, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ErpSession]:
    """A session that many tests work in, as a worker does."""
    session = erp.adapter.open(erp.account, tmp_path_factory.mktemp("evidence"))
    yield session
    session.close()


@pytest.fixture
def own(erp: Laboratory, tmp_path: Path) -> Iterator[ErpSession]:
    """A session of the test's own, to be broken."""
    session = erp.adapter.open(erp.account, tmp_path / "evidence")
    yield session
    session.close()
