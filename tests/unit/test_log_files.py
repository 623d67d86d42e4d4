"""Logs of a process and of its forks."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.logs import log_apart, set_up_logging


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers = []
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level = handlers, level


def test_a_fork_logs_under_its_own_name_to_a_file_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging("web", "info", tmp_path)
    logging.getLogger("a").info("before")
    log_apart("web-1")
    logging.getLogger("a").info("after")
    assert (tmp_path / "web.log").read_text().endswith("[web] before\n")
    own = (tmp_path / "web-1.log").read_text()
    assert own.endswith("[web-1] after\n") and own.count("\n") == 1
    told = capsys.readouterr().err
    assert "[web] before" in told and "[web-1] after" in told
