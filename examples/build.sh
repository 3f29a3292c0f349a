#!/usr/bin/env bash
# Configures and builds without a word; shows the end of the log where that fails. A build that is there keeps its compiler and
# generator.
# usage: build.sh DIR [--target NAME] [CMAKE_OPTION...]
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

dir=$1
shift
target=()
if [[ ${1:-} == --target ]]; then
    target=("$1" "$2")
    shift 2
fi
generator=()
if [[ ! -f $dir/CMakeCache.txt ]] && command -v ninja >/dev/null; then
    generator=(-G Ninja)
fi

echo "== building in $dir"
mkdir -p "$dir"
if ! { cmake -S . -B "$dir" "${generator[@]}" "$@" && cmake --build "$dir" --parallel "$(nproc)" "${target[@]}"; } >"$dir/build.log" 2>&1; then
    tail -n 60 "$dir/build.log"
    echo "== $dir: not built (whole log: $dir/build.log)"
    exit 1
fi
