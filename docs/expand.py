#!/usr/bin/env python3
"""Prints a header for Doxygen, with the enumerators that come from .def files written out.

Doxygen does not follow an #include inside an enumeration. The C preprocessor does; the comment behind the macro goes through
it as a call and becomes a comment again. All that stands for one #include goes to its line, so that the lines that Doxygen
names are those of the header.
usage: expand.py HEADER
"""
import os
import pathlib
import re
import subprocess
import sys

DEFINE = re.compile(r"(#define ISMS_\w+\([^)]*\)\s+.*)/\*\*< (\w+) \*/")
INCLUDE = re.compile(r"#include <isms/\w+\.def>")
MARKED = re.compile(r'ISMS__DOC\(((?:\s*"(?:[^"\\]|\\.)*")+)\s*\)')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def comment(call):
    text = "".join(STRING.findall(call.group(1)))
    return "/**< " + re.sub(r"\\(.)", r"\1", text) + " */"


def enumerators(define, include, folder):
    """What the preprocessor makes of a definition and an #include, in one line."""
    command = [os.environ.get("CC", "cc"), "-E", "-P", "-xc", "-I", folder, "-"]
    run = subprocess.run(command, input=f"{define}\n{include}\n", capture_output=True, text=True, check=True)
    return MARKED.sub(comment, " ".join(run.stdout.split()))


def main():
    header = pathlib.Path(sys.argv[1]).resolve()
    folder = next((parent for parent in header.parents if parent.name == "include"), header.parent)
    text = header.read_text(encoding="utf-8")
    # A definition over several lines becomes one, and as many empty lines.
    text = re.sub(r"(?:[^\n]*\\\n)+[^\n]*", lambda m: re.sub(r"\s*\\\n\s*", " ", m.group()) + "\n" * m.group().count("\n"), text)
    define = None
    for line in text.split("\n"):
        found = DEFINE.match(line)
        if found:
            define, line = f"{found.group(1)}ISMS__DOC({found.group(2)})", ""
        elif define and INCLUDE.match(line):
            define, line = None, enumerators(define, line, folder)
        print(line)


if __name__ == "__main__":
    main()
