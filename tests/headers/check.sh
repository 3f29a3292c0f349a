#!/usr/bin/env bash
# Compiles each public header alone, as C99, C11 and C++17, with warnings as errors.
# usage: check.sh INCLUDE CC [CXX]
set -euo pipefail
include=$1 cc=$2 cxx=${3:-}
warnings=(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
passed=0 failed=0

# try HEADER STANDARD COMPILER LANGUAGE
try() {
    if echo "#include <$1>" | "$3" -x "$4" -std="$2" "${warnings[@]}" -I "$include" -fsyntax-only -; then
        passed=$((passed + 1))
    else
        echo "$1 does not stand alone as $2"
        failed=$((failed + 1))
    fi
}

while read -r header; do
    try "$header" c99 "$cc" c
    try "$header" c11 "$cc" c
    [[ -z $cxx ]] || try "$header" c++17 "$cxx" c++
done < <(cd "$include" && find . -name '*.h' | sed 's|^\./||' | sort)
[[ -n $cxx ]] || echo "skipped: C++17, because a C++ compiler is not there"
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
