/* Writing CSV: quoting, and cells that a spreadsheet would take for a formula. */
#ifndef ISMS__EXCHANGE_CSV_WRITE_H
#define ISMS__EXCHANGE_CSV_WRITE_H

#include "core/output.h"

/* A table being written: comma, LF, quotes only where they are needed (RFC 4180 but for the line break). */
typedef struct isms__csv_writer {
    isms__output *out;
    bool plain;  /* cells that start with = + - @ stay as they are; else they get a leading ' and quotes */
    bool inside; /* a record has begun */
} isms__csv_writer;

void isms__csv_cell(isms__csv_writer *w, const char *text); /* NULL is an empty cell */
void isms__csv_end_record(isms__csv_writer *w);

#endif
