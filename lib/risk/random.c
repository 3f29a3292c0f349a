/* The counter generator Philox4x32-10 and the transformations of its words. */
#include <isms/random.h>

#include "distribution.h"
#include "special.h"

#include <string.h>

void isms_random_philox(const uint32_t *counter, const uint32_t *key, uint32_t *out)
{
    uint32_t c[4] = {counter[0], counter[1], counter[2], counter[3]}, k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = UINT64_C(0xd2511f53) * c[0], p1 = UINT64_C(0xcd9e8d57) * c[2];
        uint32_t next[4] = {(uint32_t)(p1 >> 32) ^ c[1] ^ k0, (uint32_t)p1, (uint32_t)(p0 >> 32) ^ c[3] ^ k1, (uint32_t)p0};
        memcpy(c, next, sizeof c);
        k0 += UINT32_C(0x9e3779b9);
        k1 += UINT32_C(0xbb67ae85);
    }
    memcpy(out, c, sizeof c);
}

double isms_random_unit(uint32_t low, uint32_t high)
{
    uint64_t word = (uint64_t)high << 32 | low;
    return ((double)(word >> 12) + 0.5) * 2.220446049250313e-16;
}

void isms_random_pair(uint64_t seed, uint32_t stream, uint64_t trial, uint32_t block, double *first, double *second)
{
    uint32_t counter[4] = {block, stream, (uint32_t)trial, (uint32_t)(trial >> 32)};
    uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    isms_random_philox(counter, key, counter);
    if (first)
        *first = isms_random_unit(counter[0], counter[1]);
    if (second)
        *second = isms_random_unit(counter[2], counter[3]);
}

isms_status isms_random_poisson(double rate, double u, uint64_t *out)
{
    if (!out)
        return ISMS_E_MISUSE;
    isms_status status = isms__need_check(rate, ISMS__NOT_NEGATIVE);
    if (status == ISMS_OK)
        status = isms__need_check(u, ISMS__INSIDE_0_1);
    if (status != ISMS_OK)
        return status;
    if (rate > 1e9)
        return ISMS_E_RANGE;
    isms_distribution law = {.family = &isms__poisson_family, .a = {rate}};
    *out = (uint64_t)law.family->quantile(&law, u);
    return ISMS_OK;
}
