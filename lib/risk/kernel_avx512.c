/* The kernel for processors with AVX-512 (F, BW, DQ, VL). */
#define ISMS__KERNEL      isms__kernel_avx512
#define ISMS__KERNEL_NAME "avx512"
#include "kernel_body.h"
