/* Members of a JSON object on their way out. */
#include "member.h"

#include <string.h>

void isms__member_key(isms__output *o, const char *name)
{
    isms__output_text(o, "\"");
    isms__output_text(o, name);
    isms__output_text(o, "\":");
}

void isms__member_text(isms__output *o, const char *name, const char *value)
{
    isms__member_key(o, name);
    isms__output_json(o, value ? value : "", value ? strlen(value) : 0);
}

void isms__member_number(isms__output *o, const char *name, int64_t value)
{
    isms__member_key(o, name);
    isms__output_integer(o, value);
}
