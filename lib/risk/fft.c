/* The discrete Fourier transform, radix two with decimation in time (J. Cooley and J. Tukey, 1965). */
#include "fft.h"

#include "core/elementary.h"

/* cos and sin of 2 pi k / size, from an angle of at most pi / 4. */
static isms__complex root(size_t k, size_t size)
{
    size_t quarter = size / 4, part = quarter ? k / quarter : 0, rest = quarter ? k % quarter : k;
    double s, c;
    if (rest * 2 <= quarter) {
        isms__sincos(6.283185307179586 * (double)rest / (double)size, &s, &c);
    } else {
        isms__sincos(6.283185307179586 * (double)(quarter - rest) / (double)size, &c, &s);
    }
    return part % 2 ? (isms__complex){-s, -c} : (isms__complex){c, -s};
}

bool isms__fft_new(isms__fft *f, size_t size, const isms_allocator *a)
{
    f->allocator = a;
    f->size = size;
    f->roots = isms__allocate(a, (size / 2 + 1) * sizeof *f->roots);
    for (size_t k = 0; f->roots && k < size / 2; k++)
        f->roots[k] = root(k, size);
    return f->roots != NULL;
}

void isms__fft_dispose(isms__fft *f)
{
    isms__release(f->allocator, f->roots, (f->size / 2 + 1) * sizeof *f->roots);
    f->roots = NULL;
}

static void reverse_bits(isms__complex *x, size_t size)
{
    for (size_t i = 1, j = 0; i < size; i++) {
        size_t bit = size >> 1;
        for (; j & bit; bit >>= 1)
            j ^= bit;
        j ^= bit;
        if (i < j) {
            isms__complex swap = x[i];
            x[i] = x[j];
            x[j] = swap;
        }
    }
}

/* One round of butterflies over blocks of twice `half`; sign is that of the exponent's imaginary part, turned round. */
static void round_of(const isms__fft *f, isms__complex *x, size_t half, double sign)
{
    size_t stride = f->size / (2 * half);
    for (size_t block = 0; block < f->size; block += 2 * half) {
        for (size_t k = 0; k < half; k++) {
            isms__complex w = {f->roots[k * stride].re, sign * f->roots[k * stride].im};
            isms__complex *a = &x[block + k], *b = a + half, t = isms__complex_multiply(w, *b);
            *b = (isms__complex){a->re - t.re, a->im - t.im};
            *a = (isms__complex){a->re + t.re, a->im + t.im};
        }
    }
}

static void transform(const isms__fft *f, isms__complex *x, double sign)
{
    reverse_bits(x, f->size);
    for (size_t half = 1; half < f->size; half *= 2)
        round_of(f, x, half, sign);
}

void isms__fft_forward(const isms__fft *f, isms__complex *x)
{
    transform(f, x, 1);
}

void isms__fft_backward(const isms__fft *f, isms__complex *x)
{
    transform(f, x, -1);
}

isms__complex isms__complex_exp(isms__complex z)
{
    double size = isms__exp(z.re), s, c;
    isms__sincos(z.im, &s, &c);
    return (isms__complex){size * c, size * s};
}

/* Arc tangent: halving the angle three times makes the argument small enough for the series. */
static double arc_tangent(double x)
{
    for (int i = 0; i < 3; i++)
        x = x / (1 + sqrt(1 + x * x));
    double z = x * x, sum = 0;
    for (int k = 12; k >= 1; k--)
        sum = z * ((k % 2 ? -1.0 : 1.0) / (2 * k + 1) + sum);
    return 8 * (x + x * sum);
}

isms__complex isms__complex_log(isms__complex z)
{
    return (isms__complex){0.5 * isms__log(z.re * z.re + z.im * z.im), arc_tangent(z.im / z.re)};
}
