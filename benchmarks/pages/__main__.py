"""How fast the pages answer with 200,000 documents, 200,000 failed jobs and 20 people: `python -m benchmarks.pages`.

The clients run in a process of their own, on the same machine as the server and the database: with few cores they take
their share of them, so the figures are what this machine as a whole can do.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import update

from benchmarks.pages.databases import HOME, is_seeded, postgresql_server, settings_of, sink_of
from benchmarks.pages.seed import seed
from benchmarks.pages.server import Server, served
from config.settings import Settings
from orchestrator.people import register
from orchestrator.people.login import begin_session
from orchestrator.people.roles import Role
from orchestrator.stages import Stage
from orchestrator.store import Store, lists, open_store, people
from orchestrator.store.tables import documents
from orchestrator.web.session import COOKIE
from orchestrator.wiring import Farm
from tests import factories

WANTED_MS = 150
WARM = 8
"""Times that a page is asked for before, each over a connection of its own, so that every process has made it."""
PAGES = (
    ("desk", "/", Role.CLERK),
    ("documents", "/documents", Role.CLERK),
    ("documents, hundredth page", "/documents?after={far}", Role.CLERK),
    ("documents, four stages", "/documents?stage=person", Role.CLERK),
    ("documents, failed", "/documents?stage=failed", Role.CLERK),
    ("documents, rare stage", "/documents?stage=in_doubt", Role.CLERK),
    (
        "documents, currency and days",
        "/documents?currency=CHF&issued_since={month}-01&issued_until={month}-20",
        Role.CLERK,
    ),
    ("documents, lane", "/documents?lane=books-2&stage=posted", Role.CLERK),
    ("search, common word", "/documents?q=gmbh", Role.CLERK),
    ("search, beginning of a word", "/documents?q=bako", Role.CLERK),
    ("search, beginning of numbers", "/documents?q=RE-2026", Role.CLERK),
    ("search, number", "/documents?q={number}", Role.CLERK),
    ("search, amount", "/documents?q={amount}", Role.CLERK),
    ("search, Chinese", "/documents?q=%E4%B8%8A%E6%B5%B7", Role.CLERK),
    ("search, supplier and stage", "/documents?supplier=gmbh&stage=needs_review&q=gesamt", Role.CLERK),
    ("search, nothing found", "/documents?q=gmbh+gibtesnicht", Role.CLERK),
    ("document", "/documents/{far}", Role.CLERK),
    ("review", "/review/{review}", Role.CLERK),
    ("approvals", "/approvals", Role.APPROVER),
    ("approvals, for me", "/approvals?of=mine", Role.APPROVER),
    ("alerts", "/alerts", Role.APPROVER),
    ("orders", "/orders", Role.CLERK),
    ("suppliers", "/suppliers", Role.CLERK),
    ("contracts", "/contracts", Role.CLERK),
    ("reports", "/reports", Role.CLERK),
    ("schedules", "/schedules", Role.OPERATOR),
    ("rules", "/rules", Role.CLERK),
    ("people", "/people", Role.ADMINISTRATOR),
    ("audit", "/audit", Role.AUDITOR),
    ("webhooks", "/webhooks", Role.ADMINISTRATOR),
    ("operations", "/operations", Role.OPERATOR),
    ("failures", "/failures", Role.OPERATOR),
    ("API documents", "/api/v1/documents", Role.CLERK),
    ("API documents, search", "/api/v1/documents?q=gmbh", Role.CLERK),
)
"""Pages that are not there are passed by."""


def main() -> None:
    """Seed what is missing, serve each database's farm, and print what its pages take."""
    asked = _arguments()
    with ExitStack() as open_:
        url = open_.enter_context(postgresql_server()) if "postgresql" in asked.on else ""
        farms = {name: settings_of(name, url if name == "postgresql" else "") for name in asked.on}
        _seed_missing(list(farms.values()), asked.documents)
        for name, settings in farms.items():
            _measure(name, settings, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--documents", type=int, default=200_000, help="documents, and as many whose work failed")
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=10, help="requests of each client for each page")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds a person looks at a page; 0 for none")
    parser.add_argument("--on", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    processes = Settings().web_processes
    parser.add_argument("--processes", type=int, default=processes, help="that make pages")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    return parser.parse_args()


def _seed_missing(farms: list[Settings], documents: int) -> None:
    missing = [open_store(settings) for settings in farms if not is_seeded(settings, documents)]
    if missing:
        seed([sink_of(store) for store in missing], documents, documents)
    for store in missing:
        store.close()


def _measure(name: str, settings: Settings, asked: argparse.Namespace) -> None:
    farm = Farm(settings)
    store = farm.store
    print(f"\n{name}: {asked.clients} clients, {asked.processes} processes that make pages")
    print(f"{os.cpu_count()} cores, shared by clients, server and database")
    print(
        f"{'page':34}{'p50 ms':>8}{'p95 ms':>8}   without pauses{'p50':>6}{'p95':>6}{'a second':>10}{'server ms':>11}"
    )
    values = _places(store)
    cookies = {role: _session(store, role) for role in Role}
    store.close()
    with served(settings, asked.processes) as server, _clients() as order:
        for title, path, role in PAGES:
            if asked.only in title:
                _one(title, server, path.format(**values), cookies[role], order, asked)


def _one(
    title: str, server: Server, path: str, cookie: str, order: Callable[..., list[float]], asked: argparse.Namespace
) -> None:
    import httpx

    url = server.url
    for _ in range(WARM):
        status = httpx.get(url + path, headers={"cookie": cookie}, timeout=60).status_code
    if status != 200:
        if status not in (303, 404):
            print(f"{title:34} answers {status}; the log says why")
        return
    calm = order(url=url, cookie=cookie, path=path, clients=asked.clients, rounds=asked.rounds, pause=asked.pause)
    worked = server.worked()
    hard = order(url=url, cookie=cookie, path=path, clients=asked.clients, rounds=asked.rounds, pause=0.0)
    own = (server.worked() - worked) / len(hard) * 1000
    (p50, p95), (h50, h95) = _spread(calm), _spread(hard)
    rate = asked.clients / statistics.fmean(hard)
    mark = "" if p95 <= WANTED_MS else f"   above {WANTED_MS} ms"
    print(f"{title:34}{p50:8.0f}{p95:8.0f}{'':21}{h50:6.0f}{h95:6.0f}{rate:10.0f}{own:11.1f}{mark}", flush=True)


def _spread(seconds: list[float]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    return statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20)[-1] * 1000


def _places(store: Store) -> dict[str, str]:
    """What the addresses name: a document far back, one to review, its number and amount, and a month."""
    with store.reading() as tx:
        far = lists.page(tx, lists.Filters(stages=(Stage.POSTED,)), limit=2500).documents[-1]
        review = lists.page(tx, lists.Filters(stages=(Stage.NEEDS_REVIEW,)), limit=2).documents[-1]
    _give_original(store, review.id)
    amount = f"{review.gross_total:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    month = f"{far.received_at:%Y-%m}"
    return {"far": far.id, "review": review.id, "number": str(review.invoice_number), "amount": amount, "month": month}


def _give_original(store: Store, document_id: str) -> None:
    """The review shows its document's page, so that one has an original; it need not say what was seeded."""
    drawn = factories.draw(factories.Bill())[0]
    digest = hashlib.sha256(drawn).hexdigest()
    with tempfile.TemporaryDirectory(dir=HOME) as folder:
        path = Path(folder) / "original"
        path.write_bytes(drawn)
        store.blobs.adopt(path, digest)
    with store.begin() as tx:
        tx.execute(update(documents).where(documents.c.id == document_id).values(sha256=digest))


def _session(store: Store, role: Role) -> str:
    with store.begin() as tx:
        login = f"bench-{role}"
        person = people.by_login(tx, login) or register.add(tx, "benchmark", login, "Bench Mark", [role], subject=login)
        return f"{COOKIE}={begin_session(tx, person, login)}"


@contextmanager
def _clients() -> Iterator[Callable[..., list[float]]]:
    """Hands an order to the process of the clients, and returns the seconds of every request."""
    command = [sys.executable, "-m", "benchmarks.pages.clients"]
    here = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=here) as process:
        assert process.stdin and process.stdout

        def order(**said: object) -> list[float]:
            print(json.dumps(said), file=process.stdin, flush=True)
            answer = process.stdout.readline() if process.stdout else ""
            if not answer:
                raise SystemExit("The clients ended.")
            taken: list[float] = json.loads(answer)
            return taken

        try:
            yield order
        finally:
            process.stdin.close()


if __name__ == "__main__":
    main()
