"""Read documents with known truth and print how well each field is read: `python -m benchmarks.evaluate FOLDER`.

The folder (argument, or BOTFARM_DOCUMENTS) holds `manifest.jsonl`, one row a document: `file` (relative to the folder),
`truth` (field to value; `lines` a list), `set`, and optionally `meta.visible_in_text` (field to whether the pages print
it; what they do not print is left out where only the pages are read).
"""

import argparse
import json
import os
import sys
from pathlib import Path

from benchmarks.calibration import bins, plot
from benchmarks.parts import PARTS, evaluate, rows_of
from benchmarks.ratchet import fallen, figures
from benchmarks.tally import SURE, Score


def main(arguments: list[str] | None = None) -> int:
    """Run the evaluation. Exit code 1 where a figure fell below `--against`; a missing folder is told and gives 0."""
    options = _options(arguments)
    if not (options.folder / "manifest.jsonl").is_file():
        print(
            f"Skipped: {options.folder / 'manifest.jsonl'} is not there. Name a folder with a manifest, or set "
            "BOTFARM_DOCUMENTS.",
            file=sys.stderr,
        )
        return 0
    measured: dict[str, dict[str, float]] = {}
    claims: list[tuple[float, bool]] = []
    for part in PARTS:
        rows = rows_of(options.folder, part, options.set or ())
        if (options.part and part.name not in options.part) or not rows:
            continue
        score = evaluate(options.folder, rows, part.xml, options.processes)
        report(part.title, score, options.misses)
        measured[part.name] = figures(score)
        claims += score.claims
    if options.plot:
        options.plot.write_text(plot(bins(claims)), encoding="utf-8")
    if options.write:
        options.write.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    lost = fallen(measured, json.loads(options.against.read_text(encoding="utf-8"))) if options.against else ()
    for sentence in lost:
        print(sentence, file=sys.stderr)
    return 1 if lost else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("BOTFARM_DOCUMENTS", ".")))
    parser.add_argument("--part", action="append", choices=[part.name for part in PARTS], help="may be repeated")
    parser.add_argument("--set", action="append", help="only documents of this set; may be repeated")
    parser.add_argument("--misses", type=int, default=0, help="print so many values that were missed or read wrongly")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", type=Path, help="write the figures as JSON")
    parser.add_argument("--plot", type=Path, help="write the calibration plot as SVG")
    parser.add_argument("--against", type=Path, help="figures written before: tell what fell by more than a point")
    return parser.parse_args(arguments)


def report(title: str, score: Score, misses: int = 0) -> None:
    """Print the tallies as a table on standard output."""
    print(f"\n{title}: {score.documents} documents, {score.whole} with every field right")
    print(f"{'field':28}{'n':>6}{'right':>7}{'wrong':>7}{'miss':>6}{'prec':>8}{'recall':>8}{'F1':>8}")
    sets = sorted((f"set {name}", tally) for name, tally in score.sets.items())
    for name, tally in [*sorted(score.fields.items()), ("all fields", score.everything), *sets]:
        precision, recall, f1 = tally.figures
        print(
            f"{name:28}{tally.count:6}{tally.right:7}{tally.wrong:7}{tally.missing:6}{precision:8.3f}{recall:8.3f}{f1:8.3f}"
        )
    lines, sure = score.lines, score.sure
    if lines.wanted:
        print(f"lines: {lines.wanted} true, {lines.read} read, {lines.right} right, F1 {lines.f1:.3f}")
    print(f"{sure.count} values claimed at {SURE} or more, {sure.wrong / (sure.count or 1):.2%} of them wrong")
    for low, high, count, right in bins(score.claims):
        print(f"  claimed {low:.2f} to {high:.2f}: {count:5} values, right {right:.3f}")
    for miss in score.misses[:misses]:
        print("  ", miss)


if __name__ == "__main__":
    sys.exit(main())
