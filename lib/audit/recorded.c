/* Findings that auditors recorded: graded from their own facts, shown beside the results of the rules, never mixed with them.
 */
#include "readiness.h"

#include "core/sort.h"
#include "schema/schema.h"

#include <isms/corrective.h>

#include <stdlib.h>
#include <string.h>

/* What an auditor's class stands for; observation is an opportunity for improvement with a note. */
static isms_grade stored_grade(const isms__run *run, isms_id finding)
{
    static const isms_grade grades[] = {
        0, ISMS_GRADE_MAJOR, ISMS_GRADE_MINOR, ISMS_GRADE_OFI, ISMS_GRADE_OFI, ISMS_GRADE_COMPLIANT};
    int32_t class = isms_value(run->model, finding, ISMS_AUDIT_FINDING_CLASS);
    return class > 0 && class < (int32_t)(sizeof grades / sizeof grades[0]) ? grades[class] : ISMS_GRADE_NONE;
}

/* Audits of one stream judge each other's findings: those of the certification body, and the organization's own. */
static bool of_this_stream(const isms__run *run, isms_id finding)
{
    int32_t kind = isms_value(run->model, isms_link(run->model, finding, ISMS_AUDIT_FINDING_AUDIT), ISMS_AUDIT_KIND);
    bool by_body = (kind >= ISMS_AUDIT_KIND_STAGE1 && kind <= ISMS_AUDIT_KIND_RECERTIFICATION) ||
                   (kind >= ISMS_AUDIT_KIND_SPECIAL && kind <= ISMS_AUDIT_KIND_TRANSFER);
    bool body = run->stage != ISMS_STAGE_INTERNAL && run->stage != ISMS_STAGE_GAP;
    if (run->stage == ISMS_STAGE_1)
        return kind == ISMS_AUDIT_KIND_STAGE1; /* what later audits found says nothing about being ready for the first */
    return kind && by_body == body;
}

static bool is_open(const isms__run *run, isms_id finding)
{
    isms_day raised = isms__day(run, finding, ISMS_AUDIT_FINDING_RAISED_ON);
    isms_day closed = isms__day(run, finding, ISMS_AUDIT_FINDING_CLOSED_ON);
    int32_t status = isms_value(run->model, finding, ISMS_AUDIT_FINDING_STATUS);
    bool over = status == ISMS_AUDIT_FINDING_STATUS_WITHDRAWN || (closed && closed <= run->as_of) ||
                (status == ISMS_AUDIT_FINDING_STATUS_CLOSED && !closed);
    return !over && raised <= run->as_of;
}

/* Whether a step that the record's state implies had been taken by then; one without a day counts. */
static bool was_taken(const isms__run *run, isms_id action, isms_attribute on)
{
    return isms__day(run, action, on) <= run->as_of;
}

/* How far its corrective actions had come. */
static void look_at_actions(isms__run *run, isms_id finding, bool *planned, bool *closed)
{
    const isms_id *ids;
    for (size_t i = 0, n = isms__refs(run, 0, finding, ISMS_CORRECTIVE_ACTION_FINDING, &ids); i < n; i++) {
        int32_t state = isms_value(run->model, ids[i], ISMS_CORRECTIVE_ACTION_STATE);
        *planned |= state >= ISMS_CORRECTIVE_ACTION_STATE_PLAN_ACCEPTED && state <= ISMS_CORRECTIVE_ACTION_STATE_CLOSED &&
                    was_taken(run, ids[i], ISMS_CORRECTIVE_ACTION_PLAN_REVIEWED_ON);
        *closed |= state == ISMS_CORRECTIVE_ACTION_STATE_CLOSED && was_taken(run, ids[i], ISMS_CORRECTIVE_ACTION_CLOSED_ON) &&
                   was_taken(run, ids[i], ISMS_CORRECTIVE_ACTION_VERIFIED_ON);
    }
}

/* The attributes that hold the facts, by their numbers. */
static void find_facts(isms__run *run)
{
    for (isms_fact fact = isms_fact_next(0); fact && fact < ISMS__FACTS_MOST; fact = isms_fact_next(fact)) {
        char path[64] = "facts.";
        strncat(path, isms_fact_name(fact), sizeof path - 7);
        run->fact_attributes[fact] = isms__attribute_by_path(ISMS_AUDIT_FINDING, path);
    }
}

/* Appends `;name=value` for each fact that the record gives; the number of them. */
static size_t add_facts(const isms__run *run, isms_id finding, isms__buffer *out)
{
    size_t n = 0;
    for (isms_fact fact = 1; fact < ISMS__FACTS_MOST; fact++) {
        isms_attribute a = run->fact_attributes[fact];
        if (!a || !isms_has(run->model, finding, a))
            continue;
        isms__buffer_print(out, ";%s=", isms_fact_name(fact));
        if (isms_fact_is_count(fact))
            isms__buffer_integer(out, isms_integer(run->model, finding, a, 0));
        else
            isms__buffer_text(out, isms_text(run->model, finding, a));
        n++;
    }
    return n;
}

/* What the earlier finding means that this one repeats, and whether the causes are the same; unless the auditor says so. */
static isms_status add_history(const isms__run *run, isms_id finding, isms__buffer *out)
{
    isms_id earlier = isms_link(run->model, finding, ISMS_AUDIT_FINDING_RECURRENCE_OF);
    isms_ruling *history = NULL;
    if (!earlier || isms_has(run->model, finding, ISMS_AUDIT_FINDING_FACTS_HIST) ||
        of_this_stream(run, earlier) != of_this_stream(run, finding))
        return ISMS_OK;
    isms_status status =
        isms_corrective_history_record(run->model, earlier, run->as_of, &run->audit->thresholds, run->a, &history);
    const char *then = isms_text(run->model, earlier, ISMS_AUDIT_FINDING_CAUSE);
    const char *now = isms_text(run->model, finding, ISMS_AUDIT_FINDING_CAUSE);
    if (status == ISMS_OK && strcmp(isms_ruling_outcome(history), "none") != 0)
        isms__buffer_print(out, ";hist=%s", isms_ruling_outcome(history));
    if (status == ISMS_OK && then && now && !isms_has(run->model, finding, ISMS_AUDIT_FINDING_FACTS_SAME_CAUSE))
        isms__buffer_print(out, ";same_cause=%s", strcmp(then, now) == 0 ? "yes" : "no");
    isms_ruling_free(history);
    return status;
}

/* The stage of the audit that found it. */
static const char *stage_of(const isms__run *run, isms_id finding)
{
    static const struct {
        int32_t kind;
        isms_stage stage;
    } stages[] = {{ISMS_AUDIT_KIND_INTERNAL, ISMS_STAGE_INTERNAL},
                  {ISMS_AUDIT_KIND_STAGE1, ISMS_STAGE_1},
                  {ISMS_AUDIT_KIND_GAP, ISMS_STAGE_GAP},
                  {ISMS_AUDIT_KIND_SURVEILLANCE, ISMS_STAGE_SURVEILLANCE},
                  {ISMS_AUDIT_KIND_RECERTIFICATION, ISMS_STAGE_RECERTIFICATION},
                  {ISMS_AUDIT_KIND_SPECIAL, ISMS_STAGE_SPECIAL}};
    int32_t kind = isms_value(run->model, isms_link(run->model, finding, ISMS_AUDIT_FINDING_AUDIT), ISMS_AUDIT_KIND);
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
        if (stages[i].kind == kind)
            return isms__value_name(ISMS_ENUM_STAGE, stages[i].stage);
    return isms__value_name(ISMS_ENUM_STAGE, ISMS_STAGE_2);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The targets that it names, sorted and joined by commas as those of a result; `-` where it names none. */
static void join_targets(isms__run *run, isms_id record, isms_attribute targets, isms__buffer *out)
{
    size_t n = isms_list_count(run->model, record, targets);
    const char **list = n ? isms__allocate(run->a, n * sizeof *list) : NULL;
    run->failed |= n && !list;
    for (size_t i = 0; i < n && list; i++)
        list[i] = isms_list_text(run->model, record, targets, i);
    if (list)
        qsort(list, n, sizeof *list, compare_texts);
    for (size_t i = 0; i < n && list; i++)
        isms__buffer_print(out, "%s%s", i ? "," : "", list[i]);
    if (!n)
        isms__buffer_char(out, '-');
    isms__release(run->a, list, n * sizeof *list);
}

/* Below, equal to or above 0 as a result's rule and targets are to those given. */
static int compare_result(const isms_audit *audit, const isms__result *r, uint32_t rule, const char *targets)
{
    return r->rule != rule ? (r->rule < rule ? -1 : 1) : strcmp(isms__text_of(audit, r->targets), targets);
}

static int by_rule_and_targets(const void *a, const void *b, const void *context)
{
    const isms_audit *audit = context;
    const isms__result *y = &audit->results[*(const uint32_t *)b];
    int order = compare_result(audit, &audit->results[*(const uint32_t *)a], y->rule, isms__text_of(audit, y->targets));
    return order ? order : *(const uint32_t *)a < *(const uint32_t *)b ? -1 : 1;
}

/* The places of the results in the order of rules and targets; made when first asked for, and anew after they moved. */
static bool order_results(isms__run *run)
{
    const isms_audit *audit = run->audit;
    if (run->ordered)
        return true;
    run->ordered = isms__allocate(run->a, audit->count * sizeof *run->ordered);
    run->ordered_count = run->ordered ? audit->count : 0;
    for (size_t i = 0; i < run->ordered_count; i++)
        run->ordered[i] = (uint32_t)i;
    return run->ordered &&
           isms__sort(run->a, run->ordered, run->ordered_count, sizeof *run->ordered, by_rule_and_targets, audit);
}

void isms__results_moved(isms__run *run)
{
    isms__release(run->a, run->ordered, run->ordered_count * sizeof *run->ordered);
    run->ordered = NULL;
    run->ordered_count = 0;
}

static ptrdiff_t find_result(const isms__run *run, uint32_t rule, const char *targets)
{
    const isms_audit *audit = run->audit;
    size_t low = 0, high = run->ordered_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_result(audit, &audit->results[run->ordered[middle]], rule, targets) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < run->ordered_count && compare_result(audit, &audit->results[run->ordered[low]], rule, targets) == 0;
    return found ? (ptrdiff_t)run->ordered[low] : -1;
}

/* The result of a rule that a record takes up, by rule and targets; -1 where there is none. */
ptrdiff_t isms__result_of(isms__run *run, isms_id record, isms_attribute by_rule, isms_attribute by_targets)
{
    isms__buffer targets = {.allocator = run->a};
    ptrdiff_t rule = isms__readiness_find(isms_text(run->model, record, by_rule)), found = -1;
    if (rule < 0)
        return -1;
    join_targets(run, record, by_targets, &targets);
    if (targets.failed || !order_results(run))
        run->failed = true;
    else
        found = find_result(run, (uint32_t)rule, isms__buffer_c(&targets));
    isms__buffer_dispose(&targets);
    return found;
}

/* Grades from the recorded facts alone. */
static isms_status grade(isms__run *run, isms__recorded *f)
{
    isms__result r = {0};
    isms__buffer facts = {.allocator = run->a};
    isms_status status = ISMS_OK;
    const char *requirement = isms_text(run->model, f->id, ISMS_AUDIT_FINDING_REQUIREMENT);
    isms__buffer_print(&facts, "stage=%s;profile=%s", stage_of(run, f->id),
                       run->audit->thresholds.profile == ISMS_PROFILE_CB ? "cb" : "source");
    if (requirement)
        isms__buffer_print(&facts, ";req=%s;ref=%s", isms__is_clause(requirement) ? "clause" : "control", requirement);
    if (add_facts(run, f->id, &facts)) {
        status = add_history(run, f->id, &facts);
        if (status != ISMS_OK) {
            isms__buffer_dispose(&facts);
            return status;
        }
        status = facts.failed ? ISMS_E_NO_MEMORY : isms__classify(run, isms__buffer_c(&facts), &r);
        f->facts = isms__keep(run->audit, isms__buffer_c(&facts));
        f->outcome = r.outcome;
        f->classifier = r.classifier;
        f->grade = r.grade;
    }
    isms__buffer_dispose(&facts);
    return status < 0 ? status : ISMS_OK;
}

/* Grades a result of a rule once more, with the facts that only a person could add; where they contradict the rule's, nothing
 * changes and the recorded outcome says INVALID. */
static isms_status grade_result(isms__run *run, isms__recorded *f)
{
    isms__result *r = &run->audit->results[f->result], again = *r;
    isms__buffer facts = {.allocator = run->a};
    isms_status status = ISMS_OK;
    isms__buffer_text(&facts, isms__text_of(run->audit, r->facts));
    if (r->facts && add_facts(run, f->id, &facts)) {
        status = facts.failed ? ISMS_E_NO_MEMORY : isms__classify(run, isms__buffer_c(&facts), &again);
        f->facts = isms__keep(run->audit, isms__buffer_c(&facts));
        f->outcome = again.outcome;
        f->classifier = again.classifier;
        f->grade = again.grade;
        if (status == ISMS_OK && !again.invalid && (again.grade > ISMS_GRADE_COMPLIANT || again.undetermined)) {
            again.facts = f->facts;
            again.counted = again.grade;
            again.severity = isms__severity_of(&again);
            *r = again;
            run->regraded = true;
        }
    }
    isms__buffer_dispose(&facts);
    return status < 0 ? status : ISMS_OK;
}

/* A major that only an area proposes; it counts there, until it is accepted or declined. */
static bool is_proposal(const isms__run *run, isms_id finding)
{
    return isms__yes(run, finding, ISMS_AUDIT_FINDING_PROPOSED) ||
           isms__filled(run, finding, ISMS_AUDIT_FINDING_DECLINED_REASON);
}

static isms_status collect(isms__run *run, isms_id id)
{
    isms_audit *audit = run->audit;
    bool planned = false, closed = false;
    isms__recorded f = {.id = id, .places = {-1, -1, -1, -1}};
    if (!isms__reserve(run->a, (void **)&audit->recorded, &audit->recorded_capacity, audit->recorded_count + 1, sizeof f))
        return ISMS_E_NO_MEMORY;
    f.key = isms__keep(audit, isms_record_key(run->model, id));
    f.title = isms__keep(audit, isms_text(run->model, id, ISMS_AUDIT_FINDING_TITLE));
    f.requirement = isms__keep(audit, isms_text(run->model, id, ISMS_AUDIT_FINDING_REQUIREMENT));
    f.stored = f.counted = (uint8_t)stored_grade(run, id);
    f.result = isms__result_of(run, id, ISMS_AUDIT_FINDING_RULE, ISMS_AUDIT_FINDING_TARGETS);
    look_at_actions(run, id, &planned, &closed);
    f.plan_accepted = planned;
    bool nonconformity = f.stored == ISMS_GRADE_MAJOR || f.stored == ISMS_GRADE_MINOR;
    f.counts = f.result < 0 && !closed && nonconformity && !is_proposal(run, id) && of_this_stream(run, id);
    isms_status status = f.result < 0 ? grade(run, &f) : grade_result(run, &f);
    audit->recorded[audit->recorded_count++] = f;
    return status;
}

static int by_key(const void *a, const void *b, const void *audit)
{
    const isms__recorded *x = a, *y = b;
    return strcmp(isms__text_of(audit, x->key), isms__text_of(audit, y->key));
}

isms_status isms__collect_recorded(isms__run *run)
{
    isms_audit *audit = run->audit;
    isms_status status = ISMS_OK;
    find_facts(run);
    for (isms_id f = isms_first(run->model, ISMS_AUDIT_FINDING); f && status == ISMS_OK; f = isms_next(run->model, f))
        if (is_open(run, f))
            status = collect(run, f);
    if (status == ISMS_OK &&
        !isms__sort(run->a, audit->recorded, audit->recorded_count, sizeof *audit->recorded, by_key, audit))
        status = ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < audit->recorded_count; i++)
        if (audit->recorded[i].result >= 0)
            audit->results[audit->recorded[i].result].recorded = (uint32_t)i + 1;
    return run->failed ? ISMS_E_NO_MEMORY : status;
}

/* ------------------------------------------------------------------ what a host can ask */

static const char *const grade_names[] = {"", "COMPLIANT", "OFI", "MINOR", "MAJOR"};

static const isms__recorded *at(const isms_audit *audit, size_t i)
{
    return audit && i < audit->recorded_count ? &audit->recorded[i] : NULL;
}

size_t isms_audit_recorded_count(const isms_audit *audit)
{
    return audit ? audit->recorded_count : 0;
}

isms_id isms_audit_recorded(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->id : ISMS_NONE;
}

const char *isms_audit_recorded_key(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->key) : "";
}

const char *isms_audit_recorded_title(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->title) : "";
}

const char *isms_audit_recorded_requirement(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->requirement) : "";
}

const char *isms_audit_recorded_grade(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? grade_names[at(audit, i)->stored] : "";
}

const char *isms_audit_recorded_outcome(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->outcome) : "";
}

const char *isms_audit_recorded_classifier(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->classifier) : "";
}

const char *isms_audit_recorded_facts(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? isms__text_of(audit, at(audit, i)->facts) : "";
}

int32_t isms_audit_recorded_counts(const isms_audit *audit, size_t i)
{
    return at(audit, i) ? at(audit, i)->counts : 0;
}

const char *isms_audit_stored(const isms_audit *audit, size_t i)
{
    size_t k = audit && i < audit->count ? audit->results[i].recorded : 0;
    return k ? grade_names[audit->recorded[k - 1].stored] : "";
}
