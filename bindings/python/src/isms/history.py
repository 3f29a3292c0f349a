"""Histories: who changed what, when and why, chained by SHA-256 and kept in a file beside the document."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any, Iterator, List, Optional, Union

from . import schema
from ._core import Problems, check, sure, utf8
from ._isms import ffi, lib
from .model import Extension, Model, _model_options

_KINDS = {0: "change", 1: "undo", 2: "redo", 3: "found"}


@dataclass(frozen=True)
class Change:
    """One attribute of one record; None where there is no value. `id` says that the record came or went."""

    type: str
    record: str
    attribute: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Entry:
    """One committed change of a document."""

    number: int
    kind: str
    who: str
    when: str
    why: str
    hash: str
    changes: List[Change]


class History:
    """The entries of a journal: `History.open("acme.journal.ndjson")` verifies all of them.

    >>> import isms
    >>> acme, history = isms.Model(), isms.History()
    >>> with acme.change(by="Marta Klein", why="first assessment", when="2026-03-02"):
    ...     theft = acme.risks.create("R-1", title="Theft of a laptop")
    >>> history.append(acme)
    1
    >>> history[0].changes[-1]
    Change(type='risk', record='R-1', attribute='title', before=None, after='Theft of a laptop')
    """

    def __init__(self, extension: Extension = None, _pointer: Any = None) -> None:
        if _pointer is None:
            out = ffi.new("isms_history **")
            options, _keep = _options(extension)
            check(lib.isms_history_new(options, out), "new history")
            _pointer = ffi.gc(out[0], lib.isms_history_free)
        self._pointer = _pointer

    @classmethod
    def open(cls, path: Union[str, "os.PathLike[str]"], extension: Extension = None) -> "History":
        """Reads a history; raises DataError with the first entry that is not as it was written."""
        name, out, problems = os.fspath(path), ffi.new("isms_history **"), Problems()
        options, _keep = _options(extension)
        status = lib.isms_history_open(utf8(name), options, problems.pointer, out)
        if status == -30 and not os.path.exists(name):
            raise FileNotFoundError(2, "No such file", name)
        check(status, name, problems)
        return cls(_pointer=ffi.gc(out[0], lib.isms_history_free))

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes the history; the old file stands until the new one is whole."""
        check(lib.isms_history_save(self._pointer, utf8(os.fspath(path))), os.fspath(path))

    def append(self, model: Model, after: int = 0) -> int:
        """Adds an entry for each transaction of a model behind revision `after`; returns how many."""
        added = ffi.new("size_t *")
        check(lib.isms_history_append(self._pointer, model._pointer, after, added), "append")
        return int(added[0])

    def record(self, model: Model, who: Optional[str] = None, when: Optional[str] = None, why: Optional[str] = None) -> int:
        """Adds one entry for all in which a model differs; returns its number of changes, 0 where nothing differs."""
        changes = ffi.new("size_t *")
        check(lib.isms_history_record(self._pointer, model._pointer, utf8(who), utf8(when), utf8(why), changes), "record")
        return int(changes[0])

    def __len__(self) -> int:
        return int(lib.isms_history_count(self._pointer))

    def __getitem__(self, i: int) -> Entry:
        if i < 0:
            i += len(self)
        texts, count = [ffi.new("const char **") for _ in range(3)], ffi.new("size_t *")
        if i < 0 or lib.isms_history_entry(self._pointer, i, *texts, count) != 0:
            raise IndexError(i)
        who, when, why = (sure(t[0]) for t in texts)
        kind = _KINDS[lib.isms_history_kind(self._pointer, i)]
        return Entry(i + 1, kind, who, when, why, sure(lib.isms_history_hash(self._pointer, i)), [self._change(i, k) for k in range(count[0])])

    def _change(self, i: int, k: int) -> Change:
        type_, texts = ffi.new("isms_type *"), [ffi.new("const char **") for _ in range(4)]
        check(lib.isms_history_change(self._pointer, i, k, type_, *texts), "change")
        record, attribute, before, after = (sure(t[0]) for t in texts)
        return Change(schema.BY_ID[type_[0]].name, record, attribute, json.loads(before), json.loads(after))

    def __iter__(self) -> Iterator[Entry]:
        return (self[i] for i in range(len(self)))

    @property
    def head(self) -> str:
        """Hash of the last entry; worth keeping elsewhere, since only it shows that the end was cut off."""
        return sure(lib.isms_history_head(self._pointer))

    def model(self, count: Optional[int] = None, at: Optional[str] = None) -> Model:
        """The model as it was after `count` entries, or `at` a date or date-time; without either, as it is."""
        number = ffi.new("size_t *", len(self) if count is None else count)
        if at is not None:
            check(lib.isms_history_count_at(self._pointer, utf8(at), number), at)
        out = ffi.new("isms_model **")
        check(lib.isms_history_model(self._pointer, number[0], out), f"entry {number[0]}")
        return Model(ffi.gc(out[0], lib.isms_model_free))

    def verify(self, head: Optional[str] = None, document: Optional[Model] = None) -> None:
        """Raises DataError where no entry has the hash, or where the document is not what the last entry led to."""
        problems = Problems()
        pointer = ffi.NULL if document is None else document._pointer
        check(lib.isms_history_verify(self._pointer, utf8(head), pointer, problems.pointer), "verify", problems)


def _options(extension: Extension) -> Any:
    """Options of a history, and what keeps them alive."""
    model, keep = _model_options(extension)
    if model == ffi.NULL:
        return ffi.NULL, keep
    options = ffi.new("isms_history_options *", {"struct_size": ffi.sizeof("isms_history_options"), "model": model})
    return options, [*keep, options]
