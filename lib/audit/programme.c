/* An audit programme: units, auditors with their ties, and audits, kept as they were given. */
#include "programme.h"

#include "planning.h"

#include <string.h>

isms_programme *isms_programme_new(const isms_allocator *allocator)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_programme *p = a ? isms__allocate_zero(a, sizeof *p) : NULL;
    if (p)
        p->host = *a;
    return p;
}

static void free_words(const isms_programme *p, isms__words *w)
{
    isms__release(&p->host, w->block, w->size);
}

void isms_programme_free(isms_programme *programme)
{
    isms_programme *p = programme;
    if (!p)
        return;
    for (size_t i = 0; i < p->unit_count; i++)
        free_words(p, &p->units[i].words);
    for (size_t i = 0; i < p->auditor_count; i++)
        free_words(p, &p->auditors[i].words);
    for (size_t i = 0; i < p->tie_count; i++)
        free_words(p, &p->ties[i].words);
    for (size_t i = 0; i < p->audit_count; i++)
        free_words(p, &p->audits[i].words);
    isms_allocator a = p->host;
    isms__release(&a, p->units, p->unit_capacity * sizeof *p->units);
    isms__release(&a, p->auditors, p->auditor_capacity * sizeof *p->auditors);
    isms__release(&a, p->ties, p->tie_capacity * sizeof *p->ties);
    isms__release(&a, p->audits, p->audit_capacity * sizeof *p->audits);
    isms__release(&a, p, sizeof *p);
}

/* Copies three texts into one block; NULL is empty. */
static bool copy_words(const isms_programme *p, const char *id, const char *second, const char *third, isms__words *out)
{
    const char *texts[3] = {id, second ? second : "", third ? third : ""};
    size_t sizes[3], at = 0;
    for (int i = 0; i < 3; i++)
        at += sizes[i] = strlen(texts[i]) + 1;
    out->size = at;
    out->block = isms__allocate(&p->host, out->size);
    if (!out->block)
        return false;
    at = 0;
    for (int i = 0; i < 3; at += sizes[i++])
        memcpy(out->block + at, texts[i], sizes[i]);
    out->id = out->block;
    out->second = out->block + sizes[0];
    out->third = out->second + sizes[1];
    return true;
}

static isms__unit *find_unit(const isms_programme *p, const char *id)
{
    for (size_t i = 0; i < p->unit_count; i++)
        if (strcmp(p->units[i].words.id, id) == 0)
            return &p->units[i];
    return NULL;
}

static bool has_auditor(const isms_programme *p, const char *id)
{
    for (size_t i = 0; i < p->auditor_count; i++)
        if (strcmp(p->auditors[i].words.id, id) == 0)
            return true;
    return false;
}

static bool has_audit(const isms_programme *p, const char *id)
{
    for (size_t i = 0; i < p->audit_count; i++)
        if (strcmp(p->audits[i].words.id, id) == 0)
            return true;
    return false;
}

static bool is_date_or_none(isms_day day)
{
    return day >= 0 && day <= isms_date(9999, 12, 31);
}

/* Reads the host's structure into one of ours, texts copied. */
static isms_status make_unit(const isms_programme *p, const isms_programme_unit *given, isms__unit *out)
{
    isms_programme_unit u;
    if (!isms__options_copy(&u, sizeof u, given))
        return ISMS_E_UNSUPPORTED;
    *out = (isms__unit){.need = ISMS_PLANNING_NEED_INIT, .hours = u.hours ? u.hours : 1, .last_audited = u.last_audited};
    out->need.kind = u.kind;
    out->need.risk = u.risk;
    out->need.findings = u.findings;
    out->need.major = u.major;
    out->need.changed = u.changed;
    out->need.incident = u.incident;
    if (!u.id || !*u.id || !isms__planning_need_valid(&out->need) || u.hours < 0 || !is_date_or_none(u.last_audited))
        return ISMS_E_RANGE;
    return copy_words(p, u.id, u.area, u.competence, &out->words) ? ISMS_OK : ISMS_E_NO_MEMORY;
}

isms_status isms_programme_add_unit(isms_programme *programme, const isms_programme_unit *unit)
{
    isms__unit made;
    if (!programme || !unit)
        return ISMS_E_MISUSE;
    isms_status status = make_unit(programme, unit, &made);
    if (status != ISMS_OK)
        return status;
    if (find_unit(programme, made.words.id))
        status = ISMS_E_EXISTS;
    else if (!isms__reserve(&programme->host, (void **)&programme->units, &programme->unit_capacity, programme->unit_count + 1,
                            sizeof made))
        status = ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        programme->units[programme->unit_count++] = made;
    else
        free_words(programme, &made.words);
    return status;
}

isms_status isms_programme_update_unit(isms_programme *programme, const isms_programme_unit *unit)
{
    isms__unit made;
    if (!programme || !unit)
        return ISMS_E_MISUSE;
    isms_status status = make_unit(programme, unit, &made);
    if (status != ISMS_OK)
        return status;
    isms__unit *old = find_unit(programme, made.words.id);
    free_words(programme, old ? &old->words : &made.words);
    if (!old)
        return ISMS_E_NOT_FOUND;
    *old = made;
    return ISMS_OK;
}

isms_status isms_programme_add_auditor(isms_programme *programme, const char *id, const char *competences)
{
    isms__auditor made;
    isms_programme *p = programme;
    if (!p || !id || !*id)
        return ISMS_E_MISUSE;
    if (has_auditor(p, id))
        return ISMS_E_EXISTS;
    if (!isms__reserve(&p->host, (void **)&p->auditors, &p->auditor_capacity, p->auditor_count + 1, sizeof made) ||
        !copy_words(p, id, competences, NULL, &made.words))
        return ISMS_E_NO_MEMORY;
    p->auditors[p->auditor_count++] = made;
    return ISMS_OK;
}

isms_status isms_programme_add_tie(isms_programme *programme, const char *auditor, const char *area,
                                   const isms_planning_tie *tie)
{
    isms__tie made;
    isms_programme *p = programme;
    if (!p || !auditor || !area || !tie)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&made.tie, sizeof made.tie, tie))
        return ISMS_E_UNSUPPORTED;
    if (!has_auditor(p, auditor))
        return ISMS_E_NOT_FOUND;
    if (!isms__reserve(&p->host, (void **)&p->ties, &p->tie_capacity, p->tie_count + 1, sizeof made) ||
        !copy_words(p, auditor, area, NULL, &made.words))
        return ISMS_E_NO_MEMORY;
    p->ties[p->tie_count++] = made;
    return ISMS_OK;
}

isms_status isms_programme_add_audit(isms_programme *programme, const char *id, isms_day day, int32_t hours)
{
    isms__held made = {.day = day, .hours = hours};
    isms_programme *p = programme;
    if (!p || !id || !*id)
        return ISMS_E_MISUSE;
    if (day < 1 || !is_date_or_none(day) || hours < 1)
        return ISMS_E_RANGE;
    if (has_audit(p, id))
        return ISMS_E_EXISTS;
    if (!isms__reserve(&p->host, (void **)&p->audits, &p->audit_capacity, p->audit_count + 1, sizeof made) ||
        !copy_words(p, id, NULL, NULL, &made.words))
        return ISMS_E_NO_MEMORY;
    p->audits[p->audit_count++] = made;
    return ISMS_OK;
}
