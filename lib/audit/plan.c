/* Planning: fills the audits of a programme with the units that fall due, and says what remains. */
#include <isms/plan.h>

#include "core/buffer.h"
#include "core/sort.h"
#include "planning.h"
#include "programme.h"

#include <string.h>

typedef struct entry {
    isms_plan_state state;
    size_t unit, audit, auditor, reason; /* where their texts start */
    isms_day day, due;
    int32_t interval, hours;
    bool dependent;
} entry;

struct isms_plan {
    isms_allocator host;
    entry *entries;
    size_t count, capacity, uncovered;
    isms__buffer texts; /* "" at 0 */
};

/* A unit while planning goes on. */
typedef struct candidate {
    size_t unit; /* its number in the programme */
    isms_day due;
    int32_t interval, score;
    bool taken; /* in the present audit */
} candidate;

typedef struct planner {
    const isms_programme *programme;
    isms_thresholds thresholds;
    isms_day as_of, until;
    candidate *candidates;
    const isms__held **audits; /* those of the span, by day */
    size_t audit_count;
    isms_plan *plan;
} planner;

/* ---- order */

static int by_due(const void *left, const void *right, const void *user)
{
    (void)user;
    const candidate *a = left, *b = right;
    if (a->due != b->due)
        return a->due < b->due ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->unit < b->unit ? -1 : 1;
}

static int by_day(const void *left, const void *right, const void *user)
{
    const isms__held *a = *(const isms__held *const *)left, *b = *(const isms__held *const *)right;
    (void)user;
    return (a->day > b->day) - (a->day < b->day);
}

/* ---- auditors */

static bool is_competent(const isms__auditor *auditor, const char *competence)
{
    size_t size = strlen(competence);
    const char *list = auditor->words.second;
    if (!size)
        return true;
    while (*list) {
        size_t n = strcspn(list, ",");
        if (n == size && memcmp(list, competence, n) == 0)
            return true;
        list += n + (list[n] == ',');
    }
    return false;
}

/* As isms__planning_independence, the worst of the auditor's ties to the area. */
static int independence(const planner *p, const isms__auditor *auditor, const char *area)
{
    int worst = 1;
    for (size_t i = 0; i < p->programme->tie_count; i++) {
        const isms__tie *tie = &p->programme->ties[i];
        if (strcmp(tie->words.id, auditor->words.id) != 0 || strcmp(tie->words.second, area) != 0)
            continue;
        int found = isms__planning_independence(&tie->tie, &p->thresholds);
        worst = found < worst ? found : worst;
    }
    return worst;
}

/* First auditor who may and can; NULL where there is none. */
static const isms__auditor *choose(const planner *p, const isms__unit *unit, bool *dependent)
{
    for (size_t i = 0; i < p->programme->auditor_count; i++) {
        const isms__auditor *auditor = &p->programme->auditors[i];
        int free = is_competent(auditor, unit->words.third) ? independence(p, auditor, unit->words.second) : -1;
        *dependent = free == 0;
        if (free >= 0)
            return auditor;
    }
    return NULL;
}

/* ---- entries */

static size_t keep(isms_plan *plan, const char *text)
{
    size_t at = plan->texts.size;
    if (!*text)
        return 0;
    isms__buffer_add(&plan->texts, text, strlen(text) + 1);
    return at;
}

static void explain(isms_plan *plan, entry *e, isms_day as_of)
{
    static const char *const ends[] = {
        [ISMS_PLAN_IN_TIME] = ".",
        [ISMS_PLAN_LATE] = ": the audit comes late.",
        [ISMS_PLAN_UNCOVERED] = ": no audit has room for it.",
        [ISMS_PLAN_NO_AUDITOR] = ": no auditor is competent and free of conflict.",
    };
    char due[11];
    isms_date_format(e->due, due);
    e->reason = plan->texts.size;
    isms__buffer_print(&plan->texts, "Due every %d months, on %s%s%s%s", (int)e->interval, due, ends[e->state],
                       e->due < as_of ? " It is overdue." : "",
                       e->dependent ? " The auditor reports to the owner: record a safeguard." : "");
    isms__buffer_char(&plan->texts, '\0');
}

static bool add(planner *p, const candidate *c, const isms__held *audit, const isms__auditor *auditor, entry e)
{
    isms_plan *plan = p->plan;
    const isms__unit *unit = &p->programme->units[c->unit];
    if (!isms__reserve(&plan->host, (void **)&plan->entries, &plan->capacity, plan->count + 1, sizeof e))
        return false;
    e.due = c->due;
    e.interval = c->interval;
    e.hours = unit->hours;
    e.day = audit ? audit->day : 0;
    e.unit = keep(plan, unit->words.id);
    e.audit = keep(plan, audit ? audit->words.id : "");
    e.auditor = keep(plan, auditor ? auditor->words.id : "");
    explain(plan, &e, p->as_of);
    plan->uncovered += !audit;
    plan->entries[plan->count++] = e;
    return true;
}

/* ---- planning */

static void start(planner *p)
{
    for (size_t i = 0; i < p->programme->unit_count; i++) {
        const isms__unit *unit = &p->programme->units[i];
        candidate *c = &p->candidates[i];
        *c = (candidate){.unit = i, .score = isms__planning_score(&unit->need)};
        c->interval = isms__planning_interval(&unit->need, &p->thresholds);
        isms_day due = unit->last_audited ? isms_date_add_months(unit->last_audited, c->interval) : p->as_of;
        c->due = due ? due : isms_date(9999, 12, 31);
    }
}

static bool sort_candidates(planner *p)
{
    return isms__sort(&p->plan->host, p->candidates, p->programme->unit_count, sizeof *p->candidates, by_due, NULL);
}

/* Takes units until the hours are used up; what falls due at `before` or later is left to a later audit. */
static bool fill_audit(planner *p, const isms__held *audit, isms_day before)
{
    int32_t hours = audit->hours;
    if (!sort_candidates(p))
        return false;
    for (size_t i = 0; i < p->programme->unit_count; i++) {
        candidate *c = &p->candidates[i];
        const isms__unit *unit = &p->programme->units[c->unit];
        entry e = {0};
        if (c->due >= before)
            break;
        if (unit->hours > hours)
            continue;
        const isms__auditor *auditor = choose(p, unit, &e.dependent);
        if (!auditor)
            continue;
        e.state = audit->day <= c->due ? ISMS_PLAN_IN_TIME : ISMS_PLAN_LATE;
        if (!add(p, c, audit, auditor, e))
            return false;
        hours -= unit->hours;
        c->taken = true;
    }
    for (size_t i = 0; i < p->programme->unit_count; i++) {
        candidate *c = &p->candidates[i];
        isms_day next = c->taken ? isms_date_add_months(audit->day, c->interval) : c->due;
        c->due = next ? next : isms_date(9999, 12, 31);
        c->taken = false;
    }
    return true;
}

static bool fill_audits(planner *p)
{
    for (size_t i = 0; i < p->audit_count; i++) {
        isms_day before = i + 1 < p->audit_count ? p->audits[i + 1]->day : p->until + 1;
        if (!fill_audit(p, p->audits[i], before > p->audits[i]->day ? before : p->audits[i]->day + 1))
            return false;
    }
    return true;
}

static bool list_uncovered(planner *p)
{
    if (!sort_candidates(p))
        return false;
    for (size_t i = 0; i < p->programme->unit_count; i++) {
        candidate *c = &p->candidates[i];
        bool dependent;
        if (c->due > p->until)
            break;
        bool possible = choose(p, &p->programme->units[c->unit], &dependent) != NULL;
        entry e = {.state = possible ? ISMS_PLAN_UNCOVERED : ISMS_PLAN_NO_AUDITOR};
        if (!add(p, c, NULL, NULL, e))
            return false;
    }
    return true;
}

static bool pick_audits(planner *p)
{
    for (size_t i = 0; i < p->programme->audit_count; i++) {
        const isms__held *audit = &p->programme->audits[i];
        if (audit->day >= p->as_of && audit->day <= p->until)
            p->audits[p->audit_count++] = audit;
    }
    return isms__sort(&p->plan->host, (void *)p->audits, p->audit_count, sizeof *p->audits, by_day, NULL);
}

static bool run(planner *p)
{
    const isms_allocator *a = &p->plan->host;
    size_t units = p->programme->unit_count * sizeof *p->candidates, audits = p->programme->audit_count * sizeof *p->audits;
    p->candidates = isms__allocate(a, units);
    p->audits = isms__allocate(a, audits);
    bool done = p->candidates && p->audits;
    if (done) {
        start(p);
        done = pick_audits(p) && fill_audits(p) && list_uncovered(p);
    }
    isms__release(a, p->candidates, units);
    isms__release(a, (void *)p->audits, audits);
    return done && !p->plan->texts.failed;
}

isms_status isms_plan_build(const isms_programme *programme, isms_day as_of, isms_day until, const isms_thresholds *thresholds,
                            const isms_allocator *allocator, isms_plan **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    planner p = {.programme = programme, .as_of = as_of, .until = until};
    if (!programme || !a || !out)
        return ISMS_E_MISUSE;
    if (as_of < 1 || until < as_of || until >= isms_date(9999, 12, 31))
        return ISMS_E_RANGE;
    isms_status status = isms_thresholds_resolve(thresholds, &p.thresholds);
    if (status != ISMS_OK)
        return status;
    p.plan = isms__allocate_zero(a, sizeof *p.plan);
    if (!p.plan)
        return ISMS_E_NO_MEMORY;
    p.plan->host = *a;
    isms__buffer_init(&p.plan->texts, &p.plan->host);
    isms__buffer_char(&p.plan->texts, '\0');
    if (!run(&p)) {
        isms_plan_free(p.plan);
        return ISMS_E_NO_MEMORY;
    }
    *out = p.plan;
    return ISMS_OK;
}

void isms_plan_free(isms_plan *plan)
{
    if (!plan)
        return;
    isms_allocator a = plan->host;
    isms__buffer_dispose(&plan->texts);
    isms__release(&a, plan->entries, plan->capacity * sizeof *plan->entries);
    isms__release(&a, plan, sizeof *plan);
}

/* ---- reading */

static const entry *at(const isms_plan *plan, size_t i)
{
    static const entry none = {0};
    return plan && i < plan->count ? &plan->entries[i] : &none;
}

static const char *text_at(const isms_plan *plan, size_t offset)
{
    return plan ? plan->texts.data + offset : "";
}

size_t isms_plan_count(const isms_plan *plan)
{
    return plan ? plan->count : 0;
}

size_t isms_plan_uncovered_count(const isms_plan *plan)
{
    return plan ? plan->uncovered : 0;
}

isms_plan_state isms_plan_state_of(const isms_plan *plan, size_t i)
{
    return at(plan, i)->state;
}

const char *isms_plan_unit(const isms_plan *plan, size_t i)
{
    return text_at(plan, at(plan, i)->unit);
}

const char *isms_plan_audit(const isms_plan *plan, size_t i)
{
    return text_at(plan, at(plan, i)->audit);
}

const char *isms_plan_auditor(const isms_plan *plan, size_t i)
{
    return text_at(plan, at(plan, i)->auditor);
}

isms_day isms_plan_day(const isms_plan *plan, size_t i)
{
    return at(plan, i)->day;
}

isms_day isms_plan_due(const isms_plan *plan, size_t i)
{
    return at(plan, i)->due;
}

int32_t isms_plan_interval(const isms_plan *plan, size_t i)
{
    return at(plan, i)->interval;
}

int32_t isms_plan_is_dependent(const isms_plan *plan, size_t i)
{
    return at(plan, i)->dependent;
}

const char *isms_plan_reason(const isms_plan *plan, size_t i)
{
    return text_at(plan, at(plan, i)->reason);
}

int32_t isms_plan_hours(const isms_plan *plan, const char *audit)
{
    int32_t hours = 0;
    for (size_t i = 0; audit && *audit && i < isms_plan_count(plan); i++)
        if (strcmp(isms_plan_audit(plan, i), audit) == 0)
            hours += plan->entries[i].hours;
    return hours;
}
