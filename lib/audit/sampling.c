/* Sampling of sites and records, in whole numbers, so that an exact root never rounds up. */
#include <isms/sampling.h>

#include "core/number.h"
#include "ruling.h"

#include <string.h>

/* The sample is the least k with k * k * of >= part * sites; the method of all sites takes all_pct of them. */
static const struct {
    const char *name;
    int64_t part, of, all_pct;
} audits[] = {
    [ISMS_CYCLE_AUDIT_INITIAL] = {"initial", 1, 1, 100},
    [ISMS_CYCLE_AUDIT_SURVEILLANCE] = {"surveillance", 9, 25, 30},
    [ISMS_CYCLE_AUDIT_RECERTIFICATION] = {"recertification", 16, 25, 100},
};

static const struct {
    const char *name;
    int64_t draw;
} frequencies[] = {{"yearly", 1}, {"quarterly", 2}, {"monthly", 3}, {"weekly", 5}, {"daily", 15}, {"more", 25}};

enum { NO_SITES, SAMPLE, ALL_SITES, RECORDS, CLEAN };

#define SHARED_LAPSE                                                                                                           \
    "At a nonconformity find out whether other sites share it; then correct it centrally and at the sites, and consider more."

static const isms_rule rules[] = {
    [NO_SITES] = {"S-00", "ERROR", "P", "sites", "There is no site to visit.", NULL},
    [SAMPLE] =
        {"S-01", NULL, "V", "sites audit",
         "{count} of {sites} sites at the {audit} audit, plus the central function; at least {random} of them at random.",
         SHARED_LAPSE},
    [ALL_SITES] =
        {"S-02", NULL, "V", "sites audit method",
         "{count} of {sites} sites at the {audit} audit, plus the central function, so that all are visited over the cycle.",
         SHARED_LAPSE},
    [RECORDS] = {"S-03", NULL, "P", "frequency population", "{count} of {population} records of something done {frequency}.",
                 NULL},
    [CLEAN] = {"S-04", NULL, "V", "drawn", "No lapse in {drawn} records: the rate of lapses may still be about 3 in {drawn}.",
               NULL},
};

const isms__rule_table isms__sampling_rules = {"sampling", rules, sizeof rules[0], sizeof rules / sizeof rules[0]};

static int64_t sites_of(int64_t sites, isms_cycle_audit audit, bool visit_all)
{
    if (visit_all)
        return (sites * audits[audit].all_pct + 99) / 100;
    int64_t k = 1;
    while (k * k * audits[audit].of < audits[audit].part * sites)
        k++;
    return k;
}

isms_status isms_sampling_sites(int32_t sites, isms_cycle_audit audit, int32_t visit_all, const isms_allocator *allocator,
                                isms_ruling **out)
{
    isms_status status;
    char text[ISMS__VALUE_SIZE];
    if (!out)
        return ISMS_E_MISUSE;
    if (audit < ISMS_CYCLE_AUDIT_INITIAL || audit > ISMS_CYCLE_AUDIT_RECERTIFICATION)
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    int64_t count = sites > 0 ? sites_of(sites, audit, visit_all != 0) : 0;
    isms__integer_format(count, text);
    const isms__named values[] = {{"count", count, NULL},
                                  {"sites", sites, NULL},
                                  {"random", (count + 3) / 4, NULL},
                                  {"audit", 0, audits[audit].name},
                                  {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[sites < 1 ? NO_SITES : visit_all ? ALL_SITES : SAMPLE], sites < 1 ? NULL : text, values);
    r->number = count;
    return isms__ruling_finish(r, out);
}

int32_t isms_sampling_miss_ppm(int32_t rate_pct, int64_t drawn)
{
    int64_t chance = INT64_C(1000000000000);
    if (rate_pct < 0 || rate_pct > 100 || drawn < 0)
        return -1;
    if (rate_pct == 0)
        return 1000000;
    for (int64_t i = 0; i < drawn && chance > 0; i++)
        chance = chance * (100 - rate_pct) / 100;
    return (int32_t)(chance / 1000000);
}

static void remark_on_misses(isms_ruling *r, int64_t drawn)
{
    static const int32_t rates[] = {5, 10, 20};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        int32_t per_mille = isms_sampling_miss_ppm(rates[i], drawn) / 1000;
        isms__ruling_remark_print(r, "If %d %% lapse, a sample of %lld shows none with a chance of %d.%d %%.", (int)rates[i],
                                  (long long)drawn, (int)(per_mille / 10), (int)(per_mille % 10));
    }
}

isms_status isms_sampling_records(const char *frequency, int64_t population, const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    size_t i = 0, count = sizeof frequencies / sizeof frequencies[0];
    char text[ISMS__VALUE_SIZE];
    if (!frequency || !out)
        return ISMS_E_MISUSE;
    while (i < count && strcmp(frequencies[i].name, frequency) != 0)
        i++;
    if (i == count)
        return ISMS_E_NOT_FOUND;
    if (population < 0)
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    r->number = population < frequencies[i].draw ? population : frequencies[i].draw;
    isms__integer_format(r->number, text);
    const isms__named values[] = {
        {"count", r->number, NULL}, {"population", population, NULL}, {"frequency", 0, frequency}, {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[RECORDS], text, values);
    if (r->number > 0)
        remark_on_misses(r, r->number);
    return isms__ruling_finish(r, out);
}

isms_status isms_sampling_clean(int64_t drawn, const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    char text[ISMS__VALUE_SIZE + 8];
    if (!out)
        return ISMS_E_MISUSE;
    if (drawn < 1)
        return ISMS_E_RANGE;
    isms_ruling *r = isms__ruling_new(allocator, NULL, &status);
    if (!r)
        return status;
    r->number = drawn <= 3 ? 1000 : (3000 + drawn / 2) / drawn;
    size_t n = isms__integer_format(r->number / 10, text);
    text[n] = '.';
    text[n + 1] = (char)('0' + r->number % 10);
    memcpy(text + n + 2, " %", 3);
    const isms__named values[] = {{"drawn", drawn, NULL}, {NULL, 0, NULL}};
    isms__ruling_decide(r, &rules[CLEAN], text, values);
    remark_on_misses(r, drawn);
    return isms__ruling_finish(r, out);
}
