/* A set of facts: setting them by name or number, and reading them from `name=value;...`. */
#include "facts.h"

#include "core/memory.h"
#include "core/number.h"
#include "core/text.h"

#include <string.h>

_Static_assert(ISMS__FACT_COUNT <= 64, "one bit a fact");

isms_facts *isms_facts_new(const isms_allocator *allocator)
{
    const isms_allocator *a = isms__allocator_or_default(allocator);
    isms_facts *facts = a ? isms__allocate_zero(a, sizeof *facts) : NULL;
    if (!facts)
        return NULL;
    facts->host = *a;
    isms_facts_clear(facts);
    return facts;
}

void isms_facts_free(isms_facts *facts)
{
    if (!facts)
        return;
    isms_allocator a = facts->host;
    isms__release(&a, facts, sizeof *facts);
}

void isms_facts_clear(isms_facts *facts)
{
    if (!facts)
        return;
    for (isms_fact fact = 1; fact < ISMS__FACT_COUNT; fact++)
        facts->value[fact] = isms__fact_initial(fact);
    facts->given = 0;
    facts->ref[0] = facts->unknown[0] = '\0';
}

static void give(isms_facts *facts, isms_fact fact, int64_t value)
{
    facts->value[fact] = value;
    facts->given |= UINT64_C(1) << fact;
}

static isms_status set_ref(isms_facts *facts, const char *value, size_t size)
{
    if (size > ISMS__REF_MOST || !isms__text_valid(value, size))
        return ISMS_E_TEXT;
    memcpy(facts->ref, value, size);
    facts->ref[size] = '\0';
    give(facts, ISMS_FACT_REF, 0);
    return ISMS_OK;
}

static isms_status set(isms_facts *facts, isms_fact fact, const char *value, size_t size)
{
    if (!fact)
        return ISMS_E_NOT_FOUND;
    if (fact == ISMS_FACT_REF)
        return set_ref(facts, value, size);
    int64_t number = 0;
    if (isms_fact_is_count(fact)) {
        if (!isms__integer_parse(value, size, &number))
            return ISMS_E_RANGE;
    } else {
        number = isms__fact_value_by_name(fact, value, size);
        if (number < 0)
            return ISMS_E_RANGE;
    }
    give(facts, fact, number);
    return ISMS_OK;
}

isms_status isms_facts_set(isms_facts *facts, const char *name, const char *value)
{
    if (!facts || !name || !value)
        return ISMS_E_MISUSE;
    return set(facts, isms_fact_by_name(name), value, strlen(value));
}

isms_status isms_facts_set_count(isms_facts *facts, isms_fact fact, int64_t value)
{
    if (!facts)
        return ISMS_E_MISUSE;
    if (!isms_fact_is_count(fact))
        return ISMS_E_KIND;
    if (value > ISMS__INTEGER_MAX || value < -ISMS__INTEGER_MAX)
        return ISMS_E_RANGE;
    give(facts, fact, value);
    return ISMS_OK;
}

static void remember_unknown(isms_facts *facts, const char *pair, size_t size)
{
    if (facts->unknown[0])
        return;
    if (size > ISMS__UNKNOWN_MOST)
        size = ISMS__UNKNOWN_MOST;
    while (size && !isms__text_valid(pair, size)) /* a character was cut, or it is not text */
        size--;
    memcpy(facts->unknown, pair, size);
    facts->unknown[size] = '\0';
    if (size == 0)
        memcpy(facts->unknown, "(not text)", sizeof "(not text)");
}

isms_status isms_facts_parse(isms_facts *facts, const char *text)
{
    if (!facts || !text)
        return ISMS_E_MISUSE;
    isms_facts_clear(facts);
    isms_status status = ISMS_OK;
    for (const char *pair = text; *pair;) {
        size_t size = strcspn(pair, ";"), name = strcspn(pair, "=;");
        bool understood =
            name < size && set(facts, isms__fact_by_name(pair, name), pair + name + 1, size - name - 1) == ISMS_OK;
        if (size && !understood) {
            remember_unknown(facts, pair, size);
            status = ISMS_PARTIAL;
        }
        pair += size + (pair[size] == ';');
    }
    return status;
}

static bool usable(const isms_facts *facts, isms_fact fact)
{
    return facts && fact >= 1 && fact < ISMS__FACT_COUNT;
}

int32_t isms_facts_has(const isms_facts *facts, isms_fact fact)
{
    return usable(facts, fact) && (facts->given >> fact & 1);
}

int64_t isms_facts_count(const isms_facts *facts, isms_fact fact)
{
    return usable(facts, fact) && isms_fact_is_count(fact) ? facts->value[fact] : 0;
}

const char *isms_facts_value(const isms_facts *facts, isms_fact fact)
{
    if (!usable(facts, fact) || isms_fact_is_count(fact))
        return "";
    return fact == ISMS_FACT_REF ? facts->ref : isms_fact_value(fact, (int32_t)facts->value[fact]);
}
