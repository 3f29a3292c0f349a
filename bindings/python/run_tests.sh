#!/usr/bin/env bash
# Installs the Python package as its user would, into a virtual environment of its own, and runs its tests.
# usage: bindings/python/run_tests.sh RESULTS.xml
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
results=$1
venv=$root/build/python
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$root/bindings/python[test]" mypy
cd "$root/bindings/python"
"$venv/bin/mypy" --strict src/isms ../../examples/python
"$venv/bin/python" -m pytest -q -p no:cacheprovider --junitxml="$results"
