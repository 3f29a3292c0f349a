/* Golden cases of a certificate's life and dates: t=life, t=date. */
#include "audit_cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool run_event(pairs *p, answer *out)
{
    isms_ruling *ruling = NULL;
    int32_t unplanned = pairs_number(p, "minors", 0) - pairs_number(p, "plans", 0);
    isms_status status =
        isms_certificate_event(pairs_text(p, "state", ""), pairs_text(p, "event", ""), unplanned, NULL, &ruling);
    return status == ISMS_OK && answer_ruling(out, ruling);
}

typedef isms_status date_function(pairs *p, isms_ruling **out);

static isms_status expiry(pairs *p, isms_ruling **out)
{
    return isms_cycle_expiry(pairs_day(p, "decision"), pairs_number(p, "cycle", 1), NULL, out);
}

static isms_status surveillance_due(pairs *p, isms_ruling **out)
{
    return isms_cycle_surveillance_due(pairs_day(p, "decision"), NULL, out);
}

static isms_status surveillance_check(pairs *p, isms_ruling **out)
{
    return isms_cycle_surveillance_check(pairs_day(p, "decision"), pairs_day(p, "last_day"), NULL, out);
}

/* Dates separated by commas. */
static size_t days_of(const char *text, isms_day *days, size_t most)
{
    size_t n = 0;
    char day[11] = "";
    for (; strlen(text) >= 10 && n < most; text += text[10] == ',' ? 11 : 10) {
        memcpy(day, text, 10);
        days[n++] = isms_date_parse(day);
    }
    return n;
}

static isms_status years_missing(pairs *p, isms_ruling **out)
{
    isms_day held[32];
    size_t count = days_of(pairs_text(p, "held", ""), held, sizeof held / sizeof held[0]);
    return isms_cycle_years_missing(pairs_day(p, "decision"), held, count, pairs_day(p, "recert"), NULL, out);
}

static isms_status recertification(pairs *p, isms_ruling **out)
{
    return isms_cycle_recertification(pairs_day(p, "expiry"), NULL, out);
}

static isms_status restorable_until(pairs *p, isms_ruling **out)
{
    return isms_cycle_restorable_until(pairs_day(p, "expiry"), NULL, out);
}

static isms_status status_at(pairs *p, isms_ruling **out)
{
    return isms_cycle_status(pairs_day(p, "today"), pairs_day(p, "expiry"), NULL, out);
}

static isms_status renew(pairs *p, isms_ruling **out)
{
    return isms_cycle_renew(pairs_day(p, "anchor"), pairs_number(p, "cycle", 1), pairs_day(p, "expiry"),
                            pairs_day(p, "decision"), NULL, out);
}

static isms_status closing(pairs *p, isms_ruling **out)
{
    const char *audit = pairs_text(p, "audit", "");
    isms_day end = pairs_day(p, "audit_end"), last = pairs_day(p, "expiry");
    if (strcmp(audit, "stage2") == 0)
        return isms_cycle_stage2_closing(end, NULL, out);
    return isms_cycle_closing(end, pairs_number(p, "days", 0), strcmp(audit, "recert") == 0 ? last : 0, NULL, NULL, out);
}

/* What begins it has no fixed name in the case files: it is the fact beside the expiry. */
static isms_status suspension_end(pairs *p, isms_ruling **out)
{
    isms_day last = pairs_day(p, "expiry");
    return isms_cycle_suspension_end(isms_date_parse(pairs_next(p)), last, NULL, out);
}

static isms_status transfer_until(pairs *p, isms_ruling **out)
{
    isms_day last = pairs_day(p, "expiry");
    return isms_cycle_transfer_until(isms_date_parse(pairs_next(p)), last, NULL, out);
}

static isms_status stage1_age(pairs *p, isms_ruling **out)
{
    return isms_cycle_stage1_age(pairs_day(p, "stage1"), pairs_day(p, "stage2"), NULL, NULL, out);
}

/* Operations by their names. Four of the date rules have none that is known; of these the beginning must do. */
static const struct {
    const char *op;
    date_function *call;
    bool begins;
} operations[] = {
    {"expiry", expiry, false},
    {"surv1_due", surveillance_due, false},
    {"surv1_ok", surveillance_check, false},
    {"years_missing", years_missing, false},
    {"status", status_at, false},
    {"new_expiry", renew, false},
    {"major_close", closing, false},
    {"transfer_until", transfer_until, false},
    {"recert", recertification, true},
    {"restor", restorable_until, true},
    {"susp", suspension_end, true},
    {"stage1", stage1_age, true},
};

static date_function *operation(const char *op)
{
    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        size_t n = strlen(operations[i].op);
        if (strncmp(operations[i].op, op, n) == 0 && (operations[i].begins || !op[n]))
            return operations[i].call;
    }
    return NULL;
}

/* What a case may say beside the plain outcome: the date, the days without certificate, other words for the same. */
static void add_words(answer *out, const isms_ruling *ruling)
{
    static const char *const same[][2] = {{"RENEWED", "RENEWED RENEW RENEWAL"},
                                          {"RESTORED", "RESTORED RESTORE"},
                                          {"NEW_CYCLE", "NEW_CYCLE"},
                                          {"ACTIVE", "ACTIVE VALID"}};
    const char *words = NULL;
    char day[11];
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        if (strncmp(isms_ruling_outcome(ruling), same[i][0], strlen(same[i][0])) == 0)
            words = same[i][1];
    isms_date_format(isms_ruling_day(ruling), day);
    if (words)
        snprintf(out->words, sizeof out->words, "%s %s gap days %lld", words, day, (long long)isms_ruling_number(ruling));
}

bool run_date(pairs *p, answer *out)
{
    isms_ruling *ruling = NULL;
    date_function *call = operation(pairs_text(p, "op", ""));
    if (!call || call(p, &ruling) != ISMS_OK)
        return false;
    add_words(out, ruling);
    return answer_ruling(out, ruling);
}
