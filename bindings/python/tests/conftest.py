"""What the tests share."""

import pathlib

import pytest

import isms

ROOT = pathlib.Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "examples" / "data" / "nordlicht.json"


@pytest.fixture()
def sample() -> isms.Model:
    return isms.load(SAMPLE)


@pytest.fixture()
def model() -> isms.Model:
    return isms.Model()
