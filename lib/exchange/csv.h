/* CSV as a stream of records: what a field is, where it began, and what is wrong with a record. */
#ifndef ISMS__EXCHANGE_CSV_H
#define ISMS__EXCHANGE_CSV_H

#include "window.h"

typedef struct isms__csv_limits {
    uint64_t bytes; /* of the whole input */
    size_t field;   /* bytes of one field */
    size_t record;  /* bytes of one record */
    uint32_t fields;
} isms__csv_limits;

/* What is wrong with a record. The record then has no fields, and reading goes on behind it. */
typedef enum isms__csv_fault {
    ISMS__CSV_SOUND,
    ISMS__CSV_UNTERMINATED, /* a quote is not closed */
    ISMS__CSV_AFTER_QUOTE,  /* text between a closing quote and the delimiter */
    ISMS__CSV_LONG,         /* a field or the record is longer than the limit */
    ISMS__CSV_MANY,         /* more fields than the limit */
    ISMS__CSV_ENCODING,     /* not UTF-8 */
    ISMS__CSV_CHARACTER,    /* a control character that no text may hold */
    ISMS__CSV_NONCHARACTER  /* UTF-8 of what Unicode calls no character */
} isms__csv_fault;

/* Borrowed until the next record is read. Line breaks within are LF. */
typedef struct isms__csv_field {
    const char *text; /* not NUL-terminated */
    size_t size;
    uint32_t line, column; /* from 1, column in bytes */
} isms__csv_field;

typedef struct isms__csv_record {
    const isms__csv_field *fields;
    size_t count;
    uint32_t line; /* where it begins */
    isms__csv_fault fault;
    uint32_t fault_line, fault_column;
    unsigned char fault_byte;
} isms__csv_record;

/* Where the search for the end of a record has come to; offsets from the record's first byte. */
typedef struct isms__csv_scan {
    size_t at, field, quote;
    uint32_t fields;
    uint8_t state;
} isms__csv_scan;

typedef struct isms__csv {
    isms__window window; /* what was read and not yet delivered */
    isms__csv_limits limits;
    char delimiter;
    isms__csv_scan scan;
    isms__csv_field *fields;
    size_t field_capacity;
    isms__csv_record record;
    const char *refusal; /* why isms__csv_open said E_FORMAT, in words */
} isms__csv;

/* Reads the beginning and finds out how the table is written: byte order mark, `sep=` line, delimiter of `,` `;` TAB `|`.
 * Whatever comes back, isms__csv_close frees it. */
isms_status isms__csv_open(isms__csv *csv, const isms_allocator *a, isms_read read, void *user, const isms__csv_limits *limits);
/* The same, telling how far it has come. */
isms_status isms__csv_open_told(isms__csv *csv, const isms_allocator *a, isms_read read, void *user,
                                const isms__csv_limits *limits, isms_progress progress, void *progress_user);
void isms__csv_close(isms__csv *csv);

/* The next record; ISMS_DONE at the end, E_IO, E_LIMIT for too many bytes, E_NO_MEMORY. */
isms_status isms__csv_next(isms__csv *csv, const isms__csv_record **out);

/* Goes on with the search for the end of a record in bytes[0..size). */
typedef enum isms__csv_found { ISMS__CSV_MORE, ISMS__CSV_END, ISMS__CSV_BROKEN, ISMS__CSV_TOO_LONG } isms__csv_found;
isms__csv_found isms__csv_scan_on(isms__csv_scan *s, const char *bytes, size_t size, bool last, char delimiter,
                                  const isms__csv_limits *limits);

/* Bytes of the line break at bytes[at], which is CR or LF. */
size_t isms__csv_break(const char *bytes, size_t size, size_t at);

/* The delimiter that divides the first records of a sample most evenly; a comma where there is none. */
char isms__csv_delimiter(const char *sample, size_t size, bool whole, const isms__csv_limits *limits);

#endif
