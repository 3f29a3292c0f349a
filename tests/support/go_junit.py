#!/usr/bin/env python3
"""Turns the events of `go test -json` on standard input into a JUnit file on standard output; exits 1 where a test failed."""
import json
import sys
from xml.sax.saxutils import escape, quoteattr

output, ended, package_failed = {}, {}, None
for line in sys.stdin:
    event = json.loads(line)
    test = event.get("Test")
    if event["Action"] == "output":
        output.setdefault(test, []).append(event["Output"])
    elif event["Action"] in ("pass", "fail", "skip"):
        if test:
            ended[test] = event["Action"]
        else:
            package_failed = package_failed or event["Action"] == "fail"

if package_failed and "fail" not in ended.values():
    ended["the package builds"] = "fail"
    output["the package builds"] = output.get(None, [])
print("<testsuite>")
for test, how in ended.items():
    text = "".join(output.get(test, []))
    inside = {"pass": "", "skip": "<skipped/>", "fail": f"<failure>{escape(text)}</failure>"}[how]
    print(f"<testcase name={quoteattr(test)}>{inside}</testcase>")
    if how == "fail":
        sys.stderr.write(text)
print("</testsuite>")
sys.exit(1 if "fail" in ended.values() else 0)
