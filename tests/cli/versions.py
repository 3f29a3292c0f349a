#!/usr/bin/env python3
"""Tries isms diff and isms merge on versions of a document in a real git repository, with isms merge as its merge driver.

usage: versions.py PROGRAM SOURCE_DIR FOLDER
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

program, source, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
wrong = []
NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


def run(*command):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, **NO_SETTINGS})


def git(*arguments):
    done = run("git", *arguments)
    if done.returncode:
        sys.exit(f"git {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def isms(*arguments):
    return run(program, *arguments)


def expect(what, holds, seen=""):
    if not holds:
        wrong.append(what)
        print(f"not so: {what}\n    {str(seen)[:2000]}")


def start_repository():
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    git("init", "-q", "-b", "main")
    git("config", "user.name", "A")
    git("config", "user.email", "a@example.org")
    git("config", "merge.isms.driver", f"'{program}' merge %O %A %B -o %A --name %P")
    (folder / ".gitattributes").write_text("*.json merge=isms\n*.ndjson merge=isms\n*.xml merge=isms\n")
    shutil.copy(source / "examples/data/nordlicht.json", folder / "acme.json")
    commit("start")


def commit(why):
    git("add", "-A")
    git("commit", "-q", "-m", why)


def change(edit, name="acme.json"):
    """Edits a document in place; xml and ndjson go through JSON."""
    path, plain = folder / name, folder / "edited.tmp.json"
    isms("convert", name, str(plain))
    document = json.loads(plain.read_text())
    edit(document)
    plain.write_text(json.dumps(document))
    expect(f"the edit of {name} can be written", isms("convert", str(plain), name).returncode == 0)
    plain.unlink()
    return path


def record(document, register, key):
    return next(r for r in document[register] if r["id"] == key)


def set_value(register, key, **values):
    return lambda document: record(document, register, key).update(values)


def on_branch(branch, *edits, name="acme.json"):
    git("switch", "-q", "-c", branch, "base")
    for edit in edits:
        change(edit, name)
    commit(branch)


def value(register, key, attribute, name="acme.json"):
    done = isms("convert", name, "-", "--to", "json")
    return record(json.loads(done.stdout), register, key).get(attribute)


def edits_of_different_attributes_merge():
    git("tag", "-f", "base")
    on_branch("one", set_value("risks", "R-001", title="One"), set_value("assets", "A-01", tags=["x", "one"]))
    on_branch("two", set_value("risks", "R-001", notes="Two"), set_value("assets", "A-01", tags=["x", "two"]),
              lambda d: d["risks"].append({"id": "R-900", "title": "New"}))
    done = run("git", "merge", "-q", "-m", "both", "one")
    expect("git merges what does not conflict", done.returncode == 0, done)
    expect("one side's title is there", value("risks", "R-001", "title") == "One")
    expect("the other side's notes are there", value("risks", "R-001", "notes") == "Two")
    expect("both tags are there", value("assets", "A-01", "tags") == ["one", "two", "x"], value("assets", "A-01", "tags"))
    expect("the new record is there", value("risks", "R-900", "title") == "New")


def edits_of_the_same_attribute_conflict():
    git("switch", "-q", "main")
    on_branch("three", set_value("risks", "R-002", title="Three"), set_value("risks", "R-003", title="Only three"))
    on_branch("four", set_value("risks", "R-002", title="Four"), lambda d: d["risks"].remove(record(d, "risks", "R-003")))
    done = run("git", "merge", "-m", "both", "three")
    said = done.stdout + done.stderr
    expect("git says that there are conflicts", done.returncode == 1, done)
    expect("the file is unmerged", "UU acme.json" in git("status", "--porcelain"))
    expect("the conflict is said with its three values", 'risk R-002: title: base "' in said and 'ours "Four" (kept), theirs "Three"' in said, said)
    expect("it has its lines", said.startswith("acme.json:") and "(acme.json (theirs):" in said and "(acme.json (base):" in said, said)
    expect("deleting what changed is said", "risk R-003: base there" in said and "ours deleted (kept), theirs changed" in said, said)
    expect("the file has what is ours", value("risks", "R-002", "title") == "Four")
    expect("the file is a document", isms("fmt", "acme.json").returncode == 0)
    git("add", "acme.json")
    git("commit", "-q", "-m", "settled")


def deleting_what_the_other_branch_refers_to_conflicts():
    git("switch", "-q", "main")
    on_branch("deletes", lambda d: d["assets"].append({"id": "A-90"}))
    git("tag", "-f", "base")
    on_branch("refers", lambda d: d["risks"].append({"id": "R-901", "title": "New", "assets": ["A-90"]}))
    git("switch", "-q", "deletes")
    change(lambda d: d["assets"].remove(record(d, "assets", "A-90")))
    commit("deletes")
    done = run("git", "merge", "-m", "both", "refers")
    said = done.stdout + done.stderr
    expect("git says that a reference conflicts", done.returncode == 1 and "UU acme.json" in git("status", "--porcelain"), done)
    expect("both places are said", said.startswith("acme.json (theirs):") and "risk R-901: assets: theirs refers to asset A-90 (acme.json (theirs):" in said, said)
    git("merge", "--abort")
    git("switch", "-q", "refers")
    done = run("git", "merge", "-m", "both", "deletes")
    expect("it conflicts the other way round", done.returncode == 1 and "ours refers to asset A-90 (acme.json:" in done.stdout + done.stderr, done)
    expect("what ours refers to stays", value("assets", "A-90", "id") == "A-90")
    git("merge", "--abort")


def a_journal_stays_ours_and_gets_one_more_entry():
    def note(who):
        done = isms("journal", "acme.journal.ndjson", "--add", "acme.json", "--who", who)
        expect(f"{who} adds an entry", done.returncode == 0, done)
        commit(who)

    git("switch", "-q", "main")
    with open(folder / ".gitattributes", "a") as attributes:
        attributes.write("*.journal.ndjson -text -merge\n")
    note("Start")
    git("tag", "-f", "base")
    for who, values in (("Left", {"title": "Left"}), ("Right", {"notes": "Right"})):
        on_branch(who, set_value("risks", "R-001", **values))
        note(who)
    done = run("git", "merge", "-m", "both", "Left")
    expect("only the journal conflicts", git("diff", "--name-only", "--diff-filter=U").split() == ["acme.journal.ndjson"], done)
    note("Merge")
    done = isms("journal", "acme.journal.ndjson", "--document", "acme.json")
    expect("the journal is whole and leads to the merged document", done.returncode == 0 and value("risks", "R-001", "title") == "Left", done)
    git("switch", "-q", "main")
    git("reset", "-q", "--hard", "HEAD~1")


def a_file_that_both_sides_made_merges():
    for branch, key in (("five", "R-1"), ("six", "R-2")):
        git("switch", "-q", "-c", branch, "base")
        (folder / "new.json").write_text(json.dumps({"libisms": "1.0", "risks": [{"id": key}]}))
        commit(branch)
    done = run("git", "merge", "-q", "-m", "both", "five")
    expect("git merges a file that both sides made", done.returncode == 0, done)
    document = json.loads((folder / "new.json").read_text())
    expect("it has the records of both", [r["id"] for r in document["risks"]] == ["R-1", "R-2"], document)


def other_formats_merge_too():
    for name in ("acme.ndjson", "acme.xml"):
        git("switch", "-q", "main")
        if isms("convert", "acme.json", name).returncode:  # a build without XML
            continue
        commit(name)
        git("tag", "-f", "base")
        on_branch("left" + name[-3:], set_value("risks", "R-001", notes="Left"), name=name)
        on_branch("right" + name[-3:], set_value("risks", "R-001", title="Right"), name=name)
        done = run("git", "merge", "-q", "-m", "both", "left" + name[-3:])
        expect(f"git merges {name}", done.returncode == 0, done)
        expect(f"{name} keeps its format", value("risks", "R-001", "notes", name) == "Left" and value("risks", "R-001", "title", name) == "Right")


def revisions_can_be_compared():
    git("switch", "-q", "one")
    done = isms("diff", "HEAD~1:acme.json", "acme.json")
    expect("a revision is read from git", done.returncode == 1 and '-> "One"' in done.stdout, done)
    expect("the same revision has no difference", isms("diff", "HEAD:acme.json", "acme.json").returncode == 0)
    done = isms("diff", "HEAD~99:acme.json", "acme.json")
    expect("a revision that is not there cannot be read, and only git and one line say so", done.returncode == 2 and "E_NOT_FOUND" in done.stderr and "ISMS-" not in done.stderr, done)
    expect("a form that is not there is wrong use", isms("diff", "acme.json", "acme.json", "--format", "yaml").returncode == 2)


def a_part_comes_back():
    git("switch", "-q", "-c", "parts", "base")
    expect("a part is written", isms("convert", "acme.json", "part.json", "--only", "risk/R-001,audits").returncode == 0)
    part = json.loads((folder / "part.json").read_text())
    expect("it has the risk and the register", [r["id"] for r in part["risks"]].count("R-001") == 1 and len(part["audits"]) > 1)
    expect("it says what it leaves out", "soa_entries" in part["document"]["partial"] and "audits" not in part["document"]["partial"])
    done = isms("import", "part.json", "-o", "acme.json")
    expect("it can be imported", done.returncode == 0, done)
    expect("nothing has changed by it", isms("diff", "HEAD:acme.json", "acme.json").returncode == 0)
    part["risks"] = [{"id": "R-001", "notes": "from the part"}]
    (folder / "part.json").write_text(json.dumps(part))
    isms("import", "part.json", "-o", "acme.json")
    changes = json.loads(isms("diff", "HEAD:acme.json", "acme.json", "--format", "json").stdout)
    expect("a change in the part is one change", [c.get("after") for c in changes] == ["from the part"], changes)
    expect("a record that is not there is said", isms("convert", "acme.json", "x.json", "--only", "risk/R-01").returncode == 2)
    git("restore", ".")


if not shutil.which("git"):
    print("skipped: git not there")
    sys.exit(77)
start_repository()
edits_of_different_attributes_merge()
edits_of_the_same_attribute_conflict()
deleting_what_the_other_branch_refers_to_conflicts()
a_journal_stays_ours_and_gets_one_more_entry()
a_file_that_both_sides_made_merges()
other_formats_merge_too()
revisions_can_be_compared()
a_part_comes_back()
shutil.rmtree(folder)
print(f"{len(wrong)} complaints")
sys.exit(1 if wrong else 0)
