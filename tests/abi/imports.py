#!/usr/bin/env python3
"""Looks at the objects of the static library: no forbidden import or section (forbidden.tsv).

usage: imports.py FORBIDDEN ARCHIVE [--nm NM] [--readelf READELF]
"""
import argparse
import re
import subprocess
import sys

FORTIFIED = re.compile(r"^__(?:isoc\d\d_)?(\w+?)(?:_chk)?$")


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def rules(path):
    """[(compiled names, reason, objects that are excused)]"""
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                names, reason, excused = (line.rstrip("\n") + "\t").split("\t")[:3]
                rows.append((re.compile(f"(?:{names})"), reason, excused.split(",")))
    return rows


def imports(archive, nm):
    """(object, symbol) of everything undefined."""
    member = ""
    for line in output_of(nm, "-u", archive):
        if line.endswith(":"):
            member = line[:-1]
        elif line.strip():
            yield member, line.split()[-1].split("@")[0]


def sections(archive, readelf):
    """(object, section, size)"""
    member = ""
    for line in output_of(readelf, "-SW", archive):
        if line.startswith("File: "):
            member = re.sub(r".*\((.*)\)$", r"\1", line)
        section = re.match(r"\s*\[\s*\d+\]\s+(\.\S+)\s+\S+\s+[0-9a-f]+\s+[0-9a-f]+\s+([0-9a-f]+)", line)
        if section:
            yield member, section.group(1), int(section.group(2), 16)


def source_of(member):
    return member.removesuffix(".o")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("forbidden")
    arguments.add_argument("archive")
    arguments.add_argument("--nm", default="nm")
    arguments.add_argument("--readelf", default="readelf")
    given = arguments.parse_args()

    wrong, seen, objects = [], set(), set()
    table = rules(given.forbidden)
    for member, symbol in imports(given.archive, given.nm):
        seen.add(symbol)
        fortified = FORTIFIED.match(symbol)
        for names, reason, excused in table:
            matches = names.fullmatch(symbol) or (fortified and names.fullmatch(fortified.group(1)))
            if matches and source_of(member) not in excused:
                wrong.append(f"{source_of(member)}: {symbol}: {reason}")
    for member, section, size in sections(given.archive, given.readelf):
        objects.add(member)
        for names, reason, excused in table:
            if size and names.fullmatch(section) and source_of(member) not in excused:
                wrong.append(f"{source_of(member)}: {size} bytes in {section}: {reason}")
    for line in wrong:
        print(line)
    print(f"{len(objects)} objects, {len(seen)} names imported, {len(wrong)} forbidden")
    return 1 if wrong or not objects or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
