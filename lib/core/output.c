/* Gathering what is written and handing it to the host's callback. */
#include "output.h"

#include "number.h"

#include <string.h>

void isms__output_start(isms__output *o, isms_write write, void *user)
{
    o->write = write;
    o->user = user;
    o->used = 0;
    o->refused = false;
}

static void hand_over(isms__output *o, const char *bytes, size_t size)
{
    if (size && !o->refused)
        o->refused = o->write(o->user, bytes, size) != 0;
}

isms_status isms__output_finish(isms__output *o)
{
    hand_over(o, o->bytes, o->used);
    o->used = 0;
    return o->refused ? ISMS_E_IO : ISMS_OK;
}

void isms__output_add(isms__output *o, const char *bytes, size_t size)
{
    if (size > sizeof o->bytes - o->used)
        isms__output_finish(o);
    if (size > sizeof o->bytes) {
        hand_over(o, bytes, size);
        return;
    }
    memcpy(o->bytes + o->used, bytes, size);
    o->used += size;
}

void isms__output_text(isms__output *o, const char *text)
{
    isms__output_add(o, text, strlen(text));
}

void isms__output_integer(isms__output *o, int64_t value)
{
    char digits[24];
    size_t size = isms__integer_format(value, digits);
    isms__output_add(o, digits, size);
}

static void json_escape(isms__output *o, unsigned char c)
{
    static const char names[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'};
    static const char hex[] = "0123456789abcdef";
    if (c < sizeof names && names[c])
        isms__output_add(o, (char[]){'\\', names[c]}, 2);
    else
        isms__output_add(o, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

void isms__output_json(isms__output *o, const char *text, size_t size)
{
    size_t plain = 0; /* start of the bytes that need no escape */
    isms__output_add(o, "\"", 1);
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        isms__output_add(o, text + plain, i - plain);
        json_escape(o, c);
        plain = i + 1;
    }
    isms__output_add(o, text + plain, size - plain);
    isms__output_add(o, "\"", 1);
}
