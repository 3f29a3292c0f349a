"""The scenarios that all languages run: the same bytes here as in C and Go."""

import pathlib

import pytest

import scenario_runner

FILES = sorted((scenario_runner.ROOT / "tests/scenarios").glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_bytes_are_those_of_the_other_languages(path: pathlib.Path, tmp_path, monkeypatch):
    (tmp_path / "data").symlink_to(scenario_runner.ROOT / "examples/data")
    monkeypatch.chdir(tmp_path)
    lines, expected = scenario_runner.run(path)
    for number, (line, want) in enumerate(zip(lines, expected), 1):
        assert line == want, f"call {number}"
    assert len(lines) == len(expected)
