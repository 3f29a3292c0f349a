/** @file
 * Attributes of a host's own: typed, on record types of the schema, given to a model when it is made.
 *
 * An extension is a list of attributes and enumerations under a prefix of the host, such as `acme`: the attribute `cost_centre`
 * of risks is the member `acme_cost_centre` in documents. In a model that was made with it (#isms_model_options) such an
 * attribute is like any other: the calls of schema.h tell of it, all reading and writing calls take it, readers refuse values
 * of another kind with their place, the formats write it behind the attributes of the schema, references hold their integrity
 * and are found in the reverse direction, and it is in transactions, undo, journal, comparison and history. A model without the
 * extension keeps the same members as it keeps all that it does not know, so that documents go through programs that do not
 * know them.
 *
 * There is no global register: two models with different extensions may live side by side. A model copies the extension.
 *
 * @par Errors of all calls
 * #ISMS_E_MISUSE for a missing argument, #ISMS_E_NO_MEMORY. A call that fails has changed nothing.
 *
 * @par Threads
 * One thread at a time; that of a model may be read by as many as the model.
 */
#ifndef ISMS_EXTENSION_H
#define ISMS_EXTENSION_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @name Describing attributes
 * @{ */

/**
 * An empty extension.
 * @param prefix    1 to 20 small letters, digits and '_', beginning with a letter and not ending in '_'; what all its names
 * begin with, parted by '_'
 * @param allocator NULL for malloc
 * @param[out] out  owned by the caller; NULL on failure
 * @return #ISMS_E_TOKEN for another prefix
 * @since 0.1
 */
ISMS_API isms_status isms_extension_new(const char *prefix, const isms_allocator *allocator, isms_extension **out);

/** Frees an extension; NULL is allowed. Models that were made with it have their own copy. @since 0.1 */
ISMS_API void isms_extension_free(isms_extension *extension);

/** The attribute holds any number of values, in order. */
#define ISMS_EXTENSION_LIST    1u
/** A record that is referred to cannot be deleted; without it the reference is cleared. */
#define ISMS_EXTENSION_REFUSE  2u
/** A record goes when that which it refers to is deleted. */
#define ISMS_EXTENSION_CASCADE 4u

/**
 * Adds an attribute.
 * @param type   record type of documents, or #ISMS_HEADER
 * @param name   without the prefix: 1 to 40 small letters, digits and '_', beginning with a letter
 * @param kind   #ISMS_KIND_TEXT to #ISMS_KIND_REQUIREMENT, or #ISMS_KIND_TABLE
 * @param flags  #ISMS_EXTENSION_LIST (not of tables); #ISMS_EXTENSION_REFUSE or #ISMS_EXTENSION_CASCADE of references
 * @param target record type of references; enumeration of the schema or of #isms_extension_add_enum; else 0
 * @param doc    what it means, one sentence; may be NULL
 * @param[out] out its number, for the calls of a model; may be NULL. The n-th attribute of a type, from 0, has
 *                 type * 1000 + 500 + n, so that a host which always adds in the same order has constants.
 * @return #ISMS_E_TOKEN for another name, #ISMS_E_EXISTS where the type has a member of that name, #ISMS_E_KIND for a kind,
 * flag or target that does not go together, #ISMS_E_LIMIT for more than 64 attributes of a type, #ISMS_E_TEXT for @p doc
 * @since 0.1
 */
ISMS_API isms_status isms_extension_add(isms_extension *extension, isms_type type, const char *name, isms_kind kind,
                                        uint32_t flags, int32_t target, const char *doc, isms_attribute *out);

/** Adds an enumeration. @param name without the prefix, as of attributes. @param[out] out its number, from 1000.
 *  @return #ISMS_E_TOKEN, #ISMS_E_EXISTS, #ISMS_E_LIMIT for more than 1000. @since 0.1 */
ISMS_API isms_status isms_extension_add_enum(isms_extension *extension, const char *name, int32_t *out);

/** Adds a value to one of its enumerations. @param name as of attributes. @param doc may be NULL. @param[out] out its number,
 * from 1 in order; may be NULL. @return #ISMS_E_NOT_FOUND, #ISMS_E_TOKEN, #ISMS_E_EXISTS, #ISMS_E_LIMIT, #ISMS_E_TEXT. @since
 * 0.1 */
ISMS_API isms_status isms_extension_add_value(isms_extension *extension, int32_t enumeration, const char *name, const char *doc,
                                              int32_t *out);

/**
 * An extension from a description in JSON, for programs, scripts and other languages to share:
 * `{"prefix": "acme", "enumerations": {"tiers": ["gold", "silver"]}, "attributes": [{"type": "risk", "name": "tier", "kind":
 * "enumeration", "target": "tiers", "list": false, "doc": "class of service"}]}`. `type` is the name of a record type, or
 * `header`; `kind` is one of `text`, `integer`, `real`, `money`, `boolean`, `date`, `timestamp`, `enumeration`, `level`,
 * `reference`, `requirement`, `table`; `target` names a record type or an enumeration, of the description or of the schema;
 * `on_delete` of a reference is `clear` (default), `refuse` or `cascade`. Attributes are numbered in the order of the list.
 * @param json      @p size bytes
 * @param size      number of bytes
 * @param allocator NULL for malloc
 * @param problems  gets all that is wrong, with its place; may be NULL
 * @param[out] out  owned by the caller; NULL on failure
 * @return #ISMS_E_SYNTAX, #ISMS_E_TRUNCATED, #ISMS_E_DATA
 * @since 0.1
 */
ISMS_API isms_status isms_extension_read_text(const char *json, size_t size, const isms_allocator *allocator,
                                              isms_diagnostics *problems, isms_extension **out);
/** @} */

/** @name The schema with them
 * @{ */
/**
 * Writes the schema together with an extension. XML Schema has no words for them: in XML they stand in `unknown`, and so the
 * form `xsd` is that of #isms_schema_write.
 * @param extension NULL: as #isms_schema_write
 * @param form  as there
 * @param write takes the bytes, with @p user
 * @param user  handed to @p write
 * @return #ISMS_E_FORMAT for another form, #ISMS_E_IO where @p write refuses
 * @since 0.1
 */
ISMS_API isms_status isms_extension_schema_write(const isms_extension *extension, const char *form, isms_write write,
                                                 void *user);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
