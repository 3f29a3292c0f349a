/* How a member of a record stands in XML, for the reader, the writer and the schema. */
#ifndef ISMS__EXCHANGE_XML_FORM_H
#define ISMS__EXCHANGE_XML_FORM_H

#include "shape.h"

#include <string.h>

/* Short values are attributes; texts, whose white space counts, and amounts are elements. A text that is an id is short too. */
static inline bool isms__xml_is_attribute(const isms__node *n)
{
    if (n->form != ISMS__FORM_VALUE || n->a->kind == ISMS_KIND_MONEY)
        return false;
    return n->a->kind != ISMS_KIND_TEXT || strcmp(n->name, "id") == 0;
}

#endif
