#!/usr/bin/env python3
"""Runs every command `isms ...` of the guides and of the page on controls, in a folder of its own in which examples/ lies.

usage: documented.py PROGRAM SOURCE_DIR
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
tried = wrong = 0
for page in (*sorted((source / "docs").glob("guide-*.md")), source / "docs/controls.md"):
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(source / "examples", pathlib.Path(folder) / "examples")
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
            for line in (line for line in block.splitlines() if line.startswith(("isms ", "cp "))):
                tried += 1
                environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
                run = subprocess.run(line, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
                if run.returncode > 1:  # 1 means that the data have findings
                    wrong += 1
                    print(f"{page.name}: {line}\n    {run.stderr.strip()}")
print(f"{tried} commands tried, {wrong} do not work")
sys.exit(1 if wrong or tried < 8 else 0)
