"""The library, its errors, and texts and dates on their way in and out."""

from __future__ import annotations

import datetime
import difflib
import threading
from dataclasses import dataclass
from typing import Any, Callable, Iterable, Iterator, List, Optional

from ._isms import ffi, lib

EPOCH = datetime.date(1, 1, 1).toordinal() - 1  # the library's day 1 is 0001-01-01, as Python's ordinal 1


@dataclass(frozen=True)
class Diagnostic:
    """One remark of the library: what is wrong, and where."""

    severity: str
    rule: str
    record: str
    attribute: str
    source: str
    line: int
    column: int
    message: str
    text: str

    def __str__(self) -> str:
        return self.text


class Error(Exception):
    """A call failed; `status` is the library's name for why, `diagnostics` says where."""

    def __init__(self, status: str, message: str, diagnostics: Optional[List[Diagnostic]] = None) -> None:
        self.status = status
        self.diagnostics = diagnostics or []
        super().__init__("\n".join([message, *map(str, self.diagnostics[:20])]))

    @property
    def path(self) -> Optional[str]:
        """The document that the first problem is in; None where no problem has a place."""
        return next((d.source for d in self.diagnostics if d.source), None)

    @property
    def line(self) -> Optional[int]:
        """The line of the first problem that has one."""
        return next((d.line for d in self.diagnostics if d.line), None)


class DataError(Error, ValueError):
    """The document was refused; the diagnostics say why and where."""


class NotFoundError(Error, KeyError):
    """Nothing has that name or id."""

    __str__ = Exception.__str__


class StaleError(Error, LookupError):
    """The record does not exist (any more)."""


class ValueRefused(Error, ValueError):
    """The attribute does not take that value."""


class ReadOnlyError(Error, TypeError):
    """The model cannot be written."""


class FileError(Error, OSError):
    """A file cannot be read or written."""

    __str__ = Exception.__str__


class Cancelled(Error):
    """The progress callback stopped the call."""


_KINDS = {
    "E_DATA": DataError,
    "E_SYNTAX": DataError,
    "E_TRUNCATED": DataError,
    "E_VERSION": DataError,
    "E_FORMAT": DataError,
    "E_NOT_FOUND": NotFoundError,
    "E_STALE": StaleError,
    "E_RANGE": ValueRefused,
    "E_TEXT": ValueRefused,
    "E_TOKEN": ValueRefused,
    "E_KIND": ValueRefused,
    "E_EXISTS": ValueRefused,
    "E_READ_ONLY": ReadOnlyError,
    "E_CANCELLED": Cancelled,
    "E_IO": FileError,
}


def text(pointer: Any) -> Optional[str]:
    """A copy of a borrowed text; None for NULL."""
    return None if pointer == ffi.NULL else ffi.string(pointer).decode("utf-8")


def sure(pointer: Any) -> str:
    """The same where the library never gives NULL."""
    return text(pointer) or ""


def utf8(value: Optional[str]) -> Any:
    """A text for the library; the result must be kept while it is used."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"a text is needed, not {type(value).__name__}: {value!r}")
    return ffi.NULL if value is None else ffi.new("char[]", value.encode("utf-8"))


def to_day(value: Any) -> int:
    """A day of the library from a date or `YYYY-MM-DD`; 0 for None."""
    if value is None:
        return 0
    if isinstance(value, str):
        value = datetime.date.fromisoformat(value)
    if isinstance(value, datetime.datetime):
        value = value.date()
    return int(value.toordinal()) - EPOCH


def from_day(day: int) -> Optional[datetime.date]:
    return datetime.date.fromordinal(day + EPOCH) if day > 0 else None


def meant(word: str, words: Iterable[str]) -> str:
    """What is said behind a name that there is not: the likeliest of those there are, or nothing."""
    near = difflib.get_close_matches(str(word), list(words), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


_SEVERITIES = {1: "error", 2: "warning", 3: "note"}


class Problems:
    """Diagnostics of one call."""

    def __init__(self) -> None:
        self._list = ffi.gc(lib.isms_diagnostics_new(ffi.NULL), lib.isms_diagnostics_free)

    @property
    def pointer(self) -> Any:
        return self._list

    def __iter__(self) -> Iterator[Diagnostic]:
        for i in range(lib.isms_diagnostics_count(self._list)):
            yield Diagnostic(
                _SEVERITIES[lib.isms_diagnostics_severity(self._list, i)],
                sure(lib.isms_diagnostics_rule(self._list, i)),
                sure(lib.isms_diagnostics_record(self._list, i)),
                sure(lib.isms_diagnostics_attribute(self._list, i)),
                sure(lib.isms_diagnostics_source(self._list, i)),
                lib.isms_diagnostics_row(self._list, i),
                lib.isms_diagnostics_column(self._list, i),
                sure(lib.isms_diagnostics_message(self._list, i)),
                sure(lib.isms_diagnostics_line(self._list, i)),
            )


def check(status: int, what: str = "", problems: Optional[Problems] = None) -> int:
    """Raises what the status stands for; a status that is no error comes back."""
    if status >= 0:
        return status
    name = sure(lib.isms_status_name(status))
    if name == "E_NO_MEMORY":
        raise MemoryError(what)
    message = sure(lib.isms_status_text(status))
    found = list(problems) if problems is not None else []
    raise _KINDS.get(name, Error)(name, f"{what}: {message}" if what else message, found)


class _Pending(threading.local):
    error: Optional[BaseException] = None


_pending = _Pending()


class Callback:
    """A Python function for the time of one call; what it raises is raised again when the call is back."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.handle = ffi.new_handle(self)
        _pending.error = None

    def raise_pending(self) -> None:
        error, _pending.error = _pending.error, None
        if error is not None:
            raise error


def _write(user: Any, data: Any, size: int) -> int:
    try:
        ffi.from_handle(user).function(bytes(ffi.buffer(data, size)))
        return 0
    except BaseException as error:  # carried across the C frames
        _pending.error = error
        return -1


def _progress(user: Any, done: int, total: int) -> int:
    try:
        return 1 if ffi.from_handle(user).function(done, total) else 0
    except BaseException as error:
        _pending.error = error
        return -1


def _not_begun(kind: Any, error: Any, trace: Any) -> None:
    """An interrupt can come before the first line of a callback is reached."""
    _pending.error = error


ffi.def_extern(name="isms_python_write", error=-1, onerror=_not_begun)(_write)
ffi.def_extern(name="isms_python_progress", error=-1, onerror=_not_begun)(_progress)
