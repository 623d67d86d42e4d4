"""Numbered checks of the machine, each with a hint."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from pydantic import BaseModel, ConfigDict

NEEDED_LANGUAGES = {"eng", "deu", "fra", "chi_sim", "rus"}
LEAST_FREE_BYTES = 1 << 30


class Check(BaseModel):
    """A check's number, what it looks at, whether that is there, and what to do if not."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    passed: bool
    hint: str = ""


def check_machine(home: Path) -> tuple[Check, ...]:
    """Whether this machine has what the farm needs."""
    programs = (_program("B003", "chromium"), _program("B004", "tesseract"), _languages())
    return (_home(home), _disk(home), *programs, _networks())


def _home(home: Path) -> Check:
    there = next((path for path in (home, *home.parents) if path.exists()), home)
    passed = os.access(there, os.W_OK)
    hint = "" if passed else f"make {there} writable, or set BOTFARM_HOME to another folder"
    return Check(id="B001", name=f"home folder {home}", passed=passed, hint=hint)


def _disk(home: Path) -> Check:
    there = next(path for path in (home, *home.parents) if path.exists())
    free = shutil.disk_usage(there).free
    passed = free >= LEAST_FREE_BYTES
    hint = "" if passed else "free at least 1 GB: originals and pictures are kept for ever"
    return Check(id="B002", name=f"disk, {free >> 30} GB free", passed=passed, hint=hint)


def _program(id_: str, name: str) -> Check:
    passed = shutil.which(name) is not None
    return Check(id=id_, name=name, passed=passed, hint="" if passed else "`./botfarm setup` installs it")


def _languages() -> Check:
    program = shutil.which("tesseract")
    if program is None:
        return Check(id="B005", name="languages of Tesseract", passed=False, hint="`./botfarm setup` installs it")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    missing = sorted(NEEDED_LANGUAGES - set(listed.stdout.split()))
    hint = f"missing: {', '.join(missing)}; `./botfarm setup` installs them" if missing else ""
    return Check(id="B005", name="languages of Tesseract", passed=not missing, hint=hint)


def _networks() -> Check:
    """The packages that read scans in Latin and Chinese script; they are only looked for, not loaded."""
    missing = [name for name in ("openvino", "rapidocr", "cv2") if find_spec(name) is None]
    hint = f"missing: {', '.join(missing)}; `./botfarm setup` installs them" if missing else ""
    return Check(id="B006", name="RapidOCR's networks", passed=not missing, hint=hint)
