/* Imports under test: a model with its diagnostics and the last result, and short ways to look at what came of it. */
#ifndef ISMS_TEST_REGISTERS_H
#define ISMS_TEST_REGISTERS_H

#include <isms.h>

typedef struct setting {
    isms_model *model;
    isms_diagnostics *problems;
    isms_import *result;
    isms_import_options options;
} setting;

setting setting_new(void);
void setting_free(setting *s);

/* Imports a text; diagnostics and result are those of this import alone. Its rows are accounted for. */
isms_status take(setting *s, const char *name, const char *text);

/* Every row of every file is accounted for once. */
void accounts(const isms_import *result);

/* Rows of the first file with an outcome. */
uint64_t rows_of(const setting *s, isms_import_outcome outcome);

/* A diagnostic of the rule has the part in its line. */
void says(const setting *s, const char *rule, const char *part);

/* The attribute of a record is that text; lists are parted by ',', absent is "(none)". */
void has(const setting *s, isms_type type, const char *key, const char *path, const char *expected);

/* The unknown members of a record. */
void keeps(const setting *s, isms_type type, const char *key, const char *expected);

#endif
