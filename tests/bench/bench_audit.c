/* The pre-audit against reading the document that it judges. */
#include "bench.h"

#include <isms.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RISKS = 100000, CONTROLS = 10000, AUDITS = 500, FINDINGS = 5000, PERSONS = 200, ANNEX_A = 93 };

/* A text that grows. */
typedef struct text {
    char *bytes;
    size_t size, room;
} text;

static void put(text *t, const char *format, ...)
{
    va_list args;
    if (t->room - t->size < 1000) {
        char *more = realloc(t->bytes, 2 * t->room + 4096);
        if (!more)
            abort();
        t->bytes = more;
        t->room = 2 * t->room + 4096;
    }
    va_start(args, format);
    int n = vsnprintf(t->bytes + t->size, t->room - t->size, format, args);
    va_end(args);
    t->size += (size_t)n;
}

static void put_annex(text *t, int i)
{
    static const int themes[] = {37, 8, 14, 34};
    int theme = 0;
    for (i %= ANNEX_A; i >= themes[theme]; i -= themes[theme++])
        continue;
    put(t, "A.%d.%d", 5 + theme, 1 + i);
}

static const char *comma(int i)
{
    return i ? "," : "";
}

static void put_persons_and_method(text *t)
{
    put(t, "{\"libisms\":\"1.0\",\"persons\":[");
    for (int i = 0; i < PERSONS; i++)
        put(t, "%s{\"id\":\"P-%d\"}", comma(i), i);
    put(t,
        "],\"risk_methods\":[{\"id\":\"M\",\"likelihood\":[\"1\",\"2\",\"3\",\"4\",\"5\"],\"impact\":[\"1\",\"2\",\"3\",\"4\","
        "\"5\"],\"levels\":[{\"id\":\"low\",\"decision\":\"accept\"},{\"id\":\"medium\",\"decision\":\"tolerate\"},{\"id\":"
        "\"high\",\"decision\":\"treat\"}],\"matrix\":[");
    for (int i = 0; i < 5; i++)
        put(t, "%s[\"low\",\"low\",\"medium\",\"medium\",\"high\"]", comma(i));
    put(t, "],\"review_every_months\":12}]");
}

static void put_risks(text *t)
{
    put(t, ",\"assets\":[");
    for (int i = 0; i < RISKS / 10; i++)
        put(t, "%s{\"id\":\"A-%d\",\"title\":\"Asset %d\",\"owner\":\"P-%d\"}", comma(i), i, i, i % PERSONS);
    put(t, "],\"risks\":[");
    for (int i = 0; i < RISKS; i++) {
        put(t,
            "%s{\"id\":\"R-%d\",\"title\":\"Risk number %d\",\"owner\":\"P-%d\",\"method\":\"M\",\"assets\":[\"A-%d\"],"
            "\"inherent\":{\"likelihood\":%d,\"impact\":%d},\"current\":{\"likelihood\":%d,\"impact\":%d},\"residual\":{"
            "\"likelihood\":1,\"impact\":2},\"assessed_on\":\"2026-01-10\",\"status\":\"open\",\"treatment_options\":["
            "\"modify\"],\"controls\":[\"",
            comma(i), i, i, i % PERSONS, i / 10, 1 + i % 5, 1 + i / 5 % 5, 1 + i % 4, 1 + i / 5 % 4);
        put_annex(t, i);
        put(t, "\",\"C-%d\"]}", i % CONTROLS);
    }
    put(t, "],\"treatment_plans\":[");
    for (int i = 0; i < RISKS / 10; i++) {
        put(t, "%s{\"id\":\"TP-%d\",\"risks\":[\"R-%d\"],\"options\":[\"modify\"],\"controls\":[\"", comma(i), i, 10 * i);
        put_annex(t, i);
        put(t, "\"],\"owner\":\"P-%d\",\"due_on\":\"2026-09-01\",\"status\":\"in_progress\"}", i % PERSONS);
    }
    put(t, "],\"risk_acceptances\":[");
    for (int i = 0; i < RISKS / 5; i++)
        put(t,
            "%s{\"id\":\"RA-%d\",\"risk\":\"R-%d\",\"level\":\"medium\",\"approver\":\"P-%d\",\"approved_on\":\"2026-01-15\","
            "\"expires_on\":\"2026-12-31\",\"state\":\"active\"}",
            comma(i), i, i, i % 50 ? i % PERSONS : 1);
}

static void put_controls(text *t)
{
    put(t, "],\"controls\":[");
    for (int i = 0; i < CONTROLS; i++) {
        put(t, "%s{\"id\":\"C-%d\",\"title\":\"Control %d\",\"status\":\"implemented\",\"owner\":\"P-%d\",\"implements\":[\"",
            comma(i), i, i, i % PERSONS);
        put_annex(t, i);
        put(t, "\"],\"implemented_on\":\"2025-01-01\",\"evidence\":[\"E-%d\"]}", i);
    }
    put(t, "],\"evidence\":[");
    for (int i = 0; i < CONTROLS; i++)
        put(t, "%s{\"id\":\"E-%d\",\"uri\":\"https://example.org/%d\",\"collected_on\":\"2026-01-01\"}", comma(i), i, i);
    put(t, "],\"soa_entries\":[");
    for (int i = 0; i < ANNEX_A; i++) {
        put(t, "%s{\"id\":\"S-%d\",\"control\":\"", comma(i), i);
        put_annex(t, i);
        put(t,
            "\",\"applicable\":true,\"reasons\":[\"risk\"],\"justification\":\"Needed for what is numbered %d\",\"status\":"
            "\"implemented\",\"measures\":[\"C-%d\"]}",
            i, i);
    }
}

static void put_audits(text *t)
{
    put(t, "],\"audits\":[");
    for (int i = 0; i < AUDITS; i++) {
        put(t,
            "%s{\"id\":\"AU-%d\",\"kind\":\"internal\",\"started_on\":\"2025-10-01\",\"completed_on\":\"2025-10-05\","
            "\"covered\":[\"",
            comma(i), i);
        put_annex(t, i);
        put(t, "\"],\"lead\":\"P-3\"}");
    }
    put(t, "],\"audit_findings\":[");
    for (int i = 0; i < FINDINGS; i++)
        put(t,
            "%s{\"id\":\"F-%d\",\"audit\":\"AU-%d\",\"class\":\"minor\",\"requirement\":\"8.1\",\"raised_on\":\"2025-10-05\","
            "\"status\":\"open\"}",
            comma(i), i, i % AUDITS);
    put(t, "],\"corrective_actions\":[");
    for (int i = 0; i < FINDINGS; i++)
        put(t,
            "%s{\"id\":\"CA-%d\",\"finding\":\"F-%d\",\"state\":\"PLAN_ACCEPTED\",\"owner\":\"P-3\",\"raised_on\":"
            "\"2025-10-05\",\"due_on\":\"2026-12-01\"}",
            comma(i), i, i);
    put(t, "]}");
}

typedef struct subject {
    text document;
    isms_model *model;
} subject;

static void load(void *context)
{
    const subject *s = context;
    isms_model *model = NULL;
    if (isms_model_new(NULL, &model) == ISMS_OK)
        isms_model_read_text(model, "json", s->document.bytes, s->document.size, NULL, NULL);
    isms_model_free(model);
}

static void audit(void *context)
{
    const subject *s = context;
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    isms_audit *result = NULL;
    options.as_of = isms_date(2026, 6, 30);
    options.stage = ISMS_STAGE_SURVEILLANCE;
    if (isms_audit_run(s->model, &options, NULL, &result) != ISMS_OK || isms_audit_count(result) < FINDINGS / 100)
        abort(); /* a measurement of nothing */
    isms_audit_free(result);
}

static void run_audit(bench_report *report)
{
    subject s = {{NULL, 0, 0}, NULL};
    bench_result results[2];
    const bench_way ways[] = {{"load the document", load, &s}, {"pre-audit of the model", audit, &s}};
    put_persons_and_method(&s.document);
    put_risks(&s.document);
    put_controls(&s.document);
    put_audits(&s.document);
    if (isms_model_new(NULL, &s.model) == ISMS_OK &&
        isms_model_read_text(s.model, "json", s.document.bytes, s.document.size, NULL, NULL) >= 0) {
        bench_compare(report, BENCH_WORKED, "MB/s", 1e-6 * (double)s.document.size, ways, 2, results);
        bench_goal(report, "pre-audit over load, time", results[1].median / results[0].median, false, 1.0);
    }
    isms_model_free(s.model);
    free(s.document.bytes);
}

const bench bench_audit[] = {
    {"audit.run", "pre-audit of 100,000 risks, 10,000 controls, 500 audits, 5,000 findings against loading them", run_audit},
    {NULL, NULL, NULL}};
