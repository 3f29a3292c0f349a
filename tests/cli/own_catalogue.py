#!/usr/bin/env python3
"""What is said of Annex A is said of a copy of it that a host brings as records: the sample, with each control renamed to a
requirement of a framework of its own, gets the same rows.

usage: own_catalogue.py ISMS SOURCE FOLDER
"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys

program, source, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
failures = []

ATTRIBUTES = ["control_types", "security_properties", "cybersecurity_concepts", "operational_capabilities", "security_domains"]
# Sections that name controls only where records do, and those with a row for each control.
ALIKE = ["risks", "risk_groups", "assets", "plan", "calendar", "recorded", "requests", "review", "corrective", "audits",
         "effectiveness", "maturity", "steps", "heatmap", "overrides"]
BY_CONTROL = ["soa", "gap", "areas"]


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False).stdout


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def copy_of_annex_a():
    for place, line in enumerate(csv.DictReader(io.StringIO(run("catalogue", "annex-a")), delimiter="\t"), 1):
        control = {"id": "own:" + line["id"][2:], "framework": "own", "position": place}
        yield control | {a: line[a] for a in ("title", "theme")} | {a: line[a].split(",") for a in ATTRIBUTES if line[a]}


def twin_of(sample):
    twin = json.loads(re.sub(r'"A\.(\d+\.\d+)"', r'"own:\1"', json.dumps(sample)))
    for entry in twin["soa_entries"]:
        entry["added"] = True
    return twin | {"frameworks": [{"id": "own", "title": "Own copy"}], "requirements": list(copy_of_annex_a())}


def mapped(twin):
    pairs = [{"id": "M" + r["id"][4:], "framework": "own", "requirement": "A." + r["id"][4:], "target": r["id"],
              "relationship": "equal", "confidence": "high"} for r in twin["requirements"]]
    return twin | {"mappings": pairs}


def report(name, document):
    path = folder / f"{name}.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    run("report", path, "-o", folder / name, "--as-of", "2026-06-30")
    return {p.stem: p.read_text(encoding="utf-8") for p in (folder / name).glob("*.csv")}


def renamed(text):
    return re.sub(r"\bown:(\d)", r"A.\1", text)


def about_controls(text, pattern):
    """The rows of controls, but of those that rules of the pre-audit look at by their numbers in Annex A."""
    kept = [row for row in rows(text) if any(re.match(pattern, cell) for cell in row[:2])]
    return sorted(renamed(",".join(row)) for row in kept if not fixed & {renamed(cell) for cell in row[:2]})


def totals(path):
    """Of each framework: certainly met, partly. What else is possible is more, since of Annex A itself nothing is known."""
    lines = rows(run("coverage", path, "--through", "iso27001", "--as-of", "2026-06-30", "--format", "csv"))
    return [(line[0], line[3], line[5]) for line in lines if line[0] != "own"]


def same(what, one, other):
    if one != other:
        difference = [pair for pair in zip(one, other) if pair[0] != pair[1]]
        failures.append(f"{what}: {len(one)} and {len(other)}, {difference[:1]}")


folder.mkdir(parents=True, exist_ok=True)
sample = json.loads((source / "examples/data/nordlicht.json").read_text(encoding="utf-8"))
twin = twin_of(sample)
annex, own = report("annex", sample), report("own", twin)
fixed = {row[3] for row in rows(own["findings"]) if row[3].startswith("A.")}
for section in ALIKE:
    same(section, annex[section].splitlines(), renamed(own[section]).splitlines())
for section in BY_CONTROL:
    same(section, about_controls(annex[section], r"A\.\d+\.\d"), about_controls(own[section], r"own:"))
for fails in ["C-12", "C-40"]:
    same(f"what if {fails} fails", run("what-if", folder / "annex.json", "--fails", fails),
         run("what-if", folder / "own.json", "--fails", fails))
(folder / "mapped.json").write_text(json.dumps(mapped(twin)), encoding="utf-8")
same("coverage", totals(folder / "annex.json"), totals(folder / "mapped.json"))
print("\n".join(failures) or "the copy is treated as Annex A is")
sys.exit(bool(failures))
