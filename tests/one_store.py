"""Fixtures for tests of pages: a new store on SQLite for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import Settings, load_settings
from orchestrator.store import Store, open_store


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()
