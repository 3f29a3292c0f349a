/* What the generator works on: the tables as tables.def lists them, their files, and the rows of each record type. */
#ifndef ISMS__CATALOGUE_GENERATOR_WORK_H
#define ISMS__CATALOGUE_GENERATOR_WORK_H

#include "catalogue/data.h"
#include "pool.h"
#include "tool.h"

/* A column of a file. `path` is the attribute that holds it; "" where the record's id does (behind the framework and its colon,
 * where there is one). `form` is one of ISMS__FORM_. */
typedef struct column {
    const char *name, *path;
    uint8_t form;
} column;

/* A table of the catalogue. */
typedef struct table {
    const char *name;
    const char *file; /* below the folder of the data */
    isms_type type;
    const char *key; /* how the id of a record is composed: a digit is the value of that column, `f` the framework, `#` the
                        position among the records of the file whose id is the same so far; anything else is written as it is */
    const column *columns;
    uint32_t column_count;
    const char *scope; /* NULL, or: there is a file for each framework, whose id stands where `file` has `*` and is the value
                          of this attribute */
    const char *path, *value; /* NULL, or an attribute that has the same value in all records of the table */
    bool optional;            /* the file need not be there */
} table;

/* One input file: a part of a table. */
typedef struct part {
    const table *table;
    const char *framework; /* or NULL */
    tsv file;
    const char **keys; /* the record id of each row */
    uint32_t first;    /* its first row among those of the type */
} part;

/* A record by its id. */
typedef struct entry {
    const char *key;
    uint32_t row;
    const part *from;
} entry;

/* All rows of one record type. */
typedef struct set {
    const isms__type *type;
    uint32_t rows, columns;
    uint8_t places[ISMS__ATTRIBUTE_MOST]; /* as in isms__fixed_type */
    entry *order;                         /* by key */
    uint32_t *keys, *cells;
} set;

typedef struct work {
    part *parts;
    uint32_t part_count;
    set sets[ISMS__TYPE_MOST]; /* in schema order */
    uint32_t set_count;
    pool pool;
} work;

extern const table tables[];
extern const uint32_t table_count;

/* Opens every file of every table; each of the names must belong to one. */
void open_parts(work *w, const char *directory, char **names, int name_count);

/* Gives each row its id and its place among the rows of its type, and the attributes their places in a row. */
void build_sets(work *w);

/* Encodes all values. */
void fill_cells(work *w);

/* Writes the C source. */
void emit(work *w, const char *path);

#endif
