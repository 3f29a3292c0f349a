/* Golden cases: a tab-separated file with one header row, and `name=value;...` in a cell. */
#ifndef ISMS_TEST_TSV_H
#define ISMS_TEST_TSV_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TSV_COLUMNS = 32 };

/* One file in memory; cells point into it. */
typedef struct tsv {
    char *bytes, *rest;
    const char *header[TSV_COLUMNS], *cell[TSV_COLUMNS];
    size_t columns, cells;
} tsv;

static inline size_t tsv_split(char *line, const char **cells)
{
    size_t n = 0;
    line[strcspn(line, "\r")] = '\0';
    for (char *at = line; at && n < TSV_COLUMNS; n++) {
        char *tab = strchr(at, '\t');
        if (tab)
            *tab++ = '\0';
        cells[n] = at;
        at = tab;
    }
    return n;
}

static inline char *tsv_line(tsv *t)
{
    char *line = t->rest;
    if (!line || !*line)
        return NULL;
    char *end = strchr(line, '\n');
    if (end)
        *end++ = '\0';
    t->rest = end;
    return line;
}

/* Reads the file and its header row; false where it cannot be read. */
static inline bool tsv_open(tsv *t, const char *path)
{
    memset(t, 0, sizeof *t);
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t size = 0, capacity = 1 << 16, got = 0;
    t->bytes = malloc(capacity);
    while (t->bytes && (got = fread(t->bytes + size, 1, capacity - size - 1, file)) > 0) {
        size += got;
        if (capacity - size < 2)
            t->bytes = realloc(t->bytes, capacity *= 2);
    }
    fclose(file);
    if (!t->bytes)
        return false;
    t->bytes[size] = '\0';
    t->rest = strncmp(t->bytes, "\xef\xbb\xbf", 3) == 0 ? t->bytes + 3 : t->bytes;
    char *line = tsv_line(t);
    t->columns = line ? tsv_split(line, t->header) : 0;
    return true;
}

/* Next row that is not empty. */
static inline bool tsv_next(tsv *t)
{
    char *line;
    do {
        line = tsv_line(t);
    } while (line && (*line == '\0' || *line == '\r'));
    t->cells = line ? tsv_split(line, t->cell) : 0;
    return line != NULL;
}

/* Cell of the row by the name of its column; "" where there is none. */
static inline const char *tsv_get(const tsv *t, const char *column)
{
    for (size_t i = 0; i < t->columns && i < t->cells; i++)
        if (strcmp(t->header[i], column) == 0)
            return t->cell[i];
    return "";
}

static inline void tsv_close(tsv *t)
{
    free(t->bytes);
    t->bytes = NULL;
}

#endif
