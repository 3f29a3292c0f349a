/* Members of a JSON object as they are written, without making sense of them: so that what nobody changes keeps its bytes. */
#ifndef ISMS__EXCHANGE_MEMBERS_H
#define ISMS__EXCHANGE_MEMBERS_H

#include "json_text.h"

/* A text that a record keeps under a name. */
typedef struct isms__kept {
    const char *name, *text;
    size_t name_size, size; /* size 0: the name is to go */
} isms__kept;

/* Writes into out what the object `json` (NULL: none) is with the texts in its member `group`, which is an object; names that
 * are not among them stay. False where nothing changes; out is of no use then. Empty: no member is left. */
bool isms__members_keep(const char *json, const char *group, const isms__kept *texts, size_t count, isms__buffer *out);

/* The member of a record in which imports keep what the schema has no place for: strict reading knows it. */
bool isms__member_of_import(const char *name);

/* Appends the object `under` with the members of the object `over` set in it, objects member by member. */
void isms__members_overlay(isms__json under, isms__json over, isms__buffer *out);

#endif
