"""Chances as odds, which add up where chances multiply."""

import math


def log_odds(chance: float) -> float:
    """The logarithm of the odds, kept within what chances this small or large can tell."""
    bounded = min(0.999, max(0.001, chance))
    return math.log(bounded / (1.0 - bounded))
