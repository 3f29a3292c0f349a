/* Loud failure, memory that lives to the end, and TSV files, for the generator. */
#include "tool.h"

#include "core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fail(const char *file, uint32_t line, const char *format, ...)
{
    va_list args;
    if (line)
        fprintf(stderr, "%s:%lu: error: ", file, (unsigned long)line);
    else
        fprintf(stderr, "%s: error: ", file);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

typedef union block {
    union block *next;
    max_align_t aligned;
} block;

static block *blocks;

void *keep(size_t size)
{
    block *b = calloc(1, sizeof *b + size);
    if (!b)
        fail("generate", 0, "out of memory");
    b->next = blocks;
    blocks = b;
    return b + 1;
}

void release_all(void)
{
    while (blocks) {
        block *next = blocks->next;
        free(blocks);
        blocks = next;
    }
}

const char *join(const char *first, ...)
{
    va_list args;
    size_t size = 1;
    va_start(args, first);
    for (const char *part = first; part; part = va_arg(args, const char *))
        size += strlen(part);
    va_end(args);
    char *out = keep(size), *end = out;
    va_start(args, first);
    for (const char *part = first; part; part = va_arg(args, const char *)) {
        size_t n = strlen(part);
        memcpy(end, part, n);
        end += n;
    }
    va_end(args);
    return out;
}

static char *read_all(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END) != 0)
        fail(path, 0, "cannot be read");
    long length = ftell(in);
    if (length < 0)
        fail(path, 0, "cannot be read");
    rewind(in);
    char *bytes = keep((size_t)length + 1);
    *size = fread(bytes, 1, (size_t)length, in);
    if (*size != (size_t)length || fclose(in) != 0)
        fail(path, 0, "cannot be read");
    return bytes;
}

static uint32_t count(const char *bytes, size_t size, char c)
{
    uint32_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += bytes[i] == c;
    return n;
}

tsv tsv_read(const char *path)
{
    size_t size = 0;
    char *at = read_all(path, &size);
    size_t bad = isms__text_first_invalid(at, size);
    if (bad < size)
        fail(path, 1 + count(at, bad, '\n'), "a byte that is not UTF-8, or a control character");
    if (size == 0 || at[size - 1] != '\n')
        fail(path, 1 + count(at, size, '\n'), "the last line has no end");

    uint32_t lines = count(at, size, '\n');
    tsv out = {path, NULL, lines - 1, 1 + count(at, strcspn(at, "\n"), '\t')};
    out.cells = keep((size_t)lines * out.columns * sizeof *out.cells);
    for (uint32_t line = 0; line < lines; line++) {
        size_t length = strcspn(at, "\n");
        uint32_t found = 1 + count(at, length, '\t');
        if (found != out.columns)
            fail(path, line + 1, "%lu cells, the header has %lu", (unsigned long)found, (unsigned long)out.columns);
        for (uint32_t column = 0; column < out.columns; column++) {
            size_t n = strcspn(at, "\t\n");
            out.cells[(size_t)line * out.columns + column] = at;
            at[n] = '\0';
            at += n + 1;
        }
    }
    return out;
}
