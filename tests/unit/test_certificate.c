/* The life of a certificate: transitions, dates, and the calendar of a cycle. */
#include "test.h"

/* ---- states */

static void every_pair_of_state_and_event_is_answered(void)
{
    int allowed = 0;
    for (int32_t s = 0; isms_certificate_state(s); s++) {
        for (int32_t t = 0; isms_certificate_transition_event(t); t++) {
            const char *state = isms_certificate_state(s), *event = isms_certificate_transition_event(t);
            const char *to = NULL;
            isms_ruling *ruling = NULL;
            for (int32_t k = 0; isms_certificate_transition_from(k); k++)
                if (strcmp(isms_certificate_transition_from(k), state) == 0 &&
                    strcmp(isms_certificate_transition_event(k), event) == 0)
                    to = isms_certificate_transition_to(k);
            CU_ASSERT_EQUAL(isms_certificate_event(state, event, 0, NULL, &ruling), ISMS_OK);
            CU_ASSERT_STRING_EQUAL(isms_ruling_outcome(ruling), to ? to : "ERROR");
            CU_ASSERT_STRING_EQUAL(isms_ruling_rule(ruling), to ? "L-01" : "L-00");
            allowed += to && strcmp(isms_certificate_transition_from(t), state) == 0;
            isms_ruling_free(ruling);
        }
    }
    CU_ASSERT_EQUAL(allowed, 36);
}

static void a_refused_event_says_what_is_possible(void)
{
    isms_ruling *ruling = NULL;
    CU_ASSERT_EQUAL(isms_certificate_event("EXPIRED_FINAL", "restore", 0, NULL, &ruling), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_ruling_sentence(ruling), "restore is not possible in EXPIRED_FINAL; possible there: apply.");
    isms_ruling_free(ruling);
    CU_ASSERT_EQUAL(isms_certificate_event("TRANSFERRED", "renew", 0, NULL, &ruling), ISMS_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_ruling_sentence(ruling), "possible there: nothing"));
    isms_ruling_free(ruling);
    isms_status status = isms_certificate_event("ASLEEP", "renew", 0, NULL, &ruling);
    test_ruling(status, ruling, "ERROR", "L-00");
    CU_ASSERT_EQUAL(isms_certificate_event(NULL, "renew", 0, NULL, &ruling), ISMS_E_MISUSE);
}

static void no_certificate_is_granted_without_plans(void)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_certificate_event("DECISION_PENDING", "grant", 1, NULL, &ruling);
    test_ruling(status, ruling, "ERROR", "L-00");
    status = isms_certificate_event("DECISION_PENDING", "grant", 0, NULL, &ruling);
    test_ruling(status, ruling, "ACTIVE", "L-01");
    status = isms_certificate_event("DECISION_PENDING", "refuse", 1, NULL, &ruling);
    test_ruling(status, ruling, "REFUSED", "L-01");
}

static void every_state_can_be_reached_and_is_explained(void)
{
    for (int32_t s = 0; isms_certificate_state(s); s++) {
        bool reached = strcmp(isms_certificate_state(s), "NOT_CERTIFIED") == 0;
        for (int32_t t = 0; isms_certificate_transition_to(t); t++)
            reached |= strcmp(isms_certificate_transition_to(t), isms_certificate_state(s)) == 0;
        CU_ASSERT(reached);
        CU_ASSERT(*isms_certificate_state_doc(s) != '\0');
        CU_ASSERT(isms_value_by_name(NULL, ISMS_ENUM_CERTIFICATION_STATE, isms_certificate_state(s)) != 0);
    }
    CU_ASSERT_PTR_NULL(isms_certificate_state(-1));
}

/* ---- dates */

static isms_day d(const char *text)
{
    return isms_date_parse(text);
}

static void leap_days_are_not_lost(void)
{
    static const struct {
        const char *anchor;
        int32_t cycle;
        const char *expiry;
    } rows[] = {{"2026-03-15", 1, "2029-03-14"}, {"2024-02-29", 1, "2027-02-28"}, {"2024-02-29", 2, "2030-02-28"},
                {"2024-02-29", 4, "2036-02-28"}, {"2021-03-01", 1, "2024-02-29"}, {"2023-01-31", 1, "2026-01-30"},
                {"2020-12-31", 2, "2026-12-30"}, {"2025-01-01", 1, "2027-12-31"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_ruling *ruling = NULL;
        isms_status status = isms_cycle_expiry(d(rows[i].anchor), rows[i].cycle, NULL, &ruling);
        test_ruling(status, ruling, rows[i].expiry, "D-01");
    }
    isms_ruling *ruling = NULL;
    CU_ASSERT_EQUAL(isms_cycle_expiry(d("2024-02-29"), 1, NULL, &ruling), ISMS_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_ruling_remark(ruling, 0), "clamped"));
    CU_ASSERT_EQUAL(isms_ruling_day(ruling), d("2027-02-28"));
    isms_ruling_free(ruling);
}

static void surveillance_is_due_twelve_months_after_the_decision(void)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_cycle_surveillance_due(d("2024-02-29"), NULL, &ruling);
    test_ruling(status, ruling, "2025-02-28", "D-02");
    status = isms_cycle_surveillance_check(d("2026-03-15"), d("2027-03-15"), NULL, &ruling);
    test_ruling(status, ruling, "ok", "D-02");
    status = isms_cycle_surveillance_check(d("2026-03-15"), d("2027-03-17"), NULL, &ruling);
    CU_ASSERT_EQUAL(isms_ruling_number(ruling), 2);
    test_ruling(status, ruling, "late", "D-02");
}

static void each_calendar_year_between_needs_a_surveillance(void)
{
    isms_ruling *ruling = NULL;
    const isms_day early[] = {d("2026-12-10"), d("2028-05-02")}, regular[] = {d("2028-10-01"), d("2027-10-01")};
    isms_status status = isms_cycle_years_missing(d("2026-01-10"), early, 2, d("2028-11-20"), NULL, &ruling);
    test_ruling(status, ruling, "2027", "D-03");
    status = isms_cycle_years_missing(d("2026-11-20"), regular, 2, d("2029-08-01"), NULL, &ruling);
    test_ruling(status, ruling, "none", "D-03");
    status = isms_cycle_years_missing(d("2026-11-20"), NULL, 0, 0, NULL, &ruling);
    test_ruling(status, ruling, "2027,2028", "D-03");
    CU_ASSERT_EQUAL(isms_cycle_years_missing(d("2026-11-20"), NULL, 1, 0, NULL, &ruling), ISMS_E_MISUSE);
}

static void expiry_is_followed_by_six_months_for_restoration(void)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_cycle_restorable_until(d("2028-08-31"), NULL, &ruling);
    test_ruling(status, ruling, "2029-02-28", "D-05");
    status = isms_cycle_status(d("2029-03-14"), d("2029-03-14"), NULL, &ruling);
    test_ruling(status, ruling, "ACTIVE", "D-05");
    status = isms_cycle_status(d("2029-03-15"), d("2029-03-14"), NULL, &ruling);
    test_ruling(status, ruling, "EXPIRED_RESTORABLE", "D-05");
    status = isms_cycle_status(d("2029-09-14"), d("2029-03-14"), NULL, &ruling);
    test_ruling(status, ruling, "EXPIRED_RESTORABLE", "D-05");
    status = isms_cycle_status(d("2029-09-15"), d("2029-03-14"), NULL, &ruling);
    test_ruling(status, ruling, "EXPIRED_FINAL", "D-05");
    status = isms_cycle_recertification(d("2029-03-14"), NULL, &ruling);
    test_ruling(status, ruling, "2028-09-14..2028-12-14", "D-04");
}

static void renewal_keeps_the_anchor_and_reports_the_gap(void)
{
    isms_ruling *ruling = NULL;
    isms_status status = isms_cycle_renew(d("2026-03-15"), 1, d("2029-03-14"), d("2029-01-20"), NULL, &ruling);
    CU_ASSERT_EQUAL(isms_ruling_number(ruling), 0);
    test_ruling(status, ruling, "RENEWED:2032-03-14", "D-06");
    status = isms_cycle_renew(d("2026-03-15"), 1, d("2029-03-14"), d("2029-06-01"), NULL, &ruling);
    CU_ASSERT_EQUAL(isms_ruling_number(ruling), 78);
    test_ruling(status, ruling, "RESTORED:2032-03-14", "D-06");
    status = isms_cycle_renew(d("2026-03-15"), 1, d("2029-03-14"), d("2029-09-14"), NULL, &ruling);
    test_ruling(status, ruling, "RESTORED:2032-03-14", "D-06");
    status = isms_cycle_renew(d("2026-03-15"), 1, d("2029-03-14"), d("2029-09-15"), NULL, &ruling);
    test_ruling(status, ruling, "NEW_CYCLE:2032-09-14", "D-06");
}

static void deadlines_stop_at_expiry(void)
{
    isms_ruling *ruling = NULL;
    isms_thresholds short_time = ISMS_THRESHOLDS_INIT;
    short_time.close_days = 30;
    isms_status status = isms_cycle_stage2_closing(d("2026-08-31"), NULL, &ruling);
    test_ruling(status, ruling, "2027-02-28", "D-07");
    status = isms_cycle_closing(d("2026-05-10"), 0, 0, NULL, NULL, &ruling);
    test_ruling(status, ruling, "2026-08-08", "D-08");
    status = isms_cycle_closing(d("2026-05-10"), 0, 0, &short_time, NULL, &ruling);
    test_ruling(status, ruling, "2026-06-09", "D-08");
    status = isms_cycle_closing(d("2029-01-20"), 90, d("2029-03-14"), NULL, NULL, &ruling);
    test_ruling(status, ruling, "2029-03-14", "D-08");
    status = isms_cycle_suspension_end(d("2026-08-31"), 0, NULL, &ruling);
    test_ruling(status, ruling, "2027-02-28", "D-09");
    status = isms_cycle_suspension_end(d("2028-12-01"), d("2029-03-14"), NULL, &ruling);
    test_ruling(status, ruling, "2029-03-14", "D-09");
    status = isms_cycle_transfer_until(d("2027-01-15"), d("2029-03-14"), NULL, &ruling);
    test_ruling(status, ruling, "2027-07-15", "D-10");
    status = isms_cycle_stage1_age(d("2026-01-31"), d("2026-07-31"), NULL, NULL, &ruling);
    test_ruling(status, ruling, "ok", "D-11");
    status = isms_cycle_stage1_age(d("2026-01-31"), d("2026-08-01"), NULL, NULL, &ruling);
    test_ruling(status, ruling, "stale", "D-11");
}

static void what_is_no_date_is_refused(void)
{
    isms_ruling *ruling = NULL;
    CU_ASSERT_EQUAL(isms_cycle_expiry(0, 1, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_expiry(d("9998-01-01"), 1, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_expiry(d("2026-01-01"), 0, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_surveillance_check(d("2026-01-01"), 0, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_status(-5, d("2026-01-01"), NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_recertification(d("0001-02-01"), NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_renew(0, 1, 0, 0, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_closing(d("2026-01-01"), -1, 0, NULL, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_closing(d("9999-12-31"), 1, 0, NULL, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_transfer_until(d("9999-12-31"), 0, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_years_missing(0, NULL, 0, 0, NULL, &ruling), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_cycle_expiry(d("2026-01-01"), 1, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(ruling);
}

static void every_cycle_follows_the_last_without_gap_or_overlap(void)
{
    for (isms_day anchor = d("2024-01-01"); anchor < d("2028-01-01"); anchor++) {
        isms_day last = anchor - 1;
        for (int32_t cycle = 1; cycle <= 5; cycle++) {
            isms_ruling *ruling = NULL;
            CU_ASSERT_EQUAL(isms_cycle_expiry(anchor, cycle, NULL, &ruling), ISMS_OK);
            isms_day expiry = isms_ruling_day(ruling);
            CU_ASSERT(expiry - last >= 1094 && expiry - last <= 1097);
            last = expiry;
            isms_ruling_free(ruling);
        }
    }
}

/* ---- calendar */

static isms_calendar *calendar_of(const isms_calendar_input *in, const char *as_of)
{
    isms_calendar *calendar = NULL;
    CU_ASSERT_EQUAL(isms_calendar_build(in, d(as_of), NULL, NULL, &calendar), ISMS_OK);
    for (size_t i = 1; i < isms_calendar_count(calendar); i++)
        CU_ASSERT(isms_calendar_day(calendar, i - 1) <= isms_calendar_day(calendar, i));
    return calendar;
}

static void expect_next(const isms_calendar_input *in, const char *as_of, const char *rule, const char *day,
                        isms_calendar_state state)
{
    isms_calendar *calendar = calendar_of(in, as_of);
    size_t next = isms_calendar_next(calendar, d(as_of));
    CU_ASSERT_STRING_EQUAL(isms_calendar_rule(calendar, next), rule);
    CU_ASSERT_EQUAL(isms_calendar_day(calendar, next), d(day));
    CU_ASSERT_EQUAL(isms_calendar_state_of(calendar, next), state);
    isms_calendar_free(calendar);
}

static void the_calendar_says_what_is_due_next(void)
{
    const isms_day held[] = {d("2027-02-10"), d("2028-02-08")};
    isms_calendar_input in = ISMS_CALENDAR_INPUT_INIT;
    in.anchor = d("2026-03-15");
    in.surveillances = held;
    in.surveillance_count = 2;
    expect_next(&in, "2026-04-01", "D-02", "2027-03-15", ISMS_CALENDAR_OPEN);
    expect_next(&in, "2027-03-01", "D-04", "2028-12-14", ISMS_CALENDAR_OPEN); /* before the year 2028 ends */
    expect_next(&in, "2028-03-01", "D-04", "2028-12-14", ISMS_CALENDAR_OPEN);
    in.recertification_on = d("2028-11-20");
    expect_next(&in, "2028-12-01", "D-01", "2029-03-14", ISMS_CALENDAR_OPEN);
    in.renewed_on = d("2029-02-01");
    isms_calendar *calendar = calendar_of(&in, "2029-02-02");
    CU_ASSERT_EQUAL(isms_calendar_next(calendar, d("2029-02-02")), isms_calendar_count(calendar));
    isms_calendar_free(calendar);
}

static void the_calendar_names_what_was_missed(void)
{
    const isms_day held[] = {d("2026-12-10"), d("2028-05-02")};
    isms_calendar_input in = ISMS_CALENDAR_INPUT_INIT;
    in.anchor = d("2026-01-10");
    expect_next(&in, "2027-06-01", "D-02", "2027-01-10", ISMS_CALENDAR_OVERDUE);
    in.surveillances = held;
    in.surveillance_count = 2;
    expect_next(&in, "2028-06-01", "D-03", "2027-12-31", ISMS_CALENDAR_OVERDUE);
    in.surveillance_count = 0;
    in.cycle = 2; /* the first surveillance of a certificate is a matter of its first cycle */
    expect_next(&in, "2029-06-01", "D-03", "2030-12-31", ISMS_CALENDAR_OPEN);
}

static void a_lapsed_certificate_waits_for_restoration(void)
{
    isms_calendar_input in = ISMS_CALENDAR_INPUT_INIT;
    const isms_day held[] = {d("2027-02-10"), d("2028-02-08")};
    in.anchor = d("2026-03-15");
    in.surveillances = held;
    in.surveillance_count = 2;
    in.recertification_on = d("2028-12-01");
    isms_calendar *calendar = calendar_of(&in, "2029-04-01");
    size_t last = isms_calendar_count(calendar) - 1;
    CU_ASSERT_STRING_EQUAL(isms_calendar_what(calendar, last), "restoration");
    CU_ASSERT_EQUAL(isms_calendar_state_of(calendar, last), ISMS_CALENDAR_OPEN);
    CU_ASSERT_EQUAL(isms_calendar_from(calendar, last), d("2029-03-14"));
    isms_calendar_free(calendar);
    in.renewed_on = d("2029-06-01");
    calendar = calendar_of(&in, "2029-07-01");
    CU_ASSERT_EQUAL(isms_calendar_state_of(calendar, last), ISMS_CALENDAR_DONE);
    CU_ASSERT_EQUAL(isms_calendar_done_on(calendar, last), d("2029-06-01"));
    isms_calendar_free(calendar);
}

static void troubles_bring_deadlines_of_their_own(void)
{
    isms_calendar_input in = ISMS_CALENDAR_INPUT_INIT;
    in.anchor = d("2026-03-15");
    in.majors_on = d("2026-10-01");
    expect_next(&in, "2026-10-02", "D-08", "2026-12-30", ISMS_CALENDAR_OPEN);
    in.majors_closed_on = d("2026-11-01");
    in.suspended_on = d("2026-11-30");
    expect_next(&in, "2026-12-01", "D-02", "2027-03-15", ISMS_CALENDAR_OPEN);
    expect_next(&in, "2027-03-16", "D-02", "2027-03-15", ISMS_CALENDAR_OVERDUE); /* clocks go on while suspended */
    in.accreditation_lost_on = d("2028-12-01");
    isms_calendar *calendar = calendar_of(&in, "2028-12-02");
    bool found = false;
    for (size_t i = 0; i < isms_calendar_count(calendar); i++)
        if (strcmp(isms_calendar_rule(calendar, i), "D-10") == 0)
            found = isms_calendar_day(calendar, i) == d("2029-03-14");
    CU_ASSERT(found);
    isms_calendar_free(calendar);
}

static void impossible_calendars_are_refused(void)
{
    isms_calendar *calendar = NULL;
    isms_calendar_input in = ISMS_CALENDAR_INPUT_INIT;
    CU_ASSERT_EQUAL(isms_calendar_build(&in, d("2026-01-01"), NULL, NULL, &calendar), ISMS_E_RANGE);
    in.anchor = d("9998-01-01");
    CU_ASSERT_EQUAL(isms_calendar_build(&in, d("2026-01-01"), NULL, NULL, &calendar), ISMS_E_RANGE);
    in.anchor = d("2026-01-01");
    CU_ASSERT_EQUAL(isms_calendar_build(&in, 0, NULL, NULL, &calendar), ISMS_E_RANGE);
    in.surveillance_count = 1;
    CU_ASSERT_EQUAL(isms_calendar_build(&in, d("2026-01-01"), NULL, NULL, &calendar), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_calendar_build(NULL, d("2026-01-01"), NULL, NULL, &calendar), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_calendar_count(NULL), 0);
    CU_ASSERT_STRING_EQUAL(isms_calendar_what(NULL, 0), "");
    isms_calendar_free(NULL);
}

static isms_status live(const isms_allocator *a)
{
    isms_ruling *rulings[4] = {NULL, NULL, NULL, NULL};
    isms_calendar *calendar = NULL;
    isms_calendar_input in = ISMS_CALENDAR_INPUT_INIT;
    in.anchor = isms_date(2026, 3, 15);
    isms_status status = isms_certificate_event("ACTIVE", "restore", 0, a, &rulings[0]);
    if (status == ISMS_OK)
        status = isms_cycle_expiry(isms_date(2024, 2, 29), 1, a, &rulings[1]);
    if (status == ISMS_OK)
        status = isms_cycle_years_missing(in.anchor, NULL, 0, 0, a, &rulings[2]);
    if (status == ISMS_OK)
        status = isms_certificate_event("ACTIVE", "renew", 0, a, &rulings[3]);
    if (status == ISMS_OK)
        status = isms_calendar_build(&in, in.anchor, NULL, a, &calendar);
    isms_calendar_free(calendar);
    for (int i = 0; i < 4; i++)
        isms_ruling_free(rulings[i]);
    return status;
}

static void certificates_survive_short_memory(void)
{
    sweep_allocations(live);
}

int main(void)
{
    static const test_case tests[] = {
        {"every pair of state and event is answered", every_pair_of_state_and_event_is_answered},
        {"a refused event says what is possible", a_refused_event_says_what_is_possible},
        {"no certificate is granted without plans", no_certificate_is_granted_without_plans},
        {"every state can be reached and is explained", every_state_can_be_reached_and_is_explained},
        {"leap days are not lost", leap_days_are_not_lost},
        {"surveillance is due twelve months after the decision", surveillance_is_due_twelve_months_after_the_decision},
        {"each calendar year between needs a surveillance", each_calendar_year_between_needs_a_surveillance},
        {"expiry is followed by six months for restoration", expiry_is_followed_by_six_months_for_restoration},
        {"renewal keeps the anchor and reports the gap", renewal_keeps_the_anchor_and_reports_the_gap},
        {"deadlines stop at expiry", deadlines_stop_at_expiry},
        {"what is no date is refused", what_is_no_date_is_refused},
        {"every cycle follows the last without gap or overlap", every_cycle_follows_the_last_without_gap_or_overlap},
        {"the calendar says what is due next", the_calendar_says_what_is_due_next},
        {"the calendar names what was missed", the_calendar_names_what_was_missed},
        {"a lapsed certificate waits for restoration", a_lapsed_certificate_waits_for_restoration},
        {"troubles bring deadlines of their own", troubles_bring_deadlines_of_their_own},
        {"impossible calendars are refused", impossible_calendars_are_refused},
        {"certificates survive short memory", certificates_survive_short_memory},
        {NULL, NULL}};
    return run_suite("certificate", tests);
}
