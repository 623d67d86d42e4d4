#!/usr/bin/env bash
# All static checks; every one runs, and any failure counts. Wants the set-up of `./botfarm setup test`.
set -uo pipefail
cd "$(dirname "$(readlink -f -- "$0")")/.." || exit 2
bin=.venv/bin
failed=0

check() {
  echo "== $1" >&2
  "${@:2}" || { echo "== $1: failed" >&2 && failed=1; }
}

check "ruff check" $bin/ruff check --quiet .
check "ruff format" $bin/ruff format --check --quiet .
check "mypy" $bin/mypy --no-error-summary
check "import-linter" $bin/lint-imports
exit $failed
