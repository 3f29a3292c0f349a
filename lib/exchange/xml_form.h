/* How a member of a record stands in XML, for the reader, the writer and the schema. */
#ifndef ISMS__EXCHANGE_XML_FORM_H
#define ISMS__EXCHANGE_XML_FORM_H

#include "shape.h"

#include <string.h>

/* Short values are attributes; texts, whose white space counts, and amounts are elements. A text that is an id is short too. */
static inline bool isms__xml_attribute_form(const isms__attribute *a)
{
    size_t size;
    if (isms__form_of(a) != ISMS__FORM_VALUE || a->kind == ISMS_KIND_MONEY)
        return false;
    const char *name = isms__last_part(a->path, &size);
    return a->kind != ISMS_KIND_TEXT || (size == 2 && memcmp(name, "id", 2) == 0);
}

/* The same for a node, whose form and name are known. */
static inline bool isms__xml_is_attribute(const isms__node *n)
{
    if (n->form != ISMS__FORM_VALUE || n->a->kind == ISMS_KIND_MONEY)
        return false;
    return n->a->kind != ISMS_KIND_TEXT || (n->size == 2 && memcmp(n->name, "id", 2) == 0);
}

#endif
