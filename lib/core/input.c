/* Reading from files and memory, as isms_read. */
#include "input.h"

#include <stdio.h>
#include <string.h>

isms_status isms__file_open(isms__file *file, const char *path)
{
    file->stream = fopen(path, "rb");
    return file->stream ? ISMS_OK : ISMS_E_IO;
}

int64_t isms__file_read(void *user, char *out, size_t room)
{
    const isms__file *file = user;
    size_t n = fread(out, 1, room, file->stream);
    return n == 0 && ferror((FILE *)file->stream) ? -1 : (int64_t)n;
}

void isms__file_close(isms__file *file)
{
    if (file->stream)
        fclose(file->stream);
    file->stream = NULL;
}

int64_t isms__memory_read(void *user, char *out, size_t room)
{
    isms__memory *memory = user;
    size_t n = memory->size < room ? memory->size : room;
    if (n)
        memcpy(out, memory->bytes, n);
    memory->bytes += n;
    memory->size -= n;
    return (int64_t)n;
}
