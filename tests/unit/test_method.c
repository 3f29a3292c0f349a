/* Methods, presets and evaluations. */
#include "test.h"

#include <math.h>

static isms_method *method_of(const char *definition)
{
    isms_method *m = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_method_parse("test", 1, definition, NULL, problems, &m);
    if (status != ISMS_OK)
        fprintf(stderr, "%s\n", isms_diagnostics_line(problems, 0));
    isms_diagnostics_free(problems);
    CU_ASSERT_EQUAL_FATAL(status, ISMS_OK);
    return m;
}

/* "a=1;b=2" into names and values. */
typedef struct inputs {
    char text[512];
    const char *names[16], *values[16];
    size_t count;
} inputs;

static void read_inputs(inputs *in, const char *pairs)
{
    in->count = 0;
    snprintf(in->text, sizeof in->text, "%s", pairs);
    for (char *p = in->text; *p;) {
        char *equals = strchr(p, '='), *end = strchr(p, ';');
        in->names[in->count] = p;
        in->values[in->count++] = equals + 1;
        *equals = '\0';
        if (!end)
            break;
        *end = '\0';
        p = end + 1;
    }
}

static isms_status evaluate(const isms_method *m, const char *pairs, isms_diagnostics *problems, isms_evaluation **out)
{
    inputs in;
    read_inputs(&in, pairs);
    return isms_evaluation_run(m, in.names, in.values, in.count, NULL, problems, out);
}

static isms_evaluation *preset_of(const char *id, const char *pairs)
{
    isms_method *m = NULL;
    isms_evaluation *e = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_preset_method(id, NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(evaluate(m, pairs, NULL, &e), ISMS_OK);
    isms_method_free(m);
    return e;
}

static void expect_status(const char *preset, const char *pairs, isms_status expected)
{
    isms_method *m = NULL;
    isms_evaluation *e = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_preset_method(preset, NULL, &m), ISMS_OK);
    isms_status status = evaluate(m, pairs, NULL, &e);
    if (status != expected)
        fprintf(stderr, "%s(%s): %s\n", preset, pairs, isms_status_name(status));
    CU_ASSERT_EQUAL(status, expected);
    isms_evaluation_free(e);
    isms_method_free(m);
}

static void every_preset_can_be_made(void)
{
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_SCALE); i++) {
        isms_scale *scale = NULL;
        CU_ASSERT_EQUAL(isms_preset_scale(isms_preset_id(ISMS_PRESET_SCALE, i), NULL, &scale), ISMS_OK);
        isms_scale_free(scale);
    }
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_MATRIX); i++) {
        isms_matrix *m = NULL;
        isms_lint *lint = NULL;
        CU_ASSERT_EQUAL(isms_preset_matrix(isms_preset_id(ISMS_PRESET_MATRIX, i), NULL, &m), ISMS_OK);
        CU_ASSERT_EQUAL(isms_lint_matrix(m, NULL, NULL, &lint), ISMS_OK);
        CU_ASSERT(isms_lint_holds(lint, ISMS_LINT_MONOTONE));
        isms_lint_free(lint);
        isms_matrix_free(m);
    }
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_METHOD); i++) {
        isms_method *m = NULL;
        isms_diagnostics *problems = isms_diagnostics_new(NULL);
        isms_status status = isms_method_parse(isms_preset_id(ISMS_PRESET_METHOD, i), 1,
                                               isms_preset_definition(ISMS_PRESET_METHOD, i), NULL, problems, &m);
        if (status != ISMS_OK)
            fprintf(stderr, "%s\n", isms_diagnostics_line(problems, 0));
        CU_ASSERT_EQUAL(status, ISMS_OK);
        CU_ASSERT(isms_preset_version(ISMS_PRESET_METHOD, i) >= 1 && *isms_preset_title(ISMS_PRESET_METHOD, i) &&
                  *isms_preset_source(ISMS_PRESET_METHOD, i));
        isms_diagnostics_free(problems);
        isms_method_free(m);
    }
    isms_method *none = NULL;
    CU_ASSERT_EQUAL(isms_preset_method("no.such", NULL, &none), ISMS_E_NOT_FOUND);
    CU_ASSERT_PTR_NULL(isms_preset_id(ISMS_PRESET_METHOD, 9999));
    CU_ASSERT_EQUAL(isms_preset_count(77), 0);
}

static void criteria_decide_every_level(void)
{
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_CRITERIA); i++) {
        isms_criteria *c = NULL;
        CU_ASSERT_EQUAL_FATAL(isms_preset_criteria(isms_preset_id(ISMS_PRESET_CRITERIA, i), NULL, &c), ISMS_OK);
        CU_ASSERT_EQUAL(isms_criteria_decision(c, 0), ISMS_DECISION_ACCEPT);
        CU_ASSERT_EQUAL(isms_criteria_decision(c, isms_scale_count(isms_criteria_scale(c)) - 1), ISMS_DECISION_TREAT);
        CU_ASSERT_EQUAL(isms_criteria_decision(c, -1), 0);
        isms_criteria_free(c);
    }
    static const struct {
        const char *text;
        isms_status status;
    } rows[] = {{"low: accept; high: treat", ISMS_OK},
                {"high:treat by top management;low : tolerate by risk owner", ISMS_OK},
                {"low: accept", ISMS_E_NOT_EVALUATED},
                {"low: treat; high: accept", ISMS_E_DATA},
                {"low: accept; low: accept", ISMS_E_EXISTS},
                {"low: accept; middle: treat", ISMS_E_NOT_FOUND},
                {"low: ignore; high: treat", ISMS_E_SYNTAX},
                {"low accept", ISMS_E_SYNTAX},
                {"", ISMS_E_SYNTAX}};
    isms_scale *scale = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_scale_parse("low; high", NULL, NULL, &scale), ISMS_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_criteria *c = NULL;
        CU_ASSERT_EQUAL(isms_criteria_parse(scale, rows[i].text, NULL, &c), rows[i].status);
        CU_ASSERT_EQUAL(c != NULL, rows[i].status == ISMS_OK);
        if (i == 1) {
            CU_ASSERT_STRING_EQUAL(isms_criteria_authority(c, 0), "risk owner");
            CU_ASSERT_STRING_EQUAL(isms_criteria_authority(c, 1), "top management");
        }
        isms_criteria_free(c);
    }
    isms_scale_free(scale);
}

static void statements_that_are_none_are_located(void)
{
    static const struct {
        const char *definition;
        isms_status status;
    } rows[] = {
        {"a = ", ISMS_E_SYNTAX},
        {"input a", ISMS_E_SYNTAX},
        {"input a thing", ISMS_E_SYNTAX},
        {"input a number [3,1]", ISMS_E_LOW_NOT_BELOW_HIGH},
        {"input a number [0,1] = x", ISMS_E_SYNTAX},
        {"a = b + 1", ISMS_E_NOT_FOUND},
        {"a = 1\na = 2", ISMS_E_EXISTS},
        {"mean = 1", ISMS_E_EXISTS},
        {"a = (1", ISMS_E_SYNTAX},
        {"a = 1 2", ISMS_E_SYNTAX},
        {"a = round(1)", ISMS_E_SYNTAX},
        {"a = mean()", ISMS_E_SYNTAX},
        {"a = table(nowhere, 1, 2)", ISMS_E_NOT_FOUND},
        {"a = level_of(nowhere, 1)", ISMS_E_NOT_FOUND},
        {"input a level nowhere", ISMS_E_NOT_FOUND},
        {"input a level nist80030.level\nb = a + 1", ISMS_E_KIND},
        {"input a level nist80030.level\nb = mean(a)", ISMS_E_KIND},
        {"input a level nist80030.level\nb = position(a) * position(a)", ISMS_E_KIND},
        {"input a ordinal\nb = mean(a, 2)", ISMS_E_KIND},
        {"input a ordinal\ninput b ordinal\nc = a * b", ISMS_E_KIND},
        {"input a level nist80030.level\ninput b level owasp.factor\nc = table(nist80030.risk, a, b)", ISMS_E_KIND},
        {"input a level nist80030.level\ninput b level owasp.factor\nc = max(a, b)", ISMS_E_KIND},
        {"input a number\nb = pick(a, 1, 2)", ISMS_E_KIND},
        {"input a word x|y\nb = a", ISMS_OK},
        {"input a word x|y = z", ISMS_E_NOT_FOUND},
        {"scale s = a;a", ISMS_E_EXISTS},
        {"scale s = a;b\nmatrix m(s, s) s = a,b", ISMS_E_RANGE},
        {"scale s = a;b\nmatrix m(s, s) s = a,b|b,c", ISMS_E_NOT_FOUND},
        {"scale s = a;b\nscale s = a;b", ISMS_E_EXISTS},
        {"a = ((((((((((((((((((((((((((1))))))))))))))))))))))))))", ISMS_E_LIMIT},
        {"matrix m", ISMS_E_SYNTAX},
        {"scale = a", ISMS_E_SYNTAX},
        {"a == 1", ISMS_E_SYNTAX},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_method *m = NULL;
        isms_diagnostics *problems = isms_diagnostics_new(NULL);
        isms_status status = isms_method_parse("test", 1, rows[i].definition, NULL, problems, &m);
        if (status != rows[i].status)
            fprintf(stderr, "\"%s\": %s\n", rows[i].definition, isms_status_name(status));
        CU_ASSERT_EQUAL(status, rows[i].status);
        CU_ASSERT_EQUAL(isms_diagnostics_count(problems), status == ISMS_OK ? 0 : 1);
        isms_diagnostics_free(problems);
        isms_method_free(m);
    }
    isms_method *m = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(isms_method_parse("acme", 1, "# ours\na = 1\n\nb = c", NULL, problems, &m), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_diagnostics_row(problems, 0), 4);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_record(problems, 0), "acme");
    isms_diagnostics_free(problems);
    problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(isms_method_parse("acme", 1, "123456789012345678901234567890123456789\xc3\xa4", NULL, problems, &m),
                    ISMS_E_SYNTAX);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_diagnostics_message(problems, 0), "9?\" is no statement")); /* no half character */
    isms_diagnostics_free(problems);
    CU_ASSERT_EQUAL(isms_method_parse("a b", 1, "a = 1", NULL, NULL, &m), ISMS_E_TOKEN);
    CU_ASSERT_EQUAL(isms_method_parse("a", 0, "a = 1", NULL, NULL, &m), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_method_parse("a", 1, "a = 1\x01", NULL, NULL, &m), ISMS_E_TEXT);
    CU_ASSERT_PTR_NULL(m);
}

static void too_much_is_refused(void)
{
    char text[20000] = "";
    isms_method *m = NULL;
    for (int i = 0; i <= ISMS_METHOD_STEPS_MOST; i++)
        sprintf(text + strlen(text), "a%d = 1\n", i);
    CU_ASSERT_EQUAL(isms_method_parse("test", 1, text, NULL, NULL, &m), ISMS_E_LIMIT);
    strcpy(text, "a = 1");
    for (int i = 0; i < 400; i++)
        strcat(text, " + 1");
    CU_ASSERT_EQUAL(isms_method_parse("test", 1, text, NULL, NULL, &m), ISMS_E_LIMIT);
    m = method_of("input a list\nb = sum(a)");
    isms_evaluation *e = NULL;
    strcpy(text, "1");
    for (int i = 0; i < ISMS_METHOD_LIST_MOST; i++)
        strcat(text, ",1");
    const char *name = "a", *value = text;
    CU_ASSERT_EQUAL(isms_evaluation_run(m, &name, &value, 1, NULL, NULL, &e), ISMS_E_LIMIT);
    CU_ASSERT_PTR_NULL(e);
    isms_method_free(m);
}

static void formulas_compute_what_they_say(void)
{
    static const struct {
        const char *formula, *value;
    } rows[] = {{"1 + 2 * 3", "7"},
                {"(1 + 2) * 3", "9"},
                {"7 - 2 - 1", "4"},
                {"-2 * -3", "6"},
                {"- (2 + 1)", "-3"},
                {"10 / 4", "2.5"},
                {"1e3 - 1", "999"},
                {"3 <= 3", "1"},
                {"3 < 3", "0"},
                {"4 == 4", "1"},
                {"near(0.1 + 0.2, 0.3)", "1"},
                {"round(2.345, 2)", "2.35"},
                {"round(-2.5, 0)", "-3"},
                {"floor(2.9) + ceil(2.1)", "5"},
                {"clamp(7, 1, 5)", "5"},
                {"sum(l)", "6"},
                {"sum(l * l)", "14"},
                {"sum(l * 2 + 1)", "15"},
                {"product(l, 2)", "12"},
                {"mean(l, 6)", "3"},
                {"max(l) - min(l, 0)", "3"},
                {"known(l, gaps)", "4"},
                {"count(l, gaps)", "5"},
                {"mean(gaps)", "9"},
                {"if(1, 2, 3) + if(0, 2, 3)", "5"},
                {"first(unset, 4)", "4"},
                {"first(positive(0), positive(2))", "2"},
                {"permutation(l)", "1"},
                {"permutation(l + 1)", "0"},
                {"log10(1000)", "3"},
                {"ln(exp(2))", "2"},
                {"exp(-(0))", "1"},
                {"power(2, 10)", "1024"},
                {"max(l * l)", "9"},
                {"pick(w, 10, 20)", "20"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char definition[200];
        snprintf(definition, sizeof definition, "input l list\ninput gaps list\ninput unset number\ninput w word a|b\nx = %s",
                 rows[i].formula);
        isms_method *m = method_of(definition);
        isms_evaluation *e = NULL;
        CU_ASSERT_EQUAL(evaluate(m, "l=2,3,1;gaps=,9;w=b", NULL, &e), ISMS_OK);
        const char *value = isms_evaluation_value(e, "x");
        if (!value || strcmp(value, rows[i].value) != 0)
            fprintf(stderr, "%s is %s\n", rows[i].formula, value ? value : "not evaluated");
        CU_ASSERT(value && strcmp(value, rows[i].value) == 0);
        isms_evaluation_free(e);
        isms_method_free(m);
    }
}

static void unknown_is_a_value(void)
{
    expect_status("nist80030.risk", "likelihood=H", ISMS_E_NOT_EVALUATED);
    expect_status("nist80030.risk", "likelihood=H;impact=", ISMS_E_NOT_EVALUATED);
    expect_status("simplerisk.classic", "model=1;likelihood=3", ISMS_E_NOT_EVALUATED);
    expect_status("owasp.rating", "threat_agent=1;vulnerability=1", ISMS_E_NOT_EVALUATED);
    expect_status("owasp.rating", "threat_agent=1;vulnerability=1;technical=1;impact_mode=business", ISMS_E_NOT_EVALUATED);
    expect_status("dread.mean", "damage=1;reproducibility=1;exploitability=1;affected=1", ISMS_E_NOT_EVALUATED);
    isms_evaluation *e = preset_of("monarc.info", "c=3;i=-1;threat=2;vuln=2");
    CU_ASSERT_STRING_EQUAL(isms_evaluation_value(e, "risk_c"), "12");
    CU_ASSERT_PTR_NULL(isms_evaluation_value(e, "risk_i"));
    CU_ASSERT_PTR_NULL(isms_evaluation_value(e, "risk_a"));
    CU_ASSERT_STRING_EQUAL(isms_evaluation_value(e, "max_risk"), "12");
    double value = 7;
    CU_ASSERT_EQUAL(isms_evaluation_number(e, "risk_i", &value), ISMS_ABSENT);
    CU_ASSERT_EQUAL(isms_evaluation_number(e, "nothing", &value), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(value, 7);
    isms_evaluation_free(e);
    e = preset_of("owasp.rating", "threat_agent=5,,7,1;vulnerability=3,6,9,2;technical=9;business=1");
    CU_ASSERT_STRING_EQUAL(isms_evaluation_value(e, "likelihood_known"), "7");
    CU_ASSERT_STRING_EQUAL(isms_evaluation_value(e, "likelihood_factors"), "8");
    CU_ASSERT_STRING_EQUAL(isms_evaluation_value(e, "impact"), "1");
    isms_evaluation_free(e);
}

static void refusals_name_the_input(void)
{
    static const struct {
        const char *preset, *pairs, *input;
        isms_status status;
    } rows[] = {
        {"fmea.rpn", "severity=0;occurrence=1;detection=1", "severity", ISMS_E_RANGE},
        {"fmea.rpn", "severity=1;occurrence=1.5;detection=1", "occurrence", ISMS_E_RANGE},
        {"fmea.rpn", "severity=1;occurrence=nan;detection=1", "occurrence", ISMS_E_NOT_FINITE},
        {"fmea.rpn", "severity=1;occurrence=x;detection=1", "occurrence", ISMS_E_SYNTAX},
        {"fmea.rpn", "severity=1;detection=1", "occurrence", ISMS_E_NOT_EVALUATED},
        {"fmea.rpn", "colour=1", "colour", ISMS_E_NOT_FOUND},
        {"fmea.rpn", "severity=1;severity=1", "severity", ISMS_E_EXISTS},
        {"fmea.rpn", "rpn=1", "rpn", ISMS_E_NOT_FOUND},
        {"nist80030.chain", "initiation=VH;adverse_impact=extreme;impact=L", "adverse_impact", ISMS_E_RANGE},
        {"nist80030.chain", "initiation=VH;impact=L", "adverse_impact", ISMS_E_NOT_EVALUATED},
        {"simplerisk.classic", "model=6;likelihood=1;impact=1", "model", ISMS_E_RANGE},
        {"simplerisk.classic", "model=1;likelihood=6;impact=1", "likelihood <= most_likelihood", ISMS_E_RANGE},
        {"monarc.info", "c=1;threat=1;vuln=1;reduction=2", "reduction <= vuln", ISMS_E_RANGE},
        {"ebios.stakeholder", "dependency=1;penetration=1;maturity=0;trust=1", "threat_level", ISMS_E_NOT_POSITIVE},
        {"simplerisk.contributing", "likelihood=1;max_likelihood=5;weights=0.5,0.4;impacts=1,1;max_impacts=5,5",
         "near(sum(weights), 1)", ISMS_E_RANGE},
        {"simplerisk.contributing", "likelihood=1;max_likelihood=5;weights=0.5,0.5;impacts=1,1,1;max_impacts=5,5",
         "impacts <= max_impacts", ISMS_E_RANGE},
        {"octave.relative_score", "priorities=1,1,2;values=1,1,1", "permutation(priorities)", ISMS_E_RANGE},
        {"monarc.band", "value=3;t1=8;t2=8", "band", ISMS_E_LOW_NOT_BELOW_HIGH},
        {"logscale.sum", "freq_per_year=0;consequence=1", "level", ISMS_E_NOT_POSITIVE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        isms_method *m = NULL;
        isms_evaluation *e = NULL;
        isms_diagnostics *problems = isms_diagnostics_new(NULL);
        CU_ASSERT_EQUAL_FATAL(isms_preset_method(rows[i].preset, NULL, &m), ISMS_OK);
        isms_status status = evaluate(m, rows[i].pairs, problems, &e);
        if (status != rows[i].status)
            fprintf(stderr, "%s(%s): %s\n", rows[i].preset, rows[i].pairs, isms_status_name(status));
        CU_ASSERT_EQUAL(status, rows[i].status);
        CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, 0), rows[i].input);
        CU_ASSERT_PTR_NULL(e);
        isms_diagnostics_free(problems);
        isms_method_free(m);
    }
}

static void an_evaluation_explains_itself(void)
{
    isms_evaluation *e = preset_of("nist80030.chain", "initiation=H;adverse_impact=Moderate;impact=vh");
    CU_ASSERT_STRING_EQUAL(
        isms_evaluation_explain(e),
        "nist80030.chain@1\n"
        "  initiation = H (input)\n"
        "  adverse_impact = M (input)\n"
        "  impact = VH (input)\n"
        "  overall = M <- table(nist80030.likelihood, initiation, adverse_impact); nist80030.likelihood@1[H][M] is "
        "M; initiation VH would give H; adverse_impact H would give H\n"
        "  level = H <- table(nist80030.risk, overall, impact); nist80030.risk@1[M][VH] is H; overall L would give M; "
        "overall H would give VH; impact H would give M\n");
    isms_evaluation_free(e);
    e = preset_of("nist80030.bin100", "value=79.9");
    CU_ASSERT_STRING_EQUAL(
        isms_evaluation_json(e),
        "{\"method\":\"nist80030.bin100\",\"steps\":[{\"name\":\"value\",\"note\":\"\",\"rule\":\"input\",\"value\":"
        "79.9},{\"name\":\"level\",\"note\":\"nist80030.level@1: 79.9 is M, from 21 to 80\",\"rule\":"
        "\"level_of(nist80030.level, value)\",\"value\":\"M\"}],\"version\":1}");
    isms_evaluation_free(e);
    e = preset_of("fmea.rpn", "severity=9;occurrence=4;detection=7");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_evaluation_explain(e), "warning: arithmetic on ordinals"));
    isms_evaluation_free(e);
}

static void a_replay_agrees_or_names_the_step(void)
{
    isms_method *m = method_of("input a number\nb = a + 1\nc = b * 2"),
                *other = method_of("input a number\nb = a + 1\nc = b * 3"),
                *longer = method_of("input a number\nb = a + 1\nc = b * 2\nd = c");
    isms_evaluation *e = NULL;
    int32_t step = 9;
    CU_ASSERT_EQUAL(evaluate(m, "a=4", NULL, &e), ISMS_OK);
    CU_ASSERT_EQUAL(isms_evaluation_replay(e, m, &step), ISMS_OK);
    CU_ASSERT_EQUAL(step, -1);
    CU_ASSERT_EQUAL(isms_evaluation_replay(e, other, &step), ISMS_E_DATA);
    CU_ASSERT_EQUAL(step, 2);
    CU_ASSERT_EQUAL(isms_evaluation_replay(e, longer, &step), ISMS_E_DATA);
    isms_evaluation_free(e);
    isms_method_free(m);
    isms_method_free(other);
    isms_method_free(longer);
}

static void numbers_give_what_texts_give(void)
{
    isms_method *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_preset_method("nist80030.chain", NULL, &m), ISMS_OK);
    for (int cell = 0; cell < 125; cell++) {
        double values[5] = {cell / 25, cell / 5 % 5, cell % 5, 0, 0}, level;
        const isms_scale *scale = isms_method_step_scale(m, 0);
        char pairs[100];
        snprintf(pairs, sizeof pairs, "initiation=%s;adverse_impact=%s;impact=%s", isms_scale_id(scale, cell / 25),
                 isms_scale_id(scale, cell / 5 % 5), isms_scale_id(scale, cell % 5));
        isms_evaluation *e = NULL;
        CU_ASSERT_EQUAL(evaluate(m, pairs, NULL, &e), ISMS_OK);
        CU_ASSERT_EQUAL(isms_method_compute(m, values, NULL), ISMS_OK);
        CU_ASSERT_EQUAL(isms_evaluation_number(e, "level", &level), ISMS_OK);
        CU_ASSERT_EQUAL(values[4], level);
        isms_evaluation_free(e);
    }
    double values[5] = {1, NAN, 2, 0, 0};
    int32_t culprit = -1;
    CU_ASSERT_EQUAL(isms_method_compute(m, values, &culprit), ISMS_E_NOT_EVALUATED);
    CU_ASSERT_EQUAL(culprit, 1);
    values[1] = 5;
    CU_ASSERT_EQUAL(isms_method_compute(m, values, &culprit), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(culprit, 1);
    isms_method_free(m);
    CU_ASSERT_EQUAL_FATAL(isms_preset_method("owasp.rating", NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL(isms_method_compute(m, values, &culprit), ISMS_E_UNSUPPORTED);
    isms_method_free(m);
}

static void a_host_brings_its_own_scales_and_matrices(void)
{
    isms_method *m = method_of("scale chance = rare [0,0.1); likely [0.1,1]\n"
                               "scale harm = small; large\n"
                               "scale risk = green; amber; red\n"
                               "matrix ours(chance, harm) risk = green,amber|amber,red\n"
                               "input p number [0,1]\n"
                               "input harm level harm = large\n"
                               "likelihood = level_of(chance, p)\n"
                               "level = table(ours, likelihood, harm)\n"
                               "worst = max(level, if(p > 0.9, level, level))\n");
    isms_evaluation *e = NULL;
    CU_ASSERT_EQUAL(evaluate(m, "p=0.1", NULL, &e), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_evaluation_value(e, "level"), "red");
    CU_ASSERT_STRING_EQUAL(isms_evaluation_value(e, "worst"), "red");
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_evaluation_explain(e), "ours[likely][large] is red; likelihood rare would give amber"));
    CU_ASSERT_EQUAL(isms_method_find(m, "level"), 3);
    CU_ASSERT_EQUAL(isms_method_find(m, "nothing"), -1);
    CU_ASSERT_STRING_EQUAL(isms_method_step_rule(m, 3), "table(ours, likelihood, harm)");
    CU_ASSERT_EQUAL(isms_method_step_kind(m, 0), ISMS_STEP_NUMBER);
    isms_evaluation_free(e);
    isms_method_free(m);
}

/* The reference table of matrices has the cells of the presets; columns: matrix, likelihood, consequence, level. */
static void preset_matrices_are_the_reference(void)
{
    char *path = test_shared("facts/matrices.tsv"), *text = path ? test_slurp(path, NULL) : NULL;
    free(path);
    if (!text)
        return;
    size_t cells = 0;
    isms_matrix *m = NULL;
    char current[64] = "";
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        char id[64], row[64], column[64], level[64];
        if (sscanf(line, "%63[^\t]\t%63[^\t]\t%63[^\t]\t%63[^\t]", id, row, column, level) != 4 || strcmp(id, "matrix") == 0)
            continue;
        if (strcmp(id, current) != 0) {
            isms_matrix_free(m);
            m = NULL;
            strcpy(current, id);
            CU_ASSERT_EQUAL_FATAL(isms_preset_matrix(id, NULL, &m), ISMS_OK);
        }
        int32_t i = isms_scale_find(isms_matrix_likelihood_scale(m), row),
                j = isms_scale_find(isms_matrix_consequence_scale(m), column);
        CU_ASSERT_STRING_EQUAL(isms_scale_id(isms_matrix_level_scale(m), isms_matrix_level(m, i, j)), level);
        cells++;
    }
    CU_ASSERT(cells > 100);
    isms_matrix_free(m);
    free(text);
}

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Changes a few places of a text that has room for 3 more bytes. */
static void disturb(char *text, uint32_t *state)
{
    static const char pieces[] = "()[],;|=?*/+-<>. \n019abneMAX_";
    for (uint32_t n = 1 + next(state) % 3; n > 0; n--) {
        size_t size = strlen(text), at = next(state) % (size + 1);
        char piece = pieces[next(state) % (sizeof pieces - 1)];
        if (next(state) % 3 == 0 && at < size)
            memmove(text + at, text + at + 1, size - at);
        else if (next(state) % 2 && at < size)
            text[at] = piece;
        else {
            memmove(text + at + 1, text + at, size - at + 1);
            text[at] = piece;
        }
    }
}

static void run_with_random_inputs(const isms_method *m, uint32_t *state)
{
    static const char *const values[] = {"",    "1",     "3",     "-1", "0.5", "1e300",    "VH",
                                         "LOW", "known", "1,2,3", ",",  "nan", "5,4,3,2,1"};
    const char *names[ISMS_METHOD_STEPS_MOST], *given[ISMS_METHOD_STEPS_MOST];
    double numbers[ISMS_METHOD_STEPS_MOST];
    size_t n = 0;
    for (int32_t i = 0; i < isms_method_step_count(m); i++) {
        numbers[i] = next(state) % 5 ? (double)(next(state) % 6) : (double)NAN;
        if (isms_method_step_kind(m, i) == ISMS_STEP_RESULT)
            continue;
        names[n] = isms_method_step_name(m, i);
        given[n++] = values[next(state) % (sizeof values / sizeof values[0])];
    }
    isms_evaluation *e = NULL;
    if (isms_evaluation_run(m, names, given, n, NULL, NULL, &e) == ISMS_OK)
        CU_ASSERT_EQUAL(isms_evaluation_replay(e, m, NULL), ISMS_OK);
    isms_evaluation_free(e);
    isms_method_compute(m, numbers, NULL);
}

static void disturbed_methods_do_no_harm(void)
{
    uint32_t state = 17;
    size_t accepted = 0;
    for (size_t row = 0; row < isms_preset_count(ISMS_PRESET_METHOD); row++) {
        for (int round = 0; round < 400; round++) {
            char text[4096];
            isms_method *m = NULL;
            snprintf(text, sizeof text - 8, "%s", isms_preset_definition(ISMS_PRESET_METHOD, row));
            if (round)
                disturb(text, &state);
            if (isms_method_parse("disturbed", 1, text, NULL, NULL, &m) != ISMS_OK)
                continue;
            accepted++;
            for (int k = 0; k < 5; k++)
                run_with_random_inputs(m, &state);
            isms_method_free(m);
        }
    }
    CU_ASSERT(accepted > 100);
}

static isms_status evaluate_with(const isms_allocator *a)
{
    static const char *const names[] = {"threat_agent", "vulnerability", "technical"};
    static const char *const values[] = {"5,2,7,1", "3,6,9,2", "9,7,5,8"};
    isms_method *m = NULL;
    isms_evaluation *e = NULL;
    isms_status status = isms_preset_method("owasp.rating", a, &m);
    if (status == ISMS_OK)
        status = isms_evaluation_run(m, names, values, 3, a, NULL, &e);
    isms_evaluation_free(e);
    isms_method_free(m);
    isms_criteria *c = NULL;
    if (status == ISMS_OK)
        status = isms_preset_criteria("owasp.severity", a, &c);
    isms_criteria_free(c);
    if (status != ISMS_OK)
        return status;
    status = isms_method_parse("own", 1, "scale s = a; b\nmatrix m(s, s) s = a,b|b,b\ninput l level s\nx = table(m, l, l)", a,
                               NULL, &m);
    if (status == ISMS_OK)
        isms_method_free(m);
    return status;
}

static void short_memory_is_reported(void)
{
    sweep_allocations(evaluate_with);
}

int main(void)
{
    static const test_case tests[] = {{"every preset can be made", every_preset_can_be_made},
                                      {"criteria decide every level", criteria_decide_every_level},
                                      {"statements that are none are located", statements_that_are_none_are_located},
                                      {"too much is refused", too_much_is_refused},
                                      {"formulas compute what they say", formulas_compute_what_they_say},
                                      {"unknown is a value", unknown_is_a_value},
                                      {"refusals name the input", refusals_name_the_input},
                                      {"an evaluation explains itself", an_evaluation_explains_itself},
                                      {"a replay agrees or names the step", a_replay_agrees_or_names_the_step},
                                      {"numbers give what texts give", numbers_give_what_texts_give},
                                      {"a host brings its own scales and matrices", a_host_brings_its_own_scales_and_matrices},
                                      {"preset matrices are the reference", preset_matrices_are_the_reference},
                                      {"disturbed methods do no harm", disturbed_methods_do_no_harm},
                                      {"short memory is reported", short_memory_is_reported},
                                      {NULL, NULL}};
    return run_suite("method", tests);
}
