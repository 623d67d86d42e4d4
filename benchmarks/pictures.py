"""Pictures of the pages, of a farm that has run: `make pictures`.

    python -m benchmarks.pictures HOME [--out FOLDER] [--language en --language zh --language ru] [--dark] [--only NAME]

Takes every page of the navigation and, of the documents, one posted and one to review, each as a visitor with every
role sees it. HOME is the home folder of a farm that need not run, such as the demo's (farm-home/demo).
"""

import argparse
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from config.settings import load_settings
from orchestrator.demo import visitor
from orchestrator.people.login import begin_session
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, people
from orchestrator.web.app import create_app
from orchestrator.web.navigation import NAVIGATION
from orchestrator.web.serve import serve
from orchestrator.web.session import COOKIE
from orchestrator.wiring import Farm
from queues.health import snapshot

CHROMIUM = "/usr/bin/chromium"
SHOWN = {"document": (Stage.POSTED, "/documents/{}"), "review": (Stage.NEEDS_REVIEW, "/review/{}")}
DRAWN = "() => Promise.allSettled([...document.images].filter(i => i.loading !== 'lazy').map(i => i.decode()))"
"""Waits for the pictures in a page, but for those further down, which come when somebody scrolls."""
WIDE, PHONE = (1360, 850), (360, 740)


@contextmanager
def served(home: Path) -> Iterator[tuple[str, Store]]:
    """The pages of a farm's home folder on a free port, and its store."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    farm = Farm(load_settings(home=home))
    stop = threading.Event()
    lanes = [lane.name for lane in farm.accounts.lanes]
    app = create_app(farm.store, farm.settings, lambda: snapshot(farm.redis, lanes), farm.acts)
    server = threading.Thread(target=serve, args=(app, "127.0.0.1", port, stop))
    server.start()
    try:
        yield f"http://127.0.0.1:{port}", farm.store
    finally:
        stop.set()
        server.join()
        farm.store.close()


def addresses(store: Store) -> dict[str, str]:
    """Name of the picture to address."""
    found = {item.address.strip("/") or "desk": item.address for item in NAVIGATION}
    with store.reading() as tx:
        for name, (stage, address) in SHOWN.items():
            for document in documents.after(tx, "", [stage], 1):
                found[name] = address.format(document.id)
    return found


def session(store: Store, language: str) -> str:
    """A session of the visitor, who reads this language."""
    visitor.let_in(store)
    with store.begin() as tx:
        person = people.by_login(tx, visitor.LOGIN)
        assert person is not None
        people.change(tx, person.id, language=language)
        return begin_session(tx, person, "pictures")


def take(browser: Browser, url: str, store: Store, language: str, dark: bool, out: Path, only: set[str]) -> None:
    """Every picture in one language and one light."""
    word = session(store, language)
    for size, suffix in ((WIDE, ""), (PHONE, "-phone")):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=url, color_scheme="dark" if dark else "light"
        )
        context.add_cookies([{"name": COOKIE, "value": word, "url": url}])
        page = context.new_page()
        page.on("console", lambda said: print("   ", said.text) if said.type == "error" else None)
        for name, address in addresses(store).items():
            if not only or name in only:
                _shoot(page, address, out / f"{name}-{language}{'-dark' if dark else ''}{suffix}.png")
        context.close()


def _shoot(page: Page, address: str, path: Path) -> None:
    answer = page.goto(address, wait_until="load")
    page.evaluate(DRAWN)
    page.screenshot(path=path)
    print(f"{answer.status if answer else '?'} {address} {path.name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--out", type=Path, default=Path("farm-home/pictures"))
    parser.add_argument("--language", action="append", choices=("en", "zh", "ru"))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with served(given.home) as (url, store), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language in given.language or ("en", "zh", "ru"):
            take(browser, url, store, language, given.dark, given.out, set(given.only))
        browser.close()


if __name__ == "__main__":
    main()
