"""``python -m tests.fakes.legacy_erp --folder F [--port P]``: the legacy ERP until its parent ends."""

import argparse
import json
import os
import secrets
import signal
import threading
import time
from pathlib import Path

from tests.fakes.legacy_erp.application import Application
from tests.fakes.legacy_erp.books import Books
from tests.fakes.legacy_erp.control_server import Control, ControlHandler
from tests.fakes.legacy_erp.request_log import RequestLog
from tests.fakes.legacy_erp.rules import RuleList
from tests.fakes.legacy_erp.web import Listener, Misbehaving, Server


def _replace(file: Path, text: str) -> None:
    partial = file.with_suffix(".partial")
    partial.touch(mode=0o600)
    partial.write_text(text)
    partial.replace(file)


def rules_of(folder: Path) -> RuleList:
    """The rules that were in force when the ERP last ran here."""
    file = folder / "rules.json"
    rules = RuleList(lambda told: _replace(file, json.dumps(told)))
    if file.exists():
        rules.restore(json.loads(file.read_text()))
    return rules


def end_with(parent: int) -> None:
    """End this process soon after `parent` has ended."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.3)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.legacy_erp", description="A fake legacy ERP.")
    parser.add_argument("--folder", type=Path, required=True, help="where its books, rules, log and control.json live")
    parser.add_argument("--port", type=int, default=0, help="port of the web pages; 0 for any")
    parser.add_argument("--control-port", type=int, default=0, help="port of the control; 0 for any")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--parent", type=int, default=os.getppid(), help="it ends with this process")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    end_with(arguments.parent)
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    application = Application(Books(folder / "books.sqlite"))
    misbehaving = Misbehaving(application, rules_of(folder), RequestLog(folder / "requests.jsonl"))
    listener = Listener(arguments.host, arguments.port, misbehaving)
    token = secrets.token_hex(16)
    bound = type("BoundControl", (ControlHandler,), {"control": Control(misbehaving, listener), "token": token})
    control = Server((arguments.host, arguments.control_port), bound)
    threading.Thread(target=control.serve_forever, daemon=True).start()
    told = {
        "url": f"http://{arguments.host}:{listener.port}/",
        "control_url": f"http://{arguments.host}:{control.server_port}",
        "token": token,
        "pid": os.getpid(),
    }
    _replace(folder / "control.json", json.dumps(told))
    listener.run()


if __name__ == "__main__":
    main()
