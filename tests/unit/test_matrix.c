/* Scales, matrices and the linter. */
#include "test.h"

#include "core/decimal.h"

#include <math.h>

static const char nist[] =
    "VL [0,5) = Very low; L [5,21) = Low; M [21,80) = Moderate; H [80,96) = High; VH [96,100] = Very high";

static isms_scale *scale_of(const char *levels)
{
    isms_scale *scale = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_scale_parse(levels, "0..100", NULL, &scale), ISMS_OK);
    return scale;
}

static isms_matrix *matrix_of(const char *cells)
{
    isms_matrix *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_matrix_parse(cells, NULL, NULL, &m), ISMS_OK);
    return m;
}

static isms_lint *lint_of(const char *cells)
{
    isms_matrix *m = matrix_of(cells);
    isms_lint *lint = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_lint_matrix(m, NULL, NULL, &lint), ISMS_OK);
    isms_matrix_free(m);
    return lint;
}

static void decimals_are_exact(void)
{
    static const struct {
        const char *text;
        int64_t mantissa;
        int32_t exponent;
    } good[] = {{"0", 0, 0},         {"1e3", 1, 3}, {"0.001", 1, -3}, {"-4.50E-2", -45, -3},
                {"1000", 1, 3},      {"0.0", 0, 0}, {"100.00", 1, 2}, {"123456789012345678", 123456789012345678, 0},
                {"1.05e+1", 105, -1}};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        isms__decimal d;
        CU_ASSERT_FATAL(isms__decimal_parse(good[i].text, strlen(good[i].text), &d));
        CU_ASSERT_EQUAL(d.mantissa, good[i].mantissa);
        CU_ASSERT_EQUAL(d.exponent, good[i].exponent);
    }
    static const char *const bad[] = {"", "-", ".5", "1.", "1e", "1e99999", "x", "1 ", "1234567890123456789", "1.2.3", "+1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        isms__decimal d;
        CU_ASSERT_FALSE(isms__decimal_parse(bad[i], strlen(bad[i]), &d));
    }
    isms__decimal tenth = {1, -1}, huge = {1, 4000}, tiny = {999999999999999999, -4000}, less = {-3, 0};
    CU_ASSERT(isms__decimal_compare(huge, tiny) > 0);
    CU_ASSERT(isms__decimal_compare(tiny, huge) < 0);
    CU_ASSERT(isms__decimal_compare(less, tiny) < 0);
    CU_ASSERT(isms__decimal_compare((isms__decimal){-3, 0}, (isms__decimal){-2, 0}) < 0);
    CU_ASSERT(isms__product_compare(isms__decimal_multiply(tenth, (isms__decimal){3, 0}),
                                    isms__decimal_multiply((isms__decimal){3, -1}, (isms__decimal){1, 0})) == 0);
}

static void levels_and_intervals_are_one_bridge(void)
{
    isms_scale *scales[] = {scale_of(nist), scale_of("rare [0.001,0.01); seldom [0.01,0.1); often [0.1,1); always [1,10]"),
                            scale_of("a [0,1); b [1,1.0000000000000002); c [1.0000000000000002,4)")};
    for (size_t s = 0; s < 3; s++) {
        for (int32_t level = 0; level < isms_scale_count(scales[s]); level++) {
            for (int32_t kind = ISMS_REPRESENTATIVE_MIDDLE; kind <= ISMS_REPRESENTATIVE_GEOMETRIC; kind++) {
                double value, lower;
                int32_t back = -1;
                CU_ASSERT_EQUAL(isms_scale_interval(scales[s], level, &lower, NULL), ISMS_OK);
                isms_status status = isms_scale_representative(scales[s], level, kind, &value);
                if (kind == ISMS_REPRESENTATIVE_GEOMETRIC && !(lower > 0)) {
                    CU_ASSERT_EQUAL(status, ISMS_E_NOT_POSITIVE);
                    continue;
                }
                CU_ASSERT_EQUAL(status, ISMS_OK);
                CU_ASSERT_EQUAL(isms_scale_level_of(scales[s], value, &back), ISMS_OK);
                CU_ASSERT_EQUAL(back, level);
            }
        }
        isms_scale_free(scales[s]);
    }
}

static void a_value_outside_has_no_level(void)
{
    isms_scale *scale = scale_of(nist), *plain = scale_of("low; high = Really high"), *open = scale_of("a [0,7); b [7,)");
    int32_t level = 77;
    CU_ASSERT_EQUAL(isms_scale_level_of(scale, 20.999, &level), ISMS_OK);
    CU_ASSERT_EQUAL(level, 1);
    CU_ASSERT_EQUAL(isms_scale_level_of(scale, 100, &level), ISMS_OK);
    CU_ASSERT_EQUAL(level, 4);
    CU_ASSERT_EQUAL(isms_scale_level_of(scale, 100.0001, &level), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_scale_level_of(scale, -0.1, &level), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_scale_level_of(scale, NAN, &level), ISMS_E_NOT_FINITE);
    CU_ASSERT_EQUAL(level, 4);
    CU_ASSERT_EQUAL(isms_scale_level_of(plain, 1, &level), ISMS_E_RANGE);
    double value;
    CU_ASSERT_EQUAL(isms_scale_interval(plain, 0, &value, NULL), ISMS_ABSENT);
    CU_ASSERT_EQUAL(isms_scale_representative(plain, 0, ISMS_REPRESENTATIVE_MIDDLE, &value), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(isms_scale_representative(open, 1, ISMS_REPRESENTATIVE_MIDDLE, &value), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(isms_scale_representative(open, 2, ISMS_REPRESENTATIVE_MIDDLE, &value), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_scale_find(plain, "REALLY HIGH"), 1);
    CU_ASSERT_EQUAL(isms_scale_find(plain, "middle"), -1);
    CU_ASSERT_STRING_EQUAL(isms_scale_label(plain, 0), "low");
    CU_ASSERT_STRING_EQUAL(isms_scale_id(plain, 2), "");
    isms_scale_free(scale);
    isms_scale_free(plain);
    isms_scale_free(open);
}

static void scales_convert_by_what_they_mean(void)
{
    isms_scale *five = scale_of(nist), *three = scale_of("low [0,33); middle [33,66); high [66,100]"),
               *words = scale_of("a;b;c;d;e"), *euros = NULL, *two = scale_of("no;yes"), *top = scale_of("top [90,100]");
    CU_ASSERT_EQUAL_FATAL(isms_scale_parse("a [0,10); b [10,100]", "EUR", NULL, &euros), ISMS_OK);
    static const int32_t expected[] = {0, 0, 1, 2, 2};
    for (int32_t level = 0; level < 5; level++) {
        int32_t to = -1, same = -1, position = -1;
        CU_ASSERT_EQUAL(isms_scale_convert(five, three, level, &to), ISMS_OK);
        CU_ASSERT_EQUAL(to, expected[level]);
        CU_ASSERT_EQUAL(isms_scale_convert(five, five, level, &same), ISMS_OK);
        CU_ASSERT_EQUAL(same, level);
        CU_ASSERT_EQUAL(isms_scale_convert(words, five, level, &position), ISMS_OK);
        CU_ASSERT_EQUAL(position, level);
    }
    int32_t out = 9;
    CU_ASSERT_EQUAL(isms_scale_convert(five, euros, 0, &out), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(isms_scale_convert(five, two, 0, &out), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(isms_scale_convert(five, top, 0, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_scale_convert(five, three, 5, &out), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(out, 9);
    isms_scale *all[] = {five, three, words, euros, two, top};
    for (size_t i = 0; i < 6; i++)
        isms_scale_free(all[i]);
}

static void scales_that_are_none_are_refused(void)
{
    static const struct {
        const char *levels;
        isms_status status;
    } rows[] = {{"", ISMS_E_SYNTAX},
                {"a;;b", ISMS_E_SYNTAX},
                {"a;A", ISMS_E_EXISTS},
                {"a [0 1)", ISMS_E_SYNTAX},
                {"a [x,1)", ISMS_E_SYNTAX},
                {"a [1,x)", ISMS_E_SYNTAX},
                {"a [2,1)", ISMS_E_LOW_NOT_BELOW_HIGH},
                {"a [1,1)", ISMS_E_LOW_NOT_BELOW_HIGH},
                {"a [0,1) b", ISMS_E_SYNTAX},
                {"a =", ISMS_E_SYNTAX},
                {"a [0,1234567890.1234567891)", ISMS_E_LIMIT},
                {"a\x01", ISMS_E_TEXT},
                {"0;1;2;3;4;5;6;7;8;9;a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q;r;s;t;u;v;w", ISMS_E_LIMIT}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_scale *scale = NULL;
        CU_ASSERT_EQUAL(isms_scale_parse(rows[i].levels, NULL, NULL, &scale), rows[i].status);
        CU_ASSERT_PTR_NULL(scale);
    }
    CU_ASSERT_EQUAL(isms_scale_parse(NULL, NULL, NULL, NULL), ISMS_E_MISUSE);
}

static void matrices_that_are_none_are_refused(void)
{
    isms_matrix *m = NULL;
    isms_scale *scale = scale_of("low; high");
    CU_ASSERT_EQUAL(isms_matrix_parse("0,1|1", NULL, NULL, &m), ISMS_E_SYNTAX);
    CU_ASSERT_EQUAL(isms_matrix_parse("0,x", NULL, NULL, &m), ISMS_E_SYNTAX);
    CU_ASSERT_EQUAL(isms_matrix_parse("0,-1", NULL, NULL, &m), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_matrix_parse("0,32", NULL, NULL, &m), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_matrix_parse("", NULL, NULL, &m), ISMS_E_SYNTAX);
    CU_ASSERT_EQUAL(isms_matrix_parse("low,middle", scale, NULL, &m), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_matrix_new(0, 1, (const int32_t[]){0}, NULL, &m), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_matrix_new(1, 1, (const int32_t[]){-1}, NULL, &m), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_matrix_from_rule(ISMS_MATRIX_PRODUCT, 2, 2, (const int32_t[]){4, 4}, 2, NULL, &m),
                    ISMS_E_LOW_NOT_BELOW_HIGH);
    static const char *const up[] = {"0", "1", "2"}, *const down[] = {"0", "2", "1"}, *const below[] = {"-1", "0", "1"};
    CU_ASSERT_EQUAL(isms_matrix_synthesise(up, 3, down, 3, "1", "2", NULL, &m), ISMS_E_LOW_NOT_BELOW_HIGH);
    CU_ASSERT_EQUAL(isms_matrix_synthesise(up, 3, below, 3, "1", "2", NULL, &m), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_matrix_synthesise(up, 3, up, 3, "2", "2", NULL, &m), ISMS_E_LOW_NOT_BELOW_HIGH);
    CU_ASSERT_EQUAL(isms_matrix_synthesise(up, 1, up, 3, "1", "2", NULL, &m), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_matrix_synthesise(up, 3, up, 3, "one", "2", NULL, &m), ISMS_E_SYNTAX);
    CU_ASSERT_PTR_NULL(m);
    isms_matrix *two = matrix_of("0,1|1,2");
    CU_ASSERT_EQUAL(isms_matrix_with_scales(two, NULL, NULL, scale, NULL, &m), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_matrix_with_bounds(two, up, 2, up, 3, NULL, &m), ISMS_E_RANGE);
    CU_ASSERT_PTR_NULL(m);
    isms_matrix_free(two);
    isms_scale_free(scale);
}

static void a_rule_makes_the_same_levels_as_counting(void)
{
    isms_matrix *m = NULL;
    CU_ASSERT_EQUAL(isms_matrix_from_rule(ISMS_MATRIX_PRODUCT, 5, 5, (const int32_t[]){6, 12, 20}, 3, NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL(isms_matrix_level(m, 0, 4), 0);
    CU_ASSERT_EQUAL(isms_matrix_level(m, 1, 2), 1);
    CU_ASSERT_EQUAL(isms_matrix_level(m, 3, 4), 3);
    CU_ASSERT_EQUAL(isms_matrix_level_count(m), 4);
    isms_matrix_free(m);
    CU_ASSERT_EQUAL(isms_matrix_from_rule(ISMS_MATRIX_SUM, 2, 3, (const int32_t[]){4}, 1, NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL(isms_matrix_level(m, 0, 1), 0);
    CU_ASSERT_EQUAL(isms_matrix_level(m, 1, 1), 1);
    isms_matrix_free(m);
}

static void what_is_not_set_stays_not_set(void)
{
    isms_matrix *m = matrix_of("0,1|1,2");
    const int32_t likelihoods[] = {0, -1, 1, 2}, consequences[] = {1, 1, -1, 0};
    int32_t levels[4];
    CU_ASSERT_EQUAL(isms_matrix_look_up(m, 4, likelihoods, consequences, levels), ISMS_OK);
    CU_ASSERT(levels[0] == 1 && levels[1] == -1 && levels[2] == -1 && levels[3] == -1);
    isms_neighbours around = ISMS_NEIGHBOURS_INIT;
    CU_ASSERT_EQUAL(isms_matrix_neighbours(m, 0, 1, &around), ISMS_OK);
    CU_ASSERT(around.likelihood_lower == -1 && around.likelihood_higher == 2);
    CU_ASSERT(around.consequence_lower == 0 && around.consequence_higher == -1 && around.sensitive == 2);
    CU_ASSERT_EQUAL(isms_matrix_neighbours(m, 0, 2, &around), ISMS_E_RANGE);
    isms_matrix_free(m);
}

/* The table of verdicts in the specification, on unit scales. */
static void known_matrices_get_their_verdicts(void)
{
    static const struct {
        const char *cells;
        int weak_pairs, corners, zero, top, bottom, inversions, pairs;
    } rows[] = {
        {"0,0,0,1,1|0,1,1,1,2|0,1,2,2,3|0,1,2,3,4|0,1,2,3,4", 0, 0, 2, 6, 10, 71, 237}, /* NIST I-2 */
        {"0,0,1,1,1|0,1,1,2,2|1,1,2,2,3|1,2,2,3,4|1,2,3,4,4", 0, 0, 6, 5, 9, 66, 234},  /* NIST G-5 */
        {"0,1,2|1,2,3|2,3,4", 0, 0, 4, 2, 4, 18, 31},                                   /* OWASP */
        {"0,0,1,1|0,0,1,2|0,1,2,3|0,2,3,3", 0, 0, 2, 0, 2, 36, 93},                     /* BSI 200-3 */
        {"0,0,1,1,1|0,1,1,2,2|1,1,2,3,3|1,2,3,3,4|2,3,3,4,4", 0, 0, 6, 5, 9, 73, 241},  /* 27005 style */
        {"0,0,0,1|0,0,1,1|1,1,2,2|1,2,2,2", 3, 1, 3, 0, 0, 31, 85},                     /* EBIOS RM */
        {"0,0,0,0,0|0,0,1,1,1|0,1,1,2,2|0,1,2,2,3|0,1,2,3,3", 0, 0, 0, 5, 7, 54, 221},  /* product 6/12/20 */
        {"0,0,0|0,1,1|0,1,2", 0, 0, 0, 0, 0, 10, 23},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_lint *lint = lint_of(rows[i].cells);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_WEAK_PAIRS), rows[i].weak_pairs);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_TOUCH_CORNER), rows[i].corners);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_TOUCH_EDGE), 0);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_ZERO_CONTOUR), rows[i].zero);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_SHOULD_BE_TOP), rows[i].top);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_SHOULD_BE_BOTTOM), rows[i].bottom);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_NOT_BETWEEN), 0);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_INVERSIONS), rows[i].inversions);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_ORDERED_PAIRS), rows[i].pairs);
        CU_ASSERT_EQUAL(isms_lint_holds(lint, ISMS_LINT_WEAK_CONSISTENCY), rows[i].weak_pairs == 0);
        CU_ASSERT_EQUAL(isms_lint_holds(lint, ISMS_LINT_BETWEENNESS), rows[i].corners == 0);
        CU_ASSERT_EQUAL(isms_lint_holds(lint, ISMS_LINT_COLOUR_CONSISTENCY), !rows[i].zero && !rows[i].top && !rows[i].bottom);
        CU_ASSERT(isms_lint_holds(lint, ISMS_LINT_MONOTONE));
        isms_lint_free(lint);
    }
}

static bool has_rule(const isms_lint *lint, const char *rule)
{
    for (size_t i = 0; i < isms_lint_count(lint); i++)
        if (strcmp(isms_lint_rule(lint, i), rule) == 0)
            return true;
    return false;
}

static void findings_name_the_cells(void)
{
    isms_lint *lint = lint_of("0,2|1,0");
    CU_ASSERT_FALSE(isms_lint_holds(lint, ISMS_LINT_MONOTONE));
    CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_NOT_MONOTONE), 2);
    CU_ASSERT(has_rule(lint, "RM010") && has_rule(lint, "RM011") && has_rule(lint, "RM021"));
    for (size_t i = 0; i < isms_lint_count(lint); i++) {
        CU_ASSERT(isms_lint_severity(lint, i) >= ISMS_SEVERITY_ERROR && isms_lint_severity(lint, i) <= ISMS_SEVERITY_NOTE);
        CU_ASSERT(strlen(isms_lint_message(lint, i)) > 10);
        CU_ASSERT_STRING_EQUAL(isms_lint_waived(lint, i), "");
        CU_ASSERT_PTR_NOT_NULL(isms_lint_rule_text(isms_lint_rule(lint, i)));
        if (strcmp(isms_lint_rule(lint, i), "RM010") == 0) {
            CU_ASSERT_EQUAL(isms_lint_row(lint, i), 1);
            CU_ASSERT_EQUAL(isms_lint_column(lint, i), 1);
            CU_ASSERT_PTR_NOT_NULL(
                strstr(isms_lint_message(lint, i), "likelihood 2, consequence 2 (level 0) is rated lower than "));
        }
    }
    isms_lint_free(lint);
    lint = lint_of("0,2|2,3");
    CU_ASSERT(has_rule(lint, "RM002") && !has_rule(lint, "RM001"));
    isms_lint_free(lint);
    lint = lint_of("0,1|1,1");
    CU_ASSERT(has_rule(lint, "RM001"));
    isms_lint_free(lint);
}

static void a_wide_level_is_said_in_plain_numbers(void)
{
    isms_matrix *plain = matrix_of("0,1|1,1"), *m = NULL;
    isms_scale *rare = scale_of("a [0.001,0.01); b [0.01,1)"), *loss = NULL;
    isms_lint *lint = NULL;
    size_t found = 0;
    CU_ASSERT_EQUAL(isms_scale_parse("small [1,1000); big [1000,20000000)", "EUR", NULL, &loss), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_matrix_with_scales(plain, rare, loss, NULL, NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_lint_matrix(m, NULL, NULL, &lint), ISMS_OK);
    for (size_t i = 0; i < isms_lint_count(lint); i++)
        found += strcmp(isms_lint_rule(lint, i), "RM041") == 0 &&
                 strstr(isms_lint_message(lint, i), " covers risks from 0.01 to 20000000") != NULL;
    CU_ASSERT_EQUAL(found, 1);
    isms_lint_free(lint);
    isms_matrix_free(plain);
    isms_matrix_free(m);
    isms_scale_free(rare);
    isms_scale_free(loss);
}

static void a_waiver_keeps_the_finding_and_its_reason(void)
{
    isms_matrix *m = matrix_of("0,1|1,2");
    const isms_lint_waiver waivers[] = {{"RM021", "two by two is all we need"}};
    isms_lint_options options = ISMS_LINT_OPTIONS_INIT;
    options.waivers = waivers;
    options.waiver_count = 1;
    isms_lint *lint = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_lint_matrix(m, &options, NULL, &lint), ISMS_OK);
    size_t waived = 0;
    for (size_t i = 0; i < isms_lint_count(lint); i++) {
        bool is_waived = strcmp(isms_lint_rule(lint, i), "RM021") == 0;
        CU_ASSERT_STRING_EQUAL(isms_lint_waived(lint, i), is_waived ? "two by two is all we need" : "");
        waived += is_waived;
    }
    CU_ASSERT_EQUAL(waived, 1);
    CU_ASSERT_FALSE(isms_lint_holds(lint, ISMS_LINT_BETWEENNESS));
    isms_lint_free(lint);
    lint = NULL;
    const isms_lint_waiver unknown[] = {{"RM999", "because"}}, empty[] = {{"RM021", ""}};
    options.waivers = unknown;
    CU_ASSERT_EQUAL(isms_lint_matrix(m, &options, NULL, &lint), ISMS_E_NOT_FOUND);
    options.waivers = empty;
    CU_ASSERT_EQUAL(isms_lint_matrix(m, &options, NULL, &lint), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(lint);
    isms_matrix_free(m);
}

static void scales_are_linted_too(void)
{
    isms_matrix *plain = matrix_of("0,1|1,2"), *m = NULL, *other = NULL;
    isms_scale *gap = scale_of("a [0,4]; b [5,20]"), *overlap = NULL,
               *level = scale_of("Low [0,4); High [7,10.1); Top [10.1,)");
    CU_ASSERT_EQUAL(isms_scale_parse("small [0,1000); big [500,90000)", "EUR", NULL, &overlap), ISMS_OK);
    CU_ASSERT_EQUAL(isms_matrix_with_scales(plain, gap, overlap, level, NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL(isms_matrix_with_scales(plain, gap, gap, NULL, NULL, &other), ISMS_OK);
    isms_lint *lint = NULL;
    CU_ASSERT_EQUAL(isms_lint_matrix(m, NULL, NULL, &lint), ISMS_OK);
    size_t intervals = 0;
    for (size_t i = 0; i < isms_lint_count(lint); i++)
        intervals += strcmp(isms_lint_rule(lint, i), "RM042") == 0;
    CU_ASSERT_EQUAL(intervals, 3);
    isms_lint_free(lint);
    CU_ASSERT_EQUAL(isms_lint_pair(m, other, NULL, NULL, &lint), ISMS_OK);
    CU_ASSERT(has_rule(lint, "RM043") && !has_rule(lint, "RM052"));
    isms_lint_free(lint);
    isms_matrix *changed = matrix_of("0,1|1,1");
    CU_ASSERT_EQUAL(isms_lint_pair(plain, changed, NULL, NULL, &lint), ISMS_OK);
    CU_ASSERT(isms_lint_count(lint) == 1 && has_rule(lint, "RM052"));
    isms_lint_free(lint);
    CU_ASSERT_EQUAL(isms_lint_scale(level, 0, 10, NULL, NULL, &lint), ISMS_OK);
    CU_ASSERT(has_rule(lint, "RM051") && has_rule(lint, "RM042"));
    isms_lint_free(lint);
    isms_matrix_free(plain);
    isms_matrix_free(m);
    isms_matrix_free(other);
    isms_matrix_free(changed);
    isms_scale_free(gap);
    isms_scale_free(overlap);
    isms_scale_free(level);
}

static void a_synthesised_matrix_is_weakly_consistent(void)
{
    static const char *const p[] = {"0.001", "0.01", "0.1", "1", "10", "100"};
    static const char *const c[] = {"1e3", "1e4", "1e5", "1e6", "1e7", "1e8"};
    static const char *const lows[] = {"100", "150", "1e3", "10000", "1e5", "123456.789"};
    for (size_t i = 0; i < sizeof lows / sizeof lows[0]; i++) {
        isms_matrix *m = NULL;
        isms_lint *lint = NULL;
        CU_ASSERT_EQUAL_FATAL(isms_matrix_synthesise(p, 6, c, 6, lows[i], "2e5", NULL, &m), ISMS_OK);
        CU_ASSERT_EQUAL_FATAL(isms_lint_matrix(m, NULL, NULL, &lint), ISMS_OK);
        CU_ASSERT_EQUAL(isms_lint_metric(lint, ISMS_LINT_WEAK_PAIRS), 0);
        CU_ASSERT(isms_lint_holds(lint, ISMS_LINT_MONOTONE));
        isms_lint_free(lint);
        isms_matrix_free(m);
    }
}

static void few_matrices_hold_all_axioms(void)
{
    static const struct {
        int32_t n, monotone;
        int64_t solutions;
    } rows[] = {{2, 0, 0}, {3, 0, 1}, {3, 1, 1}, {4, 1, 2}, {5, 1, 5}};
    int64_t solutions = -1;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CU_ASSERT_EQUAL(isms_lint_enumerate(rows[i].n, 3, rows[i].monotone, &solutions), ISMS_OK);
        CU_ASSERT_EQUAL(solutions, rows[i].solutions);
    }
    CU_ASSERT_EQUAL(isms_lint_enumerate(4, 3, 0, &solutions), ISMS_E_LIMIT);
    CU_ASSERT_EQUAL(isms_lint_enumerate(0, 3, 0, &solutions), ISMS_E_RANGE);
}

static isms_status lint_with_everything(const isms_allocator *a)
{
    isms_scale *scale = NULL;
    isms_matrix *m = NULL, *named = NULL;
    isms_lint *lint = NULL;
    const isms_lint_waiver waivers[] = {{"RM020", "known"}};
    isms_lint_options options = ISMS_LINT_OPTIONS_INIT;
    options.waivers = waivers;
    options.waiver_count = 1;
    isms_status status = isms_scale_parse("a [0.1,1); b [2,100); c", "EUR", a, &scale);
    if (status == ISMS_OK)
        status = isms_matrix_parse("a,b,c|b,c,a|a,a,a", scale, a, &m);
    if (status == ISMS_OK)
        status = isms_matrix_with_scales(m, scale, scale, NULL, a, &named);
    if (status == ISMS_OK)
        status = isms_lint_matrix(named, &options, a, &lint);
    isms_lint_free(lint);
    isms_matrix_free(named);
    isms_matrix_free(m);
    isms_scale_free(scale);
    return status;
}

static void short_memory_is_reported(void)
{
    sweep_allocations(lint_with_everything);
}

int main(void)
{
    static const test_case tests[] = {{"decimals are exact", decimals_are_exact},
                                      {"level to interval to level is the identity", levels_and_intervals_are_one_bridge},
                                      {"a value outside has no level", a_value_outside_has_no_level},
                                      {"scales convert by what they mean", scales_convert_by_what_they_mean},
                                      {"scales that are none are refused", scales_that_are_none_are_refused},
                                      {"matrices that are none are refused", matrices_that_are_none_are_refused},
                                      {"a rule makes the same levels as counting", a_rule_makes_the_same_levels_as_counting},
                                      {"what is not set stays not set", what_is_not_set_stays_not_set},
                                      {"known matrices get their verdicts", known_matrices_get_their_verdicts},
                                      {"findings name the cells", findings_name_the_cells},
                                      {"a wide level is said in plain numbers", a_wide_level_is_said_in_plain_numbers},
                                      {"a waiver keeps the finding and its reason", a_waiver_keeps_the_finding_and_its_reason},
                                      {"scales are linted too", scales_are_linted_too},
                                      {"a synthesised matrix is weakly consistent", a_synthesised_matrix_is_weakly_consistent},
                                      {"few matrices hold all axioms", few_matrices_hold_all_axioms},
                                      {"short memory is reported", short_memory_is_reported},
                                      {NULL, NULL}};
    return run_suite("matrix", tests);
}
