/* Versions of the document format: which are read, what becomes of the others, and features that have to be understood. */
#include "load.h"

#include "core/number.h"

#include <string.h>

enum { MAJOR = 1, MINOR = 0 };

/* How documents of an earlier major version come up to date once they are in the model. There has been none yet. */
typedef struct migration {
    int32_t major;
    isms_migrate migrate; /* NULL: it is read as it is */
} migration;

static const migration migrations[] = {{MAJOR, NULL}};

static const migration *migration_of(int32_t major)
{
    for (size_t i = 0; i < sizeof migrations / sizeof *migrations; i++)
        if (migrations[i].major == major)
            return &migrations[i];
    return NULL;
}

static bool parse_version(const char *text, int32_t *major, int32_t *minor)
{
    int64_t a, b;
    const char *dot = strchr(text, '.');
    if (!dot || strchr(text, '-') || !isms__integer_parse(text, (size_t)(dot - text), &a) ||
        !isms__integer_parse(dot + 1, strlen(dot + 1), &b))
        return false;
    *major = a < 1000000 ? (int32_t)a : 1000000;
    *minor = b < 1000000 ? (int32_t)b : 1000000;
    return true;
}

isms_status isms__load_version(isms__load *l, const char *text, uint64_t line, uint64_t column)
{
    int32_t major = 0, minor = 0;
    if (!parse_version(text, &major, &minor)) {
        isms__load_report(l, ISMS__PROBLEM_NO_VERSION, "libisms", line, column, "the version is a text such as \"%d.%d\"",
                          MAJOR, MINOR);
        return ISMS_OK;
    }
    l->major = major;
    l->minor = minor;
    if (!migration_of(major) && !l->options->migrate)
        return isms__load_report(l, ISMS__PROBLEM_MAJOR, "libisms", line, column,
                                 "the document is of version %d.%d; this library reads version %d", major, minor, MAJOR);
    if (major == MAJOR && minor != MINOR) { /* it is written out with the version that its members are of */
        isms__buffer_text(&l->root, l->root.size ? ",\"libisms\":" : "\"libisms\":");
        isms__json_quote(&l->root, text, strlen(text));
    }
    return ISMS_OK;
}

isms_status isms__load_migrate(isms__load *l)
{
    const migration *own = migration_of(l->major);
    isms_migrate migrate = own ? own->migrate : l->options->migrate;
    isms_status status = migrate ? migrate(l->options->user, l->model, l->major, l->minor) : ISMS_OK;
    return status < 0 ? status : ISMS_OK;
}

/* `"requires": ["feature"]`. There is no such feature yet. */
isms_status isms__load_requires(isms__load *l, isms__json value, uint64_t line, uint64_t column)
{
    isms__json_walk walk;
    isms__json item;
    if (!isms__json_open(&walk, value, '[') || !isms__json_item(&walk, &item))
        return ISMS_OK;
    return isms__load_report(l, ISMS__PROBLEM_FEATURE, "requires", line, column,
                             "the document requires %.*s, which this version does not have",
                             item.size < 60 ? (int)item.size : 60, item.text);
}
