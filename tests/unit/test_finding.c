/* Findings: the rules F-*, what they say, the nearest change, and properties that hold for any facts. */
#include "test.h"

/* The finding for facts written as in the golden cases; the caller frees it. */
static isms_finding *classify(const char *text, const isms_thresholds *thresholds)
{
    isms_finding *finding = NULL;
    isms_facts *facts = isms_facts_new(NULL);
    CU_ASSERT(isms_facts_parse(facts, text) >= 0);
    CU_ASSERT_EQUAL(isms_finding_classify(facts, thresholds, NULL, &finding), ISMS_OK);
    isms_facts_free(facts);
    return finding;
}

typedef struct row {
    const char *facts, *verdict, *rule;
} row;

static void expect(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        isms_finding *f = classify(rows[i].facts, NULL);
        bool right = strcmp(isms_finding_verdict(f), rows[i].verdict) == 0 && strcmp(isms_finding_rule(f), rows[i].rule) == 0;
        if (!right)
            fprintf(stderr, "%s: %s, not %s\n", rows[i].facts, isms_finding_text(f), rows[i].verdict);
        CU_ASSERT(right);
        isms_finding_free(f);
    }
}

#define EXPECT(rows) expect(rows, sizeof(rows) / sizeof((rows)[0]))

static void contradictions_are_invalid(void)
{
    static const row rows[] = {
        {"n=4;missed=3;late=2;ful=no", "INVALID", "F-G02"},
        {"n=-1", "INVALID", "F-G02"},
        {"n=4;missed=1;excepted=2", "INVALID", "F-G02"},
        {"n=4;missed=-1", "INVALID", "F-G02"},
        {"n=four", "INVALID", "F-G02"},
        {"colour=red", "INVALID", "F-G02"},
        {"n", "INVALID", "F-G02"},
        {"assessed=no;colour=red", "INVALID", "F-G02"},
        {"assessed=no;n=-1", "NOT_ASSESSED", "F-G01"},
        {"ful=yes;cap=doubt", "INVALID", "F-G02"},
        {"ful=yes;systemic=yes", "INVALID", "F-G02"},
        {"ful=yes;falsified=yes", "INVALID", "F-G02"},
        {"ful=yes;impl=none", "INVALID", "F-G02"},
        {"ful=yes;n=4;late=1", "INVALID", "F-G02"},
        {"req=none;ful=no", "INVALID", "F-G02"},
    };
    EXPECT(rows);
}

static void applicability_is_judged_before_anything_else(void)
{
    static const row rows[] = {
        {"req=clause;ref=9.2;appl=excluded;just=valid", "MAJOR", "F-G04"},
        {"appl=excluded;just=valid;needed=no", "NOT_APPLICABLE", "F-G05"},
        {"appl=excluded;just=valid", "NOT_APPLICABLE", "F-G05"},
        {"appl=excluded;just=none", "MINOR+confirm", "F-G06"},
        {"appl=excluded", "MINOR+confirm", "F-G06"},
        {"appl=excluded;just=none;needed=no", "MINOR", "F-G06"},
        {"appl=excluded;needed=yes", "MAJOR", "F-G07"},
        {"appl=excluded;needed=yes;alt=yes", "MINOR", "F-G07"},
        {"appl=unlisted;needed=yes", "MAJOR", "F-G07"},
        {"appl=unlisted;needed=yes;alt=yes", "MINOR", "F-G08"},
        {"appl=unlisted", "MINOR", "F-G08"},
        {"appl=added;just=none", "MINOR", "F-G09"},
        {"appl=added;just=valid", "COMPLIANT", "F-B10"},
        {"appl=added;just=none;ful=no", "MINOR", "F-B20"},
    };
    EXPECT(rows);
}

static void short_evidence_is_never_compliant(void)
{
    static const row rows[] = {
        {"evid=short", "NOT_DETERMINED", "F-G10"},  {"ful=unknown", "NOT_DETERMINED", "F-G10"},
        {"evid=short;closing=yes", "OFI", "F-C01"}, {"evid=short;closing=yes;req=clause", "NOT_DETERMINED", "F-G10"},
        {"assessed=no", "NOT_ASSESSED", "F-G01"},
    };
    EXPECT(rows);
}

static void exceptions_cover_missed_occasions_first(void)
{
    static const row rows[] = {
        {"n=4;missed=2;excepted=2", "COMPLIANT", "F-B12"},
        {"n=4;missed=2;excepted=1;ful=no", "MINOR", "F-B20"}, /* 1 of 3, too few for a share */
        {"n=5;missed=2;late=1;excepted=2;ful=no", "MINOR", "F-B20"},
        {"n=3;missed=3;excepted=1;ful=no", "MAJOR", "F-B31"}, /* 2 of 2 that remain */
        {"n=2;missed=2;excepted=1;ful=no", "MINOR+confirm", "F-B32"},
        {"n=4;late=1;excepted=1", "COMPLIANT", "F-B12"},
    };
    EXPECT(rows);
}

static void the_extent_decides_at_its_limits(void)
{
    static const row rows[] = {
        {"n=4;missed=2", "MAJOR+confirm", "F-B33"},
        {"n=100;missed=49;late=1", "MINOR", "F-B20"}, /* 49.5 % */
        {"n=100;missed=49;late=2", "MAJOR+confirm", "F-B33"},
        {"n=4;late=4", "MAJOR+confirm", "F-B33"},
        {"n=4;late=3", "MINOR", "F-B20"},
        {"n=5;missed=1;systemic=unknown", "MINOR+confirm", "F-A09"},
        {"n=5;late=1;systemic=unknown", "MINOR", "F-B20"},
        {"n=100;late=99", "MINOR", "F-B20"}, /* 49.5 % too: a late one weighs half */
        {"n=3;missed=2", "MINOR", "F-B20"},  /* too few for a share */
        {"n=4;missed=1;systemic=unknown", "MINOR", "F-B20"},
        {"n=100;missed=19;systemic=unknown", "MINOR", "F-B20"},
        {"n=100;missed=20;systemic=unknown", "MINOR+confirm", "F-A09"},
        {"n=2;missed=2", "MAJOR", "F-B31"},
        {"n=1;missed=1;prior_op=yes;interval=2;overdue=1", "MINOR", "F-B32"},
        {"n=1;missed=1;prior_op=yes;interval=2;overdue=2", "MAJOR", "F-B32"},
        {"n=1;missed=1;prior_op=yes;interval=365;overdue=0", "MINOR", "F-B32"},
        {"n=1;missed=1;prior_op=yes;interval=365", "MINOR+confirm", "F-B32"},
        {"n=1;missed=1;prior_op=yes;overdue=400", "MINOR+confirm", "F-B32"},
        {"n=9007199254740991;missed=9007199254740991", "MAJOR", "F-B31"},
        {"n=9007199254740991;missed=4503599627370496", "MAJOR+confirm", "F-B33"},
        {"n=9007199254740991;missed=4503599627370495", "MINOR", "F-B20"},
    };
    EXPECT(rows);
}

static void the_profile_of_a_body_spares_lower_risks(void)
{
    static const row rows[] = {
        {"impl=none;profile=cb", "MINOR", "F-B30"},
        {"impl=none;profile=cb;req=clause", "MAJOR", "F-B30"},
        {"impl=none;profile=cb;req=legal", "MAJOR", "F-B30"},
        {"n=4;missed=2;profile=cb", "MINOR+confirm", "F-B33"},
        {"n=1;missed=1;prior_op=no;profile=cb", "MINOR", "F-B32"},
        {"n=4;missed=4;cap=yes;profile=cb", "MAJOR", "F-A01"},
    };
    EXPECT(rows);
    isms_thresholds cb = ISMS_THRESHOLDS_INIT;
    cb.profile = ISMS_PROFILE_CB;
    isms_finding *f = classify("impl=none", &cb);
    CU_ASSERT_EQUAL(isms_finding_grade(f), ISMS_GRADE_MINOR);
    isms_finding_free(f);
    f = classify("impl=none;profile=source", &cb);
    CU_ASSERT_EQUAL(isms_finding_grade(f), ISMS_GRADE_MAJOR);
    isms_finding_free(f);
}

static void history_and_judgement_aggravate(void)
{
    static const row rows[] = {
        {"ful=no;hist=minor_open_late", "MAJOR", "F-A04"},
        {"hist=minor_open_late", "COMPLIANT", "F-B10"},
        {"hist=minor_open_intime", "CARRIED(MINOR)", "F-G11"},
        {"hist=minor_open_intime;n=4;missed=1", "MINOR", "F-B20"},
        {"ful=no;hist=major_recur", "MAJOR", "F-A06"},
        {"ful=no;law=breach", "MINOR+confirm", "F-A07"},
        {"ful=no;falsified=yes", "MAJOR", "F-A08"},
        {"ful=no;doconly=yes;cap=yes", "MAJOR", "F-A01"},
        {"n=4;missed=2;hist=minor_recur;same_cause=yes", "MAJOR", "F-A05"},
        {"n=5;missed=1;systemic=unknown;hist=minor_recur;same_cause=no", "MINOR+confirm", "F-A05"},
    };
    EXPECT(rows);
}

static void stage_one_and_gap_only_show_what_would_be(void)
{
    static const row rows[] = {
        {"stage=stage1;n=4;missed=1", "AOC(MINOR)", "F-B20"},
        {"stage=gap;n=4;missed=2", "GAP(MAJOR)+confirm", "F-B33"},
        {"stage=stage1;evid=short", "NOT_DETERMINED", "F-G10"},
        {"stage=gap", "COMPLIANT", "F-B10"},
    };
    EXPECT(rows);
}

static void every_reason_is_told(void)
{
    isms_finding *f = classify("req=control;ref=A.5.18;n=4;missed=4;cap=doubt", NULL);
    CU_ASSERT_EQUAL(isms_finding_reason_count(f), 3);
    CU_ASSERT_STRING_EQUAL(isms_rule_id(isms_finding_reason_rule(f, 0)), "F-A02");
    CU_ASSERT_STRING_EQUAL(isms_rule_id(isms_finding_reason_rule(f, 1)), "F-B20");
    CU_ASSERT_STRING_EQUAL(isms_rule_id(isms_finding_reason_rule(f, 2)), "F-B31");
    CU_ASSERT_EQUAL(isms_finding_reason_grade(f, 1), ISMS_GRADE_MINOR);
    CU_ASSERT_STRING_EQUAL(isms_finding_reason_sentence(f, 2),
                           "4 of 4 planned occasions were not carried out: nothing was done, so it broke down.");
    CU_ASSERT_STRING_EQUAL(isms_finding_reason_facts(f, 2), "n=4, missed=4");
    CU_ASSERT_PTR_NULL(isms_finding_reason_rule(f, 3));
    CU_ASSERT_STRING_EQUAL(isms_finding_reason_sentence(f, 3), "");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_finding_text(f), "MAJOR (F-A02). A.5.18: There is significant doubt"));
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_finding_text(f), "[cap=doubt; V] Also F-B20: "));
    CU_ASSERT_EQUAL(isms_finding_thresholds(f)->breakdown_pct, 50);
    CU_ASSERT_STRING_EQUAL(isms_facts_value(isms_finding_facts(f), ISMS_FACT_REF), "A.5.18");
    isms_finding_free(f);
    f = classify("improve=risk", NULL);
    CU_ASSERT_STRING_EQUAL(isms_finding_note(f), "observation");
    isms_finding_free(f);
    f = classify("strength=yes", NULL);
    CU_ASSERT_STRING_EQUAL(isms_finding_note(f), "strength");
    isms_finding_free(f);
    f = classify("n=3;nonsense=1", NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_finding_text(f), "`nonsense=1` is not a known fact"));
    isms_finding_free(f);
}

static void the_nearest_change_is_told(void)
{
    static const struct {
        const char *facts, *change;
    } rows[] = {
        {"n=4;missed=4", "With missed=1 instead of 4 it would be MINOR (F-B20)."},
        {"n=4;missed=1;ful=no", "With missed=0 instead of 1 it would be COMPLIANT (F-B10)."},
        {"n=1000000;missed=500000", "With missed=499999 instead of 500000 it would be MINOR (F-B20)."},
        {"appl=excluded;just=none;needed=no", "With just=valid instead of none it would be NOT_APPLICABLE (F-G05)."},
        {"appl=excluded;needed=yes", "With appl=yes instead of excluded it would be COMPLIANT (F-B10)."},
        {"ful=no;cap=doubt", "With cap=none instead of doubt it would be MINOR (F-B20)."},
        {"planned=yes;plan_late=yes", "With plan_late=no instead of yes it would be OFI (F-B01)."},
        {"n=1;missed=1;prior_op=yes;interval=365;overdue=183", "With missed=0 instead of 1 it would be COMPLIANT (F-B10)."},
        {"n=1;missed=1;prior_op=yes;interval=365;overdue=183;hist=minor_recur;same_cause=no",
         "With missed=0 instead of 1 it would be COMPLIANT (F-B10)."},
        {"n=4;ful=yes", "With missed=1 instead of 0 it would be MINOR (F-B20)."},
        {"ful=no;impl=none", "With impl=partial instead of none it would be MINOR (F-B20)."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_finding *f = classify(rows[i].facts, NULL), *other = NULL;
        CU_ASSERT_STRING_EQUAL(isms_finding_change(f), "");
        CU_ASSERT_EQUAL(isms_finding_counterfactual(f, NULL, &other), ISMS_OK);
        CU_ASSERT_STRING_EQUAL(isms_finding_change(other), rows[i].change);
        isms_finding_free(other);
        isms_finding_free(f);
    }
}

static void where_no_single_change_helps_that_is_said(void)
{
    static const char *const rows[] = {"nonsense=1", "n=-1", "assessed=no", "ful=no;falsified=yes;cap=yes;systemic=yes"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_finding *f = classify(rows[i], NULL), *other = f;
        isms_status status = isms_finding_counterfactual(f, NULL, &other);
        CU_ASSERT_EQUAL(status, ISMS_ABSENT);
        CU_ASSERT_PTR_NULL(other);
        isms_finding_free(f);
    }
}

/* ---- properties over many facts */

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void random_facts(isms_facts *facts, uint32_t *state)
{
    isms_facts_clear(facts);
    for (isms_fact fact = isms_fact_next(0); fact; fact = isms_fact_next(fact)) {
        int32_t choices = 0;
        while (isms_fact_value(fact, choices))
            choices++;
        if (choices && next_random(state) % 3 == 0)
            isms_facts_set(facts, isms_fact_name(fact),
                           isms_fact_value(fact, (int32_t)(next_random(state) % (uint32_t)choices)));
    }
    int64_t n = next_random(state) % 9, missed = next_random(state) % (uint32_t)(n + 1);
    int64_t late = next_random(state) % (uint32_t)(n - missed + 1);
    isms_facts_set_count(facts, ISMS_FACT_N, n);
    isms_facts_set_count(facts, ISMS_FACT_MISSED, missed);
    isms_facts_set_count(facts, ISMS_FACT_LATE, late);
    isms_facts_set_count(facts, ISMS_FACT_EXCEPTED, next_random(state) % (uint32_t)(missed + late + 1));
    isms_facts_set_count(facts, ISMS_FACT_INTERVAL, next_random(state) % 40);
    isms_facts_set_count(facts, ISMS_FACT_OVERDUE, next_random(state) % 40);
}

static isms_finding *graded(const isms_facts *facts)
{
    isms_finding *f = NULL;
    CU_ASSERT_EQUAL(isms_finding_classify(facts, NULL, NULL, &f), ISMS_OK);
    return f;
}

static bool is_lapse(const isms_finding *f)
{
    return isms_finding_status(f) == ISMS_FINDING_GRADED && isms_finding_grade(f) >= ISMS_GRADE_MINOR;
}

/* One more missed occasion in place of one kept; false where there is none left. */
static bool miss_one_more(isms_facts *facts)
{
    int64_t n = isms_facts_count(facts, ISMS_FACT_N), missed = isms_facts_count(facts, ISMS_FACT_MISSED);
    if (missed + isms_facts_count(facts, ISMS_FACT_LATE) >= n)
        return false;
    return isms_facts_set_count(facts, ISMS_FACT_MISSED, missed + 1) == ISMS_OK;
}

static void one_lapse_more_never_improves_the_grade(void)
{
    uint32_t state = 1;
    isms_facts *facts = isms_facts_new(NULL);
    for (int i = 0; i < 20000; i++) {
        random_facts(facts, &state);
        isms_finding *before = graded(facts);
        if (is_lapse(before) && miss_one_more(facts)) {
            isms_finding *after = graded(facts);
            if (is_lapse(after) && isms_finding_grade(after) < isms_finding_grade(before)) {
                fprintf(stderr, "%s\nbut one more: %s\n", isms_finding_text(before), isms_finding_text(after));
                CU_FAIL("a lapse improved the grade");
            }
            CU_ASSERT(isms_finding_status(after) != ISMS_FINDING_GRADED || isms_finding_grade(after) >= ISMS_GRADE_MINOR);
            isms_finding_free(after);
        }
        isms_finding_free(before);
    }
    isms_facts_free(facts);
}

static void the_grade_is_the_worst_reason_and_the_flag_follows(void)
{
    uint32_t state = 7;
    isms_facts *facts = isms_facts_new(NULL);
    for (int i = 0; i < 20000; i++) {
        random_facts(facts, &state);
        isms_finding *f = graded(facts);
        isms_grade worst = ISMS_GRADE_NONE;
        for (size_t k = 0; k < isms_finding_reason_count(f); k++)
            if (isms_finding_reason_grade(f, k) > worst)
                worst = isms_finding_reason_grade(f, k);
        CU_ASSERT_EQUAL(isms_finding_grade(f), worst);
        CU_ASSERT_EQUAL(isms_finding_reason_grade(f, 0), worst);
        CU_ASSERT_STRING_EQUAL(isms_rule_id(isms_finding_reason_rule(f, 0)), isms_finding_rule(f));
        if (isms_finding_confirm(f)) /* a firm major is never left to be confirmed, and nothing below minor is */
            CU_ASSERT(worst == ISMS_GRADE_MINOR || strcmp(isms_finding_rule(f), "F-B33") == 0);
        CU_ASSERT_EQUAL(isms_finding_confirm(f), strstr(isms_finding_verdict(f), "+confirm") != NULL);
        isms_finding_free(f);
    }
    isms_facts_free(facts);
}

static void a_counterfactual_is_one_fact_away_and_differs(void)
{
    uint32_t state = 3;
    isms_facts *facts = isms_facts_new(NULL);
    for (int i = 0; i < 2000; i++) {
        random_facts(facts, &state);
        isms_finding *f = graded(facts), *other = NULL;
        if (isms_finding_counterfactual(f, NULL, &other) == ISMS_OK) {
            int changed = 0;
            for (isms_fact fact = isms_fact_next(0); fact; fact = isms_fact_next(fact)) {
                const isms_facts *a = isms_finding_facts(f), *b = isms_finding_facts(other);
                changed += fact != ISMS_FACT_FUL && (isms_facts_count(a, fact) != isms_facts_count(b, fact) ||
                                                     strcmp(isms_facts_value(a, fact), isms_facts_value(b, fact)) != 0);
            }
            CU_ASSERT_EQUAL(changed, 1);
            CU_ASSERT(isms_finding_grade(f) != isms_finding_grade(other) ||
                      isms_finding_status(f) != isms_finding_status(other));
        }
        isms_finding_free(other);
        isms_finding_free(f);
    }
    isms_facts_free(facts);
}

/* ---- wrong use, memory, rules as data */

static void wrong_use_is_refused(void)
{
    isms_facts *facts = isms_facts_new(NULL);
    isms_finding *f = NULL;
    isms_thresholds bad = ISMS_THRESHOLDS_INIT;
    char longer[200];
    memset(longer, 'x', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    CU_ASSERT_EQUAL(isms_facts_set(facts, "colour", "red"), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_facts_set(facts, "impl", "red"), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_facts_set(facts, "n", "1.5"), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_facts_set(facts, "ref", longer), ISMS_E_TEXT);
    CU_ASSERT_EQUAL(isms_facts_set(facts, "ref", "\xff"), ISMS_E_TEXT);
    CU_ASSERT_EQUAL(isms_facts_set(NULL, "n", "1"), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_facts_set_count(facts, ISMS_FACT_IMPL, 1), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_facts_set_count(facts, ISMS_FACT_N, INT64_MAX), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_facts_parse(facts, longer), ISMS_PARTIAL);
    CU_ASSERT_EQUAL(isms_finding_classify(NULL, NULL, NULL, &f), ISMS_E_MISUSE);
    bad.breakdown_pct = 101;
    CU_ASSERT_EQUAL(isms_finding_classify(facts, &bad, NULL, &f), ISMS_E_RANGE);
    bad.breakdown_pct = -1;
    CU_ASSERT_EQUAL(isms_finding_classify(facts, &bad, NULL, &f), ISMS_E_RANGE);
    CU_ASSERT_PTR_NULL(f);
    CU_ASSERT_EQUAL(isms_thresholds_set(&bad, "soft_pct", 30), ISMS_OK);
    CU_ASSERT_EQUAL(isms_thresholds_get(&bad, "soft_pct"), 30);
    CU_ASSERT_EQUAL(isms_thresholds_set(&bad, "soft_pct", 101), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_thresholds_set(&bad, "softness", 1), ISMS_E_NOT_FOUND);
    isms_finding_free(NULL);
    isms_facts_free(NULL);
    isms_facts_free(facts);
}

static void thresholds_move_the_limits(void)
{
    isms_thresholds strict = ISMS_THRESHOLDS_INIT;
    strict.breakdown_pct = 25;
    strict.late_weight_pct = 100;
    isms_finding *f = classify("n=4;late=1", &strict);
    CU_ASSERT_STRING_EQUAL(isms_finding_rule(f), "F-B33");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_finding_text(f), "reach 25 %"));
    isms_finding_free(f);
    strict = (isms_thresholds)ISMS_THRESHOLDS_INIT;
    strict.overdue_pct = 10;
    f = classify("n=1;missed=1;prior_op=yes;interval=100;overdue=11", &strict);
    CU_ASSERT_EQUAL(isms_finding_grade(f), ISMS_GRADE_MAJOR);
    isms_finding_free(f);
}

static void rules_can_be_listed(void)
{
    size_t findings = 0;
    for (const isms_rule *rule = isms_rule_next(NULL); rule; rule = isms_rule_next(rule)) {
        CU_ASSERT(*isms_rule_id(rule) && *isms_rule_sentence(rule) && *isms_rule_authority(rule) && *isms_rule_group(rule));
        CU_ASSERT_EQUAL(strspn(isms_rule_authority(rule), "UVMP"), strlen(isms_rule_authority(rule)));
        findings += strcmp(isms_rule_group(rule), "finding") == 0;
    }
    CU_ASSERT(findings > 33);
    CU_ASSERT_STRING_EQUAL(isms_rule_outcome(isms_rule_by_id("F-G04")), "MAJOR");
    CU_ASSERT_PTR_NULL(isms_rule_by_id("F-Z99"));
    CU_ASSERT_STRING_EQUAL(isms_rule_id(NULL), "");
}

static isms_status classify_and_vary(const isms_allocator *a)
{
    isms_finding *f = NULL, *other = NULL;
    isms_facts *facts = isms_facts_new(a);
    isms_status status = facts ? isms_facts_parse(facts, "n=4;missed=4;cap=none;ref=A.5.18") : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_finding_classify(facts, NULL, a, &f);
    if (status == ISMS_OK)
        status = isms_finding_counterfactual(f, a, &other);
    isms_finding_free(other);
    isms_finding_free(f);
    isms_facts_free(facts);
    return status;
}

static void findings_survive_short_memory(void)
{
    sweep_allocations(classify_and_vary);
}

int main(void)
{
    static const test_case tests[] = {
        {"contradictions are invalid", contradictions_are_invalid},
        {"applicability is judged before anything else", applicability_is_judged_before_anything_else},
        {"short evidence is never compliant", short_evidence_is_never_compliant},
        {"exceptions cover missed occasions first", exceptions_cover_missed_occasions_first},
        {"the extent decides at its limits", the_extent_decides_at_its_limits},
        {"the profile of a body spares lower risks", the_profile_of_a_body_spares_lower_risks},
        {"history and judgement aggravate", history_and_judgement_aggravate},
        {"Stage 1 and gap only show what would be", stage_one_and_gap_only_show_what_would_be},
        {"every reason is told", every_reason_is_told},
        {"the nearest change is told", the_nearest_change_is_told},
        {"where no single change helps that is said", where_no_single_change_helps_that_is_said},
        {"one lapse more never improves the grade", one_lapse_more_never_improves_the_grade},
        {"the grade is the worst reason and the flag follows", the_grade_is_the_worst_reason_and_the_flag_follows},
        {"a counterfactual is one fact away and differs", a_counterfactual_is_one_fact_away_and_differs},
        {"wrong use is refused", wrong_use_is_refused},
        {"thresholds move the limits", thresholds_move_the_limits},
        {"rules can be listed", rules_can_be_listed},
        {"findings survive short memory", findings_survive_short_memory},
        {NULL, NULL}};
    return run_suite("finding", tests);
}
