#!/usr/bin/env bash
# Installs the library into build/prefix, as a Go program would find it, and runs the tests of the Go package.
# usage: bindings/go/run_tests.sh RESULTS.xml
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
results=$1
cmake --install "$root/build" --prefix "$root/build/prefix" >/dev/null
pc=$(find "$root/build/prefix" -name isms.pc -print -quit)
export PKG_CONFIG_PATH=${pc%/*}
export LD_LIBRARY_PATH=${PKG_CONFIG_PATH%/*}
export GOFLAGS=-mod=mod GOTOOLCHAIN=local
cd "$root/bindings/go"
go vet ./...
{
    go test -race -json .
    bash "$root/tests/scenarios/run_go.sh" -json
    (cd "$root/examples/go" && go vet ./... >&2 && go test -json ./...)
} | python3 "$root/tests/support/go_junit.py" >"$results"
