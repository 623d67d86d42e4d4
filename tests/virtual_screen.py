"""A screen that nobody sees (Xvfb), and the keyboard before it (xdotool): keys as X itself delivers them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageGrab

from tests.running_farm import wait_until

Box = tuple[int, int, int, int]
"""A part of the screen: left, top, right, bottom."""
PATIENCE = 60.0
"""Seconds; a loaded machine is slow to open a window."""

DARK = 100
"""Of 255: black and the blue of links are below it, what a page greyed out is above."""


def programs_are_there() -> bool:
    return all(shutil.which(name) for name in ("Xvfb", "xdotool"))


class VirtualScreen:
    """`display` is what the environment variable DISPLAY is to say."""

    def __init__(self, display: str) -> None:
        self.display = display

    def focus(self, title: str) -> None:
        """Wait for the window whose title has `title`, and type into it from now on."""
        focus = ("search", "--onlyvisible", "--name", title, "windowfocus", "--sync", "%1")
        # X refuses the focus to a window that is being mapped: it is asked for again
        wait_until(lambda: self._run(*focus).returncode == 0, PATIENCE, f"the window {title!r}")

    def key(self, name: str) -> None:
        self._run("key", name).check_returncode()

    def type(self, text: str) -> None:
        self._run("type", "--delay", "10", "--", text).check_returncode()

    def picture(self, box: Box) -> Image.Image:
        return ImageGrab.grab(bbox=box, xdisplay=self.display)

    def shows_text(self, box: Box) -> bool:
        """Whether something there is as dark as text is; what is greyed out is not."""
        darkest, _ = self.picture(box).convert("L").getextrema()
        return isinstance(darkest, int | float) and darkest < DARK

    def _run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(
            ("xdotool", *arguments), env=environment, check=False, timeout=PATIENCE, capture_output=True
        )


@contextmanager
def virtual_screen() -> Iterator[VirtualScreen]:
    """A screen of 1600 x 1000 on a display number that was free; it ends with the block."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    process = subprocess.Popen(command, pass_fds=(write,), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, f"Xvfb ended with {process.wait(10)}"
        yield VirtualScreen(f":{number}")
    finally:
        process.terminate()
        process.wait(10)
