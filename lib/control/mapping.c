/* Relationships between requirements: composition, inversion, and how far a pair can be relied on. */
#include <isms/catalogue.h>
#include <isms/mapping.h>
#include <string.h>

enum { RELATIONSHIPS = ISMS_RELATIONSHIP_NO_RELATIONSHIP + 1 };

#define EQ  ISMS_RELATIONSHIP_EQUAL
#define SUB ISMS_RELATIONSHIP_SUBSET
#define SUP ISMS_RELATIONSHIP_SUPERSET
#define INT ISMS_RELATIONSHIP_INTERSECTS
#define NON ISMS_RELATIONSHIP_NO_RELATIONSHIP

/* First down, second across. */
static const uint8_t composition[RELATIONSHIPS][RELATIONSHIPS] = {
    [EQ] = {0, EQ, SUB, SUP, INT, NON}, [SUB] = {0, SUB, SUB, 0, 0, NON}, [SUP] = {0, SUP, INT, SUP, INT, 0},
    [INT] = {0, INT, INT, 0, 0, 0},     [NON] = {0, NON, 0, NON, 0, 0},
};

static const uint8_t inverse[RELATIONSHIPS] = {0, EQ, SUP, SUB, INT, NON};

#undef EQ
#undef SUB
#undef SUP
#undef INT
#undef NON

static int32_t known(int32_t relationship)
{
    return relationship > 0 && relationship < RELATIONSHIPS ? relationship : 0;
}

int32_t isms_mapping_compose(int32_t first, int32_t second)
{
    return composition[known(first)][known(second)];
}

int32_t isms_mapping_inverse(int32_t relationship)
{
    return inverse[known(relationship)];
}

/* ------------------------------------------------------------------ confidence */

static const char judgement[] = "judgement";

/* What kinds of source are worth, as the table of sources names them. */
static const struct {
    const char *kind;
    int32_t confidence;
} worth[] = {
    {"official", ISMS_CONFIDENCE_HIGH},
    {"official, derived", ISMS_CONFIDENCE_MEDIUM},
    {"official, two hops", ISMS_CONFIDENCE_MEDIUM},
    {"community", ISMS_CONFIDENCE_MEDIUM},
    {"pivot", ISMS_CONFIDENCE_MEDIUM},
};

static int32_t worth_of(const char *source)
{
    const isms_model *c = isms_catalogue();
    const char *kind = isms_text(c, isms_find(c, ISMS_SOURCE, source), ISMS_SOURCE_KIND);
    for (size_t i = 0; kind && i < sizeof worth / sizeof worth[0]; i++)
        if (strcmp(kind, worth[i].kind) == 0)
            return worth[i].confidence;
    return ISMS_CONFIDENCE_LOW;
}

int32_t isms_mapping_is_judgement(const isms_model *model, isms_id mapping)
{
    for (size_t i = 0, n = isms_list_count(model, mapping, ISMS_MAPPING_SOURCES); i < n; i++)
        if (strcmp(isms_list_text(model, mapping, ISMS_MAPPING_SOURCES, i), judgement) == 0)
            return 1;
    return 0;
}

int32_t isms_mapping_confidence(const isms_model *model, isms_id mapping)
{
    if (isms_record_type(model, mapping) != ISMS_MAPPING)
        return 0;
    int32_t stated = isms_value(model, mapping, ISMS_MAPPING_CONFIDENCE);
    if (!stated)
        stated = isms_value(model, isms_link(model, mapping, ISMS_MAPPING_MAPPING_SET), ISMS_MAPPING_SET_CONFIDENCE);
    if (stated)
        return stated;
    int32_t best = ISMS_CONFIDENCE_LOW;
    if (isms_mapping_is_judgement(model, mapping))
        return best;
    for (size_t i = 0, n = isms_list_count(model, mapping, ISMS_MAPPING_SOURCES); i < n; i++) {
        int32_t found = worth_of(isms_list_text(model, mapping, ISMS_MAPPING_SOURCES, i));
        best = found > best ? found : best;
    }
    return best;
}
