#!/usr/bin/env bash
# Everything but the tests configures and builds without libxml2, and nothing of libxml2 is left in the library.
# usage: without_xml.sh SOURCE OUT NM CMAKE_OPTION...
set -euo pipefail
source=$1 out=$2 nm=$3
shift 3
mkdir -p "$out"
{ cmake -S "$source" -B "$out" -DISMS_WITH_XML=OFF -DBUILD_TESTING=OFF -DCMAKE_BUILD_TYPE=Debug "$@" &&
    cmake --build "$out" --parallel; } >"$out.log" 2>&1 || { tail -n 40 "$out.log"; exit 1; }
if "$nm" -D --undefined-only "$out/lib/libisms.so" | grep -w 'xml[A-Z]\w*'; then
    echo "the library without XML needs libxml2"
    exit 1
fi
