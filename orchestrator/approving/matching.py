"""Which signature fills which place of a step, so that as many places as possible are filled."""

from collections.abc import Collection, Sequence


def fill(places: int, signatures: Sequence[Collection[int]]) -> dict[int, int]:
    """The signature (by its index) in each filled place; how many are filled does not depend on their order.

    Args:
        signatures: the places that each signature may fill.
    """
    holder: dict[int, int] = {}

    def find(index: int, seen: set[int]) -> bool:
        for place in sorted(signatures[index]):
            if place in seen or not 0 <= place < places:
                continue
            seen.add(place)
            if place not in holder or find(holder[place], seen):
                holder[place] = index
                return True
        return False

    for index in range(len(signatures)):
        find(index, set())
    return holder


def adds(places: int, signatures: Sequence[Collection[int]], one: Collection[int]) -> bool:
    """Whether one more signature fills a place that would stay empty without it."""
    return len(fill(places, [*signatures, one])) > len(fill(places, signatures))
