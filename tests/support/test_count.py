#!/usr/bin/env python3
"""The count of tests counts what it should: own counts, single entries, failures that nobody counted, skips."""
import pathlib
import subprocess
import sys
import tempfile

COUNT = pathlib.Path(__file__).with_name("count.py")


def entry(status, output="", inner=""):
    return f'<testcase name="t" status="{status}">{inner}<system-out>{output}</system-out></testcase>'


def counted(text, options):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "results.xml")
        path.write_text(text, encoding="utf-8")
        run = subprocess.run([sys.executable, COUNT, *options, path], capture_output=True, text=True, check=False)
    return run.stdout.splitlines()[-1], run.returncode


CASES = [
    ("a plain entry is one test", [entry("run")], (), "1 passed, 0 failed, 0 skipped", 0),
    ("a suite counts its own", [entry("run", "x\n5 passed, 0 failed, 2 skipped\n")], (), "5 passed, 0 failed, 2 skipped", 0),
    ("two numbers are enough", [entry("run", "7 passed, 0 failed")], (), "7 passed, 0 failed, 0 skipped", 0),
    ("a failure is a failure", [entry("fail", "4 passed, 3 failed", "<failure/>")], (), "4 passed, 3 failed, 0 skipped", 1),
    ("a bad end that nobody counted", [entry("fail", "4 passed, 0 failed", "<failure/>")], (), "4 passed, 1 failed, 0 skipped", 1),
    ("a crash", [entry("fail", "", "<failure/>")], (), "0 passed, 1 failed, 0 skipped", 1),
    ("an error before the test began", [entry("", "", "<error/>")], (), "0 passed, 1 failed, 0 skipped", 1),
    ("a skip", [entry("run"), entry("notrun", "", "<skipped/>")], (), "1 passed, 0 failed, 1 skipped", 0),
    ("a build that failed", [entry("run")], ("--unbuilt", "1"), "1 passed, 1 failed, 0 skipped", 1),
    ("nothing ran", [], (), "0 passed, 1 failed, 0 skipped", 1),
]

for broken in ("", "<testsuite><testcase"):
    CASES.append((f"results cut short: {broken!r}", broken, (), "0 passed, 1 failed, 0 skipped", 1))

wrong = 0
for sentence, entries, options, line, status in CASES:
    text = entries if isinstance(entries, str) else "<testsuite>" + "".join(entries) + "</testsuite>"
    got = counted(text, options)
    if got != (line, status):
        print(f"{sentence}: {got}, not {(line, status)}")
        wrong += 1
print(f"{len(CASES) - wrong} passed, {wrong} failed")
sys.exit(1 if wrong else 0)
