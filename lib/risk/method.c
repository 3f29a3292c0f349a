/* Methods: the object, its parts, and computing one from plain numbers. */
#include "method.h"

#include "core/memory.h"

#include <math.h>
#include <string.h>

void isms_method_free(isms_method *method)
{
    if (!method)
        return;
    for (size_t i = 0; i < method->scale_count; i++)
        isms_scale_free(method->scales[i].scale);
    for (size_t i = 0; i < method->matrix_count; i++)
        isms_matrix_free(method->matrices[i].matrix);
    isms_allocator a = method->allocator;
    isms__release(&a, method, method->size);
}

const char *isms_method_id(const isms_method *method)
{
    return method ? method->id : "";
}

int32_t isms_method_version(const isms_method *method)
{
    return method ? method->version : 0;
}

const char *isms_method_definition(const isms_method *method)
{
    return method ? method->definition : "";
}

int32_t isms_method_is_semi_quantitative(const isms_method *method)
{
    return method && method->semi_quantitative;
}

int32_t isms_method_step_count(const isms_method *method)
{
    return method ? method->step_count : 0;
}

int32_t isms_method_find(const isms_method *method, const char *name)
{
    for (int32_t i = 0; name && *name && i < isms_method_step_count(method); i++)
        if (strcmp(method->steps[i].name, name) == 0)
            return i;
    return -1;
}

static const isms__step *step_or_null(const isms_method *method, int32_t step)
{
    return step >= 0 && step < isms_method_step_count(method) ? &method->steps[step] : NULL;
}

const char *isms_method_step_name(const isms_method *method, int32_t step)
{
    const isms__step *s = step_or_null(method, step);
    return s ? s->name : "";
}

int32_t isms_method_step_kind(const isms_method *method, int32_t step)
{
    const isms__step *s = step_or_null(method, step);
    return s ? s->kind : ISMS_STEP_RESULT;
}

const char *isms_method_step_rule(const isms_method *method, int32_t step)
{
    const isms__step *s = step_or_null(method, step);
    return s ? s->rule : "";
}

const isms_scale *isms_method_step_scale(const isms_method *method, int32_t step)
{
    const isms__step *s = step_or_null(method, step);
    return s ? s->scale : NULL;
}

isms_status isms_method_compute(const isms_method *method, double *values, int32_t *culprit)
{
    if (!method || !values)
        return ISMS_E_MISUSE;
    if (method->has_lists)
        return ISMS_E_UNSUPPORTED;
    double room[ISMS_METHOD_STEPS_MOST + ISMS__METHOD_STACK + 1];
    isms__list lists[ISMS_METHOD_STEPS_MOST], stack[ISMS__METHOD_STACK + 1];
    isms__lists_place(lists, (size_t)method->step_count, room, 1);
    isms__lists_place(stack, ISMS__METHOD_STACK + 1, room + ISMS_METHOD_STEPS_MOST, 1);
    for (int32_t i = 0; i < method->step_count; i++)
        isms__scalar(&lists[i], method->steps[i].kind == ISMS_STEP_RESULT ? NAN : values[i]);
    isms__run run = {.method = method, .values = lists, .stack = stack};
    isms_status status = isms__run_all(&run);
    if (culprit)
        *culprit = run.culprit;
    if (status != ISMS_OK)
        return status;
    for (int32_t i = 0; i < method->step_count; i++)
        values[i] = lists[i].count ? lists[i].v[0] : NAN;
    return ISMS_OK;
}
