"""Models, registers and records."""

from __future__ import annotations

import datetime
import decimal
import json
import os
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple, Union

from . import enums, schema
from ._core import Callback, NotFoundError, Problems, ValueRefused, check, from_day, meant, sure, text, to_day, utf8
from ._isms import ffi, lib
from .schema import Attribute, Kind, Type

if TYPE_CHECKING:
    from .analysis import Assessment, Audit, Comparison, Soa
    from .loss import Loss

Date = Union[None, str, datetime.date]
Progress = Optional[Callable[[int, int], Any]]
Extension = Union[None, str, Dict[str, Any]]


class Money(NamedTuple):
    """An exact amount with its ISO 4217 currency."""

    amount: decimal.Decimal
    currency: str


class Group:
    """Attributes that belong together, such as `risk.inherent`: `risk.inherent.likelihood`."""

    __slots__ = ("_path", "_record")
    _path: str
    _record: "Record"

    def __init__(self, record: "Record", path: str) -> None:
        object.__setattr__(self, "_record", record)
        object.__setattr__(self, "_path", path)

    def __getattr__(self, name: str) -> Any:
        return self._record._get(f"{self._path}.{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        self._record._set(f"{self._path}.{name}", value)

    def __repr__(self) -> str:
        inside = {p: self._record._get(p) for p in self._record._type.attributes if p.startswith(self._path + ".")}
        return f"<{self._path} of {self._record!r}: " + ", ".join(f"{k}={v!r}" for k, v in inside.items() if v not in (None, [])) + ">"


class Record:
    """A record: `risk.title`, `risk.owner.title`, `risk.inherent.likelihood`; None where a value is absent."""

    __slots__ = ("_id", "_model", "_type")
    _model: "Model"
    _id: int
    _type: Type

    def __init__(self, model: "Model", record: int, type_: Type) -> None:
        object.__setattr__(self, "_model", model)
        object.__setattr__(self, "_id", record)
        object.__setattr__(self, "_type", type_)

    @property
    def id(self) -> str:
        """The id that people gave it."""
        key = text(lib.isms_record_key(self._model._pointer, self._id))
        if key is None:
            check(-10, f"{self._type.name} record")
        return key or ""

    @property
    def type(self) -> Type:
        return self._type

    @property
    def location(self) -> Tuple[str, int, int]:
        """Document, line and column it was read from; ("", 0, 0) where it was not."""
        source, line, column = ffi.new("const char **"), ffi.new("uint32_t *"), ffi.new("uint32_t *")
        check(lib.isms_record_location(self._model._pointer, self._id, source, line, column), self._type.name)
        return sure(source[0]), line[0], column[0]

    def _attribute(self, path: str) -> Attribute:
        attribute = self._type.attributes.get(path) or self._type.attributes.get(path + "[]")
        if attribute is None:
            raise AttributeError(f"{self._type.name} has no attribute {path!r}{meant(path, self._type.attributes)}")
        return attribute

    def __getattr__(self, name: str) -> Any:
        return self._get(name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._set(name, value)

    def __getitem__(self, path: str) -> Any:
        return self._get(path)

    def __setitem__(self, path: str, value: Any) -> None:
        self._set(path, value)

    def _get(self, path: str) -> Any:
        a = self._attribute(path)
        if a.kind == Kind.GROUP:
            return _items(self, a) if a.is_list else Group(self, a.path)
        if a.kind == Kind.TABLE:
            return self._table(a)
        return [self._item(a, i) for i in range(self._count(a))] if a.is_list else self._single(a)

    def _count(self, a: Attribute) -> int:
        return int(lib.isms_list_count(self._model._pointer, self._id, a.id))

    def _single(self, a: Attribute) -> Any:
        m, r = self._model._pointer, self._id
        if not lib.isms_has(m, r, a.id):
            return None
        if a.kind == Kind.INTEGER:
            return lib.isms_integer(m, r, a.id, 0)
        if a.kind == Kind.REAL:
            return lib.isms_real(m, r, a.id, 0.0)
        if a.kind == Kind.BOOLEAN:
            return bool(lib.isms_boolean(m, r, a.id, 0))
        if a.kind == Kind.DATE:
            return from_day(lib.isms_day_of(m, r, a.id))
        if a.kind == Kind.MONEY:
            amount, currency = ffi.new("const char **"), ffi.new("const char **")
            check(lib.isms_get_money(m, r, a.id, amount, currency), a.path)
            return Money(decimal.Decimal(sure(amount[0])), sure(currency[0]))
        if a.kind == Kind.REFERENCE:
            return self._model._record_or_key(lib.isms_link(m, r, a.id), lib.isms_link_key(m, r, a.id), a)
        value = text(lib.isms_text(m, r, a.id))
        return enums.named(a.target, value) if a.kind == Kind.ENUM else value

    def _item(self, a: Attribute, i: int) -> Any:
        m, r = self._model._pointer, self._id
        if a.kind == Kind.INTEGER:
            out = ffi.new("int64_t *")
            return out[0] if lib.isms_list_integer(m, r, a.id, i, out) == 0 else None
        if a.kind == Kind.REAL:
            real = ffi.new("double *")
            return real[0] if lib.isms_list_real(m, r, a.id, i, real) == 0 else None
        if a.kind == Kind.REFERENCE:
            return self._model._record_or_key(lib.isms_list_link(m, r, a.id, i), lib.isms_list_key(m, r, a.id, i), a)
        value = text(lib.isms_list_text(m, r, a.id, i))
        return enums.named(a.target, value) if a.kind == Kind.ENUM and value is not None else value

    def _table(self, a: Attribute) -> List[List[str]]:
        m, r = self._model._pointer, self._id
        return [
            [sure(lib.isms_table_text(m, r, a.id, row, c)) for c in range(lib.isms_table_column_count(m, r, a.id, row))]
            for row in range(lib.isms_table_row_count(m, r, a.id))
        ]

    def _set(self, path: str, value: Any) -> None:
        a = self._attribute(path)
        what = f"{self._type.name} {self.id}: {path}"
        if a.kind == Kind.ENUM:
            for one in value if a.is_list and value is not None else [value]:
                if one is not None and str(one) not in a.values:
                    raise ValueRefused("E_RANGE", f"{what}: {one!r} is not one of {', '.join(a.values)}")
        if value is None or a.is_list or a.kind == Kind.TABLE:
            check(lib.isms_model_begin(self._model._pointer, ffi.NULL, ffi.NULL), what)
            try:
                check(lib.isms_clear(self._model._pointer, self._id, a.id), what)
                for item in [] if value is None else value:
                    check(self._add(a, item), what)
            except BaseException:
                lib.isms_model_rollback(self._model._pointer)
                raise
            check(lib.isms_model_commit(self._model._pointer), what)
        else:
            check(self._set_single(a, value), what)

    def _key(self, a: Attribute, value: Any) -> str:
        """The id that a reference is written as; a record has to be of the type that the attribute refers to."""
        if isinstance(value, Record) and a.target and value._type.id != a.target:
            raise TypeError(f"{self._type.name} {self.id}: {a.path} refers to {self._model._types[a.target].name} records, not to {value!r}")
        key: str = value.id if isinstance(value, Record) else value
        return key

    def _set_single(self, a: Attribute, value: Any) -> int:
        m, r = self._model._pointer, self._id
        if a.kind == Kind.INTEGER:
            return int(lib.isms_set_integer(m, r, a.id, value))
        if a.kind == Kind.REAL:
            return int(lib.isms_set_real(m, r, a.id, value))
        if a.kind == Kind.BOOLEAN:
            return int(lib.isms_set_boolean(m, r, a.id, bool(value)))
        if a.kind == Kind.DATE:
            return int(lib.isms_set_day(m, r, a.id, to_day(value)))
        if a.kind == Kind.MONEY:
            return int(lib.isms_set_money(m, r, a.id, utf8(str(value[0])), utf8(value[1])))
        if a.kind == Kind.REFERENCE:
            return int(lib.isms_set_link_key(m, r, a.id, utf8(self._key(a, value))))
        return int(lib.isms_set_text(m, r, a.id, utf8(value)))

    def _add(self, a: Attribute, value: Any) -> int:
        m, r = self._model._pointer, self._id
        if a.kind == Kind.TABLE:
            cells = [utf8(cell) for cell in value]
            return int(lib.isms_add_row(m, r, a.id, ffi.new("const char *[]", cells), len(cells)))
        if a.kind == Kind.INTEGER:
            return int(lib.isms_add_integer(m, r, a.id, value))
        if a.kind == Kind.REAL:
            return int(lib.isms_add_real(m, r, a.id, value))
        if a.kind == Kind.REFERENCE:
            return int(lib.isms_add_link_key(m, r, a.id, utf8(self._key(a, value))))
        return int(lib.isms_add_text(m, r, a.id, utf8(value)))

    def referrers(self, attribute: Optional[str] = None) -> List["Record"]:
        """Records that refer to this one, through any attribute or the given one (`risks.owner`)."""
        a = 0
        if attribute:
            register, _, path = attribute.partition(".")
            type_ = schema.find(register)
            a = self._model._types[type_.id].attributes[path].id if type_ else 0
        n = lib.isms_referrers(self._model._pointer, self._id, a, ffi.NULL, 0)
        ids = ffi.new("isms_id[]", n)
        lib.isms_referrers(self._model._pointer, self._id, a, ids, n)
        return [self._model._record(i) for i in ids]

    def delete(self) -> None:
        what = f"{self._type.name} {self.id}"
        check(lib.isms_record_delete(self._model._pointer, self._id), what)

    def to_dict(self) -> Dict[str, Any]:
        """All values that are there, by path; references as ids."""
        values: Dict[str, Any] = {"id": self.id}
        for path, a in self._type.attributes.items():
            if a.kind != Kind.GROUP and lib.isms_has(self._model._pointer, self._id, a.id):
                values[path] = _plain(self._get(path))
        return values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._id == other._id and self._model._pointer == other._model._pointer

    def __hash__(self) -> int:
        return hash(self._id)

    def __dir__(self) -> List[str]:
        return [*super().__dir__(), *(p.rstrip("[]") for p in self._type.attributes if "." not in p)]

    def __repr__(self) -> str:
        title = self._get("title") if "title" in self._type.attributes else None
        return f"<{self._type.name} {self.id}{f' {title!r}' if title else ''}>"


def _items(record: Record, group: Attribute) -> List[Dict[str, Any]]:
    """Items of a repeated group as dictionaries: `method.levels[0]["id"]`."""
    prefix = group.path + "."
    columns = {p[len(prefix) :]: record._get(p) for p, a in record._type.attributes.items() if p.startswith(prefix) and a.kind != Kind.GROUP}
    count = max(map(len, columns.values()), default=0)
    return [{k: v[i] for k, v in columns.items() if i < len(v) and v[i] is not None} for i in range(count)]


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.id
    if isinstance(value, enums.Value):
        return str(value)
    return [_plain(v) for v in value] if isinstance(value, list) else value


class Register:
    """The records of one type: iterate, look up by id, take columns."""

    def __init__(self, model: "Model", type_: Type) -> None:
        self._model = model
        self.type = type_

    def __len__(self) -> int:
        return int(lib.isms_count(self._model._pointer, self.type.id))

    def __iter__(self) -> Iterator[Record]:
        after = 0
        ids = ffi.new("isms_id[]", 1024)
        while True:
            n = lib.isms_next_many(self._model._pointer, self.type.id, after, ids, 1024)
            for i in range(n):
                yield Record(self._model, ids[i], self.type)
            if n < 1024:
                return
            after = ids[n - 1]

    def __getitem__(self, key: str) -> Record:
        record = lib.isms_find(self._model._pointer, self.type.id, utf8(key))
        if not record:
            raise NotFoundError("E_NOT_FOUND", f"there is no {self.type.name} {key}")
        return Record(self._model, record, self.type)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and bool(lib.isms_find(self._model._pointer, self.type.id, utf8(key)))

    def get(self, key: str) -> Optional[Record]:
        return self[key] if key in self else None

    def create(self, key: str, **values: Any) -> Record:
        """A new record with values: `model.risks.create("R-1", title="Theft")`."""
        out = ffi.new("isms_id *")
        m = self._model._pointer
        check(lib.isms_model_begin(m, ffi.NULL, ffi.NULL), key)
        try:
            check(lib.isms_record_create(m, self.type.id, utf8(key), out), f"{self.type.name} {key}")
            record = Record(self._model, out[0], self.type)
            for path, value in values.items():
                record._set(path, value)
        except BaseException:
            lib.isms_model_rollback(m)
            raise
        check(lib.isms_model_commit(m), key)
        return record

    @property
    def delivered(self) -> bool:
        """True where the register was delivered, also with no record in it."""
        return bool(lib.isms_register_is_delivered(self._model._pointer, self.type.id))

    def ids(self) -> Any:
        """Ids of all records inside the model, as a C array that the other bulk calls take."""
        n = len(self)
        ids = ffi.new("isms_id[]", max(n, 1))
        lib.isms_next_many(self._model._pointer, self.type.id, 0, ids, n)
        return ids

    def column(self, path: str) -> List[Any]:
        """One attribute of all records; `id` gives the ids. Five to fifty times faster than one access a record."""
        return self._column(self.ids(), len(self), path)

    def array(self, path: str) -> "memoryview[Any]":
        """One numeric attribute of all records as a buffer that NumPy takes without copying; absent is 0."""
        a, n = self._attribute(path), len(self)
        if a.kind not in _ARRAYS or a.is_list:
            raise TypeError(f"{path} of a {self.type.name} is not one number: column({path!r}) gives what it holds")
        form, function = _ARRAYS[a.kind]
        values = ffi.new(f"{form}[]", max(n, 1))
        check(function(self._model._pointer, self.ids(), n, a.id, values, ffi.NULL), path)
        plain: Any = memoryview(ffi.buffer(values, n * ffi.sizeof(form)))
        typed: "memoryview[Any]" = plain.cast(_CODES[form])
        return typed

    def _attribute(self, path: str) -> Attribute:
        attribute = self.type.attributes.get(path)
        if attribute is None:
            raise NotFoundError("E_NOT_FOUND", f"{self.type.name} has no attribute {path!r}{meant(path, self.type.attributes)}")
        return attribute

    def _column(self, ids: Any, n: int, path: str) -> List[Any]:
        a = None if path == "id" else self._attribute(path)
        if a is not None and (a.is_list or a.kind == Kind.TABLE):
            return [_plain(record._get(path)) for record in self]
        if a is not None and a.kind in _ARRAYS:
            return self._numbers(ids, n, a)
        if a is not None and a.kind == Kind.ENUM:
            return self._names(ids, n, a)
        return self._texts(ids, n, a.id if a else 0)

    def _numbers(self, ids: Any, n: int, a: Attribute) -> List[Any]:
        form, function = _ARRAYS[a.kind]
        values, present = ffi.new(f"{form}[]", max(n, 1)), ffi.new("uint8_t[]", max(n, 1))
        check(function(self._model._pointer, ids, n, a.id, values, present), a.path)
        numbers = ffi.unpack(values, n) if n else []
        if a.kind in _CONVERTERS:
            numbers = _each(numbers, _CONVERTERS[a.kind])
        return _where(present, n, numbers)

    def _names(self, ids: Any, n: int, a: Attribute) -> List[Optional[str]]:
        values = ffi.new("int32_t[]", max(n, 1))
        check(lib.isms_bulk_values(self._model._pointer, ids, n, a.id, values, ffi.NULL), a.path)
        return _each(ffi.unpack(values, n) if n else [], lambda v: schema.value_name(self._model._pointer, a.target, v))

    def _texts(self, ids: Any, n: int, attribute: int) -> List[Optional[str]]:
        m, room = self._model._pointer, 32 * n + 1
        offsets, present = ffi.new("uint64_t[]", n + 1), ffi.new("uint8_t[]", max(n, 1))
        data = ffi.new("char[]", room)
        check(lib.isms_bulk_texts(m, ids, n, attribute, data, room, offsets, present))
        if offsets[n] > room:  # longer texts than was thought: once more, with the room that they need
            data = ffi.new("char[]", offsets[n])
            check(lib.isms_bulk_texts(m, ids, n, attribute, data, offsets[n], offsets, present))
        raw, at = ffi.buffer(data, offsets[n])[:], ffi.unpack(offsets, n + 1)
        if raw.isascii():
            whole = raw.decode("ascii")
            return _where(present, n, [whole[i:j] for i, j in zip(at, at[1:])])
        return _where(present, n, [raw[i:j].decode("utf-8") for i, j in zip(at, at[1:])])

    def to_columns(self, *paths: str) -> Dict[str, List[Any]]:
        """Columns for pandas or polars: those that are named, or all that any record has a value in."""
        ids, n = self.ids(), len(self)
        if not paths:
            paths = tuple(p for p, a in self.type.attributes.items() if a.kind != Kind.GROUP)
        columns = {"id": self._column(ids, n, "id")}
        for path in paths:
            values = self._column(ids, n, path)
            if any(v not in (None, []) for v in values):
                columns[path] = values
        return columns

    def to_dicts(self) -> List[Dict[str, Any]]:
        return [record.to_dict() for record in self]

    def __repr__(self) -> str:
        return f"<register {self.type.plural}: {len(self)} records>"


_ARRAYS = {
    Kind.INTEGER: ("int64_t", lib.isms_bulk_integers),
    Kind.REAL: ("double", lib.isms_bulk_reals),
    Kind.DATE: ("int32_t", lib.isms_bulk_values),
    Kind.BOOLEAN: ("int32_t", lib.isms_bulk_values),
}
_CONVERTERS: Dict[Kind, Callable[[Any], Any]] = {Kind.DATE: from_day, Kind.BOOLEAN: bool}


def _each(values: List[Any], convert: Callable[[Any], Any]) -> List[Any]:
    """Converts each distinct value once: a register has far fewer dates and names than records."""
    converted = {value: convert(value) for value in set(values)}
    return list(map(converted.__getitem__, values))


def _where(present: Any, n: int, values: List[Any]) -> List[Any]:
    """The values, None where there is none."""
    there = ffi.buffer(present, n)[:]
    return values if b"\0" not in there else [v if p else None for v, p in zip(values, there)]


_CODES = {"int64_t": "q", "double": "d", "int32_t": "i"}


class Change:
    """A transaction: committed at the end of the `with`, rolled back where that raises."""

    def __init__(self, model: "Model", by: Optional[str], why: Optional[str], when: Optional[str]) -> None:
        self._model, self._by, self._why, self._when = model, by, why, when

    def __enter__(self) -> "Model":
        check(lib.isms_model_begin(self._model._pointer, utf8(self._by), utf8(self._why)), "change")
        if self._when:
            check(lib.isms_model_stamp(self._model._pointer, utf8(self._when)), "when")
        return self._model

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is None:
            check(lib.isms_model_commit(self._model._pointer), "change")
        else:
            check(lib.isms_model_rollback(self._model._pointer), "change")


class Model:
    """An ISMS. Registers are attributes: `model.risks`, `model.soa_entries`.

    `extension` describes attributes of one's own as in extensions.md, as a dictionary or as JSON text.
    """

    def __init__(self, _pointer: Any = None, extension: Extension = None) -> None:
        if _pointer is None:
            out = ffi.new("isms_model **")
            options, _keep = _model_options(extension)
            check(lib.isms_model_new(options, out), "new model")
            _pointer = ffi.gc(out[0], lib.isms_model_free)
        self._pointer = _pointer
        self._types = schema.of_model(_pointer)

    def close(self) -> None:
        """Lets go of the memory now, not when the object goes; results that were computed stay. Closing twice does nothing."""
        self.__dict__.pop("_pointer", None)

    def __enter__(self) -> "Model":
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.close()

    def __getattr__(self, name: str) -> Register:
        if name == "_pointer":
            raise ValueError("the model is closed")
        if name == "_types":
            raise AttributeError(name)
        type_ = schema.BY_PLURAL.get(name)
        if type_ is None:
            raise AttributeError(f"there is no register {name!r}{meant(name, self.__dir__())}")
        return Register(self, self._types[type_.id])

    def __dir__(self) -> List[str]:
        return [*super().__dir__(), *schema.BY_PLURAL]

    @property
    def header(self) -> Record:
        """The document itself: title, organization, partial ..."""
        return Record(self, lib.isms_header(self._pointer), self._types[schema.HEADER.id])

    @property
    def registers(self) -> List[Register]:
        """Registers that were delivered."""
        return [r for r in (Register(self, self._types[t.id]) for t in schema.BY_PLURAL.values()) if r.delivered]

    def _record(self, record: int) -> Record:
        return Record(self, record, self._types[record >> 56])

    def _record_or_key(self, record: int, key: Any, a: Attribute) -> Union[None, str, Record]:
        """The record of a reference, or the id that is written where there is none."""
        return Record(self, record, self._types[a.target]) if record else text(key)

    # -------------------------------------------------------------- changes

    def change(self, by: Optional[str] = None, why: Optional[str] = None, when: Optional[str] = None) -> Change:
        """A transaction for the journal: `with model.change(by="Marta Klein", why="quarterly review"): ...`"""
        return Change(self, by, why, when)

    def undo(self) -> None:
        check(lib.isms_model_undo(self._pointer), "undo")

    def redo(self) -> None:
        check(lib.isms_model_redo(self._pointer), "redo")

    @property
    def revision(self) -> int:
        return int(lib.isms_model_revision(self._pointer))

    def snapshot(self) -> "Model":
        """An immutable copy that any number of threads may read."""
        out = ffi.new("isms_model **")
        check(lib.isms_model_snapshot(self._pointer, out), "snapshot")
        return Model(ffi.gc(out[0], lib.isms_model_free))

    # -------------------------------------------------------------- documents

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes the document; the format goes by the ending. The old file stands until the new one is whole."""
        check(lib.isms_model_save(self._pointer, utf8(os.fspath(path)), ffi.NULL), os.fspath(path))

    def dumps(self, format: str = "json", canonical: bool = False) -> bytes:
        """The document as bytes."""
        options = ffi.new("isms_write_options *", {"struct_size": ffi.sizeof("isms_write_options")})
        if canonical:
            options.form = 1
        parts: List[bytes] = []
        callback = Callback(parts.append)
        status = lib.isms_model_write(self._pointer, utf8(format), options, lib.isms_python_write, callback.handle)
        callback.raise_pending()
        check(status, format)
        return b"".join(parts)

    # -------------------------------------------------------------- analyses

    def assess(self, method: Optional[str] = None, as_of: Date = None) -> "Assessment":
        """Levels of all risks, with the reasons; acceptances are looked at as of a date where one is given."""
        from .analysis import Assessment

        return Assessment(self, method, as_of)

    def quantify(self, trials: int = 65536, seed: int = 0, progress: Progress = None) -> "Loss":
        """What a year may cost, simulated from the risks with a frequency and a loss. The same seed gives the same digits.

        `trials` is rounded up to a power of two; `Loss.trials` tells how many years were simulated.
        """
        from .loss import Loss

        return Loss(self, trials, seed, progress)

    def report(self, section: str = "summary", form: str = "md", as_of: Date = None) -> str:
        """A section of the report (summary, risks, soa, findings ...) in a form (text, md, csv, json). Today where no date is given."""
        options = ffi.new("isms_report_options *", {"struct_size": ffi.sizeof("isms_report_options")})
        options.as_of = to_day(as_of or datetime.date.today())
        parts: List[bytes] = []
        callback = Callback(parts.append)
        status = lib.isms_report_write(self._pointer, utf8(section), utf8(form), options, lib.isms_python_write, callback.handle)
        callback.raise_pending()
        if status == -13 and section not in sections():
            raise NotFoundError("E_NOT_FOUND", f"a report has no section {section!r}{meant(section, sections())}")
        check(status, f"report {section} as {form}")
        return b"".join(parts).decode("utf-8")

    def table(self, section: str, as_of: Date = None) -> List[Dict[str, Any]]:
        """A section of the report as rows for pandas or polars: `gap`, `calendar`, `frameworks`, `plan` ... (`isms.sections()`)."""
        rows: List[Dict[str, Any]] = json.loads(self.report(section, "json", as_of))
        return rows

    def what_if(
        self, fails: Union[str, Iterable[str]] = (), late: Union[str, Iterable[str]] = (), added: Union[str, Iterable[str]] = (), until: Date = None
    ) -> "Comparison":
        """What becomes of the risks where controls fail, come late (until a day) or are added; all at once, by their ids."""
        from .analysis import Comparison

        return Comparison(self, fails, late, added, until)

    def import_files(
        self, *paths: Union[str, "os.PathLike[str]"], profile: Optional[str] = None, scale: Optional[str] = None, system: Optional[str] = None
    ) -> List[Any]:
        """Adds CSV registers; what is there already is updated. Gives what could not be read as it stands, as diagnostics."""
        options = ffi.new("isms_import_options *", {"struct_size": ffi.sizeof("isms_import_options")})
        keep = [utf8(profile), utf8(scale), utf8(system), *(utf8(os.fspath(path)) for path in paths)]
        options.profile, options.scale, options.system = keep[:3]
        callback = Callback(lambda done, total: None)
        options.progress, options.progress_user = lib.isms_python_progress, callback.handle
        files, problems = ffi.new("const char *[]", keep[3:]), Problems()
        status = lib.isms_import_files(self._pointer, files, len(paths), options, problems.pointer, ffi.NULL)
        callback.raise_pending()
        check(status, "import", problems)
        return list(problems)

    def audit(self, stage: str = "internal", as_of: Date = None, profile: str = "source") -> "Audit":
        """The pre-audit: would this ISMS pass, and why. The date is today where it is not given.

        Stages: internal, gap, stage1, stage2, surveillance, recertification, special. Profiles: source, and cb, which grades controls as
        certification bodies tend to.
        """
        from .analysis import Audit

        return Audit(self, stage, as_of or datetime.date.today(), profile)

    def soa(self, as_of: Date = None) -> "Soa":
        """The Statement of Applicability: a row for each control. The date is today where it is not given."""
        from .analysis import Soa

        return Soa(self, as_of or datetime.date.today())

    def check(self, as_of: Date = None) -> List[Any]:
        """What is wrong with the data themselves, as diagnostics."""
        problems = Problems()
        check(lib.isms_check(self._pointer, to_day(as_of), problems.pointer), "check")
        return list(problems)

    def __repr__(self) -> str:
        if "_pointer" not in self.__dict__:
            return "<isms.Model: closed>"
        title, registers = self.header.title, self.registers
        named = ", ".join(f"{len(r)} {r.type.plural}" for r in registers[:6])
        more = f" and {len(registers) - 6} more registers" if len(registers) > 6 else ""
        return f"<isms.Model{f' {title!r}' if title else ''}: {named or 'no registers'}{more}>"


def _model_options(extension: Extension) -> Tuple[Any, List[Any]]:
    """Options of a model with an extension; what they point to is kept by the list. NULL where there is none."""
    if extension is None:
        return ffi.NULL, []
    raw = (extension if isinstance(extension, str) else json.dumps(extension)).encode("utf-8")
    out, problems = ffi.new("isms_extension **"), Problems()
    check(lib.isms_extension_read_text(raw, len(raw), ffi.NULL, problems.pointer, out), "extension", problems)
    own = ffi.gc(out[0], lib.isms_extension_free)
    options = ffi.new("isms_model_options *", {"struct_size": ffi.sizeof("isms_model_options"), "extension": own})
    return options, [own, options]


def _read_options(source: Optional[str], progress: Progress, strict: bool) -> Tuple[Any, Callback, List[Any]]:
    options = ffi.new("isms_read_options *", {"struct_size": ffi.sizeof("isms_read_options")})
    keep: List[Any] = [utf8(source)]
    options.source = keep[0]
    options.flags = 2 if strict else 0
    callback = Callback(progress or (lambda done, total: None))  # also without one, so that Ctrl-C comes through
    options.progress = lib.isms_python_progress
    options.user = callback.handle
    return options, callback, keep


def load(path: Union[str, "os.PathLike[str]"], progress: Progress = None, strict: bool = False, extension: Extension = None) -> Model:
    """Opens a document; the format goes by ending and content. Raises DataError with every problem and its place.

    `extension` describes attributes of one's own, as a dictionary or as JSON text.
    """
    name = os.fspath(path)
    options, callback, _keep = _read_options(None, progress, strict)
    options.model, _own = _model_options(extension)
    out, problems = ffi.new("isms_model **"), Problems()
    status = lib.isms_model_open(utf8(name), options, problems.pointer, out)
    callback.raise_pending()
    if status == -30 and not os.path.exists(name):
        raise FileNotFoundError(2, "No such file", name)
    if status == -30 and os.path.isdir(name):
        raise IsADirectoryError(21, "Is a directory", name)
    check(status, name, problems)
    return Model(ffi.gc(out[0], lib.isms_model_free))


def loads(
    data: Union[str, bytes],
    format: str = "json",
    source: str = "",
    progress: Progress = None,
    strict: bool = False,
    extension: Extension = None,
) -> Model:
    """Reads a document from a text or bytes."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    options, callback, _keep = _read_options(source, progress, strict)
    model, problems = Model(extension=extension), Problems()
    status = lib.isms_model_read_text(model._pointer, utf8(format), ffi.from_buffer(raw), len(raw), options, problems.pointer)
    callback.raise_pending()
    check(status, source or "document", problems)
    return model


def sections() -> List[str]:
    """Names of the sections that a report has; `Model.report` and `Model.table` take them."""
    names, section = [], lib.isms_report_section_next(ffi.NULL)
    while section != ffi.NULL:
        names.append(sure(section))
        section = lib.isms_report_section_next(section)
    return names


def catalogue() -> Model:
    """Annex A, the clauses and the frameworks, as read-only records: `isms.catalogue().control_references["A.5.15"]`."""
    return Model(lib.isms_catalogue())
