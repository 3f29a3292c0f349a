/* An entry as a line of text, in its canonical form, and the hash over it. */
#include "history.h"

#include "json_text.h"

#include <string.h>

static const char *const kinds[] = {"change", "undo", "redo", "found"}; /* by isms_journal_kind */

const char *isms__history_kind_name(isms_journal_kind kind)
{
    return kind >= 0 && kind < (isms_journal_kind)(sizeof kinds / sizeof *kinds) ? kinds[kind] : NULL;
}

static void put_text(isms__buffer *out, const char *label, const char *text)
{
    isms__buffer_text(out, label);
    isms__json_quote(out, text, strlen(text));
}

static void put_raw(isms__buffer *out, const char *label, const char *json)
{
    isms__buffer_text(out, label);
    isms__buffer_text(out, json);
}

static void put_change(isms__buffer *out, const isms_history *h, const isms__history_change *c)
{
    put_raw(out, "{\"after\":", isms__history_text(h, c->after));
    put_text(out, ",\"attribute\":", isms__history_text(h, c->attribute));
    put_raw(out, ",\"before\":", isms__history_text(h, c->before));
    put_text(out, ",\"record\":", isms__history_text(h, c->record));
    put_text(out, ",\"type\":", isms__history_text(h, c->type));
    isms__buffer_char(out, '}');
}

/* Members stand in the order of their names; the hash is left out of what it is made of. */
static void put_entry(isms__buffer *out, const isms_history *h, size_t i, bool hash)
{
    const isms__history_entry *e = &h->entries[i];
    isms__buffer_text(out, "{\"changes\":[");
    for (size_t k = 0; k < e->count; k++) {
        isms__buffer_text(out, k ? "," : "");
        put_change(out, h, &h->changes[e->first + k]);
    }
    isms__buffer_text(out, "],\"entry\":");
    isms__buffer_integer(out, (int64_t)i + 1);
    if (hash)
        put_text(out, ",\"hash\":", e->hash);
    put_text(out, ",\"kind\":", isms__history_kind_name(e->kind));
    put_text(out, ",\"previous\":", i ? h->entries[i - 1].hash : h->genesis);
    put_text(out, ",\"when\":", isms__history_text(h, e->when));
    put_text(out, ",\"who\":", isms__history_text(h, e->who));
    put_text(out, ",\"why\":", isms__history_text(h, e->why));
    isms__buffer_char(out, '}');
}

void isms__history_line(const isms_history *h, size_t i, isms__buffer *out)
{
    put_entry(out, h, i, true);
}

void isms__history_hash(const isms_history *h, size_t i, isms__buffer *scratch, char out[ISMS__SHA256_TEXT])
{
    isms__buffer_clear(scratch);
    put_entry(scratch, h, i, false);
    if (!scratch->failed)
        isms__sha256_text(scratch->data, scratch->size, out);
}
