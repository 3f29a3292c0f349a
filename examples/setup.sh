#!/usr/bin/env bash
# Installs the Debian packages of examples/packages.txt that are missing. The only place that installs anything.
# usage: setup.sh [build|test]    build: what the library and the program need; test (default): what the tests need too
set -euo pipefail

list=$(dirname -- "${BASH_SOURCE[0]}")/packages.txt
case ${1:-test} in
build) wanted='^build$' ;;
test) wanted='^(build|test)$' ;;
*) echo "usage: setup.sh [build|test]" >&2 && exit 2 ;;
esac
mapfile -t packages < <(awk -v wanted="$wanted" '$1 ~ wanted { print $2 }' "$list")

if ! command -v dpkg-query >/dev/null; then
    echo "set-up: not a Debian system; needed are its equivalents of: ${packages[*]}"
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || state=absent
    [[ $state == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
    echo "set-up: all ${#packages[@]} packages are there"
    exit 0
fi

as_root=(env DEBIAN_FRONTEND=noninteractive)
if ((EUID != 0)); then
    command -v sudo >/dev/null || {
        echo "set-up: missing ${missing[*]}" >&2
        echo "set-up: neither root nor sudo here; as root: apt-get install ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo "${as_root[@]}")
fi

echo "set-up: installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() { "$@" </dev/null >>"$log" 2>&1; }
quietly "${as_root[@]}" apt-get -q update || echo "set-up: the package lists could not be brought up to date; trying with those at hand"
if ! quietly "${as_root[@]}" apt-get -q -y --no-install-recommends install "${missing[@]}"; then
    tail -n 20 "$log" >&2
    echo "set-up: installing failed" >&2
    exit 1
fi
