"""Trees learned by gradient boosting, walked with numpy: no library of learning is needed to read documents."""

from collections.abc import Sequence
from dataclasses import dataclass

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

    def scores(self, options: Sequence[Features]) -> Numbers:
        """The sum of the trees (log-odds) for each option."""
        if not options:
            return np.zeros(0, dtype=np.float32)
        given = np.array([[features.get(name, 0.0) for name in self.names] for features in options], dtype=np.float32)
        trees = np.arange(self.feature.shape[0])[None, :]
        rows = np.arange(len(options))[:, None]
        node = np.zeros((len(options), self.feature.shape[0]), dtype=np.int32)
        for _ in range(self.depth):
            down = given[rows, self.feature[trees, node]] <= self.threshold[trees, node]
            node = np.where(down, self.yes[trees, node], self.no[trees, node])
        total: Numbers = self.value[trees, node].sum(axis=1, dtype=np.float32)
        return total

    def chances(self, options: Sequence[Features]) -> list[float]:
        """The chance (0 to 1) that each option is right, before calibration."""
        return [float(chance) for chance in 1.0 / (1.0 + np.exp(-self.scores(options).astype(np.float64)))]
