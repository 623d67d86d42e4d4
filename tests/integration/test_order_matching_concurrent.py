"""Two invoices to one order, judged at the same time: the second sees what the first bills, on each database."""

import threading
import time

from sqlalchemy import text

from extractors.models import Extraction
from orchestrator.judging import Judge, Judgement
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction
from orchestrator.store.documents import Document
from tests.farm_documents import stage_of, store
from tests.purchasing_farm import billed, judge_of, know, purchase, verdict

__all__ = ["store"]
LOOKED = threading.Event()


class Slow(Judge):
    """Goes on only when another judge waits for what this one holds."""

    def look(self, tx: Transaction, document: Document, extraction: Extraction) -> Judgement:
        judgement = super().look(tx, document, extraction)
        LOOKED.set()
        wait_for_another(self.store)
        return judgement


def wait_for_another(store: Store) -> None:
    """Until a connection waits for a lock; with SQLite it waits outside, before it begins."""
    until = time.monotonic() + 20
    while store.engine.dialect.name == "postgresql":
        with store.reading() as tx:
            if tx.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar_one():
                return
        assert time.monotonic() < until, "nobody waited: the order was not locked"
        time.sleep(0.01)  # how often to look; the other is another connection


def test_of_two_at_the_same_time_only_one_is_let_through(store: Store) -> None:
    know(store, purchase())
    slow, quick = judge_of(store, Slow), judge_of(store)
    first, second = billed(store, "RE-1", "6"), billed(store, "RE-2", "6")
    LOOKED.clear()
    threads = [threading.Thread(target=slow.judge_document, args=(first,))]
    threads[0].start()
    assert LOOKED.wait(20)
    threads.append(threading.Thread(target=quick.judge_document, args=(second,)))
    threads[1].start()
    for thread in threads:
        thread.join(30)
    assert (stage_of(store, first), stage_of(store, second)) == (Stage.READY, Stage.NEEDS_REVIEW)
    assert "6 was billed before and 6 is billed now" in verdict(store, second).sentence


def test_of_many_at_the_same_time_no_more_are_let_through_than_were_ordered(store: Store) -> None:
    know(store, purchase())
    judge = judge_of(store)
    documents = [billed(store, f"RE-{number}", "3") for number in range(6)]
    threads = [threading.Thread(target=judge.judge_document, args=(each,)) for each in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    stages = [stage_of(store, each) for each in documents]
    assert stages.count(Stage.NEEDS_REVIEW) + stages.count(Stage.READY) == 6
    assert 1 <= stages.count(Stage.READY) <= 3
