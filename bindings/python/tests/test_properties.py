"""Whatever is done to a model, it holds what a plain dictionary would, and what it writes reads back the same."""

import importlib.machinery
import pathlib

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import isms

keys = st.from_regex(r"[A-Za-z0-9._:-]{1,8}", fullmatch=True)
texts = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xD7FF), max_size=20)


class ModelLikeADictionary(RuleBasedStateMachine):
    """Records are made, changed, deleted, undone and redone, beside a dictionary."""

    @initialize()
    def begin(self):
        self.model, self.states, self.at = isms.Model(), [{}], 0

    def now(self):
        return self.states[self.at]

    def done(self, state):
        self.states, self.at = [*self.states[: self.at + 1], state], self.at + 1

    @rule(key=keys, title=texts)
    def create(self, key, title):
        try:
            self.model.risks.create(key, title=title)
        except isms.ValueRefused:
            assert key in self.now()
        else:
            assert key not in self.now()
            self.done({**self.now(), key: title})

    @precondition(lambda self: self.now())
    @rule(data=st.data(), title=texts)
    def change(self, data, title):
        key = data.draw(st.sampled_from(sorted(self.now())))
        before = self.model.revision
        self.model.risks[key].title = title
        if self.model.revision != before:
            self.done({**self.now(), key: title})

    @precondition(lambda self: self.now())
    @rule(data=st.data())
    def delete(self, data):
        key = data.draw(st.sampled_from(sorted(self.now())))
        self.model.risks[key].delete()
        self.done({k: v for k, v in self.now().items() if k != key})

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self):
        self.model.undo()
        self.at -= 1

    @precondition(lambda self: self.at + 1 < len(self.states))
    @rule()
    def redo(self):
        self.model.redo()
        self.at += 1

    @invariant()
    def holds_the_same(self):
        if hasattr(self, "model"):
            assert {r.id: r.title for r in self.model.risks} == self.now()
            assert dict(zip(self.model.risks.column("id"), self.model.risks.column("title"))) == self.now()
            assert isms.loads(self.model.dumps()).dumps() == self.model.dumps()


TestModelLikeADictionary = ModelLikeADictionary.TestCase
TestModelLikeADictionary.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_one_extension_module_serves_every_python_from_3_9():
    assert ".abi3.so" in importlib.machinery.EXTENSION_SUFFIXES
    assert [p.name for p in pathlib.Path(isms.__file__).parent.glob("*.so")] == ["_isms.abi3.so"]
    wheel = next(pathlib.Path(isms.__file__).parent.parent.glob("isms-*.dist-info")) / "WHEEL"
    assert "Tag: cp39-abi3-" in wheel.read_text(encoding="utf-8")
