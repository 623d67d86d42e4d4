"""Learn the choice of header fields anew: `python -m benchmarks.training [FOLDER]` writes the program's weights.

The folder (argument, or BOTFARM_DOCUMENTS) holds documents with known truth and a `manifest.jsonl`, as for
`benchmarks.evaluate`. Generated documents are always used; without a folder they are the only ones.
"""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.training.figures import report
from benchmarks.training.generated import generated_documents
from benchmarks.training.known import Known, known
from benchmarks.training.learn import KEPT, learn
from benchmarks.training.real import Labelled, real_documents
from extractors.invoice.ranking.model import WEIGHTS, save

FRESH = 9_000_000
"""Seeds from here on are never trained on."""


def main(arguments: list[str] | None = None) -> int:
    """Train, print the figures on documents left out, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("BOTFARM_DOCUMENTS", "")))
    parser.add_argument("--generated", type=int, default=1500, help="how many documents to generate")
    parser.add_argument("--seed", type=int, default=1, help="of the generated documents")
    parser.add_argument("--fresh", type=int, default=300, help="how many generated documents to measure on")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    there = (options.folder / "manifest.jsonl").is_file()
    real = _known(real_documents(options.folder)) if there else []
    first = options.seed * 100_000
    made = _known(generated_documents(range(first, first + options.generated)))
    fresh = _known(generated_documents(range(FRESH, FRESH + options.fresh)))
    learned = learn([*real, *made], KEPT)
    report([*real, *made], fresh, learned)
    save(options.weights, learned.model, {"real": len(real), "generated": len(made), "seed": options.seed})
    print(f"{options.weights} written, {options.weights.stat().st_size / 1e6:.2f} MB")
    return 0


def _known(documents: Iterable[Labelled]) -> list[Known]:
    read = (known(doc.pages, doc.truth, doc.origin, doc.family) for doc in documents)
    return [document for document in read if document is not None]


if __name__ == "__main__":
    sys.exit(main())
