"""What a wrong use says: the kind of the exception, and what was probably meant."""

import datetime

import pytest

import isms


def test_what_is_no_text_is_a_type_error(sample: isms.Model):
    for use in (lambda: sample.risks[0], lambda: sample.risks["R-001"].__setattr__("title", 3), lambda: isms.loads("{}", source=1)):
        with pytest.raises(TypeError, match="a text is needed, not int"):
            use()


def test_a_reference_takes_records_of_its_type_only(sample: isms.Model):
    risk = sample.risks["R-001"]
    owner, assets = risk.owner, risk.assets
    with pytest.raises(TypeError, match="owner refers to person records, not to <asset"):
        risk.owner = next(iter(sample.assets))
    with pytest.raises(TypeError, match="assets refers to asset records"):
        risk.assets = [next(iter(sample.persons))]
    assert (risk.owner, risk.assets) == (owner, assets)
    risk.owner = owner.id
    assert risk.owner == owner


def test_a_value_that_there_is_not_says_which_there_are(sample: isms.Model):
    with pytest.raises(isms.ValueRefused, match="'opn' is not one of .*open"):
        sample.risks["R-001"].status = "opn"
    with pytest.raises(isms.ValueRefused, match="not one of"):
        sample.risks["R-001"].treatment_options = ["modify", "modfy"]
    with pytest.raises(ValueError, match="stage3.*there are internal"):
        sample.audit(stage="stage3")
    with pytest.raises(ValueError, match="no profile 'x'; there are source, cb"):
        sample.audit(profile="x")
    for trials in (-1, 0, 1 << 27):
        with pytest.raises(ValueError, match="at most 67108864"):
            sample.quantify(trials=trials)
    assert sample.quantify(trials=3000).trials == 4096


def test_a_name_that_there_is_not_says_what_was_meant(sample: isms.Model):
    for use, error, said in (
        (lambda: sample.risk, AttributeError, "did you mean 'risks'"),
        (lambda: sample.risks["R-001"].titel, AttributeError, "did you mean 'title'"),
        (lambda: sample.risks.column("titel"), KeyError, "did you mean 'title'"),
        (lambda: sample.table("risk"), KeyError, "no section 'risk'; did you mean 'risks'"),
        (lambda: sample.assess(method="nix"), KeyError, "assess by nix"),
        (lambda: sample.risks.array("title"), TypeError, "column"),
    ):
        with pytest.raises(error, match=said):
            use()


def test_files_that_are_none_are_os_errors(tmp_path, sample: isms.Model):
    with pytest.raises(FileNotFoundError):
        isms.load(tmp_path / "none.json")
    with pytest.raises(IsADirectoryError):
        isms.load(tmp_path)
    with pytest.raises(OSError) as caught:
        sample.save(tmp_path / "no" / "acme.json")
    assert isinstance(caught.value, isms.FileError) and caught.value.status == "E_IO" and "acme.json" in str(caught.value)


def test_a_text_without_a_name_has_places_all_the_same():
    with pytest.raises(isms.DataError, match=r"\n2:17: error: the id of a record") as caught:
        isms.loads('{"libisms":"1.0",\n"risks":[{"id": "R 1"}]}')
    assert caught.value.line == 2 and caught.value.path is None


def test_results_are_indexed_as_lists_are(sample: isms.Model):
    audit, soa = sample.audit(as_of="2026-06-30"), sample.soa(as_of=datetime.date(2026, 6, 30))
    assert audit[-1] == list(audit)[-1] and audit[:2] == list(audit)[:2]
    assert soa["A.5.15"].control == "A.5.15" and soa[-1].control == soa[92].control and len(soa[:3]) == 3
    for wrong in (len(audit), -len(audit) - 1):
        with pytest.raises(IndexError):
            audit[wrong]
    with pytest.raises(KeyError, match="no control A.5.99"):
        soa["A.5.99"]
    after = sample.what_if(fails="C-49")
    assert list(after) == list(sample.what_if(fails=["C-49"])) and after[0] == list(after)[0]
    with pytest.raises(ValueError, match="name a control"):
        sample.what_if()


def test_a_representation_never_fails(sample: isms.Model):
    assert "more registers" in repr(sample)
    assert repr(isms.Model()) == "<isms.Model: no registers>"
    closed = isms.Model()
    closed.close()
    assert repr(closed) == "<isms.Model: closed>"
