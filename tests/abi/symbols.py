#!/usr/bin/env python3
"""Compares the interface three ways: prototypes in the headers, names in the symbol map, symbols of the shared library.

Each prototype must be in exactly one header, under that header's heading in the map, exported as a function, and documented
with the version that it came with.
usage: symbols.py INCLUDE MAP LIBRARY [--nm NM]
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys

PROTOTYPE = re.compile(r"\bISMS_API\b[^;{}]*?\b(isms_\w+)\s*\([^;{}]*\)\s*;", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def blanked(match):
    """A comment as blanks, so that positions and lines stay."""
    return re.sub(r"[^\n]", " ", match.group())


def comment_of(text, start, end):
    """The documentation of the prototype at text[start:end]: before it, or behind it on its last line."""
    behind = text[end:].split("\n", 1)[0].strip()
    if behind.startswith("/**<"):
        return text[end:].split("*/", 1)[0]
    before = text[:start].rstrip()
    if not before.endswith("*/"):
        return ""
    comment = before[before.rindex("/*"):]
    return comment if comment.startswith("/**") and not comment.startswith("/**<") and "@{" not in comment else ""


def group_of(text, start):
    """The comment of the group @{ ... @} that is open at a position, or nothing."""
    opened, closed = text.rfind("@{", 0, start), text.rfind("@}", 0, start)
    return text[text.rindex("/**", 0, opened):opened] if opened > closed else ""


def headers(include):
    """{function: header name}, and what is wrong with the prototypes."""
    found, wrong = {}, []
    for path in sorted(include.rglob("*.h")):
        text = path.read_text(encoding="utf-8")
        for prototype in PROTOTYPE.finditer(COMMENT.sub(blanked, text)):
            name = prototype.group(1)
            if name in found:
                wrong.append(f"{name}: declared in {found[name]} and in {path.name}")
            found[name] = path.name
            comment = comment_of(text, prototype.start(), prototype.end())
            if not comment:
                wrong.append(f"{name}: not documented in {path.name}")
            elif "@since" not in comment + group_of(text, prototype.start()):
                wrong.append(f"{name}: neither its documentation nor its group's says @since ({path.name})")
    return found, wrong


def symbol_map(path):
    """{function: heading above it}, and what is wrong with the map."""
    found, wrong, heading = {}, [], None
    text = path.read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip().startswith("#"):
            heading = line.strip(" #")
        for name in re.findall(r"\bisms_\w+(?=\s*;)", line.split("#")[0]):
            if name in found:
                wrong.append(f"{name}: twice in the map")
            found[name] = heading
    if re.search(r"isms\w*\*", text):
        wrong.append("the map has a wildcard")
    return found, wrong


def library(path, nm):
    """{symbol: nm's letter} of everything that the library exports, version nodes left out."""
    lines = subprocess.run([nm, "-D", "--defined-only", path], capture_output=True, text=True, check=True).stdout.splitlines()
    symbols = {}
    for line in lines:
        _, letter, name = line.split()
        if letter != "A":
            symbols[name.split("@")[0]] = letter
    return symbols


def compared(declared, mapped, exported):
    """What the three disagree about."""
    wrong = []
    places = {"in a header": declared, "in the map": mapped, "in the library": exported}
    for name in sorted(set(declared) | set(mapped) | set(exported)):
        missing = [place for place, names in places.items() if name not in names]
        if missing:
            wrong.append(f"{name}: not {' and not '.join(missing)}")
        elif mapped[name] != declared[name]:
            wrong.append(f"{name}: declared in {declared[name]}, listed in the map under {mapped[name]}")
        elif exported[name] != "T":
            wrong.append(f"{name}: exported, but not as a function")
    return wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("include", type=pathlib.Path)
    arguments.add_argument("map", type=pathlib.Path)
    arguments.add_argument("library")
    arguments.add_argument("--nm", default="nm")
    given = arguments.parse_args()

    declared, wrong = headers(given.include)
    mapped, wrong_in_map = symbol_map(given.map)
    wrong += wrong_in_map + compared(declared, mapped, library(given.library, given.nm))
    for line in wrong:
        print(line)
    by_header = collections.Counter(declared.values())
    print(f"{len(declared)} functions: " + ", ".join(f"{name} {count}" for name, count in sorted(by_header.items())))
    return 1 if wrong or not declared else 0


if __name__ == "__main__":
    sys.exit(main())
