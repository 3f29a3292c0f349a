#!/usr/bin/env python3
"""Documents against the schemas in docs/schema, by validators that know nothing of the library: what the library writes they accept,
and what they refuse (bad.tsv, and documents of the library that were changed at random) the library refuses too.

usage: validate.py SOURCE ISMS GENERATED
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

GENERATED = 30
CHANGED = 80  # documents of each format


class Count:
    passed = failed = skipped = 0

    def check(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print("failed:", what)

    def skip(self, what):
        self.skipped += 1
        print(f"skipped: {what} is not there")


def json_validator(schema):
    try:
        import jsonschema
    except ImportError:
        return None
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def accepted_by_json(validator, path):
    error = next(validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))), None)
    return "" if error is None else f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def accepted_by_xsd(schema, path):
    run = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schema, path], capture_output=True, text=True)
    return "" if run.returncode == 0 else run.stderr[:400]


def bad_documents(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            form, text, why = line.split("\t")
            yield form, text, why


ODD_VALUES = ["", "bogus", "2026-02-30", "a b", 7, -1, 1.5, 1e300, True, None, [], [7], ["a b"], [[1]], {}, {"amount": "1"}]


def change_json(text, random):
    """Puts an odd value somewhere, renames a member or takes one away."""
    document = json.loads(text)
    places = []

    def walk(value):
        for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
            places.append((value, key))
            walk(value[key])

    walk(document)
    holder, key = random.choice(places)
    how = random.random()
    if how < 0.75:
        holder[key] = random.choice(ODD_VALUES)
    elif isinstance(holder, dict) and how < 0.85:
        holder[key + "x"] = holder.pop(key)
    else:
        del holder[key]
    return json.dumps(document)


def change_xml(text, random):
    """Changes an attribute's value, or an element's name, place or content."""
    import xml.etree.ElementTree as ET

    ET.register_namespace("", "urn:libisms:isms:1")
    root = ET.fromstring(text)
    parents = [(parent, child) for parent in root.iter() for child in parent if "unknown" not in str(parent.tag)]
    parent, child = random.choice(parents)
    how = random.random()
    if how < 0.5 and child.attrib:
        name = random.choice(list(child.attrib))
        child.set(name, random.choice(["", "bogus", "2026-02-30", "a b", "7", "1.5", "true"]))
    elif how < 0.6 and child.attrib:
        del child.attrib[random.choice(list(child.attrib))]
    elif how < 0.7:
        child.tag += "x"
    elif how < 0.8:
        child.text = "bogus"
    elif how < 0.9:
        parent.append(child)
    else:
        child.append(ET.Element("{urn:libisms:isms:1}risk"))
    return ET.tostring(root, encoding="unicode")


def check_changed(count, form, isms, judge, folder):
    """What a validator refuses of a changed document, the reader refuses too; strictly, where it is XML: XML Schema 1.0 has no words
    for the elements of later versions, which the reader keeps."""
    import random

    source = random.Random(form)
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob(f"*.{form}")) if not p.stem.startswith("nordlicht")]
    change, refused = {"json": change_json, "xml": change_xml}[form], 0
    path = folder / f"changed.{form}"
    for _ in range(CHANGED):
        text = change(source.choice(texts), source)
        path.write_text(text, encoding="utf-8")
        why = judge(path)
        if not why:
            continue
        refused += 1
        strict = ["--strict"] if form == "xml" else []
        run = subprocess.run([isms, "convert", *strict, path, folder / "out.json"], capture_output=True, text=True)
        count.check(run.returncode == 2, f"the library reads what the schema of {form} refuses: {why}")
    count.check(refused > CHANGED / 5, f"only {refused} of {CHANGED} changed {form} documents are refused by the schema")


def check_own_attributes(count, source, isms, has, judge, folder):
    """A host's own attributes: the JSON Schema that is written with them judges them; XML carries them where its schema allows it."""
    described, document = (source / "tests" / "schema" / f"own_{name}.json" for name in ("attributes", "document"))
    extension = ["--extension", described]
    if has["json"]:
        run = subprocess.run([isms, "schema", "--format", "json-schema", *extension], capture_output=True, text=True, check=True)
        validator = json_validator(json.loads(run.stdout))
        why = accepted_by_json(validator, document)
        count.check(not why, f"own attributes are not valid: {why}")
        record = json.loads(document.read_text(encoding="utf-8"))["risks"][0]
        for name in (name for name in record if name.startswith("acme_")):
            path = folder / "own.json"
            path.write_text(json.dumps({"libisms": "1.0", "risks": [{**record, name: {"odd": 1}}]}), encoding="utf-8")
            count.check(accepted_by_json(validator, path) != "", f"the schema accepts an object as {name}")
            run = subprocess.run([isms, "convert", path, folder / "own.xml", *extension], capture_output=True, text=True)
            count.check(run.returncode == 2 and name in run.stderr, f"the library reads an object as {name}")
    subprocess.run([isms, "convert", document, folder / "own.xml", *extension], check=True)
    if has["xml"]:
        why = judge["xml"](folder / "own.xml")
        count.check(not why, f"own attributes are not valid in XML: {why}")


def main():
    source, isms, generated = (pathlib.Path(a) for a in sys.argv[1:])
    schemas = source / "docs" / "schema"
    count = Count()
    validator = json_validator(json.loads((schemas / "isms.schema.json").read_text(encoding="utf-8")))
    has = {"json": validator is not None, "xml": shutil.which("xmllint") is not None}
    judge = {"json": lambda p: accepted_by_json(validator, p), "xml": lambda p: accepted_by_xsd(schemas / "isms.xsd", p)}
    if not has["json"]:
        count.skip("python3-jsonschema")
    if not has["xml"]:
        count.skip("xmllint (libxml2-utils)")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([generated, folder, str(GENERATED)], check=True)
        samples = sorted((source / "examples" / "data").glob("*.json")) + [source / "tests" / "data" / "every_kind.json"]
        for sample in samples:
            for form in ("json", "xml"):
                subprocess.run([isms, "convert", sample, folder / f"{sample.stem}.{form}"], check=True)
        for path in sorted(folder.iterdir()):
            form = path.suffix[1:]
            if has[form]:
                why = judge[form](path)
                count.check(not why, f"{path.name} is written but not valid: {why}")
        for form, text, what in bad_documents(source / "tests" / "schema" / "bad.tsv"):
            path = folder / f"bad.{form}"
            path.write_text(text, encoding="utf-8")
            run = subprocess.run([isms, "convert", path, folder / "out.json"], capture_output=True, text=True)
            count.check(run.returncode == 2, f"the library reads {what}: {text}")
            if has[form]:
                count.check(judge[form](path) != "", f"the schema accepts {what}: {text}")
            path.unlink()
        (folder / "out.json").unlink(missing_ok=True)
        for form in (f for f in ("json", "xml") if has[f]):
            check_changed(count, form, isms, judge[form], folder)
        check_own_attributes(count, source, isms, has, judge, folder)
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main())
