/* The table of formats: a format is a row here and a file with its reader and writer. */
#ifndef ISMS__EXCHANGE_FORMAT_H
#define ISMS__EXCHANGE_FORMAT_H

#include "load.h"
#include "sink.h"
#include "window.h"

/* What a writer needs to know. */
typedef struct isms__save {
    const isms_model *model;
    const isms_write_options *options; /* with the defaults filled in */
    isms__sink *sink;
    isms__shapes shapes;
    uint64_t records;
} isms__save;

typedef struct isms__format {
    const char *name, *ending, *doc;
    uint32_t forms;                                   /* a bit for each isms_form that it has */
    bool (*recognise)(const char *head, size_t size); /* by the first bytes of a document */
    isms_status (*read)(isms__load *l, isms__window *w);
    isms_status (*write)(isms__save *s);
} isms__format;

const isms__format *isms__format_named(const char *name);                   /* NULL where there is none */
const isms__format *isms__format_of_path(const char *path);                 /* by the ending */
const isms__format *isms__format_of_content(const char *head, size_t size); /* by the first bytes */

/* Is it a format that was left out of this build? By its name, or else by the first bytes. */
bool isms__format_left_out(const char *name, const char *head, size_t size);

/* The readers and writers. */
isms_status isms__json_read(isms__load *l, isms__window *w);
isms_status isms__json_write(isms__save *s);
bool isms__json_recognise(const char *head, size_t size);
isms_status isms__ndjson_read(isms__load *l, isms__window *w);
isms_status isms__ndjson_write(isms__save *s);
bool isms__ndjson_recognise(const char *head, size_t size);
isms_status isms__xml_read(isms__load *l, isms__window *w); /* in builds with XML */
isms_status isms__xml_write(isms__save *s);
bool isms__xml_recognise(const char *head, size_t size);

/* Is the register of that type to be written? */
bool isms__save_wants(const isms__save *s, const isms__type *type);

/* The rows of the live records of a register by their keys; released with isms__save_release. false: no memory. */
bool isms__save_rows(const isms__save *s, const isms__type *type, uint32_t **rows, uint32_t *count);
void isms__save_release(const isms__save *s, uint32_t *rows, uint32_t count);

/* A record was written: hands over what has gathered and tells the progress. */
isms_status isms__save_step(isms__save *s);

#endif
