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

/* Documents that stand one behind the other, a line of three hyphens between two of them; what cannot be read is an empty one.
 */
static inline void fuzz_models(const uint8_t *data, size_t size, isms_model **models, size_t count)
{
    static const char line[] = "\n---\n";
    const char *at = (const char *)data, *end = at + size;
    for (size_t i = 0; i < count; i++) {
        const char *next = at;
        while (next < end && ((size_t)(end - next) < sizeof line - 1 || memcmp(next, line, sizeof line - 1) != 0))
            next++;
        PROMISED(isms_model_new(NULL, &models[i]) == ISMS_OK);
        isms_model_read_text(models[i], NULL, at, (size_t)(next - at), NULL, NULL);
        at = next < end ? next + sizeof line - 1 : end;
    }
}

static inline int fuzz_same_models(const isms_model *a, const isms_model *b)
{
    isms_blob *x = fuzz_bytes(a, "json", ISMS_FORM_CANONICAL), *y = fuzz_bytes(b, "json", ISMS_FORM_CANONICAL);
    int same = fuzz_same(x, y);
    isms_blob_free(x);
    isms_blob_free(y);
    return same;
}

/* An isms_write that gathers the bytes. */
typedef struct fuzz_text {
    char *bytes;
    size_t size;
} fuzz_text;

static inline int32_t fuzz_gather(void *user, const char *bytes, size_t size)
{
    fuzz_text *text = user;
    char *more = realloc(text->bytes, text->size + size + 1);
    PROMISED(more);
    memcpy(more + text->size, bytes, size);
    *text = (fuzz_text){more, text->size + size};
    return 0;
}

/* What was written is JSON: as a member of a document, which is read as strictly as any. */
static inline void fuzz_is_json(const fuzz_text *json)
{
    fuzz_text document = {NULL, 0};
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    isms_model *model = NULL;
    options.max_depth = 1000;
    fuzz_gather(&document, "{\"libisms\":\"1.0\",\"x\":", 21);
    fuzz_gather(&document, json->bytes, json->size);
    fuzz_gather(&document, "}", 1);
    PROMISED(isms_model_new(NULL, &model) == ISMS_OK);
    PROMISED(isms_model_read_text(model, "json", document.bytes, document.size, &options, NULL) == ISMS_OK);
    isms_model_free(model);
    free(document.bytes);
}

#endif
