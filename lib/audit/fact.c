/* The table of facts that findings are classified from. */
#include "facts.h"

#include <string.h>

enum { CHOICE, COUNT, TEXT };

static const struct {
    isms_fact id;
    int kind;
    int64_t initial;
    int varied;
    const char *name, *from, *doc;
} facts[] = {
#define ISMS_FACT(sym, number, name, kind, initial, varied, from, doc) {number, kind, initial, varied, name, from, doc},
#include <isms/fact.def>
};

static const struct {
    isms_fact fact;
    int32_t number;
    const char *name;
} values[] = {
#define ISMS_FACT_VALUE(fact, sym, number, name) {ISMS_FACT_##fact, number, name},
#include <isms/fact.def>
};

enum { FACTS = sizeof facts / sizeof facts[0], VALUES = sizeof values / sizeof values[0] };

_Static_assert((int)FACTS + 1 == (int)ISMS__FACT_COUNT, "facts are numbered 1 to the number of facts");

static bool known(isms_fact fact)
{
    return fact >= 1 && fact <= FACTS;
}

isms_fact isms_fact_next(isms_fact previous)
{
    return previous >= 0 && previous < FACTS ? previous + 1 : 0;
}

isms_fact isms__fact_by_name(const char *name, size_t size)
{
    for (size_t i = 0; i < FACTS; i++)
        if (strlen(facts[i].name) == size && memcmp(facts[i].name, name, size) == 0)
            return facts[i].id;
    return 0;
}

isms_fact isms_fact_by_name(const char *name)
{
    return name ? isms__fact_by_name(name, strlen(name)) : 0;
}

const char *isms_fact_name(isms_fact fact)
{
    return known(fact) ? facts[fact - 1].name : NULL;
}

const char *isms_fact_doc(isms_fact fact)
{
    return known(fact) ? facts[fact - 1].doc : "";
}

const char *isms_fact_from(isms_fact fact)
{
    return known(fact) ? facts[fact - 1].from : "";
}

int32_t isms_fact_is_count(isms_fact fact)
{
    return known(fact) && facts[fact - 1].kind == COUNT;
}

bool isms__fact_is_choice(isms_fact fact)
{
    return known(fact) && facts[fact - 1].kind == CHOICE;
}

int isms__fact_varied(isms_fact fact)
{
    return known(fact) ? facts[fact - 1].varied : 0;
}

int64_t isms__fact_initial(isms_fact fact)
{
    return known(fact) ? facts[fact - 1].initial : 0;
}

const char *isms_fact_value(isms_fact fact, int32_t number)
{
    for (size_t i = 0; i < VALUES; i++)
        if (values[i].fact == fact && values[i].number == number)
            return values[i].name;
    return NULL;
}

int32_t isms__fact_value_by_name(isms_fact fact, const char *name, size_t size)
{
    for (size_t i = 0; i < VALUES; i++)
        if (values[i].fact == fact && strlen(values[i].name) == size && memcmp(values[i].name, name, size) == 0)
            return values[i].number;
    return -1;
}
