"""How webhooks are sent: how long to wait for an answer, how often to try, how many side by side."""

import random
from dataclasses import dataclass
from datetime import timedelta

from orchestrator.webhooks.addresses import PUBLIC, Reach


@dataclass(frozen=True)
class WebhookTerms:
    """The terms of sending.

    Attributes:
        seconds: within which a receiver must have answered, name look-up and all.
        tries: after how many attempts a message is dead.
        first: until the second attempt; four times as long until each further one, `longest` at most.
        side_by_side: how many are sent at once, and of these to one webhook `each`.
        keep: how long what was delivered or died is kept.
    """

    reach: Reach = PUBLIC
    seconds: float = 10.0
    tries: int = 12
    first: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(hours=6)
    side_by_side: int = 8
    each: int = 3
    keep: timedelta = timedelta(days=30)

    @property
    def lease(self) -> timedelta:
        """How long a message is in a sender's hands at most."""
        return timedelta(seconds=self.seconds * 2 + 5)

    def wait(self, attempts: int, asked: timedelta | None = None) -> timedelta:
        """Until the next attempt after so many; a quarter more or less by chance, so that not all come back at once.

        Args:
            asked: how long the receiver asks to be left alone.
        """
        planned = min(self.first * (1 << 2 * min(attempts - 1, 12)), self.longest)
        chosen = planned * random.uniform(0.75, 1.25)  # noqa: S311 - spreads attempts, guards nothing
        return max(chosen, min(asked or chosen, self.longest))
