"""Results of the analyses, and the examples of the documentation."""

import doctest
import os
import pathlib
import re

import pytest
from conftest import ROOT

import isms


def test_risks_are_ranked_and_explained(sample: isms.Model) -> None:
    assessment = sample.assess()
    top = assessment.top(5)
    assert [r.current.rank for r in top] == sorted((r.current.rank for r in top), reverse=True)
    risk = assessment["R-007"]
    assert risk.current.level == "medium" and risk.present == "current"
    assert "matrix[3][3] = medium" in risk.explain()
    assert len(assessment.to_dicts()) == len(sample.risks)


def test_the_soa_has_a_row_for_each_control(sample: isms.Model) -> None:
    soa = sample.soa(as_of="2026-06-30")
    assert len(soa) >= 93 and soa[0].control == "A.5.1"
    assert not soa.complete and "A.8.30" in [row.control for row in soa if row.problems]
    with pytest.raises(AttributeError):
        soa[0].no_such_column


def test_the_audit_concludes_and_locates(sample: isms.Model) -> None:
    audit = sample.audit(stage="surveillance", as_of="2026-06-30")
    assert audit.conclusion == "MAINTAIN_PENDING_FOLLOW_UP" and audit.majors == 1
    assert audit[0].outcome == "MAJOR" and audit[0].rule == "ISMS-SOA-06"
    assert audit[0].location.startswith(str(ROOT)) and audit[0].fix
    assert set(audit.rules().values()) <= {"fired", "clear", "not determined", "not applicable"}
    with pytest.raises(ValueError):
        sample.audit(stage="nonsense")


def test_an_empty_model_is_not_a_clean_one(model: isms.Model) -> None:
    audit = model.audit(as_of="2026-06-30")
    assert len(audit) == 0 and audit.score == 0 and audit.conclusion == "INCOMPLETE"


def test_the_check_names_what_dangles(sample: isms.Model) -> None:
    assert "ISMS-REF-01" in [d.rule for d in sample.check(as_of="2026-06-30")]


def test_the_examples_of_the_readme_run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (pathlib.Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for block in re.findall(r"```python\n(.*?)```", text, re.S):
        exec(compile(block, "README.md", "exec"), {})
    assert "ISMS-SOA-06" in capsys.readouterr().out


def test_the_docstrings_hold() -> None:
    assert doctest.testmod(isms).failed == 0
    assert os.path.exists(os.path.join(os.path.dirname(isms.__file__), "py.typed"))
