/* A comparison of two models as lines, JSON or CSV. */
#include "csv_write.h"
#include "json_text.h"

#include <isms/diff.h>
#include <string.h>

typedef struct form {
    const char *name;
    void (*start)(isms__output *out);
    void (*change)(isms__output *out, const isms_diff *d, size_t i);
    void (*end)(isms__output *out, size_t count);
} form;

static const char *const words[] = {"", "added", "removed", "changed", "register"};

/* ------------------------------------------------------------------ lines */

/* The title of a record that is there as JSON text, in brackets. */
static void put_title(isms__output *out, const char *record)
{
    isms__json title = {"", 0};
    if (!isms__json_find((isms__json){record, strlen(record)}, "title", 5, &title))
        return;
    isms__output_text(out, " (");
    isms__output_add(out, title.text, title.size);
    isms__output_text(out, ")");
}

static void put_value(isms__output *out, const char *value)
{
    isms__output_text(out, *value ? value : "nothing");
}

enum { ITEMS_MOST = 500 }; /* in longer lists items are not looked for one by one */

static size_t count_items(isms__json list)
{
    isms__json_walk walk;
    isms__json item;
    size_t count = 0;
    isms__json_open(&walk, list, '[');
    while (isms__json_item(&walk, &item))
        count++;
    return count;
}

static bool has_item(isms__json list, isms__json wanted)
{
    isms__json_walk walk;
    isms__json item;
    isms__json_open(&walk, list, '[');
    while (isms__json_item(&walk, &item))
        if (item.size == wanted.size && memcmp(item.text, wanted.text, item.size) == 0)
            return true;
    return false;
}

/* The items of a list that another one has not, each behind its mark. Returns how many there are with those that came before.
 */
static size_t put_items(isms__output *out, isms__json list, isms__json other, const char *mark, size_t count)
{
    isms__json_walk walk;
    isms__json item;
    isms__json_open(&walk, list, '[');
    while (isms__json_item(&walk, &item))
        if (!has_item(other, item)) {
            isms__output_text(out, count++ ? ", " : "");
            isms__output_text(out, mark);
            isms__output_add(out, item.text, item.size);
        }
    return count;
}

/* Of two lists, what went and what came. False where that does not say it: one is none, too long, or only the order differs. */
static bool put_list(isms__output *out, const char *before, const char *after)
{
    isms__json a = {before, strlen(before)}, b = {after, strlen(after)};
    if (*before != '[' || *after != '[' || count_items(a) > ITEMS_MOST || count_items(b) > ITEMS_MOST)
        return false;
    return put_items(out, b, a, "+ ", put_items(out, a, b, "- ", 0)) > 0;
}

static void line_of(isms__output *out, const isms_diff *d, size_t i)
{
    isms_diff_kind kind = isms_diff_kind_of(d, i);
    const char *key = isms_diff_key(d, i), *before = isms_diff_before(d, i), *after = isms_diff_after(d, i);
    isms__output_text(out, kind == ISMS_DIFF_REGISTER ? isms_type_plural(isms_diff_type(d, i))
                                                      : isms_type_name(isms_diff_type(d, i)));
    isms__output_text(out, *key ? " " : "");
    isms__output_text(out, key);
    isms__output_text(out, ": ");
    if (kind == ISMS_DIFF_CHANGED) {
        isms__output_text(out, isms_diff_path(d, i));
        isms__output_text(out, ": ");
        if (!put_list(out, before, after)) {
            put_value(out, before);
            isms__output_text(out, " -> ");
            put_value(out, after);
        }
    } else if (kind == ISMS_DIFF_REGISTER) {
        isms__output_text(out,
                          strcmp(after, "true") == 0 ? "the register is delivered" : "the register is no longer delivered");
    } else {
        isms__output_text(out, words[kind]);
        put_title(out, kind == ISMS_DIFF_ADDED ? after : before);
    }
    isms__output_text(out, "\n");
}

static void nothing_first(isms__output *out)
{
    (void)out;
}

static void nothing_last(isms__output *out, size_t count)
{
    (void)out;
    (void)count;
}

/* ------------------------------------------------------------------ JSON */

static void open_list(isms__output *out)
{
    isms__output_text(out, "[");
}

static void close_list(isms__output *out, size_t count)
{
    isms__output_text(out, count ? "\n]\n" : "]\n");
}

static void put_member(isms__output *out, const char *label, const char *text)
{
    isms__output_text(out, label);
    isms__output_json(out, text, strlen(text));
}

static void object_of(isms__output *out, const isms_diff *d, size_t i)
{
    const char *key = isms_diff_key(d, i), *path = isms_diff_path(d, i);
    isms__output_text(out, i ? "," : "");
    put_member(out, "\n  {\"change\": ", words[isms_diff_kind_of(d, i)]);
    put_member(out, ", \"type\": ", isms_type_name(isms_diff_type(d, i)));
    if (*key)
        put_member(out, ", \"id\": ", key);
    if (*path)
        put_member(out, ", \"attribute\": ", path);
    if (*isms_diff_before(d, i)) {
        isms__output_text(out, ", \"before\": ");
        isms__output_text(out, isms_diff_before(d, i));
    }
    if (*isms_diff_after(d, i)) {
        isms__output_text(out, ", \"after\": ");
        isms__output_text(out, isms_diff_after(d, i));
    }
    isms__output_text(out, "}");
}

/* ------------------------------------------------------------------ CSV */

static void put_row(isms__output *out, const char *const *cells, size_t count)
{
    isms__csv_writer csv = {.out = out};
    for (size_t i = 0; i < count; i++)
        isms__csv_cell(&csv, cells[i]);
    isms__csv_end_record(&csv);
}

static void header_row(isms__output *out)
{
    static const char *const names[] = {"change", "type", "id", "attribute", "before", "after"};
    put_row(out, names, 6);
}

static void row_of(isms__output *out, const isms_diff *d, size_t i)
{
    const char *const cells[] = {words[isms_diff_kind_of(d, i)],
                                 isms_type_name(isms_diff_type(d, i)),
                                 isms_diff_key(d, i),
                                 isms_diff_path(d, i),
                                 isms_diff_before(d, i),
                                 isms_diff_after(d, i)};
    put_row(out, cells, 6);
}

/* ------------------------------------------------------------------ all */

static const form forms[] = {{"text", nothing_first, line_of, nothing_last},
                             {"json", open_list, object_of, close_list},
                             {"csv", header_row, row_of, nothing_last}};

isms_status isms_diff_write(const isms_diff *diff, const char *name, isms_write write, void *user)
{
    isms__output out;
    size_t f = 0;
    if (!diff || !write)
        return ISMS_E_MISUSE;
    while (name && f < sizeof forms / sizeof *forms && strcmp(forms[f].name, name) != 0)
        f++;
    if (f == sizeof forms / sizeof *forms)
        return ISMS_E_FORMAT;
    isms__output_start(&out, write, user);
    forms[f].start(&out);
    for (size_t i = 0; i < isms_diff_count(diff); i++)
        forms[f].change(&out, diff, i);
    forms[f].end(&out, isms_diff_count(diff));
    return isms__output_finish(&out);
}
