"""Histories, and attributes of one's own."""

import isms
import pytest

ACME = {
    "prefix": "acme",
    "enumerations": {"tiers": ["gold", "silver"]},
    "attributes": [
        {"type": "risk", "name": "tier", "kind": "enumeration", "target": "tiers", "doc": "class of service"},
        {"type": "risk", "name": "days", "kind": "integer"},
        {"type": "risk", "name": "assets", "kind": "reference", "target": "asset", "list": True},
    ],
}


def edited(extension=None):
    acme = isms.Model(extension=extension)
    with acme.change(by="Marta Klein", why="first assessment", when="2026-03-02"):
        acme.risks.create("R-1", title="Theft")
    with acme.change(by="Jo Lund", why="clearer", when="2026-06-30"):
        acme.risks["R-1"].title = "Theft of a laptop"
    return acme


def test_a_history_is_kept_read_and_gone_back_in(tmp_path):
    acme, history = edited(), isms.History()
    assert history.append(acme) == 2
    assert history.append(acme, after=acme.revision) == 0
    path = tmp_path / "acme.journal.ndjson"
    history.save(path)
    again = isms.History.open(path)
    assert [(e.number, e.kind, e.who, e.when, e.why) for e in again] == [
        (1, "change", "Marta Klein", "2026-03-02", "first assessment"),
        (2, "change", "Jo Lund", "2026-06-30", "clearer"),
    ]
    assert again[-1].changes == [isms.Change("risk", "R-1", "title", "Theft", "Theft of a laptop")]
    assert again.model(at="2026-03-31").risks["R-1"].title == "Theft"
    assert again.model().dumps() == acme.dumps()
    assert again.head == again[1].hash == history.head
    again.verify(head=history[0].hash, document=acme)
    with pytest.raises(IndexError):
        again[2]


def test_what_was_done_to_the_file_is_told(tmp_path):
    acme, history, path = edited(), isms.History(), tmp_path / "acme.journal.ndjson"
    history.append(acme)
    history.save(path)
    path.write_text(path.read_text().replace("clearer", "clearly"))
    with pytest.raises(isms.DataError) as error:
        isms.History.open(path)
    assert error.value.line == 3 and error.value.diagnostics[0].rule == "ISMS-JOURNAL-02"
    with pytest.raises(isms.DataError):
        history.verify(head="0" * 64)
    with pytest.raises(FileNotFoundError):
        isms.History.open(tmp_path / "none.ndjson")


def test_an_edit_past_the_journal_is_recorded():
    acme, history = edited(), isms.History()
    assert history.record(acme, who="A", when="2026-07-01", why="taken over") > 2
    assert history.record(acme) == 0
    acme.risks["R-1"].title = "Theft"
    with pytest.raises(isms.DataError):
        history.verify(document=acme)
    assert history.record(acme, who="B") == 1


def test_attributes_of_ones_own_are_like_any_other(tmp_path):
    acme = isms.Model(extension=ACME)
    asset = acme.assets.create("A-1")
    risk = acme.risks.create("R-1", title="Theft", acme_tier="gold", acme_days=5, acme_assets=[asset])
    assert (risk.acme_tier, risk.acme_days, risk.acme_assets) == ("gold", 5, [asset])
    assert acme.risks.column("acme_days") == [5] and acme.risks.column("acme_tier") == ["gold"]
    assert acme.risks.type.attributes["acme_tier"].values == ("gold", "silver")
    assert "acme_tier" not in isms.Model().risks.type.attributes
    assert asset.referrers("risks.acme_assets") == [risk]
    with pytest.raises(isms.ValueRefused):
        risk.acme_tier = "tin"
    for ending in ("json", "ndjson", "xml"):
        acme.save(tmp_path / f"a.{ending}")
        plain = isms.load(tmp_path / f"a.{ending}")
        with pytest.raises(AttributeError):
            plain.risks["R-1"].acme_tier
        assert isms.loads(plain.dumps(), extension=ACME).risks["R-1"].acme_days == 5
        assert isms.load(tmp_path / f"a.{ending}", extension=ACME).risks["R-1"].acme_tier == "gold"
    with pytest.raises(isms.DataError):
        isms.loads(acme.dumps().replace(b"gold", b"tin"), extension=ACME)
    with pytest.raises(isms.DataError):
        isms.Model(extension={"prefix": "Acme"})
    history = isms.History(extension=ACME)
    assert history.record(acme) > 4
    assert history.model().risks["R-1"].acme_tier == "gold"
    assert acme.snapshot().risks["R-1"].acme_days == 5
