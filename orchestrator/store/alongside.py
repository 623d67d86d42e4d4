"""A store whose writing transactions do something more, first and last: done with the rest, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from orchestrator.store.engine import Store, Transaction

More = Callable[[Transaction], None]


class Alongside(Store):
    """The same database and originals as `store`, with `first` and `last` in every writing transaction."""

    def __init__(self, store: Store, first: More, last: More) -> None:
        vars(self).update(vars(store))
        self._first, self._last = first, last

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """As the store's own; what `first` or `last` raises undoes it."""
        with super().begin() as tx:
            self._first(tx)
            yield tx
            self._last(tx)
