/* Records from lines of text, so that a test shows its model at a glance. */
#ifndef ISMS_TEST_RECORDS_H
#define ISMS_TEST_RECORDS_H

#include <isms.h>

/* Adds a record for each line: `type id; path value; path value, value`. A line that ends in `+` adds nothing but states that
 * the register was delivered: `risk +`. `document -` is the document itself. Any failure fails the test. Returns the model. */
isms_model *test_add(isms_model *m, const char *lines);

/* A new model with such records. */
isms_model *test_model_of(const char *lines);

/* Replaces the value of one attribute: "path value", as in a line; without a value it is cleared. */
void test_set(isms_model *m, isms_id record, const char *part);

/* The record of a type by names: test_record(m, "risk", "R-1"); fails the test where it is not there. */
isms_id test_record(const isms_model *m, const char *type, const char *key);

#endif
