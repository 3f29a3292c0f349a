/* Gathering what is written and handing it over. */
#include "sink.h"

#include <string.h>

void isms__sink_start(isms__sink *s, const isms_allocator *a, isms_write write, void *user)
{
    memset(s, 0, sizeof *s);
    isms__buffer_init(&s->b, a);
    s->write = write;
    s->user = user;
}

static void hand_over(isms__sink *s)
{
    if (s->b.failed && s->status == ISMS_OK)
        s->status = ISMS_E_NO_MEMORY;
    if (s->status == ISMS_OK && s->b.size && s->write(s->user, s->b.data, s->b.size) != 0)
        s->status = ISMS_E_IO;
    isms__buffer_clear(&s->b);
}

isms_status isms__sink_pass(isms__sink *s)
{
    if (s->b.size >= ISMS__SINK_SIZE || s->b.failed)
        hand_over(s);
    return s->status;
}

isms_status isms__sink_end(isms__sink *s)
{
    hand_over(s);
    isms__buffer_dispose(&s->b);
    return s->status;
}
