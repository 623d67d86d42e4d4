"""The pages on a port of their own, for tests in a browser."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from orchestrator.web.serve import serve


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The application on a free port of this machine, until the block ends; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    stop = threading.Event()
    server = threading.Thread(target=serve, args=(app, "127.0.0.1", port, stop))
    server.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop.set()
        server.join(10)
        assert not server.is_alive(), "the server does not end"
