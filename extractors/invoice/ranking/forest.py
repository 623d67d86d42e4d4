"""Trees learned by gradient boosting, walked with numpy: no library of learning is needed to read documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

from extractors.invoice.ranking.option import Features

Numbers = NDArray[np.float32]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Table:
    """The features of several options: a row an option, a column a feature, the last one for those that none has."""

    columns: dict[str, int]
    values: Numbers

    @classmethod
    def of(cls, options: Sequence[Features]) -> "Table":
        """The table of options, from what each states; what it does not state is 0."""
        names = dict.fromkeys(chain.from_iterable(options))
        rows = [[features.get(name, 0.0) for name in names] + [0.0] for features in options]
        return cls(dict(zip(names, count())), np.array(rows, dtype=np.float32))

    def given(self, names: Sequence[str]) -> Numbers:
        """The columns of these features, in their order."""
        none = len(self.columns)
        return self.values[:, [self.columns.get(name, none) for name in names]]


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
        roots = np.arange(trees) * width
        yes, no = ((side + roots[:, None]).ravel() for side in (self.yes, self.no))
        return roots, self.feature.ravel(), self.threshold.ravel(), yes, no, self.value.ravel()

    def scores(self, options: Table) -> Numbers:
        """The sum of the trees (log-odds) for each option."""
        many = len(options.values)
        if not many:
            return np.zeros(0, dtype=np.float32)
        roots, feature, threshold, yes, no, value = self._flat
        rows = (np.arange(many) * len(self.names))[:, None]
        flat = options.given(self.names).ravel()
        node = np.broadcast_to(roots, (many, len(roots)))
        for _ in range(self.depth):
            down = flat.take(rows + feature.take(node)) <= threshold.take(node)
            node = np.where(down, yes.take(node), no.take(node))
        total: Numbers = value.take(node).sum(axis=1, dtype=np.float32)
        return total

    def chances(self, options: Table) -> list[float]:
        """The chance (0 to 1) that each option is right, before calibration."""
        chances: list[float] = (1.0 / (1.0 + np.exp(-self.scores(options).astype(np.float64)))).tolist()
        return chances
