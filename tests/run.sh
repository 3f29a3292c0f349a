#!/usr/bin/env bash
# Sets up, builds and runs every test; the last line counts them: N passed, N failed, N skipped.
#
# usage: tests/run.sh               everything: the five that follow
#        tests/run.sh --plain       the build with its tests, in build/
#        tests/run.sh --sanitize    the tests under AddressSanitizer and UndefinedBehaviorSanitizer, in build-asan/
#        tests/run.sh --threads     the test with many threads under ThreadSanitizer, in build-tsan/
#        tests/run.sh --python      the Python package, installed into build/python/
#        tests/run.sh --go          the Go package, against the library of build/
#        tests/run.sh --valgrind    the unit tests under valgrind, in build-valgrind/ (slow; not part of everything)
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

case ${1:-} in
'') stages=(plain sanitize threads python go) ;;
--plain | --sanitize | --threads | --python | --go | --valgrind) stages=("${1#--}") ;;
-h | --help) sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit 0 ;;
*) echo "tests/run.sh: no such option: $1 (see --help)" >&2 && exit 2 ;;
esac

jobs=$(nproc)
results=() # a JUnit file for each stage
unbuilt=0  # stages that did not come as far as their tests

# build DIR [--target NAME] OPTION...: a build in which warnings are errors.
build() {
    bash examples/build.sh "$@" -DBUILD_TESTING=ON -DCMAKE_COMPILE_WARNING_AS_ERROR=ON || {
        unbuilt=$((unbuilt + 1))
        return 1
    }
}

# check DIR OPTION...: runs the tests of a build; what fails is counted at the end.
check() {
    local dir=$1
    shift
    echo "== testing in $dir"
    results+=("$dir/results.xml")
    rm -f "$dir/results.xml"
    (cd "$dir" && ctest --parallel "$jobs" --output-on-failure --timeout 600 --output-junit results.xml \
        --test-output-size-passed 1000000 --test-output-size-failed 1000000 "$@" </dev/null) |
        grep -vE '^ +Start +[0-9]+:|^$|^Test project|^Label Time|sec\*proc' || true
}

stage_plain() {
    build build && check build
}

# The second compiler builds what the sanitizers run, so that both compilers stay free of warnings.
stage_sanitize() {
    export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
    command -v clang >/dev/null && local -x CC=clang
    build build-asan -DISMS_SANITIZE=address,undefined && check build-asan
}

# Where the kernel spreads addresses more widely than this sanitizer can follow, setarch keeps them together.
stage_threads() {
    local launcher=
    command -v clang >/dev/null && local -x CC=clang
    setarch "$(uname -m)" -R true 2>/dev/null && launcher="setarch;$(uname -m);-R"
    build build-tsan --target test_threads -DISMS_SANITIZE=thread "-DISMS_TEST_LAUNCHER=$launcher" &&
        check build-tsan -R '^test_threads$'
}

stage_python() {
    echo "== testing the Python package"
    rm -f build/python.xml
    results+=("$PWD/build/python.xml")
    mkdir -p build
    bash bindings/python/run_tests.sh "$PWD/build/python.xml" </dev/null || true # a missing file of results counts as a failure
}

stage_go() {
    build build || return 1
    echo "== testing the Go package"
    rm -f build/go.xml
    results+=("$PWD/build/go.xml")
    bash bindings/go/run_tests.sh "$PWD/build/go.xml" </dev/null || true # a missing file of results counts as a failure
}

# Flags of our own leave the hardening out: it sets automatic variables to zero and so hides what valgrind looks for.
stage_valgrind() {
    build build-valgrind -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O1 \
        "-DISMS_TEST_LAUNCHER=valgrind;-q;--leak-check=full;--errors-for-leak-kinds=definite,possible;--error-exitcode=9" &&
        check build-valgrind -L unit
}

bash examples/setup.sh test
for stage in "${stages[@]}"; do
    "stage_$stage" || true
done
exec python3 tests/support/count.py --unbuilt "$unbuilt" "${results[@]}"
