/* Bytes that the caller owns, made from a buffer. */
#ifndef ISMS__CORE_BLOB_H
#define ISMS__CORE_BLOB_H

#include "buffer.h"

#include <isms/blob.h>

/* Takes the buffer's memory over and leaves the buffer empty; ISMS_E_NO_MEMORY (the buffer keeps what it has) also where the
 * buffer failed before. The buffer's allocator is copied. */
isms_status isms__blob_of(isms__buffer *b, isms_blob **out);

#endif
