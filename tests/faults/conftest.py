"""Fixtures of the faults."""

from pathlib import Path

import pytest

from tests.faults.clock import Clock


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path)
