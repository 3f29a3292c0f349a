/* Kernels by instruction set, and the keys of streams. */
#include "kernel.h"

#include <isms/simulation.h>

#include <string.h>

static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

isms__key isms__key_of(uint64_t seed, const char *name, uint32_t purpose)
{
    uint64_t h = mix(seed + UINT64_C(0x9e3779b97f4a7c15));
    for (; *name; name++)
        h = mix(h ^ (unsigned char)*name) + UINT64_C(0x9e3779b97f4a7c15);
    h = mix(h ^ ((uint64_t)purpose << 32 | 0x1c5b));
    return (isms__key){mix(h + UINT64_C(0x9e3779b97f4a7c15)), mix(h + 2 * UINT64_C(0x9e3779b97f4a7c15))};
}

#if defined(ISMS__KERNEL_X86)
#include <cpuid.h>

/* Which registers the operating system saves; asked only where the processor has the instruction. */
static uint32_t saved_registers(void)
{
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

/* Whether the processor has the bits of leaf 7 and the system saves the registers. Asked each time: a library keeps no state.
 */
static bool has(uint32_t leaf_7, uint32_t registers)
{
    uint32_t a, b, c, d;
    const uint32_t os_saves = 1u << 27;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & os_saves) || (saved_registers() & registers) != registers)
        return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & leaf_7) == leaf_7;
}

static bool has_avx2(void)
{
    return has(1u << 5, 0x06);
}

static bool has_avx512(void)
{
    return has(1u << 5 | 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31, 0xe6); /* AVX2, AVX-512 F, DQ, BW, VL */
}

const isms__kernel *isms__kernel_find(int32_t instructions)
{
    switch (instructions) {
    case ISMS_INSTRUCTIONS_BEST:
        return has_avx512() ? &isms__kernel_avx512 : has_avx2() ? &isms__kernel_avx2 : &isms__kernel_baseline;
    case ISMS_INSTRUCTIONS_BASELINE:
        return &isms__kernel_baseline;
    case ISMS_INSTRUCTIONS_AVX2:
        return has_avx2() ? &isms__kernel_avx2 : NULL;
    case ISMS_INSTRUCTIONS_AVX512:
        return has_avx512() ? &isms__kernel_avx512 : NULL;
    default:
        return NULL;
    }
}
#else
const isms__kernel *isms__kernel_find(int32_t instructions)
{
    bool any = instructions == ISMS_INSTRUCTIONS_BEST || instructions == ISMS_INSTRUCTIONS_BASELINE;
    return any ? &isms__kernel_baseline : NULL;
}
#endif
