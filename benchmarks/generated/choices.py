"""Choices that a seed and a name decide, so that a new choice changes none of the others."""

import random
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """Named choices of one seed: the same name always gives the same answer, in whatever order one asks."""

    def __init__(self, seed: str) -> None:
        self.seed = seed.encode()

    def share(self, name: str) -> float:
        """A number from 0 to 1 (1 left out)."""
        return int.from_bytes(blake2b(name.encode(), key=self.seed[:64], digest_size=6).digest()) / 2**48

    def pick(self, name: str, options: Sequence[T]) -> T:
        """One of `options`, all alike likely."""
        return options[int(self.share(name) * len(options))]

    def usual(self, name: str, options: Sequence[T]) -> T:
        """One of `options`, the first ones oftener: they are the common ones."""
        return options[int(self.share(name) ** 1.5 * len(options))]

    def weighed(self, name: str, options: Mapping[T, float]) -> T:
        """One of `options`, each as likely as its weight says."""
        rest = self.share(name) * sum(options.values())
        for option, weight in options.items():
            rest -= weight
            if rest < 0:
                return option
        return next(iter(options))

    def chance(self, name: str, probability: float) -> bool:
        return self.share(name) < probability

    def between(self, name: str, low: float, high: float) -> float:
        return low + self.share(name) * (high - low)

    def random(self, name: str) -> random.Random:
        """A generator for a whole row of choices."""
        return random.Random(self.seed + name.encode())
