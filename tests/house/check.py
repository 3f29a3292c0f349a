#!/usr/bin/env python3
"""Looks at the sources for what the house asks of every file and a compiler does not see.

- each C source stands in the CMakeLists.txt of its folder: none is forgotten, and no test is;
- a room of lib/ includes only its own headers, public ones, and those of rooms below it;
- parameters of public functions come in one order: options, allocator, diagnostics, the callback that takes the result;
- the first line of each source, header and script (behind #!) is a comment that says what it owns;
- no mark of unfinished work is left.
usage: check.py SOURCE_DIR
"""
import pathlib
import re
import sys

# Each room knows those before it (docs/contributing.md).
ROOMS = ["core", "schema", "model", "catalogue", "exchange", "risk", "control", "audit", "report"]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
PUBLIC = re.compile(r"\bISMS_API\s[^;(]*?(isms_\w+)\(([^;]*)\);")
PARAMETERS = ["_options *", "isms_allocator *", "isms_diagnostics *problems", "isms_write "]
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|HAC[K]|placeholde[r])\b")
FIRST_LINE = {".c": r"/\*|//", ".h": r"/\*", ".def": r"/\*", ".cpp": r"//|/\*", ".sh": "# ", ".py": '"""|# '}


def files(top, *patterns):
    folders = [top / name for name in ("lib", "include", "examples", "bindings", "tests", "docs", "pkgconfig")]
    found = (path for folder in folders for pattern in patterns for path in folder.rglob(pattern) if path.is_file())
    return sorted(path for path in found if "build" not in path.relative_to(top).parts[1:-1] or top / "tests/build" in path.parents)


def unlisted(top):
    """Sources that no CMakeLists.txt of their folder, or of one above, names."""
    for path in files(top, "*.c"):
        if top / "bindings/go" in path.parents:  # cgo compiles what stands in the folder
            continue
        lists = [folder / "CMakeLists.txt" for folder in path.parents if folder.is_relative_to(top) and folder != top]
        if not any(re.search(rf"(?<![\w.]){re.escape(path.name)}\b", listing.read_text(encoding="utf-8"))
                   for listing in lists if listing.exists()) and not used_by_script(path):
            if not list(path.parent.glob("*.go")):  # cgo compiles what lies beside its packages
                yield path, "in no CMakeLists.txt: it is never compiled"


def used_by_script(path):
    """Consumers of the installed library are built by scripts and projects of their own."""
    return any(path.name in other.read_text(encoding="utf-8") for other in path.parent.rglob("*") if other.suffix in (".sh", ".txt"))


def upward(top):
    for path in sorted((top / "lib").rglob("*.[ch]")):
        room = path.relative_to(top / "lib").parts[0]
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            other = name.split("/")[0] if "/" in name else room
            if other not in ROOMS or room not in ROOMS:
                yield path, f'includes "{name}", which is in no room that this check knows'
            elif ROOMS.index(other) > ROOMS.index(room):
                yield path, f'includes "{name}": {room} does not know {other}'


def parameters(top):
    for path in sorted((top / "include/isms").glob("*.h")):
        for name, given in PUBLIC.findall(path.read_text(encoding="utf-8")):
            places = [given.find(kind) for kind in PARAMETERS if kind in given]
            if places != sorted(places):
                yield path, f"{name}: its parameters stand in another order than elsewhere"


def first_lines(top):
    for path in files(top, *("*" + ending for ending in FIRST_LINE)):
        lines = path.read_text(encoding="utf-8").split("\n")
        first = lines[1] if lines[0].startswith("#!") and len(lines) > 1 else lines[0]
        if not re.match(FIRST_LINE[path.suffix], first):
            yield path, "its first line does not say what it owns"


def unfinished(top):
    for path in files(top, "*.[ch]", "*.def", "*.cpp", "*.py", "*.sh", "*.go", "*.cmake", "CMakeLists.txt"):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if UNFINISHED.search(line):
                yield path, f"line {number}: a mark of unfinished work"


def main():
    top = pathlib.Path(sys.argv[1]).resolve()
    wrong = 0
    for rule in (unlisted, upward, parameters, first_lines, unfinished):
        for path, what in rule(top):
            print(f"{path.relative_to(top)}: {what}")
            wrong += 1
    print(f"{len(files(top, '*.c', '*.h'))} sources looked at, {wrong} complaints")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
