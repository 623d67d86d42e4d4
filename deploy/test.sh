#!/usr/bin/env bash
# Every check and every test; with arguments only pytest, with those arguments.
set -euo pipefail
cd "$(dirname "$(readlink -f -- "$0")")/.."
if (($#)); then exec .venv/bin/python -m pytest "$@"; fi

checks=0
deploy/check.sh || checks=$?
# Side by side, a file at a time: most of the slow tests wait for an ERP or a lease, not for a processor.
.venv/bin/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder --durations 40 || exit
exit "$checks"
