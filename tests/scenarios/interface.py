#!/usr/bin/env python3
"""Reads the public interface out of the headers: functions, structures, constants; writes it as tables for the runners.

A kind is a short text: i u l w d b for int32, uint32, int64, uint64, double, byte; s for a borrowed text; h for a handle;
c for char; v for the user pointer of a callback; W R P E X for a callback that writes, reads, is told of progress, values a
set of controls, or is none of these; {NAME} for a structure. Before it, < is a pointer to what is read, > to what is written.
S is a status and an empty text is void, both as results only.
usage: interface.py c|go INCLUDE_DIR OUT_FILE
"""
import os
import re
import subprocess
import sys

SCALARS = {"int32_t": "i", "uint32_t": "u", "int64_t": "l", "uint64_t": "w", "size_t": "w", "double": "d", "uint8_t": "b", "char": "c"}
CALLBACKS = {"isms_write": "W", "isms_read": "R", "isms_progress": "P", "isms_effect_value": "E"}


class Interface:
    """What the headers in a folder declare."""

    def __init__(self, include):
        command = [os.environ.get("CC", "cc"), "-E", "-P", "-DISMS_STATIC", "-D__attribute__(x)=", "-I", include, f"{include}/isms.h"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        text = text[text.index("typedef int32_t isms_status") :]
        self.typedefs = dict((b, a) for a, b in re.findall(r"typedef (\w+) (isms_\w+);", text))
        self.others = set(re.findall(r"typedef \w+ \**\(\*(isms_\w+)\)", text))
        self.structs = {}  # name -> [(field, C type)]
        for body, name in re.findall(r"typedef struct \w+\s*\{([^{}]*)\}\s*(\w+);", text, re.S):
            if name != "isms_allocator":
                self.structs[name] = [split(line) for line in body.split(";") if line.strip()]
        self.functions = {}  # name -> (C type of the result, [C type of a parameter])
        for result, name, parameters in re.findall(r"((?:const )?\w+\s\**)\s*(isms_[a-z0-9_]+)\(([^;{}]*)\);", text):
            types = [] if parameters.strip() == "void" else [split(p)[1] for p in parameters.split(",")]
            self.functions[name] = (result.strip(), types)
        self.constants = {}
        for body in re.findall(r"enum\s*\w*\s*\{([^}]*)\}", text, re.S):
            self._enumerators(body)

    def _enumerators(self, body):
        value = -1
        for item in (part.strip() for part in body.split(",")):
            name, _, expression = (part.strip() for part in item.partition("="))
            if name:
                value = eval(expression.replace("u", ""), {}, self.constants) if expression else value + 1  # plain arithmetic
                self.constants[name] = value

    def scalar(self, type_):
        while type_ in self.typedefs and type_ not in SCALARS:
            type_ = self.typedefs[type_]
        return SCALARS.get(type_)

    def kind(self, type_):
        """Kind of a parameter or field."""
        if type_ in CALLBACKS or type_ in self.others:
            return CALLBACKS.get(type_, "X")
        if "*" not in type_:
            return "{" + type_ + "}" if type_ in self.structs else self.scalar(type_)
        constant, target = type_.startswith("const "), re.sub(r"\s*\*( ?const)?$", "", type_.strip())
        target = target.replace("const ", "", 1).strip() if "*" not in target else target.strip()
        if target == "char" and constant:
            return "s"
        if target == "void":
            return "v"
        if "*" in target:  # a pointer to pointers: texts or handles
            inner = "s" if "char" in target else "h"
            return ("<" if type_.rstrip().endswith("*const *") else ">") + inner
        target = target.replace("struct ", "")
        if target in self.structs:
            return ("<" if constant else ">") + "{" + target + "}"
        if self.scalar(target):
            return ("<" if constant else ">") + self.scalar(target)
        return "h"

    def result(self, type_):
        if type_ == "isms_status":
            return "S"
        if type_ == "void":
            return ""
        kind = self.kind(type_)
        return "h" if kind[0] in "<>" else kind


def split(declaration):
    """Name and type of a parameter or field; an array is a pointer."""
    declaration = " ".join(declaration.split())
    found = re.match(r"(.*?)(\w+)((?:\[\w*\])?)$", declaration)
    type_, name, array = found.group(1).strip(), found.group(2), found.group(3)
    return name, (type_ + " *" if array else type_)


# ---------------------------------------------------------------- C

GET = {"i": "i", "u": "u", "l": "i", "w": "u", "d": "d", "b": "u"}


def c_call(interface, name):
    result, types = interface.functions[name]
    arguments = []
    for i, type_ in enumerate(types):
        kind = interface.kind(type_)
        member = GET.get(kind) or ("f" if kind in "WRPEX" else "s" if kind == "s" else "p")
        arguments.append(f"a[{i}].s" if kind == "s" else f"({type_})a[{i}].{member}")
    call, kind = f"{name}({', '.join(arguments)})", interface.result(result)
    if kind == "":
        body = call
    elif kind in "SiIl":
        body = f"r->i = {call}"
    elif kind in "uwb":
        body = f"r->u = {call}"
    elif kind == "d":
        body = f"r->d = {call}"
    elif kind == "s":
        body = f"r->s = {call}"
    else:
        body = f"r->p = (void *)(uintptr_t){call}"
    unused = "(void)a; " * (not types) + "(void)r; " * (kind == "")
    return f"static void call_{name}(const word *a, word *r) {{ {unused}{body}; }}"


def c_tables(interface):
    out = ["/* The public interface as tables, written by interface.py from the headers. */"]
    for name, fields in interface.structs.items():
        rows = ", ".join(f'{{"{f}", "{interface.kind(t)}", offsetof({name}, {f})}}' for f, t in fields)
        out.append(f"static const field fields_{name}[] = {{{rows}}};")
    rows = ",\n".join(f'    {{"{n}", sizeof({n}), {len(f)}, fields_{n}}}' for n, f in interface.structs.items())
    out.append(f"static const structure structures[] = {{\n{rows}}};")
    rows = ",\n".join(f'    {{"{n}", {v}}}' for n, v in interface.constants.items())
    out.append(f"static const constant constants[] = {{\n{rows}}};")
    out += [c_call(interface, name) for name in interface.functions]
    for name, (_, types) in interface.functions.items():
        if types:
            out.append(f"static const char *const kinds_{name}[] = {{" + ", ".join(f'"{interface.kind(t)}"' for t in types) + "};")
    rows = []
    for name, (result, types) in interface.functions.items():
        kinds = f"kinds_{name}" if types else "NULL"
        rows.append(f'    {{"{name}", "{interface.result(result)}", {len(types)}, {kinds}, call_{name}}}')
    out.append("static const function functions[] = {\n" + ",\n".join(rows) + "};")
    return "\n".join(out) + "\n"


# ---------------------------------------------------------------- Go


def go_type(type_):
    stars = type_.count("*")
    base = type_.replace("const", "").replace("struct", "").replace("*", "").strip()
    base = {"char": "char", "double": "double"}.get(base, base)
    return "*" * stars + "C." + base


def go_call(interface, name):
    result, types = interface.functions[name]
    arguments = []
    for i, type_ in enumerate(types):
        kind = interface.kind(type_)
        if kind == "v":
            arguments.append(f"a[{i}].p")
        elif kind in GET:
            arguments.append(f"{go_type(type_)}(a[{i}].{GET[kind]})")
        else:
            arguments.append(f"({go_type(type_)})(a[{i}].p)")
    call, kind = f"C.{name}({', '.join(arguments)})", interface.result(result)
    if kind == "":
        return f"{call}; return word{{}}"
    if kind in "Sil":
        return f"return word{{i: int64({call})}}"
    if kind in "uwb":
        return f"return word{{u: uint64({call})}}"
    if kind == "d":
        return f"return word{{d: float64({call})}}"
    return f"return word{{p: unsafe.Pointer({call})}}"


def go_tables(interface):
    out = ["// Code generated by interface.py from the headers. DO NOT EDIT.\n\npackage main\n\n/*\n#cgo pkg-config: isms"]
    out.append('#include <isms.h>\n*/\nimport "C"\n\nimport "unsafe"\n\nvar structures = map[string]structure{')
    for name, fields in interface.structs.items():
        rows = ", ".join(f'{{"{f}", "{interface.kind(t)}", unsafe.Offsetof(C.{name}{{}}.{go_field(f)})}}' for f, t in fields)
        out.append(f'\t"{name}": {{unsafe.Sizeof(C.{name}{{}}), []field{{{rows}}}}},')
    out.append("}\n\nvar constants = map[string]int64{")
    out += [f'\t"{n}": {v},' for n, v in interface.constants.items()]
    out.append("}\n\nvar functions = map[string]function{")
    for name, (result, types) in interface.functions.items():
        kinds = ", ".join(f'"{interface.kind(t)}"' for t in types)
        out.append(f'\t"{name}": {{"{interface.result(result)}", []string{{{kinds}}}, func(a []word) word {{ {go_call(interface, name)} }}}},')
    out.append("}")
    return "\n".join(out) + "\n"


def go_field(name):
    """cgo puts an underscore before a field whose name is a word of Go."""
    return "_" + name if name in ("type", "range", "map", "func", "var", "go", "chan", "select", "defer", "package") else name


def main():
    interface = Interface(sys.argv[2])
    text = {"c": c_tables, "go": go_tables}[sys.argv[1]](interface)
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        out.write(text)


if __name__ == "__main__":
    main()
