"""The example programs do what they say."""

import pathlib
import re
import subprocess
import sys

import pytest
from conftest import ROOT, SAMPLE

EXAMPLES = ROOT / "examples" / "python"


def run(name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, str(EXAMPLES / name), *arguments], capture_output=True, text=True)


def expected(name: str) -> str:
    return (EXAMPLES / "expected" / name).read_text(encoding="utf-8")


def test_top_risks_prints_a_table_and_a_reason() -> None:
    result = run("top_risks.py", str(SAMPLE), "3")
    assert result.stdout == expected("top_risks.txt"), result.stderr


def test_the_gate_fails_where_a_major_is_open() -> None:
    result = run("ci_gate.py", str(SAMPLE), "surveillance", "2026-06-30")
    assert (result.returncode, result.stdout) == (1, expected("ci_gate.txt")), result.stderr
    certifiable = SAMPLE.with_name("nordlicht-certifiable.json")
    assert run("ci_gate.py", str(certifiable), "stage2", "2026-06-30").returncode == 0


def test_a_register_becomes_a_ranked_table_and_a_picture(tmp_path: pathlib.Path) -> None:
    register, out = ROOT / "examples/data/registers/risks.csv", tmp_path / "chart.png"
    assert run("register_to_chart.py", str(register)).stdout == expected("register_to_chart.txt")
    pytest.importorskip("matplotlib")
    assert run("register_to_chart.py", str(register), str(out)).returncode == 0 and out.read_bytes().startswith(b"\x89PNG")


def test_the_chart_is_a_picture(tmp_path: pathlib.Path) -> None:
    pytest.importorskip("matplotlib")
    out = tmp_path / "chart.png"
    result = run("chart.py", str(SAMPLE), str(out))
    assert result.returncode == 0, result.stderr
    assert out.read_bytes().startswith(b"\x89PNG")


def test_ten_lines_print_what_they_print_in_c_and_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("ten_lines.py")
    assert result.stdout == (ROOT / "examples/c/expected/ten_lines.txt").read_text(encoding="utf-8"), result.stderr


PAGES = [ROOT / "README.md", ROOT / "bindings/python/README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = [(page, i, block) for page in PAGES for i, block in enumerate(re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.S))]


@pytest.mark.parametrize("page, number, block", BLOCKS, ids=lambda v: v.stem if isinstance(v, pathlib.Path) else v if isinstance(v, int) else "")
def test_every_example_of_the_documentation_runs(page: pathlib.Path, number: int, block: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    result = subprocess.run([sys.executable, "-c", "import matplotlib; matplotlib.use('Agg')\n" + block], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_the_readme_shows_the_ten_lines_as_they_are() -> None:
    lines = (EXAMPLES / "ten_lines.py").read_text(encoding="utf-8").split("\n", 1)[1]
    for page in (ROOT / "README.md", ROOT / "docs/index.md"):
        assert lines in page.read_text(encoding="utf-8"), page
