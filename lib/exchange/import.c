/* Imports of registers: the calls, their transaction, the order of files, and what is told afterwards. */
#include "importer.h"

#include "core/input.h"
#include "fold.h"
#include "model/store.h"

#include <string.h>

/* Where the bytes of a file come from; a path is opened when its turn comes. */
typedef struct source {
    const char *name, *path;
    isms_read read;
    void *user;
    isms_import_profile rank;
} source;

static void set_default(uint64_t *value, uint64_t standard)
{
    if (!*value)
        *value = standard;
}

static isms_status copy_options(isms_import_options *ours, const isms_import_options *theirs)
{
    if (!isms__options_copy(ours, sizeof *ours, theirs))
        return ISMS_E_UNSUPPORTED;
    set_default(&ours->max_bytes, UINT64_C(1) << 30);
    set_default(&ours->max_field, 1u << 20);
    if (!ours->max_columns)
        ours->max_columns = 4096;
    return ISMS_OK;
}

static isms__csv_limits limits_of(const isms_import_options *o, const isms_model *m)
{
    uint64_t field = o->max_field < m->max_text ? o->max_field : m->max_text;
    if (field > (1u << 30))
        field = 1u << 30;
    return (isms__csv_limits){o->max_bytes, (size_t)field, (size_t)field * 8 + (1u << 20), o->max_columns};
}

/* ------------------------------------------------------------------ one file */

/* The file's name without folder and ending. */
static void name_system(isms__buffer *out, const char *name, const char *stated)
{
    if (stated) {
        isms__buffer_text(out, stated);
        return;
    }
    const char *slash = strrchr(name, '/');
    if (slash && slash[1])
        name = slash + 1;
    const char *dot = strrchr(name, '.');
    isms__buffer_add(out, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
    if (!out->size)
        isms__buffer_text(out, "import");
}

static void start(isms__importer *im, isms_model *m, const isms_import_options *options, isms_diagnostics *problems,
                  isms__import_file *file)
{
    memset(im, 0, sizeof *im);
    im->model = m;
    im->host = m->host;
    im->options = options;
    im->problems = problems;
    im->result = file;
    im->source = file->source;
    isms__buffer_init(&im->system, &im->host);
    isms__buffer_init(&im->headers, &im->host);
    isms__buffer_init(&im->scratch, &im->host);
    isms__buffer_init(&im->key, &im->host);
    isms__stage_init(&im->stage, &im->host);
    isms__map_init(&im->origins, &im->host, m->hash_seed);
    isms__map_init(&im->controls, &im->host, m->hash_seed);
    isms__map_init(&im->seen, &im->host, m->hash_seed);
    isms__map_init(&im->titles, &im->host, m->hash_seed);
    name_system(&im->system, file->source, options->system);
}

static void finish(isms__importer *im)
{
    isms__buffer_dispose(&im->system);
    isms__buffer_dispose(&im->headers);
    isms__buffer_dispose(&im->scratch);
    isms__buffer_dispose(&im->key);
    isms__stage_dispose(&im->stage);
    for (size_t i = 0; i < im->group_count; i++)
        isms__stage_dispose(&im->groups[i]);
    isms__release(&im->host, im->groups, im->group_capacity * sizeof *im->groups);
    isms__release(&im->host, im->columns, im->capacity * sizeof *im->columns);
    isms__release(&im->host, im->touched, im->touched_capacity * sizeof *im->touched);
    isms__map_dispose(&im->origins);
    isms__map_dispose(&im->controls);
    isms__map_dispose(&im->seen);
    isms__map_dispose(&im->titles);
}

static isms_status read_rows(isms__importer *im, isms__csv *csv)
{
    const isms__csv_record *record;
    isms_status status = isms__header_read(im, csv);
    if (status == ISMS_OK)
        status = isms__import_choose_scale(im);
    if (status == ISMS_OK)
        status = isms__row_index(im);
    while (status == ISMS_OK && (status = isms__csv_next(csv, &record)) == ISMS_OK)
        status = isms__row_read(im, record);
    return status == ISMS_DONE ? isms__rows_end(im) : status;
}

static void say_why(const isms__importer *im, isms_status status, const char *refusal)
{
    isms__where where = {NULL, NULL, im->source, 0, 0};
    if (refusal)
        isms__report(im->problems, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-HEADER", &where, "%s", refusal);
    else if (status == ISMS_E_LIMIT)
        isms__report(im->problems, ISMS_SEVERITY_ERROR, "ISMS-LIMIT-06", &where, "the file is larger than the limit");
    else if (status == ISMS_E_IO)
        isms__report(im->problems, ISMS_SEVERITY_ERROR, "ISMS-IO-01", &where, "the file cannot be read");
}

static isms_status import_source(isms__importer *im, isms_read read, void *user)
{
    isms__csv csv;
    isms__csv_limits limits = limits_of(im->options, im->model);
    isms_status status =
        isms__csv_open_told(&csv, &im->host, read, user, &limits, im->options->progress, im->options->progress_user);
    const char *refusal = csv.refusal;
    if (status == ISMS_OK)
        status = im->system.failed ? ISMS_E_NO_MEMORY : read_rows(im, &csv);
    isms__csv_close(&csv);
    if (status < 0)
        say_why(im, status, refusal);
    return status;
}

/* Reads one file inside a savepoint: it is taken as a whole or not at all. */
static isms_status import_one(isms_model *m, const isms_import_options *options, isms_diagnostics *problems, const source *s,
                              isms__import_file *out)
{
    isms__importer im;
    isms__file file = {NULL};
    isms_status status = isms_model_begin(m, NULL, NULL);
    if (status != ISMS_OK)
        return status;
    start(&im, m, options, problems, out);
    if (s->path && isms__file_open(&file, s->path) != ISMS_OK) {
        status = ISMS_E_IO;
        say_why(&im, status, NULL);
    } else {
        status = import_source(&im, s->path ? isms__file_read : s->read, s->path ? (void *)&file : s->user);
    }
    isms__file_close(&file);
    finish(&im);
    if (status < 0) {
        isms_model_rollback(m);
        out->rows = 0;
        memset(out->outcomes, 0, sizeof out->outcomes);
    } else {
        isms_model_commit(m);
        status = out->outcomes[ISMS_IMPORT_SKIPPED] ? ISMS_PARTIAL : ISMS_OK;
    }
    out->status = status;
    return status;
}

/* ------------------------------------------------------------------ several files */

/* The place of a file in the order of profiles; one whose profile is not clear comes last. */
static void rank(source *s, const isms_import_options *options, const isms_model *m)
{
    isms__file file = {NULL};
    isms__csv_limits limits = limits_of(options, m);
    s->rank = INT32_MAX;
    if (options->profile || !s->path || isms__file_open(&file, s->path) != ISMS_OK)
        return;
    isms_import_profile profile = isms__header_profile(&m->host, isms__file_read, &file, &limits);
    if (profile)
        s->rank = profile;
    isms__file_close(&file);
}

static bool ends_all(isms_status status)
{
    return status == ISMS_E_NO_MEMORY || status == ISMS_E_CANCELLED || status == ISMS_E_READ_ONLY || status == ISMS_E_INTERNAL;
}

/* The next file by rank, and by place where ranks are equal. */
static size_t next_source(const source *sources, size_t count, isms_import_profile *at, size_t *place)
{
    size_t best = count;
    for (size_t i = 0; i < count; i++) {
        bool after = sources[i].rank > *at || (sources[i].rank == *at && i >= *place);
        if (after && (best == count || sources[i].rank < sources[best].rank))
            best = i;
    }
    if (best < count) {
        *at = sources[best].rank;
        *place = best + 1;
    }
    return best;
}

static isms_status import_all(isms_model *m, const isms_import_options *options, isms_diagnostics *problems, source *sources,
                              size_t count, isms_import *result)
{
    isms_import_profile at = 0;
    size_t place = 0, taken = 0, whole = 0;
    isms_status first = ISMS_OK;
    for (size_t i = 0; count > 1 && i < count; i++)
        rank(&sources[i], options, m);
    for (size_t n = 0; n < count; n++) {
        size_t i = next_source(sources, count, &at, &place);
        isms_status status = import_one(m, options, problems, &sources[i], &result->files[i]);
        if (ends_all(status))
            return status;
        taken += status >= 0;
        whole += status == ISMS_OK;
        if (status < 0 && first == ISMS_OK)
            first = status;
    }
    return !taken ? first : whole == count ? ISMS_OK : ISMS_PARTIAL;
}

static isms_status new_result(const isms_allocator *host, const source *sources, size_t count, isms_import **out)
{
    isms_import *r = isms__allocate_zero(host, sizeof *r);
    *out = r;
    if (!r)
        return ISMS_E_NO_MEMORY;
    r->host = *host;
    r->files = isms__allocate_zero(host, count * sizeof *r->files);
    if (!r->files)
        return ISMS_E_NO_MEMORY;
    r->count = count;
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(sources[i].name) + 1;
        r->files[i].source = isms__allocate(host, size);
        if (!r->files[i].source)
            return ISMS_E_NO_MEMORY;
        memcpy(r->files[i].source, sources[i].name, size);
        r->files[i].source_size = size;
    }
    return ISMS_OK;
}

static isms_status check_names(const isms_model *m, const isms_import_options *o, isms_diagnostics *problems)
{
    char shown[ISMS__SHOWN];
    if (o->profile && !isms_import_profile_by_name(o->profile)) {
        isms__report(problems, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-HEADER", NULL, "there is no profile \"%s\"",
                     isms__shown(o->profile, strlen(o->profile), shown));
        return ISMS_E_NOT_FOUND;
    }
    if (o->scale && !isms__import_knows_scale(m, o->scale)) {
        isms__report(problems, ISMS_SEVERITY_ERROR, "ISMS-IMPORT-SCALE", NULL, "there is no scale or risk method \"%s\"",
                     isms__shown(o->scale, strlen(o->scale), shown));
        return ISMS_E_NOT_FOUND;
    }
    return ISMS_OK;
}

static isms_status run(isms_model *m, source *sources, size_t count, const isms_import_options *theirs,
                       isms_diagnostics *problems, isms_import **out)
{
    isms_import_options options;
    isms_import *result = NULL;
    if (out)
        *out = NULL;
    isms_status status = copy_options(&options, theirs);
    if (status != ISMS_OK)
        return status;
    status = isms_model_begin(m, NULL, "import of registers");
    if (status != ISMS_OK)
        return status;
    status = check_names(m, &options, problems);
    if (status == ISMS_OK)
        status = new_result(&m->host, sources, count, &result);
    if (status == ISMS_OK)
        status = import_all(m, &options, problems, sources, count, result);
    if (status < 0)
        isms_model_rollback(m);
    else
        isms_model_commit(m);
    if (status < 0 || !out)
        isms_import_free(result);
    else
        *out = result;
    return status;
}

isms_status isms_import_files(isms_model *model, const char *const *paths, size_t count, const isms_import_options *options,
                              isms_diagnostics *problems, isms_import **out)
{
    if (out)
        *out = NULL;
    if (!model || !paths || !count)
        return ISMS_E_MISUSE;
    for (size_t i = 0; i < count; i++)
        if (!paths[i])
            return ISMS_E_MISUSE;
    if (model->fixed || model->read_only)
        return ISMS_E_READ_ONLY;
    source *sources = count <= SIZE_MAX / sizeof *sources ? isms__allocate_zero(&model->host, count * sizeof *sources) : NULL;
    if (!sources)
        return ISMS_E_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        sources[i].name = sources[i].path = paths[i];
    isms_status status = run(model, sources, count, options, problems, out);
    isms__release(&model->host, sources, count * sizeof *sources);
    return status;
}

isms_status isms_import_file(isms_model *model, const char *path, const isms_import_options *options,
                             isms_diagnostics *problems, isms_import **out)
{
    return isms_import_files(model, &path, 1, options, problems, out);
}

isms_status isms_import_stream(isms_model *model, const char *name, isms_read read, void *user,
                               const isms_import_options *options, isms_diagnostics *problems, isms_import **out)
{
    source s = {.name = name, .read = read, .user = user};
    if (out)
        *out = NULL;
    if (!model || !name || !read)
        return ISMS_E_MISUSE;
    if (model->fixed || model->read_only)
        return ISMS_E_READ_ONLY;
    return run(model, &s, 1, options, problems, out);
}

isms_status isms_import_text(isms_model *model, const char *name, const char *text, size_t size,
                             const isms_import_options *options, isms_diagnostics *problems, isms_import **out)
{
    isms__memory memory = {text, size};
    if (out)
        *out = NULL;
    return text || !size ? isms_import_stream(model, name, isms__memory_read, &memory, options, problems, out) : ISMS_E_MISUSE;
}

/* ------------------------------------------------------------------ what was done */

void isms_import_free(isms_import *r)
{
    if (!r)
        return;
    isms_allocator host = r->host;
    for (size_t i = 0; i < r->count; i++) {
        isms__release(&host, r->files[i].source, r->files[i].source_size);
        isms__release(&host, r->files[i].kept, r->files[i].kept_size);
    }
    if (r->files)
        isms__release(&host, r->files, r->count * sizeof *r->files);
    isms__release(&host, r, sizeof *r);
}

static const isms__import_file *file_of(const isms_import *r, size_t i)
{
    return r && i < r->count ? &r->files[i] : NULL;
}

size_t isms_import_count(const isms_import *r)
{
    return r ? r->count : 0;
}

const char *isms_import_source(const isms_import *r, size_t i)
{
    const isms__import_file *f = file_of(r, i);
    return f ? f->source : "";
}

isms_status isms_import_status(const isms_import *r, size_t i)
{
    const isms__import_file *f = file_of(r, i);
    return f ? f->status : ISMS_E_RANGE;
}

isms_import_profile isms_import_profile_of(const isms_import *r, size_t i)
{
    const isms__import_file *f = file_of(r, i);
    return f ? f->profile : 0;
}

uint64_t isms_import_rows(const isms_import *r, size_t i)
{
    const isms__import_file *f = file_of(r, i);
    return f ? f->rows : 0;
}

uint64_t isms_import_rows_of(const isms_import *r, size_t i, isms_import_outcome outcome)
{
    const isms__import_file *f = file_of(r, i);
    return f && outcome >= ISMS_IMPORT_CREATED && outcome <= ISMS_IMPORT_NAMED ? f->outcomes[outcome] : 0;
}

const char *isms_import_kept_column(const isms_import *r, size_t i, size_t k)
{
    const isms__import_file *f = file_of(r, i);
    const char *at = f ? f->kept : NULL, *end = at ? at + f->kept_size : NULL;
    for (; at && at < end && k > 0; k--)
        at += strlen(at) + 1;
    return at && at < end ? at : "";
}
