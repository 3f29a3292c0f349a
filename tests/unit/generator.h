/* Documents made up along the schema, the same for the same number: every kind of value, lists, groups, tables, members that
 * the schema does not know, texts that are awkward to write, registers that are absent, empty and partial. */
#ifndef ISMS_TEST_GENERATOR_H
#define ISMS_TEST_GENERATOR_H

/* A JSON document; the caller frees it. NULL: no memory. */
char *generated_document(unsigned number);

/* A document with one risk that has an object of many members beside the schema; likewise. Member i is 1 where bit i % 3 of
 * `ones` is set and else 0; they stand from the last to the first where that is asked for. */
char *wide_document(unsigned ones, int backwards);

#endif
