/* Holding each distinct text and list once. */
#include "pool.h"

#include "core/hash.h"
#include "core/text.h"
#include "tool.h"

#include <stdlib.h>
#include <string.h>

static void *grow(void *items, size_t *capacity, size_t need, size_t element)
{
    if (need <= *capacity)
        return items;
    while (*capacity < need)
        *capacity = *capacity ? *capacity * 2 : 1024;
    void *grown = realloc(items, *capacity * element);
    if (!grown)
        fail("generate", 0, "out of memory");
    return grown;
}

void pool_start(pool *p)
{
    memset(p, 0, sizeof *p);
    p->texts = grow(NULL, &p->text_capacity, 1, 1);
    p->texts[p->text_size++] = 0; /* nothing is at offset 0 */
    p->lists = grow(NULL, &p->list_capacity, 1, sizeof *p->lists);
    p->lists[p->list_size++] = 0;
}

void pool_end(pool *p)
{
    free(p->texts);
    free(p->slots);
    free(p->lists);
}

static const char *text_at(const pool *p, uint32_t offset, size_t *size)
{
    const unsigned char *at = p->texts + offset;
    unsigned shift = 0;
    *size = 0;
    do {
        *size |= (size_t)(*at & 0x7f) << shift;
        shift += 7;
    } while (*at++ & 0x80);
    return (const char *)at;
}

/* The slot that holds the text, or the free one where it belongs. */
static uint32_t *slot_of(const pool *p, const char *text, size_t size)
{
    for (uint32_t i = isms__hash(text, size, 0);; i++) {
        uint32_t *slot = &p->slots[i & (p->slot_count - 1)];
        size_t held_size = 0;
        const char *held = *slot ? text_at(p, *slot, &held_size) : NULL;
        if (!held || (held_size == size && memcmp(held, text, size) == 0))
            return slot;
    }
}

static void rehash(pool *p)
{
    uint32_t old_count = p->slot_count, *old = p->slots;
    p->slot_count = old_count ? old_count * 2 : 4096;
    p->slots = calloc(p->slot_count, sizeof *p->slots);
    if (!p->slots)
        fail("generate", 0, "out of memory");
    for (uint32_t i = 0; i < old_count; i++) {
        size_t size = 0;
        const char *text = old[i] ? text_at(p, old[i], &size) : NULL;
        if (text)
            *slot_of(p, text, size) = old[i];
    }
    free(old);
}

uint32_t pool_text(pool *p, const char *text, size_t size)
{
    if (p->text_count * 2 >= p->slot_count)
        rehash(p);
    uint32_t *slot = slot_of(p, text, size);
    if (*slot)
        return *slot;
    *slot = (uint32_t)p->text_size;
    p->text_count++;
    p->texts = grow(p->texts, &p->text_capacity, p->text_size + size + 11, 1);
    size_t rest = size;
    for (; rest >= 0x80; rest >>= 7)
        p->texts[p->text_size++] = (unsigned char)(0x80 | (rest & 0x7f));
    p->texts[p->text_size++] = (unsigned char)rest;
    memcpy(p->texts + p->text_size, text, size);
    p->text_size += size;
    p->texts[p->text_size++] = 0;
    return *slot;
}

uint32_t pool_list(pool *p, const uint32_t *items, uint32_t count)
{
    for (size_t at = 1; at < p->list_size; at += p->lists[at] + 1)
        if (p->lists[at] == count && memcmp(p->lists + at + 1, items, count * sizeof *items) == 0)
            return (uint32_t)at;
    p->lists = grow(p->lists, &p->list_capacity, p->list_size + count + 1, sizeof *p->lists);
    size_t at = p->list_size;
    p->lists[at] = count;
    memcpy(p->lists + at + 1, items, count * sizeof *items);
    p->list_size += count + 1;
    return (uint32_t)at;
}
