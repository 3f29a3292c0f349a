/* Compound distributions on a grid by the Fourier transform: once with each loss rounded down to a multiple of the step, once
 * with each rounded up, so that the truth lies between. Exponential tilting keeps what lies beyond the grid from wrapping round
 * into it (R. Gruebel and R. Hermesmeier, 1999). */
#include "compound.h"
#include "fft.h"

#include "core/elementary.h"

#include <string.h>

enum { COARSE = 1 << 12, FINEST = 1 << 20, MOST_SEARCHES = 400 };

#define TILT   13.0 /* e^-13 of what lies beyond the grid comes back */
#define WANTED 5e-5 /* relative half width of an answer */

typedef struct grid {
    size_t size;
    double step;
    double *down, *up; /* P(S <= k step) with losses rounded down and up */
    double error;      /* of each of these numbers: rounding and wrapping round */
    double mean_down, mean_up;
    const isms_allocator *allocator;
} grid;

static void grid_dispose(grid *g)
{
    isms__release(g->allocator, g->down, g->size * sizeof *g->down);
    isms__release(g->allocator, g->up, g->size * sizeof *g->up);
}

typedef struct workspace {
    isms__fft fft;
    isms__complex *losses, *down, *up; /* spectra: of the losses of one kind, and of the compound so far */
    double *decay;                     /* e^(-theta k) */
} workspace;

static void workspace_dispose(workspace *w)
{
    const isms_allocator *a = w->fft.allocator;
    size_t n = w->fft.size;
    isms__release(a, w->losses, n * sizeof *w->losses);
    isms__release(a, w->down, n * sizeof *w->down);
    isms__release(a, w->up, n * sizeof *w->up);
    isms__release(a, w->decay, n * sizeof *w->decay);
    isms__fft_dispose(&w->fft);
}

static bool workspace_new(workspace *w, size_t n, const isms_allocator *a)
{
    memset(w, 0, sizeof *w);
    if (!isms__fft_new(&w->fft, n, a))
        return false;
    w->losses = isms__allocate_zero(a, n * sizeof *w->losses);
    w->down = isms__allocate(a, n * sizeof *w->down);
    w->up = isms__allocate(a, n * sizeof *w->up);
    w->decay = isms__allocate(a, n * sizeof *w->decay);
    if (!w->losses || !w->down || !w->up || !w->decay) {
        workspace_dispose(w);
        return false;
    }
    for (size_t k = 0; k < n; k++) {
        w->down[k] = w->up[k] = (isms__complex){1, 0};
        w->decay[k] = isms__exp(-TILT * (double)k / (double)n);
    }
    return true;
}

/* Adds weight * P(k step < X <= (k+1) step), tilted, to the losses rounded down; the sum of P(X > k step) over k > 0 gives the
 * mean of the rounded loss. Differences are taken on the side where they are small. */
static double add_losses(workspace *w, const isms_distribution *x, double weight, double step)
{
    double below = 0, above = 1, whole_steps = 0;
    for (size_t k = 0; k < w->fft.size; k++) {
        double edge = (double)(k + 1) * step, mass;
        if (below < 0.5) {
            double next = x->family->below(x, edge);
            mass = next - below;
            below = next;
            above = x->family->above(x, edge);
        } else {
            double next = x->family->above(x, edge);
            mass = above - next;
            above = next;
        }
        w->losses[k].re += weight * w->decay[k] * mass;
        whole_steps += above;
    }
    return whole_steps * step;
}

/* Spectrum of the losses rounded up: all but those of 0 are one step higher than rounded down. */
static isms__complex shifted(const workspace *w, size_t j, isms__complex down, double at_zero)
{
    size_t n = w->fft.size;
    isms__complex turn =
        j < n / 2 ? w->fft.roots[j] : (isms__complex){-w->fft.roots[j - n / 2].re, -w->fft.roots[j - n / 2].im};
    isms__complex moved = isms__complex_multiply((isms__complex){turn.re * w->decay[1], turn.im * w->decay[1]},
                                                 (isms__complex){down.re - at_zero, down.im});
    return (isms__complex){moved.re + at_zero, moved.im};
}

static isms__complex power(isms__complex z, uint64_t n)
{
    isms__complex result = {1, 0};
    for (; n; n >>= 1) {
        if (n & 1)
            result = isms__complex_multiply(result, z);
        z = isms__complex_multiply(z, z);
    }
    return result;
}

/* E[z^N] of a number of events at a complex z. */
static isms__complex generating(const isms_distribution *count, isms__complex z)
{
    double a = count->a[0], b = count->a[1];
    if (count->family == &isms__poisson_family)
        return isms__complex_exp((isms__complex){a * (z.re - 1), a * z.im});
    if (count->family == &isms__binomial_family)
        return power((isms__complex){1 + b * (z.re - 1), b * z.im}, (uint64_t)a);
    isms__complex log = isms__complex_log((isms__complex){1 - b * (z.re - 1), -b * z.im});
    return isms__complex_exp((isms__complex){-a * log.re, -a * log.im});
}

/* Multiplies one kind, or all Poisson kinds as one, into the compound. */
static void multiply_in(workspace *w, const isms_distribution *count, double at_zero)
{
    isms__fft_forward(&w->fft, w->losses);
    for (size_t j = 0; j < w->fft.size; j++) {
        isms__complex z = w->losses[j];
        w->down[j] = isms__complex_multiply(w->down[j], generating(count, z));
        w->up[j] = isms__complex_multiply(w->up[j], generating(count, shifted(w, j, z, at_zero)));
    }
    memset(w->losses, 0, w->fft.size * sizeof *w->losses);
}

/* Mean of the losses of one kind when rounded down; what lies beyond the grid is its excess, to within a step of its
 * probability. */
static void add_mean(grid *g, const isms_distribution *count, const isms_distribution *x, double whole_steps)
{
    double end = (double)g->size * g->step, n = count->family->mean(count);
    double down = whole_steps + x->family->mean(x) - isms__distribution_limited(x, 1, end);
    g->mean_down += n * (down - g->step * x->family->above(x, end));
    g->mean_up += n * (down + g->step * x->family->above(x, 0));
}

static void fill_spectra(const isms_compound *c, workspace *w, grid *g)
{
    isms_distribution all = {.family = &isms__poisson_family, .a = {0}}; /* Poisson kinds add up to one, their losses mixed */
    double at_zero = 0;
    for (size_t i = 0; i < c->kinds; i++)
        if (c->counts[i]->family == &isms__poisson_family)
            all.a[0] += c->counts[i]->a[0];
    for (size_t i = 0; i < c->kinds && all.a[0] > 0; i++) {
        if (c->counts[i]->family != &isms__poisson_family)
            continue;
        double weight = c->counts[i]->a[0] / all.a[0];
        add_mean(g, c->counts[i], c->losses[i], add_losses(w, c->losses[i], weight, g->step));
        at_zero += weight * c->losses[i]->family->below(c->losses[i], 0);
    }
    if (all.a[0] > 0)
        multiply_in(w, &all, at_zero);
    for (size_t i = 0; i < c->kinds; i++) {
        if (c->counts[i]->family == &isms__poisson_family)
            continue;
        add_mean(g, c->counts[i], c->losses[i], add_losses(w, c->losses[i], 1, g->step));
        multiply_in(w, c->counts[i], c->losses[i]->family->below(c->losses[i], 0));
    }
}

/* Both compounds are real, so one transform brings both back: one in the real part, one in the imaginary. */
static void read_back(workspace *w, grid *g)
{
    double down = 0, up = 0, n = (double)g->size;
    for (size_t j = 0; j < g->size; j++)
        w->losses[j] = (isms__complex){w->down[j].re - w->up[j].im, w->down[j].im + w->up[j].re};
    isms__fft_backward(&w->fft, w->losses);
    for (size_t k = 0; k < g->size; k++) {
        down += w->losses[k].re / (w->decay[k] * n);
        up += w->losses[k].im / (w->decay[k] * n);
        g->down[k] = down;
        g->up[k] = up;
    }
}

/* Rounding errors of the transform are about log2(n) units in the last place of the tilted total, and grow with the tilt; the
 * first half of the grid is used only. */
static double rounding_bound(size_t size)
{
    double n = (double)size, logarithm = 1;
    for (size_t k = size; k > 1; k /= 2)
        logarithm += 1;
    return 4 * 2.2e-16 * logarithm * isms__exp(0.5 * TILT) * sqrt(n / (2 * TILT));
}

static isms_status grid_new(const isms_compound *c, size_t size, double step, grid *g)
{
    const isms_allocator *a = &c->allocator;
    workspace w;
    *g = (grid){.size = size, .step = step, .allocator = a, .error = rounding_bound(size)};
    g->down = isms__allocate(a, size * sizeof *g->down);
    g->up = isms__allocate(a, size * sizeof *g->up);
    if (!g->down || !g->up || !workspace_new(&w, size, a)) {
        grid_dispose(g);
        return ISMS_E_NO_MEMORY;
    }
    fill_spectra(c, &w, g);
    read_back(&w, g);
    g->error += isms__exp(-TILT) * fabs(1 - g->up[size / 2 - 1]); /* at most that lies beyond the grid */
    workspace_dispose(&w);
    return ISMS_OK;
}

/* First k of the first half where the probability reaches q; the half's size where it does not. */
static size_t reach(const double *below, size_t half, double q)
{
    size_t k = 0;
    while (k < half && below[k] < q)
        k++;
    return k;
}

static bool bracket(const grid *g, double q, isms_estimate *out)
{
    size_t half = g->size / 2, low = reach(g->down, half, q - g->error), high = reach(g->up, half, q + g->error);
    out->low = (double)low * g->step;
    out->high = high < half ? (double)high * g->step : INFINITY;
    out->value = 0.5 * (out->low + out->high);
    return high < half;
}

/* A coarse grid that reaches a little beyond the quantile: its bracket lies in the second quarter of the grid. */
static isms_status search(const isms_compound *c, double q, isms_estimate *rough)
{
    double reach_to = c->mean < INFINITY && c->mean > 0 ? 4 * c->mean : 1;
    for (int i = 0; i < MOST_SEARCHES; i++) {
        grid g;
        isms_status status = grid_new(c, COARSE, 2 * reach_to / COARSE, &g);
        if (status != ISMS_OK)
            return status;
        bool reached = bracket(&g, q, rough);
        grid_dispose(&g);
        if (reached && rough->high >= 0.25 * reach_to)
            return ISMS_OK;
        reach_to = reached ? (rough->high > 0 ? 2 * rough->high : reach_to / 1000) : 4 * reach_to;
        if (!(reach_to > 1e-290 && reach_to < 1e290))
            break;
    }
    return ISMS_E_LIMIT;
}

/* A function of a grid that gives an answer with its bracket. */
typedef bool (*reader)(const grid *g, double argument, isms_estimate *out);

static bool is_narrow(const isms_estimate *e)
{
    return e->high - e->low <= 2 * WANTED * fabs(e->value);
}

/* Answers from finer and finer grids over the same stretch until the bracket is narrow, or the grid as fine as it may be. */
static isms_status refine(const isms_compound *c, double reach_to, reader read, double argument, isms_estimate *out)
{
    for (size_t size = COARSE * 4; size <= FINEST; size *= 4) {
        grid g;
        isms_status status = grid_new(c, size, 2 * reach_to / (double)size, &g);
        if (status != ISMS_OK)
            return status;
        bool answered = read(&g, argument, out);
        grid_dispose(&g);
        if (!answered)
            return ISMS_E_LIMIT;
        if (is_narrow(out))
            break;
    }
    return ISMS_OK;
}

isms_status isms__grid_quantile(const isms_compound *c, double q, isms_estimate *out)
{
    isms_estimate e = {0, 0, 0};
    if (c->zero < q) {
        isms_status status = search(c, q, &e);
        if (status == ISMS_OK)
            status = refine(c, 1.05 * e.high, bracket, q, &e);
        if (status != ISMS_OK)
            return status;
    }
    *out = e;
    return ISMS_OK;
}

static bool read_exceedance(const grid *g, double loss, isms_estimate *out)
{
    size_t k = (size_t)(loss / g->step);
    double low = 1 - g->down[k] - g->error, high = 1 - g->up[k] + g->error;
    out->low = low > 0 ? low : 0;
    out->high = high < 1 ? high : 1;
    out->value = 0.5 * (out->low + out->high);
    return true;
}

isms_status isms__grid_exceedance(const isms_compound *c, double loss, isms_estimate *out)
{
    double sure = loss < 0 ? 1 : 1 - c->zero;
    if (loss <= 0) {
        *out = (isms_estimate){sure, sure, sure};
        return ISMS_OK;
    }
    isms_estimate e;
    isms_status status = refine(c, 1.05 * loss, read_exceedance, loss, &e);
    if (status == ISMS_OK)
        *out = e;
    return status;
}

/* Tail mean of a sum over whole steps: quantile + (mean - mean of what is cut at the quantile) / (1 - q). */
static double tail_of(const double *below, size_t at, double step, double mean, double q)
{
    double cut = 0;
    for (size_t k = 0; k < at; k++)
        cut += 1 - below[k];
    return (double)at * step + (mean - cut * step) / (1 - q);
}

static bool read_tail_mean(const grid *g, double q, isms_estimate *out)
{
    size_t half = g->size / 2, low = reach(g->down, half, q), high = reach(g->up, half, q);
    double slack = (double)high * g->step * g->error / (1 - q);
    out->low = tail_of(g->down, low, g->step, g->mean_down, q) - slack;
    out->high = tail_of(g->up, high, g->step, g->mean_up, q) + slack;
    out->value = 0.5 * (out->low + out->high);
    return high < half;
}

isms_status isms__grid_tail_mean(const isms_compound *c, double q, isms_estimate *out)
{
    isms_estimate e = {c->mean / (1 - q), c->mean / (1 - q), c->mean / (1 - q)};
    if (c->mean < INFINITY && c->zero < q) {
        isms_status status = search(c, q, &e);
        if (status == ISMS_OK)
            status = refine(c, 1.05 * e.high, read_tail_mean, q, &e);
        if (status != ISMS_OK)
            return status;
    }
    *out = e;
    return ISMS_OK;
}
