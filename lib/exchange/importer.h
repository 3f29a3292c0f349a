/* One register on its way into the model: what its columns are, what is known of the records that it names, what was counted.
 */
#ifndef ISMS__EXCHANGE_IMPORTER_H
#define ISMS__EXCHANGE_IMPORTER_H

#include <isms/import.h>

#include "core/diagnostics.h"
#include "core/map.h"
#include "csv.h"
#include "profile.h"
#include "stage.h"

/* A column of the file. */
typedef struct isms__register_column {
    const isms__profile_column *is; /* NULL: not known to the profile */
    isms_attribute attribute;       /* 0: none */
    isms_attribute extra;           /* attribute of a second path, 0: none */
    isms_attribute title;           /* the title, where this column gives it too; else 0 */
    size_t header, size;            /* in the importer's headers */
    char currency[4];               /* of the unit in brackets, or "" */
    uint64_t words;                 /* cells that hold words where ids are wanted */
} isms__register_column;

/* Counts and names for the result. */
typedef struct isms__import_file {
    char *source;
    size_t source_size;
    isms_status status;
    isms_import_profile profile;
    uint64_t rows, outcomes[ISMS_IMPORT_NAMED + 1];
    char *kept; /* headers with a NUL each */
    size_t kept_size;
} isms__import_file;

struct isms_import {
    isms_allocator host;
    isms__import_file *files;
    size_t count;
};

typedef struct isms__importer {
    isms_model *model;
    isms_allocator host;
    isms_diagnostics *problems;
    const isms_import_options *options;
    isms__import_file *result;
    const char *source; /* for locations */
    isms__buffer system;
    const isms__profile *profile;
    isms_id method;     /* whose scales hold, ISMS_NONE where there is none */
    bool method_stated; /* by the option: each risk names it */

    isms__register_column *columns;
    size_t count, capacity;
    isms__buffer headers;
    uint32_t header_line;
    isms_attribute *touched; /* attributes that the file speaks of, each once */
    size_t touched_count, touched_capacity;
    isms_attribute fixed; /* what the profile says of every record; 0: nothing */
    int32_t fixed_value;

    isms__stage stage;
    isms__map origins;  /* key in this system -> record */
    isms__map controls; /* of a Statement of Applicability: control -> its one entry, 0 where there are several */
    isms__map seen;     /* key in this file -> line; of a grouped profile: number of the group */
    isms__stage *groups;
    size_t group_count, group_capacity;
    isms__map titles;    /* type, folded title -> record */
    uint64_t indexed[2]; /* types whose titles are known */
    isms__buffer scratch;
    isms_status status; /* of the model, where a stub could not be made */

    uint32_t line; /* of the row at hand, and the column of the cell */
    uint32_t cell_line, cell_column;
    isms__buffer key; /* of the row in the source; "" until it is known */
    bool derived;     /* the key was made from other cells */
} isms__importer;

/* How well a cell could be read. */
typedef enum isms__reading {
    ISMS__READ,        /* all of it */
    ISMS__READ_PARTLY, /* a value, and more that is kept */
    ISMS__READ_WORDS,  /* no value: words that are kept */
    ISMS__NOT_READ,    /* no value: kept, and said */
    ISMS__NOTHING      /* `N/A`, `--` and the like: kept, and said */
} isms__reading;

/* Reads a cell, trimmed and not empty, into the stage. */
isms__reading isms__cell_read(isms__importer *im, size_t column, const char *text, size_t size);

/* Converters, one for each way that is not worth a file of its own. */
bool isms__read_day(const char *text, size_t size, uint32_t flags, isms_day *out, bool *more); /* more: a time stands behind */
bool isms__read_months(const char *text, size_t size, int64_t *out, bool *more);
bool isms__read_hours(const char *text, size_t size, double *out);
bool isms__read_number(const char *text, size_t size, double *out); /* with decimal point or comma, where it is clear which */
bool isms__read_amount(const char *text, size_t size, char *out, size_t room, char currency[4]);

/* The value of an enumeration that a word stands for, 0 where none does; `loosely`: the word says more than the value. */
int32_t isms__value_of_word(int32_t enumeration, const char *word, size_t size, bool *loosely);
bool isms__is_nothing(const char *text, size_t size); /* N/A, --, none */

/* What parts the values of a cell; "" for a column that has one. */
const char *isms__list_signs(const isms__register_column *c);

/* References and requirements in text. */
isms__reading isms__read_links(isms__importer *im, const isms__register_column *c, const char *text, size_t size);
isms__reading isms__read_requirements(isms__importer *im, const isms__register_column *c, const char *text, size_t size);

/* Records by their names. */
isms_id isms__find_named(isms__importer *im, isms_type type, const char *name, size_t size);
isms_id isms__make_named(isms__importer *im, isms_type type, const char *name, size_t size);
/* Creates a record with the id in the buffer, or with -2, -3 and so on behind it where that is taken. */
isms_status isms__create_free(isms__importer *im, isms_type type, isms__buffer *key, isms_id *id);
/* Forgets what is known of titles: records that it names may have gone. */
void isms__forget_titles(isms__importer *im);
/* An id made of words: letters and digits, '-' between; a hash where words had to be left out. */
void isms__slug(isms__buffer *out, const char *text, size_t size, const char *instead);

/* Scales. */
isms_status isms__import_choose_scale(isms__importer *im);
bool isms__import_multiplies(const isms__importer *im); /* the level follows from the product, or nothing is known */
bool isms__import_position(isms__importer *im, isms_attribute attribute, const char *label, size_t size, int64_t *out);
const char *isms__import_level(isms__importer *im, const char *label, size_t size); /* id of the level; NULL where none fits */
bool isms__import_knows_scale(const isms_model *m, const char *name);

/* Says something about the row or cell at hand. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void isms__import_say(const isms__importer *im, isms_severity severity, const char *rule, const isms__register_column *c, const char *format, ...);

/* The partial registers and fields of the document. */
isms_status isms__partial_update(isms__importer *im);
isms_status isms__partial_add(isms_model *m, const char *name);

/* The header: which profile, and which column is what. */
isms_status isms__header_read(isms__importer *im, isms__csv *csv);
/* The profile that a source is of, 0 where that is not clear; for the order of files. */
isms_import_profile isms__header_profile(const isms_allocator *a, isms_read read, void *user, const isms__csv_limits *limits);

/* The records that come get a value, or none, for the attribute. False: no memory. */
bool isms__import_touch(isms__importer *im, isms_attribute a);

/* Rows, one after the other; and what is left when the last has come. */
isms_status isms__row_read(isms__importer *im, const isms__csv_record *record);
isms_status isms__rows_end(isms__importer *im);
isms_status isms__row_index(isms__importer *im); /* finds out which records came from this system */

/* Writes the stage into the record that the key stands for. */
isms_status isms__record_write(isms__importer *im, const isms__stage *stage, isms_import_outcome *outcome);

#endif
