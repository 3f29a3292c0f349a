#!/usr/bin/env bash
# The simulation gives the same bits in every build: gcc and clang, without optimization and with all of it. Each build runs
# every instruction set, number of threads and order of scenarios by itself (same_bits.c).
# usage: same_bits.sh SOURCE OUT
set -euo pipefail
source=$1 out=$2
common=(-std=c11 -D_POSIX_C_SOURCE=200809L -DISMS_STATIC -ffp-contract=off -fno-math-errno -fno-trapping-math -pthread
    -I"$source/include" -I"$source/lib")
core=(buffer decimal diagnostics elementary date map memory names number sort status text)
risk=(appetite composite compound continuous copula count distribution exceeds fft gamma grid kernel kernel_baseline law normal
    panjer plan pool portfolio quadrature random sampler simulation simulation_exact simulation_result simulation_run statistics
    summary table trial)

flags_of() { # KERNEL: what the build gives it beside the common flags
    case $1 in
    kernel_avx2) echo -mavx2 ;;
    kernel_avx512) echo -mavx512f -mavx512bw -mavx512dq -mavx512vl -mprefer-vector-width=512 ;;
    esac
}

build() { # NAME COMPILER FLAG...
    local folder=$out/$1 compiler=$2 file
    local -a objects=() special
    shift 2
    rm -rf "$folder"
    mkdir -p "$folder"
    if [ "$(uname -m)" = x86_64 ]; then
        for file in kernel_avx2 kernel_avx512; do
            read -ra special <<<"$(flags_of $file)"
            "$compiler" "${common[@]}" "$@" "${special[@]}" -c "$source/lib/risk/$file.c" -o "$folder/$file.o"
            objects+=("$folder/$file.o")
        done
    fi
    (cd "$folder" && "$compiler" "${common[@]}" "$@" -c "$source/tests/build/same_bits.c" "${core[@]/#/$source/lib/core/}" "${risk[@]/#/$source/lib/risk/}")
    "$compiler" -pthread "$folder"/*.o -o "$folder/same_bits" -lm
}

first=
try() { # NAME COMPILER FLAG...
    command -v "$2" >/dev/null || { echo "skipped: $2 is not there"; return; }
    build "$@"
    local bits
    bits=$("$out/$1/same_bits")
    echo "$1: $bits"
    first=${first:-$bits}
    [ "$bits" = "$first" ] || { echo "$1 gives other bits than the first build"; exit 1; }
}

core=("${core[@]/%/.c}") risk=("${risk[@]/%/.c}")
try gcc-O0 gcc -O0
try gcc-O3 gcc -O3
try clang-O2 clang -O2
