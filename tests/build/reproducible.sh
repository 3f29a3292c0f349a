#!/usr/bin/env bash
# Builds the libraries once more, from a copy of the sources in another folder, and compares them byte by byte.
# usage: reproducible.sh SOURCE SHARED STATIC OUT CMAKE_OPTION...
set -euo pipefail
source=$1 shared=$2 static=$3 out=$4
shift 4
copy=$out/a-folder-with-another-name
rm -rf "$out"
mkdir -p "$copy"
for part in CMakeLists.txt LICENSE docs include lib pkgconfig; do
    cp -R "$source/$part" "$copy/"
done
{ cmake -S "$copy" -B "$out/build" -DBUILD_TESTING=OFF -DISMS_BUILD_EXAMPLES=OFF "$@" &&
    cmake --build "$out/build" --parallel; } >"$out.log" 2>&1 || { tail -n 40 "$out.log"; exit 1; }

status=0
for library in "$shared" "$static"; do
    again=$out/build/lib/$(basename -- "$library")
    cmp "$library" "$again" || status=1
done
((status == 0)) || echo "the build is not reproducible, or $(dirname -- "$shared") is older than the sources"
exit $status
