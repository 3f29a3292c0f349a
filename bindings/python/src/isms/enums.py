"""The values of enumerated attributes as enumerations: `isms.enums.RiskStatus.CLOSED == "closed"`.

The classes come from the library itself; `dir(isms.enums)` lists them. Members are texts too, so that both may be compared and set.
"""

from __future__ import annotations

import enum
from typing import Any, Dict, List, Type

from . import schema
from ._core import sure
from ._isms import ffi, lib


class Value(str, enum.Enum):
    """A value of an enumeration; its text is the one that documents have."""

    def __str__(self) -> str:
        return str(self.value)

    @property
    def doc(self) -> str:
        """What it means."""
        target = _TARGETS[type(self).__name__]
        return sure(lib.isms_value_doc(ffi.NULL, target, lib.isms_value_by_name(ffi.NULL, target, self.value.encode("utf-8"))))


def _member(name: str) -> str:
    text = "".join(c if c.isalnum() else "_" for c in name).upper()
    return text if text[:1].isalpha() else "_" + text


def _class(target: int) -> Any:
    name = "".join(part.capitalize() for part in sure(lib.isms_enum_name(ffi.NULL, target)).split("_"))
    values, value = [], lib.isms_value_next(ffi.NULL, target, 0)
    while value:
        text = sure(lib.isms_value_name(ffi.NULL, target, value))
        values.append((_member(text), text))
        value = lib.isms_value_next(ffi.NULL, target, value)
    make: Any = Value
    return make(name, values, module=__name__)


BY_TARGET: Dict[int, Type[Value]] = {
    target: _class(target)
    for target in sorted({a.target for t in schema.TYPES for a in t.attributes.values() if a.kind == schema.Kind.ENUM})
}
_TARGETS: Dict[str, int] = {c.__name__: target for target, c in BY_TARGET.items()}
_CLASSES: Dict[str, Type[Value]] = {c.__name__: c for c in BY_TARGET.values()}


def named(target: int, value: Any) -> Any:
    """The value of an enumeration of the schema as its class has it; that of an extension stays a text."""
    class_ = BY_TARGET.get(target)
    return class_(value) if class_ else value


def __getattr__(name: str) -> Any:
    try:
        return _CLASSES[name]
    except KeyError:
        raise AttributeError(f"there is no enumeration {name!r}") from None


def __dir__() -> List[str]:
    return sorted(_CLASSES)
