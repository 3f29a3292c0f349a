/* Hashes of short texts for tables in memory: two words at a time, multiplied and folded. They differ between machines and are
 * written nowhere. A seed that nobody knows keeps others from choosing texts that collide. */
#ifndef ISMS__CORE_HASH_H
#define ISMS__CORE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Both halves of the product of two words, folded into one. */
static inline uint64_t isms__hash_fold(uint64_t a, uint64_t b)
{
#if defined(__SIZEOF_INT128__)
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    uint64_t middle = a0 * b1 + (a0 * b0 >> 32), other = a1 * b0 + (uint32_t)middle;
    return (a * b) ^ (a1 * b1 + (middle >> 32) + (other >> 32));
#endif
}

static inline uint64_t isms__hash_eight(const char *bytes)
{
    uint64_t w;
    memcpy(&w, bytes, sizeof w);
    return w;
}

static inline uint64_t isms__hash_four(const char *bytes)
{
    uint32_t w;
    memcpy(&w, bytes, sizeof w);
    return w;
}

static inline uint32_t isms__hash(const char *bytes, size_t size, uint64_t seed)
{
    /* Fractions of the square roots of 2, 3 and 5. */
    const uint64_t k1 = UINT64_C(0x6a09e667f3bcc909), k2 = UINT64_C(0xbb67ae8584caa73b), k3 = UINT64_C(0x3c6ef372fe94f82b);
    uint64_t h = seed ^ k1, low = 0, high = 0;
    const char *end = bytes + size;
    for (; end - bytes > 16; bytes += 16)
        h = isms__hash_fold(isms__hash_eight(bytes) ^ k2, isms__hash_eight(bytes + 8) ^ h);
    if (end - bytes >= 8) { /* two words that may overlap */
        low = isms__hash_eight(bytes);
        high = isms__hash_eight(end - 8);
    } else if (end - bytes >= 4) {
        low = isms__hash_four(bytes);
        high = isms__hash_four(end - 4);
    } else if (end > bytes) {
        low = (uint64_t)(unsigned char)*bytes << 16 | (uint64_t)(unsigned char)bytes[(end - bytes) / 2] << 8 |
              (unsigned char)end[-1];
    }
    return (uint32_t)isms__hash_fold(k3 ^ size, isms__hash_fold(low ^ k2, high ^ h));
}

#endif
