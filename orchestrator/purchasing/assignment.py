"""Which of these belongs to which of those, so that the sum of the scores is the best there is."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

Scores = Mapping[tuple[int, int], int]
"""Score above zero by (row, column); a pair without one is never joined."""


def assign(scores: Scores) -> dict[int, int]:
    """The column of each row; no column twice, rows left out where that is better or nothing is left for them.

    Of equally good assignments always the same one is taken.
    """
    found: dict[int, int] = {}
    for rows, columns in _apart(scores):
        found |= _best(scores, rows, columns)
    return found


def _apart(scores: Scores) -> list[tuple[list[int], list[int]]]:
    """Groups of rows and columns that have nothing to do with each other."""
    of_row: dict[int, set[int]] = defaultdict(set)
    of_column: dict[int, set[int]] = defaultdict(set)
    for row, column in scores:
        of_row[row].add(column)
        of_column[column].add(row)
    groups, left = [], set(of_row)
    while left:
        rows, columns, waiting = set[int](), set[int](), [min(left)]
        while waiting:
            row = waiting.pop()
            if row not in rows:
                rows.add(row)
                new = of_row[row] - columns
                columns |= new
                waiting += [other for column in new for other in of_column[column]]
        left -= rows
        groups.append((sorted(rows), sorted(columns)))
    return groups


def _best(scores: Scores, rows: list[int], columns: list[int]) -> dict[int, int]:
    """The Hungarian method, a row at a time along the shortest augmenting path; a column of its own for each row,
    at no score, stands for being left out."""
    cost = np.zeros((len(rows), len(columns) + len(rows)), dtype=np.int64)
    cost[:, : len(columns)] = 1  # worse than being left out
    place = {column: index for index, column in enumerate(columns)}
    for index, row in enumerate(rows):
        for column in columns:
            score = scores.get((row, column), 0)
            if score > 0:
                cost[index, place[column]] = -score
    taken = _shortest_paths(cost)
    return {rows[row]: columns[column] for column, row in taken.items() if column < len(columns)}


def _shortest_paths(cost: "np.ndarray[tuple[int, int], np.dtype[np.int64]]") -> dict[int, int]:
    """The row of each column that has one, by least cost; there are at least as many columns as rows."""
    height, width = cost.shape
    far = np.iinfo(np.int64).max // 4
    row_price = np.zeros(height, dtype=np.int64)
    column_price = np.zeros(width + 1, dtype=np.int64)
    owner = np.full(width + 1, -1)  # the last column is where each path begins
    for start in range(height):
        owner[width], current = start, width
        distance, before = np.full(width, far), np.full(width, width)
        done = np.zeros(width + 1, dtype=bool)
        while owner[current] >= 0:
            done[current] = True
            row = owner[current]
            reduced = cost[row] - row_price[row] - column_price[:width]
            open_ = ~done[:width]
            closer = open_ & (reduced < distance)
            distance[closer], before[closer] = reduced[closer], current
            nearest = int(np.argmin(np.where(open_, distance, far)))
            step = distance[nearest]
            row_price[owner[np.flatnonzero(done)]] += step
            column_price[done] -= step
            distance[open_] -= step
            current = nearest
        while current != width:
            previous = int(before[current])
            owner[current] = owner[previous]
            current = previous
    return {column: int(owner[column]) for column in range(width) if owner[column] >= 0}
