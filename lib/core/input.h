/* Reading: files and memory as sources of the shape that hosts give, isms_read. */
#ifndef ISMS__CORE_INPUT_H
#define ISMS__CORE_INPUT_H

#include <isms/common.h>

/* A file; the user of isms__file_read is one of these. */
typedef struct isms__file {
    void *stream; /* NULL: not open */
} isms__file;

isms_status isms__file_open(isms__file *file, const char *path); /* ISMS_E_IO */
int64_t isms__file_read(void *file, char *out, size_t room);
void isms__file_close(isms__file *file); /* one that is not open is allowed */

/* Bytes in memory, borrowed; the user of isms__memory_read is one of these. */
typedef struct isms__memory {
    const char *bytes;
    size_t size;
} isms__memory;

int64_t isms__memory_read(void *memory, char *out, size_t room);

#endif
