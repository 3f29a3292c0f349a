/* Judgement over findings: areas, overrides and conclusions. */
#include "test.h"

/* ---- areas */

static void expect_area(isms_area area, const char *outcome, const char *rule)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_area_aggregate(&area, NULL, NULL, &ruling);
    test_ruling(status, ruling, outcome, rule);
}

static isms_area area_of(isms_area_scope scope, int32_t minors, int32_t assessed)
{
    isms_area area = ISMS_AREA_INIT;
    area.scope = scope;
    area.minors = minors;
    area.assessed = assessed;
    return area;
}

static void minors_add_up_at_the_limit_of_their_scope(void)
{
    expect_area(area_of(ISMS_AREA_REQUIREMENT, 2, 0), "MINOR", "AG-7");
    expect_area(area_of(ISMS_AREA_REQUIREMENT, 3, 0), "AGG_MAJOR", "AG-2");
    expect_area(area_of(ISMS_AREA_ISSUE, 3, 0), "AGG_MAJOR", "AG-2");
    expect_area(area_of(ISMS_AREA_CAUSE, 2, 0), "MINOR", "AG-7");
    expect_area(area_of(ISMS_AREA_CAUSE, 3, 0), "AGG_MAJOR", "AG-2");
    expect_area(area_of(ISMS_AREA_CLAUSE, 3, 0), "MINOR", "AG-7");
    expect_area(area_of(ISMS_AREA_CLAUSE, 4, 0), "AGG_MAJOR", "AG-3");
    expect_area(area_of(ISMS_AREA_THEME, 4, 5), "MINOR", "AG-7");
    expect_area(area_of(ISMS_AREA_THEME, 5, 25), "AGG_MAJOR", "AG-4");
    expect_area(area_of(ISMS_AREA_THEME, 5, 26), "MINOR", "AG-7");
    expect_area(area_of(ISMS_AREA_AUDIT, 9, 0), "MINOR", "AG-7");
    expect_area(area_of(ISMS_AREA_AUDIT, 10, 0), "MINOR+review", "AG-5");
    expect_area(area_of(ISMS_AREA_THEME, 0, 9), "COMPLIANT", "AG-9");
    isms_area own = area_of(ISMS_AREA_CLAUSE, 2, 0);
    own.threshold = 2;
    expect_area(own, "AGG_MAJOR", "AG-3");
}

static void a_proposed_major_counts_until_it_is_declined(void)
{
    isms_area area = area_of(ISMS_AREA_CLAUSE, 4, 0);
    isms_ruling *ruling = NULL;
    CU_ASSERT_EQUAL(isms_area_aggregate(&area, NULL, NULL, &ruling), ISMS_OK);
    CU_ASSERT_EQUAL(isms_ruling_number(ruling), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_ruling_next_step(ruling), "link the minors"));
    isms_ruling_free(ruling);
    area.declined_because = "four sites, four causes";
    CU_ASSERT_EQUAL(isms_area_aggregate(&area, NULL, NULL, &ruling), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_ruling_rule(ruling), "AG-6");
    CU_ASSERT_EQUAL(isms_ruling_number(ruling), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_ruling_sentence(ruling), "four sites, four causes"));
    isms_ruling_free(ruling);
    area.majors = 1;
    expect_area(area, "MAJOR", "AG-1");
    area.majors = area.minors = 0; /* nothing was proposed, so nothing is declined */
    expect_area(area, "COMPLIANT", "AG-9");
}

static void improvements_and_unknowns_never_become_more(void)
{
    isms_area area = ISMS_AREA_INIT;
    area.scope = ISMS_AREA_THEME;
    area.ofis = 100;
    expect_area(area, "OFI", "AG-8");
    area.ofis = 0;
    area.undetermined = 1;
    expect_area(area, "NOT_DETERMINED", "AG-9");
}

static void impossible_areas_are_refused(void)
{
    isms_ruling *ruling = NULL;
    isms_area area = ISMS_AREA_INIT;
    CU_ASSERT_EQUAL(isms_area_aggregate(&area, NULL, NULL, &ruling), ISMS_E_RANGE);
    area.scope = ISMS_AREA_AUDIT + 1;
    CU_ASSERT_EQUAL(isms_area_aggregate(&area, NULL, NULL, &ruling), ISMS_E_RANGE);
    area.scope = ISMS_AREA_AUDIT;
    area.minors = -1;
    CU_ASSERT_EQUAL(isms_area_aggregate(&area, NULL, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_area_aggregate(NULL, NULL, NULL, &ruling), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_area_scope_by_name("theme"), ISMS_AREA_THEME);
    CU_ASSERT_EQUAL(isms_area_scope_by_name("planet"), 0);
    CU_ASSERT_PTR_NULL(ruling);
}

/* ---- overrides */

static const char *const long_enough = "the auditor saw more than the facts say";

static void overrides_are_checked_in_order(void)
{
    static const struct {
        const char *computed, *proposed, *rationale, *author, *criterion, *reviewer;
        int32_t issued, reviewer_in_team;
        const char *outcome, *rule;
    } rows[] = {
        {"MINOR", "MAJOR", "12345678901234567890", "A", NULL, NULL, 0, 0, "ACCEPT", "O-00"},
        {"MINOR", "MAJOR", "1234567890123456789", "A", NULL, NULL, 0, 0, "REJECT", "O-01"},
        {"MINOR", "MAJOR", "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f 45678901234567", "A", NULL, NULL, 0, 0, "REJECT", "O-01"},
        {"MINOR", "MAJOR", long_enough, "", NULL, NULL, 0, 0, "REJECT", "O-01"},
        {"MINOR", "COMPLIANT", long_enough, "A", NULL, NULL, 0, 0, "REJECT", "O-02"},
        {"MAJOR", "OFI", long_enough, "A", NULL, "R", 0, 0, "REJECT", "O-02"},
        {"COMPLIANT", "MINOR", long_enough, "A", NULL, NULL, 0, 0, "REJECT", "O-03"},
        {"COMPLIANT", "MINOR", long_enough, "A", "9.2", NULL, 0, 0, "ACCEPT", "O-00"},
        {"COMPLIANT", "OFI", long_enough, "A", NULL, NULL, 0, 0, "ACCEPT", "O-00"},
        {"MAJOR", "MINOR", long_enough, "A", NULL, NULL, 0, 0, "PENDING_REVIEW", "O-04"},
        {"MAJOR", "MINOR", long_enough, "A", NULL, "A", 0, 0, "PENDING_REVIEW", "O-04"},
        {"MAJOR", "MINOR", long_enough, "A", NULL, "R", 0, 1, "PENDING_REVIEW", "O-04"},
        {"MAJOR", "MINOR", long_enough, "A", NULL, "R", 0, 0, "ACCEPT", "O-00"},
        {"AOC(MAJOR)+confirm", "MINOR", long_enough, "A", NULL, "R", 0, 0, "ACCEPT", "O-00"},
        {"CARRIED(MINOR)", "MAJOR", long_enough, "A", NULL, NULL, 0, 0, "REJECT", "O-05"},
        {"MINOR", "NOT_APPLICABLE", long_enough, "A", NULL, NULL, 0, 0, "REJECT", "O-05"},
        {"MAJOR", "MAJOR", NULL, NULL, NULL, NULL, 0, 0, "REJECT", "O-06"},
        {"MINOR+confirm", "MINOR", NULL, NULL, NULL, NULL, 0, 0, "REJECT", "O-06"},
        {"NOT_ASSESSED", "NOT_ASSESSED", NULL, NULL, NULL, NULL, 0, 0, "REJECT", "O-06"},
        {"MINOR", "MAJOR", long_enough, "A", NULL, NULL, 1, 0, "REJECT", "O-07"},
        {"MAJOR", "MINOR", long_enough, "A", NULL, NULL, 1, 0, "REJECT", "O-07"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_override o = ISMS_OVERRIDE_INIT;
        isms_ruling *ruling = NULL;
        o.computed = rows[i].computed;
        o.proposed = rows[i].proposed;
        o.rationale = rows[i].rationale;
        o.author = rows[i].author;
        o.criterion = rows[i].criterion;
        o.reviewer = rows[i].reviewer;
        o.issued = rows[i].issued;
        o.reviewer_in_team = rows[i].reviewer_in_team;
        isms_status status = isms_override_check(&o, NULL, NULL, &ruling);
        test_ruling(status, ruling, rows[i].outcome, rows[i].rule);
    }
}

static isms_finding *classify(const char *text)
{
    isms_finding *finding = NULL;
    isms_facts *facts = isms_facts_new(NULL);
    CU_ASSERT_EQUAL(isms_facts_parse(facts, text), ISMS_OK);
    CU_ASSERT_EQUAL(isms_finding_classify(facts, NULL, NULL, &finding), ISMS_OK);
    isms_facts_free(facts);
    return finding;
}

static void an_override_of_older_facts_is_stale(void)
{
    isms_finding *judged = classify("ref=A.5.18;n=4;missed=1"), *same = classify("missed=1;n=4;ref=A.5.18");
    isms_finding *changed = classify("ref=A.5.18;n=5;missed=1"), *worse = classify("ref=A.5.18;n=4;missed=4");
    isms_override o = ISMS_OVERRIDE_INIT;
    o.computed = isms_finding_verdict(judged);
    CU_ASSERT_EQUAL(isms_override_is_stale(&o, changed), 0); /* without a fingerprint only the outcome tells */
    CU_ASSERT_EQUAL(isms_override_is_stale(&o, worse), 1);
    o.facts = isms_override_fingerprint(judged);
    o.computed_rule = isms_finding_rule(judged);
    CU_ASSERT_EQUAL(isms_override_is_stale(&o, same), 0);
    CU_ASSERT_EQUAL(isms_override_is_stale(&o, changed), 1);
    CU_ASSERT_EQUAL(isms_override_is_stale(&o, worse), 1);
    isms_finding_free(judged);
    isms_finding_free(same);
    isms_finding_free(changed);
    isms_finding_free(worse);
}

/* ---- conclusions */

typedef struct found {
    int32_t majors, verified, minors, plans;
} found;

static isms_conclusion conclusion_of(int32_t kind, found f)
{
    isms_conclusion c = ISMS_CONCLUSION_INIT;
    c.kind = kind;
    c.majors = f.majors;
    c.majors_verified = f.verified;
    c.minors = f.minors;
    c.plans_accepted = f.plans;
    return c;
}

static void expect_conclusion(isms_conclusion c, const char *outcome, const char *rule)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_conclusion_draw(&c, NULL, NULL, &ruling);
    test_ruling(status, ruling, outcome, rule);
}

static void counts_alone_conclude(void)
{
    static const struct {
        int32_t kind;
        found found;
        const char *outcome, *rule;
    } rows[] = {
        {ISMS_AUDIT_KIND_GAP, {9, 0, 9, 0}, "ADVISORY_ONLY", "C-G1"},
        {ISMS_AUDIT_KIND_INTERNAL, {1, 1, 0, 0}, "FAIL", "C-IN"},
        {ISMS_AUDIT_KIND_INTERNAL, {0, 0, 12, 0}, "PASS", "C-IN"},
        {ISMS_AUDIT_KIND_SUPPLIER, {0, 0, 0, 0}, "PASS", "C-IN"},
        {ISMS_AUDIT_KIND_STAGE1, {0, 0, 0, 0}, "READY", "C-S1c"},
        {ISMS_AUDIT_KIND_STAGE1, {0, 0, 1, 0}, "READY_WITH_CONCERNS", "C-S1b"},
        {ISMS_AUDIT_KIND_STAGE2, {0, 0, 0, 0}, "RECOMMEND", "C-S2a"},
        {ISMS_AUDIT_KIND_STAGE2, {1, 1, 2, 2}, "RECOMMEND", "C-S2a"},
        {ISMS_AUDIT_KIND_STAGE2, {0, 0, 2, 1}, "RECOMMEND_AFTER_PLAN", "C-S2b"},
        {ISMS_AUDIT_KIND_STAGE2, {2, 1, 0, 0}, "NOT_RECOMMENDED_FOLLOW_UP", "C-S2c"},
        {ISMS_AUDIT_KIND_SURVEILLANCE, {0, 0, 0, 0}, "MAINTAIN", "C-SVa"},
        {ISMS_AUDIT_KIND_SURVEILLANCE, {0, 0, 1, 0}, "MAINTAIN_AFTER_PLAN", "C-SVb"},
        {ISMS_AUDIT_KIND_SPECIAL, {1, 0, 0, 0}, "MAINTAIN_PENDING_FOLLOW_UP", "C-SVc"},
        {ISMS_AUDIT_KIND_RECERTIFICATION, {0, 0, 0, 0}, "RENEW", "C-RCa"},
        {ISMS_AUDIT_KIND_RECERTIFICATION, {0, 0, 1, 0}, "RENEW_AFTER_PLAN", "C-RCb"},
        {ISMS_AUDIT_KIND_RECERTIFICATION, {1, 0, 1, 0}, "NOT_RENEWED_FOLLOW_UP", "C-RCc"},
        {ISMS_AUDIT_KIND_EXTENSION, {0, 0, 0, 0}, "EXTEND", "C-EXa"},
        {ISMS_AUDIT_KIND_EXTENSION, {0, 0, 1, 0}, "EXTEND_AFTER_PLAN", "C-EXb"},
        {ISMS_AUDIT_KIND_EXTENSION, {1, 0, 0, 0}, "NOT_EXTENDED_FOLLOW_UP", "C-EXc"},
        {ISMS_AUDIT_KIND_FOLLOW_UP, {1, 1, 0, 0}, "LIFT_SUSPENSION", "C-SUa"},
        {ISMS_AUDIT_KIND_FOLLOW_UP, {1, 0, 0, 0}, "KEEP_SUSPENDED", "C-SUb"},
        {ISMS_AUDIT_KIND_TRANSFER, {0, 0, 1, 1}, "ACCEPT_TRANSFER", "C-TRa"},
        {ISMS_AUDIT_KIND_TRANSFER, {0, 0, 1, 0}, "ACCEPT_AFTER_PLAN", "C-TRa"},
        {ISMS_AUDIT_KIND_TRANSFER, {1, 0, 0, 0}, "PRE_TRANSFER_VISIT", "C-TRb"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_conclusion(conclusion_of(rows[i].kind, rows[i].found), rows[i].outcome, rows[i].rule);
}

static void what_is_undetermined_blocks_every_conclusion_but_two(void)
{
    for (int32_t kind = ISMS_AUDIT_KIND_INTERNAL; kind <= ISMS_AUDIT_KIND_TRANSFER; kind++) {
        isms_conclusion c = conclusion_of(kind, (found){0, 0, 0, 0});
        isms_ruling *ruling = NULL;
        c.undetermined = 1;
        CU_ASSERT_EQUAL(isms_conclusion_draw(&c, NULL, NULL, &ruling), ISMS_OK);
        bool blocked = strcmp(isms_ruling_rule(ruling), "C-00") == 0;
        CU_ASSERT_EQUAL(blocked, kind != ISMS_AUDIT_KIND_STAGE1 && kind != ISMS_AUDIT_KIND_GAP);
        isms_ruling_free(ruling);
    }
}

static void readiness_needs_the_key_elements(void)
{
    isms_conclusion c = conclusion_of(ISMS_AUDIT_KIND_STAGE1, (found){0, 0, 0, 0});
    c.key_undetermined = 1;
    expect_conclusion(c, "INCOMPLETE", "C-S1d");
    c.key_undetermined = 0;
    c.concerns = 1;
    expect_conclusion(c, "READY_WITH_CONCERNS", "C-S1b");
    c.key_undetermined = 1;
    expect_conclusion(c, "INCOMPLETE", "C-S1d");
    c.key_gap = 1;
    expect_conclusion(c, "NOT_READY", "C-S1a");
    c.key_gap = 0;
    c.scope_unclear = 1;
    expect_conclusion(c, "NOT_READY", "C-S1a");
}

static void open_majors_meet_their_deadlines(void)
{
    isms_conclusion c = conclusion_of(ISMS_AUDIT_KIND_STAGE2, (found){1, 0, 0, 0});
    c.past_six_months = 1;
    expect_conclusion(c, "REPEAT_STAGE2", "C-S2d");
    c.majors_verified = 1;
    expect_conclusion(c, "RECOMMEND", "C-S2a");
    for (int i = 0; i < 3; i++) {
        c = conclusion_of(ISMS_AUDIT_KIND_SURVEILLANCE, (found){1, 0, 0, 0});
        *(i == 0 ? &c.past_deadline : i == 1 ? &c.severe : &c.suspend_on_major) = 1;
        expect_conclusion(c, "SUSPEND", "C-SVd");
    }
    c = conclusion_of(ISMS_AUDIT_KIND_FOLLOW_UP, (found){1, 0, 0, 0});
    c.past_six_months = 1;
    expect_conclusion(c, "WITHDRAW", "C-SUd");
    c.scope_separable = 1;
    expect_conclusion(c, "REDUCE_SCOPE", "C-SUc");
}

static void expired_certificates_are_restored_within_six_months(void)
{
    isms_conclusion c = conclusion_of(ISMS_AUDIT_KIND_RECERTIFICATION, (found){0, 0, 0, 0});
    c.expired = 1;
    expect_conclusion(c, "STAGE2_REQUIRED", "C-RCe");
    c.restorable = 1;
    expect_conclusion(c, "RESTORE", "C-RCd");
    c.minors = 1;
    expect_conclusion(c, "RESTORE_PENDING", "C-RCd");
    c.plans_accepted = 1;
    c.majors = 1;
    expect_conclusion(c, "RESTORE_PENDING", "C-RCd");
}

static void transfers_need_a_sound_certificate(void)
{
    isms_conclusion c = conclusion_of(ISMS_AUDIT_KIND_TRANSFER, (found){0, 0, 0, 0});
    c.records_missing = 1;
    expect_conclusion(c, "PRE_TRANSFER_VISIT", "C-TRb");
    c.not_valid = 1;
    expect_conclusion(c, "TREAT_AS_NEW", "C-TRc");
    c.not_valid = 0;
    c.not_accredited = 1;
    expect_conclusion(c, "TREAT_AS_NEW", "C-TRc");
}

static void a_conclusion_says_what_must_happen(void)
{
    isms_conclusion c = conclusion_of(ISMS_AUDIT_KIND_STAGE2, (found){2, 1, 0, 0});
    isms_ruling *ruling = NULL;
    CU_ASSERT_EQUAL(isms_conclusion_draw(&c, NULL, NULL, &ruling), ISMS_OK);
    CU_ASSERT_EQUAL(isms_ruling_number(ruling), 1);
    CU_ASSERT_STRING_EQUAL(isms_ruling_sentence(ruling), "Open majors: 1.");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_ruling_next_step(ruling), "six months"));
    CU_ASSERT_EQUAL(isms_ruling_remark_count(ruling), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_ruling_remark(ruling, 0), "on site"));
    CU_ASSERT_STRING_EQUAL(isms_ruling_remark(ruling, 1), "");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_ruling_text(ruling), "NOT_RECOMMENDED_FOLLOW_UP (C-S2c). Open majors"));
    CU_ASSERT_EQUAL(isms_ruling_thresholds(ruling)->close_days, 90);
    isms_ruling_free(ruling);
    c.documentation_only = 1;
    CU_ASSERT_EQUAL(isms_conclusion_draw(&c, NULL, NULL, &ruling), ISMS_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_ruling_remark(ruling, 0), "documents suffice"));
    isms_ruling_free(ruling);
}

static void impossible_conclusions_are_refused(void)
{
    isms_ruling *ruling = NULL;
    isms_conclusion c = conclusion_of(0, (found){0, 0, 0, 0});
    CU_ASSERT_EQUAL(isms_conclusion_draw(&c, NULL, NULL, &ruling), ISMS_E_RANGE);
    c = conclusion_of(ISMS_AUDIT_KIND_STAGE2, (found){1, 2, 0, 0});
    CU_ASSERT_EQUAL(isms_conclusion_draw(&c, NULL, NULL, &ruling), ISMS_E_RANGE);
    c = conclusion_of(ISMS_AUDIT_KIND_STAGE2, (found){0, 0, -1, 0});
    CU_ASSERT_EQUAL(isms_conclusion_draw(&c, NULL, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_conclusion_draw(NULL, NULL, NULL, &ruling), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(ruling);
    isms_ruling_free(NULL);
}

static isms_status judge(const isms_allocator *a)
{
    isms_area area = area_of(ISMS_AREA_THEME, 8, 30);
    isms_override o = ISMS_OVERRIDE_INIT;
    isms_conclusion c = conclusion_of(ISMS_AUDIT_KIND_SURVEILLANCE, (found){1, 0, 1, 0});
    isms_ruling *rulings[3] = {NULL, NULL, NULL};
    o.computed = "MAJOR";
    o.proposed = "MINOR";
    o.rationale = long_enough;
    o.author = "A";
    isms_status status = isms_area_aggregate(&area, NULL, a, &rulings[0]);
    if (status == ISMS_OK)
        status = isms_override_check(&o, NULL, a, &rulings[1]);
    if (status == ISMS_OK)
        status = isms_conclusion_draw(&c, NULL, a, &rulings[2]);
    for (int i = 0; i < 3; i++)
        isms_ruling_free(rulings[i]);
    return status;
}

static void rulings_survive_short_memory(void)
{
    sweep_allocations(judge);
}

int main(void)
{
    static const test_case tests[] = {
        {"minors add up at the limit of their scope", minors_add_up_at_the_limit_of_their_scope},
        {"a proposed major counts until it is declined", a_proposed_major_counts_until_it_is_declined},
        {"improvements and unknowns never become more", improvements_and_unknowns_never_become_more},
        {"impossible areas are refused", impossible_areas_are_refused},
        {"overrides are checked in order", overrides_are_checked_in_order},
        {"an override of older facts is stale", an_override_of_older_facts_is_stale},
        {"counts alone conclude", counts_alone_conclude},
        {"what is undetermined blocks every conclusion but two", what_is_undetermined_blocks_every_conclusion_but_two},
        {"readiness needs the key elements", readiness_needs_the_key_elements},
        {"open majors meet their deadlines", open_majors_meet_their_deadlines},
        {"expired certificates are restored within six months", expired_certificates_are_restored_within_six_months},
        {"transfers need a sound certificate", transfers_need_a_sound_certificate},
        {"a conclusion says what must happen", a_conclusion_says_what_must_happen},
        {"impossible conclusions are refused", impossible_conclusions_are_refused},
        {"rulings survive short memory", rulings_survive_short_memory},
        {NULL, NULL}};
    return run_suite("judgement", tests);
}
