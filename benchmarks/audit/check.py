"""`python -m benchmarks.audit.check HOME URL`: the check of a store alone."""

import sys

from benchmarks.audit.__main__ import check

if __name__ == "__main__":
    check(*sys.argv[1:])
