"""Write generated bills and their manifest: `python -m benchmarks.generated --count 200 --seed 1 --out FOLDER`."""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.generated.choices import Choices
from benchmarks.generated.generate import DRAWN, generate


def main(arguments: list[str] | None = None) -> int:
    """Write `--count` documents from `--seed` on into `--out`, with manifest.jsonl beside them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--language")
    parser.add_argument("--layout", default="", choices=["", *DRAWN])
    parser.add_argument("--scans", type=float, default=0.0, help="share that is scanned, 0 to 1")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "manifest.jsonl").open("w", encoding="utf-8") as manifest:
        for i in range(options.count):
            document = generate(
                f"{options.seed}-{i}",
                options.language,
                layout=options.layout,
                scan=Choices(f"{options.seed}-{i}").chance("scan", options.scans),
            )
            (options.out / document.row["file"]).write_bytes(document.content)
            manifest.write(json.dumps(document.row, ensure_ascii=False) + "\n")
    print(f"{options.count} documents in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
