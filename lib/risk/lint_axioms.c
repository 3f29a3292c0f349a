/* The linter's axioms: monotone, weak consistency, betweenness, colour consistency, inversions; and the count of matrices that
 * hold them. */
#include "lint.h"

#include <string.h>

static void tell(isms__survey *s, int rule, int32_t cell, int32_t other)
{
    if (s->found)
        s->found(s->user, rule, cell, other);
}

static void count(isms__survey *s, int32_t metric, int rule, int32_t cell, int32_t other)
{
    s->metrics[metric]++;
    tell(s, rule, cell, other);
}

static void find_extremes(isms__survey *s)
{
    bool used[ISMS_SCALE_MOST] = {false};
    s->top = s->bottom = s->cells[0];
    for (int32_t i = 0; i < s->rows * s->columns; i++) {
        int32_t level = s->cells[i];
        s->metrics[ISMS_LINT_LEVELS_USED] += !used[level];
        used[level] = true;
        if (level > s->top)
            s->top = level;
        if (level < s->bottom)
            s->bottom = level;
    }
    s->metrics[ISMS_LINT_CELLS] = (int64_t)s->rows * s->columns;
}

static bool is_jump_to_top(const isms__survey *s, int32_t from, int32_t to)
{
    return s->top != s->bottom && s->cells[from] == s->bottom && s->cells[to] == s->top;
}

/* From a cell to the one above it in likelihood or in consequence. */
static void check_edge(isms__survey *s, int32_t from, int32_t to)
{
    int32_t rise = s->cells[to] - s->cells[from];
    if (rise < 0)
        count(s, ISMS_LINT_NOT_MONOTONE, ISMS__RM010, to, from);
    if (rise > 1 || rise < -1)
        count(s, ISMS_LINT_JUMPS, ISMS__RM011, to, from);
    if (is_jump_to_top(s, from, to))
        count(s, ISMS_LINT_TOUCH_EDGE, ISMS__RM021, from, to);
}

/* Monotone and betweenness. A rising segment from bottom to top that passes no other cell has a first crossing from a bottom to
 * a top cell, and it is over an edge or through the corner: looking at these is exact. */
static void check_neighbours(isms__survey *s)
{
    for (int32_t i = 0; i < s->rows; i++) {
        for (int32_t j = 0; j < s->columns; j++) {
            int32_t cell = i * s->columns + j, up = cell + s->columns;
            if (i + 1 < s->rows)
                check_edge(s, cell, up);
            if (j + 1 < s->columns)
                check_edge(s, cell, cell + 1);
            if (i + 1 < s->rows && j + 1 < s->columns && is_jump_to_top(s, cell, up + 1))
                count(s, ISMS_LINT_TOUCH_CORNER, ISMS__RM021, cell, up + 1);
        }
    }
}

/* Weak consistency: ties count against it. */
static void check_pairs(isms__survey *s)
{
    int32_t n = s->rows * s->columns;
    for (int32_t a = 0; a < n; a++) {
        for (int32_t b = 0; b < n; b++) {
            if (s->cells[a] <= s->cells[b])
                continue;
            s->metrics[ISMS_LINT_ORDERED_PAIRS]++;
            int order = isms__product_compare(s->least[a], s->greatest[b]);
            s->metrics[ISMS_LINT_INVERSIONS] += order < 0;
            if (order <= 0 && s->cells[a] == s->top && s->cells[b] == s->bottom)
                count(s, ISMS_LINT_WEAK_PAIRS, ISMS__RM020, a, b);
        }
    }
}

static bool overlap(const isms__survey *s, int32_t a, int32_t b)
{
    return isms__product_compare(s->least[a], s->greatest[b]) <= 0 && isms__product_compare(s->least[b], s->greatest[a]) <= 0;
}

/* With another cell of that level. */
static bool overlaps_with(const isms__survey *s, int32_t cell, int32_t level)
{
    for (int32_t other = 0; other < s->rows * s->columns; other++)
        if (other != cell && s->cells[other] == level && overlap(s, cell, other))
            return true;
    return false;
}

/* A bottom cell weakly south-west of the cell and a top cell weakly north-east of it. */
static bool lies_between(const isms__survey *s, int32_t cell)
{
    int32_t row = cell / s->columns, column = cell % s->columns;
    bool below = false, above = false;
    for (int32_t i = 0; i < s->rows; i++) {
        for (int32_t j = 0; j < s->columns; j++) {
            int32_t level = s->cells[i * s->columns + j];
            below = below || (i <= row && j <= column && level == s->bottom);
            above = above || (i >= row && j >= column && level == s->top);
        }
    }
    return below && above;
}

static void check_colours(isms__survey *s)
{
    bool zero_counts = s->least[0].value == 0 && s->cells[0] == s->bottom;
    for (int32_t cell = 0; cell < s->rows * s->columns; cell++) {
        bool top = s->cells[cell] == s->top, bottom = s->cells[cell] == s->bottom;
        if (zero_counts && s->least[cell].value == 0 && !bottom)
            count(s, ISMS_LINT_ZERO_CONTOUR, ISMS__RM030, cell, cell);
        if (top && bottom)
            continue;
        bool near_top = overlaps_with(s, cell, s->top), near_bottom = overlaps_with(s, cell, s->bottom);
        if (!top && near_top && !near_bottom)
            count(s, ISMS_LINT_SHOULD_BE_TOP, ISMS__RM031, cell, cell);
        if (!bottom && near_bottom && !near_top)
            count(s, ISMS_LINT_SHOULD_BE_BOTTOM, ISMS__RM032, cell, cell);
        if (!top && !bottom && !(near_top && near_bottom) && !lies_between(s, cell))
            count(s, ISMS_LINT_NOT_BETWEEN, ISMS__RM033, cell, cell);
    }
}

void isms__survey_run(isms__survey *s)
{
    memset(s->metrics, 0, sizeof s->metrics);
    find_extremes(s);
    check_neighbours(s);
    check_pairs(s);
    check_colours(s);
}

bool isms__survey_holds(const isms__survey *s, int32_t axiom)
{
    const int64_t *m = s->metrics;
    bool two = m[ISMS_LINT_LEVELS_USED] >= 2;
    switch (axiom) {
    case ISMS_LINT_MONOTONE:
        return m[ISMS_LINT_NOT_MONOTONE] == 0;
    case ISMS_LINT_WEAK_CONSISTENCY:
        return two && m[ISMS_LINT_WEAK_PAIRS] == 0;
    case ISMS_LINT_BETWEENNESS:
        return two && m[ISMS_LINT_TOUCH_EDGE] == 0 && m[ISMS_LINT_TOUCH_CORNER] == 0;
    case ISMS_LINT_COLOUR_CONSISTENCY:
        return two && m[ISMS_LINT_ZERO_CONTOUR] == 0 && m[ISMS_LINT_SHOULD_BE_TOP] == 0 && m[ISMS_LINT_SHOULD_BE_BOTTOM] == 0 &&
               m[ISMS_LINT_NOT_BETWEEN] == 0;
    default:
        return false;
    }
}

/* Enumeration on unit scales. */

enum { MOST_ALL = 3, MOST_MONOTONE = 6 };

typedef struct search {
    int32_t n, levels;
    bool monotone;
    int32_t cells[MOST_MONOTONE * MOST_MONOTONE];
    isms__product least[MOST_MONOTONE * MOST_MONOTONE], greatest[MOST_MONOTONE * MOST_MONOTONE];
    int64_t solutions;
} search;

static bool is_solution(search *q)
{
    isms__survey s = {.rows = q->n, .columns = q->n, .cells = q->cells, .least = q->least, .greatest = q->greatest};
    isms__survey_run(&s);
    return isms__survey_holds(&s, ISMS_LINT_WEAK_CONSISTENCY) && isms__survey_holds(&s, ISMS_LINT_BETWEENNESS) &&
           isms__survey_holds(&s, ISMS_LINT_COLOUR_CONSISTENCY);
}

/* The least level that a cell may have, given those before it. */
static int32_t floor_of(const search *q, int32_t cell)
{
    int32_t left = cell % q->n ? q->cells[cell - 1] : 0, below = cell >= q->n ? q->cells[cell - q->n] : 0;
    return left > below ? left : below;
}

/* Steps to the next table in lexical order, starting from all cells at their floor. Returns false behind the last. */
static bool advance(search *q)
{
    int32_t cell = q->n * q->n - 1;
    while (cell >= 0 && q->cells[cell] == q->levels - 1)
        cell--;
    if (cell < 0)
        return false;
    q->cells[cell]++;
    for (int32_t i = cell + 1; i < q->n * q->n; i++)
        q->cells[i] = q->monotone ? floor_of(q, i) : 0;
    return true;
}

isms_status isms_lint_enumerate(int32_t n, int32_t levels, int32_t monotone, int64_t *solutions)
{
    if (!solutions)
        return ISMS_E_MISUSE;
    if (n < 1 || levels < 1)
        return ISMS_E_RANGE;
    if (n > (monotone ? MOST_MONOTONE : MOST_ALL) || levels > 3)
        return ISMS_E_LIMIT;
    search q = {.n = n, .levels = levels, .monotone = monotone != 0};
    for (int32_t i = 0; i < n * n; i++) {
        int64_t row = i / n, column = i % n;
        q.least[i] = isms__decimal_multiply((isms__decimal){row, 0}, (isms__decimal){column, 0});
        q.greatest[i] = isms__decimal_multiply((isms__decimal){row + 1, 0}, (isms__decimal){column + 1, 0});
    }
    do
        q.solutions += is_solution(&q);
    while (advance(&q));
    *solutions = q.solutions;
    return ISMS_OK;
}
