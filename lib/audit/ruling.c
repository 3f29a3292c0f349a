/* A ruling: the texts and numbers that one rule gives. */
#include "ruling.h"

#include "core/memory.h"
#include "core/number.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

isms_ruling *isms__ruling_new(const isms_allocator *allocator, const isms_thresholds *given, isms_status *status)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_thresholds in_force;
    *status = a ? isms_thresholds_resolve(given, &in_force) : ISMS_E_MISUSE;
    if (*status != ISMS_OK)
        return NULL;
    isms_ruling *r = isms__allocate_zero(a, sizeof *r);
    if (!r) {
        *status = ISMS_E_NO_MEMORY;
        return NULL;
    }
    r->host = *a;
    r->thresholds = in_force;
    isms__buffer_init(&r->texts, &r->host);
    return r;
}

static const char *value_of(const void *from, const char *name, size_t size, char scratch[ISMS__VALUE_SIZE])
{
    const isms__named *v = from;
    while (v && v->name && (strlen(v->name) != size || memcmp(v->name, name, size) != 0))
        v++;
    if (!v || !v->name)
        return NULL;
    if (v->text)
        return v->text;
    isms__integer_format(v->number, scratch);
    return scratch;
}

void isms__ruling_decide(isms_ruling *r, const isms_rule *rule, const char *outcome, const isms__named *values)
{
    r->rule = rule;
    isms__buffer_text(&r->texts, outcome ? outcome : rule->outcome);
    isms__buffer_char(&r->texts, '\0');
    r->sentence = r->texts.size;
    isms__sentence(&r->texts, rule->sentence, value_of, values);
    isms__buffer_char(&r->texts, '\0');
    r->next = r->texts.size;
    if (rule->next)
        isms__sentence(&r->texts, rule->next, value_of, values);
    isms__buffer_char(&r->texts, '\0');
}

void isms__ruling_remark(isms_ruling *r, const char *text)
{
    if (!isms__reserve(&r->host, (void **)&r->remarks, &r->remark_capacity, r->remark_count + 1, sizeof *r->remarks)) {
        r->texts.failed = true;
        return;
    }
    r->remarks[r->remark_count++] = r->texts.size;
    isms__buffer_text(&r->texts, text);
    isms__buffer_char(&r->texts, '\0');
}

void isms__ruling_remark_print(isms_ruling *r, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    isms__ruling_remark(r, text);
}

void isms__ruling_unverified(isms_ruling *r, const char *why)
{
    r->unverified = true;
    isms__ruling_remark(r, why);
}

/* Appends one of the texts to the end of them all; room first, because the buffer may move. */
static void repeat(isms_ruling *r, const char *before, size_t at)
{
    size_t size = r->texts.failed ? 0 : strlen(r->texts.data + at);
    if (!size)
        return;
    isms__buffer_text(&r->texts, before);
    if (isms__buffer_room(&r->texts, size))
        isms__buffer_add(&r->texts, r->texts.data + at, size);
}

isms_status isms__ruling_finish(isms_ruling *r, isms_ruling **out)
{
    r->all = r->texts.size;
    repeat(r, "", 0);
    isms__buffer_print(&r->texts, " (%s).", r->rule->id);
    repeat(r, " ", r->sentence);
    isms__buffer_print(&r->texts, " [%s]", r->rule->authority);
    repeat(r, " Next: ", r->next);
    for (size_t i = 0; i < r->remark_count; i++)
        repeat(r, " ", r->remarks[i]);
    isms__buffer_char(&r->texts, '\0');
    if (r->texts.failed) {
        isms_ruling_free(r);
        return ISMS_E_NO_MEMORY;
    }
    *out = r;
    return ISMS_OK;
}

void isms_ruling_free(isms_ruling *ruling)
{
    if (!ruling)
        return;
    isms_allocator a = ruling->host;
    isms__buffer_dispose(&ruling->texts);
    isms__release(&a, ruling->remarks, ruling->remark_capacity * sizeof *ruling->remarks);
    isms__release(&a, ruling, sizeof *ruling);
}

const char *isms_ruling_outcome(const isms_ruling *ruling)
{
    return ruling ? ruling->texts.data : "";
}

const char *isms_ruling_rule(const isms_ruling *ruling)
{
    return ruling ? ruling->rule->id : "";
}

const char *isms_ruling_authority(const isms_ruling *ruling)
{
    return ruling ? ruling->rule->authority : "";
}

const char *isms_ruling_sentence(const isms_ruling *ruling)
{
    return ruling ? ruling->texts.data + ruling->sentence : "";
}

const char *isms_ruling_next_step(const isms_ruling *ruling)
{
    return ruling ? ruling->texts.data + ruling->next : "";
}

const char *isms_ruling_text(const isms_ruling *ruling)
{
    return ruling ? ruling->texts.data + ruling->all : "";
}

int64_t isms_ruling_number(const isms_ruling *ruling)
{
    return ruling ? ruling->number : 0;
}

isms_day isms_ruling_day(const isms_ruling *ruling)
{
    return ruling ? ruling->day : 0;
}

int32_t isms_ruling_is_unverified(const isms_ruling *ruling)
{
    return ruling && ruling->unverified;
}

size_t isms_ruling_remark_count(const isms_ruling *ruling)
{
    return ruling ? ruling->remark_count : 0;
}

const char *isms_ruling_remark(const isms_ruling *ruling, size_t i)
{
    return ruling && i < ruling->remark_count ? ruling->texts.data + ruling->remarks[i] : "";
}

const isms_thresholds *isms_ruling_thresholds(const isms_ruling *ruling)
{
    return ruling ? &ruling->thresholds : NULL;
}
