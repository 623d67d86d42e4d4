"""Changing the threshold of confidence in the text of `rules.toml`; comments and everything else stay as they are."""

import re
import tomllib

from config.errors import ConfigError

SECTION = re.compile(r"^\s*\[\s*confidence\s*\]\s*(#.*)?$")
HEADER = re.compile(r"^\s*\[")
THRESHOLD = re.compile(r"^(\s*threshold\s*=\s*)[^#\s]+(\s*(?:#.*)?)$")


def with_threshold(text: str, threshold: float) -> str:
    """The file's text with another threshold (0 to 1).

    Raises:
        ConfigError: the text has no line `threshold = ...` under `[confidence]`; it is left to a person to edit.
    """
    lines = text.splitlines(keepends=True)
    inside = False
    for index, line in enumerate(lines):
        bare = line.rstrip("\r\n")
        if HEADER.match(bare):
            inside = bool(SECTION.match(bare))
        found = THRESHOLD.match(bare) if inside else None
        if found:
            lines[index] = f"{found[1]}{threshold:g}{found[2]}{line[len(bare) :]}"
            changed = "".join(lines)
            if tomllib.loads(changed)["confidence"]["threshold"] == float(f"{threshold:g}"):
                return changed
    raise ConfigError("rules.toml has no line `threshold = …` of its own under [confidence]; change it by hand.")
