/* The build-time generator: turns the TSV files of the catalogue into one C source of constants.
 *
 *   generate OUT.c DATA-DIRECTORY FILE...
 *
 * The files are named relative to the directory, and each must belong to a table of tables.c. What is written depends on the
 * contents of the files only, so that every build makes the same. */
#include "work.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: generate OUT.c DATA-DIRECTORY FILE...\n", stderr);
        return 2;
    }
    work *w = keep(sizeof *w);
    pool_start(&w->pool);
    open_parts(w, argv[2], argv + 3, argc - 3);
    build_sets(w);
    fill_cells(w);
    emit(w, argv[1]);
    pool_end(&w->pool);
    release_all();
    return 0;
}
