#!/usr/bin/env bash
# Puts the Go runner together in build/scenarios-go and runs its tests; the environment must let pkg-config find the library.
# usage: tests/scenarios/run_go.sh [GO_TEST_OPTION...]
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd)
folder=$root/build/scenarios-go
mkdir -p "$folder"
cp "$here"/go/*.go "$here"/callbacks.[ch] "$folder"
printf 'module scenarios\n\ngo 1.19\n' >"$folder/go.mod"
python3 "$here/interface.py" go "$root/include" "$folder/interface.go"
gofmt -w "$folder/interface.go"
cd "$folder"
export ISMS_ROOT=$root
exec go test "$@" .
