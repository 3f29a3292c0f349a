"""Runs the scenarios of tests/scenarios through the extension module and gives the canonical line of each call."""

import json
import math
import pathlib
import sys
from decimal import Decimal

from isms._isms import ffi, lib

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/scenarios"))
from interface import Interface  # noqa: E402

INTERFACE = Interface(str(ROOT / "include"))


def real(value):
    """The shortest digits that read back, laid out as RFC 8785 does."""
    if not math.isfinite(value):
        return '"NaN"' if math.isnan(value) else '"Infinity"' if value > 0 else '"-Infinity"'
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text = "".join(map(str, digits))
    point = len(text) + exponent  # digits before the point
    if 0 < point <= 21:
        text = text.ljust(point, "0")
        text = text[:point] + ("." + text[point:] if text[point:] else "")
    elif -6 < point <= 0:
        text = "0." + "0" * -point + text
    else:
        text = f"{text[0]}{'.' if text[1:] else ''}{text[1:]}e{point - 1:+d}"
    return "-" * sign + text


def quoted(raw):
    if len(raw) > 400:
        value = 14695981039346656037
        for byte in raw:
            value = (value ^ byte) * 1099511628211 % 2**64
        return f'{{"bytes":{len(raw)},"fnv1a":"{value:016x}"}}'
    return json.dumps(raw.decode("utf-8", "surrogateescape"), ensure_ascii=False)


def square_of_count(_user, controls):
    return float(bin(controls).count("1") ** 2)


class Run:
    """One scenario."""

    def __init__(self):
        self.names, self.keep, self.lines = {}, [], []

    def new(self, type_, *init):
        block = ffi.new(type_, *init)
        self.keep.append(block)
        return block

    # ---------------------------------------------------------------- what goes in

    def structure(self, name, at, members):
        fields = dict(INTERFACE.structs[name])
        if "struct_size" in fields:
            at.struct_size = ffi.sizeof(name)
        for field, value in (members or {}).items():
            setattr(at, field, self.argument(fields[field], value))

    def elements(self, type_, value):
        target = self.target(type_)
        values = value if isinstance(value, list) else [value]
        if target in INTERFACE.structs:
            block = self.new(f"{target}[]", len(values))
            for i, members in enumerate(values):
                self.structure(target, block[i], members)
            return block
        return self.new(f"{target}[]", [self.argument(target, v) for v in values])

    @staticmethod
    def target(type_):
        """What a pointer points to."""
        text = type_.rstrip()[:-1].rstrip()
        if text.endswith("*const"):
            return text[: -len("const")]
        return text if "*" in text else text.replace("const ", "").replace("struct ", "")

    def argument(self, type_, value):
        kind = INTERFACE.kind(type_)
        if value is None:
            return ffi.NULL
        if isinstance(value, str) and value.startswith("$"):
            return self.names[value[1:]]
        if kind in "iulwb" or kind == "c":
            return INTERFACE.constants[value] if isinstance(value, str) else int(value)
        if kind == "d":
            return float(value)
        if kind == "s":
            return self.new("char[]", value.encode("utf-8"))
        if kind == "P":
            return self.callback("P", value, [])
        return self.elements(type_, value)

    def callback(self, kind, text, outputs):
        if kind == "W":
            parts = self.written = []
            outputs.append((None, "W", parts, 0))
            made = ffi.callback("int32_t(void *, const char *, size_t)", lambda _u, data, size: parts.append(ffi.buffer(data, size)[:]) or 0)
        elif kind == "R":
            source = [b"".join(self.written) if text == "@again" else text[len("@read:") :].encode("utf-8")]

            def read(_user, out, room):
                piece, source[0] = source[0][: min(7, room)], source[0][min(7, room) :]
                ffi.memmove(out, piece, len(piece))
                return len(piece)

            made = ffi.callback("int64_t(void *, char *, size_t)", read)
        elif kind == "E":
            made = ffi.callback("double(void *, uint64_t)", square_of_count)
        else:
            made = ffi.callback("int32_t(void *, uint64_t, uint64_t)", lambda _user, _done, _total: 0)
        self.keep.append(made)
        return made

    # ---------------------------------------------------------------- what comes out

    def value(self, type_, value):
        kind = INTERFACE.kind(type_)
        if kind == "d":
            return real(value)
        if kind == "s":
            return "null" if value == ffi.NULL else quoted(ffi.string(value))
        if kind[0] == "{":
            return self.members(type_, value)
        if kind[0] in "h<>":
            return "null" if value == ffi.NULL else '"handle"'
        return str(int(value))

    def members(self, name, at):
        shown = [(f, t) for f, t in INTERFACE.structs[name] if INTERFACE.kind(t)[0] in "iulwdbs{" and f != "struct_size"]
        return "{" + ",".join(f'"{f}":{self.value(t, getattr(at, f))}' for f, t in shown) + "}"

    def output(self, type_, kind, at, count):
        if kind == "W":
            return quoted(b"".join(at))
        target = self.target(type_)
        if target == "char":
            return quoted(ffi.string(at, count or 1))
        one = (lambda i: self.members(target, at[i])) if target in INTERFACE.structs else (lambda i: self.value(target, at[i]))
        return "[" + ",".join(one(i) for i in range(count)) + "]" if count else one(0)

    # ---------------------------------------------------------------- calls

    def call(self, name, step, hash_):
        result_type, types = INTERFACE.functions[name]
        assert len(types) == len(step["args"]), f"{name}: wrong number of arguments"
        arguments, outputs = [], []
        for type_, value in zip(types, step["args"]):
            kind, value = INTERFACE.kind(type_), hash_ if value == "#" else value
            if kind[0] == ">" and isinstance(value, str) and value.startswith("?"):
                called, _, count = value[1:].partition("*")
                at = self.new(f"{self.target(type_)}[]", int(count or 1))
                if self.target(type_) in INTERFACE.structs:
                    self.structure(self.target(type_), at[0], None)
                outputs.append((type_, called, at, int(count or 0)))
                arguments.append(at)
            elif isinstance(value, str) and value.startswith("@") and kind in "WRPE":
                arguments.append(self.callback(kind, value, outputs))
            else:
                arguments.append(self.argument(type_, value))
        result = getattr(lib, name)(*arguments)
        shown = "null" if result_type == "void" else self.value(result_type, result)
        if result_type == "isms_status":
            shown = quoted(ffi.string(lib.isms_status_name(result)))
        texts = [f'"{name}"', shown]
        for type_, called, at, count in outputs:
            texts.append(self.output(type_, "W" if type_ is None else "", at, count))
            if called and type_ is not None:
                plain = not count and self.target(type_) not in INTERFACE.structs
                self.names[called] = at[0] if plain else at
        self.lines.append("[" + ",".join(texts) + "]")
        if "as" in step:
            self.names[step["as"]] = result

    def steps(self, steps):
        for step in steps:
            for value in step.get("for", [None]):
                for name in step.get("calls") or [step["call"]]:
                    self.call(name, step, value)


def run(path):
    scenario, one = json.loads(pathlib.Path(path).read_text(encoding="utf-8")), Run()
    one.steps(scenario["steps"])
    return one.lines, scenario["expect"]
