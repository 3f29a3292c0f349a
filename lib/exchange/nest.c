/* Gathering the members that the schema does not know. */
#include "nest.h"

#include "json_text.h"

#include <string.h>

static void open_nest(isms__buffer *b, isms__nest *n)
{
    if (n->written)
        return;
    n->written = true;
    if (n->up) {
        open_nest(b, n->up);
        for (; n->up->list && n->up->count < n->step.index; n->up->count++)
            isms__buffer_text(b, n->up->count ? ",{}" : "{}");
        if (n->up->count++)
            isms__buffer_char(b, ',');
        if (!n->up->list) {
            isms__json_quote(b, n->step.name, strlen(n->step.name));
            isms__buffer_char(b, ':');
        }
    }
    isms__buffer_char(b, n->list ? '[' : '{');
}

/* In the header "/" holds the members of the root, so a member whose name is slashes gets one more. */
static void put_name(isms__buffer *b, const char *name, bool in_header)
{
    if (in_header && *name && strspn(name, "/") == strlen(name))
        isms__buffer_print(b, "\"%s/\"", name);
    else
        isms__json_quote(b, name, strlen(name));
}

void isms__nest_member(isms__buffer *b, isms__nest *n, const char *name, bool in_header)
{
    open_nest(b, n);
    if (n->count++)
        isms__buffer_char(b, ',');
    put_name(b, name, in_header && !n->up);
    isms__buffer_char(b, ':');
}

void isms__nest_close(isms__buffer *b, const isms__nest *n)
{
    if (n->written)
        isms__buffer_char(b, n->list ? ']' : '}');
}
