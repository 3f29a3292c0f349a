/* Documents into models and back, and documents that readers must refuse. */
#ifndef ISMS_TEST_DOCUMENTS_H
#define ISMS_TEST_DOCUMENTS_H

#include <isms.h>
#include <stdbool.h>

/* The model of a document that has nothing wrong. */
isms_model *test_read(const char *format, const char *text, size_t size);
isms_model *test_read_json(const char *text);

isms_blob *test_write(const isms_model *model, const char *format, isms_form form);
bool test_blob_is(const isms_blob *blob, const char *text, size_t size);
bool test_same_blob(const isms_blob *a, const isms_blob *b);

/* The document in JSON that has a value of every kind; the caller frees it. */
char *test_every_kind(size_t *size);

/* Reads a text into a new model; the lines of the diagnostics go to `lines`, parted by line feeds. The source is called `a.`
 * and the format. A text that is refused has a reason and leaves the model as it was. */
isms_status test_read_lines(const char *format, const char *text, size_t size, const isms_read_options *options, char *lines,
                            size_t room);

/* A source that hands the document over in pieces gives the same model as the whole: pieces of 1, 1 + step, ... bytes. */
void test_pieces_agree(const char *text, size_t size, size_t longest, size_t step);

/* A text, and what is said of it. */
typedef struct test_refusal {
    const char *text;
    isms_status status;
    const char *lines;
} test_refusal;

void test_refusals(const char *format, const test_refusal *rows, size_t count, const isms_read_options *options);

#endif
