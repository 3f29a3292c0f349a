/* SHA-256 by libmd, and its digest as text. */
#include "sha256.h"

#include <sha2.h>

void isms__sha256(const void *bytes, size_t size, unsigned char out[ISMS__SHA256_BYTES])
{
    SHA2_CTX context;
    SHA256Init(&context);
    SHA256Update(&context, bytes, size);
    SHA256Final(out, &context);
}

void isms__sha256_text(const void *bytes, size_t size, char out[ISMS__SHA256_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[ISMS__SHA256_BYTES];
    isms__sha256(bytes, size, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[2 * sizeof digest] = '\0';
}
