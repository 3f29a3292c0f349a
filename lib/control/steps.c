/* Gathering the pairs between two frameworks from the catalogue and from a model. */
#include "crosswalk.h"

#include "core/text.h"

#include <isms/catalogue.h>
#include <string.h>

static const char catalogue_set[] = "catalogue";

const char *isms__step_set(const isms__step *step)
{
    if (step->model == isms_catalogue())
        return catalogue_set;
    const char *set = isms_link_key(step->model, step->record, ISMS_MAPPING_MAPPING_SET);
    return set ? set : "";
}

static bool set_applies(const isms_model *m, isms_id set, isms_day as_of)
{
    isms_day from = isms_day_of(m, set, ISMS_MAPPING_SET_VALID_FROM), until = isms_day_of(m, set, ISMS_MAPPING_SET_VALID_UNTIL);
    return !as_of || ((!from || from <= as_of) && (!until || as_of <= until));
}

static bool counts(const isms__step *s, const isms__choice *choice)
{
    const char *status = isms_text(s->model, s->record, ISMS_MAPPING_STATUS);
    if (status && isms__equal_fold(status, "withdrawn"))
        return false;
    if (choice->set && strcmp(choice->set, isms__step_set(s)) != 0)
        return false;
    return set_applies(s->model, isms_link(s->model, s->record, ISMS_MAPPING_MAPPING_SET), choice->as_of);
}

static isms_status add(isms__steps *out, isms__step step, const isms_allocator *a)
{
    if (!isms__reserve(a, (void **)&out->items, &out->capacity, out->count + 1, sizeof *out->items))
        return ISMS_E_NO_MEMORY;
    step.confidence = (uint8_t)isms_mapping_confidence(step.model, step.record);
    step.judgement = isms_mapping_is_judgement(step.model, step.record) != 0;
    out->items[out->count++] = step;
    return ISMS_OK;
}

/* The record as written, and turned round, as far as its ends lie in the two frameworks. */
static isms_status take(isms__steps *out, const isms__choice *choice, const isms_model *m, isms_id record, const char *from,
                        const char *to, const isms_allocator *a)
{
    const char *start = isms_text(m, record, ISMS_MAPPING_REQUIREMENT), *target = isms_text(m, record, ISMS_MAPPING_TARGET);
    int32_t relationship = isms_value(m, record, ISMS_MAPPING_RELATIONSHIP);
    isms__step step = {.model = m, .record = record};
    isms_status status = ISMS_OK;
    if (!start || !target || !relationship || !counts(&step, choice))
        return ISMS_OK;
    bool forward = isms__frame_has_prefix(start, from) && isms__frame_has_prefix(target, to);
    bool backward = isms__frame_has_prefix(target, from) && isms__frame_has_prefix(start, to);
    if (forward) {
        step.from = start;
        step.to = target;
        step.relationship = (uint8_t)relationship;
        status = add(out, step, a);
    }
    if (backward && status == ISMS_OK) {
        step.from = target;
        step.to = start;
        step.relationship = (uint8_t)isms_mapping_inverse(relationship);
        status = add(out, step, a);
    }
    return status;
}

isms_status isms__steps_gather(isms__steps *out, const isms__choice *choice, const char *from, const char *to,
                               const isms_allocator *a)
{
    const isms_model *models[] = {isms_catalogue(), choice->model};
    isms_status status = ISMS_OK;
    for (size_t i = 0; i < 2 && models[i]; i++)
        for (isms_id r = isms_first(models[i], ISMS_MAPPING); r && status == ISMS_OK; r = isms_next(models[i], r))
            status = take(out, choice, models[i], r, from, to, a);
    return status;
}

void isms__steps_dispose(isms__steps *steps, const isms_allocator *a)
{
    isms__release(a, steps->items, steps->capacity * sizeof *steps->items);
    *steps = (isms__steps){0};
}
