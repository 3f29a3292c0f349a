/** @file
 * Bulk access: one attribute of many records in one call, as contiguous arrays, for bindings and for programs that compute.
 *
 * Records come from #isms_next_many. Arrays are the caller's, one element for each record. `present` may be NULL; it gets 1
 * where the record has a value and 0 where it has none (the value is then 0). Lists are not read this way.
 *
 * @par Errors
 * #ISMS_E_MISUSE for a missing array, #ISMS_E_ATTRIBUTE for no attribute, #ISMS_E_KIND for a list or another kind,
 * #ISMS_E_STALE where a record does not exist or is of another type; what was written before stays.
 *
 * @par Threads
 * As for reading the model.
 */
#ifndef ISMS_BULK_H
#define ISMS_BULK_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Integers. @since 0.1 */
ISMS_API isms_status isms_bulk_integers(const isms_model *model, const isms_id *records, size_t count, isms_attribute attribute,
                                        int64_t *values, uint8_t *present);

/** Reals; integers are read as reals too. @since 0.1 */
ISMS_API isms_status isms_bulk_reals(const isms_model *model, const isms_id *records, size_t count, isms_attribute attribute,
                                     double *values, uint8_t *present);

/** Dates as #isms_day, booleans as 0 and 1, enumerations as their values. @since 0.1 */
ISMS_API isms_status isms_bulk_values(const isms_model *model, const isms_id *records, size_t count, isms_attribute attribute,
                                      int32_t *values, uint8_t *present);

/** Targets of references; #ISMS_NONE where there is none or it does not exist. @since 0.1 */
ISMS_API isms_status isms_bulk_links(const isms_model *model, const isms_id *records, size_t count, isms_attribute attribute,
                                     isms_id *values);

/**
 * Texts, one behind the other without NUL: text @p i is bytes[offsets[i]] to bytes[offsets[i + 1] - 1]. Serves texts, levels,
 * requirements, timestamps, names of enumeration values, ids of references, amounts of money; attribute 0 gives the records'
 * ids.
 * @param bytes    room for @p capacity bytes; may be NULL where @p capacity is 0
 * @param capacity bytes that fit
 * @param offsets  count + 1 numbers; always filled, so that offsets[count] says how many bytes are needed
 * @param present  as above
 * @retval ISMS_PARTIAL the bytes did not fit: they are not complete, the offsets are
 * @since 0.1
 */
ISMS_API isms_status isms_bulk_texts(const isms_model *model, const isms_id *records, size_t count, isms_attribute attribute,
                                     char *bytes, size_t capacity, uint64_t *offsets, uint8_t *present);

#ifdef __cplusplus
}
#endif
#endif
