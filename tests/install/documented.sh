#!/usr/bin/env bash
# Builds every whole C program that README.md and docs/ show, against the installed library.
# usage: documented.sh CC PREFIX LIBDIR SOURCE OUT
set -euo pipefail
cc=$1 prefix=$2 libdir=$3 source=$4 out=$5
export PKG_CONFIG_PATH=$prefix/$libdir/pkgconfig
eval "flags=($(pkg-config --cflags --libs isms))"
rm -rf "$out"
mkdir -p "$out"

# Each block between ```c and ``` becomes a file, named after its page.
for page in "$source/README.md" "$source"/docs/*.md; do
    awk -v name="$out/$(basename -- "$page" .md)" '
        /^```c$/ { inside = 1; count++; next }
        /^```/ { inside = 0 }
        inside { print > (name "_" count ".c") }' "$page"
done

passed=0 failed=0
while read -r program; do
    if "$cc" -std=c11 -Wall -Wextra -Werror "$program" "${flags[@]}" -o "${program%.c}"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done < <(grep -l 'int main' "$out"/*.c)
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
