"""Record types and attributes, as the library itself tells them: a new one appears here without a change of this package."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Tuple

from ._core import sure, text
from ._isms import lib


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

    @property
    def values(self) -> Tuple[str, ...]:
        """Names of the values of an enumeration."""
        if self.kind != Kind.ENUM:
            return ()
        names, value = [], lib.isms_value_next(self.target, 0)
        while value:
            names.append(sure(lib.isms_value_name(self.target, value)))
            value = lib.isms_value_next(self.target, value)
        return tuple(names)


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


def _attributes(type_id: int) -> Dict[str, Attribute]:
    found: Dict[str, Attribute] = {}
    a = lib.isms_attribute_next(type_id, 0)
    while a:
        path = sure(lib.isms_attribute_path(a))
        found[path] = Attribute(
            a,
            path,
            Kind(lib.isms_attribute_kind(a)),
            bool(lib.isms_attribute_is_list(a)),
            lib.isms_attribute_target(a),
            sure(lib.isms_attribute_clause(a)),
            sure(lib.isms_attribute_doc(a)),
        )
        a = lib.isms_attribute_next(type_id, a)
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
                _attributes(t),
            )
        )
        t = lib.isms_type_next(t)
    return types


TYPES: List[Type] = _load()
BY_ID: Dict[int, Type] = {t.id: t for t in TYPES}
HEADER: Type = TYPES[0]
BY_PLURAL: Dict[str, Type] = {t.plural: t for t in TYPES if t is not HEADER}
BY_NAME: Dict[str, Type] = {t.name: t for t in TYPES if t is not HEADER}


def find(name: str) -> Optional[Type]:
    """A record type by singular or plural name."""
    return BY_PLURAL.get(name) or BY_NAME.get(name)


def value_name(enumeration: int, value: int) -> Optional[str]:
    return text(lib.isms_value_name(enumeration, value))
