"""Record types and attributes, as the library itself tells them: a new one appears here without a change of this package."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from typing import Any, Dict, List, Optional, Tuple

from ._core import sure, text
from ._isms import ffi, lib


class Kind(enum.IntEnum):
    """What an attribute holds."""

    TEXT = 1
    INTEGER = 2
    REAL = 3
    MONEY = 4
    BOOLEAN = 5
    DATE = 6
    TIMESTAMP = 7
    ENUM = 8
    LEVEL = 9
    REFERENCE = 10
    REQUIREMENT = 11
    GROUP = 12
    TABLE = 13


@dataclass(frozen=True)
class Attribute:
    """One attribute of a record type."""

    id: int
    path: str
    kind: Kind
    is_list: bool
    target: int
    clause: str
    doc: str
    values: Tuple[str, ...] = field(default=(), repr=False)
    """Names of the values of an enumeration."""


@dataclass(frozen=True)
class Type:
    """One record type."""

    id: int
    name: str
    plural: str
    clause: str
    doc: str
    is_catalogue: bool
    attributes: Dict[str, Attribute] = field(repr=False, compare=False)


def _values(model: Any, enumeration: int) -> Tuple[str, ...]:
    names, value = [], lib.isms_value_next(model, enumeration, 0)
    while value:
        names.append(sure(lib.isms_value_name(model, enumeration, value)))
        value = lib.isms_value_next(model, enumeration, value)
    return tuple(names)


def _attributes(model: Any, type_id: int, after: int = 0) -> Dict[str, Attribute]:
    """Attributes of a type behind one of them: those of the schema, then those of the model's extension."""
    found: Dict[str, Attribute] = {}
    a = lib.isms_attribute_next(model, type_id, after)
    while a:
        path = sure(lib.isms_attribute_path(model, a))
        kind, target = Kind(lib.isms_attribute_kind(model, a)), lib.isms_attribute_target(model, a)
        found[path] = Attribute(
            a,
            path,
            kind,
            bool(lib.isms_attribute_is_list(model, a)),
            target,
            sure(lib.isms_attribute_clause(model, a)),
            sure(lib.isms_attribute_doc(model, a)),
            _values(model, target) if kind == Kind.ENUM else (),
        )
        a = lib.isms_attribute_next(model, type_id, a)
    return found


def _load() -> List[Type]:
    types, t = [], lib.isms_type_next(0)
    while t:
        types.append(
            Type(
                t,
                sure(lib.isms_type_name(t)),
                sure(lib.isms_type_plural(t)),
                sure(lib.isms_type_clause(t)),
                sure(lib.isms_type_doc(t)),
                bool(lib.isms_type_is_catalogue(t)),
                _attributes(ffi.NULL, t),
            )
        )
        t = lib.isms_type_next(t)
    return types


TYPES: List[Type] = _load()
BY_ID: Dict[int, Type] = {t.id: t for t in TYPES}
HEADER: Type = TYPES[0]
BY_PLURAL: Dict[str, Type] = {t.plural: t for t in TYPES if t is not HEADER}
BY_NAME: Dict[str, Type] = {t.name: t for t in TYPES if t is not HEADER}


def of_model(model: Any) -> Dict[int, Type]:
    """The record types as a model has them: with the attributes of its extension."""
    types = dict(BY_ID)
    for t in TYPES:
        last = next(reversed(t.attributes.values())).id
        if lib.isms_attribute_next(model, t.id, last):
            types[t.id] = replace(t, attributes={**t.attributes, **_attributes(model, t.id, last)})
    return types


def find(name: str) -> Optional[Type]:
    """A record type by singular or plural name."""
    return BY_PLURAL.get(name) or BY_NAME.get(name)


def value_name(model: Any, enumeration: int, value: int) -> Optional[str]:
    return text(lib.isms_value_name(model, enumeration, value))
