"""libisms for Python: an ISMS as objects, its risks, Statement of Applicability and pre-audit with their reasons.

>>> import isms
>>> acme = isms.load("acme.json")                                          # doctest: +SKIP
>>> for risk in acme.assess().top(3): print(risk.id, risk.current.level)   # doctest: +SKIP
"""

from . import enums
from ._core import Cancelled, DataError, Diagnostic, Error, FileError, NotFoundError, ReadOnlyError, StaleError, ValueRefused, sure
from ._isms import lib
from .analysis import Assessment, AssessedRisk, Audit, Comparison, Finding, Level, Soa, SoaRow
from .history import Change, Entry, History
from .loss import Curve, Estimate, Loss
from .model import Group, Model, Money, Record, Register, catalogue, load, loads, sections
from .schema import Attribute, Kind, Type

__version__ = sure(lib.isms_version_text())

__all__ = [
    "AssessedRisk",
    "Assessment",
    "Attribute",
    "Audit",
    "Cancelled",
    "Comparison",
    "Change",
    "Curve",
    "DataError",
    "Diagnostic",
    "Entry",
    "Error",
    "Estimate",
    "FileError",
    "Finding",
    "Group",
    "History",
    "Kind",
    "Level",
    "Loss",
    "Model",
    "Money",
    "NotFoundError",
    "ReadOnlyError",
    "Record",
    "Register",
    "Soa",
    "SoaRow",
    "StaleError",
    "Type",
    "ValueRefused",
    "catalogue",
    "enums",
    "load",
    "loads",
    "sections",
]
