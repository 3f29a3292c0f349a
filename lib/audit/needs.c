/* What a rule needs: registers that were delivered, values that are there, triggers (readiness.md 2). */
#include "readiness.h"

#include "schema/schema.h"

#include <string.h>

static bool next_need(const char **list, isms__requisite *out)
{
    char register_name[64], path[64];
    const char *p = *list;
    while (*p == ' ' || *p == ';')
        p++;
    if (!*p)
        return false;
    size_t n = strcspn(p, ";"), dot = strcspn(p, ".;");
    *list = p + n;
    while (n && p[n - 1] == ' ')
        n--;
    out->form = '.';
    if (n && (p[n - 1] == '?' || p[n - 1] == '!'))
        out->form = p[--n];
    if (dot > n)
        dot = n;
    if (dot >= sizeof register_name || n - dot >= sizeof path)
        return false;
    memcpy(register_name, p, dot);
    register_name[dot] = '\0';
    path[0] = '\0';
    if (dot < n) {
        memcpy(path, p + dot + 1, n - dot - 1);
        path[n - dot - 1] = '\0';
    }
    out->path_given = *path != '\0';
    out->type = isms_type_by_name(register_name);
    out->attribute = *path && strcmp(path, "id") != 0 ? isms__attribute_by_path(out->type, path) : 0;
    return true;
}

bool isms__delivered(const isms__run *run, isms_type type)
{
    return isms_register_is_delivered(run->model, type) && !isms_register_is_partial(run->model, type, 0);
}

/* Is the field itself declared, whatever is said of its register? */
static bool field_is_partial(const isms__run *run, isms_attribute attribute)
{
    const char *plural = isms_type_plural(isms__attribute_type(attribute)), *path = isms__attribute_path(attribute);
    size_t n = strlen(plural);
    isms_id header = isms_header(run->model);
    for (size_t i = 0, count = isms_list_count(run->model, header, ISMS_HEADER_PARTIAL); i < count; i++) {
        const char *left_out = isms_list_text(run->model, header, ISMS_HEADER_PARTIAL, i);
        if (strncmp(left_out, plural, n) == 0 && left_out[n] == '.' && strcmp(left_out + n + 1, path) == 0)
            return true;
    }
    return false;
}

static bool fails(isms__run *run, const isms__requisite *n)
{
    isms__buffer b = {.allocator = run->a};
    const char *name = isms_type_plural(n->type);
    if (!isms_register_is_delivered(run->model, n->type))
        isms__buffer_print(&b, "register `%s` was not delivered", name);
    else if (!n->path_given && isms_register_is_partial(run->model, n->type, 0))
        isms__buffer_print(&b, "register `%s` is declared partial", name); /* what is there can be judged, its absence cannot */
    else if (n->form == '?' && n->attribute && field_is_partial(run, n->attribute))
        isms__buffer_print(&b, "field `%s.%s` is declared partial", name, isms__attribute_path(n->attribute));
    bool failed = b.size > 0 || b.failed;
    if (failed)
        run->tally->reason = isms__keep(run->audit, isms__buffer_c(&b));
    run->failed |= b.failed;
    isms__buffer_dispose(&b);
    return failed;
}

/* Reads the list once for all records of the rule. */
static void read_list(isms__run *run)
{
    const char *list = run->rule->needs;
    run->need_count = 0;
    while (run->need_count < ISMS__NEEDS_MOST && next_need(&list, &run->needs[run->need_count]))
        run->need_count++;
}

bool isms__needs_met(isms__run *run)
{
    read_list(run);
    for (size_t i = 0; i < run->need_count; i++)
        if (fails(run, &run->needs[i]))
            return false;
    if (!run->as_of && strstr(run->rule->condition, "as-of")) {
        run->tally->reason = isms__keep(run->audit, "no as-of date was given");
        return false;
    }
    return true;
}

isms__verdict isms__needs_of(const isms__run *run, isms_id record)
{
    isms__verdict verdict = ISMS__CLEAR;
    for (size_t i = 0; i < run->need_count; i++) {
        const isms__requisite *n = &run->needs[i];
        if (n->type != run->rule->type || !n->attribute || n->form == '?' || isms_has(run->model, record, n->attribute))
            continue;
        if (n->form == '!')
            return ISMS__OUT;
        verdict = ISMS__NOT_KNOWN;
    }
    return verdict;
}
