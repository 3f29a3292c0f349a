/* The kernel for processors with AVX2. */
#define ISMS__KERNEL      isms__kernel_avx2
#define ISMS__KERNEL_NAME "avx2"
#include "kernel_body.h"
