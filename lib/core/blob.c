/* Bytes that the caller owns. */
#include "blob.h"

struct isms_blob {
    isms_allocator host;
    char *bytes; /* NULL where there are none */
    size_t size, capacity;
};

isms_status isms__blob_of(isms__buffer *b, isms_blob **out)
{
    isms_blob *blob = b->failed ? NULL : isms__allocate(b->allocator, sizeof *blob);
    if (!blob)
        return ISMS_E_NO_MEMORY;
    *blob = (isms_blob){*b->allocator, b->data, b->size, b->capacity};
    b->data = NULL;
    b->size = b->capacity = 0;
    *out = blob;
    return ISMS_OK;
}

const char *isms_blob_bytes(const isms_blob *blob)
{
    return blob && blob->size ? blob->bytes : "";
}

size_t isms_blob_size(const isms_blob *blob)
{
    return blob ? blob->size : 0;
}

void isms_blob_free(isms_blob *blob)
{
    if (!blob)
        return;
    const isms_allocator a = blob->host;
    isms__release(&a, blob->bytes, blob->capacity);
    isms__release(&a, blob, sizeof *blob);
}
