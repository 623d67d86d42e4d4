"""Fixtures for tests of pages: one store for the tests of a file, on each database."""

from collections.abc import Iterator

import pytest

from config.settings import Settings
from orchestrator.store import Store, open_store
from tests.farm_documents import DATABASES, settings_on


@pytest.fixture(scope="module", params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with settings_on(request, tmp_path_factory.mktemp("farm")) as found:
        yield found


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()
