/* The kernel for any processor. */
#define ISMS__KERNEL      isms__kernel_baseline
#define ISMS__KERNEL_NAME "baseline"
#include "kernel_body.h"
