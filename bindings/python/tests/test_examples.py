"""The example programs do what they say."""

import pathlib
import subprocess
import sys

import pytest
from conftest import ROOT, SAMPLE

EXAMPLES = ROOT / "examples" / "python"


def run(name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, str(EXAMPLES / name), *arguments], capture_output=True, text=True)


def test_top_risks_prints_a_table_and_a_reason() -> None:
    result = run("top_risks.py", str(SAMPLE), "3")
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.split("\n\n")[0].splitlines()) == 3 and "matrix[" in result.stdout


def test_the_gate_fails_where_a_major_is_open() -> None:
    result = run("ci_gate.py", str(SAMPLE), "surveillance", "2026-06-30")
    assert result.returncode == 1 and "A.8.30" in result.stdout
    certifiable = SAMPLE.with_name("nordlicht-certifiable.json")
    assert run("ci_gate.py", str(certifiable), "stage2", "2026-06-30").returncode == 0


def test_the_chart_is_a_picture(tmp_path: pathlib.Path) -> None:
    pytest.importorskip("matplotlib")
    out = tmp_path / "chart.png"
    result = run("chart.py", str(SAMPLE), str(out))
    assert result.returncode == 0, result.stderr
    assert out.read_bytes().startswith(b"\x89PNG")
