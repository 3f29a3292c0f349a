"""Results of the analyses: immutable, with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Optional, Union, overload

from ._core import NotFoundError, ValueRefused, check, sure, text, to_day, utf8
from ._isms import ffi, lib

if TYPE_CHECKING:
    from .model import Date, Model, Record

STATES = ("inherent", "current", "residual", "target")
STAGES = ("internal", "gap", "stage1", "stage2", "surveillance", "recertification", "special")
PROFILES = {"source": lib.ISMS_PROFILE_SOURCE, "cb": lib.ISMS_PROFILE_CB}


def _at(i: int, size: int) -> int:
    """An index as lists take it: from behind where it is negative."""
    if not -size <= i < size:
        raise IndexError(i)
    return i % size


@dataclass(frozen=True)
class Level:
    """Level of a risk in one state; None where it is not known."""

    level: Optional[str]
    rank: int
    likelihood: int
    impact: int
    recorded: Optional[str]


class AssessedRisk:
    """A risk with its levels: `risk.current.level`, `risk.explain()`."""

    def __init__(self, assessment: "Assessment", record: "Record") -> None:
        self._assessment = assessment
        self.record = record

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def title(self) -> Optional[str]:
        title: Optional[str] = self.record.title
        return title

    def state(self, name: str) -> Level:
        x, r, s = self._assessment._pointer, self.record._id, STATES.index(name)
        return Level(
            text(lib.isms_assessment_level(x, r, s)),
            lib.isms_assessment_rank(x, r, s),
            lib.isms_assessment_likelihood(x, r, s),
            lib.isms_assessment_impact(x, r, s),
            text(lib.isms_assessment_recorded(x, r, s)),
        )

    inherent = property(lambda self: self.state("inherent"))
    current = property(lambda self: self.state("current"))
    residual = property(lambda self: self.state("residual"))
    target = property(lambda self: self.state("target"))

    @property
    def present(self) -> Optional[str]:
        """Name of the state that holds now; None where all are unknown."""
        state = lib.isms_assessment_present(self._assessment._pointer, self.record._id)
        return STATES[state] if state >= 0 else None

    def explain(self, state: Optional[str] = None) -> str:
        """Why the level is what it is, of a state or of the present one."""
        name = state or self.present or "inherent"
        return sure(lib.isms_assessment_explain(self._assessment._pointer, self.record._id, STATES.index(name)))

    def to_dict(self) -> Dict[str, Any]:
        row: Dict[str, Any] = {"id": self.id, "title": self.title}
        for name in STATES:
            row[name] = self.state(name).level
        return row

    def __repr__(self) -> str:
        return f"<risk {self.id} {self.title!r}: {self.current.level or self.inherent.level}>"


class Assessment:
    """Levels of all risks of a model; iterating goes from the worst to the least."""

    def __init__(self, model: "Model", method: Optional[str], as_of: "Date" = None) -> None:
        options = ffi.new("isms_assess_options *", {"struct_size": ffi.sizeof("isms_assess_options")})
        name = utf8(method)
        options.method = name
        options.as_of = to_day(as_of)
        out = ffi.new("isms_assessment **")
        check(lib.isms_assess(model._pointer, options, ffi.NULL, out), f"assess by {method}" if method else "assess")
        self._pointer = ffi.gc(out[0], lib.isms_assessment_free)
        self._model, self._keep = model, model._pointer

    def __len__(self) -> int:
        return int(lib.isms_assessment_count(self._pointer))

    def __iter__(self) -> Iterator[AssessedRisk]:
        for i in range(len(self)):
            yield AssessedRisk(self, self._model._record(lib.isms_assessment_ranked(self._pointer, i)))

    def __getitem__(self, key: str) -> AssessedRisk:
        return AssessedRisk(self, self._model.risks[key])

    def top(self, n: int) -> List[AssessedRisk]:
        """The n worst risks."""
        return [risk for risk, _ in zip(self, range(n))]

    def to_dicts(self) -> List[Dict[str, Any]]:
        return [risk.to_dict() for risk in self]

    def __repr__(self) -> str:
        return f"<assessment of {len(self)} risks>"


@dataclass(frozen=True)
class Finding:
    """One result of the pre-audit."""

    outcome: str
    rule: str
    classifier: str
    requirement: str
    targets: List[str]
    message: str
    fix: str
    source: str
    line: int
    column: int
    suppressed: bool
    text: str

    @property
    def location(self) -> str:
        return f"{self.source}:{self.line}:{self.column}" if self.source else ""

    def __str__(self) -> str:
        return self.text


class Audit:
    """The pre-audit: conclusion, score pair, findings worst first."""

    def __init__(self, model: "Model", stage: str, as_of: "Date", profile: str) -> None:
        options = ffi.new("isms_audit_options *", {"struct_size": ffi.sizeof("isms_audit_options")})
        options.as_of = to_day(as_of)
        options.stage = lib.isms_stage_by_name(utf8(stage))
        if profile not in PROFILES:
            raise ValueError(f"there is no profile {profile!r}; there are {', '.join(PROFILES)}")
        thresholds = ffi.new("isms_thresholds *", {"struct_size": ffi.sizeof("isms_thresholds")})
        thresholds.profile = PROFILES[profile]
        options.thresholds = thresholds
        if not options.stage:
            raise ValueError(f"there is no stage {stage!r}; there are {', '.join(STAGES)}")
        out = ffi.new("isms_audit **")
        check(lib.isms_audit_run(model._pointer, options, ffi.NULL, out), "audit")
        self._pointer, self._keep = ffi.gc(out[0], lib.isms_audit_free), model._pointer

    conclusion = property(lambda self: sure(lib.isms_audit_conclusion(self._pointer)))
    because = property(lambda self: sure(lib.isms_audit_conclusion_text(self._pointer)))
    headline = property(lambda self: sure(lib.isms_audit_headline(self._pointer)))
    score = property(lambda self: int(lib.isms_audit_score(self._pointer)))
    score_upper = property(lambda self: int(lib.isms_audit_score_upper(self._pointer)))
    determined = property(lambda self: int(lib.isms_audit_determined(self._pointer)))
    majors = property(lambda self: int(lib.isms_audit_major_count(self._pointer)))
    minors = property(lambda self: int(lib.isms_audit_minor_count(self._pointer)))

    def __len__(self) -> int:
        return int(lib.isms_audit_count(self._pointer))

    @overload
    def __getitem__(self, i: int) -> Finding: ...
    @overload
    def __getitem__(self, i: slice) -> List[Finding]: ...
    def __getitem__(self, i: Union[int, slice]) -> Union[Finding, List[Finding]]:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        i = _at(i, len(self))
        x, targets = self._pointer, sure(lib.isms_audit_targets(self._pointer, i))
        return Finding(
            sure(lib.isms_audit_outcome(x, i)),
            sure(lib.isms_audit_rule(x, i)),
            sure(lib.isms_audit_classifier(x, i)),
            sure(lib.isms_audit_requirement(x, i)),
            [] if targets == "-" else targets.split(","),
            sure(lib.isms_audit_message(x, i)),
            sure(lib.isms_audit_fix(x, i)),
            sure(lib.isms_audit_source(x, i)),
            lib.isms_audit_row(x, i),
            lib.isms_audit_column(x, i),
            bool(lib.isms_audit_suppressed(x, i)),
            sure(lib.isms_audit_line(x, i)),
        )

    def __iter__(self) -> Iterator[Finding]:
        return (self[i] for i in range(len(self)))

    def rules(self) -> Dict[str, str]:
        """State of each rule: what was determined, so that a clean report can be told from an empty one."""
        names = ("not applicable", "clear", "not determined", "fired")
        return {
            sure(lib.isms_readiness_rule_id(i)): names[lib.isms_audit_rule_state(self._pointer, i)]
            for i in range(lib.isms_readiness_rule_count())
        }

    def to_dicts(self) -> List[Dict[str, Any]]:
        return [dict(vars(finding)) for finding in self]

    def __repr__(self) -> str:
        return f"<audit {self.headline}>"


class SoaRow:
    """One control of the Statement of Applicability; its columns are attributes."""

    def __init__(self, soa: "Soa", row: int) -> None:
        self._soa = soa
        self._row = row

    def __getattr__(self, name: str) -> str:
        try:
            return sure(lib.isms_soa_text(self._soa._pointer, self._row, self._soa.columns.index(name) + 1))
        except ValueError:
            raise AttributeError(f"the Statement of Applicability has no column {name!r}") from None

    def to_dict(self) -> Dict[str, str]:
        return {name: getattr(self, name) for name in self._soa.columns}

    def __repr__(self) -> str:
        return f"<SoA {self.control} {self.title!r}: applicable {self.applicable}>"


class Soa:
    """The Statement of Applicability: always a row for each of the 93 controls, then the added ones."""

    def __init__(self, model: "Model", as_of: "Date") -> None:
        options = ffi.new("isms_soa_options *", {"struct_size": ffi.sizeof("isms_soa_options")})
        options.as_of = to_day(as_of)
        out = ffi.new("isms_soa **")
        check(lib.isms_soa_build(model._pointer, options, out), "soa")
        self._pointer, self._keep = ffi.gc(out[0], lib.isms_soa_free), model._pointer
        self.columns: List[str] = []
        while name := text(lib.isms_soa_column_name(len(self.columns) + 1)):
            self.columns.append(name)

    complete = property(lambda self: bool(lib.isms_soa_is_complete(self._pointer)))
    summary = property(lambda self: sure(lib.isms_soa_summary(self._pointer)))

    def __len__(self) -> int:
        return int(lib.isms_soa_count(self._pointer))

    @overload
    def __getitem__(self, i: Union[int, str]) -> SoaRow: ...
    @overload
    def __getitem__(self, i: slice) -> List[SoaRow]: ...
    def __getitem__(self, i: Union[int, str, slice]) -> Union[SoaRow, List[SoaRow]]:
        """A row by its number or its control: `soa["A.5.15"]`."""
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        if isinstance(i, str):
            row = int(lib.isms_soa_find(self._pointer, utf8(i)))
            if row >= len(self):
                raise NotFoundError("E_NOT_FOUND", f"the Statement of Applicability has no control {i}")
            return SoaRow(self, row)
        return SoaRow(self, _at(i, len(self)))

    def __iter__(self) -> Iterator[SoaRow]:
        return (SoaRow(self, i) for i in range(len(self)))

    def to_dicts(self) -> List[Dict[str, str]]:
        return [row.to_dict() for row in self]

    def __repr__(self) -> str:
        return f"<SoA of {len(self)} controls, {'complete' if self.complete else 'not complete'}>"


@dataclass(frozen=True)
class ComparedRisk:
    """A state of a risk before and after a change; `certain` where the level surely changes, `possible` where it may."""

    id: str
    title: Optional[str]
    state: str
    before: Optional[str]
    after: Optional[str]
    certain: bool
    possible: bool
    text: str

    def __str__(self) -> str:
        return self.text


class Comparison:
    """Risks before and after a change of controls; iterating gives those that change or may change."""

    def __init__(
        self, model: "Model", fails: Union[str, Iterable[str]], late: Union[str, Iterable[str]], added: Union[str, Iterable[str]], until: "Date"
    ) -> None:
        kinds = ((fails, lib.ISMS_CONTROL_FAILS), (late, lib.ISMS_CONTROL_LATE), (added, lib.ISMS_CONTROL_ADDED))
        asked = [(model.controls[key]._id, kind) for keys, kind in kinds for key in ([keys] if isinstance(keys, str) else keys)]
        if not asked:
            raise ValueRefused("E_RANGE", "name a control that fails, comes late or is added")
        changes = ffi.new("isms_what_if[]", len(asked))
        for change, (control, kind) in zip(changes, asked):
            change.struct_size, change.control, change.kind = ffi.sizeof("isms_what_if"), control, kind
            change.until = to_day(until) if kind == lib.ISMS_CONTROL_LATE else 0
        out = ffi.new("isms_comparison **")
        check(lib.isms_assess_what_if(model._pointer, changes, len(asked), ffi.NULL, ffi.NULL, out), "what if")
        self._pointer, self._model, self._keep = ffi.gc(out[0], lib.isms_comparison_free), model, model._pointer

    def _risk(self, i: int) -> ComparedRisk:
        x, record = self._pointer, self._model._record(lib.isms_comparison_risk(self._pointer, i))
        how = lib.isms_comparison_changes(x, i)
        return ComparedRisk(
            record.id,
            record.title,
            STATES[lib.isms_comparison_state(x, i)],
            text(lib.isms_comparison_level(x, i, lib.ISMS_BEFORE)),
            text(lib.isms_comparison_level(x, i, lib.ISMS_AFTER)),
            how == lib.ISMS_CHANGE_CERTAIN,
            how == lib.ISMS_CHANGE_POSSIBLE,
            sure(lib.isms_comparison_explain(x, i)),
        )

    @property
    def all(self) -> List[ComparedRisk]:
        """Every state of a risk that the controls act on, also those that stay as they are."""
        return [self._risk(i) for i in range(lib.isms_comparison_count(self._pointer))]

    def __iter__(self) -> Iterator[ComparedRisk]:
        return (risk for risk in self.all if risk.certain or risk.possible)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, i: int) -> ComparedRisk:
        return list(self)[i]

    @property
    def broken(self) -> List["Record"]:
        """Acceptances of risks that no longer hold, or may not."""
        x = self._pointer
        return [self._model._record(lib.isms_comparison_broken(x, i)) for i in range(lib.isms_comparison_broken_count(x))]

    def to_dicts(self) -> List[Dict[str, Any]]:
        return [dict(vars(risk)) for risk in self]

    def __repr__(self) -> str:
        return f"<comparison: {len(self)} of {lib.isms_comparison_count(self._pointer)} states of risks change or may change>"
