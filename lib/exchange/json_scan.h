/* Strict scanning of one JSON value after RFC 8259, before cJSON sees it: tokens, texts, depth and sizes. */
#ifndef ISMS__EXCHANGE_JSON_SCAN_H
#define ISMS__EXCHANGE_JSON_SCAN_H

#include "core/memory.h"
#include "problem.h"

enum { ISMS__JSON_DEPTH_MOST = 512 };

/* In a tape, above the offset: the value was refused already, and what stands there now is a stand-in; the text has escapes. */
#define ISMS__JSON_FAULTY  0x80000000u
#define ISMS__JSON_ESCAPED 0x40000000u
#define ISMS__JSON_OFFSET  0x3fffffffu

/* A token that was refused: reading can go on behind it. */
typedef struct isms__json_fault {
    uint32_t at;          /* the byte */
    uint32_t first, last; /* the token: from its first byte to behind its last */
    isms__problem problem;
    const char *message;
} isms__json_fault;

/* A member of the value, where that is an object: its name with the quotes, and its value. */
typedef struct isms__json_part {
    uint32_t name, name_size, value, value_size;
    uint32_t ordinal; /* of the value in the tape */
    bool escaped;     /* the name has escapes */
} isms__json_part;

typedef struct isms__json_scan {
    const isms_allocator *allocator;
    size_t max_text, max_values;
    unsigned max_depth;

    uint32_t *tape; /* where each value starts, in the order of the text, which is that of cJSON's tree too */
    size_t count, capacity;
    isms__json_part *parts;
    size_t part_count, part_capacity;
    isms__json_fault *faults;
    size_t fault_count, fault_capacity;
    size_t size;       /* bytes of the value */
    size_t lines;      /* line ends in it */
    size_t line_start; /* behind the last of them */
    bool has_return;   /* a text has an escaped carriage return before a line feed */

    size_t error_at; /* where it is not well-formed, or where a limit is passed */
    isms__problem problem;
    const char *message;
} isms__json_scan;

typedef enum isms__json_result {
    ISMS__JSON_VALUE,  /* a whole value; tokens may be faulty */
    ISMS__JSON_MORE,   /* the bytes end within the value */
    ISMS__JSON_BROKEN, /* error_at, problem and message say why reading cannot go on */
    ISMS__JSON_NO_MEMORY
} isms__json_result;

void isms__json_scan_init(isms__json_scan *s, const isms_allocator *a);
void isms__json_scan_dispose(isms__json_scan *s);

/* Scans the value at `text`, whose first byte is not white space. Behind its bytes stand 16 zeros. `last`: the document ends
 * there. */
isms__json_result isms__json_scan_value(isms__json_scan *s, const char *text, size_t size, bool last);

/* Writes stand-ins over the faulty tokens, so that the rest of the value can be looked at. */
void isms__json_mend(const isms__json_scan *s, char *text);

static inline bool isms__json_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

#endif
