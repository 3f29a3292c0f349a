/* The forms of the schema, and the walk over it that they share. Nothing here needs memory. */
#ifndef ISMS__EXCHANGE_SCHEMA_FORMS_H
#define ISMS__EXCHANGE_SCHEMA_FORMS_H

#include "core/output.h"
#include "shape.h"

/* Regular expressions that both schemas use: a day, and hours and minutes, of those that there are in some month. */
#define ISMS__PATTERN_DAY  "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#define ISMS__PATTERN_TIME "([01][0-9]|2[0-3]):[0-5][0-9]"

/* extension: attributes of a host's own beside those of the schema; NULL for none. */
void isms__schema_json(isms__output *o, const isms__extension *extension);
void isms__schema_xsd(isms__output *o, const isms__extension *extension);
void isms__schema_markdown(isms__output *o, const isms__extension *extension);

/* Types that documents hold, in schema order; NULL starts, NULL ends. The header is not among them. */
const isms__type *isms__schema_next_type(const isms__type *previous);

/* The member of a group (NULL: of the record) that follows `previous` (NULL: the first); NULL at the end. */
const isms__attribute *isms__schema_next_member(const isms__extension *extension, const isms__type *type,
                                                const isms__attribute *group, const isms__attribute *previous);

/* Enumerations, by number; 0 starts, 0 ends. */
int32_t isms__schema_next_enum(const isms__extension *extension, int32_t previous);

/* The last part of an attribute's path, which is its name in documents. */
void isms__schema_name(isms__output *o, const isms__attribute *a);

void isms__schema_indent(isms__output *o, unsigned depth); /* a line feed and two blanks each */

#endif
