#!/bin/sh
# Doxygen's input filter. Pages: a link to a file name.md becomes one to the page's id, because Doxygen follows files only where
# no folder's name has a space; a dash in a page's name is an underscore in its id, and a page below a folder has that of its kind. Headers: enumerators that come from .def files are written out by expand.py.
# usage: filter.sh PYTHON FILE
case $2 in
*.md) exec sed -E -e 's/\]\((guide)-([a-z]+)\.md\)/](@ref \1_\2)/g' \
    -e 's/\]\((reference|schema)\/([a-z]+)\.md\)/](@ref \2_reference)/g' -e 's/\]\(\.\.\/schema\/schema\.md\)/](@ref schema_reference)/g' \
    -e 's/\]\(([a-z_]+)\.md\)/](@ref \1)/g' "$2" ;;
esac
if grep -q '^#include <isms/.*\.def>' "$2"; then
    exec "$1" docs/expand.py "$2"
fi
exec cat "$2"
