/* What the parts of the generator share: loud failure, memory that lives to the end, and TSV files. */
#ifndef ISMS__CATALOGUE_GENERATOR_TOOL_H
#define ISMS__CATALOGUE_GENERATOR_TOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Prints `file:line: message` and ends the program with status 1; line 0 is left out. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4), noreturn))
#endif
void fail(const char *file, uint32_t line, const char *format, ...);

void *keep(size_t size); /* zeroed memory that release_all frees */
void release_all(void);

/* A text of the arguments one behind the other, the last of which is NULL. */
const char *join(const char *first, ...);

/* A file of tab-separated values: UTF-8, LF, a header line, as many cells in each line as in the first. */
typedef struct tsv {
    const char *path;
    const char **cells; /* the header line's, then row by row */
    uint32_t rows, columns;
} tsv;

tsv tsv_read(const char *path);

static inline const char *tsv_cell(const tsv *file, uint32_t row, uint32_t column)
{
    return file->cells[(size_t)(row + 1) * file->columns + column];
}

static inline uint32_t tsv_line(uint32_t row)
{
    return row + 2;
}

#endif
