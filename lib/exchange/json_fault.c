/* What the strict scanner found wrong in a JSON value, told with the attribute that it stands in. */
#include "json.h"

#include <string.h>

static bool is_within(isms__json value, const char *at)
{
    return at >= value.text && at < value.text + value.size;
}

/* The member or item of the value that `at` stands in; its step goes to the path. false: it stands in none, or in a name. */
static bool descend(isms__json *value, const char *at, isms__buffer *path)
{
    isms__json_walk walk;
    isms__json name, inner;
    if (isms__json_open(&walk, *value, '{')) {
        while (isms__json_member(&walk, &name, &inner)) {
            if (!is_within(inner, at))
                continue;
            isms__buffer_text(path, path->size ? "." : "");
            isms__json_decode(path, name);
            *value = inner;
            return true;
        }
        return false;
    }
    if (!isms__json_open(&walk, *value, '['))
        return false;
    for (size_t i = 0; isms__json_item(&walk, &inner); i++) {
        if (!is_within(inner, at))
            continue;
        isms__buffer_print(path, "[%zu]", i);
        *value = inner;
        return true;
    }
    return false;
}

void isms__json_path(isms__json value, const char *at, isms__buffer *path)
{
    while (descend(&value, at, path))
        ;
}

void isms__json_report_faults(isms__json_reader *r, const char *within)
{
    isms__json value = {r->window->at, r->scan.size};
    isms__buffer path;
    isms__buffer_init(&path, r->load->allocator);
    for (size_t i = 0; i < r->scan.fault_count; i++) {
        const isms__json_fault *f = &r->scan.faults[i];
        isms__buffer_clear(&path);
        isms__buffer_text(&path, within);
        isms__json_path(value, value.text + f->first, &path);
        const char *attribute = isms__buffer_c(&path);
        isms__json_report(r, f->problem, attribute, f->at, "%.160s%s%s", attribute, *attribute ? ": " : "", f->message);
    }
    isms__buffer_dispose(&path);
}

/* The value in which names may stand twice. */
typedef struct twice {
    isms__json_reader *r;
    isms__json value;
    const char *within;
    bool failed;
} twice;

/* The second one is reported. */
static void report_twice(void *user, isms__json name)
{
    twice *t = user;
    isms__buffer path;
    isms__buffer_init(&path, t->r->load->allocator);
    isms__buffer_text(&path, t->within);
    isms__json_path(t->value, name.text, &path);
    isms__buffer_text(&path, path.size ? "." : "");
    size_t at = path.size;
    isms__json_decode(&path, name);
    isms__json_report(t->r, ISMS__PROBLEM_TWICE, isms__buffer_c(&path), (size_t)(name.text - t->value.text),
                      "the member %.100s stands twice in one object", path.failed ? "" : isms__buffer_c(&path) + at);
    t->failed |= path.failed;
    isms__buffer_dispose(&path);
}

bool isms__json_report_twice(isms__json_reader *r, isms__json value, const char *within)
{
    twice t = {r, value, within, false};
    return isms__json_each_twice(value, r->load->allocator, report_twice, &t) && !t.failed;
}
