/* audit_cases FILE.tsv: runs golden cases of the audit room through the public interface and compares outcome and rule. */
#include "audit_cases.h"
#include "tsv.h"

static const struct {
    const char *name; /* value of `t` */
    bool (*run)(pairs *p, answer *out);
} functions[] = {{"find", run_finding},    {"area", run_area},     {"ovr", run_override}, {"conc", run_conclusion},
                 {"life", run_event},      {"date", run_date},     {"time", run_time},    {"site", run_sites},
                 {"capa", run_corrective}, {"prog", run_programme}};

static void pairs_read(pairs *p, const char *facts)
{
    memset(p, 0, sizeof *p);
    snprintf(p->text, sizeof p->text, "%s", facts);
    for (char *at = p->text; at && *at && p->count < PAIRS_MOST;) {
        char *next = strchr(at, ';');
        if (next)
            *next++ = '\0';
        char *value = strchr(at, '=');
        if (value)
            *value++ = '\0';
        p->name[p->count] = at;
        p->value[p->count++] = value ? value : "";
        at = next;
    }
}

const char *pairs_text(pairs *p, const char *name, const char *otherwise)
{
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->name[i], name) == 0) {
            p->used[i] = true;
            return p->value[i];
        }
    return otherwise;
}

int32_t pairs_number(pairs *p, const char *name, int32_t otherwise)
{
    const char *text = pairs_text(p, name, NULL);
    if (!text)
        return otherwise;
    char *end = NULL;
    long value = strtol(text, &end, 10);
    return *text && !*end && value > INT32_MIN && value <= INT32_MAX ? (int32_t)value : INT32_MIN;
}

bool pairs_yes(pairs *p, const char *name)
{
    return strcmp(pairs_text(p, name, "no"), "yes") == 0;
}

bool pairs_given(pairs *p, const char *name)
{
    const char *text = pairs_text(p, name, "");
    return *text && strcmp(text, "no") != 0;
}

const char *pairs_next(pairs *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (!p->used[i])
            return pairs_text(p, p->name[i], "");
    return "";
}

isms_day pairs_day(pairs *p, const char *name)
{
    return isms_date_parse(pairs_text(p, name, ""));
}

bool pairs_thresholds(pairs *p, isms_thresholds *thresholds)
{
    for (int32_t i = 0; isms_thresholds_name(i); i++) {
        const char *name = isms_thresholds_name(i);
        if (strcmp(name, "profile") == 0) /* written in words, as a fact */
            continue;
        int32_t value = pairs_number(p, name, 0);
        if (isms_thresholds_set(thresholds, name, value) != ISMS_OK)
            return false;
    }
    return true;
}

bool answer_ruling(answer *out, isms_ruling *ruling)
{
    snprintf(out->outcome, sizeof out->outcome, "%s", isms_ruling_outcome(ruling));
    snprintf(out->rule, sizeof out->rule, "%s", isms_ruling_rule(ruling));
    isms_ruling_free(ruling);
    return true;
}

static const char *unused(const pairs *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (!p->used[i])
            return p->name[i];
    return NULL;
}

/* True where each word of the text, apart from punctuation, is among the words. */
static bool all_among(const char *text, const char *words)
{
    static const char between[] = " :;,=()";
    while (*(text += strspn(text, between))) {
        size_t size = strcspn(text, between);
        const char *at = words;
        while (*(at += strspn(at, " ")) && (strcspn(at, " ") != size || memcmp(at, text, size) != 0))
            at += strcspn(at, " ");
        if (!*at)
            return false;
        text += size;
    }
    return true;
}

static bool agrees(const char *expected, const answer *got)
{
    if (strcmp(expected, got->outcome) == 0)
        return true;
    return *expected && *got->words && all_among(expected, got->words);
}

/* Why the case fails, or "" where it passes. */
static void run(const tsv *t, char *why, size_t size)
{
    pairs p;
    answer got = {"", "", ""};
    pairs_read(&p, tsv_get(t, "facts"));
    const char *name = pairs_text(&p, "t", "");
    bool (*function)(pairs *, answer *) = NULL;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(functions[i].name, name) == 0)
            function = functions[i].run;
    const char *expected = tsv_get(t, "expected"), *rule = tsv_get(t, "rule_id");
    *why = '\0';
    if (!function)
        snprintf(why, size, "unknown function `%s`", name);
    else if (!function(&p, &got))
        snprintf(why, size, "the call was refused");
    else if (unused(&p))
        snprintf(why, size, "unknown fact `%s`", unused(&p));
    else if (!agrees(expected, &got) || strcmp(got.rule, rule) != 0)
        snprintf(why, size, "got %s %s", got.outcome, got.rule);
}

int main(int argc, char **argv)
{
    tsv t;
    unsigned passed = 0, failed = 0;
    if (argc != 2) {
        fprintf(stderr, "usage: audit_cases FILE.tsv\n");
        return 2;
    }
    if (!tsv_open(&t, argv[1])) {
        fprintf(stderr, "audit_cases: cannot read %s\n", argv[1]);
        return 2;
    }
    while (tsv_next(&t)) {
        char why[TEXT_MOST * 2];
        run(&t, why, sizeof why);
        if (*why)
            printf("%s: %s: expected %s %s, %s\n", tsv_get(&t, "case_id"), tsv_get(&t, "facts"), tsv_get(&t, "expected"),
                   tsv_get(&t, "rule_id"), why);
        *(*why ? &failed : &passed) += 1;
    }
    tsv_close(&t);
    printf("%u passed, %u failed\n", passed, failed);
    return failed || !passed ? 1 : 0;
}
