/* Readiness rules of clauses 6.2, 6.3 and 7: objectives, changes, resources, competence, awareness, documented information. */
#include "readiness.h"

#include "schema/schema.h"

#include <isms/catalogue.h>

#include <string.h>

#define M run->model

static bool all_filled(const isms__run *run, isms_id record, const isms_attribute *attributes)
{
    for (; *attributes; attributes++)
        if (!isms__filled(run, record, *attributes))
            return false;
    return true;
}

/* ------------------------------------------------------------------ objectives, changes, resources */

isms__verdict isms__judge_6_2_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_OBJECTIVE) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_6_2_02(isms__run *run, isms_id o)
{
    if (isms__is(run, o, ISMS_OBJECTIVE_STATUS, "dropped"))
        return ISMS__OUT;
    bool any = isms__filled(run, o, ISMS_OBJECTIVE_METRIC) || isms__filled(run, o, ISMS_OBJECTIVE_TARGET) ||
               isms__filled(run, o, ISMS_OBJECTIVE_NOT_MEASURABLE_BECAUSE);
    return any ? ISMS__CLEAR : ISMS__FIRED;
}

static bool objective_open(const isms__run *run, isms_id o)
{
    return !isms_has(M, o, ISMS_OBJECTIVE_STATUS) || isms__is(run, o, ISMS_OBJECTIVE_STATUS, "open");
}

isms__verdict isms__judge_6_2_03(isms__run *run, isms_id o)
{
    static const isms_attribute wanted[] = {ISMS_OBJECTIVE_PLAN,   ISMS_OBJECTIVE_RESOURCES,  ISMS_OBJECTIVE_OWNER,
                                            ISMS_OBJECTIVE_DUE_ON, ISMS_OBJECTIVE_EVALUATION, 0};
    if (!objective_open(run, o))
        return ISMS__OUT;
    for (const isms_attribute *a = wanted; *a; a++)
        if (!isms__filled(run, o, *a))
            isms__say_lacking(run, *a);
    return all_filled(run, o, wanted) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_6_2_04(isms__run *run, isms_id o)
{
    isms_day due = isms__day(run, o, ISMS_OBJECTIVE_DUE_ON), reviewed = isms__day(run, o, ISMS_OBJECTIVE_LAST_REVIEWED_ON);
    if (!objective_open(run, o))
        return ISMS__OUT;
    return due < run->as_of && !(reviewed && reviewed <= run->as_of && reviewed >= due) ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_6_2_05(isms__run *run, isms_id o)
{
    if (isms__is(run, o, ISMS_OBJECTIVE_STATUS, "dropped"))
        return ISMS__OUT;
    return isms_has(M, o, ISMS_OBJECTIVE_COMMUNICATED_ON) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_6_3_01(isms__run *run, isms_id change)
{
    isms_day done = isms__day(run, change, ISMS_CHANGE_IMPLEMENTED_ON),
             approved = isms__day(run, change, ISMS_CHANGE_APPROVED_ON);
    if (isms__yes(run, change, ISMS_CHANGE_UNINTENDED) || done > run->as_of || done <= isms_date_add_months(run->as_of, -12))
        return ISMS__OUT;
    return isms__filled(run, change, ISMS_CHANGE_PLAN) && approved && approved <= done ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_7_1_01(isms__run *run, isms_id need)
{
    isms_day due = isms__day(run, need, ISMS_RESOURCE_NEED_DUE_ON);
    isms__say_day(run, "due_on", due);
    return due < run->as_of && !isms__is(run, need, ISMS_RESOURCE_NEED_PROVIDED, "yes") ? ISMS__FIRED : ISMS__CLEAR;
}

/* ------------------------------------------------------------------ competence and awareness */

/* A current assignment to a role that asks for competence. */
static isms__verdict competence_matters(const isms__run *run, isms_id a)
{
    isms_day from = isms__day(run, a, ISMS_ASSIGNMENT_FROM), until = isms__day(run, a, ISMS_ASSIGNMENT_UNTIL);
    isms_id role = isms_link(M, a, ISMS_ASSIGNMENT_ROLE);
    if (from > run->as_of || (until && until < run->as_of))
        return ISMS__OUT;
    return role && isms_has(M, role, ISMS_ROLE_REQUIRED_COMPETENCE) ? ISMS__CLEAR : ISMS__OUT;
}

isms__verdict isms__judge_7_2_01(isms__run *run, isms_id a)
{
    if (competence_matters(run, a) == ISMS__OUT)
        return ISMS__OUT;
    return isms_has(M, a, ISMS_ASSIGNMENT_BASIS) || isms__filled(run, a, ISMS_ASSIGNMENT_GAP) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_7_2_02(isms__run *run, isms_id a)
{
    if (competence_matters(run, a) == ISMS__OUT || !isms_has(M, a, ISMS_ASSIGNMENT_BASIS))
        return ISMS__OUT;
    return isms_has(M, a, ISMS_ASSIGNMENT_EVIDENCE) ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_7_2_03(isms__run *run, isms_id a)
{
    isms_day due = isms__day(run, a, ISMS_ASSIGNMENT_GAP_DUE_ON);
    isms__say(run, "person", isms_link_key(M, a, ISMS_ASSIGNMENT_PERSON));
    isms__say(run, "role", isms_link_key(M, a, ISMS_ASSIGNMENT_ROLE));
    isms__say_day(run, "gap_due_on", due);
    return due < run->as_of && !isms__done_by_now(run, a, ISMS_ASSIGNMENT_GAP_CLOSED_ON) ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_7_3_01(isms__run *run, isms_id unused)
{
    (void)unused;
    for (isms_id t = isms_first(M, ISMS_TRAINING); t; t = isms_next(M, t))
        if (isms__is(run, t, ISMS_TRAINING_KIND, "awareness"))
            return ISMS__CLEAR;
    return isms__fire(run);
}

isms__verdict isms__judge_7_3_02(isms__run *run, isms_id person)
{
    const isms_id *ids;
    isms_day joined = isms__day(run, person, ISMS_PERSON_JOINED_ON);
    if (isms__rule_fired(run, "ISMS-7.3-01") || isms__done_by_now(run, person, ISMS_PERSON_LEFT_ON) ||
        (joined && joined + run->audit->options.lesson_days > run->as_of))
        return ISMS__OUT;
    for (size_t i = 0, n = isms__refs(run, 0, person, ISMS_PARTICIPATION_PERSON, &ids); i < n; i++) {
        isms_id training = isms_link(M, ids[i], ISMS_PARTICIPATION_TRAINING);
        isms_day done = isms__day(run, ids[i], ISMS_PARTICIPATION_COMPLETED_ON);
        int64_t months = isms_integer(M, training, ISMS_TRAINING_INTERVAL_MONTHS, 12);
        if (done && done <= run->as_of && months >= 0 && months <= 1200 &&
            isms__is(run, training, ISMS_TRAINING_KIND, "awareness") &&
            isms_date_add_months(done, (int32_t)months) >= run->as_of)
            return ISMS__CLEAR;
    }
    return ISMS__FIRED;
}

isms__verdict isms__judge_7_4_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_COMMUNICATION) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_7_4_02(isms__run *run, isms_id c)
{
    static const isms_attribute wanted[] = {ISMS_COMMUNICATION_SUBJECT, ISMS_COMMUNICATION_WHEN, ISMS_COMMUNICATION_AUDIENCE,
                                            ISMS_COMMUNICATION_METHOD, 0};
    return all_filled(run, c, wanted) ? ISMS__CLEAR : ISMS__FIRED;
}

/* ------------------------------------------------------------------ documented information */

static bool is_current(const isms__run *run, isms_id d)
{
    static const char *const current[] = {"approved", "published", NULL};
    return isms__one_of(run, d, ISMS_DOCUMENT_STATUS, current);
}

static bool is_top_policy(const isms__run *run, isms_id d)
{
    if (!isms__is(run, d, ISMS_DOCUMENT_KIND, "policy") || !is_current(run, d))
        return false;
    for (size_t i = 0, n = isms_list_count(M, d, ISMS_DOCUMENT_SATISFIES); i < n; i++)
        if (isms__covers("5.2", isms_list_text(M, d, ISMS_DOCUMENT_SATISFIES, i)))
            return true;
    return false;
}

/* A record of the type for which the attribute is filled (0: any record); with kind set, of that kind. */
typedef struct server {
    const char *row; /* of documented_information.tsv */
    isms_type type;
    isms_attribute filled;
    const char *silenced_by;
} server;

static const server servers[] = {{"4.3", ISMS_SCOPE, ISMS_SCOPE_STATEMENT, "ISMS-4.3-01"},
                                 {"6.1.2", ISMS_METHOD, 0, "ISMS-RISK-01"},
                                 {"6.1.3.d", ISMS_SOA_ENTRY, 0, "ISMS-SOA-01"},
                                 {"6.1.3.e", ISMS_TREATMENT_PLAN, 0, "ISMS-TREAT-01"},
                                 {"6.2.g", ISMS_OBJECTIVE, 0, "ISMS-6.2-01"},
                                 {"7.2.d", ISMS_ASSIGNMENT, ISMS_ASSIGNMENT_EVIDENCE, "ISMS-7.2-02"},
                                 {"8.1", ISMS_PROCESS, ISMS_PROCESS_EVIDENCE, NULL},
                                 {"8.2", ISMS_RISK, ISMS_RISK_ASSESSED_ON, "ISMS-RISK-04"},
                                 {"8.2", ISMS_RISK_ASSESSMENT, ISMS_RISK_ASSESSMENT_PERFORMED_ON, "ISMS-RISK-04"},
                                 {"8.3", ISMS_TREATMENT_PLAN, ISMS_TREATMENT_PLAN_EVIDENCE, "ISMS-TREAT-05"},
                                 {"9.1", ISMS_MEASUREMENT, 0, "ISMS-9.1-01"},
                                 {"9.2.2#programme", ISMS_PROGRAMME, 0, "ISMS-9.2-01"},
                                 {"9.2.2#results", ISMS_AUDIT, ISMS_AUDIT_REPORT_ON, "ISMS-9.2-01"},
                                 {"9.3.3", ISMS_MANAGEMENT_REVIEW, ISMS_MANAGEMENT_REVIEW_MINUTES, "ISMS-9.3-01"},
                                 {"10.2.f", ISMS_AUDIT_FINDING, 0, NULL},
                                 {"10.2.g", ISMS_CORRECTIVE_ACTION, ISMS_CORRECTIVE_ACTION_VERIFIED_ON, NULL}};

static bool served_by(const isms__run *run, const server *s)
{
    for (isms_id id = isms_first(M, s->type); id; id = isms_next(M, id))
        if ((!s->filled || isms__filled(run, id, s->filled)) &&
            (s->type != ISMS_MANAGEMENT_REVIEW || isms__done_by_now(run, id, ISMS_MANAGEMENT_REVIEW_HELD_ON)))
            return true;
    return false;
}

static bool document_satisfies(const isms__run *run, const char *row)
{
    for (isms_id d = isms_first(M, ISMS_DOCUMENT); d; d = isms_next(M, d))
        if ((is_current(run, d) || isms__is(run, d, ISMS_DOCUMENT_KIND, "record")) &&
            isms__lists(run, d, ISMS_DOCUMENT_SATISFIES, row))
            return true;
    return false;
}

static bool row_is_met(const isms__run *run, const char *row)
{
    if (strcmp(row, "7.5.3") == 0 || document_satisfies(run, row))
        return true;
    if (strcmp(row, "5.2.e") == 0) {
        for (isms_id d = isms_first(M, ISMS_DOCUMENT); d; d = isms_next(M, d))
            if (is_top_policy(run, d))
                return true;
        return isms__rule_fired(run, "ISMS-5.2-01");
    }
    for (size_t i = 0; i < sizeof servers / sizeof servers[0]; i++)
        if (strcmp(servers[i].row, row) == 0 &&
            (served_by(run, &servers[i]) || (servers[i].silenced_by && isms__rule_fired(run, servers[i].silenced_by))))
            return true;
    return false;
}

isms__verdict isms__judge_7_5_01(isms__run *run, isms_id unused)
{
    (void)unused;
    const isms_model *catalogue = isms_catalogue();
    isms__buffer list = {.allocator = run->a};
    int64_t n = 0, missed = 0, audits = 0;
    for (isms_id r = isms_first(catalogue, ISMS_REQUIRED_DOCUMENT); r; r = isms_next(catalogue, r), n++) {
        const char *row = isms_text(catalogue, r, ISMS_REQUIRED_DOCUMENT_CLAUSE);
        if (strcmp(row, "9.2.2") == 0) /* the two rows of that clause, in their order */
            row = audits++ ? "9.2.2#results" : "9.2.2#programme";
        if (row_is_met(run, row))
            continue;
        isms__buffer_print(&list, "%s%s (%s)", missed ? ", " : "", isms_text(catalogue, r, ISMS_REQUIRED_DOCUMENT_NAME), row);
        missed++;
    }
    isms__say_number(run, "n", n);
    isms__say_number(run, "missed", missed);
    isms__say(run, "list", isms__buffer_c(&list));
    run->failed |= list.failed;
    isms__buffer_dispose(&list);
    return missed ? isms__fire(run) : ISMS__CLEAR;
}

/* A document without status is not known to be current. */
static isms__verdict currency(const isms__run *run, isms_id d)
{
    return !isms_has(M, d, ISMS_DOCUMENT_STATUS) || is_current(run, d) ? ISMS__CLEAR : ISMS__OUT;
}

isms__verdict isms__judge_7_5_02(isms__run *run, isms_id d)
{
    if (currency(run, d) == ISMS__OUT)
        return ISMS__OUT;
    bool named = isms__filled(run, d, ISMS_DOCUMENT_TITLE) && isms__filled(run, d, ISMS_DOCUMENT_VERSION);
    bool somebody = isms_has(M, d, ISMS_DOCUMENT_OWNER) || isms_has(M, d, ISMS_DOCUMENT_AUTHOR);
    return named && somebody ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_7_5_03(isms__run *run, isms_id d)
{
    static const char *const outside[] = {"record", "external", NULL};
    if (currency(run, d) == ISMS__OUT || isms__one_of(run, d, ISMS_DOCUMENT_KIND, outside) || is_top_policy(run, d))
        return ISMS__OUT;
    return isms_has(M, d, ISMS_DOCUMENT_APPROVED_BY) && isms__done_by_now(run, d, ISMS_DOCUMENT_APPROVED_ON) ? ISMS__CLEAR
                                                                                                             : ISMS__FIRED;
}

isms__verdict isms__judge_7_5_04(isms__run *run, isms_id d)
{
    isms_day next = isms__day(run, d, ISMS_DOCUMENT_NEXT_REVIEW_ON);
    int64_t months = isms_integer(M, d, ISMS_DOCUMENT_REVIEW_EVERY_MONTHS, 0);
    if (currency(run, d) == ISMS__OUT || (!next && months < 1) || months > 1200 || is_top_policy(run, d))
        return ISMS__OUT;
    if (!next) {
        bool reviewed = isms__done_by_now(run, d, ISMS_DOCUMENT_LAST_REVIEWED_ON);
        isms_day last = isms__day(run, d, reviewed ? ISMS_DOCUMENT_LAST_REVIEWED_ON : ISMS_DOCUMENT_APPROVED_ON);
        if (!last)
            return ISMS__NOT_KNOWN;
        next = isms_date_add_months(last, (int32_t)months);
    }
    return next < run->as_of ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_7_5_05(isms__run *run, isms_id d)
{
    bool other_kind = isms_has(M, d, ISMS_DOCUMENT_KIND) && !isms__is(run, d, ISMS_DOCUMENT_KIND, "record");
    if (other_kind || isms__is(run, d, ISMS_DOCUMENT_STATUS, "obsolete"))
        return ISMS__OUT;
    return isms_has(M, d, ISMS_DOCUMENT_RETENTION_MONTHS) || isms_has(M, d, ISMS_DOCUMENT_RETENTION_UNTIL) ? ISMS__CLEAR
                                                                                                           : ISMS__FIRED;
}

isms__verdict isms__judge_7_5_06(isms__run *run, isms_id d)
{
    const isms_id *ids;
    isms_id successor = ISMS_NONE;
    if (currency(run, d) == ISMS__OUT)
        return ISMS__OUT;
    for (size_t i = 0, n = isms__refs(run, 0, d, ISMS_DOCUMENT_SUPERSEDES, &ids); i < n; i++)
        if (is_current(run, ids[i]) && isms__day(run, ids[i], ISMS_DOCUMENT_EFFECTIVE_ON) <= run->as_of)
            successor = isms__lesser(run, successor, ids[i]);
    if (!successor)
        return ISMS__CLEAR;
    isms__say(run, "successor", isms_record_key(M, successor));
    isms__relate(run, successor);
    return ISMS__FIRED;
}

/* ------------------------------------------------------------------ evidence */

/* The least of the records that name it in an attribute called evidence; ISMS_NONE: none does. */
static isms_id user_of(isms__run *run, isms_id evidence)
{
    const isms_id *ids, *again;
    isms_id user = ISMS_NONE;
    isms_type judged = 0;
    bool names = false;
    for (size_t i = 0, n = isms__refs(run, 0, evidence, 0, &ids); i < n; i++) {
        isms_type type = isms_record_type(M, ids[i]);
        if (type != judged) {
            isms_attribute a = isms__attribute_by_path(type, "evidence");
            names = a && isms__refs(run, 1, evidence, a, &again);
            judged = type;
        }
        if (names)
            user = isms__lesser(run, user, ids[i]);
    }
    return user;
}

isms__verdict isms__judge_evid_01(isms__run *run, isms_id evidence)
{
    isms_id user = user_of(run, evidence);
    if (!user)
        return ISMS__OUT;
    if (!isms__evidence_expired(run, evidence))
        return ISMS__CLEAR;
    isms_day until = isms__day(run, evidence, ISMS_EVIDENCE_VALID_UNTIL);
    if (!until)
        until = isms__day(run, evidence, ISMS_EVIDENCE_COLLECTED_ON) +
                (isms_day)isms_integer(M, evidence, ISMS_EVIDENCE_FRESHNESS_DAYS, 0);
    isms__say(run, "used_by", isms_record_key(M, user));
    isms__relate(run, user);
    isms__say_day(run, "date", until);
    return ISMS__FIRED;
}
