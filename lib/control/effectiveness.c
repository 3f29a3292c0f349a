/* Effectiveness of controls: design and operation by their tests, what is overdue, and what the risks would be. */
#include <isms/effectiveness.h>

#include "core/buffer.h"
#include "core/names.h"
#include "core/sort.h"
#include "schema/schema.h"

#include <string.h>

enum { KINDS = ISMS_TEST_KIND_OPERATION + 1, DEFAULT_MOST = 20 };

/* What holds of one kind of test. */
typedef struct verdict {
    isms_id test; /* ISMS_NONE: the control itself states it */
    isms_day on;
    int32_t result;
} verdict;

typedef struct row {
    isms_id control;
    verdict verdicts[KINDS];
    isms_day next_test;
    isms_effectiveness_state state;
    uint32_t flags, key, line; /* key, line: texts */
    size_t first_consequence, consequence_count;
    bool asked;
} row;

typedef struct consequence {
    isms_id risk;
    uint32_t text;
} consequence;

struct isms_effectiveness {
    isms_allocator host;
    isms__buffer texts;
    row *rows;
    consequence *consequences;
    size_t row_count, row_capacity, consequence_count, consequence_capacity;
};

typedef struct work {
    isms_effectiveness *e;
    const isms_model *m;
    const isms_allocator *a;
    isms_effectiveness_options options; /* defaults filled in */
    isms__names numbers;                /* row + 1 by control */
    isms__buffer scratch;
    isms_status status;
} work;

static const char *text_at(const isms_effectiveness *e, uint32_t at)
{
    return isms__buffer_c(&e->texts) + at;
}

static uint32_t keep(work *w, const char *text)
{
    if (w->scratch.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    return isms__buffer_keep(&w->e->texts, text, text ? strlen(text) : 0, &w->status);
}

/* ------------------------------------------------------------------ tests */

static bool is_over(const work *w, isms_day day)
{
    return day && w->options.as_of && day < w->options.as_of;
}

static bool is_known(const work *w, isms_day day)
{
    return !w->options.as_of || (day && day <= w->options.as_of);
}

/* Later holds; of two on one day the worse, and then the one of the lesser id, so that the order of records does not matter. */
static bool replaces(const isms_model *m, const verdict *new, const verdict *old)
{
    if (!old->result || new->on != old->on)
        return !old->result || new->on > old->on;
    if (new->result != old->result)
        return new->result == ISMS_TEST_RESULT_INEFFECTIVE;
    return strcmp(isms_record_key(m, new->test), isms_record_key(m, old->test)) < 0;
}

static void take_test(work *w, isms_id test)
{
    const char *control = isms_link_key(w->m, test, ISMS_TEST_CONTROL);
    uint32_t number = control ? isms__names_get(&w->numbers, control) : 0;
    int32_t kind = isms_value(w->m, test, ISMS_TEST_KIND);
    verdict v = {test, isms_day_of(w->m, test, ISMS_TEST_TESTED_ON), isms_value(w->m, test, ISMS_TEST_RESULT)};
    if (!number || !v.result)
        return;
    row *r = &w->e->rows[number - 1];
    verdict *held = &r->verdicts[kind ? kind : ISMS_TEST_KIND_OPERATION];
    if (!is_known(w, v.on))
        r->flags |= v.on ? 0 : ISMS_EFFECTIVENESS_FLAG_UNDATED;
    else if (replaces(w->m, &v, held))
        *held = v;
}

/* What the control states itself counts where no test does; a result of design carries no date of its own. */
static void take_stated(work *w, row *r)
{
    verdict *design = &r->verdicts[ISMS_TEST_KIND_DESIGN], *operation = &r->verdicts[ISMS_TEST_KIND_OPERATION];
    verdict stated = {ISMS_NONE, isms_day_of(w->m, r->control, ISMS_CONTROL_LAST_TESTED_ON),
                      isms_value(w->m, r->control, ISMS_CONTROL_TEST_RESULT)};
    int32_t of_design = isms_value(w->m, r->control, ISMS_CONTROL_DESIGN_RESULT);
    if (stated.result && operation->result && stated.result != operation->result && stated.on <= operation->on)
        r->flags |= ISMS_EFFECTIVENESS_FLAG_DIFFERS;
    if (stated.result && !is_known(w, stated.on))
        r->flags |= stated.on ? 0 : ISMS_EFFECTIVENESS_FLAG_UNDATED;
    else if (stated.result && (!operation->result || stated.on > operation->on))
        *operation = stated;
    if (of_design && design->result && of_design != design->result)
        r->flags |= ISMS_EFFECTIVENESS_FLAG_DIFFERS;
    if (of_design && !design->result)
        design->result = of_design;
}

static void look_for_exceptions(const work *w, row *r)
{
    const verdict *v = &r->verdicts[ISMS_TEST_KIND_OPERATION];
    if (v->test && v->result == ISMS_TEST_RESULT_EFFECTIVE && isms_integer(w->m, v->test, ISMS_TEST_FAILURES, 0) > 0)
        r->flags |= ISMS_EFFECTIVENESS_FLAG_EXCEPTIONS;
}

/* ------------------------------------------------------------------ states */

/* A stated day that a test has already answered gives way to the interval. */
static isms_day next_test(const work *w, const row *r)
{
    isms_day stated = isms_day_of(w->m, r->control, ISMS_CONTROL_NEXT_TEST_ON), last = r->verdicts[ISMS_TEST_KIND_OPERATION].on;
    int64_t months = isms_integer(w->m, r->control, ISMS_CONTROL_TEST_EVERY_MONTHS, 0);
    if (stated && stated > last)
        return stated;
    last = last ? last : isms_day_of(w->m, r->control, ISMS_CONTROL_IMPLEMENTED_ON);
    return last && months > 0 && months <= INT32_MAX ? isms_date_add_months(last, (int32_t)months) : 0;
}

static bool is_in_place(const work *w, const row *r, int32_t status)
{
    isms_day since = isms_day_of(w->m, r->control, ISMS_CONTROL_IMPLEMENTED_ON);
    isms_day until = isms_day_of(w->m, r->control, ISMS_CONTROL_RETIRED_ON);
    bool early = w->options.as_of && since > w->options.as_of;
    bool gone = until && (!w->options.as_of || until <= w->options.as_of);
    return status != ISMS_CONTROL_STATUS_PLANNED && status != ISMS_CONTROL_STATUS_RETIRED && !early && !gone;
}

static isms_effectiveness_state state_of(const work *w, const row *r, int32_t status)
{
    int32_t operation = r->verdicts[ISMS_TEST_KIND_OPERATION].result;
    if (!is_in_place(w, r, status))
        return ISMS_EFFECTIVENESS_NOT_IN_PLACE;
    if (r->verdicts[ISMS_TEST_KIND_DESIGN].result == ISMS_TEST_RESULT_INEFFECTIVE)
        return ISMS_EFFECTIVENESS_UNSUITED;
    if (status == ISMS_CONTROL_STATUS_DEGRADED || operation == ISMS_TEST_RESULT_INEFFECTIVE)
        return ISMS_EFFECTIVENESS_DEGRADED;
    if (!operation)
        return status ? ISMS_EFFECTIVENESS_UNTESTED : ISMS_EFFECTIVENESS_UNKNOWN;
    return r->flags & ISMS_EFFECTIVENESS_FLAG_TEST_OVERDUE ? ISMS_EFFECTIVENESS_OVERDUE : ISMS_EFFECTIVENESS_EFFECTIVE;
}

static void settle(work *w, row *r)
{
    int32_t status = isms_value(w->m, r->control, ISMS_CONTROL_STATUS);
    bool unfinished = status == ISMS_CONTROL_STATUS_PLANNED || status == ISMS_CONTROL_STATUS_PARTIAL;
    take_stated(w, r);
    look_for_exceptions(w, r);
    r->next_test = is_in_place(w, r, status) ? next_test(w, r) : 0;
    if (is_over(w, r->next_test))
        r->flags |= ISMS_EFFECTIVENESS_FLAG_TEST_OVERDUE;
    if (unfinished && is_over(w, isms_day_of(w->m, r->control, ISMS_CONTROL_DUE_ON)))
        r->flags |= ISMS_EFFECTIVENESS_FLAG_LATE;
    if (status == ISMS_CONTROL_STATUS_PARTIAL)
        r->flags |= ISMS_EFFECTIVENESS_FLAG_PARTIAL;
    r->state = state_of(w, r, status);
}

/* ------------------------------------------------------------------ what the risks would be */

static void add_consequence(work *w, row *r, const isms_comparison *x, size_t i)
{
    isms_effectiveness *e = w->e;
    isms__buffer *out = &w->scratch;
    bool certain = isms_comparison_changes(x, i) == ISMS_CHANGE_CERTAIN;
    const char *before = isms_comparison_level(x, i, ISMS_BEFORE);
    const char *after = isms_comparison_level(x, i, certain ? ISMS_AFTER : ISMS_AT_WORST);
    isms__buffer_clear(out);
    isms__buffer_print(out, "%s %s %s%s%s", isms_record_key(w->m, isms_comparison_risk(x, i)),
                       isms_state_name(isms_comparison_state(x, i)), before ? before : "not rated",
                       certain ? " -> " : ", at worst ", after ? after : "not rated");
    if (!isms__grow(w->a, (void **)&e->consequences, &e->consequence_capacity, e->consequence_count, sizeof *e->consequences,
                    &w->status))
        return;
    e->consequences[e->consequence_count++] = (consequence){isms_comparison_risk(x, i), keep(w, isms__buffer_c(out))};
    r->consequence_count++;
}

static void ask_kernel(work *w, row *r)
{
    isms_what_if change = ISMS_WHAT_IF_INIT;
    isms_assess_options options = ISMS_ASSESS_OPTIONS_INIT;
    isms_comparison *x = NULL;
    change.kind = ISMS_CONTROL_FAILS;
    change.control = r->control;
    options.as_of = w->options.as_of;
    options.allocator = w->a;
    isms_status status = isms_assess_what_if(w->m, &change, 1, &options, NULL, &x);
    if (status != ISMS_OK) {
        isms__fail(&w->status, status);
        return;
    }
    r->asked = true;
    r->first_consequence = w->e->consequence_count;
    for (size_t i = 0; i < isms_comparison_count(x) && w->status == ISMS_OK; i++)
        if (isms_comparison_changes(x, i) != ISMS_CHANGE_NONE)
            add_consequence(w, r, x, i);
    isms_comparison_free(x);
}

/* Of all controls those are asked about that are there and do not surely work. */
static void ask(work *w)
{
    uint32_t asked = 0;
    for (size_t i = 0; i < w->e->row_count && w->status == ISMS_OK && asked < w->options.most; i++) {
        row *r = &w->e->rows[i];
        bool doubtful = r->state >= ISMS_EFFECTIVENESS_UNSUITED && r->state <= ISMS_EFFECTIVENESS_OVERDUE;
        if (!w->options.control && !doubtful)
            continue;
        ask_kernel(w, r);
        asked++;
    }
}

/* ------------------------------------------------------------------ words */

static void describe_verdict(work *w, const char *what, const verdict *v)
{
    isms__buffer *out = &w->scratch;
    int64_t size = 0;
    isms__buffer_print(out, "; %s ", what);
    if (!v->result) {
        isms__buffer_text(out, "not tested");
        return;
    }
    isms__buffer_text(out, isms__value_name(ISMS_ENUM_TEST_RESULT, v->result));
    if (v->on) {
        isms__buffer_text(out, " on ");
        isms__buffer_day(out, v->on);
    }
    isms__buffer_print(out, " (%s", v->test ? isms_record_key(w->m, v->test) : "as the control states");
    if (v->test && isms_get_integer(w->m, v->test, ISMS_TEST_SAMPLE_SIZE, &size) == ISMS_OK)
        isms__buffer_print(out, ", %lld of %lld failed", (long long)isms_integer(w->m, v->test, ISMS_TEST_FAILURES, 0),
                           (long long)size);
    isms__buffer_char(out, ')');
}

static const struct {
    uint32_t flag;
    const char *words;
} remarks[] = {{ISMS_EFFECTIVENESS_FLAG_TEST_OVERDUE, ", overdue"},
               {ISMS_EFFECTIVENESS_FLAG_PARTIAL, "; only partly in place"},
               {ISMS_EFFECTIVENESS_FLAG_LATE, "; it should have been in place before"},
               {ISMS_EFFECTIVENESS_FLAG_DIFFERS, "; the control states another result than its latest test"},
               {ISMS_EFFECTIVENESS_FLAG_UNDATED, "; a result without a date was not counted"},
               {ISMS_EFFECTIVENESS_FLAG_EXCEPTIONS, "; effective although cases failed"}};

static void describe(work *w, row *r)
{
    isms__buffer *out = &w->scratch;
    isms__buffer_clear(out);
    isms__buffer_print(out, "%s: %s", text_at(w->e, r->key), isms_effectiveness_state_name(r->state));
    if (r->verdicts[ISMS_TEST_KIND_DESIGN].result)
        describe_verdict(w, "design", &r->verdicts[ISMS_TEST_KIND_DESIGN]);
    if (r->state != ISMS_EFFECTIVENESS_NOT_IN_PLACE || r->verdicts[ISMS_TEST_KIND_OPERATION].result)
        describe_verdict(w, "operation", &r->verdicts[ISMS_TEST_KIND_OPERATION]);
    if (r->next_test) {
        isms__buffer_text(out, "; next test ");
        isms__buffer_day(out, r->next_test);
    }
    for (size_t i = 0; i < sizeof remarks / sizeof remarks[0]; i++)
        if (r->flags & remarks[i].flag)
            isms__buffer_text(out, remarks[i].words);
    r->line = keep(w, isms__buffer_c(out));
}

/* ------------------------------------------------------------------ making it */

static int by_key(const void *a, const void *b, const void *user)
{
    return strcmp(isms_record_key(user, ((const row *)a)->control), isms_record_key(user, ((const row *)b)->control));
}

static void add_rows(work *w)
{
    isms_effectiveness *e = w->e;
    isms_id first = w->options.control ? w->options.control : isms_first(w->m, ISMS_CONTROL);
    for (isms_id c = first; c && w->status == ISMS_OK; c = w->options.control ? ISMS_NONE : isms_next(w->m, c)) {
        if (isms__reserve(w->a, (void **)&e->rows, &e->row_capacity, e->row_count + 1, sizeof *e->rows))
            e->rows[e->row_count++] = (row){.control = c};
        else
            isms__fail(&w->status, ISMS_E_NO_MEMORY);
    }
    if (w->status == ISMS_OK && !isms__sort(w->a, e->rows, e->row_count, sizeof *e->rows, by_key, w->m))
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
    for (size_t i = 0; i < e->row_count && w->status == ISMS_OK; i++) {
        const char *key = isms_record_key(w->m, e->rows[i].control);
        uint32_t *number = isms__names_at(&w->numbers, w->a, key);
        if (number)
            *number = (uint32_t)i + 1;
        else
            isms__fail(&w->status, ISMS_E_NO_MEMORY);
        e->rows[i].key = keep(w, key);
    }
}

static void judge(work *w)
{
    isms__buffer_char(&w->e->texts, '\0'); /* offset 0 is "" */
    add_rows(w);
    for (isms_id t = isms_first(w->m, ISMS_TEST); t && w->status == ISMS_OK; t = isms_next(w->m, t))
        take_test(w, t);
    for (size_t i = 0; i < w->e->row_count && w->status == ISMS_OK; i++) {
        settle(w, &w->e->rows[i]);
        describe(w, &w->e->rows[i]);
    }
    if (!(w->options.flags & ISMS_EFFECTIVENESS_NO_WHAT_IF))
        ask(w);
    isms__names_free(&w->numbers, w->a);
    isms__buffer_dispose(&w->scratch);
    if (w->e->texts.failed)
        isms__fail(&w->status, ISMS_E_NO_MEMORY);
}

isms_status isms_effectiveness_judge(const isms_model *model, const isms_effectiveness_options *options,
                                     isms_effectiveness **out)
{
    isms_effectiveness_options given;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!isms__options_copy(&given, sizeof given, options) || (given.flags & ~ISMS_EFFECTIVENESS_NO_WHAT_IF))
        return ISMS_E_UNSUPPORTED;
    const isms_allocator *a = isms__allocator_or_default(given.allocator);
    if (!model || !a)
        return ISMS_E_MISUSE;
    if (given.control && isms_record_type(model, given.control) != ISMS_CONTROL)
        return ISMS_E_STALE;
    isms_effectiveness *e = isms__allocate_zero(a, sizeof *e);
    if (!e)
        return ISMS_E_NO_MEMORY;
    e->host = *a;
    isms__buffer_init(&e->texts, &e->host);
    work w = {.e = e, .m = model, .a = &e->host, .options = given};
    w.options.most = given.most ? given.most : DEFAULT_MOST;
    isms__buffer_init(&w.scratch, &e->host);
    judge(&w);
    if (w.status != ISMS_OK) {
        isms_effectiveness_free(e);
        return w.status;
    }
    *out = e;
    return ISMS_OK;
}

void isms_effectiveness_free(isms_effectiveness *effectiveness)
{
    if (!effectiveness)
        return;
    isms_allocator a = effectiveness->host;
    isms__buffer_dispose(&effectiveness->texts);
    isms__release(&a, effectiveness->rows, effectiveness->row_capacity * sizeof *effectiveness->rows);
    isms__release(&a, effectiveness->consequences, effectiveness->consequence_capacity * sizeof *effectiveness->consequences);
    isms__release(&a, effectiveness, sizeof *effectiveness);
}

/* ------------------------------------------------------------------ reading */

size_t isms_effectiveness_count(const isms_effectiveness *effectiveness)
{
    return effectiveness ? effectiveness->row_count : 0;
}

/* A row of nothing for what lies past the end. */
static const row *row_at(const isms_effectiveness *effectiveness, size_t i)
{
    static const row none = {0};
    return i < isms_effectiveness_count(effectiveness) ? &effectiveness->rows[i] : &none;
}

size_t isms_effectiveness_find(const isms_effectiveness *effectiveness, const char *control)
{
    size_t i = 0;
    while (i < isms_effectiveness_count(effectiveness) &&
           (!control || strcmp(isms_effectiveness_key(effectiveness, i), control) != 0))
        i++;
    return i;
}

isms_id isms_effectiveness_control(const isms_effectiveness *effectiveness, size_t i)
{
    return row_at(effectiveness, i)->control;
}

const char *isms_effectiveness_key(const isms_effectiveness *effectiveness, size_t i)
{
    return effectiveness ? text_at(effectiveness, row_at(effectiveness, i)->key) : "";
}

isms_effectiveness_state isms_effectiveness_state_of(const isms_effectiveness *effectiveness, size_t i)
{
    return row_at(effectiveness, i)->state;
}

uint32_t isms_effectiveness_flags(const isms_effectiveness *effectiveness, size_t i)
{
    return row_at(effectiveness, i)->flags;
}

static const verdict *verdict_at(const isms_effectiveness *effectiveness, size_t i, int32_t kind)
{
    return &row_at(effectiveness, i)->verdicts[kind > 0 && kind < KINDS ? kind : 0];
}

int32_t isms_effectiveness_result(const isms_effectiveness *effectiveness, size_t i, int32_t kind)
{
    return verdict_at(effectiveness, i, kind)->result;
}

isms_day isms_effectiveness_tested_on(const isms_effectiveness *effectiveness, size_t i, int32_t kind)
{
    return verdict_at(effectiveness, i, kind)->on;
}

isms_id isms_effectiveness_test(const isms_effectiveness *effectiveness, size_t i, int32_t kind)
{
    return verdict_at(effectiveness, i, kind)->test;
}

isms_day isms_effectiveness_next_test(const isms_effectiveness *effectiveness, size_t i)
{
    return row_at(effectiveness, i)->next_test;
}

const char *isms_effectiveness_line(const isms_effectiveness *effectiveness, size_t i)
{
    return effectiveness ? text_at(effectiveness, row_at(effectiveness, i)->line) : "";
}

const char *isms_effectiveness_state_name(isms_effectiveness_state state)
{
    static const char *const names[] = {"",         "not in place", "unsuited",  "degraded",
                                        "untested", "overdue",      "effective", "unknown"};
    return state > 0 && state <= ISMS_EFFECTIVENESS_UNKNOWN ? names[state] : "";
}

size_t isms_effectiveness_total(const isms_effectiveness *effectiveness, isms_effectiveness_state state)
{
    size_t total = 0;
    for (size_t i = 0; i < isms_effectiveness_count(effectiveness); i++)
        total += effectiveness->rows[i].state == state;
    return total;
}

int32_t isms_effectiveness_is_asked(const isms_effectiveness *effectiveness, size_t i)
{
    return row_at(effectiveness, i)->asked;
}

size_t isms_effectiveness_consequence_count(const isms_effectiveness *effectiveness, size_t i)
{
    return row_at(effectiveness, i)->consequence_count;
}

/* A consequence of nothing for what lies past the end. */
static const consequence *consequence_at(const isms_effectiveness *effectiveness, size_t i, size_t k)
{
    static const consequence none = {0};
    const row *r = row_at(effectiveness, i);
    return k < r->consequence_count ? &effectiveness->consequences[r->first_consequence + k] : &none;
}

isms_id isms_effectiveness_consequence_risk(const isms_effectiveness *effectiveness, size_t i, size_t k)
{
    return consequence_at(effectiveness, i, k)->risk;
}

const char *isms_effectiveness_consequence(const isms_effectiveness *effectiveness, size_t i, size_t k)
{
    return effectiveness ? text_at(effectiveness, consequence_at(effectiveness, i, k)->text) : "";
}
