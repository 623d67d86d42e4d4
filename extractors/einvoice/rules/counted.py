"""What may stand only so often, or must stand."""

from dataclasses import dataclass

from extractors.einvoice.rules.finding import Severity

ANY_NUMBER = 1_000_000


@dataclass(frozen=True)
class Counted:
    """At most `most` (and at least `least`) of `path` below each `context`; both are paths in the syntax."""

    rule: str
    context: str
    path: str
    told: str
    most: int = 1
    least: int = 0
    severity: Severity = Severity.FATAL

    def message(self, count: int) -> str:
        """The sentence for a count that is not allowed."""
        if count > self.most:
            return f"The invoice gives {count} {self.told}; only {self.most} may be given."
        return f"The invoice gives no {self.told}; it must."
