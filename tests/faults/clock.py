"""A clock on the wall that a test sets for chosen processes, while they run. The machine's own clock stays as it is."""

from datetime import timedelta
from pathlib import Path

from tests.conftest import require


class Clock:
    """Debian's libfaketime moves the time of day; what counts from the boot goes on as ever, as on a real machine."""

    def __init__(self, folder: Path) -> None:
        library = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
        require(library is not None, "libfaketime (Debian package libfaketime)")
        self.file = folder / "clock"
        self.environment = {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        self.go(timedelta(0))

    def go(self, off: timedelta) -> None:
        """From now on the clock is `off` from the true time (negative: behind)."""
        new = self.file.with_suffix(".new")
        new.write_text(f"{off.total_seconds():+.0f}")
        new.replace(self.file)
