"""Causes: what documents that failed alike have in common, counted, and tried again as one act."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.errors import DecisionRefused, NotAllowed
from orchestrator.operations import retrying
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, cause_retries, causes, documents, open_store
from orchestrator.store.cause_words import LONGEST, cause_of
from tests.farm_documents import DATABASES, receive, settings_on, stage_of, walk
from tests.web_client import no_judge

SLOW = "TimeoutError: reading took longer than # s"
ANNA = Actor("anna", "web", frozenset({Right.RETRY}))


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with settings_on(request, tmp_path) as settings:
        opened = open_store(settings)
        yield opened
        opened.close()


def fail(store: Store, reason: str, count: int = 1) -> list[str]:
    found = [receive(store) for _ in range(count)]
    for document in found:
        with store.begin() as tx:
            documents.move(tx, document, Stage.RECEIVED, Stage.FAILED, "reconciler", reason)
    return found


def slow(store: Store, count: int) -> list[str]:
    return [fail(store, f"It was tried 3 times without success: TimeoutError: reading took longer than {n} s")[0]
            for n in range(120, 120 + count)]  # fmt: skip


def acts(store: Store) -> Acts:
    return Acts(store, no_judge, Limits())


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("It was tried 3 times without success: KeyError: 'net_total'", "KeyError: …"),
        ("Keying failed 6 times: The ERP answered 502 to http://erp.example/a?b=1", "The ERP answered # to …"),
        ("Reading took longer than 120.5 s, three times.", "Reading took longer than # s, three times."),
        ("OSError: /var/lib/farm/spool/ab12 is full", "OSError: … is full"),
        (
            "Document 3f09ac11d2e94b0f8f3d2b6f6f0a9c11 holds\n it since 2026-11-01 10:00:00",
            "Document … holds it since … #",
        ),
        ("The supplier «Ромашка» is unknown", "The supplier … is unknown"),
        ("  ", "No reason was given."),
    ],
)
def test_what_differs_from_document_to_document_is_left_out(reason: str, cause: str) -> None:
    assert cause_of(reason) == cause


def test_a_cause_is_no_longer_than_its_column() -> None:
    assert len(cause_of("word " * 200)) <= LONGEST


def test_documents_that_failed_alike_are_counted_together(store: Store) -> None:
    slow(store, 3)
    fail(store, "KeyError: 'a'")
    with store.reading() as tx:
        first, second = causes.groups(tx)
        (example,) = causes.examples(tx, first.stage, first.cause, 1)
    assert (first.stage, first.cause, first.count) == (Stage.FAILED, SLOW, 3)
    assert first.first < first.last == example.stage_since
    assert (second.cause, second.count) == ("KeyError: …", 1)


def test_a_refused_file_has_a_cause_from_the_beginning_and_none_once_it_goes_on(store: Store) -> None:
    with store.begin() as tx:
        made = documents.create(tx, "a" * 64, "pdf", 1, Stage.QUARANTINED, "intake", "The PDF is encrypted.")
    with store.reading() as tx:
        assert [group.stage for group in causes.groups(tx)] == [Stage.QUARANTINED]
    with store.begin() as tx:
        walk(tx, made, Stage.QUARANTINED, Stage.RECEIVED)
    with store.reading() as tx:
        assert causes.groups(tx) == ()


def test_all_of_a_cause_are_tried_again_in_batches_as_one_act(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "BATCH", 2)
    found, other = slow(store, 5), fail(store, "KeyError: 'a'")[0]
    order = acts(store).retry_cause(ANNA, Stage.FAILED, SLOW, "the disk is quick again")
    assert (order.found, order.done, order.finished_at) == (5, 2, None), "the rest follows in the background"
    again = acts(store).retry_cause(ANNA, Stage.FAILED, SLOW, "once more")
    assert (again.id, again.done) == (order.id, 4), "asked twice it is the same order"
    retrying.work_off_all(store)
    retrying.work_off_all(store)
    assert {stage_of(store, one) for one in found} == {Stage.RECEIVED}
    assert stage_of(store, other) is Stage.FAILED
    with store.reading() as tx:
        done = cause_retries.get(tx, order.id)
        assert done.done == 5 and done.finished_at is not None and cause_retries.unfinished(tx) == ()
        (entry,) = [entry for entry in audit.of_farm(tx) if entry.action == "cause_retried"]
        moved = audit.history(tx, found[0])[-1]
    assert entry.actor == "anna (web)" and entry.data["documents"] == 5
    assert (moved.actor, moved.data["order"], moved.data["reason"]) == (
        "anna (web)",
        order.id,
        "the disk is quick again",
    )


def test_what_fails_again_is_not_tried_for_ever(store: Store) -> None:
    (document,) = fail(store, "KeyError: 'a'")
    order = acts(store).retry_cause(ANNA, Stage.FAILED, "KeyError: …", "so")
    with store.begin() as tx:
        documents.move(tx, document, Stage.RECEIVED, Stage.FAILED, "reconciler", "KeyError: 'b'")
    assert retrying.work_off(store, order) == 0
    assert stage_of(store, document) is Stage.FAILED


def test_what_came_after_the_order_is_left_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "BATCH", 1)
    slow(store, 2)
    order = acts(store).retry_cause(ANNA, Stage.FAILED, SLOW, "so")
    late = fail(store, "TimeoutError: reading took longer than 9 s")[0]
    while retrying.work_off(store, order):
        pass
    assert stage_of(store, late) is Stage.FAILED


def test_nothing_to_try_no_reason_or_no_right_is_refused(store: Store) -> None:
    with pytest.raises(DecisionRefused, match="nothing to try"):
        acts(store).retry_cause(ANNA, Stage.FAILED, SLOW, "so")
    slow(store, 1)
    with pytest.raises(DecisionRefused, match="reason"):
        acts(store).retry_cause(ANNA, Stage.FAILED, SLOW, " ")
    with pytest.raises(NotAllowed):
        acts(store).retry_cause(Actor("eve", "web", frozenset()), Stage.FAILED, SLOW, "so")
    with store.reading() as tx:
        assert causes.groups(tx)[0].count == 1


def test_two_workers_share_an_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds only what the first has left, whoever is quicker."""
    monkeypatch.setattr(retrying, "BATCH", 3)
    slow(store, 5)
    order = acts(store).retry_cause(ANNA, Stage.FAILED, SLOW, "so")
    assert [retrying.work_off(store, order), retrying.work_off(store, order)] == [2, 0]
