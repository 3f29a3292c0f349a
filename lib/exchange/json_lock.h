/* Parsing with cJSON, one thread at a time. */
#ifndef ISMS__EXCHANGE_JSON_LOCK_H
#define ISMS__EXCHANGE_JSON_LOCK_H

#include <cjson/cJSON.h>
#include <stddef.h>

/* The tree of a text that was checked before, freed with cJSON_Delete; NULL where memory is short, since nothing else can be.
 */
cJSON *isms__json_parse(const char *text, size_t size);

#endif
