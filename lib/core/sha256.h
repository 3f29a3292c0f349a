/* SHA-256, from libmd: the one place that knows who computes it. */
#ifndef ISMS__CORE_SHA256_H
#define ISMS__CORE_SHA256_H

#include <stddef.h>

enum { ISMS__SHA256_BYTES = 32, ISMS__SHA256_TEXT = 65 };

void isms__sha256(const void *bytes, size_t size, unsigned char out[ISMS__SHA256_BYTES]);
void isms__sha256_text(const void *bytes, size_t size, char out[ISMS__SHA256_TEXT]); /* 64 hexadecimal digits and a NUL */

#endif
