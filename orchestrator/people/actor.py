"""Who acts: a person by a page, a program by a token, or the system's user at the command line."""

from dataclasses import dataclass

from orchestrator.errors import NotAllowed
from orchestrator.people.roles import Right


@dataclass(frozen=True)
class Actor:
    """Somebody who asks something of the farm.

    Attributes:
        login: the person's login, also of the person in whose name a program acts.
        via: how they came: `web`, `API`, `command line`.
        rights: what they may do.
    """

    login: str
    via: str
    rights: frozenset[Right]

    def __str__(self) -> str:
        """As the history names them."""
        return f"{self.login} ({self.via})"

    def insist_on(self, act: Right) -> None:
        """Go on only where the actor has the right.

        Raises:
            NotAllowed: they lack it; the message names the right.
        """
        if act not in self.rights:
            raise NotAllowed(f"{self.login} may not do this: it takes the right {act}. An administrator can give it.")


def login_of(actor: str) -> str:
    """The login in an actor as the history names them."""
    return actor.partition(" (")[0]


def is_person(actor: str) -> bool:
    """Whether the history names a person or their program here, not a part of the farm."""
    return actor.endswith(")")
