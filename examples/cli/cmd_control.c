/* Commands on controls: controls, maturity, effectiveness, coverage, suggest, evidence, requests, transition. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ controls by an attribute */

/* A word of the list, or any attribute of entries or controls, the host's own included. */
static bool can_group(const isms_model *model, const char *by)
{
    return !by || cli_is_word(CLI_ATTRIBUTES, by) || isms_attribute_by_path(model, ISMS_SOA_ENTRY, by) ||
           isms_attribute_by_path(model, ISMS_CONTROL, by);
}

static int grouped(const char *section, const cli_options *options, const isms_model *model)
{
    cli_options to = *options;
    if (!can_group(model, options->by))
        return cli_no_such(CLI_ATTRIBUTES, options->by);
    to.about = options->by;
    return cli_report(model, section, &to, "text");
}

int cmd_controls(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    int status = grouped("controls", options, model);
    isms_model_free(model);
    return status;
}

/* ------------------------------------------------------------------ maturity and effectiveness */

static void print_off_scale(const isms_model *model, const cli_options *options)
{
    isms_soa *soa = NULL;
    isms_maturity *x = NULL;
    isms_soa_options of_soa = ISMS_SOA_OPTIONS_INIT;
    of_soa.as_of = options->as_of;
    if (isms_soa_build(model, &of_soa, &soa) == ISMS_OK && isms_maturity_roll_up(model, soa, NULL, NULL, &x) == ISMS_OK) {
        for (size_t i = 0; i < isms_maturity_off_scale_count(x); i++)
            fprintf(stderr, "no step of the scale, and not counted: %s\n", isms_maturity_off_scale_text(x, i));
        if (!isms_maturity_step_count(x))
            fputs("The document has no maturity_scale: steps are shown by their numbers.\n", stderr);
    }
    isms_maturity_free(x);
    isms_soa_free(soa);
}

int cmd_maturity(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    int status = grouped("maturity", options, model);
    if (status == EXIT_FINE)
        print_off_scale(model, options);
    isms_model_free(model);
    return status;
}

/* Those that do not surely work, worst first, each with what the risks would be. */
static size_t print_working(const isms_effectiveness *e, bool all)
{
    size_t doubtful = 0;
    for (isms_effectiveness_state state = ISMS_EFFECTIVENESS_UNSUITED; state <= ISMS_EFFECTIVENESS_UNKNOWN; state++) {
        for (size_t i = 0; i < isms_effectiveness_count(e); i++) {
            bool shown = state != ISMS_EFFECTIVENESS_EFFECTIVE || isms_effectiveness_flags(e, i);
            if (isms_effectiveness_state_of(e, i) != state)
                continue;
            doubtful += state != ISMS_EFFECTIVENESS_EFFECTIVE;
            if (shown || all)
                printf("%s\n", isms_effectiveness_line(e, i));
            for (size_t k = 0; k < isms_effectiveness_consequence_count(e, i); k++)
                printf("    if it failed: %s\n", isms_effectiveness_consequence(e, i, k));
            if (isms_effectiveness_is_asked(e, i) && !isms_effectiveness_consequence_count(e, i))
                puts("    if it failed: no level would change");
        }
    }
    for (size_t i = 0; i < isms_effectiveness_count(e); i++) {
        bool late = (isms_effectiveness_flags(e, i) & ISMS_EFFECTIVENESS_FLAG_LATE) != 0;
        if (isms_effectiveness_state_of(e, i) == ISMS_EFFECTIVENESS_NOT_IN_PLACE && (late || all))
            printf("%s\n", isms_effectiveness_line(e, i));
        doubtful += isms_effectiveness_state_of(e, i) == ISMS_EFFECTIVENESS_NOT_IN_PLACE && late;
    }
    return doubtful;
}

static void print_totals(const isms_effectiveness *e)
{
    for (isms_effectiveness_state state = ISMS_EFFECTIVENESS_NOT_IN_PLACE; state <= ISMS_EFFECTIVENESS_UNKNOWN; state++)
        printf("%s%zu %s", state == ISMS_EFFECTIVENESS_NOT_IN_PLACE ? "" : ", ", isms_effectiveness_total(e, state),
               isms_effectiveness_state_name(state));
    printf(" of %zu controls\n", isms_effectiveness_count(e));
}

static int effectiveness_text(const isms_model *model, const cli_options *options, const char *control)
{
    isms_effectiveness_options judge = ISMS_EFFECTIVENESS_OPTIONS_INIT;
    isms_effectiveness *e = NULL;
    judge.as_of = options->as_of;
    judge.control = isms_find(model, ISMS_CONTROL, control);
    isms_status status = isms_effectiveness_judge(model, &judge, &e);
    if (status < 0)
        return cli_failed("effectiveness", status);
    size_t doubtful = print_working(e, options->all || control);
    if (!control)
        print_totals(e);
    isms_effectiveness_free(e);
    return doubtful ? EXIT_FINDINGS : EXIT_FINE;
}

int cmd_effectiveness(const cli_options *options, int count, char **arguments)
{
    cli_options to = *options;
    bool text = !options->output && (!options->format || strcmp(options->format, "text") == 0);
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    to.about = count > 1 ? arguments[1] : NULL;
    int status = EXIT_WRONG;
    if (to.about && !isms_find(model, ISMS_CONTROL, to.about))
        status = cli_no_record(model, ISMS_CONTROL, to.about);
    else
        status = text ? effectiveness_text(model, options, to.about) : cli_report(model, "effectiveness", &to, "text");
    isms_model_free(model);
    return status;
}

/* ------------------------------------------------------------------ coverage */

static int confidence_of(const cli_options *options, int32_t *out)
{
    *out = options->confidence ? isms_value_by_name(NULL, ISMS_ENUM_CONFIDENCE, options->confidence) : 0;
    return options->confidence && !*out ? cli_no_such(CLI_CONFIDENCES, options->confidence) : EXIT_FINE;
}

static void print_requirement(const isms_coverage *c, size_t i)
{
    bool unit = isms_coverage_is_unit(c, i), heading = !unit && !isms_coverage_reason_count(c, i);
    printf("%-8s %s%s%s", heading ? "" : isms_coverage_state_name(isms_coverage_state_of(c, i)),
           isms_coverage_requirement(c, i), *isms_coverage_requirement_title(c, i) ? "  " : "",
           isms_coverage_requirement_title(c, i));
    if (!unit && isms_coverage_units_below(c, i))
        printf(" [%zu to %zu of %zu]", isms_coverage_certain_below(c, i), isms_coverage_possible_below(c, i),
               isms_coverage_units_below(c, i));
    putchar('\n');
    for (size_t k = 0; k < isms_coverage_reason_count(c, i); k++) {
        const char *authority = isms_coverage_reason_authority(c, i, k);
        printf("    %s%s%s%s\n", isms_coverage_reason_decides(c, i, k) ? "* " : "  ", isms_coverage_reason_text(c, i, k),
               *authority ? ": " : "", authority);
    }
}

static void print_gaps(const isms_crosswalk *x, int32_t side, const char *heading)
{
    size_t n = isms_crosswalk_gap_count(x, side);
    if (n)
        printf("\n%s (%zu of %zu):\n   ", heading, n, isms_crosswalk_requirement_count(x, side));
    for (size_t i = 0, width = 3; i < n; i++) {
        const char *id = isms_crosswalk_gap(x, side, i);
        width += strlen(id) + 2;
        if (width > 110 && i) {
            printf("\n   ");
            width = 3 + strlen(id) + 2;
        }
        printf(" %s%s", id, i + 1 < n ? "," : "\n");
    }
}

/* A requirement by its whole id, or as the framework itself writes it. */
static size_t find_requirement(const isms_coverage *c, const char *id)
{
    char whole[300];
    size_t i = isms_coverage_find(c, id);
    int n = snprintf(whole, sizeof whole, "%s:%s", isms_coverage_framework(c), id);
    return i < isms_coverage_count(c) || n < 0 || (size_t)n >= sizeof whole ? i : isms_coverage_find(c, whole);
}

static void print_coverage(const isms_coverage *c, const char *only)
{
    for (size_t i = 0; i < isms_coverage_count(c); i++)
        if (!only || i == find_requirement(c, only))
            print_requirement(c, i);
    if (only)
        return;
    print_gaps(isms_coverage_crosswalk(c), 1, "Asked for, and nothing of ISO/IEC 27001:2022 is mapped to it");
    print_gaps(isms_coverage_crosswalk(c), 0, "Of ISO/IEC 27001:2022, and not mapped to anything here");
    printf("\n%s: certainly met %zu, possibly met %zu of %zu; %zu partly, %zu open, %zu unknown\n", isms_coverage_title(c),
           isms_coverage_certain(c), isms_coverage_possible(c), isms_coverage_units(c),
           isms_coverage_total(c, ISMS_COVERAGE_PARTLY), isms_coverage_total(c, ISMS_COVERAGE_OPEN),
           isms_coverage_total(c, ISMS_COVERAGE_UNKNOWN));
    puts("A pair is evidence worth looking at, no proof; what makes a requirement certainly met is marked by *.");
}

static int coverage_text(const isms_model *model, const cli_options *options, int32_t confidence)
{
    isms_coverage_options cover = ISMS_COVERAGE_OPTIONS_INIT;
    isms_coverage *c = NULL;
    cover.framework = options->framework;
    cover.through = options->through;
    cover.set = options->set;
    cover.confidence = confidence;
    cover.as_of = options->as_of;
    isms_status status = isms_coverage_run(model, &cover, &c);
    if (status == ISMS_E_NOT_FOUND) { /* one of the two frameworks */
        bool through = options->through && strcmp(options->through, "*") != 0 &&
                       cli_is_word(CLI_FRAMEWORKS, options->framework) && !cli_is_word(CLI_FRAMEWORKS, options->through);
        return cli_no_such(CLI_FRAMEWORKS, through ? options->through : options->framework);
    }
    if (status < 0)
        return cli_failed(options->framework, status);
    bool found = !options->explain || find_requirement(c, options->explain) < isms_coverage_count(c);
    if (found)
        print_coverage(c, options->explain);
    isms_coverage_free(c);
    return found ? EXIT_FINE : cli_wrong("%s has no requirement %s", options->framework, options->explain);
}

int cmd_coverage(const cli_options *options, int count, char **arguments)
{
    (void)count;
    int32_t confidence;
    cli_options to = *options;
    bool text = options->framework && !options->output && (!options->format || strcmp(options->format, "text") == 0);
    if (confidence_of(options, &confidence))
        return EXIT_WRONG;
    if (options->explain && !text)
        return cli_wrong("--explain needs --framework, and text");
    to.about = options->framework;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    bool no_set = options->set && strcmp(options->set, "catalogue") != 0 && !isms_find(model, ISMS_MAPPING_SET, options->set);
    int status = no_set ? cli_no_record(model, ISMS_MAPPING_SET, options->set)
                 : text ? coverage_text(model, options, confidence)
                        : cli_report(model, "frameworks", &to, "text");
    isms_model_free(model);
    return status;
}

/* ------------------------------------------------------------------ suggestions */

/* Of Annex A, of the organization, or of any other framework; NULL where it has none. */
static const char *title_of(const isms_model *model, const char *control)
{
    const isms_model *catalogue = isms_catalogue();
    const char *title =
        isms_text(catalogue, isms_find(catalogue, ISMS_CONTROL_REFERENCE, control), ISMS_CONTROL_REFERENCE_TITLE);
    title = title ? title : isms_text(model, isms_find(model, ISMS_CONTROL, control), ISMS_CONTROL_TITLE);
    title = title ? title : isms_text(model, isms_find(model, ISMS_REQUIREMENT, control), ISMS_REQUIREMENT_TITLE);
    return title ? title : isms_text(catalogue, isms_find(catalogue, ISMS_REQUIREMENT, control), ISMS_REQUIREMENT_TITLE);
}

static int suggest_controls(const isms_model *model, isms_id risk)
{
    isms_suggestion *s = NULL;
    isms_status status = isms_suggestion_find(model, risk, NULL, &s);
    if (status < 0)
        return cli_failed("suggest", status);
    const char *title = isms_text(model, risk, ISMS_RISK_TITLE);
    printf("%s%s%s\n", isms_record_key(model, risk), title ? "  " : "", title ? title : "");
    for (size_t i = 0; i < isms_suggestion_count(s); i++) {
        const char *what = title_of(model, isms_suggestion_control(s, i));
        printf("  %s%s%s%s\n", isms_suggestion_control(s, i), what ? "  " : "", what ? what : "",
               isms_suggestion_is_named(s, i) ? " (it has it already)" : "");
        for (size_t k = 0; k < isms_suggestion_reason_count(s, i); k++)
            printf("      %s\n", isms_suggestion_reason(s, i, k));
    }
    if (!isms_suggestion_count(s))
        puts("  No threat, weakness or risk like it in the document states a control for it, and nothing is invented.");
    isms_suggestion_free(s);
    return EXIT_FINE;
}

static int suggest_evidence(const isms_model *model, const char *control)
{
    isms_suggestion *s = NULL;
    isms_status status = isms_suggestion_find_evidence(model, control, NULL, &s);
    if (status == ISMS_E_NOT_FOUND)
        return cli_no_record(model, ISMS_RISK, control);
    if (status < 0)
        return cli_failed("suggest", status);
    const char *title = title_of(model, control);
    bool judged = false;
    printf("%s%s%s\n", control, title ? "  " : "", title ? title : "");
    for (size_t i = 0; i < isms_suggestion_count(s); i++) {
        printf("  %s\n", isms_suggestion_control(s, i));
        for (size_t k = 0; k < isms_suggestion_reason_count(s, i); k++) {
            printf("      %s\n", isms_suggestion_reason(s, i, k));
            judged |= isms_suggestion_reason_source(s, i, k) >= ISMS_SUGGESTED_BY_JUDGEMENT;
        }
    }
    if (judged)
        puts("  (the judgement is the project's, in its own words: other evidence can be as good)");
    if (!isms_suggestion_count(s))
        puts("  Nothing in the document says what is to be shown for it, and nothing is mapped to it.");
    isms_suggestion_free(s);
    return EXIT_FINE;
}

int cmd_suggest(const cli_options *options, int count, char **arguments)
{
    cli_options to = *options;
    bool text = count > 1 && !options->output && (!options->format || strcmp(options->format, "text") == 0);
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    to.about = count > 1 ? arguments[1] : NULL;
    isms_id risk = isms_find(model, ISMS_RISK, to.about);
    int status = EXIT_WRONG;
    if (!text)
        status = cli_report(model, "suggestions", &to, "text");
    else
        status = risk ? suggest_controls(model, risk) : suggest_evidence(model, to.about);
    isms_model_free(model);
    return status;
}

/* ------------------------------------------------------------------ evidence and requests */

int cmd_evidence(const cli_options *options, int count, char **arguments)
{
    cli_options to = *options;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    to.about = count > 1 ? arguments[1] : NULL;
    int status = to.about && !isms_find(model, ISMS_EVIDENCE, to.about) ? cli_no_record(model, ISMS_EVIDENCE, to.about)
                                                                        : cli_report(model, "evidence", &to, "text");
    isms_model_free(model);
    return status;
}

static int print_answer(const isms_model *model, const isms_request *q)
{
    size_t n = isms_request_count(q), missing = isms_request_missing_count(q);
    for (size_t i = 0; i < n; i++) {
        const char *title = isms_text(model, isms_request_evidence(q, i), ISMS_EVIDENCE_TITLE);
        printf("%s%s%s\n   ", isms_request_key(q, i), title ? "  " : "", title ? title : "");
        for (size_t k = 0; k < isms_request_answered_count(q, i); k++)
            printf(" %s%s", isms_request_answered(q, i, k), k + 1 < isms_request_answered_count(q, i) ? "," : "\n");
    }
    for (size_t i = 0; i < missing; i++)
        printf("%s %s%s", i ? "," : "No evidence answers", isms_request_missing(q, i), i + 1 < missing ? "" : "\n");
    if (isms_request_is_smallest(q))
        printf("%zu piece%s of evidence; fewer cannot do it.\n", n, n == 1 ? "" : "s");
    else
        printf("%zu pieces of evidence; fewer than %zu cannot do it.\n", n, isms_request_at_least(q));
    return missing ? EXIT_FINDINGS : EXIT_FINE;
}

static int answer(const isms_model *model, const cli_options *options, int32_t confidence, int count, char **names)
{
    isms_request_options request = ISMS_REQUEST_OPTIONS_INIT;
    isms_request *q = NULL;
    request.as_of = options->as_of;
    request.confidence = confidence;
    isms_status status = isms_request_answer(model, (const char *const *)names, (size_t)count, &request, &q);
    int exit_status = status < 0 ? cli_failed("requests", status) : print_answer(model, q);
    isms_request_free(q);
    return exit_status;
}

/* The requirements of the command line as one list. The caller frees it. */
static char *join(int count, char **names)
{
    size_t size = 1;
    for (int i = 0; i < count; i++)
        size += strlen(names[i]) + 1;
    char *list = calloc(size, 1), *at = list;
    for (int i = 0; list && i < count; i++)
        at += sprintf(at, "%s%s", i ? "," : "", names[i]);
    return list;
}

int cmd_requests(const cli_options *options, int count, char **arguments)
{
    int32_t confidence;
    cli_options to = *options;
    bool text = count > 1 && !options->output && (!options->format || strcmp(options->format, "text") == 0);
    if (confidence_of(options, &confidence))
        return EXIT_WRONG;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    char *list = text ? NULL : join(count - 1, arguments + 1);
    to.about = list && *list ? list : NULL;
    int status =
        text ? answer(model, options, confidence, count - 1, arguments + 1) : cli_report(model, "requests", &to, "text");
    free(list);
    isms_model_free(model);
    return status;
}

/* ------------------------------------------------------------------ from 2013 to 2022 */

static void print_draft(const isms_model *model, const isms_transition *t, const char *framework)
{
    size_t kinds[ISMS_CARRIED_KEPT + 1] = {0}, questions = isms_transition_question_count(t);
    for (size_t i = 0; i < questions; i++) {
        cli_print_location(model, isms_transition_question_record(t, i));
        printf("%s\n", isms_transition_question(t, i));
    }
    for (size_t i = 0; i < isms_transition_count(t); i++)
        kinds[isms_transition_kind_of(t, i)]++;
    printf("%sOf %zu %s%s: %zu from one of %s, %zu merged, %zu new, %zu without an entry, %zu kept as they are.\n"
           "%zu lists of records get new ids; %zu questions to decide.\n",
           questions ? "\n" : "", isms_transition_count(t), framework ? "requirements of " : "controls of 2022",
           framework ? framework : "", kinds[ISMS_CARRIED_ONE], framework ? "the edition before" : "2013",
           kinds[ISMS_CARRIED_MERGED], kinds[ISMS_CARRIED_NEW], kinds[ISMS_CARRIED_MISSING], kinds[ISMS_CARRIED_KEPT],
           isms_transition_list_count(t), questions);
}

static int carry(isms_model *model, const isms_transition *t, const cli_options *options)
{
    const char *soa = options->record ? options->record : options->framework ? "SOA-NEXT" : "SOA-2022";
    isms_status status = isms_transition_apply(t, model, soa, options->as_of);
    if (status == ISMS_E_EXISTS)
        return cli_wrong("there is a version %s already; --soa names another", soa);
    return status < 0 ? cli_failed("transition", status) : cli_save(model, options, options->output, options->to);
}

int cmd_transition(const cli_options *options, int count, char **arguments)
{
    (void)count;
    isms_transition *t = NULL;
    isms_model *model = cli_load(arguments[0], options);
    if (!model)
        return EXIT_WRONG;
    cli_options to = *options;
    to.about = options->framework;
    isms_status status = isms_transition_draft_framework(model, options->framework, NULL, &t);
    int exit_status = status == ISMS_E_NOT_FOUND ? cli_wrong("there is no framework %s", options->framework)
                      : status < 0               ? cli_failed(arguments[0], status)
                                                 : EXIT_FINE;
    if (exit_status == EXIT_FINE && options->format && !options->output)
        exit_status = cli_report(model, "transition", &to, "text");
    else if (exit_status == EXIT_FINE)
        print_draft(model, t, options->framework);
    if (exit_status == EXIT_FINE && options->output)
        exit_status = carry(model, t, options);
    if (exit_status == EXIT_FINE && isms_transition_question_count(t))
        exit_status = EXIT_FINDINGS;
    isms_transition_free(t);
    isms_model_free(model);
    return exit_status;
}
