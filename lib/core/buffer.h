/* A growing text: every writer of the library writes here. A failed allocation is remembered, so that only the end is checked.
 */
#ifndef ISMS__CORE_BUFFER_H
#define ISMS__CORE_BUFFER_H

#include "bytes.h"
#include "memory.h"

typedef struct isms__buffer {
    const isms_allocator *allocator;
    char *data; /* always NUL-terminated where size > 0 */
    size_t size;
    size_t capacity;
    bool failed; /* an allocation failed: what was added since is missing */
} isms__buffer;

void isms__buffer_init(isms__buffer *b, const isms_allocator *a);
void isms__buffer_dispose(isms__buffer *b);
void isms__buffer_clear(isms__buffer *b); /* keeps the memory and the failure */

bool isms__buffer_room(isms__buffer *b, size_t more); /* room for `more` bytes and a NUL behind what is there */
void isms__buffer_add(isms__buffer *b, const char *bytes, size_t size);

/* Where `most` bytes may be written, NULL where there is no memory; isms__buffer_fill then says behind what is written. For
 * writers of many small pieces. */
static inline char *isms__buffer_claim(isms__buffer *b, size_t most)
{
    bool room = most < b->capacity - b->size || isms__buffer_room(b, most);
    return room ? b->data + b->size : NULL;
}

static inline void isms__buffer_fill(isms__buffer *b, const char *end)
{
    b->size = (size_t)(end - b->data);
    b->data[b->size] = '\0'; /* its place was claimed too: isms__buffer_c must end */
}
void isms__buffer_text(isms__buffer *b, const char *text); /* NUL-terminated; NULL adds nothing */
void isms__buffer_char(isms__buffer *b, char c);
void isms__buffer_integer(isms__buffer *b, int64_t value);
void isms__buffer_real(isms__buffer *b, double value);     /* shortest form that reads back exactly; locale-free */
void isms__buffer_json(isms__buffer *b, const char *text); /* as a JSON string, with its quotes; NULL is an empty one */
void isms__buffer_day(isms__buffer *b, isms_day day);

/* Keeps a text with its NUL behind those that are there, and hands out its place; 0, which a pool of texts keeps for the empty
 * one, where there is none or it cannot be kept. *status then says why, unless it was an error before. */
uint32_t isms__buffer_keep(isms__buffer *texts, const char *text, size_t size, isms_status *status);

/* printf for %s %d %u %c %zu %lld and the like; never for floating point, whose form depends on the locale. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void isms__buffer_print(isms__buffer *b, const char *format, ...);

const char *isms__buffer_c(const isms__buffer *b); /* the text, "" where it is empty; never NULL */

#endif
