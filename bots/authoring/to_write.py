"""What stands in an adapter for a piece that is still to be written."""

from typing import Any

from bots.errors import AdapterUnfinished


class _ToWrite:
    """Says so as soon as somebody wants the piece."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        where = getattr(owner, "name", owner.__name__)
        raise AdapterUnfinished(f"The adapter {where} is not finished: write `{self._name}` ({self._what}).")


def to_write(what: str) -> Any:
    """For a class attribute of a `WebErp`: whoever uses it gets AdapterUnfinished with its name and `what` it is."""
    return _ToWrite(what)
