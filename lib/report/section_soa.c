/* Report sections on the Statement of Applicability: always a row for each control, and the checks that prove it complete. */
#include "section.h"

#include "schema/schema.h"

#include <isms/soa.h>

/* The columns that a reader wants, in the order of the document; the rest is for programs. */
static const isms_soa_column shown[] = {
    ISMS_SOA_COLUMN_CONTROL,        ISMS_SOA_COLUMN_TITLE,       ISMS_SOA_COLUMN_THEME,           ISMS_SOA_COLUMN_APPLICABLE,
    ISMS_SOA_COLUMN_NEEDED,         ISMS_SOA_COLUMN_REASONS,     ISMS_SOA_COLUMN_DERIVED_REASONS, ISMS_SOA_COLUMN_JUSTIFICATION,
    ISMS_SOA_COLUMN_FLAGS,          ISMS_SOA_COLUMN_STATUS,      ISMS_SOA_COLUMN_DERIVED_STATUS,  ISMS_SOA_COLUMN_DUE_ON,
    ISMS_SOA_COLUMN_IMPLEMENTATION, ISMS_SOA_COLUMN_RESPONSIBLE, ISMS_SOA_COLUMN_MEASURES,        ISMS_SOA_COLUMN_EVIDENCE,
    ISMS_SOA_COLUMN_DOCUMENTS,      ISMS_SOA_COLUMN_RISKS,       ISMS_SOA_COLUMN_MATURITY,        ISMS_SOA_COLUMN_REVIEWED_ON,
    ISMS_SOA_COLUMN_DISAGREEMENT,   ISMS_SOA_COLUMN_PROBLEMS};

enum { SHOWN = sizeof shown / sizeof shown[0] };

static const char *const columns[SHOWN + 1] = {
    "control",       "title",    "theme",     "applicable",     "needed",   "reasons",        "derived_reasons",
    "justification", "flags",    "status",    "derived_status", "due_on",   "implementation", "responsible",
    "measures",      "evidence", "documents", "risks",          "maturity", "reviewed_on",    "disagreement",
    "problems",      NULL};

static isms_status build(const isms__report_job *job, isms_soa **out)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    options.as_of = job->options.as_of;
    options.allocator = job->a;
    options.version = isms_find(job->model, ISMS_SOA, job->options.about);
    if (job->options.about && !options.version)
        return ISMS_E_NOT_FOUND;
    return isms_soa_build(job->model, &options, out);
}

static void add_day(isms__buffer *out, const char *before, isms_day day)
{
    if (!day)
        return;
    isms__buffer_text(out, before);
    isms__buffer_day(out, day);
}

/* Whose it is, which version, who approved it, for which day, and the hash of its facts. */
static isms_status head(const isms__report_job *job, const isms_soa *soa, isms__buffer *out)
{
    char hash[65];
    isms_status status = isms_soa_hash(soa, hash);
    const char *organization = isms_text(job->model, isms_header(job->model), ISMS_HEADER_ORGANIZATION);
    const char *version = isms_soa_version_text(soa), *by = isms_soa_approved_by(soa);
    if (organization)
        isms__buffer_print(out, "%s, ", organization);
    isms__buffer_print(out, "%s%s, %s%s", *version ? "version " : "version not stated", version,
                       isms_soa_approved_on(soa) ? "approved by " : "not approved", isms_soa_approved_on(soa) ? by : "");
    add_day(out, " on ", isms_soa_approved_on(soa));
    add_day(out, ", state of ", isms_soa_as_of(soa));
    isms__buffer_print(out, ", sha256 %s\n", hash);
    return status;
}

static void add_totals(const isms_soa *soa, const char *name, int32_t theme, isms__buffer *out)
{
    static const struct {
        int32_t what;
        const char *words;
    } totals[] = {{ISMS_SOA_TOTAL_APPLICABLE, "applicable"},    {ISMS_SOA_TOTAL_EXCLUDED, "excluded"},
                  {ISMS_SOA_TOTAL_UNDECIDED, "undecided"},      {ISMS_SOA_TOTAL_IMPLEMENTED, "implemented"},
                  {ISMS_SOA_TOTAL_SHOWN, "of these shown"},     {ISMS_SOA_TOTAL_PARTIAL, "partly implemented"},
                  {ISMS_SOA_TOTAL_PLANNED, "planned"},          {ISMS_SOA_TOTAL_NONE, "not in place"},
                  {ISMS_SOA_TOTAL_UNKNOWN, "of unknown status"}};
    size_t rows = isms_soa_total(soa, theme, ISMS_SOA_TOTAL_ROWS);
    if (!rows)
        return;
    isms__buffer_print(out, "%s: %zu controls", name, rows);
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
        size_t n = isms_soa_total(soa, theme, totals[i].what);
        if (n)
            isms__buffer_print(out, ", %zu %s", n, totals[i].words);
    }
    isms__buffer_char(out, '\n');
}

/* The checks that came out so; their section says why. */
static void add_checks(const isms_soa *soa, isms_soa_check_state state, const char *what, isms__buffer *out)
{
    for (size_t c = 0; c < isms_soa_check_count(soa); c++)
        if (isms_soa_check_state_of(soa, c) == state) {
            isms__buffer_print(out, "%s%s", what, isms_soa_check_rule(soa, c));
            what = ", ";
        }
}

static isms_status lead(const isms__report_job *job, const isms_soa *soa, isms__buffer *out)
{
    isms_status status = head(job, soa, out);
    for (int32_t theme = isms__value_next(ISMS_ENUM_THEME, 0); theme; theme = isms__value_next(ISMS_ENUM_THEME, theme))
        add_totals(soa, isms__value_name(ISMS_ENUM_THEME, theme), theme, out);
    add_totals(soa, "added", -1, out);
    isms__buffer_text(out, isms_soa_is_complete(soa) ? "Complete" : "Not shown to be complete");
    add_checks(soa, ISMS_SOA_CHECK_FIRED, "; wrong: ", out);
    add_checks(soa, ISMS_SOA_CHECK_NOT_DETERMINED, "; not determined: ", out);
    isms__buffer_print(out, ". It rests on %s\n", isms_soa_summary(soa));
    return status;
}

isms_status isms__section_soa(const isms__report_job *job, isms__table *out)
{
    isms_soa *soa = NULL;
    isms_status status = build(job, &soa);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", columns);
    status = lead(job, soa, &out->lead);
    for (size_t row = 0; row < isms_soa_count(soa); row++)
        for (size_t i = 0; i < SHOWN; i++)
            isms__table_cell(out, isms_soa_text(soa, row, shown[i]));
    isms_soa_free(soa);
    return status;
}

isms_status isms__section_soa_checks(const isms__report_job *job, isms__table *out)
{
    static const char *const check_columns[] = {"rule", "asks", "result", "looked_at", "found", "because", NULL};
    isms_soa *soa = NULL;
    isms_status status = build(job, &soa);
    if (status != ISMS_OK)
        return status;
    isms__table_start(out, job->a, "", check_columns);
    for (size_t c = 0; c < isms_soa_check_count(soa); c++) {
        isms__table_cell(out, isms_soa_check_rule(soa, c));
        isms__table_cell(out, isms_soa_check_question(soa, c));
        isms__table_cell(out, isms_soa_check_state_name(isms_soa_check_state_of(soa, c)));
        isms__table_number(out, (int64_t)isms_soa_check_looked_at(soa, c));
        isms__table_number(out, (int64_t)isms_soa_problem_count(soa, c));
        isms__buffer_text(&out->text, isms_soa_check_message(soa, c));
        for (size_t i = 0; i < isms_soa_problem_count(soa, c); i++)
            isms__buffer_print(&out->text, " %s", isms_soa_problem_text(soa, c, i));
        isms__table_built(out);
    }
    isms_soa_free(soa);
    return ISMS_OK;
}
