#!/usr/bin/env bash
# The first thing to run: installs what is missing, builds libisms and its program, and asks whether the sample ISMS would pass
# its next audit.
# usage: quickstart.sh [FILE]    FILE: an ISMS of your own instead of the sample
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# The sample shows a company on a day; an ISMS of one's own is looked at today.
question=("$here/examples/data/nordlicht.json" --as-of 2026-06-30)
if (($# > 0)); then
    question=("$(realpath -- "$1")")
fi
cd -- "$here"

bash examples/setup.sh build
without_tests=()
[[ -f build/CMakeCache.txt ]] || without_tests=(-DBUILD_TESTING=OFF)
bash examples/build.sh build --target isms_program "${without_tests[@]}"

isms=build/bin/isms report=build/report status=0
printf '== %s report %s -o %s\n\n' "$isms" "${question[*]/#"$here/"/}" "$report"
answer=$("$isms" report "${question[@]}" -o "$report") || status=$?
((status <= 1)) || exit "$status"
grep '^[A-Z]' <<<"$answer" # the verdict and where the report lies; the lines between count the records of each register

printf '\nNext:\n'
printf '  %s\n      %s\n' "$isms audit ${question[*]/#"$here/"/}" "what stands against it, where, and how to mend it" \
    "$isms --help" "what else there is" "./tests/run.sh" "every test"
