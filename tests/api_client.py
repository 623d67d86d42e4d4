"""Programs that use the API of a farm in tests, each with a token of some rights."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from starlette.testclient import TestClient

from config.files import load_approval_policy, load_coding, load_rules, load_tax_codes
from config.settings import Settings
from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.judging import Judge
from orchestrator.people import login, register
from orchestrator.people.roles import Right, Role
from orchestrator.stages import Stage
from orchestrator.store import Store, findings, lanes, webhooks
from orchestrator.store.lanes import LaneAccount
from orchestrator.web.app import create_app
from tests import factories
from tests.web_client import ADDRESS, healthy

V1 = "/api/v1"
LANE = LaneAccount(name="books", erp="tryton", company="Example Trading Company")


def acts_of(store: Store, settings: Settings) -> Acts:
    """What can be done with a farm, its judge by the rules as they are delivered."""
    folder = settings.user_config
    judge = Judge(
        store=store, rules=load_rules(folder), policy=load_approval_policy(folder), coding=load_coding(folder),
        tax_codes=load_tax_codes(folder), erp=LANE.erp, company=LANE.company,
    )  # fmt: skip
    return Acts(store, lambda: judge, Limits())


def token(store: Store, rights: Iterable[Right], who: str = "ada", roles: Iterable[Role] = Role) -> str:
    """A token of these rights, of a person with these roles (all of them without any), taken in where they are new."""
    wanted = tuple(rights)
    with store.begin() as tx:
        person = next((p for p in login.people.everyone(tx) if p.login == who), None)
        person = person or register.add(tx, "test", who, who.title(), tuple(roles), subject=who)
        return login.make_token(tx, "test", person, "test", wanted, datetime.now(UTC) + timedelta(hours=1))


@contextmanager
def program(store: Store, settings: Settings, word: str) -> Iterator[TestClient]:
    """A program that shows this token."""
    app = create_app(store, settings, healthy, acts_of(store, settings))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False) as made:
        made.headers["authorization"] = f"Bearer {word}"
        yield made


@dataclass(frozen=True)
class Seeded:
    """A farm with a document in each stage; `ready`: one that waits for an approval and can be keyed."""

    by_stage: dict[Stage, str]
    ready: str
    evidence: int


def seeded(store: Store) -> Seeded:
    """Fill a store."""
    by_stage = factories.every_stage(store)
    ready = approvable(store, "RE-2026-0900")
    with store.begin() as tx:
        lanes.ensure(tx, [LANE])
        for name in ("night run", "books"):
            webhook = webhooks.add(tx, name, "https://receiver.example/farm", "salt", (), "test")
            webhooks.write(tx, webhook.id, webhooks.TEST, {"webhook": name})
        evidence = findings.evidence_of(tx, by_stage[Stage.POSTED])[0].id
    return Seeded(by_stage, ready, evidence)


def approvable(store: Store, number: str) -> str:
    """A document that waits for an approval, and that can be keyed then."""
    bill = factories.Bill(number=number)
    document_id = factories.invoice(store, bill, f"{number}.pdf", Stage.VALIDATED)
    with store.begin() as tx:
        findings.put_order(tx, factories.order(document_id, bill))
    return document_id
