/* Commands that analyse: risks, audit, rules, report. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ------------------------------------------------------------------ risks */

static bool is_preset_matrix(const char *id)
{
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_MATRIX); i++)
        if (strcmp(isms_preset_id(ISMS_PRESET_MATRIX, i), id) == 0)
            return true;
    return false;
}

static int check_method(const isms_model *model, const cli_options *options)
{
    if (!options->method || isms_find(model, ISMS_METHOD, options->method) || is_preset_matrix(options->method))
        return EXIT_FINE;
    cli_words presets;
    cli_words_of(CLI_PRESETS, &presets);
    return cli_nearest(options->method, presets.word) ? cli_no_such(CLI_PRESETS, options->method)
                                                      : cli_no_record(model, ISMS_METHOD, options->method);
}

/* The states that are known; each is computed again before it is shown. */
static int print_states(const isms_assessment *risks, isms_id risk, bool json, FILE *file)
{
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    const char *between = json ? "[" : "";
    for (isms_state state = ISMS_INHERENT; state <= ISMS_TARGET; state++) {
        if (isms_assessment_origin(risks, risk, state) == ISMS_LEVEL_UNKNOWN && state != ISMS_INHERENT)
            continue;
        fprintf(file, "%s%s", between,
                json ? isms_assessment_explain_json(risks, risk, state) : isms_assessment_explain(risks, risk, state));
        isms_assessment_replay(risks, risk, state, problems);
        between = json ? ",\n" : "";
    }
    fputs(json ? "]\n" : "", file);
    cli_print_diagnostics(problems, stderr);
    int exit_status = isms_diagnostics_count(problems) ? EXIT_FINDINGS : EXIT_FINE;
    isms_diagnostics_free(problems);
    return exit_status;
}

/* What the risk costs a year, where it has numbers. */
static void print_loss(const isms_model *model, const char *risk, FILE *file)
{
    isms_portfolio *portfolio = NULL;
    isms_simulation *s = NULL;
    const char *currency = NULL;
    isms_estimate mean[3], tail;
    char a[5][CLI_AMOUNT];
    isms_simulation_options how = ISMS_SIMULATION_OPTIONS_INIT;
    how.trials = 1 << 14;
    how.states = 3;
    isms_status status = isms_quantification_portfolio(model, NULL, NULL, &portfolio, &currency);
    int32_t scenario = status == ISMS_OK ? isms_portfolio_find(portfolio, risk) : -1;
    if (scenario >= 0)
        status = isms_simulation_run(portfolio, &how, NULL, &s);
    for (int32_t state = 0; state < 3 && s && status == ISMS_OK; state++)
        status = isms_simulation_mean(s, scenario, state, &mean[state]);
    if (s && status == ISMS_OK)
        status = isms_simulation_tail_mean(s, scenario, ISMS_CURRENT, 0.95, &tail);
    if (s && status == ISMS_OK)
        fprintf(file,
                "%s  loss a year in %s: inherent %s, current %s +-%s, residual %s; the worst twentieth of years %s (seed 0, %d "
                "years)\n",
                risk, currency ? currency : "the currency of the factors", cli_amount(mean[0].value, a[0]),
                cli_amount(mean[1].value, a[1]), cli_amount((mean[1].high - mean[1].low) / 2, a[2]),
                cli_amount(mean[2].value, a[3]), cli_amount(tail.value, a[4]), 1 << 14);
    isms_simulation_free(s);
    isms_portfolio_free(portfolio);
}

static int explain(const isms_model *model, const cli_options *options)
{
    isms_assess_options assess = ISMS_ASSESS_OPTIONS_INIT;
    isms_assessment *risks = NULL;
    isms_id risk = isms_find(model, ISMS_RISK, options->explain);
    assess.method = options->method;
    assess.as_of = options->as_of;
    if (!risk)
        return cli_no_record(model, ISMS_RISK, options->explain);
    isms_status status = isms_assess(model, &assess, NULL, &risks);
    if (status < 0)
        return cli_failed("risks", status);
    FILE *file = cli_open(options);
    if (!file) {
        isms_assessment_free(risks);
        return EXIT_WRONG;
    }
    bool json = options->format && strcmp(options->format, "json") == 0;
    int exit_status = print_states(risks, risk, json, file);
    if (!json)
        print_loss(model, options->explain, file);
    isms_assessment_free(risks);
    int closed = cli_close(file, options);
    return closed ? closed : exit_status;
}

static int groups(const isms_model *model, const cli_options *options)
{
    cli_options to = *options;
    to.about = options->by;
    if (!isms_risk_dimension_by_name(options->by))
        return cli_wrong("risks are grouped by whole, owner, asset, theme, category or criterion, not by %s", options->by);
    return cli_report(model, "risk_groups", &to, "text");
}

int cmd_risks(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    int status = check_method(model, options);
    if (status == EXIT_FINE)
        status = options->explain ? explain(model, options)
                 : options->by    ? groups(model, options)
                                  : cli_report(model, "risks", options, "text");
    isms_model_free(model);
    return status;
}

int cmd_assets(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    int status = cli_report(model, "assets", options, "text");
    isms_model_free(model);
    return status;
}

/* ------------------------------------------------------------------ audit */

static isms_status run_audit(const isms_model *model, const cli_options *options, isms_audit **out)
{
    isms_audit_options audit = ISMS_AUDIT_OPTIONS_INIT;
    isms_thresholds thresholds = ISMS_THRESHOLDS_INIT;
    if (options->profile && strcmp(options->profile, "cb") == 0)
        thresholds.profile = ISMS_PROFILE_CB;
    audit.as_of = options->as_of;
    audit.stage = options->stage ? isms_stage_by_name(options->stage) : 0;
    audit.thresholds = &thresholds;
    audit.severities = options->rules;
    return isms_audit_run(model, &audit, NULL, out);
}

/* Each `RULE=severity` of --rules; false after a message. What a rule cannot be set to is for the library to say. */
static bool rules_are_known(const char *list)
{
    static const char *const severities[] = {"off", "error", "warning", "note", NULL};
    char copy[2048], *rest = copy, *word;
    snprintf(copy, sizeof copy, "%s", list ? list : "");
    while ((word = strtok_r(rest, ", ", &rest)) != NULL) {
        char *equals = strchr(word, '=');
        size_t i = 0;
        if (equals)
            *equals = '\0';
        if (!cli_is_word(CLI_RULES, word)) {
            cli_no_such(CLI_RULES, word);
            return false;
        }
        while (equals && severities[i] && strcmp(severities[i], equals + 1) != 0)
            i++;
        if (!equals || !severities[i]) {
            cli_not_among("severity", equals ? equals + 1 : "", severities);
            return false;
        }
    }
    return true;
}

static const char *colour_of(const isms_audit *audit, size_t i)
{
    isms_severity severity = isms_audit_severity(audit, i);
    return severity == ISMS_SEVERITY_ERROR ? "\033[31m" : severity == ISMS_SEVERITY_WARNING ? "\033[33m" : "\033[36m";
}

/* Why a result is graded so, what would change that, and the digest that an override of it names. */
static void print_why(const isms_audit *audit, size_t i, FILE *to)
{
    isms_finding *finding = NULL, *other = NULL;
    char digest[17];
    if (isms_audit_finding(audit, i, NULL, &finding) != ISMS_OK)
        return;
    isms_override_digest(finding, digest);
    fprintf(to, "    why: %s\n", isms_finding_text(finding));
    if (isms_finding_counterfactual(finding, NULL, &other) == ISMS_OK)
        fprintf(to, "    %s\n", isms_finding_change(other));
    fprintf(to, "    facts: %s (facts_hash %s)\n", isms_audit_facts(audit, i), digest);
    isms_finding_free(other);
    isms_finding_free(finding);
}

static void print_recorded(const isms_audit *audit, FILE *to)
{
    size_t count = isms_audit_recorded_count(audit), left = 0;
    if (count)
        fprintf(to, "\nOpen findings that auditors recorded:\n");
    for (size_t i = 0; i < count; i++) {
        const char *outcome = isms_audit_recorded_outcome(audit, i);
        size_t override = isms_audit_recorded_overridden(audit, i);
        fprintf(to, "  %s: %s %s, %s%s%s%s%s%s\n", isms_audit_recorded_key(audit, i), isms_audit_recorded_grade(audit, i),
                isms_audit_recorded_requirement(audit, i), isms_audit_recorded_title(audit, i),
                *outcome ? "; its facts say " : "", outcome, override == SIZE_MAX ? "" : "; it counts as ",
                isms_audit_override_proposed(audit, override),
                isms_audit_recorded_counts(audit, i) ? "" : "; not counted here");
        left += !isms_audit_recorded_counts(audit, i);
    }
    if (left)
        fprintf(to,
                "Not counted are opportunities, and internal findings in an audit of the certification body or the other way "
                "round.\n");
}

static void print_overrides(const isms_audit *audit, FILE *to)
{
    size_t count = isms_audit_override_count(audit);
    if (count)
        fprintf(to, "\nDecisions of auditors against what was computed:\n");
    for (size_t i = 0; i < count; i++)
        fprintf(to, "  %s: %s of %s, %s to %s%s%s. %s%s%s%s\n", isms_audit_override_key(audit, i),
                isms_audit_override_outcome(audit, i), isms_audit_override_target(audit, i),
                *isms_audit_override_computed(audit, i) ? isms_audit_override_computed(audit, i) : "nothing",
                isms_audit_override_proposed(audit, i), *isms_audit_override_author(audit, i) ? " by " : "",
                isms_audit_override_author(audit, i), isms_audit_override_text(audit, i),
                *isms_audit_override_rule(audit, i) ? " [" : "", isms_audit_override_rule(audit, i),
                *isms_audit_override_rule(audit, i) ? "]" : "");
}

/* Majors that no finding is, but many minors add up to. */
static void print_proposals(const isms_audit *audit, FILE *to)
{
    bool first = true;
    for (size_t i = 0; i < isms_audit_area_count(audit); i++) {
        const char *rule = isms_audit_area_rule(audit, i);
        bool review = isms_audit_area_scope(audit, i) == ISMS_AREA_AUDIT && strcmp(rule, "AG-5") == 0;
        if (strcmp(isms_audit_area_outcome(audit, i), "AGG_MAJOR") != 0 && strcmp(rule, "AG-6") != 0 && !review)
            continue;
        if (first)
            fprintf(to, "\nMinors that add up:\n");
        first = false;
        fprintf(to, "  %s: %s [%s]\n", isms_audit_area_name(audit, i), isms_audit_area_text(audit, i), rule);
    }
}

static void print_goal(const char *conclusion, FILE *to)
{
    if (strcmp(conclusion, "INCOMPLETE") == 0)
        fprintf(to, "\nWhat to do first; then only data are missing (INCOMPLETE):\n");
    else
        fprintf(to, "\nWhat to do first, to reach %s:\n", conclusion);
}

/* "R-1,R-2: " with a few of many records; nothing where it is about none. */
static void print_whose(const char *targets, FILE *to)
{
    enum { SHOWN = 6 };
    size_t count = 1, size = 0;
    if (strcmp(targets, "-") == 0)
        return;
    for (const char *p = targets; *p; p++) {
        count += *p == ',';
        size += count <= SHOWN;
    }
    if (count <= SHOWN)
        fprintf(to, "%s: ", targets);
    else
        fprintf(to, "%.*s and %zu more: ", (int)size, targets, count - SHOWN);
}

/* The way to the next better conclusion. */
static void print_priorities(const isms_audit *audit, FILE *to)
{
    enum { SHOWN = 10 };
    const char *leads_to = "";
    size_t count = isms_audit_priority_count(audit);
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        size_t result = isms_audit_priority_result(audit, i);
        bool known = result < isms_audit_count(audit);
        if (strcmp(leads_to, isms_audit_priority_conclusion(audit, i)) != 0)
            print_goal(leads_to = isms_audit_priority_conclusion(audit, i), to);
        fprintf(to, "  %zu. ", i + 1);
        if (known) {
            print_whose(isms_audit_targets(audit, result), to);
            fprintf(to, "%s [%s]\n", isms_audit_fix(audit, result), isms_audit_rule(audit, result));
        } else {
            fprintf(to, "%s\n", isms_audit_priority_reason(audit, i));
        }
    }
    if (count > SHOWN)
        fprintf(to, "  ... and %zu more: isms report has them all\n", count - SHOWN);
}

static void print_suppression(const isms_model *model, isms_id suppression, FILE *to)
{
    char until[11];
    const char *author = isms_text(model, suppression, ISMS_SUPPRESSION_AUTHOR);
    const char *reason = isms_text(model, suppression, ISMS_SUPPRESSION_REASON);
    isms_date_format(isms_day_of(model, suppression, ISMS_SUPPRESSION_EXPIRES_ON), until);
    fprintf(to, "    suppressed by %s until %s: %s (%s)\n", author ? author : "?", until, reason ? reason : "?",
            isms_record_key(model, suppression));
}

static void print_result(const isms_model *model, const isms_audit *audit, size_t i, const cli_options *options, bool colour,
                         FILE *to)
{
    size_t override = isms_audit_overridden(audit, i);
    fprintf(to, "%s%s%s\n    fix: %s\n", colour ? colour_of(audit, i) : "", isms_audit_line(audit, i), colour ? "\033[0m" : "",
            isms_audit_fix(audit, i));
    if (*isms_audit_stored(audit, i))
        fprintf(to, "    an auditor recorded it as %s\n", isms_audit_stored(audit, i));
    if (override != SIZE_MAX)
        fprintf(to, "    it counts as %s: %s (%s)\n", isms_audit_override_proposed(audit, override),
                isms_audit_override_rationale(audit, override), isms_audit_override_author(audit, override));
    if (isms_audit_suppression(audit, i))
        print_suppression(model, isms_audit_suppression(audit, i), to);
    if (options->why)
        print_why(audit, i, to);
}

static void print_rules(const isms_audit *audit, FILE *to)
{
    size_t unknown = isms_audit_rules_in_state(audit, ISMS_RULE_NOT_DETERMINED);
    fprintf(to, "%s%zu rules: %zu fired, %zu clear, %zu not determined, %zu not applicable\n",
            isms_audit_count(audit) ? "\n" : "", isms_readiness_rule_count(), isms_audit_rules_in_state(audit, ISMS_RULE_FIRED),
            isms_audit_rules_in_state(audit, ISMS_RULE_CLEAR), unknown,
            isms_audit_rules_in_state(audit, ISMS_RULE_NOT_APPLICABLE));
    if (strcmp(isms_audit_title(audit), "empty") == 0)
        fprintf(to, "This report is empty, not clean: nothing could be determined.\n");
    else if (unknown)
        fprintf(to, "What was not determined is not said to be right: isms report lists it in rules.md.\n");
    for (size_t i = 0; i < isms_audit_assertion_count(audit); i++)
        fprintf(to, "%s%s%s",
                i ? ", " : "Said to be none, for the auditor to confirm: ", isms_type_plural(isms_audit_assertion(audit, i)),
                i + 1 < isms_audit_assertion_count(audit) ? "" : "\n");
}

static void print_audit(const isms_model *model, const isms_audit *audit, const cli_options *options, FILE *to)
{
    bool colour = cli_colour(to);
    size_t hidden = 0, shown = 0;
    const char *next = isms_audit_conclusion_next(audit);
    for (size_t i = 0; i < isms_audit_count(audit); i++) {
        if (isms_audit_suppressed(audit, i) && !options->all)
            hidden++;
        else if (!options->top || shown++ < (size_t)options->top)
            print_result(model, audit, i, options, colour, to);
    }
    if (hidden)
        fprintf(to, "%zu suppressed; --all shows them, and they count all the same\n", hidden);
    print_recorded(audit, to);
    print_overrides(audit, to);
    print_proposals(audit, to);
    print_rules(audit, to);
    print_priorities(audit, to);
    fprintf(to, "\n%s\n%s [%s]%s%s\n", isms_audit_headline(audit), isms_audit_conclusion_text(audit),
            isms_audit_conclusion_rule(audit), *next ? " " : "", next);
}

/* What is suppressed does not stop a build, unless the conclusion rests on it. */
static bool has_findings(const isms_audit *audit)
{
    for (size_t i = 0; i < isms_audit_count(audit); i++)
        if (!isms_audit_suppressed(audit, i))
            return true;
    return isms_audit_major_count(audit) > 0;
}

static int write_audit(const isms_model *model, const isms_audit *audit, const cli_options *options)
{
    const char *format = options->format ? options->format : "text";
    bool sarif = strcmp(format, "sarif") == 0, json = strcmp(format, "json") == 0;
    if (!sarif && !json && strcmp(format, "text") != 0)
        return cli_report(model, "findings", options, "text");
    FILE *file = cli_open(options);
    isms_status status = file ? ISMS_OK : ISMS_E_IO;
    if (file && sarif)
        status = isms_report_sarif(model, audit, cli_write, file);
    else if (file && json)
        status = isms_report_audit(model, audit, cli_write, file);
    else if (file)
        print_audit(model, audit, options, file);
    return !file || cli_close(file, options) != EXIT_FINE || status < 0 ? EXIT_WRONG : EXIT_FINE;
}

int cmd_audit(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_audit *audit = NULL;
    if (options->stage && !isms_stage_by_name(options->stage))
        return cli_no_such(CLI_STAGES, options->stage);
    if (options->profile && strcmp(options->profile, "cb") != 0 && strcmp(options->profile, "source") != 0)
        return cli_no_such(CLI_AUDIT_PROFILES, options->profile);
    if (!rules_are_known(options->rules))
        return EXIT_WRONG;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    isms_status status = run_audit(model, options, &audit);
    int exit_status = status == ISMS_E_RANGE && options->rules
                          ? cli_wrong("--rules sets rules of integrity and hygiene, and never one on ids, references, dates or "
                                      "scales to less than it is: %s",
                                      options->rules)
                      : status < 0          ? cli_failed(arguments[0], status)
                      : has_findings(audit) ? EXIT_FINDINGS
                                            : EXIT_FINE;
    if (status == ISMS_OK) {
        int written = write_audit(model, audit, options);
        exit_status = written == EXIT_FINE ? exit_status : written;
    }
    isms_audit_free(audit);
    isms_model_free(model);
    return exit_status;
}

int cmd_review(const cli_options *options, int count, char **arguments)
{
    (void)count;
    return cli_section("review", options, arguments[0]);
}

int cmd_actions(const cli_options *options, int count, char **arguments)
{
    (void)count;
    return cli_section("corrective", options, arguments[0]);
}

int cmd_calendar(const cli_options *options, int count, char **arguments)
{
    (void)count;
    return cli_section("calendar", options, arguments[0]);
}

int cmd_plan(const cli_options *options, int count, char **arguments)
{
    (void)count;
    return cli_section("plan", options, arguments[0]);
}

static bool print_readiness_rules(const char *wanted)
{
    bool found = false;
    for (size_t i = 0; i < isms_readiness_rule_count(); i++) {
        if (!wanted) {
            printf("%-14s %-10s %-10s %s\n", isms_readiness_rule_id(i), isms_readiness_rule_kind(i),
                   isms_readiness_rule_requirement(i), isms_readiness_rule_condition(i));
        } else if (strcmp(wanted, isms_readiness_rule_id(i)) == 0) {
            printf("%s   %s   %s\n\nFires when: %s\n\nNeeds: %s\n\nFix: %s\n", isms_readiness_rule_id(i),
                   isms_readiness_rule_kind(i), isms_readiness_rule_requirement(i), isms_readiness_rule_condition(i),
                   isms_readiness_rule_needs(i), isms_readiness_rule_fix(i));
            found = true;
        }
    }
    return found;
}

/* The rules by which a result is graded, rolled up and concluded on; one rule may have several outcomes. */
static bool print_grading_rules(const char *wanted)
{
    bool found = false;
    for (const isms_rule *r = isms_rule_next(NULL); r; r = isms_rule_next(r)) {
        if (!wanted) {
            printf("%-14s %-10s %-10s %s\n", isms_rule_id(r), isms_rule_group(r), isms_rule_outcome(r), isms_rule_sentence(r));
        } else if (strcmp(wanted, isms_rule_id(r)) == 0) {
            const char *next = isms_rule_next_step(r);
            printf("%s%s   %s   %s\n\nSays: %s\n\nLooks at: %s\n\n%s%s%sAuthority: %s\n", found ? "\n" : "", isms_rule_id(r),
                   isms_rule_group(r), isms_rule_outcome(r), isms_rule_sentence(r), isms_rule_facts(r), *next ? "Next: " : "",
                   next, *next ? "\n\n" : "", isms_rule_authority(r));
            found = true;
        }
    }
    return found;
}

int cmd_rules(const cli_options *options, int count, char **arguments)
{
    const char *wanted = count ? arguments[0] : NULL;
    (void)options;
    bool found = print_readiness_rules(wanted);
    found = print_grading_rules(wanted) || found;
    return !wanted || found ? EXIT_FINE : cli_no_such(CLI_RULES, wanted);
}

/* ------------------------------------------------------------------ report */

static int write_section(const isms_model *model, const char *section, const char *form, const cli_options *options)
{
    char path[4096];
    cli_options to = *options;
    int n = snprintf(path, sizeof path, "%s/%s%s", options->output, section, isms_report_form_ending(form));
    if (n < 0 || (size_t)n >= sizeof path)
        return cli_wrong("%s: the path is too long", options->output);
    to.output = path;
    to.format = form;
    return cli_report(model, section, &to, form);
}

int cmd_report(const cli_options *options, int count, char **arguments)
{
    static const char *const forms[] = {"md", "csv"};
    cli_options screen = *options;
    (void)count;
    if (!options->output)
        return cli_wrong("report needs a folder: isms report %s -o report", arguments[0]);
    if (options->stage && !isms_stage_by_name(options->stage))
        return cli_no_such(CLI_STAGES, options->stage);
    if (mkdir(options->output, 0777) != 0 && errno != EEXIST)
        return cli_wrong("cannot make the folder %s: %s", options->output, strerror(errno));
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    int status = EXIT_FINE;
    for (const char *s = isms_report_section_next(NULL); s && status == EXIT_FINE; s = isms_report_section_next(s))
        for (size_t i = 0; i < sizeof forms / sizeof forms[0] && status == EXIT_FINE; i++)
            status = write_section(model, s, forms[i], options);
    screen.output = NULL;
    if (status == EXIT_FINE)
        status = cli_report(model, "summary", &screen, "text");
    if (status == EXIT_FINE)
        printf("\nThe report is in %s: a file for each section as Markdown and as CSV; summary.md is the first to read.\n",
               options->output);
    isms_model_free(model);
    return status;
}
