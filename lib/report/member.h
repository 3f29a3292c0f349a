/* Members of a JSON object on their way out. */
#ifndef ISMS__REPORT_MEMBER_H
#define ISMS__REPORT_MEMBER_H

#include "core/output.h"

void isms__member_key(isms__output *o, const char *name);                     /* the name and its colon */
void isms__member_text(isms__output *o, const char *name, const char *value); /* NULL is the empty text */
void isms__member_number(isms__output *o, const char *name, int64_t value);

#endif
