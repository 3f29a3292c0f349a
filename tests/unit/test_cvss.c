/* CVSS base scores. */
#include "test.h"

static double score_of(const char *vector)
{
    isms_cvss out = ISMS_CVSS_INIT;
    isms_status status = isms_cvss_base(vector, 0, &out);
    if (status != ISMS_OK)
        fprintf(stderr, "%s: %s\n", vector, isms_status_name(status));
    CU_ASSERT_EQUAL(status, ISMS_OK);
    return out.score;
}

/* Scores that vulnerability databases publish for these vectors. */
static void published_scores_come_out(void)
{
    static const struct {
        const char *vector;
        double score;
    } rows[] = {
        {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8},
        {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0},
        {"CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1},
        {"CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8},
        {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5},
        {"CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N", 5.9},
        {"CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N", 1.6},
        {"CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4},
        {"AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0},
        {"CVSS:3.1/A:H/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N/E:P/RL:O", 9.8},
        {"AV:N/AC:L/Au:N/C:C/I:C/A:C", 10.0},
        {"(AV:N/AC:L/Au:N/C:P/I:P/A:P)", 7.5},
        {"AV:N/AC:M/Au:N/C:N/I:P/A:N", 4.3},
        {"AV:L/AC:H/Au:N/C:C/I:C/A:C", 6.2},
        {"AV:N/AC:L/Au:N/C:N/I:N/A:N", 0},
        {"AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C", 7.8},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CU_ASSERT_EQUAL(score_of(rows[i].vector), rows[i].score);
}

static void vectors_that_are_none_are_refused(void)
{
    static const struct {
        const char *vector;
        isms_status status;
    } rows[] = {{"", ISMS_E_SYNTAX},
                {"AV:N", ISMS_E_NOT_EVALUATED},
                {"CVSS:4.0/AV:N", ISMS_E_UNSUPPORTED},
                {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", ISMS_E_NOT_EVALUATED},
                {"CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", ISMS_E_SYNTAX},
                {"CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", ISMS_E_EXISTS},
                {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/", ISMS_E_SYNTAX},
                {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/ZZ:1", ISMS_E_SYNTAX},
                {"CVSS:3.1/AV:/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", ISMS_E_SYNTAX},
                {"CVSS:3.1/AV:N/AC:L/Au:N/C:C/I:C/A:C", ISMS_E_SYNTAX}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_cvss out = ISMS_CVSS_INIT;
        out.score = 7;
        CU_ASSERT_EQUAL(isms_cvss_base(rows[i].vector, 0, &out), rows[i].status);
        CU_ASSERT_EQUAL(out.score, 7);
    }
    CU_ASSERT_EQUAL(isms_cvss_base(NULL, 0, NULL), ISMS_E_MISUSE);
    isms_cvss out = ISMS_CVSS_INIT;
    CU_ASSERT_EQUAL(isms_cvss_base("AV:N", 40, &out), ISMS_E_UNSUPPORTED);
}

/* All vectors of version 3.1: between 0 and 10, one decimal, and no better where a single metric is worse for the defender. */
static void scores_grow_with_impact(void)
{
    static const char av[] = "NALP", pr[] = "NLH", hln[] = "NLH";
    for (int v = 0; v < 4 * 2 * 3 * 2 * 2 * 9; v++) {
        char vector[80];
        double before = -1;
        for (int c = 0; c < 3; c++) {
            snprintf(vector, sizeof vector, "CVSS:3.1/AV:%c/AC:%c/PR:%c/UI:%c/S:%c/C:%c/I:%c/A:%c", av[v % 4], "LH"[v / 4 % 2],
                     pr[v / 8 % 3], "NR"[v / 24 % 2], "UC"[v / 48 % 2], hln[c], hln[v / 96 % 3], hln[v / 288 % 3]);
            double score = score_of(vector);
            CU_ASSERT(score >= 0 && score <= 10 && score >= before && isms_cvss_severity(score));
            CU_ASSERT_DOUBLE_EQUAL(score * 10, (double)(int)(score * 10 + 0.5), 1e-9);
            before = score;
        }
    }
}

/* The preset states the formula as data: every vector gives the score that the function computes. */
static void the_preset_method_gives_the_same_score(void)
{
    static const char *const names[] = {"av", "ac", "pr", "ui", "scope", "c", "i", "a"};
    static const char *const words[] = {"NALP", "LH", "NLH", "NR", "UC", "HLN", "HLN", "HLN"};
    isms_method *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_preset_method("cvss31.base", NULL, &m), ISMS_OK);
    for (int v = 0; v < 4 * 2 * 3 * 2 * 2 * 27; v += 5) { /* 5 divides none of these: all values meet */
        char vector[128], texts[8][2];
        const char *values[8];
        isms_evaluation *e = NULL;
        double score = -1;
        int rest = v;
        for (int k = 0; k < 8; k++) {
            int n = (int)strlen(words[k]);
            texts[k][0] = words[k][rest % n];
            texts[k][1] = '\0';
            values[k] = texts[k];
            rest /= n;
        }
        snprintf(vector, sizeof vector, "CVSS:3.1/AV:%s/AC:%s/PR:%s/UI:%s/S:%s/C:%s/I:%s/A:%s", texts[0], texts[1], texts[2],
                 texts[3], texts[4], texts[5], texts[6], texts[7]);
        CU_ASSERT_EQUAL_FATAL(isms_evaluation_run(m, names, values, 8, NULL, NULL, &e), ISMS_OK);
        CU_ASSERT_EQUAL(isms_evaluation_number(e, "score", &score), ISMS_OK);
        CU_ASSERT_EQUAL(score, score_of(vector));
        CU_ASSERT_STRING_EQUAL(isms_evaluation_value(e, "severity"), isms_cvss_severity(score));
        isms_evaluation_free(e);
    }
    isms_method_free(m);
}

static void severities_are_the_bands(void)
{
    CU_ASSERT_STRING_EQUAL(isms_cvss_severity(0), "None");
    CU_ASSERT_STRING_EQUAL(isms_cvss_severity(3.9), "Low");
    CU_ASSERT_STRING_EQUAL(isms_cvss_severity(4), "Medium");
    CU_ASSERT_STRING_EQUAL(isms_cvss_severity(8.9), "High");
    CU_ASSERT_STRING_EQUAL(isms_cvss_severity(10), "Critical");
    CU_ASSERT_PTR_NULL(isms_cvss_severity(10.1));
}

int main(void)
{
    static const test_case tests[] = {{"published scores come out", published_scores_come_out},
                                      {"vectors that are none are refused", vectors_that_are_none_are_refused},
                                      {"scores grow with impact", scores_grow_with_impact},
                                      {"the preset method gives the same score", the_preset_method_gives_the_same_score},
                                      {"severities are the bands", severities_are_the_bands},
                                      {NULL, NULL}};
    return run_suite("cvss", tests);
}
