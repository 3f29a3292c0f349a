/* Names and texts of the status codes, and the library's version. */
#include <isms/common.h>

#include <stddef.h>

static const struct row {
    isms_status status;
    const char *name, *text;
} rows[] = {
#define ISMS_STATUS(name, number, text) {number, #name, text},
#include <isms/status.def>
#undef ISMS_STATUS
};

static const struct row *find(isms_status status)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].status == status)
            return &rows[i];
    return NULL;
}

const char *isms_status_name(isms_status status)
{
    const struct row *row = find(status);
    return row ? row->name : "UNKNOWN";
}

const char *isms_status_text(isms_status status)
{
    const struct row *row = find(status);
    return row ? row->text : "unknown status";
}

void isms_version(int32_t *major, int32_t *minor, int32_t *patch)
{
    if (major)
        *major = ISMS_VERSION_MAJOR;
    if (minor)
        *minor = ISMS_VERSION_MINOR;
    if (patch)
        *patch = ISMS_VERSION_PATCH;
}

const char *isms_version_text(void)
{
    return ISMS_VERSION_STRING;
}
