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
gofmt=$(gofmt -l .)
[[ -z $gofmt ]] || { echo "not formatted: $gofmt" >&2 && exit 1; }
# Where Debian's Go is there beside a newer one, the package has to work with both.
for other in /usr/lib/go-*/bin/go; do
    [[ -x $other && $(readlink -f "$(command -v go)") != "$(readlink -f "$other")" ]] || continue
    echo "also with $("$other" version)" >&2
    "$other" vet . && "$other" test -run '^Test|^Example' . >&2
done
{
    go test -race -json .
    bash "$root/tests/scenarios/run_go.sh" -json
    (cd "$root/examples/go" && go vet ./... >&2 && go test -json ./...)
} | python3 "$root/tests/support/go_junit.py" >"$results"
