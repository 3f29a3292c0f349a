/* One row: is it whole, what do its cells say, which record is it. */
#include "importer.h"

#include "core/text.h"
#include "fold.h"
#include "schema/schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void isms__import_say(const isms__importer *im, isms_severity severity, const char *rule, const isms__register_column *c,
                      const char *format, ...)
{
    char message[600], record[ISMS__SHOWN + 80], key[ISMS__SHOWN], header[ISMS__SHOWN];
    va_list args;
    if (!im->problems)
        return;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    snprintf(record, sizeof record, "%s %s", isms_type_name(im->profile->type),
             isms__shown(isms__buffer_c(&im->key), im->key.size, key));
    isms__where where = {key[0] ? record : NULL, NULL, im->source, c ? im->cell_line : im->line, c ? im->cell_column : 1};
    if (c && c->attribute)
        where.attribute = isms__attribute_path(c->attribute);
    if (c)
        isms__report(im->problems, severity, rule, &where, "column \"%s\": %s",
                     isms__shown(im->headers.data + c->header, c->size, header), message);
    else
        isms__report(im->problems, severity, rule, &where, "%s", message);
}

/* ------------------------------------------------------------------ cells */

static const char *wanted(const isms__register_column *c)
{
    static const char *const kinds[] = {[ISMS_KIND_INTEGER] = "a whole number",
                                        [ISMS_KIND_REAL] = "a number",
                                        [ISMS_KIND_MONEY] = "an amount with a currency",
                                        [ISMS_KIND_BOOLEAN] = "yes or no",
                                        [ISMS_KIND_DATE] = "a date that can be one day only",
                                        [ISMS_KIND_ENUM] = "one of the values that the attribute has",
                                        [ISMS_KIND_TABLE] = NULL};
    static const char *const ways[] = {[ISMS__HOW_MONTHS] = "a number of months",
                                       [ISMS__HOW_HOURS] = "a span of time",
                                       [ISMS__HOW_POSITION] = "a step of the scale",
                                       [ISMS__HOW_CRITERION] = "a whole number",
                                       [ISMS__HOW_MIXED] = NULL};
    isms_kind kind = isms__attribute_kind(c->attribute);
    const char *way = c->is ? ways[c->is->how] : NULL;
    return way ? way : kinds[kind] ? kinds[kind] : "what the attribute holds";
}

/* Reads a cell; what is not read as it is stays with the record as written. */
static void read_cell(isms__importer *im, size_t i, const isms__csv_field *field)
{
    isms__register_column *c = &im->columns[i];
    size_t size = field->size;
    const char *text = isms__trim(field->text, &size);
    char shown[ISMS__SHOWN];
    im->cell_line = field->line;
    im->cell_column = field->column;
    if (!size)
        return;
    if (c->title)
        isms__stage_text(&im->stage, c->title, text, size);
    isms__reading r = isms__cell_read(im, i, text, size);
    if (r != ISMS__READ)
        isms__stage_keep(&im->stage, i, text, size);
    if (r == ISMS__NOT_READ)
        isms__import_say(im, ISMS_SEVERITY_WARNING, "ISMS-IMPORT-VALUE", c, "\"%s\" is not %s; it is kept as written",
                         isms__shown(text, size, shown), wanted(c));
    if (r == ISMS__NOTHING)
        isms__import_say(im, ISMS_SEVERITY_NOTE, "ISMS-IMPORT-VALUE", c, "\"%s\" gives no value; it is kept as written",
                         isms__shown(text, size, shown));
    c->words += r == ISMS__READ_WORDS;
}

/* ------------------------------------------------------------------ the key */

/* The control that a row of a Statement of Applicability is about, in its canonical form, is the key too. */
static void read_control_key(isms__importer *im, size_t i, const isms__csv_field *field)
{
    const isms__register_column *c = &im->columns[i];
    size_t size = field->size;
    const char *text = isms__trim(field->text, &size);
    im->cell_line = field->line;
    im->cell_column = field->column;
    if (!size)
        return;
    isms__reading r = isms__read_requirements(im, c, text, size);
    if (r == ISMS__READ_WORDS)
        isms__stage_text(&im->stage, c->attribute, text, size < ISMS__TOKEN_MOST ? size : ISMS__TOKEN_MOST);
    if (r == ISMS__READ_PARTLY)
        isms__stage_keep(&im->stage, i, text, size);
    for (size_t k = 0; k < im->stage.count; k++)
        if (im->stage.values[k].attribute == c->attribute)
            isms__buffer_text(&im->key, im->stage.texts.data + im->stage.values[k].text);
}

static void read_key(isms__importer *im, const isms__csv_record *r)
{
    isms__buffer_clear(&im->key);
    for (size_t i = 0; i < im->count; i++) {
        const isms__profile_column *p = im->columns[i].is;
        size_t size = r->fields[i].size;
        const char *text = isms__trim(r->fields[i].text, &size);
        if (p && p->how == ISMS__HOW_KEY)
            isms__buffer_add(&im->key, text, size);
        else if (p && p->how == ISMS__HOW_CONTROL_KEY)
            read_control_key(im, i, &r->fields[i]);
    }
}

/* A register without ids: the cells that make a row what it is make its key; failing that, its place. */
static void derive_key(isms__importer *im, const isms__csv_record *r)
{
    for (size_t i = 0; i < im->count; i++) {
        const isms__register_column *c = &im->columns[i];
        size_t size = r->fields[i].size;
        const char *text = isms__trim(r->fields[i].text, &size);
        if (!size || !c->is || !((c->is->flags & ISMS__NATURAL) || c->title))
            continue;
        if (im->key.size)
            isms__buffer_char(&im->key, ' ');
        isms__buffer_add(&im->key, text, size);
    }
    if (!im->key.size && !im->key.failed)
        isms__buffer_print(&im->key, "%s row %llu", isms_type_name(im->profile->type), (unsigned long long)im->result->rows);
}

/* ------------------------------------------------------------------ stored scores */

static bool staged_integer(const isms__importer *im, const char *stage, const char *tail, int64_t *out)
{
    char path[60];
    size_t n = strlen(stage);
    memcpy(path, stage, n);
    memcpy(path + n, tail, strlen(tail) + 1);
    isms_attribute a = isms__attribute_by_path(im->profile->type, path);
    for (size_t i = 0; a && i < im->stage.count; i++)
        if (im->stage.values[i].attribute == a) {
            *out = im->stage.values[i].integer;
            return true;
        }
    return false;
}

/* Recomputed and compared, never overwritten: a score that differs says that register and scale are not one. */
static void compare_scores(isms__importer *im, const isms__csv_record *r)
{
    for (size_t i = 0; i < im->count; i++) {
        const isms__register_column *c = &im->columns[i];
        char shown[ISMS__SHOWN];
        int64_t likelihood, impact;
        double score;
        size_t size = r->fields[i].size;
        const char *text = isms__trim(r->fields[i].text, &size);
        if (!c->is || c->is->how != ISMS__HOW_SCORE || !isms__read_number(text, size, &score) ||
            !staged_integer(im, c->is->extra, ".likelihood", &likelihood) ||
            !staged_integer(im, c->is->extra, ".impact", &impact) || likelihood < 0 || likelihood > 1000 || impact < 0 ||
            impact > 1000)
            continue;
        double product = (double)(likelihood * impact);
        im->cell_line = r->fields[i].line;
        im->cell_column = r->fields[i].column;
        if (score < product || score > product)
            isms__import_say(im, ISMS_SEVERITY_WARNING, "ISMS-IMPORT-SCORE", c,
                             "the score %s is not likelihood %lld times impact %lld", isms__shown(text, size, shown),
                             (long long)likelihood, (long long)impact);
    }
}

/* ------------------------------------------------------------------ rows */

static bool is_blank(const isms__csv_record *r)
{
    for (size_t i = 0; i < r->count; i++) {
        size_t size = r->fields[i].size;
        isms__trim(r->fields[i].text, &size);
        if (size)
            return false;
    }
    return !r->fault;
}

/* Cells beyond the header that are empty do no harm; anything else is misplaced, and nobody knows where. */
static size_t first_extra(const isms__importer *im, const isms__csv_record *r)
{
    size_t i = im->count;
    while (i < r->count && r->fields[i].size == 0)
        i++;
    return i;
}

static isms_status skip(isms__importer *im)
{
    im->result->outcomes[ISMS_IMPORT_SKIPPED]++;
    return ISMS_OK;
}

static isms_status skip_fault(isms__importer *im, const isms__csv_record *r)
{
    static const char *const faults[] = {[ISMS__CSV_UNTERMINATED] = "a quote is opened and not closed",
                                         [ISMS__CSV_AFTER_QUOTE] =
                                             "a quoted cell is followed by more text, or a quote is not closed",
                                         [ISMS__CSV_LONG] = "a cell or the row is longer than the limit",
                                         [ISMS__CSV_MANY] = "more cells than the limit",
                                         [ISMS__CSV_NONCHARACTER] = "a noncharacter of Unicode may not stand in a text"};
    isms__where where = {NULL, NULL, im->source, r->fault_line, r->fault_column};
    if (r->fault == ISMS__CSV_ENCODING)
        isms__report(im->problems, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-ROW", &where,
                     "byte 0x%02x is not UTF-8, as in a file saved as Windows-1252; save it as UTF-8. The row is left out",
                     r->fault_byte);
    else if (r->fault == ISMS__CSV_CHARACTER)
        isms__report(im->problems, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-ROW", &where,
                     "the control character 0x%02x may not stand in a text; the row is left out", r->fault_byte);
    else
        isms__report(im->problems, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-ROW", &where, "%s; the row is left out", faults[r->fault]);
    return skip(im);
}

static isms_status skip_ragged(isms__importer *im, const isms__csv_record *r)
{
    size_t extra = first_extra(im, r);
    isms__where where = {NULL, NULL, im->source, r->line, 1};
    if (extra < r->count) {
        where.line = r->fields[im->count].line;
        where.column = r->fields[im->count].column;
    }
    isms__report(im->problems, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-ROW", &where,
                 "%zu cells under %zu columns: %s stands in a text without quotes, it seems; the row is left out", r->count,
                 im->count, extra < r->count ? "a separator" : "a line break");
    return skip(im);
}

/* The stage of a row: cells, and what profile and method say of every record. */
static void fill_stage(isms__importer *im, const isms__csv_record *r)
{
    for (size_t i = 0; i < im->count; i++) {
        const isms__profile_column *p = im->columns[i].is;
        if (!p || (p->how != ISMS__HOW_KEY && p->how != ISMS__HOW_CONTROL_KEY))
            read_cell(im, i, &r->fields[i]);
    }
    if (im->fixed)
        isms__stage_integer(&im->stage, im->fixed, im->fixed_value);
    if (im->method_stated) {
        const char *key = isms_record_key(im->model, im->method);
        isms__stage_key(&im->stage, ISMS_RISK_METHOD, key, strlen(key));
    }
    if (isms__import_multiplies(im))
        compare_scores(im, r);
}

/* The group of a key: the stage that gathers the rows of one record. */
static isms_status add_to_group(isms__importer *im)
{
    const uint64_t *number = isms__map_find(&im->seen, im->key.data, im->key.size);
    if (number) {
        im->result->outcomes[ISMS_IMPORT_MERGED]++;
        isms__stage_join(&im->groups[*number], &im->stage);
        return im->groups[*number].failed ? ISMS_E_NO_MEMORY : ISMS_OK;
    }
    if (!isms__reserve(&im->host, (void **)&im->groups, &im->group_capacity, im->group_count + 1, sizeof *im->groups) ||
        !isms__map_put(&im->seen, im->key.data, im->key.size, im->group_count))
        return ISMS_E_NO_MEMORY;
    isms__stage *group = &im->groups[im->group_count++];
    isms__stage_init(group, &im->host);
    isms__stage_keep(group, SIZE_MAX, im->key.data, im->key.size); /* the key, for no column */
    isms__stage_join(group, &im->stage);
    return group->failed ? ISMS_E_NO_MEMORY : ISMS_OK;
}

static isms_status is_fresh(isms__importer *im, bool *fresh)
{
    const uint64_t *before = isms__map_find(&im->seen, im->key.data, im->key.size);
    *fresh = !before;
    if (!before)
        return isms__map_put(&im->seen, im->key.data, im->key.size, im->line) ? ISMS_OK : ISMS_E_NO_MEMORY;
    isms__import_say(im, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-ID", NULL, "line %llu has the same id; this row is left out",
                     (unsigned long long)*before);
    return ISMS_OK;
}

static isms_status write_stage(isms__importer *im, const isms__stage *stage)
{
    isms_import_outcome outcome;
    isms_status status = isms__record_write(im, stage, &outcome);
    if (status == ISMS_OK)
        im->result->outcomes[outcome]++;
    return status;
}

static isms_status read_sound(isms__importer *im, const isms__csv_record *r)
{
    bool fresh = true;
    isms__stage_clear(&im->stage);
    read_key(im, r);
    im->derived = im->key.size == 0;
    if (im->derived)
        derive_key(im, r);
    if (im->key.failed)
        return ISMS_E_NO_MEMORY;
    bool grouped = im->profile->flags & ISMS__GROUPED;
    isms_status status = grouped ? ISMS_OK : is_fresh(im, &fresh);
    if (status != ISMS_OK || !fresh)
        return status == ISMS_OK ? skip(im) : status;
    fill_stage(im, r);
    if (im->stage.failed)
        return ISMS_E_NO_MEMORY;
    if (im->status != ISMS_OK)
        return im->status;
    return grouped ? add_to_group(im) : write_stage(im, &im->stage);
}

/* What ends the whole import; anything else costs the row. */
static bool is_fatal(isms_status status)
{
    return status == ISMS_E_NO_MEMORY || status == ISMS_E_CANCELLED || status == ISMS_E_READ_ONLY || status == ISMS_E_INTERNAL;
}

/* Runs one row or group inside a savepoint, so that a record that the model refuses leaves nothing behind. */
static isms_status in_savepoint(isms__importer *im, isms_status (*run)(isms__importer *, const void *), const void *what)
{
    uint64_t named = im->result->outcomes[ISMS_IMPORT_NAMED];
    isms_status status = isms_model_begin(im->model, NULL, NULL);
    if (status != ISMS_OK)
        return status;
    status = run(im, what);
    if (status >= 0)
        return isms_model_commit(im->model);
    isms_model_rollback(im->model);
    if (is_fatal(status))
        return status;
    im->status = ISMS_OK;
    im->result->outcomes[ISMS_IMPORT_NAMED] = named;
    isms__forget_titles(im);
    isms__import_say(im, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-ROW", NULL, "the model refused it: %s; the row is left out",
                     isms_status_text(status));
    if (im->key.size && !isms__map_put(&im->origins, im->key.data, im->key.size, 0))
        return ISMS_E_NO_MEMORY;
    return skip(im);
}

static isms_status run_row(isms__importer *im, const void *record)
{
    return read_sound(im, record);
}

static isms_status run_group(isms__importer *im, const void *group)
{
    return write_stage(im, group);
}

isms_status isms__row_read(isms__importer *im, const isms__csv_record *r)
{
    if (is_blank(r))
        return ISMS_OK;
    im->result->rows++;
    im->line = r->line;
    isms__buffer_clear(&im->key);
    if (r->fault)
        return skip_fault(im, r);
    if (r->count < im->count || first_extra(im, r) < r->count)
        return skip_ragged(im, r);
    return in_savepoint(im, run_row, r);
}

/* ------------------------------------------------------------------ when the last row has come */

static void tell_words(isms__importer *im)
{
    im->cell_line = im->header_line;
    im->cell_column = 0;
    isms__buffer_clear(&im->key);
    for (size_t i = 0; i < im->count; i++)
        if (im->columns[i].words)
            isms__import_say(im, ISMS_SEVERITY_NOTE, "ISMS-IMPORT-VALUE", &im->columns[i],
                             "%llu cells hold words instead of ids that are known; they are kept as written",
                             (unsigned long long)im->columns[i].words);
}

static bool keeps_column(const isms__register_column *c)
{
    return !c->is || c->is->how == ISMS__HOW_RAW || c->is->how == ISMS__HOW_SCORE;
}

/* Columns that no attribute holds: listed once, in a note and in the result. */
static isms_status tell_kept(isms__importer *im)
{
    isms__buffer list, kept;
    isms__buffer_init(&list, &im->host);
    isms__buffer_init(&kept, &im->host);
    for (size_t i = 0; i < im->count; i++) {
        const isms__register_column *c = &im->columns[i];
        if (!keeps_column(c))
            continue;
        isms__buffer_text(&list, list.size ? ", " : "");
        isms__buffer_text(&list, im->headers.data + c->header);
        isms__buffer_add(&kept, im->headers.data + c->header, c->size + 1);
    }
    isms__where where = {NULL, NULL, im->source, im->header_line, 1};
    if (list.size)
        isms__report(im->problems, ISMS_SEVERITY_NOTE, "ISMS-IMPORT-COLUMN", &where, "kept with the records as written: %s",
                     isms__buffer_c(&list));
    isms_status status = list.failed || kept.failed ? ISMS_E_NO_MEMORY : ISMS_OK;
    if (status == ISMS_OK && kept.size) {
        im->result->kept = isms__allocate(&im->host, kept.size);
        if (im->result->kept) {
            memcpy(im->result->kept, kept.data, kept.size);
            im->result->kept_size = kept.size;
        } else {
            status = ISMS_E_NO_MEMORY;
        }
    }
    isms__buffer_dispose(&list);
    isms__buffer_dispose(&kept);
    return status;
}

isms_status isms__rows_end(isms__importer *im)
{
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < im->group_count && status == ISMS_OK; i++) {
        const isms__stage *group = &im->groups[i];
        isms__buffer_clear(&im->key);
        isms__buffer_add(&im->key, group->texts.data + group->kept[0].text, group->kept[0].size);
        status = im->key.failed ? ISMS_E_NO_MEMORY : in_savepoint(im, run_group, group);
    }
    if (status != ISMS_OK)
        return status;
    tell_words(im);
    status = tell_kept(im);
    return status == ISMS_OK ? isms__partial_update(im) : status;
}
