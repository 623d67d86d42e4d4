"""Every request with its start and end, so that the server's share of a bot's time can be measured."""

import json
import threading
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Handled:
    """A request. Times are seconds since the epoch; `rules` are the ids of those that took effect; `status` 0 means
    that no answer was sent; `late` that it was handled after its client had been cut off."""

    started: float
    ended: float
    method: str
    path: str
    action: str
    invoice_number: str
    user: str
    status: int
    rules: tuple[int, ...] = ()
    late: bool = False


class RequestLog:
    """Appends to `file`, a line each; what is in it survives kill -9."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stream = file.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def add(self, handled: Handled) -> None:
        line = json.dumps(asdict(handled), ensure_ascii=False)
        with self._lock:
            self._stream.write(line + "\n")
            self._stream.flush()

    def since(self, moment: float) -> list[dict[str, object]]:
        """Requests that ended after `moment`. A line torn by kill -9 is left out."""
        rows = []
        for line in self._file.read_text(encoding="utf-8").splitlines():
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if row["ended"] > moment:
                rows.append(row)
        return rows
