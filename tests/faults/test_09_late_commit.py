"""Fault 9: the ERP commits 60 s after the client died: one entry."""

from pathlib import Path

import pytest

from orchestrator.stages import Stage
from tests.faults.browser_farm import browser_farm

pytestmark = [
    pytest.mark.slow, pytest.mark.faults_slow, pytest.mark.browser, pytest.mark.timeout(600),
]  # fmt: skip
LATE_S = 60.0
SETTLE_S = 75.0
"""Longer than the ERP's slowest request, as it must be."""


def test_the_erp_commits_a_minute_after_the_client_died(tmp_path: Path, chromium: Path) -> None:
    with browser_farm(tmp_path, "queue", "dispatcher", erp_settle_seconds=SETTLE_S) as farm:
        (document_id,) = farm.make_ready(1)
        late = farm.erp.add_rule("commit_late", on="post", seconds=LATE_S, nth=1)
        bot = farm.start("key")
        farm.until_fired(late)
        farm.kill(bot)
        assert farm.erp.posted() == []
        assert farm.erp.pending_commits() == 1
        farm.start("key")
        farm.until_stage(document_id, Stage.IN_DOUBT)
        farm.until(lambda: farm.stage(document_id) is not Stage.IN_DOUBT, "the doubt to be settled", SETTLE_S + 120)
        farm.until_posted(document_id)
        farm.assert_posted_once([document_id])
        assert farm.posts() == 1
