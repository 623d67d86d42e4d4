"""What a local LedgerSMB has in its books, read from its database: `python -m deploy.ledgersmb.books --folder FOLDER`.

Prints one JSON array, an object for each payable, drafts too. Amounts are text, positive also for credit notes, in the
entry's currency, without tax in lines. Independent of the web server, of its pages and of the adapter.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from deploy.ledgersmb.cluster import PORT_FILE, Cluster
from deploy.ledgersmb.setup import DEFAULT_FOLDER, template

QUERY = Path(__file__).with_name("books.sql")


def running_cluster(folder: Path, set_up: Path = DEFAULT_FOLDER) -> Cluster:
    """The database cluster of the server that runs in `folder`, to send SQL to."""
    port = int((folder / PORT_FILE).read_text())
    return Cluster(folder / "cluster", port, template(set_up, port).password)


def read(cluster: Cluster) -> list[dict[str, Any]]:
    """Every payable in a running cluster.

    Raises:
        LedgerSmbError: the database does not answer.
    """
    entries: list[dict[str, Any]] = json.loads(cluster.sql(QUERY.read_text(encoding="utf-8")))
    return entries


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where the server's data live")
    parser.add_argument("--setup", type=Path, default=DEFAULT_FOLDER, help="the folder made by the set-up")
    arguments = parser.parse_args()
    print(json.dumps(read(running_cluster(arguments.folder, arguments.setup)), ensure_ascii=False))


if __name__ == "__main__":
    main()
