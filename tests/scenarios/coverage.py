#!/usr/bin/env python3
"""Says which functions of the public interface no scenario calls.

usage: coverage.py SOURCE_DIR
"""
import json
import pathlib
import re
import sys


def main():
    top = pathlib.Path(sys.argv[1])
    here = top / "tests/scenarios"
    exported = re.findall(r"\b(isms_[a-z0-9_]+);", (top / "lib/isms.map").read_text(encoding="utf-8"))
    rows = [line.split("\t") for line in (here / "exempt.tsv").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    exempt = {name: reason for name, reason in rows}
    called = set()
    for path in here.glob("*.json"):
        for step in json.loads(path.read_text(encoding="utf-8"))["steps"]:
            called.update(step.get("calls") or [step["call"]])
    missing = [name for name in exported if name not in called and name not in exempt]
    stale = [name for name in exempt if name in called or name not in exported]
    for name in missing:
        print(f"{name}: no scenario calls it")
    if missing:
        print("Add a step for each to a file of tests/scenarios (its README.md says how); then, where the library is built in build,")
        print("    cmake --build build --target scenarios_refresh")
    for name in stale:
        print(f"{name}: stands in exempt.tsv without need")
    print(f"{len(exported)} functions, {len(set(exported) & called)} in scenarios, {len(exempt)} exempt, {len(missing)} missing")
    return 1 if missing or stale else 0


if __name__ == "__main__":
    sys.exit(main())
