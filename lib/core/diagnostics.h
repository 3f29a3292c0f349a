/* Diagnostics as the library's rooms add them. */
#ifndef ISMS__CORE_DIAGNOSTICS_H
#define ISMS__CORE_DIAGNOSTICS_H

#include <isms/diagnostics.h>

/* Where something is; any text may be NULL, any number 0. */
typedef struct isms__where {
    const char *record;    /* "risk R-9" */
    const char *attribute; /* "inherent.level" */
    const char *source;
    uint32_t line, column;
} isms__where;

/* Appends one with a formatted message (never with floating point). list may be NULL. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void isms__report(isms_diagnostics *list, isms_severity severity, const char *rule, const isms__where *where, const char *format,
                  ...);

#endif
