"""Enumerations, closing, interruption, losses, reports and registers; memory under valgrind."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading

import pytest
from conftest import ROOT, SAMPLE

import isms


def test_enumerated_values_are_enumerations_and_texts(model: isms.Model):
    risk = model.risks.create("R-1", status=isms.enums.RiskStatus.CLOSED)
    assert risk.status is isms.enums.RiskStatus.CLOSED and risk.status == "closed" and str(risk.status) == "closed"
    risk.status = "open"
    assert risk.status == isms.enums.RiskStatus.OPEN and isinstance(risk.status.doc, str)
    assert risk.to_dict()["status"] == "open" and type(risk.to_dict()["status"]) is str
    assert "RiskStatus" in dir(isms.enums) and list(isms.enums.RiskStatus)
    with pytest.raises(AttributeError):
        isms.enums.NoSuchThing


def test_a_model_can_be_closed_and_its_results_stay():
    with isms.load(SAMPLE) as acme:
        top = acme.assess().top(1)[0]
        audit = acme.audit(as_of="2026-06-30")
        risk = acme.risks["R-001"]
    assert audit.headline and audit[0].message
    with pytest.raises(ValueError, match="closed"):
        risk.title
    with pytest.raises(ValueError, match="closed"):
        top.title
    acme.close()


def test_an_error_names_path_and_line():
    with pytest.raises(isms.DataError) as caught:
        isms.loads('{"libisms":"1.0",\n"risks":[{"id":"R 1"}]}', source="acme.json")
    assert (caught.value.path, caught.value.line) == ("acme.json", 2)
    assert isms.Error("E_IO", "nothing").path is None


def test_an_interrupt_stops_a_long_call():
    document = '{"libisms":"1.0","risks":[' + ",".join(f'{{"id":"R-{i}","title":"x"}}' for i in range(400_000)) + "]}"
    threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        isms.loads(document)
        signal.pause()  # where the machine was quicker


def test_losses_of_a_year(sample: isms.Model):
    loss = sample.quantify(trials=4096, seed=7)
    assert loss.trials == 4096 and loss.currency == "EUR" and loss.ids
    mean, high = loss.mean(), loss.quantile(0.95)
    assert mean.low <= mean.value <= mean.high and high.value > mean.value
    assert loss.mean(loss.ids[0]).value <= mean.value
    assert 0 <= loss.exceedance(high.value).value <= 0.06 and loss.tail_mean(0.95).value >= high.value
    curve = loss.curve(points=20)
    assert curve.probabilities == sorted(curve.probabilities, reverse=True) and len(curve.losses) == len(curve.probabilities)
    assert sample.quantify(trials=4096, seed=7).mean() == mean
    assert [row["mean"] for row in loss] == sorted((row["mean"] for row in loss), reverse=True)
    with pytest.raises(KeyError):
        loss.mean("no such risk")
    with pytest.raises(isms.Cancelled):
        sample.quantify(trials=2**18, progress=lambda done, total: True)


def test_losses_can_be_drawn(sample: isms.Model):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    assert sample.quantify(trials=1024).plot().get_xlabel() == "loss of a year in EUR"


def test_sections_of_the_report_come_as_text(sample: isms.Model):
    assert sample.report("risks", "csv", as_of="2026-06-30").count("\n") > len(sample.risks)
    with pytest.raises(isms.Error):
        sample.report("nonsense")


def test_every_section_comes_as_rows(sample: isms.Model):
    tables = {section: sample.table(section, as_of="2026-06-30") for section in isms.sections()}
    assert {"gap", "calendar", "plan", "review", "risks", "soa"} <= set(tables)
    assert len(tables["risks"]) >= len(sample.risks) and tables["gap"][0]["requirement"] == "4.1"


def test_what_becomes_of_the_risks_if_a_control_fails(sample: isms.Model):
    after = sample.what_if(fails=["C-49", "C-40"])
    assert len(after.all) >= len(after) == len(list(after)) == len(after.to_dicts())
    assert all(risk.certain != risk.possible and str(risk) and risk.state in ("current", "residual") for risk in after) and len(after) > 0
    assert all(record.type.name == "risk_acceptance" for record in after.broken)
    with pytest.raises(isms.ValueRefused):
        sample.what_if()
    with pytest.raises(isms.NotFoundError):
        sample.what_if(fails=["no such control"])


def test_registers_come_in(model: isms.Model):
    problems = model.import_files(ROOT / "examples/data/registers/risks.csv", scale="product-5x5:5,10,16")
    assert len(model.risks) > 10 and all(p.severity != "error" for p in problems)
    with pytest.raises(isms.Error):
        model.import_files("no-such-file.csv")


SCRIPT = """
import gc, isms
acme = isms.load({sample!r})
acme.assess().top(3)[0].explain(); acme.soa(as_of="2026-06-30").to_dicts(); acme.audit(as_of="2026-06-30").to_dicts(); acme.risks.to_columns()
acme.dumps("xml"); acme.quantify(trials=1024)
risk = acme.risks.create("R-999"); risk.delete()
try: risk.title
except isms.StaleError: pass
try: isms.loads("{{")
except isms.DataError: pass
then = acme.snapshot(); acme.close(); del acme, risk; gc.collect(); then.risks["R-001"].title; del then; gc.collect()
"""


def test_valgrind_finds_no_leak_and_no_use_after_free(tmp_path: pathlib.Path):
    if not shutil.which("valgrind"):
        pytest.skip("valgrind is not there")
    script = tmp_path / "use.py"
    script.write_text(SCRIPT.format(sample=str(SAMPLE)))
    command = ["valgrind", "--leak-check=full", "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite", "--num-callers=40", sys.executable, str(script)]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONMALLOC": "malloc"})
    assert run.returncode == 0, run.stderr[-2000:]
    blocks = re.split(r"==\d+== \n", run.stderr)
    ours = [b for b in blocks if re.search("Invalid|definitely lost|uninitialised", b) and "_isms.abi3" in b and "PyInit__isms" not in b]
    assert not ours, "\n".join(ours[:3])
