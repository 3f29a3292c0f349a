/** @file
 * Diagnostics: what is wrong in a document or a model, and where, as a value that the host owns.
 */
#ifndef ISMS_DIAGNOSTICS_H
#define ISMS_DIAGNOSTICS_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Severity of a diagnostic; a lower number is worse. */
typedef int32_t isms_severity;

/** Values of #isms_severity. */
enum {
    ISMS_SEVERITY_ERROR = 1,   /**< the data contradict themselves or cannot be read */
    ISMS_SEVERITY_WARNING = 2, /**< something that an auditor would ask about */
    ISMS_SEVERITY_NOTE = 3     /**< worth knowing */
};

/** A list of diagnostics; calls that take one append to it. One thread at a time. */
typedef struct isms_diagnostics isms_diagnostics;

/** An empty list, or NULL where memory is short. @param allocator NULL for malloc. @since 0.1 */
ISMS_API isms_diagnostics *isms_diagnostics_new(const isms_allocator *allocator);

/** Frees a list; NULL is allowed. @since 0.1 */
ISMS_API void isms_diagnostics_free(isms_diagnostics *list);

/** Empties a list. @since 0.1 */
ISMS_API void isms_diagnostics_clear(isms_diagnostics *list);

/**
 * Keeps at most @p most diagnostics (default 10,000); further ones are counted and dropped, errors too, so that a hostile file
 * cannot fill the memory. @since 0.1
 */
ISMS_API void isms_diagnostics_limit(isms_diagnostics *list, size_t most);

/** Number of diagnostics kept. @since 0.1 */
ISMS_API size_t isms_diagnostics_count(const isms_diagnostics *list);

/** Number of diagnostics of one severity, dropped ones included. @since 0.1 */
ISMS_API size_t isms_diagnostics_count_of(const isms_diagnostics *list, isms_severity severity);

/** Number of diagnostics that were dropped because the list was full or memory was short. @since 0.1 */
ISMS_API size_t isms_diagnostics_dropped(const isms_diagnostics *list);

/** @name Parts of diagnostic @p i
 * Texts are borrowed until the list changes and never NULL: what does not apply is empty or 0. @since 0.1
 * @{ */
ISMS_API isms_severity isms_diagnostics_severity(const isms_diagnostics *list, size_t i); /**< 0 where @p i is out of range */
ISMS_API const char *isms_diagnostics_rule(const isms_diagnostics *list, size_t i);       /**< rule id, such as `ISMS-REF-01` */
ISMS_API const char *isms_diagnostics_record(const isms_diagnostics *list, size_t i);     /**< record type and id: `risk R-9` */
ISMS_API const char *isms_diagnostics_attribute(const isms_diagnostics *list,
                                                size_t i);                            /**< attribute path: `inherent.level` */
ISMS_API const char *isms_diagnostics_source(const isms_diagnostics *list, size_t i); /**< file or other name of the input */
ISMS_API uint32_t isms_diagnostics_row(const isms_diagnostics *list, size_t i);       /**< line, from 1; 0 is unknown */
ISMS_API uint32_t isms_diagnostics_column(const isms_diagnostics *list, size_t i);    /**< column in bytes, from 1; 0 unknown */
ISMS_API const char *isms_diagnostics_message(const isms_diagnostics *list, size_t i); /**< what is wrong, one sentence */
/** All of it as a compiler would print it, on one line: `acme.json:41:9: error: risk R-9: ... [ISMS-REF-01]`. Of an input
 * without a name only line and column stand before it. */
ISMS_API const char *isms_diagnostics_line(const isms_diagnostics *list, size_t i);
/** @} */

/** Appends one; for hosts that add checks of their own. Any text may be NULL. @since 0.1 */
ISMS_API isms_status isms_diagnostics_add(isms_diagnostics *list, isms_severity severity, const char *rule, const char *record,
                                          const char *attribute, const char *source, uint32_t row, uint32_t column,
                                          const char *message);

#ifdef __cplusplus
}
#endif
#endif
