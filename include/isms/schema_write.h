/** @file
 * The schema as documents that other programs understand, written from the same table that everything else derives from.
 *
 * | form | what it is |
 * |---|---|
 * | `json-schema` | JSON Schema, draft 2020-12, with no keyword beyond draft-07 but `$defs`: for JSON documents |
 * | `xsd` | W3C XML Schema 1.0: for XML documents |
 * | `markdown` | a reference page for people |
 *
 * What these refuse the reader refuses too, with one exception: XML Schema 1.0 has no words for elements of later versions,
 * which the reader keeps; reading with #ISMS_READ_STRICT refuses them as well. The reader sees more than they can: dates that
 * do not exist, ids that stand twice, characters that texts may not hold.
 */
#ifndef ISMS_SCHEMA_WRITE_H
#define ISMS_SCHEMA_WRITE_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes the schema of documents.
 * @param form  `json-schema`, `xsd` or `markdown`
 * @param write receives the bytes in pieces; it stops by not returning 0
 * @param user  handed to @p write
 * @retval ISMS_E_MISUSE @p form or @p write is NULL
 * @retval ISMS_E_FORMAT there is no such form
 * @retval ISMS_E_IO     @p write refused
 * @since 0.1
 */
ISMS_API isms_status isms_schema_write(const char *form, isms_write write, void *user);

#ifdef __cplusplus
}
#endif
#endif
