#!/usr/bin/env python3
"""Documents against the schemas in docs/schema, by validators that know nothing of the library: what the library writes they accept,
and what they refuse (bad.tsv) the library refuses too.

usage: validate.py SOURCE ISMS GENERATED
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

GENERATED = 30


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
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main())
