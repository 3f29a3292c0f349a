/* The bytes of an XML document on their way to the parser: what no text may hold is mended, and lines are remembered, so that a
 * byte's place can be told later. */
#ifndef ISMS__EXCHANGE_XML_PLACES_H
#define ISMS__EXCHANGE_XML_PLACES_H

#include "core/memory.h"
#include "problem.h"

typedef struct isms__xml_places {
    const isms_allocator *allocator;
    uint64_t *starts; /* of lines, as far as they are still of interest */
    size_t count, capacity;
    uint64_t line; /* number of the first of them */
    uint64_t seen; /* bytes so far */
} isms__xml_places;

bool isms__xml_places_init(isms__xml_places *p, const isms_allocator *a); /* false: no memory */
void isms__xml_places_dispose(isms__xml_places *p);

/* The next bytes. Places before `from` are not asked for any more. */
bool isms__xml_places_add(isms__xml_places *p, const char *bytes, size_t size, uint64_t from);
void isms__xml_places_find(const isms__xml_places *p, uint64_t place, uint64_t *line, uint64_t *column);

/* Position of the first byte at or behind `at` that is no part of a text, or size; *problem says why. Ends of lines may be
 * those of any system. `last`: nothing follows, else *whole is how many bytes can be judged. */
size_t isms__xml_fault(const char *bytes, size_t size, size_t at, bool last, size_t *whole, isms__problem *problem);

#endif
