"""Logging: to standard error and, for a part of the farm, to a file of its own that rotates."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)-7s {part} %(message)s"
MAX_BYTES = 5 * 2**20
QUIET = ("rq", "pdfminer", "alembic", "PIL", "fontTools", "py3langid", "factur-x", "pypdf", "uvicorn.access")


def _formatter(part: str) -> logging.Formatter:
    return logging.Formatter(FORMAT.format(part=f"[{part}]"), datefmt="%Y-%m-%dT%H:%M:%S%z")


def _file(folder: Path, part: str) -> RotatingFileHandler:
    return RotatingFileHandler(folder / f"{part}.log", maxBytes=MAX_BYTES, backupCount=3, encoding="utf-8")


def set_up_logging(part: str, level: str, folder: Path | None = None, *, to_stderr: bool = True) -> None:
    """Configure the root logger of this process; `part` names it in every line. Times are local, with their offset."""
    handlers: list[logging.Handler] = [logging.StreamHandler()] if to_stderr else []
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handlers.append(_file(folder, part))
    for handler in handlers:
        handler.setFormatter(_formatter(part))
    logging.basicConfig(level=level.upper(), handlers=handlers, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def log_apart(part: str) -> None:
    """Log under another name from now on, to a file of its own: for a fork, as a file that two rotate loses lines."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, RotatingFileHandler):
            own = _file(Path(handler.baseFilename).parent, part)
            root.removeHandler(handler)
            root.addHandler(own)
            handler = own
        handler.setFormatter(_formatter(part))
