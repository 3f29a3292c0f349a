/* Criteria of acceptance: a decision and an authority for each level. */
#include <isms/criteria.h>
#include <isms/schema.h>

#include "core/memory.h"
#include "core/text.h"
#include "scale.h"
#include "schema/schema.h"

#include <string.h>

struct isms_criteria {
    isms_allocator allocator;
    size_t size; /* of the block */
    isms_scale *scale;
    int32_t decisions[ISMS_SCALE_MOST];
    const char *authorities[ISMS_SCALE_MOST];
    char text[]; /* a copy that the texts are cut from */
};

void isms_criteria_free(isms_criteria *criteria)
{
    if (!criteria)
        return;
    isms_allocator a = criteria->allocator;
    isms_scale_free(criteria->scale);
    isms__release(&a, criteria, criteria->size);
}

/* Cuts white space off both ends, in place. */
static char *trim(char *text)
{
    text += strspn(text, " \t\n");
    size_t size = strlen(text);
    while (size && strchr(" \t\n", text[size - 1]))
        size--;
    text[size] = '\0';
    return text;
}

/* "level: decision by role" */
static isms_status read_level(isms_criteria *c, char *text)
{
    char *decision = strchr(text, ':'), *role = decision ? strstr(decision, " by ") : NULL;
    if (!decision)
        return ISMS_E_SYNTAX;
    *decision++ = '\0';
    if (role) {
        *role = '\0';
        role = trim(role + 4);
    }
    int32_t level = isms_scale_find(c->scale, trim(text));
    if (level < 0)
        return ISMS_E_NOT_FOUND;
    if (c->decisions[level])
        return ISMS_E_EXISTS;
    c->decisions[level] = isms__value_by_name(ISMS_ENUM_DECISION, trim(decision));
    if (role)
        c->authorities[level] = role;
    return c->decisions[level] ? ISMS_OK : ISMS_E_SYNTAX;
}

/* From the mildest: accept, tolerate, treat. */
static int severity(int32_t decision)
{
    return decision == ISMS_DECISION_TREAT ? 3 : decision == ISMS_DECISION_TOLERATE ? 2 : decision == ISMS_DECISION_ACCEPT;
}

static isms_status check(const isms_criteria *c)
{
    for (int32_t i = 0; i < isms_scale_count(c->scale); i++) {
        if (!c->decisions[i])
            return ISMS_E_NOT_EVALUATED;
        if (i > 0 && severity(c->decisions[i]) < severity(c->decisions[i - 1]))
            return ISMS_E_DATA;
    }
    return ISMS_OK;
}

static isms_status read_levels(isms_criteria *c, char *text)
{
    for (char *next; text; text = next) {
        next = strchr(text, ';');
        if (next)
            *next++ = '\0';
        isms_status status = read_level(c, text);
        if (status != ISMS_OK)
            return status;
    }
    return check(c);
}

isms_status isms_criteria_parse(const isms_scale *scale, const char *text, const isms_allocator *allocator, isms_criteria **out)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!a || !scale || !text || !out)
        return ISMS_E_MISUSE;
    size_t text_size = strlen(text) + 1;
    if (!isms__text_valid(text, text_size - 1))
        return ISMS_E_TEXT;
    isms_criteria *c = isms__allocate_zero(a, sizeof *c + text_size);
    if (!c)
        return ISMS_E_NO_MEMORY;
    c->allocator = *a;
    c->size = sizeof *c + text_size;
    for (size_t i = 0; i < ISMS_SCALE_MOST; i++)
        c->authorities[i] = "";
    isms_status status = isms__scale_copy(&c->allocator, scale, &c->scale);
    if (status == ISMS_OK)
        status = read_levels(c, memcpy(c->text, text, text_size));
    if (status == ISMS_OK)
        *out = c;
    else
        isms_criteria_free(c);
    return status;
}

const isms_scale *isms_criteria_scale(const isms_criteria *criteria)
{
    return criteria ? criteria->scale : NULL;
}

int32_t isms_criteria_decision(const isms_criteria *criteria, int32_t level)
{
    return criteria && level >= 0 && level < isms_scale_count(criteria->scale) ? criteria->decisions[level] : 0;
}

const char *isms_criteria_authority(const isms_criteria *criteria, int32_t level)
{
    return criteria && level >= 0 && level < isms_scale_count(criteria->scale) ? criteria->authorities[level] : "";
}
