"""The two codes of a line that are looked for apart, by the names of their columns."""

from dataclasses import dataclass

from orchestrator.store.coded_lines import LineCoding


@dataclass(frozen=True)
class Attribute:
    """One of a line's codes, by the name of its column."""

    code: str

    def of(self, line: LineCoding) -> str:
        return str(getattr(line, self.code))


ACCOUNT = Attribute("account")
COST_CENTRE = Attribute("cost_centre")
