"""The part that sends, as `up` runs it: a process of its own, killed while a message is under way; and the commands."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from config.settings import Settings
from orchestrator.cli import app
from orchestrator.errors import DecisionRefused, WebhookNotFound
from orchestrator.store import Store, deliveries, open_store
from orchestrator.webhooks import register
from orchestrator.webhooks.addresses import reach
from orchestrator.wiring import farm
from tests.conftest import ROOT
from tests.farm_documents import receive
from tests.running_farm import wait_until
from tests.webhook_receiver import Handler, Received, Receiver, running_receiver

HERE = "127.0.0.0/8"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as made:
        yield made


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    own = {"PYTHONPATH": str(ROOT), "BOTFARM_HOME": str(tmp_path), "BOTFARM_WEBHOOK_NETWORKS": HERE}
    return {**os.environ, **own, "BOTFARM_WEBHOOK_SECONDS": "1", "BOTFARM_WEBHOOK_FIRST_RETRY_SECONDS": "0.1"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings(home=tmp_path))
    yield opened
    opened.close()


def start(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "orchestrator", "part", "webhooks", "--quiet"]
    return subprocess.Popen(command, env=environment, cwd="/")


@pytest.fixture
def say(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Result]]:
    """Gives a command in this process, which need not load everything anew for each."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    farm.cache_clear()
    yield lambda *words: CliRunner().invoke(app, ["webhook", *words])
    farm().store.close()
    farm.cache_clear()


@pytest.mark.slow
def test_killed_while_a_message_is_under_way_it_arrives_again_under_the_same_id(
    environment: dict[str, str], store: Store, receiver: Receiver
) -> None:
    made = register.add(store, reach(HERE), "anna", "books", receiver.url, ())
    first: list[subprocess.Popen[bytes]] = []

    def kill_then_answer(_: Received, handler: Handler) -> None:
        first[0].send_signal(signal.SIGKILL)
        first[0].wait()
        receiver.answers(204)
        handler.say(204)

    receiver.server.answer = kill_then_answer
    receive(store)
    first.append(start(environment))
    first[0].wait(30)
    second = start(environment)
    try:
        wait_until(lambda: len(receiver.received) == 2, 30, "the message to arrive once more")

        def delivered() -> bool:
            with store.reading() as tx:
                return deliveries.listing(tx, made.webhook.id)[0].state == deliveries.DELIVERED

        wait_until(delivered, 10, "the delivery to be written down")
    finally:
        second.send_signal(signal.SIGTERM)
    assert second.wait(8) == 0
    one, again = receiver.received
    assert (one.message_id, one.body) == (again.message_id, again.body) and again.fits(made.secret)


@pytest.mark.slow
def test_the_commands(environment: dict[str, str], receiver: Receiver, say: Callable[..., Result]) -> None:
    refused = say("add", "http://10.1.2.3/", "--name", "books")
    assert isinstance(refused.exception, DecisionRefused) and "BOTFARM_WEBHOOK_NETWORKS" in str(refused.exception)
    made = json.loads(say("add", receiver.url, "--name", "books", "--stage", "posted", "--json").stdout)
    assert made["secret"].startswith("whsec_")
    (listed,) = json.loads(say("list", "--json").stdout)
    assert (listed["name"], listed["stages"], listed["waiting"]) == ("books", ["posted"], 0) and "salt" not in listed
    early = say("test", "1", "--wait", "0")
    assert early.exit_code == 1 and "does the farm run" in early.output
    part = start(environment)
    try:
        tested = say("test", "1", "--json")
        assert tested.exit_code == 0 and json.loads(tested.stdout)["status"] == 204
        receiver.answers(500, b"not now")
        failed = say("test", "1")
        assert failed.exit_code == 1 and "does not take it. 500" in failed.stdout and "not now" in failed.stdout
        receiver.answers(200)
        assert say("resend", "--all-of", "1").exit_code == 0
        wait_until(lambda: len(receiver.received) >= 4, 20, "all of it to arrive")
    finally:
        part.send_signal(signal.SIGTERM)
        part.wait(8)
    assert all(one.fits(made["secret"]) for one in receiver.received)
    assert len(json.loads(say("deliveries", "1", "--json").stdout)) == 3
    for words in (["disable", "1"], ["enable", "1"], ["resend", "1"], ["list"], ["deliveries", "1"], ["remove", "1"]):
        assert say(*words).exit_code == 0, words
    assert isinstance(say("remove", "1").exception, WebhookNotFound)
    assert say("resend").exit_code == 2
