/* The value of one attribute as canonical JSON text (RFC 8785), and back: what a journal says of a change. `null` is absent. */
#ifndef ISMS__EXCHANGE_VALUE_TEXT_H
#define ISMS__EXCHANGE_VALUE_TEXT_H

#include "json_text.h"
#include "model/store.h"

/* Appends the value. Two records that documents show alike have equal texts: a member of a list of groups has an item, or null,
 * for each of the groups. */
void isms__value_put(isms__buffer *out, const isms_model *m, const isms__type *type, const isms__attribute *a, uint32_t row);

/* The value that the text says, as a cell or set, inside an edit. `text` is well-formed JSON.
 * ISMS_E_DATA: it is none of the attribute's kind. ISMS_E_NO_MEMORY. */
isms_status isms__value_cell(isms_model *m, const isms__attribute *a, isms__json text, uint32_t *cell);
isms_status isms__value_take(isms_model *m, const isms__type *type, const isms__attribute *a, uint32_t row, isms__json text);

#endif
