#!/usr/bin/env python3
"""Adds up the tests of JUnit files, as ctest and pytest write them, and prints `N passed, N failed, N skipped`.

A program that ends its output with such a line of its own counts as that many tests, any other one as one test.
usage: count.py [--unbuilt N] FILE...
"""
import argparse
import re
import sys
import xml.etree.ElementTree as xml

OWN_COUNT = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.MULTILINE)


def count(case):
    """(passed, failed, skipped) of one entry."""
    failed = case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail"
    own = OWN_COUNT.findall(case.findtext("system-out") or "")
    if case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
        return (0, 0, 1)
    if not own:
        return (0, 1, 0) if failed else (1, 0, 0)
    numbers = [int(n or 0) for n in own[-1]]
    if failed and numbers[1] == 0:  # it counted no failure and still ended badly: a leak, say
        numbers[1] = 1
    return tuple(numbers)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--unbuilt", type=int, default=0, help="builds that failed; each counts as a failed test")
    arguments.add_argument("files", nargs="*")
    given = arguments.parse_args()

    passed, failed, skipped = 0, given.unbuilt, 0
    for path in given.files:
        try:
            root = xml.parse(path).getroot()
        except (OSError, xml.ParseError):
            print(f"{path}: the tests did not run to their end")
            failed += 1
            continue
        for case in root.iter("testcase"):
            p, f, s = count(case)
            passed, failed, skipped = passed + p, failed + f, skipped + s
            if f:
                print(f"failed: {path}: {case.get('name')}")
    if passed + failed == 0:
        failed = 1
        print("no test ran")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
