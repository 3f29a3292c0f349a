/* Numerical integration: adaptive Gauss-Legendre. */
#include "quadrature.h"

#include <math.h>
#include <stdbool.h>

enum { HALF_POINTS = 8, DEEPEST = 48, MOST_PANELS = 4096 };

/* The positive nodes of the 16-point rule, and their weights. */
static const double node[HALF_POINTS] = {0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438,
                                         0.755404408355003,   0.8656312023878318, 0.9445750230732326,  0.9894009349916499};
static const double weight[HALF_POINTS] = {0.1894506104550685,   0.18260341504492358, 0.16915651939500254,
                                           0.14959598881657674,  0.12462897125553388, 0.09515851168249279,
                                           0.062253523938647894, 0.027152459411754096};

static double panel(isms__integrand f, const void *context, double from, double to)
{
    double middle = 0.5 * (from + to), half = 0.5 * (to - from), sum = 0;
    for (int i = 0; i < HALF_POINTS; i++)
        sum += weight[i] * (f(context, middle - half * node[i]) + f(context, middle + half * node[i]));
    return sum * half;
}

typedef struct part {
    double from, to, value;
    int depth;
} part;

double isms__integrate(isms__integrand f, const void *context, double from, double to, double tolerance)
{
    part stack[DEEPEST + 2];
    int top = 0, panels = 0;
    double total = 0;
    stack[0] = (part){from, to, panel(f, context, from, to), 0};
    while (top >= 0) {
        part p = stack[top--];
        double middle = 0.5 * (p.from + p.to);
        double left = panel(f, context, p.from, middle), right = panel(f, context, middle, p.to),
               change = fabs(left + right - p.value);
        bool fine = change <= tolerance || change <= 4e-16 * fabs(left + right);
        if ((fine && p.depth > 0) || p.depth >= DEEPEST || ++panels > MOST_PANELS) {
            total += left + right;
        } else {
            stack[++top] = (part){middle, p.to, right, p.depth + 1};
            stack[++top] = (part){p.from, middle, left, p.depth + 1};
        }
    }
    return total;
}
