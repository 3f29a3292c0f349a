/* The discrete Fourier transform of a power of two of complex numbers. */
#ifndef ISMS__RISK_FFT_H
#define ISMS__RISK_FFT_H

#include "core/memory.h"

typedef struct isms__complex {
    double re, im;
} isms__complex;

typedef struct isms__fft {
    const isms_allocator *allocator;
    size_t size;          /* a power of two */
    isms__complex *roots; /* e^(-2 pi i k / size) for k < size / 2 */
} isms__fft;

bool isms__fft_new(isms__fft *f, size_t size, const isms_allocator *a); /* false where memory is short */
void isms__fft_dispose(isms__fft *f);

/* In place: x_j becomes the sum over k of x_k e^(-2 pi i j k / size). */
void isms__fft_forward(const isms__fft *f, isms__complex *x);

/* In place, the inverse without the factor 1 / size. */
void isms__fft_backward(const isms__fft *f, isms__complex *x);

static inline isms__complex isms__complex_multiply(isms__complex a, isms__complex b)
{
    return (isms__complex){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

isms__complex isms__complex_exp(isms__complex z);
isms__complex isms__complex_log(isms__complex z); /* for a positive real part */

#endif
