"""Trees learned by gradient boosting, walked with numpy: no library of learning is needed to read documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extractors.invoice.ranking.option import Features

Numbers = NDArray[np.float32]
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Forest:
    """Trees side by side, a row a tree; a leaf points to itself and holds its value.

    Attributes:
        names: the features in the order of their numbers.
        feature, threshold: what a node asks: is this feature at most the threshold?
        yes, no: the node that follows.
        value: the value of a leaf, 0 at other nodes.
        depth: the most questions on any way down.
    """

    names: tuple[str, ...]
    feature: Places
    threshold: Numbers
    yes: Places
    no: Places
    value: Numbers
    depth: int

    @cached_property
    def _flat(self) -> tuple[Places, Places, Numbers, Places, Places, Numbers]:
        """(roots, feature, threshold, yes, no, value) of all nodes in one row; yes and no point into it."""
        trees, width = self.feature.shape
        roots = (np.arange(trees, dtype=np.int32) * width).astype(np.int32)
        yes, no = ((side + roots[:, None]).ravel().astype(np.int32) for side in (self.yes, self.no))
        return roots, self.feature.ravel(), self.threshold.ravel(), yes, no, self.value.ravel()

    def scores(self, options: Sequence[Features]) -> Numbers:
        """The sum of the trees (log-odds) for each option."""
        if not options:
            return np.zeros(0, dtype=np.float32)
        roots, feature, threshold, yes, no, value = self._flat
        names = self.names
        given = np.array([self._row(features) for features in options], dtype=np.float32)
        rows = (np.arange(len(options), dtype=np.int32) * len(names))[:, None]
        node = np.repeat(roots[None, :], len(options), axis=0)
        flat = given.ravel()
        for _ in range(self.depth):
            down = flat.take(rows + feature.take(node)) <= threshold.take(node)
            node = np.where(down, yes.take(node), no.take(node))
        total: Numbers = value.take(node).sum(axis=1, dtype=np.float32)
        return total

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    def _row(self, features: Features) -> list[float]:
        """The features by their numbers; an option has few of all that there are."""
        row = [0.0] * len(self.names)
        numbers = self._numbers
        for name, value in features.items():
            number = numbers.get(name)
            if number is not None:
                row[number] = value
        return row

    def chances(self, options: Sequence[Features]) -> list[float]:
        """The chance (0 to 1) that each option is right, before calibration."""
        return [float(chance) for chance in 1.0 / (1.0 + np.exp(-self.scores(options).astype(np.float64)))]
