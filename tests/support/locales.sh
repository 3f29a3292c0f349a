#!/usr/bin/env bash
# Generates the locales of the tests into a folder: one with a decimal comma, one with a decimal point of two bytes.
# usage: locales.sh OUT
set -euo pipefail
out=$1
mkdir -p "$out"
if ! command -v localedef >/dev/null; then
    echo "skipped: localedef is not there"
    exit 77
fi
for locale in de_DE ps_AF; do
    [[ -d $out/$locale.UTF-8 ]] || localedef -i "$locale" -f UTF-8 "$out/$locale.UTF-8"
done
