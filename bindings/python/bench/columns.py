"""Five attributes of 100,000 risks into Python lists: one call a value against columns; and into NumPy without a copy.

usage: python bench/columns.py [--json] [RISKS]
"""

import json
import sys
import time

import isms
from isms import _core
from isms._isms import ffi, lib

ATTRIBUTES = ("title", "status", "inherent.likelihood", "inherent.impact", "identified_on")


def model_of(count: int) -> isms.Model:
    """A register of risks, made as a document."""
    risks = (
        f'{{"id":"R-{i}","title":"Risk number {i}","status":"{"closed" if i % 7 else "open"}",'
        f'"inherent":{{"likelihood":{i % 5 + 1},"impact":{i % 4 + 1}}},"identified_on":"2026-0{i % 9 + 1}-15"}}'
        for i in range(count)
    )
    return isms.loads('{"libisms":"1.0","risks":[' + ",".join(risks) + "]}")


def by_call(model: isms.Model) -> dict:
    """One call of the library a value, with nothing between."""
    pointer, register = model._pointer, model.risks
    ids, kinds = list(register.ids()), [register.type.attributes[path] for path in ATTRIBUTES]

    def text(a):
        return [_core.text(lib.isms_text(pointer, r, a.id)) for r in ids]

    def enumeration(a):
        return [_core.text(lib.isms_value_name(ffi.NULL, a.target, lib.isms_value(pointer, r, a.id))) for r in ids]

    def integer(a):
        out = ffi.new("int64_t *")
        return [out[0] if lib.isms_get_integer(pointer, r, a.id, out) == 0 else None for r in ids]

    def date(a):
        return [_core.from_day(lib.isms_day_of(pointer, r, a.id)) for r in ids]

    how = {isms.Kind.TEXT: text, isms.Kind.ENUM: enumeration, isms.Kind.INTEGER: integer, isms.Kind.LEVEL: text, isms.Kind.DATE: date}
    return {a.path: how[a.kind](a) for a in kinds}


def by_property(model: isms.Model) -> dict:
    """One attribute of an object a value, as a plain loop would."""
    out: dict = {path: [] for path in ATTRIBUTES}
    for risk in model.risks:
        inherent = risk.inherent
        for path, value in zip(ATTRIBUTES, (risk.title, risk.status, inherent.likelihood, inherent.impact, risk.identified_on)):
            out[path].append(value)
    return out


def by_column(model: isms.Model) -> dict:
    return {path: model.risks.column(path) for path in ATTRIBUTES}


def seconds(function, model, rounds=3):
    best, result = 1e9, None
    for _ in range(rounds):
        begin = time.perf_counter()
        result = function(model)
        best = min(best, time.perf_counter() - begin)
    return best, result


def main() -> int:
    numbers = [int(a) for a in sys.argv[1:] if a.isdigit()]
    model = model_of(numbers[0] if numbers else 100_000)
    (column, columns), (call, calls), (attribute, attributes) = (seconds(f, model) for f in (by_column, by_call, by_property))
    same = columns == calls == attributes
    result = {
        "risks": len(model.risks),
        "attributes": len(ATTRIBUTES),
        "columns_s": round(column, 4),
        "one_call_a_value_s": round(call, 4),
        "one_property_a_value_s": round(attribute, 4),
        "times_faster_than_calls": round(call / column, 1),
        "times_faster_than_properties": round(attribute / column, 1),
        "same_values": same,
    }
    try:
        import numpy

        begin = time.perf_counter()
        buffer = model.risks.array("inherent.likelihood")
        array = numpy.asarray(buffer)
        result["numpy_s"] = round(time.perf_counter() - begin, 4)
        result["numpy_shares_memory"] = bool(array.base is not None and numpy.shares_memory(array, numpy.frombuffer(buffer, dtype=array.dtype)))
    except ImportError:
        print("skipped: numpy is not there", file=sys.stderr)
    if "--json" in sys.argv:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:28} {value}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
