#!/usr/bin/env bash
# Fuzzing, for as long as you like: builds the targets with clang's fuzzer and runs each in turn. Not part of tests/run.sh.
#
# usage: tests/fuzz/run.sh [SECONDS [TARGET...]]    seconds for each target, default 60
#
# What it learns stays in build-fuzz/corpus. A file that breaks a target is written to build-fuzz/found: once the fault is
# mended, move it to tests/fuzz/<target's folder>, where every test run tries it again.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

seconds=${1:-60}
targets=("${@:2}")
((${#targets[@]})) || targets=(document register definition history diff merge)

bash examples/setup.sh test
export CC=clang
bash examples/build.sh build-fuzz -DBUILD_TESTING=ON -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O1 \
    -DISMS_SANITIZE=fuzzer-no-link,address,undefined

failed=0
for target in "${targets[@]}"; do
    corpus=build-fuzz/corpus/$target
    mkdir -p "$corpus" build-fuzz/found
    seeds=(tests/fuzz/"$target")
    case $target in
    document)
        for format in json ndjson xml; do
            build-fuzz/bin/isms convert tests/data/every_kind.json "$corpus/seed.$format"
        done
        ;;
    register) seeds+=(examples/data/registers) ;;
    esac
    echo "== fuzzing $target for $seconds seconds"
    build-fuzz/tests/"fuzz_$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=16384 -print_final_stats=1 \
        -artifact_prefix="build-fuzz/found/$target-" "$corpus" "${seeds[@]}" >"build-fuzz/$target.log" 2>&1 || failed=1
    grep -E "stat::number_of_executed_units|BINGO|Test unit written|ERROR|broken promise" "build-fuzz/$target.log" || true
done
((failed)) && echo "== something was found: see build-fuzz/*.log and build-fuzz/found" || echo "== nothing was found"
exit "$failed"
