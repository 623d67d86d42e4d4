#!/usr/bin/env bash
# The locked sets from pyproject.toml: dev, then run, and run with S3, with the same versions. They name packages and hashes, never where to get them.
set -euo pipefail
cd "$(dirname "$(readlink -f -- "$0")")/.."

compile() { # set, options
  .venv/bin/uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 --generate-hashes \
    --override deploy/requirements/left-out --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file "deploy/requirements/$1.lock" "${@:2}"
}

compile dev --group dev "$@"
compile run --constraint deploy/requirements/dev.lock
compile s3 --extra s3 --constraint deploy/requirements/dev.lock
