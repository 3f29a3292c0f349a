/* Walking JSON text that was checked when it was read: members that the schema does not know, in records and in the root. It is
 * safe on any text: what is not JSON ends the walk. */
#ifndef ISMS__EXCHANGE_JSON_TEXT_H
#define ISMS__EXCHANGE_JSON_TEXT_H

#include "core/buffer.h"
#include "core/clean.h"

/* A piece of text: one value, or a name with its quotes. */
typedef struct isms__json {
    const char *text;
    size_t size;
} isms__json;

/* Walks the members of an object or the items of a list; start it with isms__json_open. */
typedef struct isms__json_walk {
    const char *at, *end;
} isms__json_walk;

bool isms__json_open(isms__json_walk *walk, isms__json value, char bracket);        /* '{' or '['; false: it is another value */
bool isms__json_member(isms__json_walk *walk, isms__json *name, isms__json *value); /* false at the end */
bool isms__json_item(isms__json_walk *walk, isms__json *value);                     /* false at the end */
bool isms__json_find(isms__json object, const char *name, size_t size,
                     isms__json *value); /* the member with that plain name; else *value stays */

/* Appends what the quoted text says, without quotes and escapes. */
void isms__json_decode(isms__buffer *out, isms__json quoted);

/* How many bytes at the start need no escape. */
static inline size_t isms__json_clean_size(const char *text, size_t size)
{
    return isms__clean_size(text, size, (isms__specials){{'"', '\\', '"', '"'}});
}

/* Appends the text as a JSON string with the fewest escapes. */
void isms__json_quote(isms__buffer *out, const char *text, size_t size);

/* Appends the value without white space, texts with the fewest escapes, numbers as they are. */
void isms__json_compact(isms__buffer *out, isms__json value);

/* Appends the value over several lines; `depth` is that of the line it starts on, two blanks each. */
void isms__json_pretty(isms__buffer *out, isms__json value, unsigned depth);

/* Lines say their type, so a member of their own that is called `type` gets a slash there, `/type` another one. Is it such a
 * name, without quotes? */
bool isms__json_is_type_name(isms__json name);

/* The order of RFC 8785 for names without quotes and escapes. */
int isms__json_compare_names(isms__json a, isms__json b);

/* Appends the value after RFC 8785. */
void isms__json_canonical(isms__buffer *out, isms__json value);

/* Calls visit for each name that stands again in the same object, at any depth of the value. false: no memory. */
bool isms__json_each_twice(isms__json value, const isms_allocator *a, void (*visit)(void *user, isms__json name), void *user);

#endif
