#!/usr/bin/env python3
"""The commands on risk, run on the sample as their user would.

usage: risk.py ISMS SOURCE
"""
import csv
import io
import json
import subprocess
import sys

program, source = sys.argv[1:3]
SAMPLE = source + "/examples/data/nordlicht.json"
failures = []


def run(*arguments, status=0):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != status:
        failures.append(f"{' '.join(arguments)}: exit status {done.returncode}, not {status}: {done.stderr}")
    return done.stdout


def holds(what, condition):
    if not condition:
        failures.append(what)


risks = json.loads(run("risks", SAMPLE, "--format", "json"))
holds("every risk has a row", len(risks) == len(json.load(open(SAMPLE, encoding="utf-8"))["risks"]))
holds("a preset can be used for all risks", "iso27005.matrix5 version 1" in run("risks", SAMPLE, "--method", "iso27005.matrix5",
                                                                                 "--explain", "R-008"))
run("risks", SAMPLE, "--method", "no.such", status=2)
text = run("risks", SAMPLE, "--explain", "R-008")
for words in ("likelihood - 1 gives", "its share of the whole", "(from A-03)", "acceptance RA-11", "linter:", "loss a year in EUR"):
    holds(f"an explanation says: {words}", words in text)
tree = json.loads(run("risks", SAMPLE, "--explain", "R-008", "--format", "json"))
holds("an explanation has a state each", [state["state"] for state in tree] == ["inherent", "current", "residual"])
holds("JSON is canonical", all(list(state) == sorted(state) for state in tree))
holds("owners have their highest level", "Okan Yildirim" in run("risks", SAMPLE, "--by", "owner"))
run("risks", SAMPLE, "--by", "moon", status=2)
holds("inherited worth is shown", "inherited, lowered" in run("assets", SAMPLE))

once = run("quantify", SAMPLE, "--trials", "4096", "--format", "csv")
holds("the same seed gives the same bytes", once == run("quantify", SAMPLE, "--trials", "4096", "--format", "csv"))
rows = list(csv.DictReader(io.StringIO(once)))
holds("controls never raise a loss", all(float(row["mean"]) <= float(row["inherent"]) for row in rows))
text = run("quantify", SAMPLE, "--trials", "4096", "--tornado", "--by", "owner", status=1)
for words in ("To know the mean of all to 1 %", "Expected loss a year by owner", "at its 10 % and its 90 % quantile", "EXCEEDED"):
    holds(f"quantify says: {words}", words in text)
run("quantify", SAMPLE, "--engine", "exact", status=2)
holds("treatments are chosen under a budget", "* the best set" in run("treatments", SAMPLE, "--budget", "60000", "--quiet"))

holds("a control that fails costs more", "more." in run("what-if", SAMPLE, "--fails", "C-40", status=1))
run("what-if", SAMPLE, "--late", "C-42", "--days", "90")
holds("methods are compared", "would be decided on differently" in run("compare", SAMPLE, "--against",
                                                                       "iso27005.matrix5,nist80030.risk", status=1))
run("lint-matrix", "owasp.matrix")
run("lint-matrix", "ebios.matrix", status=1)
for method, inputs, answer in (
        ("ebios.stakeholder", ["dependency=4", "penetration=3", "maturity=2", "trust=2"], "zone = danger"),
        ("nist80030.chain", ["initiation=H", "adverse_impact=M", "impact=VH"], "level = H"),
        ("cvss31.base", "av=N ac=L pr=N ui=N scope=C c=H i=H a=H".split(), "score = 10 "),
        ("fmea.rpn", ["severity=8", "occurrence=3", "detection=5"], "rpn = 120"),
        ("dread.mean", "damage=8 reproducibility=10 exploitability=7 affected=10 discoverability=5".split(), "score = 8 ")):
    holds(f"{method} gives {answer}", answer in run("method", method, *inputs))
for line in run("method").splitlines():
    holds(f"{line.split()[0]} can be shown", "source: " in run("method", line.split()[0]))
run("method", "ebios.stakeholder", "dependency=4", "penetration=3", "maturity=0", "trust=2", status=2)

for failure in failures:
    print(failure)
print(f"{len(failures)} failures")
sys.exit(1 if failures else 0)
