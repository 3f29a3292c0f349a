/* A growing text that remembers failure. */
#include "buffer.h"

#include "number.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void isms__buffer_init(isms__buffer *b, const isms_allocator *a)
{
    memset(b, 0, sizeof *b);
    b->allocator = a;
}

void isms__buffer_dispose(isms__buffer *b)
{
    isms__release(b->allocator, b->data, b->capacity);
    b->data = NULL;
    b->size = b->capacity = 0;
}

void isms__buffer_clear(isms__buffer *b)
{
    b->size = 0;
    if (b->data)
        b->data[0] = '\0';
}

bool isms__buffer_room(isms__buffer *b, size_t more)
{
    if (b->failed)
        return false;
    if (more < b->capacity - b->size) /* one byte is for the NUL */
        return true;
    if (more > SIZE_MAX - b->size - 1 || !isms__reserve(b->allocator, (void **)&b->data, &b->capacity, b->size + more + 1, 1)) {
        b->failed = true;
        return false;
    }
    return true;
}

void isms__buffer_add(isms__buffer *b, const char *bytes, size_t size)
{
    if (!isms__buffer_room(b, size))
        return;
    if (size)
        memcpy(b->data + b->size, bytes, size);
    b->size += size;
    b->data[b->size] = '\0';
}

uint32_t isms__buffer_keep(isms__buffer *texts, const char *text, size_t size, isms_status *status)
{
    size_t at = texts->size;
    if (!size)
        return 0;
    isms__buffer_add(texts, text, size);
    isms__buffer_char(texts, '\0');
    if (*status == ISMS_OK)
        *status = texts->failed ? ISMS_E_NO_MEMORY : texts->size > UINT32_MAX ? ISMS_E_LIMIT : ISMS_OK;
    return *status == ISMS_OK ? (uint32_t)at : 0;
}

void isms__buffer_text(isms__buffer *b, const char *text)
{
    if (text)
        isms__buffer_add(b, text, strlen(text));
}

void isms__buffer_char(isms__buffer *b, char c)
{
    isms__buffer_add(b, &c, 1);
}

void isms__buffer_integer(isms__buffer *b, int64_t value)
{
    char digits[24];
    size_t n = isms__integer_format(value, digits);
    isms__buffer_add(b, digits, n);
}

void isms__buffer_real(isms__buffer *b, double value)
{
    char digits[ISMS__REAL_SIZE];
    size_t n = isms__real_format(value, digits);
    isms__buffer_add(b, digits, n);
}

void isms__buffer_json(isms__buffer *b, const char *text)
{
    isms__buffer_char(b, '"');
    for (const char *p = text ? text : ""; *p; p++) {
        if (*p == '"' || *p == '\\') {
            isms__buffer_char(b, '\\');
            isms__buffer_char(b, *p);
        } else if (*p == '\n' || *p == '\t') {
            isms__buffer_text(b, *p == '\n' ? "\\n" : "\\t");
        } else if ((unsigned char)*p < 0x20) {
            isms__buffer_print(b, "\\u%04x", (unsigned)(unsigned char)*p);
        } else {
            isms__buffer_char(b, *p);
        }
    }
    isms__buffer_char(b, '"');
}

void isms__buffer_day(isms__buffer *b, isms_day day)
{
    char text[11];
    isms_date_format(day, text);
    isms__buffer_text(b, text);
}

void isms__buffer_print(isms__buffer *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    size_t room = b->failed ? 0 : b->capacity - b->size; /* mostly there is room enough: it is then written at once */
    int n = vsnprintf(room ? b->data + b->size : NULL, room, format, args);
    va_end(args);
    bool written = n >= 0 && (size_t)n < room;
    if (n >= 0 && !written && isms__buffer_room(b, (size_t)n))
        written = vsnprintf(b->data + b->size, (size_t)n + 1, format, again) == n;
    if (written)
        b->size += (size_t)n;
    else if (room)
        b->data[b->size] = '\0';
    va_end(again);
}

const char *isms__buffer_c(const isms__buffer *b)
{
    if (!b->data || !b->size)
        return "";
    b->data[b->size] = '\0'; /* isms__buffer_fill leaves it to the next piece */
    return b->data;
}
