/* Profiles: looking them up, and finding the one that a header speaks of. */
#include "profile.h"

#include "core/text.h"
#include "fold.h"

#include <string.h>

/* In the order in which files of one import are taken: what is referred to comes before what refers to it. */
static const isms__profile *const profiles[] = {
#define ONE(name) &isms__profile_##name,
    ISMS__PROFILE_LIST(ONE)
#undef ONE
};

enum { PROFILES = sizeof profiles / sizeof *profiles };

const isms__profile *isms__profile_get(isms_import_profile profile)
{
    return profile >= 1 && profile <= PROFILES ? profiles[profile - 1] : NULL;
}

isms_import_profile isms_import_profile_next(isms_import_profile previous)
{
    return previous >= 0 && previous < PROFILES ? previous + 1 : 0;
}

isms_import_profile isms_import_profile_by_name(const char *name)
{
    isms_import_profile id = name ? PROFILES : 0;
    while (id > 0 && strcmp(profiles[id - 1]->name, name) != 0)
        id--;
    return id;
}

const char *isms_import_profile_name(isms_import_profile profile)
{
    const isms__profile *p = isms__profile_get(profile);
    return p ? p->name : NULL;
}

const char *isms_import_profile_doc(isms_import_profile profile)
{
    const isms__profile *p = isms__profile_get(profile);
    return p ? p->doc : NULL;
}

isms_type isms_import_profile_type(isms_import_profile profile)
{
    const isms__profile *p = isms__profile_get(profile);
    return p ? p->type : 0;
}

size_t isms_import_profile_column_count(isms_import_profile profile)
{
    const isms__profile *p = isms__profile_get(profile);
    return p ? p->count : 0;
}

static const isms__profile_column *column_of(isms_import_profile profile, size_t i)
{
    const isms__profile *p = isms__profile_get(profile);
    return p && i < p->count ? &p->columns[i] : NULL;
}

const char *isms_import_profile_column_path(isms_import_profile profile, size_t i)
{
    const isms__profile_column *c = column_of(profile, i);
    return c ? c->path : NULL;
}

const char *isms_import_profile_column_headers(isms_import_profile profile, size_t i)
{
    const isms__profile_column *c = column_of(profile, i);
    return c ? c->aliases : NULL;
}

int32_t isms_import_profile_column_is_id(isms_import_profile profile, size_t i)
{
    const isms__profile_column *c = column_of(profile, i);
    return c && (c->how == ISMS__HOW_KEY || c->how == ISMS__HOW_CONTROL_KEY);
}

/* ------------------------------------------------------------------ headers */

size_t isms__header_size(const char *header, size_t size)
{
    const char *bracket = size ? memchr(header + 1, '(', size - 1) : NULL;
    const char *square = size ? memchr(header + 1, '[', size - 1) : NULL;
    if (square && (!bracket || square < bracket))
        bracket = square;
    return bracket ? (size_t)(bracket - header) : size;
}

/* The first column that has the header among its names and is not taken; -1 where there is none. */
static int find_column(const isms__profile *p, const char *header, size_t size, uint64_t taken)
{
    for (size_t i = 0; i < p->count; i++)
        if (!(taken >> i & 1) && isms__fold_among(header, size, p->columns[i].aliases))
            return (int)i;
    return -1;
}

/* Whole headers first, so that "Impact (text)" does not take the place of "Impact". */
size_t isms__profile_bind(const isms__profile *p, isms__binding *bindings, size_t count, size_t *telling)
{
    size_t found = 0;
    uint64_t taken = 0; /* no profile has more than 64 columns */
    for (size_t i = 0; i < count; i++)
        bindings[i].column = -1;
    for (int short_form = 0; short_form < 2; short_form++)
        for (size_t i = 0; i < count; i++) {
            isms__binding *b = &bindings[i];
            size_t size = short_form ? isms__header_size(b->header, b->size) : b->size;
            if (b->column < 0 && size)
                b->column = find_column(p, b->header, size, taken);
            if (b->column >= 0)
                taken |= UINT64_C(1) << b->column;
        }
    if (telling)
        *telling = 0;
    for (size_t i = 0; i < count; i++)
        if (bindings[i].column >= 0) {
            found++;
            if (telling && (p->columns[bindings[i].column].flags & ISMS__TELLING))
                ++*telling;
        }
    return found;
}

/* A column that tells counts three times: ids, titles and owners stand in every register. */
isms_status isms__profile_recognise(isms__binding *bindings, size_t count, isms_import_profile *best,
                                    isms_import_profile *second)
{
    size_t most = 0, next = 0, most_found = 0;
    bool sound = false;
    *best = *second = 0;
    for (isms_import_profile id = 1; id <= PROFILES; id++) {
        size_t telling, found = isms__profile_bind(profiles[id - 1], bindings, count, &telling), score = found + 2 * telling;
        if (score > most) {
            next = most;
            *second = *best;
            most = score;
            most_found = found;
            *best = id;
            sound = telling > 0;
        } else if (score > next) {
            next = score;
            *second = id;
        }
    }
    if (!*best)
        return ISMS_E_FORMAT;
    isms__profile_bind(profiles[*best - 1], bindings, count, NULL);
    bool enough = most_found >= 2 && 3 * most_found >= count;
    return sound && enough && most > next ? ISMS_OK : ISMS_E_FORMAT;
}
