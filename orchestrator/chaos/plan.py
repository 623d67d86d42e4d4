"""Which faults strike, and when: all of it by the seed, by the run's progress and not by the clock."""

from collections.abc import Sequence
from enum import StrEnum
from random import Random

from orchestrator.chaos.truth import Frozen


class Moment(StrEnum):
    """What the farm must be doing when a fault strikes."""

    ANY = "any"
    CLAIMED = "claimed"
    SUBMITTING = "submitting"


class FaultKind(Frozen):
    """A kind of fault.

    Attributes:
        moments: of which the seed chooses one.
        seconds: how long it lasts, from and to; 0 where it is over at once.
        covers: the faults of docs/reliability.md (1 to 15) that it is one of.
    """

    name: str
    moments: tuple[Moment, ...] = (Moment.ANY,)
    seconds: tuple[float, float] = (0, 0)
    covers: tuple[int, ...] = ()


class Fault(Frozen):
    """A fault as planned.

    Attributes:
        after: it strikes when so many documents have come to rest.
        delay: seconds to wait once its moment is there.
        seconds: how long it lasts.
        choice: picks among several processes of the kind, modulo their number.
    """

    number: int
    kind: FaultKind
    after: int
    moment: Moment
    delay: float
    seconds: float
    choice: int


KEYING = (Moment.CLAIMED, Moment.SUBMITTING)

KINDS: tuple[FaultKind, ...] = (
    FaultKind(name="kill bot", moments=KEYING, covers=(1, 2)),
    FaultKind(name="kill reader", covers=(1, 3)),
    FaultKind(name="kill reader's horse", covers=(1, 2)),
    FaultKind(name="kill judge", covers=(1, 3)),
    FaultKind(name="kill supervisor", covers=(3,)),
    FaultKind(name="kill browser", moments=KEYING, covers=(11,)),
    FaultKind(name="kill browser's driver", moments=KEYING, covers=(11,)),
    FaultKind(name="kill queue server", covers=(5,)),
    FaultKind(name="kill ERP", moments=KEYING, covers=(10,)),
    FaultKind(name="kill intake", covers=(14,)),
    FaultKind(name="kill dispatcher"),
    FaultKind(name="kill scheduler", covers=(13,)),
    FaultKind(name="freeze bot", moments=KEYING, seconds=(1, 12)),
    FaultKind(name="freeze bot past its lease", moments=KEYING, covers=(4,)),
    FaultKind(name="freeze ERP", moments=KEYING, seconds=(2, 8)),
    FaultKind(name="wipe queue server", covers=(6,)),
    FaultKind(name="lock database", seconds=(4, 10), covers=(15,)),
    FaultKind(name="ERP commits late", seconds=(2, 8), covers=(9,)),
    FaultKind(name="ERP's reply lost", covers=(9,)),
    FaultKind(name="ERP ends sessions", moments=KEYING),
    FaultKind(name="ERP answers 500", moments=KEYING, seconds=(2, 10), covers=(10,)),
    FaultKind(name="ERP in maintenance", moments=KEYING, seconds=(4, 12), covers=(10,)),
    FaultKind(name="ERP slow", seconds=(5, 10)),
    FaultKind(name="ERP refuses connections", moments=KEYING, seconds=(3, 12), covers=(10,)),
    FaultKind(name="ERP greys out after posting", covers=(9,)),
    FaultKind(name="ERP shows an alert"),
)

BY_THE_ERP = frozenset(kind.name for kind in KINDS if kind.name.startswith("ERP"))
"""Names of the kinds that not every ERP can be made to do."""

LATEST = 0.85
"""The share of documents at rest up to which faults begin: a fault in a farm that has nothing left to do is none."""


def make_plan(seed: int, count: int, documents: int, kinds: Sequence[FaultKind] = KINDS) -> tuple[Fault, ...]:
    """`count` faults in the order in which they strike, each kind about equally often; the same for the same seed."""
    chance = Random(f"faults {seed}")  # noqa: S311 - a run that can be repeated
    deck: list[FaultKind] = []
    while len(deck) < count:
        deck += chance.sample(list(kinds), len(kinds))
    after = sorted(chance.randint(0, int(documents * LATEST)) for _ in range(count))
    return tuple(
        _fault(chance, number, kind, at) for number, (kind, at) in enumerate(zip(deck, after, strict=False), 1)
    )


def _fault(chance: Random, number: int, kind: FaultKind, after: int) -> Fault:
    return Fault(
        number=number, kind=kind, after=after, moment=chance.choice(kind.moments),
        delay=round(chance.choice((0, chance.uniform(0, 0.3), chance.uniform(0, 3))), 3),
        seconds=round(chance.uniform(*kind.seconds), 1), choice=chance.randrange(1000),
    )  # fmt: skip
