/* SHA-256, from libmd: the one place that knows who computes it. */
#ifndef ISMS__CORE_SHA256_H
#define ISMS__CORE_SHA256_H

#include <sha2.h>
#include <stddef.h>

enum { ISMS__SHA256_BYTES = 32, ISMS__SHA256_TEXT = 65 };

/* A digest while bytes come in. */
typedef struct isms__sha256_state {
    SHA2_CTX context;
} isms__sha256_state;

void isms__sha256_start(isms__sha256_state *state);
void isms__sha256_add(isms__sha256_state *state, const void *bytes, size_t size);
void isms__sha256_finish(isms__sha256_state *state, unsigned char out[ISMS__SHA256_BYTES]);
void isms__sha256_finish_text(isms__sha256_state *state, char out[ISMS__SHA256_TEXT]); /* 64 hexadecimal digits and a NUL */

void isms__sha256_text(const void *bytes, size_t size, char out[ISMS__SHA256_TEXT]); /* all at once */

#endif
