/* What the fuzz targets share. A target is one function; what breaks a promise of the library aborts. */
#ifndef ISMS_FUZZ_H
#define ISMS_FUZZ_H

#include <isms.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PROMISED(condition)                                                                                                    \
    do {                                                                                                                       \
        if (!(condition)) {                                                                                                    \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition);                                    \
            abort();                                                                                                           \
        }                                                                                                                      \
    } while (0)

/* The model as bytes of a format; the caller frees them. Every model can be written in every format. */
static inline isms_blob *fuzz_bytes(const isms_model *model, const char *format, isms_form form)
{
    isms_write_options options = ISMS_WRITE_OPTIONS_INIT;
    isms_blob *blob = NULL;
    options.form = form;
    PROMISED(isms_model_write_text(model, format, &options, &blob) == ISMS_OK);
    return blob;
}

static inline int fuzz_same(const isms_blob *a, const isms_blob *b)
{
    return isms_blob_size(a) == isms_blob_size(b) && memcmp(isms_blob_bytes(a), isms_blob_bytes(b), isms_blob_size(a)) == 0;
}

/* A way through each format comes back byte for byte. */
static inline void fuzz_round_trips(const isms_model *model)
{
    isms_blob *before = fuzz_bytes(model, "json", ISMS_FORM_CANONICAL);
    for (const char *format = isms_format_next(NULL); format; format = isms_format_next(format)) {
        isms_blob *text = fuzz_bytes(model, format, ISMS_FORM_PRETTY);
        isms_model *again = NULL;
        PROMISED(isms_model_new(NULL, &again) == ISMS_OK);
        PROMISED(isms_model_read_text(again, format, isms_blob_bytes(text), isms_blob_size(text), NULL, NULL) == ISMS_OK);
        isms_blob *after = fuzz_bytes(again, "json", ISMS_FORM_CANONICAL);
        PROMISED(fuzz_same(before, after));
        isms_blob_free(after);
        isms_blob_free(text);
        isms_model_free(again);
    }
    isms_blob_free(before);
}

#endif
