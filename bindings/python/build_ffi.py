"""Writes the C source of the extension module: cffi in API mode, its declarations taken from the installed headers."""

import os
import re
import subprocess
import sys

from cffi import FFI


def preprocessed(include: str) -> str:
    """The headers as the compiler sees them, without those of the system."""
    command = [os.environ.get("CC", "cc"), "-E", "-P", "-DISMS_STATIC", "-D__attribute__(x)=", "-I" + include, include + "/isms.h"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return text[text.index("typedef int32_t isms_status") :]


def declarations(text: str) -> str:
    """What cffi needs: types, functions, callbacks, and the names of constants, whose values the compiler fills in."""
    bodies = re.findall(r"enum\s*\{([^}]*)\}\s*;", text, flags=re.S)
    names = [item.partition("=")[0].strip() for body in bodies for item in body.split(",") if item.strip()]
    text = re.sub(r"enum\s*\{[^}]*\}\s*;", "", text, flags=re.S)
    text = re.sub(r"\bextern\b", "", text)
    callbacks = (
        'extern "Python" int32_t isms_python_write(void *user, const char *bytes, size_t size);\n'
        'extern "Python" int32_t isms_python_progress(void *user, uint64_t done, uint64_t total);\n'
    )
    return text + callbacks + "".join(f"#define {name} ...\n" for name in names)


def main() -> None:
    include, out = sys.argv[1], sys.argv[2]
    ffi = FFI()
    ffi.cdef(declarations(preprocessed(include)))
    ffi.set_source("isms._isms", "#define ISMS_STATIC\n#include <isms.h>\n", py_limited_api=True)
    ffi.emit_c_code(out)


if __name__ == "__main__":
    main()
