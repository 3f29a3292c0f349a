"""Columns say what single values say, for every register and attribute, and NumPy takes them without a copy."""

import json
import pathlib
import subprocess
import sys

import pytest

import isms
from isms.schema import Kind

BENCH = pathlib.Path(__file__).resolve().parents[1] / "bench" / "columns.py"


def plain(value):
    return value.id if isinstance(value, isms.Record) else [plain(v) for v in value] if isinstance(value, list) else value


def test_every_column_of_every_register_says_what_single_values_say(sample: isms.Model):
    compared = 0
    for register in sample.registers:
        for path, attribute in register.type.attributes.items():
            if attribute.kind in (Kind.GROUP, Kind.MONEY):
                continue
            assert register.column(path) == [plain(record[path]) for record in register], path
            compared += len(register)
    assert compared > 10_000


def test_texts_that_are_long_or_not_ascii_come_whole(model: isms.Model):
    titles = ["x" * 5000, "Schlüssel – verloren", "", "kurz"]
    for i, title in enumerate(titles):
        model.risks.create(f"R-{i}", title=title)
    model.risks.create("R-9")
    assert model.risks.column("title") == [*titles, None]
    assert model.risks.column("status") == [r.status for r in model.risks]


def test_an_empty_register_has_empty_columns(model: isms.Model):
    assert model.risks.column("title") == model.risks.column("inherent.likelihood") == model.risks.column("status") == []


def test_numpy_takes_numbers_without_a_copy(sample: isms.Model):
    numpy = pytest.importorskip("numpy")
    buffer = sample.risks.array("inherent.likelihood")
    array = numpy.asarray(buffer)
    assert numpy.shares_memory(array, numpy.frombuffer(buffer, dtype=numpy.int64))
    assert array.tolist() == [r.inherent.likelihood or 0 for r in sample.risks]


def test_the_benchmark_runs_and_all_ways_give_the_same_values():
    run = subprocess.run([sys.executable, str(BENCH), "--json", "500"], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout)["same_values"]
