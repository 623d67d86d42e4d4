"""Playwright's recorder (codegen) on the Chromium that is installed."""

import os
import subprocess
import sys
from pathlib import Path

from bots.authoring.recording import without_passwords
from bots.browser import chromium_on_path
from bots.errors import RecordingUnreadable

TEST_ID = "name"
"""The attribute by which the recorder names elements first: the fields of most ERPs have it, and CSS knows it."""


def record(url: str, output: Path) -> str:
    """Open the recorder at `url`, wait until its browser is closed, and return what it wrote, without passwords.

    It is kept in `output`, instead of what was there.

    Raises:
        RecordingUnreadable: there is no display, nothing was recorded, or it was stopped with Ctrl-C.
        TechnicalError: Chromium is not installed.
    """
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise RecordingUnreadable(
            "The recorder needs a screen, and there is none (DISPLAY is not set). Record on a machine with one: "
            f"`playwright codegen --target python --test-id-attribute {TEST_ID} -o recording.py {url}`, and give the "
            "file with --from. Or use a virtual screen that you can see, such as Xvfb (Debian package xvfb) with VNC."
        )
    command = recorder_command(url, output)
    output.unlink(missing_ok=True)
    output.touch(mode=0o600)  # passwords are in it while the recorder runs
    try:
        done = subprocess.run(command, env=recorder_environment(chromium_on_path()), check=False)  # noqa: S603 - ours
        if not output.stat().st_size:
            raise RecordingUnreadable(f"The recorder ended with {done.returncode} and wrote nothing.")
    except KeyboardInterrupt as error:
        raise RecordingUnreadable(
            f"Stopped; no adapter was written. What was keyed so far is in {output}; --from takes it."
        ) from error
    finally:
        _hide_passwords(output)
    return output.read_text(encoding="utf-8")


def _hide_passwords(recording: Path) -> None:
    if text := recording.read_text(encoding="utf-8"):
        recording.write_text(without_passwords(text), encoding="utf-8")


def recorder_command(url: str, output: Path) -> list[str]:
    """The command line of the recorder."""
    options = ["--target", "python", "--test-id-attribute", TEST_ID, "-o", str(output)]
    return [sys.executable, "-m", "playwright", "codegen", *options, url]


def recorder_environment(chromium: Path) -> dict[str, str]:
    """The recorder's command line cannot name a browser; this variable of its does."""
    return {**os.environ, "PWTEST_CLI_EXECUTABLE_PATH": str(chromium)}
