/* Tables of transitions, searched. */
#include "transition.h"

#include <string.h>

const isms__transition *isms__transition_find(const isms__transition *table, size_t count, const char *state, const char *event)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].from, state) == 0 && strcmp(table[i].event, event) == 0)
            return &table[i];
    return NULL;
}

void isms__transition_list(isms__buffer *b, const isms__transition *table, size_t count, const char *state)
{
    size_t before = b->size;
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].from, state) == 0)
            isms__buffer_print(b, "%s%s", b->size > before ? ", " : "", table[i].event);
    if (b->size == before)
        isms__buffer_text(b, "nothing");
}
