/* Readiness rules of the Statement of Applicability and of controls. */
#include "readiness.h"

#include <isms/catalogue.h>

#include <string.h>

#define M run->model

static const char *control_of(const isms__run *run, isms_id entry)
{
    return isms_text(M, entry, ISMS_SOA_ENTRY_CONTROL);
}

static void say_control(isms__run *run, isms_id entry)
{
    isms__say(run, "control", control_of(run, entry));
}

static bool applicable(const isms__run *run, isms_id entry)
{
    return isms__yes(run, entry, ISMS_SOA_ENTRY_APPLICABLE);
}

static bool excluded(const isms__run *run, isms_id entry)
{
    return isms_boolean(M, entry, ISMS_SOA_ENTRY_APPLICABLE, 1) == 0;
}

isms__verdict isms__judge_soa_01(isms__run *run, isms_id unused)
{
    (void)unused;
    return isms_count(M, ISMS_SOA_ENTRY) ? ISMS__CLEAR : isms__fire(run);
}

isms__verdict isms__judge_soa_02(isms__run *run, isms_id unused)
{
    (void)unused;
    if (!isms_count(M, ISMS_SOA_ENTRY))
        return ISMS__OUT;
    isms__names there = {0};
    for (isms_id e = isms_first(M, ISMS_SOA_ENTRY); e; e = isms_next(M, e)) {
        uint32_t *seen = control_of(run, e) ? isms__names_at(&there, run->a, control_of(run, e)) : NULL;
        if (seen)
            *seen = 1;
        else if (control_of(run, e))
            run->failed = true;
    }
    isms__buffer list = {.allocator = run->a};
    int64_t missing = 0;
    bool yes = false;
    const isms_model *catalogue = isms_catalogue();
    for (isms_id c = isms_first(catalogue, ISMS_CONTROL_REFERENCE); c; c = isms_next(catalogue, c)) {
        const char *id = isms_record_key(catalogue, c);
        if (isms__names_get(&there, id))
            continue;
        isms__buffer_print(&list, "%s%s", missing ? ", " : "", id);
        yes |= strcmp(isms__is_needed(run, id), "yes") == 0;
        missing++;
    }
    isms__names_free(&there, run->a);
    isms__say_number(run, "missing", missing);
    isms__say(run, "list", isms__buffer_c(&list));
    isms__say(run, "needed", yes ? "yes" : isms__is_needed(run, ""));
    run->failed |= list.failed;
    isms__buffer_dispose(&list);
    return missing ? isms__fire(run) : ISMS__CLEAR;
}

/* How often each control stands in the Statement. */
static void count_entries(isms__run *run)
{
    run->entries_ready = true;
    for (isms_id e = isms_first(M, ISMS_SOA_ENTRY); e; e = isms_next(M, e)) {
        const char *control = control_of(run, e);
        uint32_t *n = control ? isms__names_at(&run->entries, run->a, control) : NULL;
        if (n)
            ++*n;
        run->failed |= control && !n;
    }
}

/* One finding for each control that stands twice, at its first entry. */
isms__verdict isms__judge_soa_03(isms__run *run, isms_id entry)
{
    const char *control = control_of(run, entry), *soa = isms_link_key(M, entry, ISMS_SOA_ENTRY_SOA);
    int64_t count = 0;
    if (!control)
        return ISMS__OUT;
    if (!run->entries_ready)
        count_entries(run);
    if (isms__names_get(&run->entries, control) < 2)
        return ISMS__CLEAR;
    for (isms_id e = isms_first(M, ISMS_SOA_ENTRY); e; e = isms_next(M, e)) {
        const char *other = isms_link_key(M, e, ISMS_SOA_ENTRY_SOA);
        if (!control_of(run, e) || strcmp(control_of(run, e), control) != 0 || (soa && other && strcmp(soa, other) != 0) ||
            !soa != !other)
            continue;
        if (count == 0 && e != entry)
            return ISMS__OUT; /* told at the first */
        isms__target_record(run, e);
        count++;
    }
    isms__say(run, "control", control);
    isms__say_number(run, "count", count);
    return count > 1 ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_soa_04(isms__run *run, isms_id entry)
{
    if (isms__yes(run, entry, ISMS_SOA_ENTRY_ADDED) || excluded(run, entry))
        return ISMS__OUT;
    bool stated = isms_list_count(M, entry, ISMS_SOA_ENTRY_REASONS) || isms_list_count(M, entry, ISMS_SOA_ENTRY_RISKS) ||
                  isms_list_count(M, entry, ISMS_SOA_ENTRY_OBLIGATIONS) ||
                  isms__filled(run, entry, ISMS_SOA_ENTRY_JUSTIFICATION);
    const char *control = control_of(run, entry);
    bool derivable = control && (isms__who_needs(run, control) & (ISMS__NEED_PLAN | ISMS__NEED_OBLIGATION | ISMS__NEED_RISK));
    return stated || derivable ? ISMS__CLEAR : ISMS__FIRED;
}

isms__verdict isms__judge_soa_05(isms__run *run, isms_id entry)
{
    const char *control = control_of(run, entry);
    if (applicable(run, entry) || !control)
        return ISMS__OUT;
    const char *needed = isms__is_needed(run, control);
    if (isms__filled(run, entry, ISMS_SOA_ENTRY_JUSTIFICATION) || strcmp(needed, "yes") == 0)
        return ISMS__CLEAR;
    isms__say(run, "needed", needed);
    say_control(run, entry);
    return ISMS__FIRED;
}

/* The first record that makes the control necessary, in the order in which kinds are told. */
static isms_id needing(const isms__run *run, const char *control)
{
    isms_id found = ISMS_NONE;
    for (size_t i = 0; i < ISMS__NEED_COUNT && !found; i++)
        for (isms_id r = isms_first(M, isms__needs[i].type); r; r = isms_next(M, r))
            if (isms__needs[i].counts(M, r) && isms__lists(run, r, isms__needs[i].controls, control))
                found = isms__lesser(run, found, r);
    return found;
}

isms__verdict isms__judge_soa_06(isms__run *run, isms_id entry)
{
    const char *control = control_of(run, entry);
    if (applicable(run, entry) || !control)
        return ISMS__OUT;
    if (strcmp(isms__is_needed(run, control), "yes") != 0)
        return ISMS__CLEAR;
    bool alternative = false;
    for (size_t i = 0, n = isms_list_count(M, entry, ISMS_SOA_ENTRY_ALTERNATIVES); i < n; i++)
        alternative |=
            isms__is(run, isms_list_link(M, entry, ISMS_SOA_ENTRY_ALTERNATIVES, i), ISMS_CONTROL_STATUS, "implemented");
    unsigned by = isms__who_needs(run, control);
    isms__say(run, "alt", alternative ? "yes" : "no");
    isms__relate(run, needing(run, control));
    isms__say(run, "needed_by",
              by & ISMS__NEED_PLAN   ? "a treatment plan"
              : by & ISMS__NEED_RISK ? "an open risk"
                                     : "an obligation");
    say_control(run, entry);
    return ISMS__FIRED;
}

isms__verdict isms__judge_soa_07(isms__run *run, isms_id entry)
{
    if (!isms__yes(run, entry, ISMS_SOA_ENTRY_ADDED) || !applicable(run, entry))
        return ISMS__OUT;
    say_control(run, entry);
    return isms__filled(run, entry, ISMS_SOA_ENTRY_JUSTIFICATION) ? ISMS__CLEAR : ISMS__FIRED;
}

static const char *entry_status(const isms__run *run, isms_id entry)
{
    const char *status = isms_text(M, entry, ISMS_SOA_ENTRY_STATUS);
    return status ? status : isms__status_from_measures(run, entry);
}

isms__verdict isms__judge_soa_08(isms__run *run, isms_id entry)
{
    if (excluded(run, entry))
        return ISMS__OUT;
    const char *status = entry_status(run, entry);
    say_control(run, entry);
    bool nothing = !status || strcmp(status, "none") == 0;
    bool planned = status && strcmp(status, "planned") == 0 && !isms_has(M, entry, ISMS_SOA_ENTRY_DUE_ON);
    return nothing || planned ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_soa_09(isms__run *run, isms_id entry)
{
    const char *status = entry_status(run, entry);
    if (excluded(run, entry) || !status || (strcmp(status, "planned") != 0 && strcmp(status, "partial") != 0))
        return ISMS__OUT;
    isms_day due = isms__day(run, entry, ISMS_SOA_ENTRY_DUE_ON);
    isms__say(run, "plan_late", due < run->as_of ? "yes" : "no");
    isms__say(run, "status", status);
    isms__say_day(run, "due_on", due);
    say_control(run, entry);
    return ISMS__FIRED;
}

isms__verdict isms__judge_soa_10(isms__run *run, isms_id entry)
{
    const char *status = entry_status(run, entry);
    if (excluded(run, entry) || !status || strcmp(status, "partial") != 0)
        return ISMS__OUT;
    say_control(run, entry);
    return isms_has(M, entry, ISMS_SOA_ENTRY_DUE_ON) ? ISMS__CLEAR : ISMS__FIRED;
}

static bool any_valid(const isms__run *run, isms_id record, isms_attribute evidence)
{
    for (size_t i = 0, n = isms_list_count(M, record, evidence); i < n; i++)
        if (isms__evidence_valid(run, isms_list_link(M, record, evidence, i)))
            return true;
    return false;
}

isms__verdict isms__judge_soa_11(isms__run *run, isms_id entry)
{
    const char *status = entry_status(run, entry);
    if (excluded(run, entry) || !status || strcmp(status, "implemented") != 0)
        return ISMS__OUT;
    if (any_valid(run, entry, ISMS_SOA_ENTRY_EVIDENCE))
        return ISMS__CLEAR;
    for (size_t i = 0, n = isms_list_count(M, entry, ISMS_SOA_ENTRY_MEASURES); i < n; i++)
        if (any_valid(run, isms_list_link(M, entry, ISMS_SOA_ENTRY_MEASURES, i), ISMS_CONTROL_EVIDENCE))
            return ISMS__CLEAR;
    say_control(run, entry);
    return ISMS__FIRED;
}

static int status_rank(const char *status)
{
    static const char *const order[] = {"none", "planned", "partial", "implemented"};
    for (int i = 0; i < 4; i++)
        if (status && strcmp(status, order[i]) == 0)
            return i;
    return -1;
}

isms__verdict isms__judge_soa_12(isms__run *run, isms_id entry)
{
    const char *status = isms_text(M, entry, ISMS_SOA_ENTRY_STATUS), *derived = isms__status_from_measures(run, entry);
    say_control(run, entry);
    isms__say(run, "status", status);
    isms__say(run, "derived", derived);
    if (!derived || status_rank(status) <= status_rank(derived))
        return ISMS__CLEAR;
    for (size_t i = 0, n = isms_list_count(M, entry, ISMS_SOA_ENTRY_MEASURES); i < n; i++)
        isms__relate(run, isms_list_link(M, entry, ISMS_SOA_ENTRY_MEASURES, i));
    return ISMS__FIRED;
}

isms__verdict isms__judge_soa_13(isms__run *run, isms_id entry)
{
    unsigned by = control_of(run, entry) ? isms__who_needs(run, control_of(run, entry)) : 0;
    bool risk = isms_list_count(M, entry, ISMS_SOA_ENTRY_RISKS) || (by & ISMS__NEED_PLAN) ||
                (control_of(run, entry) && isms__risk_names(run, control_of(run, entry)));
    bool duty = isms_list_count(M, entry, ISMS_SOA_ENTRY_OBLIGATIONS) || (by & ISMS__NEED_OBLIGATION);
    const char *reason = NULL;
    if (!risk && isms__lists(run, entry, ISMS_SOA_ENTRY_REASONS, "risk"))
        reason = "risk";
    else if (!duty && isms__lists(run, entry, ISMS_SOA_ENTRY_REASONS, "legal"))
        reason = "legal";
    else if (!duty && isms__lists(run, entry, ISMS_SOA_ENTRY_REASONS, "contract"))
        reason = "contract";
    say_control(run, entry);
    isms__say(run, "reason", reason);
    return reason ? ISMS__FIRED : ISMS__CLEAR;
}

static size_t characters(const char *text)
{
    size_t n = 0;
    for (; text && *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

isms__verdict isms__judge_soa_14(isms__run *run, isms_id entry)
{
    const char *text = isms_text(M, entry, ISMS_SOA_ENTRY_JUSTIFICATION);
    if (applicable(run, entry) || !text || !*text)
        return ISMS__OUT;
    if (!run->texts_ready) { /* how often each text stands in an exclusion */
        run->texts_ready = true;
        for (isms_id e = isms_first(M, ISMS_SOA_ENTRY); e; e = isms_next(M, e)) {
            const char *t = excluded(run, e) ? isms_text(M, e, ISMS_SOA_ENTRY_JUSTIFICATION) : NULL;
            uint32_t *n = t ? isms__names_at(&run->texts, run->a, t) : NULL;
            if (n)
                ++*n;
            else if (t)
                run->failed = true;
        }
    }
    say_control(run, entry);
    isms__say(run, "justification", text);
    return characters(text) < 20 || isms__names_get(&run->texts, text) > 10 ? ISMS__FIRED : ISMS__CLEAR;
}

isms__verdict isms__judge_soa_15(isms__run *run, isms_id soa)
{
    isms_day latest = 0;
    isms_id which = ISMS_NONE;
    for (isms_id s = isms_first(M, ISMS_SOA); s; s = isms_next(M, s))
        if (isms__day(run, s, ISMS_SOA_VERSION_DATE) > latest) {
            latest = isms__day(run, s, ISMS_SOA_VERSION_DATE);
            which = s;
        }
    if (which && soa != which)
        return ISMS__OUT;
    bool approved = isms__done_by_now(run, soa, ISMS_SOA_APPROVED_ON) && isms_has(M, soa, ISMS_SOA_APPROVED_BY);
    return approved ? ISMS__CLEAR : ISMS__FIRED;
}

static void collect_mended(isms__run *run)
{
    run->mended_ready = true;
    for (isms_id a = isms_first(M, ISMS_CORRECTIVE_ACTION); a; a = isms_next(M, a))
        for (size_t i = 0, n = isms_list_count(M, a, ISMS_CORRECTIVE_ACTION_CONTROLS); i < n; i++) {
            const char *name = isms_list_text(M, a, ISMS_CORRECTIVE_ACTION_CONTROLS, i);
            uint32_t *value = name ? isms__names_at(&run->mended, run->a, name) : NULL;
            if (value)
                *value = 1;
            run->failed |= name && !value;
        }
}

/* Does any corrective action name the control? */
static bool is_mended(isms__run *run, const char *control)
{
    if (!run->mended_ready)
        collect_mended(run);
    return isms__names_get(&run->mended, control) != 0;
}

/* The first Annex A control that it implements is what the finding is held against. */
isms__verdict isms__judge_ctrl_01(isms__run *run, isms_id control)
{
    if (isms__is(run, control, ISMS_CONTROL_STATUS, "retired"))
        return ISMS__OUT;
    if (!isms__is(run, control, ISMS_CONTROL_TEST_RESULT, "ineffective"))
        return ISMS__CLEAR;
    if (is_mended(run, isms_record_key(M, control)))
        return ISMS__CLEAR;
    if (isms__day(run, control, ISMS_CONTROL_DUE_ON) > run->as_of)
        return ISMS__CLEAR;
    const char *first = isms_list_text(M, control, ISMS_CONTROL_IMPLEMENTS, 0);
    isms__say(run, "implements", first);
    isms__say(run, "control", first);
    isms__say_day(run, "last_tested_on", isms__day(run, control, ISMS_CONTROL_LAST_TESTED_ON));
    return ISMS__FIRED;
}

isms__verdict isms__judge_sched_01(isms__run *run, isms_id schedule)
{
    const isms_id *ids;
    const char *requirement = isms_text(M, schedule, ISMS_SCHEDULE_REQUIREMENT);
    isms__schedule s = {.anchor = isms__day(run, schedule, ISMS_SCHEDULE_STARTS_ON),
                        .months = (int32_t)isms_integer(M, schedule, ISMS_SCHEDULE_EVERY_MONTHS, 0),
                        .days = (int32_t)isms_integer(M, schedule, ISMS_SCHEDULE_EVERY_DAYS, 0),
                        .grace = (int32_t)isms_integer(M, schedule, ISMS_SCHEDULE_GRACE_DAYS, 0)};
    for (size_t i = 0, n = isms__refs(run, 0, schedule, ISMS_OCCURRENCE_SCHEDULE, &ids); i < n; i++) {
        isms__schedule_done(run, &s, isms__day(run, ids[i], ISMS_OCCURRENCE_DONE_ON));
        if (isms__yes(run, ids[i], ISMS_OCCURRENCE_EXCEPTED))
            isms__schedule_excused(run, &s, isms__day(run, ids[i], ISMS_OCCURRENCE_DUE_ON));
    }
    isms__say(run, "requirement", requirement);
    isms__say(run, "req", isms__is_clause(requirement) ? "clause" : isms__is_annex(requirement) ? "control" : "own");
    return isms__judge_occasions(run, &s);
}

isms__verdict isms__judge_ast_01(isms__run *run, isms_id asset)
{
    return isms_has(M, asset, ISMS_ASSET_OWNER) ? ISMS__CLEAR : ISMS__FIRED;
}
