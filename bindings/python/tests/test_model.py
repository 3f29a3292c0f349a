"""Models, registers and records read like Python."""

import datetime
import decimal
import gc
import pathlib

import pytest
from conftest import SAMPLE
from hypothesis import given
from hypothesis import strategies as st

import isms


def test_values_come_back_as_they_were_set(model: isms.Model) -> None:
    model.persons.create("P-1", title="Jo")
    risk = model.risks.create("R-1", title="Theft", assessed_on="2026-06-30", owner="P-1", tags=["a", "b"])
    risk.inherent.likelihood = 4
    risk["residual.level"] = "low"
    assert (risk.title, risk.tags, risk.inherent.likelihood) == ("Theft", ["a", "b"], 4)
    assert risk.assessed_on == datetime.date(2026, 6, 30)
    assert risk.owner.title == "Jo"
    assert risk.description is None
    risk.owner = None
    assert risk.owner is None


def test_a_reference_to_a_missing_record_is_its_id(model: isms.Model) -> None:
    risk = model.risks.create("R-1", owner="P-9")
    assert risk.owner == "P-9"
    model.persons.create("P-9", title="New")
    assert risk.owner.title == "New"
    assert model.persons["P-9"].referrers("risks.owner") == [risk]


def test_money_tables_and_groups(model: isms.Model) -> None:
    method = model.risk_methods.create("M-1")
    method.matrix = [["low", "mid"], ["mid", "high"]]
    method["levels[].id"] = ["low", "mid", "high"]
    method["levels[].decision"] = ["accept", "tolerate", "treat"]
    assert method.matrix[1] == ["mid", "high"]
    assert method.levels[2] == {"id": "high", "decision": "treat"}
    control = model.controls.create("C-1", cost=("8000.00", "EUR"))
    assert control.cost == isms.Money(decimal.Decimal("8000.00"), "EUR")


def test_wrong_values_are_refused_and_change_nothing(model: isms.Model) -> None:
    risk = model.risks.create("R-1", title="Theft")
    with pytest.raises(isms.ValueRefused):
        risk.status = "nonsense"
    with pytest.raises(isms.ValueRefused):
        risk.tags = ["fine", "\x01"]
    with pytest.raises(AttributeError):
        risk.no_such_thing = 1
    with pytest.raises(isms.ValueRefused):
        model.risks.create("R-1")
    with pytest.raises(isms.NotFoundError):
        model.risks["R-2"]
    assert risk.to_dict() == {"id": "R-1", "title": "Theft"}


def test_a_change_is_rolled_back_when_it_raises(model: isms.Model) -> None:
    risk = model.risks.create("R-1", title="before")
    with pytest.raises(RuntimeError):
        with model.change(by="me", why="try"):
            risk.title = "after"
            raise RuntimeError
    assert risk.title == "before"
    with model.change(by="me", why="for good", when="2026-06-30"):
        risk.title = "after"
    model.undo()
    assert risk.title == "before"
    model.redo()
    assert risk.title == "after"


def test_a_deleted_record_says_so(model: isms.Model) -> None:
    risk = model.risks.create("R-1")
    risk.delete()
    with pytest.raises(isms.StaleError):
        risk.id
    assert len(model.risks) == 0


def test_a_refused_document_names_every_problem() -> None:
    with pytest.raises(isms.DataError) as caught:
        isms.loads('{"libisms":"1.0","risks":[{"id":"R 1"},\n{"id":"R-2","title":3}]}', source="acme.json")
    assert [(d.rule, d.line) for d in caught.value.diagnostics] == [("ISMS-ID-02", 1), ("ISMS-KIND-01", 2)]
    assert "acme.json:2:" in str(caught.value)
    with pytest.raises(FileNotFoundError):
        isms.load("/no/such/file.json")


def test_progress_can_cancel_and_its_exception_comes_through() -> None:
    def stop(done: int, total: int) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        isms.load(SAMPLE, progress=stop)
    with pytest.raises(isms.Cancelled):
        isms.load(SAMPLE, progress=lambda done, total: True)


def test_documents_come_back_byte_for_byte(sample: isms.Model, tmp_path: pathlib.Path) -> None:
    assert sample.dumps() == SAMPLE.read_bytes()
    sample.save(tmp_path / "copy.json")
    assert (tmp_path / "copy.json").read_bytes() == SAMPLE.read_bytes()
    assert isms.loads(sample.dumps("ndjson"), format="ndjson").dumps() == sample.dumps()


def test_columns_hold_what_single_accesses_give(sample: isms.Model) -> None:
    columns = sample.risks.to_columns()
    for i, risk in enumerate(sample.risks):
        for path, values in columns.items():
            expected = risk.id if path == "id" else risk[path]
            if isinstance(expected, isms.Record):
                expected = expected.id
            if isinstance(expected, list):
                expected = [e.id if isinstance(e, isms.Record) else e for e in expected]
            if isinstance(expected, isms.Money):
                expected = str(expected.amount)
            if isinstance(values[i], isms.Money):
                continue
            assert values[i] == expected, path


def test_arrays_are_buffers(sample: isms.Model) -> None:
    likelihood = sample.risks.array("inherent.likelihood")
    assert likelihood.format == "q" and len(likelihood) == len(sample.risks)
    assert list(likelihood)[:3] == [r.inherent.likelihood or 0 for r in sample.risks][:3]


def test_a_snapshot_stays_and_cannot_be_written(model: isms.Model) -> None:
    risk = model.risks.create("R-1", title="then")
    then = model.snapshot()
    risk.title = "now"
    assert then.risks["R-1"].title == "then"
    with pytest.raises(isms.ReadOnlyError):
        then.risks["R-1"].title = "x"
    del model, risk
    gc.collect()
    assert then.risks["R-1"].title == "then"


def test_the_catalogue_reads_like_any_model() -> None:
    catalogue = isms.catalogue()
    assert len(catalogue.control_references) == 93
    assert catalogue.control_references["A.5.15"].theme == "organizational"
    assert catalogue.clauses["9.2.2"].title


@given(st.text())
def test_any_text_comes_back_or_is_refused(value: str) -> None:
    model = isms.Model()
    risk = model.risks.create("R-1")
    try:
        risk.title = value
    except (isms.ValueRefused, UnicodeEncodeError):
        return
    if "\x00" not in value:
        assert risk.title == value
        assert isms.loads(model.dumps()).risks["R-1"].title == value
