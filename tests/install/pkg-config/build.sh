#!/usr/bin/env bash
# Builds and runs the consumer with nothing but a compiler and pkg-config: against the shared library, then the static one.
# usage: build.sh CC PREFIX LIBDIR OUT
set -euo pipefail
cc=$1 prefix=$2 libdir=$3 out=$4
source_file=$(dirname -- "$0")/../consumer.c
export PKG_CONFIG_PATH=$prefix/$libdir/pkgconfig
mkdir -p "$out"

# pkg-config quotes for a shell, hence eval: the prefix may contain spaces.
eval "flags=($(pkg-config --cflags --libs isms))"
"$cc" -std=c99 -Wall -Wextra -Werror "$source_file" "${flags[@]}" -o "$out/shared"
LD_LIBRARY_PATH=$prefix/$libdir "$out/shared"

eval "flags=($(pkg-config --cflags --static --libs isms))"
"$cc" -std=c99 -Wall -Wextra -Werror "$source_file" "${flags[@]/#-lisms/-l:libisms.a}" -o "$out/static"
"$out/static"

version=$(pkg-config --modversion isms)
[[ $("$out/static") == "libisms $version:"* ]] || { echo "isms.pc says version $version, the library does not" >&2; exit 1; }
