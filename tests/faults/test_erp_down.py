"""The ERP is down for a while: one pause, nothing fails, it goes on by itself, and everything is posted once."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from orchestrator import judging
from orchestrator.breaker import Cause, Lane, LaneState
from orchestrator.stages import Stage
from orchestrator.store import audit, findings, lanes
from tests.fakes.legacy_erp import BOT_PASSWORD, COMPANY, LegacyErpServer, adapter
from tests.farm_documents import order, receive, walk
from tests.faults.fault_farm import FaultFarm, fault_farm
from tests.faults.ledger_erp import Ledger

pytestmark = pytest.mark.slow
QUICK = {"lane_probe_seconds": 0.3, "lane_probe_longest_seconds": 1.0}
ACCOUNT = """
[accounts.{name}]
erp = "{erp}"
url = "file://{path}"
company = "Example"
user = "bot"
password_env = "BOTFARM_ERP_PASSWORD"
"""


def lane_of(farm: FaultFarm, name: str = "") -> Lane:
    return farm.farm.lane(name).now()


def told(farm: FaultFarm) -> Counter[str]:
    """How often the history says that a lane was paused or resumed."""
    with farm.store.reading() as tx:
        return Counter(entry.action for entry in audit.of_farm(tx))


def test_it_pauses_once_and_goes_on_by_itself(tmp_path: Path) -> None:
    with fault_farm(tmp_path, "queue", **QUICK) as farm:
        ids = farm.make_ready(30)
        farm.ledger.is_down = True
        farm.start_all("dispatcher", "key")
        farm.until(lambda: lane_of(farm).probes >= 2, "the lane to be tried twice in vain")
        assert farm.stages() == {Stage.READY: 30}
        assert told(farm) == {"lane_paused": 1}
        farm.ledger.is_down = False
        farm.until_all(Stage.POSTED)
        farm.assert_posted_once(ids)
        assert told(farm) == {"lane_paused": 1, "lane_resumed": 1}
        assert lane_of(farm).state is LaneState.WORKING


def test_of_two_lanes_the_one_that_works_keys_everything(tmp_path: Path) -> None:
    down = Ledger(tmp_path / "unreachable.sqlite")
    down.is_down = True
    with fault_farm(tmp_path, "queue", **QUICK) as farm:
        write_accounts(farm, {"books-1": down, "books-2": farm.ledger})
        ids = farm.make_ready(12)
        farm.start_all("dispatcher", "key:books-1")
        farm.until(lambda: not lane_of(farm, "books-1").is_working, "the lane that is down to pause")
        farm.start("key:books-2")
        farm.until_all(Stage.POSTED)
        farm.assert_posted_once(ids)
        assert not down.posted()
        assert lane_of(farm, "books-2").is_working


def test_two_lanes_share_the_work_and_key_nothing_twice(tmp_path: Path) -> None:
    with fault_farm(tmp_path, "queue") as farm:
        write_accounts(farm, {"books-1": farm.ledger, "books-2": farm.ledger})
        ids = farm.make_ready(40)
        farm.start_all("dispatcher", "key:books-1", "key:books-2")
        farm.until_all(Stage.POSTED)
        farm.assert_posted_once(ids)
        with farm.store.reading() as tx:
            assert [lane.name for lane in lanes.listing(tx)] == ["books-1", "books-2"]


def write_accounts(farm: FaultFarm, ledgers: dict[str, Ledger]) -> None:
    folder = farm.farm.settings.user_config
    folder.mkdir(exist_ok=True)
    erp = farm.farm.settings.erp
    parts = (ACCOUNT.format(name=name, erp=erp, path=ledger.path) for name, ledger in ledgers.items())
    (folder / "erps.toml").write_text("".join(parts))


@pytest.mark.browser
def test_a_maintenance_page_in_a_real_browser(tmp_path: Path, chromium: Path) -> None:
    """The whole of it: pages over HTTP, a browser, RQ, the parts as processes. The ERP's ledger is the judge."""
    with LegacyErpServer(tmp_path / "erp") as erp:
        account = erp.account()
        with fault_farm(
            tmp_path, "queue", **QUICK, erp="legacy", erp_url=erp.url, erp_company=COMPANY, erp_user=account.user,
            erp_password=BOT_PASSWORD, erp_step_seconds=20, erp_lease_seconds=240,
        ) as farm:  # fmt: skip
            install_adapter(farm)
            ids = make_ready(farm, 6)
            farm.start_all("dispatcher", "key")
            farm.until(lambda: farm.stages().get(Stage.POSTED), "the first document to be posted", 200)
            maintenance = erp.control.add_rule("maintenance")
            farm.until(lambda: not lane_of(farm).is_working, "the lane to pause", 200)
            farm.until(lambda: lane_of(farm).probes >= 1, "the lane to be tried", 200)
            assert lane_of(farm).cause is Cause.UNREACHABLE, lane_of(farm)
            assert not set(farm.stages()) & {Stage.FAILED, Stage.NEEDS_REVIEW}
            erp.control.remove_rule(maintenance)
            farm.until_all(Stage.POSTED, 300)
            assert told(farm) == {"lane_paused": 1, "lane_resumed": 1}
            marks = Counter(entry.mark for entry in erp.control.posted())
        assert marks == Counter(f"botfarm:{document_id}" for document_id in ids)
        farm.assert_history()


def install_adapter(farm: FaultFarm) -> None:
    """As a user does with an adapter of their own."""
    folder = farm.farm.settings.user_config / "erp" / "legacy"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(adapter.__file__, folder / "adapter.py")


def make_ready(farm: FaultFarm, count: int) -> list[str]:
    """Documents of the ERP's own company."""
    ids = []
    for number in range(count):
        document_id = receive(farm.store)
        wanted = order(document_id, f"RE-{number}").model_copy(update={"company": COMPANY})
        with farm.store.begin() as tx:
            walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.VALIDATED)
            findings.put_order(tx, wanted)
            judging.make_ready(tx, farm.farm.settings.erp, wanted, Stage.VALIDATED, "test", "within the limit")
        ids.append(document_id)
    return ids
