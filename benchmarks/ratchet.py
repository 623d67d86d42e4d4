"""Figures that may rise but not fall: what was measured, held against what was measured before."""

from collections.abc import Iterator

from benchmarks.tally import Score

Figures = dict[str, dict[str, float]]
POINT = 0.01


def figures(score: Score) -> dict[str, float]:
    """The score as named shares, 0 to 1, all the better the higher."""
    found = {"fields": score.everything.figures[2]}
    found |= {f"field {name}": tally.figures[2] for name, tally in sorted(score.fields.items())}
    found |= {f"set {name}": tally.figures[2] for name, tally in sorted(score.sets.items())}
    if score.lines.wanted:
        found["lines"] = score.lines.f1
    sure = score.sure
    found["sure values that are right"] = sure.right / (sure.count or 1)
    return {name: round(value, 4) for name, value in found.items()}


def fallen(measured: Figures, before: Figures) -> tuple[str, ...]:
    """A sentence for every figure that fell by more than a point; parts that were not measured are passed over."""
    return tuple(_fallen(measured, before))


def _fallen(measured: Figures, before: Figures) -> Iterator[str]:
    for part, names in before.items():
        for name, was in names.items() if part in measured else ():
            now = measured[part].get(name, 0.0)
            if now < was - POINT:
                yield f"{part}, {name}: {now:.4f}, but it was {was:.4f}."
