/* Overrides: the rules O-*, and when one is stale. */
#include <isms/override.h>

#include "core/memory.h"
#include "facts.h"
#include "ruling.h"

#include <string.h>

static const char *const grades[] = {"", "COMPLIANT", "OFI", "MINOR", "MAJOR"};

typedef struct override_case {
    isms_override o;
    isms_grade computed, proposed; /* ISMS_GRADE_NONE for a status */
    int64_t characters, needed;
} override_case;

/* The grade in a verdict: `AOC(MAJOR)+confirm` is MAJOR; a status such as `CARRIED(MINOR)` is none. */
static isms_grade grade_of(const char *verdict)
{
    const char *text = strncmp(verdict, "AOC(", 4) == 0 || strncmp(verdict, "GAP(", 4) == 0 ? verdict + 4 : verdict;
    size_t size = strcspn(text, ")+");
    for (isms_grade g = ISMS_GRADE_COMPLIANT; g <= ISMS_GRADE_MAJOR; g++)
        if (strlen(grades[g]) == size && memcmp(grades[g], text, size) == 0)
            return g;
    return ISMS_GRADE_NONE;
}

static bool is_empty(const char *text)
{
    return !text || !*text;
}

/* Characters of UTF-8: bytes that do not continue one. */
static int64_t characters(const char *text)
{
    int64_t n = 0;
    for (; text && *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

static bool same(const override_case *c)
{
    return strcmp(c->o.computed, c->o.proposed) == 0 || (c->computed && c->computed == c->proposed);
}

static bool about_a_status(const override_case *c)
{
    return !c->computed || !c->proposed;
}

static bool unfounded(const override_case *c)
{
    return c->characters < c->needed || is_empty(c->o.author);
}

static bool soft_grading(const override_case *c)
{
    return c->computed >= ISMS_GRADE_MINOR && c->proposed <= ISMS_GRADE_OFI;
}

static bool raised_without_criterion(const override_case *c)
{
    return c->computed <= ISMS_GRADE_OFI && c->proposed >= ISMS_GRADE_MINOR && is_empty(c->o.criterion);
}

static bool issued(const override_case *c)
{
    return c->o.issued != 0;
}

static bool lowered_without_review(const override_case *c)
{
    bool reviewed = !is_empty(c->o.reviewer) && !c->o.reviewer_in_team &&
                    (is_empty(c->o.author) || strcmp(c->o.author, c->o.reviewer) != 0);
    return c->computed == ISMS_GRADE_MAJOR && c->proposed == ISMS_GRADE_MINOR && !reviewed;
}

static bool always(const override_case *c)
{
    (void)c;
    return true;
}

/* First row that applies decides. */
static const struct row {
    isms_rule rule;
    bool (*applies)(const override_case *c);
} rows[] = {
    {{"O-06", "REJECT", "P", "computed new", "{computed} is what was computed; there is nothing to override.", NULL}, same},
    {{"O-05", "REJECT", "P", "computed new", "{computed} to {new}: a status is not a grade.", "Settle the facts first."},
     about_a_status},
    {{"O-01", "REJECT", "P", "rationale author",
      "A rationale of at least {needed} characters and an author are needed; it has {characters}.", "Say why, and who judged."},
     unfounded},
    {{"O-02", "REJECT", "V", "computed new",
      "{computed} to {new} would label a nonconformity as an improvement (soft grading).",
      "Enter the new evidence as facts instead."},
     soft_grading},
    {{"O-03", "REJECT", "V", "computed new criterion",
      "{computed} to {new} without naming the requirement that is not fulfilled.", "Name the requirement."},
     raised_without_criterion},
    {{"O-07", "REJECT", "P", "locked", "The report was issued.", "Raise a new finding, or appeal."}, issued},
    {{"O-04", "PENDING_REVIEW", "P", "computed new reviewer", "Lowering a major needs a reviewer outside the audit team.",
      "Have it reviewed."},
     lowered_without_review},
    {{"O-00", "ACCEPT", "P", "computed new", "{computed} to {new}, with rationale and author.",
      "Keep the computed outcome beside it."},
     always},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

const isms__rule_table isms__override_rules = {"override", rows, sizeof rows[0], ROWS};

isms_status isms_override_check(const isms_override *override, const isms_thresholds *thresholds,
                                const isms_allocator *allocator, isms_ruling **out)
{
    isms_status status;
    override_case c;
    if (!override || !out)
        return ISMS_E_MISUSE;
    if (!isms__options_copy(&c.o, sizeof c.o, override))
        return ISMS_E_UNSUPPORTED;
    if (is_empty(c.o.computed) || is_empty(c.o.proposed))
        return ISMS_E_MISUSE;
    isms_ruling *r = isms__ruling_new(allocator, thresholds, &status);
    if (!r)
        return status;
    c.computed = grade_of(c.o.computed);
    c.proposed = grade_of(c.o.proposed);
    c.characters = characters(c.o.rationale);
    c.needed = r->thresholds.min_rationale;
    const struct row *row = rows;
    while (!row->applies(&c))
        row++;
    const isms__named values[] = {{"computed", 0, c.o.computed},
                                  {"new", 0, c.o.proposed},
                                  {"needed", c.needed, NULL},
                                  {"characters", c.characters, NULL},
                                  {NULL, 0, NULL}};
    isms__ruling_decide(r, &row->rule, NULL, values);
    return isms__ruling_finish(r, out);
}

/* FNV-1a over the bytes of a number, lowest first, so that it is the same on every machine. */
static uint64_t mix(uint64_t hash, uint64_t number)
{
    for (int i = 0; i < 8; i++, number >>= 8)
        hash = (hash ^ (number & 0xff)) * UINT64_C(0x100000001b3);
    return hash;
}

uint64_t isms_override_fingerprint(const isms_finding *finding)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    if (!finding)
        return 1;
    const isms_facts *facts = isms_finding_facts(finding);
    for (isms_fact fact = isms_fact_next(0); fact; fact = isms_fact_next(fact))
        hash = mix(hash, (uint64_t)facts->value[fact]);
    for (const char *p = facts->ref; *p; p++)
        hash = mix(hash, (unsigned char)*p);
    for (int32_t i = 0; isms_thresholds_name(i); i++)
        hash = mix(hash, (uint32_t)isms_thresholds_get(isms_finding_thresholds(finding), isms_thresholds_name(i)));
    return hash ? hash : 1;
}

void isms_override_digest(const isms_finding *finding, char out[17])
{
    uint64_t number = isms_override_fingerprint(finding);
    for (int i = 15; i >= 0; i--, number >>= 4)
        out[i] = "0123456789abcdef"[number & 15];
    out[16] = '\0';
}

int32_t isms_override_is_stale(const isms_override *override, const isms_finding *now)
{
    isms_override o;
    if (!override || !now || !isms__options_copy(&o, sizeof o, override))
        return 1;
    if (is_empty(o.computed) || strcmp(o.computed, isms_finding_verdict(now)) != 0)
        return 1;
    if (!is_empty(o.computed_rule) && strcmp(o.computed_rule, isms_finding_rule(now)) != 0)
        return 1;
    return o.facts && o.facts != isms_override_fingerprint(now);
}
