"""Isotonic regression: from a score to the share that was right, never falling as the score rises."""

from collections.abc import Sequence

PRIOR = 1.0
"""So many wrong ones are imagined in each step, so that few documents never give certainty."""


def steps(
    scores: Sequence[float], right: Sequence[bool], weights: Sequence[float]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """(scores, shares) to interpolate between; pools neighbours until the shares rise."""
    blocks: list[list[float]] = []
    for score, ok, weight in sorted(zip(scores, right, weights, strict=True)):
        blocks.append([score * weight, weight * ok, weight])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    points = [(total / weight, good / (weight + PRIOR)) for total, good, weight in blocks]
    shares, highest = [], 0.0
    for _, share in points:
        highest = max(highest, share)
        shares.append(round(highest, 4))
    return tuple(round(score, 4) for score, _ in points), tuple(shares)
