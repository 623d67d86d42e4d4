"""A line between the farm and its queue server on which one answer is lost."""

import contextlib
import socket
import threading
from pathlib import Path


class LossyProxy:
    """Passes a TCP port on to the server's socket; the answer to the n-th request holding `word` is lost, once."""

    def __init__(self, target: Path, word: bytes, skip: int = 0) -> None:
        self.target, self.word, self.skip = target, word, skip
        self.lost = threading.Event()
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self.listener.getsockname()[1]}/0"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self.target))
                doomed = threading.Event()
                threading.Thread(target=self._ask, args=(client, server, doomed), daemon=True).start()
                threading.Thread(target=self._answer, args=(client, server, doomed), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket, doomed: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(1 << 20):
                with self.lock:
                    if self.word in data and not self.lost.is_set():
                        if self.skip == 0:
                            self.lost.set()
                            doomed.set()
                        self.skip -= 1
                server.sendall(data)
        server.close()

    def _answer(self, client: socket.socket, server: socket.socket, doomed: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while (data := server.recv(1 << 20)) and not doomed.is_set():
                client.sendall(data)
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.listener.close()
