#!/usr/bin/env python3
"""Tries the program isms as somebody at a shell would: help, manual page, completions, and words that were mistyped.

usage: check.py PROGRAM SOURCE_DIR WRITTEN_DIR
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

program, source, written = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
sample = str(source / "examples/data/nordlicht.json")
wrong = []


def isms(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def expect(what, holds, seen=""):
    if not holds:
        wrong.append(what)
        print(f"not so: {what}\n    {str(seen)[:400]}")


def commands():
    lines = isms("--help").stdout.split("\n")
    first = lines.index("usage: isms COMMAND [ARGUMENTS] [OPTIONS]") + 2
    return [line.split()[0] for line in lines[first : lines.index("Begin with:") - 1]]


def every_help_has_an_example():
    for command in commands():
        text = isms(command, "--help").stdout
        expect(f"isms {command} --help shows an example", f"isms {command}" in text.partition("Example")[2], text)


def mistyped_words_are_recognised():
    for arguments, meant in (
        (["risk", sample], "risks"),
        (["help", "adit"], "audit"),
        (["audit", sample, "--asof", "2026-06-30"], "--as-of"),
        (["audit", sample, "--stage", "stage3"], "stage1"),
        (["audit", sample, "--profile", "sourc"], "source"),
        (["rules", "isms-soa-6"], "ISMS-SOA-06"),
        (["rules", "F-BO1"], "F-B01"),
        (["catalogue", "annexa"], "annex-a"),
        (["catalogue", "crosswalk", "gpdr"], "gdpr"),
        (["schema", "soa_entris"], "soa_entries"),
        (["risks", sample, "--explain", "R-0001"], "R-"),
        (["risks", sample, "--format", "jsn"], "json"),
        (["completion", "bsh"], "bash"),
        (["reference", "rule"], "rules"),
        (["method", "owasp.ratng"], "owasp.rating"),
        (["quantify", sample, "--engine", "exct"], "exact"),
        (["quantify", sample, "--format", "cvs"], "csv"),
        (["coverage", sample, "--framework", "gdrp"], "gdpr"),
        (["risks", sample, "--method", "iso27005.matrx5"], "iso27005.matrix5"),
        (["risks", sample, "--method", "RM-22"], "RM-2"),
        (["what-if", sample, "--fails", "C-499"], "C-49"),
    ):
        run = isms(*arguments)
        expect(f"isms {' '.join(arguments)} asks for {meant}", run.returncode == 2 and f"did you mean {meant}" in run.stderr, run.stderr)
    run = isms("catalogue", "qqqqqqqqqqqqqqqq")
    expect("a word that is like no other says where the list is", "isms catalogue lists them" in run.stderr, run.stderr)


def words_that_name_nothing_say_so():
    with tempfile.TemporaryDirectory() as folder:
        there = pathlib.Path(folder, "acme.json")
        expect("isms new writes a document", isms("new", "-o", str(there)).returncode == 0)
        before = there.read_bytes()
        for arguments, meant in (
            (["new", "-o", str(there)], "is there already"),
            (["check", sample, "--format", "csv"], "there are text, json"),
            (["check", folder], "Is a directory"),
            (["check", str(there) + ".not"], "No such file or directory"),
            (["convert", sample, f"{folder}/no/acme.xml"], "No such file or directory"),
            (["soa", sample, "-o", f"{folder}/no/soa.md"], "No such file or directory"),
            (["lint-matrix", "iso27005.matrx5"], "did you mean iso27005.matrix5"),
            (["quantify", sample, "--trials", "9223372036854775807"], "--trials is at most 67108864"),
            (["new", "acme"], "usage: isms new\n"),
            (["new", "-o", f"{folder}/acme.txt"], "acme.txt: no format has that ending"),
            (["import", sample, "-o", f"{folder}/acme.txt"], "acme.txt: no format has that ending"),
            (["import", "-"], "not standard input"),
            (["audit", sample, "--rules", "ISMS-SOA-144=off"], "there is no rule ISMS-SOA-144; did you mean ISMS-SOA-14?"),
            (["audit", sample, "--rules", "ISMS-SOA-14=of"], "did you mean off?"),
            (["audit", sample, "--rules", "ISMS-SOA-06=off"], "--rules sets rules of integrity and hygiene"),
            (["coverage", sample, "--framework", "gdpr", "--through", "soc2-2018"], "there is no framework soc2-2018; did you mean soc2-2017?"),
            (["coverage", sample, "--framework", "gdpr", "--set", "nix"], "there is no mapping_set nix"),
        ):
            run = isms(*arguments)
            expect(f"isms {' '.join(arguments)} says {meant}", run.returncode == 2 and meant in run.stderr, run.stderr)
        expect("a document that is there stays as it is", there.read_bytes() == before)


def registers_fill_a_new_document():
    with tempfile.TemporaryDirectory() as folder:
        there = f"{folder}/acme.json"
        register = pathlib.Path(folder, "soa.csv")
        register.write_text("Control ID,Control Name,Applicable,Status\n5.1,Policies,Yes,Implemented\nA.7.4,Cameras,No,\n")
        isms("new", "-o", there)
        run = isms("import", str(register), "-o", there)
        expect("the rows fill the entries that are there", "2       0       2" in run.stderr and run.returncode == 0, run.stderr)
        expect("and none of them is there twice", "ISMS-SOA-03" not in isms("check", there).stdout)
        run = isms("import", str(register), "-o", there)
        expect("once more changes nothing", "2       0       0         2" in run.stderr, run.stderr)


def steps_read_as_things_to_do():
    with tempfile.TemporaryDirectory() as folder:
        there = pathlib.Path(folder, "acme.json")
        documents = ",".join(f'{{"id":"D-{i}","title":"x","status":"published"}}' for i in range(9))
        there.write_text('{"libisms":"1.0","management_reviews":[],"documents":[' + documents + "]}")
        text = isms("audit", str(there), "--stage", "stage2", "--as-of", "2026-06-30").stdout
        expect("a goal that only waits for data is said so", "then only data are missing (INCOMPLETE):" in text, text)
        expect("a step about no record begins with what to do", " 1. Have top management" in text, text)
        expect("of many records a few are named", "D-0,D-1,D-2,D-3,D-4,D-5 and 3 more: " in text, text)


def pages_show_what_is_printed():
    readme, index = (pathlib.Path(source, page).read_text(encoding="utf-8") for page in ("README.md", "docs/index.md"))
    with tempfile.TemporaryDirectory() as folder:
        for line in isms("report", sample, "--as-of", "2026-06-30", "-o", folder).stdout.splitlines():
            if line.startswith(("Conclusion ", "Because ")):
                expect("the README ends as the quickstart does", line in readme, line)
    first = isms("audit", sample, "--as-of", "2026-06-30").stdout.splitlines()[:2]
    expect("and shows the first result", "\n".join(first).replace(sample, "nordlicht.json") in readme, first)
    verdict = isms("audit", sample, "--stage", "surveillance", "--as-of", "2026-06-30").stdout
    headline = next(line for line in verdict.splitlines() if line.startswith("MAINTAIN"))
    expect("the home page has the verdict", headline in index, headline)


def a_long_entry_of_a_journal_is_cut_short():
    with tempfile.TemporaryDirectory() as folder:
        journal = f"{folder}/acme.journal.ndjson"
        isms("journal", journal, "--add", sample)
        short, whole = isms("journal", journal).stdout, isms("journal", journal, "--all").stdout
        expect("the first hundred changes and how many more", short.count("\n") == 103 and "more; --all shows them" in short, short[-300:])
        expect("and all of them", whole.count("\n") > 10000 and "--all shows" not in whole, whole[-300:])


def limits_of_reading_can_be_set():
    def reading(limits):
        done = subprocess.run([program, "check", "-", "--limits", limits], capture_output=True, text=True, check=False,
                              input='{"libisms":"1.0","risks":[{"id":"R-1","title":"a long title","x":[[[1]]]},{"id":"R-2"}]}')
        return done.returncode, done.stderr
    for limits, rule in (("depth=3", "LIMIT-01"), ("text=10", "LIMIT-02"), ("record=20", "LIMIT-03"), ("records=1", "LIMIT-04"),
                         ("values=2", "LIMIT-05"), ("bytes=50", "LIMIT-06"), ("depth=9,records=1", "LIMIT-04")):
        status, told = reading(limits)
        expect(f"--limits {limits} is told as {rule}", status == 2 and f"[ISMS-{rule}]" in told, told)
        expect(f"--limits {limits} is told with its place", told.startswith("standard input:1:"), told)
    expect("limits that are not reached say nothing", reading("depth=9,text=99,bytes=999")[1] == "")
    for wrong in ("depth", "depth=", "depth=0", "depth=x", "depht=3", "=3"):
        expect(f"--limits {wrong} is wrong use", reading(wrong)[0] == 2 and "is none of depth=N" in reading(wrong)[1])


def mistyped_members_are_noted():
    with tempfile.TemporaryDirectory() as folder:
        there = pathlib.Path(folder, "acme.json")
        there.write_text('{"libisms":"1.0","document":{"titel":"x"},"assets":[{"id":"A-1","onwer":"P-1"},{"id":"A-2","onwer":"P-1"},'
                         '{"id":"A-3","import":{"Colour":"red"}}],"rsks":[]}')
        run = isms("check", str(there))
        expect("and the exit status stays", run.returncode == 0 and ": 0 errors, 0 warnings, 3 notes" in run.stdout, run.stdout)
        for said in ("asset A-1: the schema does not know onwer; it is kept as it is, in 1 other record too; did you mean owner?",
                     "document: the schema does not know titel; it is kept as it is; did you mean title?",
                     "acme.json:1:", "the schema does not know rsks; it is kept as it is; did you mean risks?"):
            expect(f"isms check says {said}", said in run.stdout, run.stdout)
        run = isms("check", str(there), "--strict")
        expect("strict reading refuses them", run.returncode == 2 and "onwer" in run.stderr and "import" not in run.stderr, run.stderr)


def manual_is_fresh_and_renders():
    page = written / "isms.1"
    expect("the manual page that is installed is the program's", page.read_text() == isms("manual").stdout)
    for tool in (["mandoc", "-T", "lint", "-W", "warning"], ["groff", "-man", "-ww", "-Tutf8", "-z"]):
        if not shutil.which(tool[0]):
            print(f"skipped: {tool[0]} is not there")
            continue
        run = subprocess.run([*tool, str(page)], capture_output=True, text=True)
        expect(f"{tool[0]} has nothing to say about it", run.returncode == 0 and not (run.stdout + run.stderr), run.stdout + run.stderr)
    text = page.read_text()
    for command in commands():
        expect(f"the manual tells of isms {command}", '.SS "isms ' + command.replace("-", "\\-") in text)


def bash_completes(line):
    script = f"source {written}/isms; COMP_WORDS=({line} ''); [[ {line!r} == *' ' ]] || unset 'COMP_WORDS[-1]'\n"
    script += "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _isms; printf '%s\\n' \"${COMPREPLY[@]}\""
    run = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=source)
    return run.stdout.split() + run.stderr.split()


def completions_work():
    for shell, name in (("bash", "isms"), ("zsh", "_isms"), ("fish", "isms.fish")):
        expect(f"the completion for {shell} is the program's", (written / name).read_text() == isms("completion", shell).stdout)
        if shutil.which(shell):
            run = subprocess.run([shell, "-n", str(written / name)], capture_output=True, text=True)
            expect(f"{shell} can read it", run.returncode == 0, run.stderr)
        else:
            print(f"skipped: {shell} is not there to read its completion")
    for line, found in (
        ("isms ", set(commands()) | {"--help", "--version"}),
        ("isms au", {"audit"}),
        ("isms audit --st", {"--stage"}),
        ("isms audit --stage rec", {"recertification"}),
        ("isms audit --profile ", {"source", "cb"}),
        ("isms rules ISMS-SOA-0", {f"ISMS-SOA-0{n}" for n in range(1, 10)}),
        ("isms catalogue annex-a-", {"annex-a-2013"}),
        ("isms schema soa_entr", {"soa_entry", "soa_entries"}),
        ("isms audit READ", {"README.md"}),
        ("isms audit --output READ", {"README.md"}),
    ):
        expect(f"bash completes `{line}`", set(bash_completes(line)) == found, bash_completes(line))


def pages_are_fresh():
    for page in ("formats", "presets", "rules"):
        kept = (source / f"docs/reference/{page}.md").read_text(encoding="utf-8")
        expect(f"docs/reference/{page}.md is fresh (cmake --build build --target reference)", kept == isms("reference", page).stdout)


def journal_is_kept_and_shows_what_is_done_to_it():
    with tempfile.TemporaryDirectory() as folder:
        journal, first, second = (f"{folder}/{name}" for name in ("acme.journal.ndjson", "first.json", "second.json"))
        shutil.copy(sample, first)
        text = pathlib.Path(first).read_text(encoding="utf-8")
        pathlib.Path(second).write_text(text.replace("Nordlicht Software GmbH", "Nordlicht SE"), encoding="utf-8")
        isms("fmt", first, second)
        for document, who, when in ((first, "Marta Klein", "2026-01-10"), (second, "Jo Lund", "2026-06-30T09:00:00Z")):
            run = isms("journal", journal, "--add", document, "--who", who, "--when", when, "--reason", "because")
            expect(f"{who} adds an entry", run.returncode == 0 and run.stdout.startswith("entry "), run.stderr)
        run = isms("journal", journal, "--top", "1")
        expect("the list says who, when, why and what", 'Jo Lund: because\n    document  ' in run.stdout and 'organization: "Nordlicht Software GmbH" -> "Nordlicht SE"' in run.stdout, run.stdout)
        head = run.stdout.split()[-1]
        for form, part in (("csv", '2,change,2026-06-30T09:00:00Z,Jo Lund,because,document,document,organization,'), ("json", '{"libisms":"1.0"')):
            run = isms("journal", journal, "--format", form)
            expect(f"the list is there as {form}", part in run.stdout, run.stdout)
        shutil.copy(journal, f"{folder}/other.ndjson")
        isms("journal", f"{folder}/other.ndjson", "--add", first, "--who", "=1+1")
        expect("a name is no formula in a spreadsheet", ',"\'=1+1",' in isms("journal", f"{folder}/other.ndjson", "--format", "csv").stdout)
        for arguments, document in ((["--at", "2026-06-29"], first), (["--entry", "1"], first), (["--at", "2026-06-30"], second)):
            run = isms("journal", journal, *arguments, "--to", "json")
            expect(f"{arguments} gives the document as it was", run.stdout == pathlib.Path(document).read_text(encoding="utf-8"), run.stderr)
        run = isms("journal", journal, "--head", head, "--document", second)
        expect("what is right is said to be", run.returncode == 0, run.stdout)
        run = isms("journal", journal, "--document", first)
        expect("another document is told by attribute", run.returncode == 1 and "organization is" in run.stdout, run.stdout)
        for arguments, said in ((["--entry", "0"], "a number from 1"), (["--entry", "3"], "the last entry is 2"), (["--at", "2026-01-09"], "begins later"),
                                (["--at", "2026-01-10", "--add", first], "one at a time"), (["--at", "2026-01-10", "--entry", "2"], "one at a time")):
            run = isms("journal", journal, *arguments, "--to", "json")
            expect(f"{arguments} is wrong use", run.returncode == 2 and said in run.stderr and not run.stdout, run.stderr)
        lines = pathlib.Path(journal).read_text(encoding="utf-8").splitlines(keepends=True)
        for left, status, said in (
            ([0, 1], 1, "ISMS-JOURNAL-05"),  # the end is cut off, which only the head shows
            ([0, 2], 1, "ISMS-JOURNAL-03"),
            ([0, 1, 1, 2], 1, "ISMS-JOURNAL-03"),
        ):
            pathlib.Path(journal).write_text("".join(lines[i] for i in left), encoding="utf-8")
            run = isms("journal", journal, "--head", head)
            expect(f"lines {left} are seen to be wrong", run.returncode == status and said in run.stdout + run.stderr, run.stdout + run.stderr)
        pathlib.Path(journal).write_text("".join(lines).replace("because", "despite"), encoding="utf-8")
        run = isms("journal", journal)
        expect("an altered entry is named with its line", run.returncode == 1 and ":2:1: error: entry 1 was altered" in run.stderr, run.stderr)
        run = isms("journal", f"{folder}/none.ndjson")
        expect("a journal that is not there is unreadable", run.returncode == 2, run.stderr)


def entries_that_are_added_at_the_same_time_are_all_there():
    with tempfile.TemporaryDirectory() as folder:
        journal, adding = f"{folder}/acme.journal.ndjson", []
        for i in range(8):
            document = pathlib.Path(folder, f"{i}.json")
            document.write_text(json.dumps({"libisms": "1.0", "risks": [{"id": "R-1", "title": str(i)}]}), encoding="utf-8")
            adding.append(subprocess.Popen([program, "journal", journal, "--add", document], stdout=subprocess.DEVNULL))
        expect("all of them are added", [process.wait() for process in adding] == [0] * 8)
        run = isms("journal", journal)
        expect("the journal has eight entries", "8 entries, each as it was written" in run.stdout, run.stdout)


def attributes_of_ones_own_are_checked_and_carried():
    with tempfile.TemporaryDirectory() as folder:
        about, document, other = (f"{folder}/{name}" for name in ("acme-attributes.json", "a.json", "a.xml"))
        pathlib.Path(about).write_text(
            '{"prefix":"acme","enumerations":{"tiers":["gold","silver"]},"attributes":['
            '{"type":"risk","name":"tier","kind":"enumeration","target":"tiers","doc":"class of service"},'
            '{"type":"risk","name":"days","kind":"integer"}]}', encoding="utf-8")
        pathlib.Path(document).write_text(
            '{"libisms":"1.0","risks":[{"id":"R-1","acme_days":5,"acme_tier":"gold"}]}', encoding="utf-8")
        run = isms("schema", "risk", "--extension", about)
        expect("the schema lists them", "acme_tier" in run.stdout and "enumeration acme_tiers" in run.stdout, run.stdout)
        run = isms("schema", "--format", "json-schema", "--extension", about)
        expect("the JSON Schema has them", '"acme_days": {' in run.stdout, run.stdout)
        expect("they are put in order", isms("fmt", document, "--extension", about).returncode == 0)
        text = pathlib.Path(document).read_text(encoding="utf-8")
        expect("in the order of the description", text.index("acme_tier") < text.index("acme_days"), text)
        isms("convert", document, other)
        isms("convert", other, document, "--extension", about)
        expect("they come back from XML", pathlib.Path(document).read_text(encoding="utf-8") == text)
        pathlib.Path(document).write_text(text.replace("gold", "tin"), encoding="utf-8")
        run = isms("check", document, "--extension", about)
        expect("a wrong value is told with its place", run.returncode == 2 and "acme_tier is" in run.stderr and "gold, silver" in run.stderr, run.stderr)
        expect("nobody else minds", isms("check", document).returncode == 0)
        run = isms("check", document, "--extension", document)
        expect("a description that is none is told", run.returncode == 2 and "ISMS-EXTENSION-01" in run.stderr, run.stderr)


for test in (every_help_has_an_example, mistyped_words_are_recognised, words_that_name_nothing_say_so, registers_fill_a_new_document, steps_read_as_things_to_do, limits_of_reading_can_be_set, mistyped_members_are_noted, a_long_entry_of_a_journal_is_cut_short, pages_show_what_is_printed,
             manual_is_fresh_and_renders, completions_work, pages_are_fresh,
             journal_is_kept_and_shows_what_is_done_to_it, entries_that_are_added_at_the_same_time_are_all_there,
             attributes_of_ones_own_are_checked_and_carried):
    test()
print(f"{len(commands())} commands tried, {len(wrong)} complaints")
sys.exit(1 if wrong else 0)
