/* Running a method: the code of its formulas on a stack of lists. What is not set is NaN and makes what needs it NaN. */
#include "method.h"

#include "core/elementary.h"

#include <math.h>
#include <string.h>

void isms__scalar(isms__list *list, double value)
{
    list->count = 1;
    list->v[0] = value;
}

void isms__list_copy(isms__list *to, const isms__list *from)
{
    to->count = from->count;
    for (int32_t i = 0; i < from->count; i++)
        to->v[i] = from->v[i];
}

void isms__lists_place(isms__list *lists, size_t count, double *room, size_t capacity)
{
    for (size_t i = 0; i < count; i++)
        lists[i] = (isms__list){0, room + i * capacity};
}

bool isms__list_is_set(const isms__list *list)
{
    for (int32_t i = 0; i < list->count; i++)
        if (!isnan(list->v[i]))
            return true;
    return false;
}

const char *isms__word_at(const char *words, int32_t position, size_t *size)
{
    while (position-- > 0 && words)
        words = strchr(words, '|') ? strchr(words, '|') + 1 : NULL;
    *size = words ? strcspn(words, "|") : 0;
    return words ? words : "";
}

int32_t isms__word_find(const char *words, const char *text, size_t size)
{
    for (int32_t i = 0;; i++) {
        size_t n;
        const char *word = isms__word_at(words, i, &n);
        if (n == 0)
            return -1;
        if (n == size && memcmp(word, text, n) == 0)
            return i;
    }
}

static isms_status refuse(isms__run *run, isms_status status, const char *reason)
{
    run->reason = reason;
    return status;
}

static double first_of(const isms__list *l)
{
    return l->count ? l->v[0] : NAN;
}

/* Elementwise operators. */

/* x^y; by multiplication where y is a small whole number, so that 2^10 is 1024. */
static double power(double x, double y)
{
    if (y != floor(y) || fabs(y) > 64)
        return isms__pow(x, y);
    double result = 1;
    for (int n = (int)fabs(y); n > 0; n--)
        result *= x;
    return y < 0 ? 1 / result : result;
}

/* Exact for powers of ten, as far as they are doubles. */
static double decimal_logarithm(double x)
{
    double y = isms__log(x) * 0.4342944819032518, whole = floor(y + 0.5);
    return fabs(whole) <= 22 && power(10, whole) == x ? whole : y;
}

static double apply(uint8_t code, double a, double b)
{
    if (isnan(a) || isnan(b))
        return NAN;
    switch (code) {
    case ISMS__OP_ADD:
        return a + b;
    case ISMS__OP_SUBTRACT:
        return a - b;
    case ISMS__OP_MULTIPLY:
        return a * b;
    case ISMS__OP_DIVIDE:
        return a / b;
    case ISMS__OP_LESS:
        return a < b;
    case ISMS__OP_LESS_EQUAL:
        return a <= b;
    case ISMS__OP_GREATER:
        return a > b;
    case ISMS__OP_GREATER_EQUAL:
        return a >= b;
    case ISMS__OP_EQUAL:
        return a == b;
    case ISMS__OP_NEAR:
        return fabs(a - b) <= 1e-9;
    case ISMS__OP_POWER:
        return power(a, b);
    default: /* ISMS__OP_ROUND: half away from zero, b decimals */
        return copysign(floor(fabs(a) * power(10, b) + 0.5) / power(10, b), a);
    }
}

static isms_status run_binary(isms__run *run, uint8_t code, isms__list *a, const isms__list *b)
{
    int32_t n = a->count == 1 ? b->count : a->count;
    if (b->count != 1 && b->count != n)
        return refuse(run, ISMS_E_RANGE, "the lists differ in length");
    double single = first_of(a);
    for (int32_t i = 0; i < n; i++) {
        double x = a->count == 1 ? single : a->v[i], y = b->count == 1 ? b->v[0] : b->v[i];
        if (code == ISMS__OP_DIVIDE && y == 0 && !isnan(x))
            return refuse(run, ISMS_E_NOT_POSITIVE, "the divisor is zero");
        if (code == ISMS__OP_POWER && x < 0)
            return refuse(run, ISMS_E_NOT_POSITIVE, "a power needs a base that is not negative");
        a->v[i] = apply(code, x, y);
    }
    a->count = n;
    return ISMS_OK;
}

static double apply_one(uint8_t code, double x)
{
    switch (code) {
    case ISMS__OP_NEGATE:
        return -x;
    case ISMS__OP_FLOOR:
        return floor(x);
    case ISMS__OP_CEIL:
        return ceil(x);
    case ISMS__OP_LOG10:
        return decimal_logarithm(x);
    case ISMS__OP_LN:
        return isms__log(x);
    case ISMS__OP_EXP:
        return isms__exp(x);
    case ISMS__OP_POSITIVE:
        return x > 0 ? x : NAN;
    default: /* ISMS__OP_POSITION */
        return x + 1;
    }
}

static isms_status run_unary(isms__run *run, uint8_t code, isms__list *a)
{
    for (int32_t i = 0; i < a->count; i++) {
        if ((code == ISMS__OP_LOG10 || code == ISMS__OP_LN) && a->v[i] <= 0)
            return refuse(run, ISMS_E_NOT_POSITIVE, "a logarithm needs a number above zero");
        a->v[i] = apply_one(code, a->v[i]);
    }
    return ISMS_OK;
}

/* All elements of all arguments. */

typedef struct tally {
    double sum, product, max, min;
    int32_t known, count;
} tally;

static tally tally_of(const isms__list *args, int32_t n)
{
    tally t = {0, 1, NAN, NAN, 0, 0};
    for (int32_t i = 0; i < n; i++) {
        for (int32_t j = 0; j < args[i].count; j++) {
            double x = args[i].v[j];
            t.count++;
            if (isnan(x))
                continue;
            t.known++;
            t.sum += x;
            t.product *= x;
            t.max = isnan(t.max) || x > t.max ? x : t.max;
            t.min = isnan(t.min) || x < t.min ? x : t.min;
        }
    }
    return t;
}

static double reduce(uint8_t code, const isms__list *args, int32_t n)
{
    tally t = tally_of(args, n);
    bool whole = t.known == t.count;
    switch (code) {
    case ISMS__OP_SUM:
        return whole ? t.sum : NAN;
    case ISMS__OP_PRODUCT:
        return whole ? t.product : NAN;
    case ISMS__OP_MEAN:
        return t.known ? t.sum / t.known : NAN;
    case ISMS__OP_MAX:
        return t.max;
    case ISMS__OP_MIN:
        return t.min;
    case ISMS__OP_KNOWN:
        return t.known;
    default: /* ISMS__OP_COUNT */
        return t.count;
    }
}

static double is_permutation(const isms__list *l)
{
    bool seen[ISMS_METHOD_LIST_MOST] = {false};
    for (int32_t i = 0; i < l->count; i++) {
        if (isnan(l->v[i]))
            return NAN;
        if (l->v[i] < 1 || l->v[i] > l->count || l->v[i] != floor(l->v[i]) || seen[(int32_t)l->v[i] - 1])
            return 0;
        seen[(int32_t)l->v[i] - 1] = true;
    }
    return 1;
}

/* Choice. */

static void choose(uint8_t code, isms__list *args, int32_t n, isms__list *out)
{
    double c = first_of(&args[0]);
    int32_t at = -1;
    if (code == ISMS__OP_FIRST) {
        for (at = 0; at < n && !isms__list_is_set(&args[at]);)
            at++;
    } else if (code == ISMS__OP_PICK) {
        at = isnan(c) ? -1 : (int32_t)c + 1;
    } else { /* ISMS__OP_IF, ISMS__OP_WHEN */
        at = isnan(c) ? -1 : c != 0 ? 1 : 2;
    }
    if (at < 0 || at >= n)
        isms__scalar(out, NAN);
    else if (&args[at] != out)
        isms__list_copy(out, &args[at]);
}

/* Levels. */

static isms__trace *trace_of(isms__run *run, const isms__step *step)
{
    return run->traces ? &run->traces[step - run->method->steps] : NULL;
}

static isms_status run_table(isms__run *run, const isms__step *step, const isms__op *op, isms__list *args)
{
    double row = first_of(&args[0]), column = first_of(&args[1]);
    if (isnan(row) || isnan(column)) {
        isms__scalar(args, NAN);
        return ISMS_OK;
    }
    int32_t level = isms_matrix_level(run->method->matrices[op->index].matrix, (int32_t)row, (int32_t)column);
    if (level < 0)
        return refuse(run, ISMS_E_RANGE, "the matrix has no such cell");
    isms__trace *t = trace_of(run, step);
    if (t)
        *t = (isms__trace){op, (int32_t)row, (int32_t)column, 0};
    isms__scalar(args, level);
    return ISMS_OK;
}

static isms_status count_thresholds(isms__run *run, uint8_t code, const isms__list *args, int32_t n, int32_t *level)
{
    double x = first_of(&args[0]), before = -INFINITY;
    *level = 0;
    for (int32_t i = 1; i < n; i++) {
        for (int32_t j = 0; j < args[i].count; j++) {
            double t = args[i].v[j];
            if (isnan(t) || t <= before)
                return refuse(run, ISMS_E_LOW_NOT_BELOW_HIGH, "the thresholds do not ascend");
            *level += code == ISMS__OP_REACH ? t <= x : t < x;
            before = t;
        }
    }
    return ISMS_OK;
}

static isms_status run_band(isms__run *run, const isms__step *step, const isms__op *op, isms__list *args)
{
    const isms_scale *scale = run->method->scales[op->index].scale;
    double x = first_of(&args[0]);
    int32_t level = 0;
    if (isnan(x)) {
        isms__scalar(args, NAN);
        return ISMS_OK;
    }
    isms_status status = op->code == ISMS__OP_LEVEL_OF ? isms_scale_level_of(scale, x, &level)
                                                       : count_thresholds(run, op->code, args, op->args, &level);
    if (status != ISMS_OK)
        return run->reason ? status : refuse(run, status, "the value lies in no interval of the scale");
    if (level >= isms_scale_count(scale))
        return refuse(run, ISMS_E_RANGE, "there are more thresholds than the scale has steps");
    isms__trace *t = trace_of(run, step);
    if (t)
        *t = (isms__trace){op, level, 0, x};
    isms__scalar(args, level);
    return ISMS_OK;
}

/* One instruction; its arguments are args[0..op->args), and args[0] is where the result goes. */
static isms_status execute(isms__run *run, const isms__step *step, const isms__op *op, isms__list *args)
{
    switch ((isms__op_code)op->code) {
    case ISMS__OP_NUMBER:
        isms__scalar(args, op->number);
        return ISMS_OK;
    case ISMS__OP_STEP:
        isms__list_copy(args, &run->values[op->index]);
        return ISMS_OK;
    case ISMS__OP_NEGATE:
    case ISMS__OP_FLOOR:
    case ISMS__OP_CEIL:
    case ISMS__OP_LOG10:
    case ISMS__OP_LN:
    case ISMS__OP_EXP:
    case ISMS__OP_POSITIVE:
    case ISMS__OP_POSITION:
        return run_unary(run, op->code, args);
    case ISMS__OP_TABLE:
        return run_table(run, step, op, args);
    case ISMS__OP_LEVEL_OF:
    case ISMS__OP_REACH:
    case ISMS__OP_PASS:
        return run_band(run, step, op, args);
    case ISMS__OP_SUM:
    case ISMS__OP_PRODUCT:
    case ISMS__OP_MEAN:
    case ISMS__OP_MAX:
    case ISMS__OP_MIN:
    case ISMS__OP_KNOWN:
    case ISMS__OP_COUNT:
        isms__scalar(args, reduce(op->code, args, op->args));
        return ISMS_OK;
    case ISMS__OP_FIRST:
    case ISMS__OP_PICK:
    case ISMS__OP_IF:
    case ISMS__OP_WHEN:
        choose(op->code, args, op->args, args);
        return ISMS_OK;
    case ISMS__OP_CLAMP:
        if (isnan(first_of(&args[0])))
            return ISMS_OK;
        isms__scalar(args, fmin(fmax(first_of(&args[0]), first_of(&args[1])), first_of(&args[2])));
        return ISMS_OK;
    case ISMS__OP_PERMUTATION:
        isms__scalar(args, is_permutation(args));
        return ISMS_OK;
    default:
        return run_binary(run, op->code, &args[0], &args[1]);
    }
}

/* One formula: code[from..to) of the run's method. */
static isms_status run_code(isms__run *run, const isms__step *step, isms__list *out)
{
    int32_t top = 0;
    for (int16_t i = step->from; i < step->to; i++) {
        const isms__op *op = &run->method->code[i];
        top -= op->args;
        isms_status status = execute(run, step, op, &run->stack[top]);
        if (status != ISMS_OK)
            return status;
        top++;
    }
    isms__list_copy(out, &run->stack[0]);
    return ISMS_OK;
}

/* Inputs. */

static isms_status check_number(isms__run *run, const isms__step *s, double value)
{
    if (!isfinite(value))
        return refuse(run, ISMS_E_NOT_FINITE, "it is not finite");
    if ((s->kind == ISMS_STEP_ORDINAL || s->kind == ISMS_STEP_LEVEL || s->kind == ISMS_STEP_WORD) && value != floor(value))
        return refuse(run, ISMS_E_RANGE, "it is not a whole number");
    size_t size = 1;
    if (s->kind == ISMS_STEP_LEVEL && !(value >= 0 && value < isms_scale_count(s->scale)))
        return refuse(run, ISMS_E_RANGE, "the scale has no such level");
    if (s->kind == ISMS_STEP_WORD && (value < 0 || value > 64 || (isms__word_at(s->words, (int32_t)value, &size), size == 0)))
        return refuse(run, ISMS_E_RANGE, "there is no such word");
    if (s->has_range && !(value >= s->low && value <= s->high))
        return refuse(run, ISMS_E_RANGE, "it lies outside its range");
    return ISMS_OK;
}

static isms_status settle_input(isms__run *run, const isms__step *s, isms__list *value)
{
    for (int32_t i = 0; i < value->count; i++) {
        if (s->has_unset && value->v[i] == s->unset)
            value->v[i] = NAN;
        isms_status status = isnan(value->v[i]) ? ISMS_OK : check_number(run, s, value->v[i]);
        if (status != ISMS_OK)
            return status;
    }
    if (s->has_default && s->kind != ISMS_STEP_LIST && isnan(first_of(value)))
        isms__scalar(value, s->otherwise);
    return ISMS_OK;
}

/* The input that keeps a step from having a value, or the step itself. */
static int32_t blame(const isms__run *run, int32_t step)
{
    const isms__step *s = &run->method->steps[step];
    for (int16_t i = s->from; i < s->to; i++) {
        const isms__op *op = &run->method->code[i];
        if (op->code == ISMS__OP_STEP && !isms__list_is_set(&run->values[op->index]))
            return blame(run, op->index);
    }
    return step;
}

static isms_status run_step(isms__run *run, int32_t step)
{
    const isms__step *s = &run->method->steps[step];
    isms__list *value = &run->values[step];
    if (s->kind != ISMS_STEP_RESULT)
        return settle_input(run, s, value);
    isms_status status = run_code(run, s, value);
    if (status != ISMS_OK)
        return status;
    for (int32_t i = 0; i < value->count; i++) {
        if (isinf(value->v[i]))
            return refuse(run, ISMS_E_NOT_FINITE, "the result is not finite");
        if (s->required && value->v[i] == 0)
            return refuse(run, ISMS_E_RANGE, "the requirement does not hold");
    }
    bool set = isms__list_is_set(value);
    if (set || s->optional || s->required)
        return ISMS_OK;
    run->culprit = blame(run, step);
    return refuse(run, ISMS_E_NOT_EVALUATED, "it is not set");
}

isms_status isms__run_all(isms__run *run)
{
    for (int32_t i = 0; i < run->method->step_count; i++) {
        run->culprit = i;
        run->reason = NULL;
        if (run->traces)
            run->traces[i] = (isms__trace){NULL, 0, 0, 0};
        isms_status status = run_step(run, i);
        if (status != ISMS_OK)
            return status;
    }
    run->culprit = -1;
    return ISMS_OK;
}
