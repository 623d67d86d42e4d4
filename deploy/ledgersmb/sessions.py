"""Ends every login of a running local LedgerSMB: `python -m deploy.ledgersmb.sessions --folder FOLDER`."""

import argparse
from pathlib import Path

from deploy.ledgersmb.books import running_cluster
from deploy.ledgersmb.setup import DEFAULT_FOLDER


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where the server's data live")
    parser.add_argument("--setup", type=Path, default=DEFAULT_FOLDER, help="the folder made by the set-up")
    arguments = parser.parse_args()
    running_cluster(arguments.folder, arguments.setup).sql("DELETE FROM session")


if __name__ == "__main__":
    main()
