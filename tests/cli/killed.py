#!/usr/bin/env python3
"""Kills isms while it saves: there is the old file or the new one, never a part. And a full disk is told, with the old file in place.

usage: killed.py PROGRAM FOLDER
"""
import glob
import json
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import time

program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
RISKS, KILLS = 4000, 40
wrong = []


def expect(what, holds):
    if not holds:
        wrong.append(what)
        print("not so:", what)


def document(title):
    risks = [{"id": f"R-{i}", "title": f"{title} {i}", "description": "x" * 200} for i in range(RISKS)]
    return json.dumps({"libisms": "1.0", "risks": risks})


def convert(source, target, **more):
    return subprocess.run([program, "convert", source, target], cwd=folder, capture_output=True, text=True, **more)


def beside():
    return glob.glob(str(folder / "target.*.isms-*"))


def kill_while_saving(source, target, random_wait):
    """Kills the program as soon as its new file is there, or a while after; says whether it was killed."""
    process = subprocess.Popen([program, "convert", source, target], cwd=folder)
    while process.poll() is None and not beside():
        pass
    time.sleep(random_wait)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def save_again(target):
    """Saves what is there already."""
    shutil.copy(folder / target, folder / f"copy-of-{target}")
    return convert(f"copy-of-{target}", target).returncode == 0


def a_save_that_is_killed_leaves_the_old_file_or_the_new_one(ending):
    target = f"target{ending}"
    for name in ("old", "new"):
        (folder / f"{name}.json").write_text(document(name))
        expect(f"{name} can be written", convert(f"{name}.json", f"{name}{ending}").returncode == 0)
    old, new = (folder / f"old{ending}").read_bytes(), (folder / f"new{ending}").read_bytes()
    start = time.monotonic()
    convert("old.json", target)
    span = time.monotonic() - start
    cut_short = left_behind = 0
    for i in range(KILLS):
        before = (folder / target).read_bytes()
        killed = kill_while_saving("new.json" if i % 2 else "old.json", target, random.uniform(0, span / 4) * (i % 4) / 4)
        cut_short += killed and (folder / target).read_bytes() == before
        expect(f"{target} is whole after kill {i}", (folder / target).read_bytes() in (old, new))
        if beside():
            left_behind += 1
            expect(f"the next save of {target} takes away what kill {i} left", save_again(target) and not beside())
    expect(f"some saves of {target} left a file behind", left_behind > 0)
    expect(f"some saves of {target} were cut short ({cut_short} of {KILLS})", cut_short > 0)
    expect("it can be saved afterwards", convert("new.json", target).returncode == 0 and (folder / target).read_bytes() == new)


def a_full_disk_is_told_and_the_old_file_stands():
    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000))

    shutil.copy(folder / "old.json", folder / "target.json")
    run = convert("new.json", "target.json", preexec_fn=little_room)
    expect("a save without room fails with a clear error", run.returncode == 2 and "no room is left" in run.stderr)
    expect("the old file stands", (folder / "target.json").read_bytes() == (folder / "old.json").read_bytes())
    expect("nothing is left beside it", not beside())
    if pathlib.Path("/dev/full").exists():
        with open("/dev/full", "w") as full:
            run = subprocess.run([program, "convert", "new.json", "-", "--to", "json"], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True)
        expect("a full standard output is told", run.returncode == 2 and "E_IO" in run.stderr)


shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
random.seed(1)
for form in (".json", ".ndjson"):
    a_save_that_is_killed_leaves_the_old_file_or_the_new_one(form)
a_full_disk_is_told_and_the_old_file_stands()
shutil.rmtree(folder)
print(f"{len(wrong)} complaints")
sys.exit(1 if wrong else 0)
