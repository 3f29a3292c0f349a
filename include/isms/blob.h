/** @file
 * Bytes that a call made and the caller owns: a document written to memory, a report.
 */
#ifndef ISMS_BLOB_H
#define ISMS_BLOB_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes in memory, immutable. Any number of threads may read one. */
typedef struct isms_blob isms_blob;

/** The bytes, with a NUL behind them that does not count; borrowed until the blob is freed. "" for NULL. @since 0.1 */
ISMS_API const char *isms_blob_bytes(const isms_blob *blob);

/** How many bytes there are; 0 for NULL. @since 0.1 */
ISMS_API size_t isms_blob_size(const isms_blob *blob);

/** Frees a blob; NULL is allowed. @since 0.1 */
ISMS_API void isms_blob_free(isms_blob *blob);

#ifdef __cplusplus
}
#endif
#endif
