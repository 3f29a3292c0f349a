/* Records by the names that people give them: finding one by its title, making one where a register only names it. */
#include "importer.h"

#include "core/hash.h"
#include "core/text.h"
#include "fold.h"
#include "schema/schema.h"

#include <string.h>

enum { NAME_MOST = 240 };

enum { KEY_MOST = NAME_MOST + 8 };

/* Key of the index: type and folded title, and a hash of the whole where that is long. */
static size_t index_key(isms_type type, const char *name, size_t size, char out[KEY_MOST])
{
    out[0] = (char)type;
    size_t n = 1 + isms__fold(name, size, out + 1, NAME_MOST);
    if (n <= NAME_MOST)
        return n;
    uint32_t hash = isms__hash(name, size, 0);
    memcpy(out + n, &hash, sizeof hash);
    return n + sizeof hash;
}

static isms_status index_record(isms__importer *im, isms_type type, isms_id id, const char *title)
{
    char key[KEY_MOST];
    size_t n = index_key(type, title, strlen(title), key);
    if (n == 1 || isms__map_find(&im->titles, key, n)) /* the first of two with one title */
        return ISMS_OK;
    return isms__map_put(&im->titles, key, n, id) ? ISMS_OK : ISMS_E_NO_MEMORY;
}

static isms_status index_titles(isms__importer *im, isms_type type)
{
    isms_attribute title = isms__attribute_by_path(type, "title");
    uint64_t *known = &im->indexed[type >> 6 & 1], bit = UINT64_C(1) << (type & 63);
    isms_status status = ISMS_OK;
    if (*known & bit)
        return ISMS_OK;
    for (isms_id id = isms_first(im->model, type); id && status == ISMS_OK; id = isms_next(im->model, id)) {
        const char *text = title ? isms_text(im->model, id, title) : NULL;
        if (text)
            status = index_record(im, type, id, text);
    }
    if (status == ISMS_OK)
        *known |= bit;
    return status;
}

isms_id isms__find_named(isms__importer *im, isms_type type, const char *name, size_t size)
{
    char key[KEY_MOST];
    isms_status status = index_titles(im, type);
    if (status != ISMS_OK)
        im->status = status;
    const uint64_t *found = isms__map_find(&im->titles, key, index_key(type, name, size, key));
    return found ? *found : ISMS_NONE;
}

void isms__forget_titles(isms__importer *im)
{
    isms__map_clear(&im->titles);
    im->indexed[0] = im->indexed[1] = 0;
}

void isms__slug(isms__buffer *out, const char *text, size_t size, const char *instead)
{
    enum { MOST = 60 };
    size_t start = out->size;
    bool gap = false, lost = false;
    for (size_t i = 0; i < size && !lost;) {
        size_t n = 1;
        while (i + n < size && ((unsigned char)text[i + n] & 0xc0) == 0x80)
            n++;
        isms__folding f = isms__folding_of(text + i, n);
        int c = isms__folding_next(&f);
        i += n;
        if (c < 0 || c == '%') {
            gap = out->size > start;
        } else if (c >= 0x80) {
            lost = true;
        } else {
            if (gap)
                isms__buffer_char(out, '-');
            gap = false;
            for (; c >= 0; c = isms__folding_next(&f))
                isms__buffer_char(out, (char)c);
            lost = out->size - start > MOST;
        }
    }
    bool empty = out->size == start;
    if (empty)
        isms__buffer_text(out, instead);
    if (lost || empty) {
        static const char hex[] = "0123456789abcdef";
        uint32_t hash = isms__hash(text, size, 0);
        isms__buffer_char(out, '-');
        for (int shift = 28; shift >= 0; shift -= 4)
            isms__buffer_char(out, hex[hash >> shift & 15]);
    }
}

isms_status isms__create_free(isms__importer *im, isms_type type, isms__buffer *key, isms_id *id)
{
    size_t stem = key->size;
    isms_status status = ISMS_E_EXISTS;
    for (int64_t n = 2; status == ISMS_E_EXISTS && n < 10000; n++) {
        if (key->failed)
            return ISMS_E_NO_MEMORY;
        status = isms_record_create(im->model, type, key->data, id);
        if (status != ISMS_E_EXISTS)
            return status;
        key->size = stem;
        isms__buffer_char(key, '-');
        isms__buffer_integer(key, n);
    }
    return status;
}

isms_id isms__make_named(isms__importer *im, isms_type type, const char *name, size_t size)
{
    isms_id id = ISMS_NONE;
    isms__buffer key;
    char shown[ISMS__SHOWN];
    bool delivered = isms_register_is_delivered(im->model, type);
    isms__buffer_init(&key, &im->host);
    isms__slug(&key, name, size, isms_type_name(type));
    isms_status status = isms__create_free(im, type, &key, &id);
    isms__buffer_dispose(&key);
    if (status == ISMS_OK)
        status = isms_set_text_n(im->model, id, isms__attribute_by_path(type, "title"), name, size);
    if (status == ISMS_OK)
        status = isms_record_set_location(im->model, id, im->source, im->cell_line, im->cell_column);
    if (status == ISMS_OK && delivered && !isms_register_is_partial(im->model, type, 0))
        isms__import_say(im, ISMS_SEVERITY_NOTE, "ISMS-IMPORT-RECORD", NULL,
                         "%s has no \"%s\"; a record was made from the name", isms_type_plural(type),
                         isms__shown(name, size, shown));
    if (status == ISMS_OK && !delivered) /* nobody delivered that register: what is not in it says nothing */
        status = isms__partial_add(im->model, isms_type_plural(type));
    if (status == ISMS_OK) {
        const char *title = isms_text(im->model, id, isms__attribute_by_path(type, "title"));
        status = index_record(im, type, id, title);
    }
    if (status != ISMS_OK) {
        im->status = status;
        return ISMS_NONE;
    }
    im->result->outcomes[ISMS_IMPORT_NAMED]++;
    return id;
}
