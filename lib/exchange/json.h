/* Our own format in JSON: the reader of records that documents and lines share, the writer of records, and both ways of
 * framing. */
#ifndef ISMS__EXCHANGE_JSON_H
#define ISMS__EXCHANGE_JSON_H

#include "core/map.h"
#include "core/text.h"
#include "json_scan.h"
#include "json_text.h"
#include "load.h"
#include "window.h"

typedef struct isms__json_reader {
    isms__load *load;
    isms__window *window;
    isms__json_scan scan;
    isms__buffer name;    /* of the member that is being read */
    isms__buffer unknown; /* of the record that is being read: a JSON object, or empty */
    isms__shape *shape;   /* of the record's type */
    const char *text;     /* the record */
    char key[ISMS__TOKEN_MOST + 1];
    size_t key_size; /* 0: none that could be used */
    size_t ordinal;  /* how many of its values were visited */
    bool odd;        /* it has members that are not known, or stand twice */
    bool typed;      /* records say their type */
    isms__map names; /* of the root's members so far */
    bool has_version;
} isms__json_reader;

void isms__json_reader_init(isms__json_reader *r, isms__load *l, isms__window *w);
void isms__json_reader_dispose(isms__json_reader *r);

/* Skips white space; *c is the next byte, or NUL at the end of the document (a NUL in the document is refused). */
isms_status isms__json_peek(isms__json_reader *r, char *c);

/* Makes the next value visible as a whole: r->scan.size bytes at r->window->at. Tokens may be faulty. */
isms_status isms__json_value(isms__json_reader *r);
void isms__json_pass(isms__json_reader *r); /* goes behind that value */

/* Mends its faulty tokens and reports them. `within`: what the value is, as the path of attributes begins; may be "". */
void isms__json_mend_value(isms__json_reader *r, const char *within);
void isms__json_report_faults(isms__json_reader *r, const char *within); /* once they are mended */

/* Appends the path, within the value, of what stands at a byte of it; of a name the path of its object. */
void isms__json_path(isms__json value, const char *at, isms__buffer *path);

/* Reports at a byte of the value. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
isms_status
isms__json_report(isms__json_reader *r, isms__problem problem, const char *attribute, size_t offset, const char *format, ...);

/* Reads the value as a record of the type; statuses that end the reading come back. */
isms_status isms__json_record(isms__json_reader *r, const isms__type *type);

/* A member's value that needs no parser, into the record's cells. ISMS_DONE: it does need one, and nothing was reported. */
isms_status isms__json_plain(isms__json_reader *r, const isms__node *n, const isms__json_part *part);
bool isms__json_plain_text(const isms__json_reader *r, const isms__json_part *part, isms__json *text); /* one without escapes */

/* What both framings share: the start, members of the root, the end. */
isms_status isms__json_begin(isms__json_reader *r, char *c); /* the first byte, behind a mark that is refused */
isms_status isms__json_members(isms__json_reader *r);        /* of the root, from behind its brace to behind the other */
isms_status isms__json_finish(isms__json_reader *r);         /* the document is whole; was its version there? */
isms_status isms__json_truncated(isms__json_reader *r);      /* reports that it is not */
const char *isms__json_line_name(const isms__json_reader *r, const char *name); /* in a line: without its slash */
/* Names that stand twice in the value; false: no memory. */
bool isms__json_report_twice(isms__json_reader *r, isms__json value, const char *within);

#endif
