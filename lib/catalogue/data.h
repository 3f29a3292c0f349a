/* The catalogue as the generator writes it: the records, and which of them and of their attributes make up each table. */
#ifndef ISMS__CATALOGUE_DATA_H
#define ISMS__CATALOGUE_DATA_H

#include "model/fixed.h"

/* How a column of a table writes what the attribute holds. */
enum {
    ISMS__FORM_PLAIN = 0,
    ISMS__FORM_COMMAS = 1, /* a list, parted by ',' */
    ISMS__FORM_PLUSES = 2, /* a list, parted by '+' */
    ISMS__FORM_SCOPED = 3  /* the id of a record of the same framework, without the framework and its colon */
};

typedef struct isms__catalogue_column {
    uint32_t name; /* text */
    uint8_t place; /* isms__attribute.column plus 1; 0: the record's id without the framework and its colon */
    uint8_t form;
} isms__catalogue_column;

typedef struct isms__catalogue_table {
    uint32_t name;      /* text */
    uint32_t framework; /* text, 0 for none */
    isms_type type;
    uint32_t first, rows; /* of the type's rows */
    uint32_t first_column, columns;
} isms__catalogue_table;

extern const isms__fixed isms__catalogue_fixed;
extern const isms__catalogue_table isms__catalogue_tables[]; /* those of one name stand together */
extern const uint32_t isms__catalogue_table_count;
extern const isms__catalogue_column isms__catalogue_columns[];

#endif
