#!/usr/bin/env python3
"""Writes the lines that scenarios expect anew, from what the C runner prints.

usage: refresh.py RUNNER FILE...
"""
import json
import pathlib
import subprocess
import sys


def laid_out(scenario):
    """A step a line, and a line a line."""
    steps = ",\n".join("    " + json.dumps(step, ensure_ascii=False) for step in scenario["steps"])
    lines = ",\n".join("    " + json.dumps(line, ensure_ascii=False) for line in scenario["expect"])
    title = json.dumps(scenario["title"], ensure_ascii=False)
    return f'{{\n  "title": {title},\n  "steps": [\n{steps}\n  ],\n  "expect": [\n{lines}\n  ]\n}}\n'


def main():
    for path in map(pathlib.Path, sys.argv[2:]):
        scenario = json.loads(path.read_text(encoding="utf-8"))
        run = subprocess.run([sys.argv[1], "--print", str(path)], capture_output=True, check=False)
        if run.returncode:
            sys.exit(f"{path.name}: the runner ended with {run.returncode}: {run.stderr.decode()}")
        scenario["expect"] = run.stdout.decode("utf-8").splitlines()
        path.write_text(laid_out(scenario), encoding="utf-8")
        print(f"{path.name}: {len(scenario['expect'])} calls")


if __name__ == "__main__":
    main()
