/* Rows of the controls: what the Statement of Applicability says of each. */
#include "gap.h"

#include "schema/schema.h"

static const char *const control_questions[] = {
    [ISMS_SOA_ENTRY_STATUS_IMPLEMENTED] = "What shows that it works? No valid evidence is linked.",
    [0] = "Is it in place? Neither the entry nor a measure says so.",
};

static uint8_t state_of_included(const isms_soa *soa, size_t i)
{
    static const uint8_t states[] = {[ISMS_SOA_ENTRY_STATUS_NONE] = ISMS_GAP_OPEN,
                                     [ISMS_SOA_ENTRY_STATUS_PLANNED] = ISMS_GAP_OPEN,
                                     [ISMS_SOA_ENTRY_STATUS_PARTIAL] = ISMS_GAP_PARTLY,
                                     [ISMS_SOA_ENTRY_STATUS_IMPLEMENTED] = ISMS_GAP_ASKED,
                                     [0] = ISMS_GAP_ASKED};
    int32_t status = isms_soa_status(soa, i);
    bool shown = status == ISMS_SOA_ENTRY_STATUS_IMPLEMENTED && isms_soa_valid_evidence(soa, i);
    return shown ? ISMS_GAP_MET : states[status];
}

static uint8_t state_of_control(const isms_soa *soa, size_t i, const char **question)
{
    uint32_t flags = isms_soa_flags(soa, i);
    if (isms_soa_applicable(soa, i) != ISMS_YES_NO_UNKNOWN_NO) {
        uint8_t state = state_of_included(soa, i);
        *question = state == ISMS_GAP_ASKED ? control_questions[isms_soa_status(soa, i)] : NULL;
        if (state == ISMS_GAP_ASKED && isms_soa_applicable(soa, i) == ISMS_YES_NO_UNKNOWN_UNKNOWN)
            *question = "Is it necessary, and is it in place?";
        return state;
    }
    if (flags & ISMS_SOA_FLAG_CONTRADICTION)
        return ISMS_GAP_OPEN;
    *question = flags & ISMS_SOA_FLAG_BLANK ? "Why is it not necessary?" : NULL;
    return flags & ISMS_SOA_FLAG_BLANK ? ISMS_GAP_ASKED : ISMS_GAP_NOT_APPLICABLE;
}

static uint32_t reason_of_control(isms__gap_work *w, size_t i)
{
    isms__buffer *out = isms__gap_begin(w);
    const char *status = isms__value_name(ISMS_ENUM_SOA_ENTRY_STATUS, isms_soa_status(w->soa, i));
    const char *contradiction = isms_soa_text(w->soa, i, ISMS_SOA_COLUMN_DISAGREEMENT);
    isms__buffer_print(out, "applicable: %s, status: %s, valid evidence: %zu",
                       isms_soa_text(w->soa, i, ISMS_SOA_COLUMN_APPLICABLE), status ? status : "unknown",
                       isms_soa_valid_evidence(w->soa, i));
    if (*contradiction)
        isms__buffer_print(out, "; %s", contradiction);
    return isms__gap_end(w);
}

void isms__gap_controls(isms__gap_work *w)
{
    for (size_t i = 0; i < isms_soa_count(w->soa) && w->status == ISMS_OK; i++) {
        const char *question = NULL;
        isms__gap_row *row = isms__gap_add(w, isms_soa_text(w->soa, i, ISMS_SOA_COLUMN_CONTROL), ISMS_GAP_CONTROL,
                                           isms_soa_text(w->soa, i, ISMS_SOA_COLUMN_TITLE));
        if (!row)
            return;
        row->derived = row->state = state_of_control(w->soa, i, &question);
        row->shown = row->state == ISMS_GAP_MET;
        row->reason = reason_of_control(w, i);
        row->question = isms__gap_copy(w, question);
    }
}
