/* SHA-256 by libmd, and its digest as text. */
#include "sha256.h"

void isms__sha256_start(isms__sha256_state *state)
{
    SHA256Init(&state->context);
}

void isms__sha256_add(isms__sha256_state *state, const void *bytes, size_t size)
{
    SHA256Update(&state->context, bytes, size);
}

void isms__sha256_finish(isms__sha256_state *state, unsigned char out[ISMS__SHA256_BYTES])
{
    SHA256Final(out, &state->context);
}

void isms__sha256_finish_text(isms__sha256_state *state, char out[ISMS__SHA256_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[ISMS__SHA256_BYTES];
    isms__sha256_finish(state, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[2 * sizeof digest] = '\0';
}

void isms__sha256_text(const void *bytes, size_t size, char out[ISMS__SHA256_TEXT])
{
    isms__sha256_state state;
    isms__sha256_start(&state);
    isms__sha256_add(&state, bytes, size);
    isms__sha256_finish_text(&state, out);
}
