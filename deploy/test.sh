#!/usr/bin/env bash
# Every check and every test; with arguments only pytest, with those arguments.
set -euo pipefail
cd "$(dirname "$(readlink -f -- "$0")")/.."
if (($#)); then exec .venv/bin/python -m pytest "$@"; fi

checks=0
deploy/check.sh || checks=$?
.venv/bin/python -m pytest || exit
exit "$checks"
