/* Writing through a host's callback: small pieces are gathered, a refusal is remembered. Needs no memory but its own. */
#ifndef ISMS__CORE_OUTPUT_H
#define ISMS__CORE_OUTPUT_H

#include <isms/common.h>
#include <stdbool.h>

typedef struct isms__output {
    isms_write write;
    void *user;
    size_t used;
    bool refused; /* the callback would not go on: what came since is dropped */
    char bytes[2000];
} isms__output;

void isms__output_start(isms__output *o, isms_write write, void *user);
isms_status isms__output_finish(isms__output *o); /* hands over the rest; ISMS_E_IO where the callback refused */

void isms__output_add(isms__output *o, const char *bytes, size_t size);
void isms__output_text(isms__output *o, const char *text); /* NUL-terminated */
void isms__output_integer(isms__output *o, int64_t value);
void isms__output_json(isms__output *o, const char *text, size_t size); /* as a JSON string, with its quotes */

#endif
