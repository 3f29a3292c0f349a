/* Reading documents into models and writing models out: the calls that a host sees, over the table of formats. */
#include "adopt.h"
#include "core/blob.h"
#include "core/input.h"
#include "core/number.h"
#include "core/text.h"
#include "format.h"
#include "json_scan.h"
#include "save.h"

#include <string.h>

static uint64_t limit(uint64_t given, uint64_t otherwise, uint64_t most)
{
    uint64_t value = given ? given : otherwise;
    return value < most ? value : most;
}

/* The host's options with the defaults filled in. */
static isms_status take_read_options(isms_read_options *o, const isms_read_options *given, const isms_allocator *otherwise)
{
    static const isms_read_options defaults = ISMS_READ_OPTIONS_INIT;
    if (!isms__options_copy(o, sizeof *o, given ? given : &defaults) ||
        (o->flags & ~(ISMS_READ_UPDATE | ISMS_READ_STRICT | ISMS_READ_ORIGINS)))
        return ISMS_E_UNSUPPORTED;
    o->allocator = isms__allocator_or_default(o->allocator ? o->allocator : otherwise);
    if (!o->allocator)
        return ISMS_E_MISUSE;
    o->max_bytes = limit(o->max_bytes, UINT64_C(64) << 30, UINT64_MAX);
    o->max_record_bytes = limit(o->max_record_bytes, 64u << 20, 512u << 20);
    o->max_records = limit(o->max_records, 16000000, UINT64_MAX);
    o->max_text = limit(o->max_text, 1u << 20, 1u << 30);
    o->max_values = limit(o->max_values, 1000000, 1u << 28);
    o->max_depth = (uint32_t)limit(o->max_depth, 64, ISMS__JSON_DEPTH_MOST);
    return ISMS_OK;
}

/* ------------------------------------------------------------------ reading */

/* At the first byte, before a format has taken the document over. */
static isms_status refuse(isms__problem problem, const isms_read_options *o, isms_diagnostics *problems, const char *message)
{
    isms__where where = {.source = o->source, .line = 1, .column = 1};
    isms__report(problems, ISMS_SEVERITY_ERROR, isms__problem_rule(problem), &where, "%s", message);
    return isms__problem_status(problem);
}

static isms_status refuse_format(const isms_read_options *o, isms_diagnostics *problems, const char *message)
{
    return refuse(ISMS__PROBLEM_FORMAT, o, problems, message);
}

static const char left_out[] = "XML is not part of this build of the library (ISMS_WITH_XML)";

/* By its name, or else by what the document starts with. */
static isms_status find_format(const char *name, isms__window *w, const isms_read_options *o, isms_diagnostics *problems,
                               const isms__format **out)
{
    *out = isms__format_named(name);
    if (*out)
        return ISMS_OK;
    if (name)
        return refuse_format(o, problems, isms__format_left_out(name, NULL, 0) ? left_out : "no format has that name");
    isms_status status = isms__window_more(w);
    if (status == ISMS_E_LIMIT)
        return refuse(ISMS__PROBLEM_LONG_DOCUMENT, o, problems, "the document is longer than the limit allows");
    if (status == ISMS_E_IO)
        return refuse(ISMS__PROBLEM_READING, o, problems, "reading failed");
    if (status < 0)
        return status;
    *out = isms__format_of_content(w->at, (size_t)(w->end - w->at));
    if (*out)
        return ISMS_OK;
    bool without = isms__format_left_out(NULL, w->at, (size_t)(w->end - w->at));
    return refuse_format(o, problems,
                         without           ? left_out
                         : w->at == w->end ? "the document is empty"
                                           : "the format is not recognised");
}

static isms_status read_window(isms_model *m, const isms__format *format, isms__window *w, const isms_read_options *o,
                               isms_diagnostics *problems)
{
    isms__load load;
    isms__locale locale;
    if (!isms__locale_enter(&locale))
        return ISMS_E_NO_MEMORY;
    isms_status status = isms__load_start(&load, m, o, problems);
    if (status == ISMS_OK)
        status = isms__load_end(&load, format->read(&load, w));
    isms__locale_leave(&locale);
    return status;
}

static isms_status read_plain(isms_model *m, const char *format_name, isms_read read, void *user, const isms_read_options *o,
                              isms_diagnostics *problems)
{
    isms__window window;
    const isms__format *format = NULL;
    isms_status status = isms__window_start(&window, o->allocator, read, user);
    if (status != ISMS_OK)
        return status;
    window.max_bytes = o->max_bytes;
    window.max_window = (size_t)o->max_record_bytes;
    window.progress = o->progress;
    window.progress_user = o->user;
    status = find_format(format_name, &window, o, problems, &format);
    if (status == ISMS_OK)
        status = read_window(m, format, &window, o, problems);
    isms__window_dispose(&window);
    return status;
}

/* The document becomes a model of its own first, whose records then find theirs. */
static isms_status read_by_origin(isms_model *m, const char *format_name, isms_read read, void *user,
                                  const isms_read_options *o, isms_diagnostics *problems)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_read_options first = *o;
    isms_model *part = NULL;
    options.allocator = o->allocator;
    options.max_records = m->max_records;
    options.max_text = m->max_text;
    options.max_list = m->max_list;
    options.extension = m->extension;
    first.flags = o->flags & ISMS_READ_STRICT;
    isms_status status = isms_model_new(&options, &part);
    if (status == ISMS_OK)
        status = read_plain(part, format_name, read, user, &first, problems);
    if (status == ISMS_OK)
        status = isms__adopt(m, part, o, problems);
    isms_model_free(part);
    return status;
}

/* `o` is complete. */
static isms_status read_into(isms_model *m, const char *format_name, isms_read read, void *user, const isms_read_options *o,
                             isms_diagnostics *problems)
{
    return (o->flags & ISMS_READ_ORIGINS ? read_by_origin : read_plain)(m, format_name, read, user, o, problems);
}

isms_status isms_model_read(isms_model *m, const char *format, isms_read read, void *user, const isms_read_options *given,
                            isms_diagnostics *problems)
{
    isms_read_options o;
    if (!m || !read)
        return ISMS_E_MISUSE;
    if (isms_model_is_read_only(m))
        return ISMS_E_READ_ONLY;
    isms_status status = take_read_options(&o, given, &m->host);
    return status == ISMS_OK ? read_into(m, format ? format : o.format, read, user, &o, problems) : status;
}

isms_status isms_model_read_text(isms_model *m, const char *format, const char *bytes, size_t size,
                                 const isms_read_options *options, isms_diagnostics *problems)
{
    isms__memory memory = {bytes, size};
    return bytes || !size ? isms_model_read(m, format, isms__memory_read, &memory, options, problems) : ISMS_E_MISUSE;
}

/* The path as a name for diagnostics; bytes that are no text are shown as '?'. */
static void show_path(const char *path, char *out, size_t room)
{
    size_t n = strlen(path), used = 0;
    for (size_t i = 0; i < n && used + 4 < room;) {
        size_t size = isms__text_character(path + i, n - i);
        if (size)
            memcpy(out + used, path + i, size);
        else
            out[used] = '?';
        used += size ? size : 1;
        i += size ? size : 1;
    }
    out[used] = '\0';
}

isms_status isms_model_read_file(isms_model *m, const char *path, const isms_read_options *given, isms_diagnostics *problems)
{
    isms_read_options o;
    isms__file file;
    char name[1024];
    if (!m || !path)
        return ISMS_E_MISUSE;
    if (isms_model_is_read_only(m))
        return ISMS_E_READ_ONLY;
    isms_status status = take_read_options(&o, given, &m->host);
    if (status != ISMS_OK)
        return status;
    show_path(path, name, sizeof name);
    if (!o.source)
        o.source = name;
    status = isms__file_open(&file, path);
    if (status != ISMS_OK) {
        isms__where where = {.source = o.source};
        isms__report(problems, ISMS_SEVERITY_ERROR, isms__problem_rule(ISMS__PROBLEM_READING), &where,
                     "the file cannot be opened");
        return status;
    }
    status = read_into(m, o.format ? o.format : isms_format_by_path(path), isms__file_read, &file, &o, problems);
    isms__file_close(&file);
    return status;
}

isms_status isms_model_open(const char *path, const isms_read_options *given, isms_diagnostics *problems, isms_model **out)
{
    isms_read_options o;
    isms_model_options model = ISMS_MODEL_OPTIONS_INIT;
    isms_model *m = NULL;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!path)
        return ISMS_E_MISUSE;
    isms_status status = take_read_options(&o, given, given && given->model ? given->model->allocator : NULL);
    if (status != ISMS_OK)
        return status;
    if (o.model && !isms__options_copy(&model, sizeof model, o.model))
        return ISMS_E_UNSUPPORTED;
    model.struct_size = sizeof model;
    model.allocator = model.allocator ? model.allocator : o.allocator;
    model.max_text = model.max_text ? model.max_text : o.max_text;
    status = isms_model_new(&model, &m);
    if (status == ISMS_OK)
        status = isms_model_read_file(m, path, given, problems);
    if (status == ISMS_OK)
        status = isms_model_forget(m);
    if (status != ISMS_OK) {
        isms_model_free(m);
        return status;
    }
    *out = m;
    return ISMS_OK;
}

/* ------------------------------------------------------------------ writing */

static isms_status take_write_options(isms_write_options *o, const isms_write_options *given)
{
    static const isms_write_options defaults = ISMS_WRITE_OPTIONS_INIT;
    if (!isms__options_copy(o, sizeof *o, given ? given : &defaults) || o->flags)
        return ISMS_E_UNSUPPORTED;
    o->allocator = isms__allocator_or_default(o->allocator);
    return o->allocator && (o->types || !o->type_count) ? ISMS_OK : ISMS_E_MISUSE;
}

static isms_status write_through(const isms_model *m, const isms__format *format, isms_write write, void *user,
                                 const isms_write_options *o)
{
    isms__sink sink;
    isms__locale locale;
    if (!format)
        return ISMS_E_FORMAT;
    if (o->form < 0 || o->form > ISMS_FORM_CANONICAL || !(format->forms >> o->form & 1))
        return ISMS_E_UNSUPPORTED;
    if (!isms__locale_enter(&locale))
        return ISMS_E_NO_MEMORY;
    isms__save save = {.model = m, .options = o, .sink = &sink};
    isms__sink_start(&sink, o->allocator, write, user);
    isms__shapes_init(&save.shapes, o->allocator, m->extension);
    isms_status status = format->write(&save);
    if (sink.status == ISMS_OK)
        sink.status = status;
    status = isms__sink_end(&sink);
    isms__shapes_dispose(&save.shapes);
    isms__locale_leave(&locale);
    return status;
}

isms_status isms_model_write(const isms_model *m, const char *format, const isms_write_options *given, isms_write write,
                             void *user)
{
    isms_write_options o;
    if (!m || !write)
        return ISMS_E_MISUSE;
    isms_status status = take_write_options(&o, given);
    return status == ISMS_OK ? write_through(m, isms__format_named(format ? format : o.format), write, user, &o) : status;
}

static int32_t write_to_buffer(void *user, const char *bytes, size_t size)
{
    isms__buffer *b = user;
    isms__buffer_add(b, bytes, size);
    return b->failed;
}

isms_status isms_model_write_text(const isms_model *m, const char *format, const isms_write_options *given, isms_blob **out)
{
    isms_write_options o;
    isms__buffer b;
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    if (!m)
        return ISMS_E_MISUSE;
    isms_status status = take_write_options(&o, given);
    if (status != ISMS_OK)
        return status;
    isms__buffer_init(&b, o.allocator);
    status = write_through(m, isms__format_named(format ? format : o.format), write_to_buffer, &b, &o);
    if (b.failed)
        status = ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms__blob_of(&b, out);
    isms__buffer_dispose(&b);
    return status;
}

isms_status isms_model_save(const isms_model *m, const char *path, const isms_write_options *given)
{
    isms_write_options o;
    isms__replacement file;
    if (!m || !path)
        return ISMS_E_MISUSE;
    isms_status status = take_write_options(&o, given);
    if (status != ISMS_OK)
        return status;
    const isms__format *format = o.format ? isms__format_named(o.format) : isms__format_of_path(path);
    if (!format)
        return ISMS_E_FORMAT;
    status = isms__replacement_start(&file, o.allocator, path);
    if (status != ISMS_OK)
        return status;
    status = write_through(m, format, isms__replacement_write, &file, &o);
    return isms__replacement_end(&file, status);
}
