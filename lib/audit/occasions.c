/* Occasions: what fell due, what was done, late or missed (readiness.md 3). One function for every schedule. */
#include "readiness.h"

#include <stdlib.h>

bool isms__schedule_done(isms__run *run, isms__schedule *s, isms_day day)
{
    if (!day || day > run->as_of)
        return true; /* a later date is not evidence */
    if (!isms__reserve(run->a, (void **)&s->done, &s->done_capacity, s->done_count + 1, sizeof *s->done)) {
        run->failed = true;
        return false;
    }
    s->done[s->done_count++] = day;
    return true;
}

bool isms__schedule_excused(isms__run *run, isms__schedule *s, isms_day day)
{
    if (!isms__reserve(run->a, (void **)&s->excused, &s->excused_capacity, s->excused_count + 1, sizeof *s->excused)) {
        run->failed = true;
        return false;
    }
    s->excused[s->excused_count++] = day;
    return true;
}

static void schedule_free(const isms__run *run, isms__schedule *s)
{
    isms__release(run->a, s->done, s->done_capacity * sizeof *s->done);
    isms__release(run->a, s->excused, s->excused_capacity * sizeof *s->excused);
    *s = (isms__schedule){0};
}

static int by_day(const void *a, const void *b)
{
    isms_day x = *(const isms_day *)a, y = *(const isms_day *)b;
    return x < y ? -1 : x > y;
}

/* From the anchor, never from the previous due date, so that a month's end is not lost. */
static isms_day due(const isms__schedule *s, int32_t k)
{
    return s->months ? isms_date_add_months(s->anchor, k * s->months) : s->anchor + k * s->days;
}

static bool is_excused(const isms__schedule *s, isms_day day)
{
    for (size_t i = 0; i < s->excused_count; i++)
        if (s->excused[i] == day)
            return true;
    return false;
}

static isms__occasions occasions_of(const isms__run *run, isms__schedule *s)
{
    isms__occasions o = {0};
    int32_t lookback = run->audit->options.lookback_months;
    if (s->months > lookback)
        lookback = s->months;
    isms_day from = isms_date_add_months(run->as_of, -lookback), missed_due = 0, missed_before = 0;
    size_t next = 0;
    if (s->done_count)
        qsort(s->done, s->done_count, sizeof *s->done, by_day);
    if (s->anchor <= 0 || (s->months < 1 && s->days < 1) || s->months > 1200 || s->days > 36500)
        return o;
    while (next < s->done_count && s->done[next] < s->anchor)
        next++;
    for (int32_t k = 1;; k++) {
        isms_day before = due(s, k - 1), on = due(s, k), after = due(s, k + 1);
        if (!on || !after || on + s->grace >= run->as_of)
            break;
        while (next < s->done_count && k > 1 && s->done[next] <= before)
            next++; /* more than one in an interval: the others served the same occasion */
        bool there = next < s->done_count;
        bool done = there && s->done[next] <= on + s->grace;
        bool late = there && !done && 2 * (s->done[next] - on) <= after - on;
        if (done || late)
            next++;
        if (on <= from)
            continue;
        o.n++;
        o.late += late;
        o.missed += !done && !late;
        o.excepted += !done && is_excused(s, on);
        if (!done && !late) {
            missed_due = on;
            missed_before = before;
        }
    }
    if (o.n == 1 && o.missed == 1) {
        o.single = true;
        o.prior = s->done_count && s->done[0] <= missed_before;
        o.interval = missed_due - missed_before;
        o.overdue = run->as_of - missed_due;
    }
    return o;
}

isms__verdict isms__judge_occasions(isms__run *run, isms__schedule *s)
{
    isms__occasions o = occasions_of(run, s);
    schedule_free(run, s);
    if (o.n == 0)
        return ISMS__OUT;
    isms__say_number(run, "n", o.n);
    isms__say_number(run, "missed", o.missed);
    isms__say_number(run, "late", o.late);
    isms__say_number(run, "excepted", o.excepted);
    if (o.single) {
        isms__say(run, "prior_op", o.prior ? "yes" : "no");
        isms__say_number(run, "interval", o.interval);
        isms__say_number(run, "overdue", o.overdue);
    }
    return o.missed || o.late ? ISMS__FIRED : ISMS__CLEAR;
}
