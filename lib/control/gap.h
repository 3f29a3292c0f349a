/* The gap analysis inside: rows, the signs by which records show a clause, and the plan. */
#ifndef ISMS__CONTROL_GAP_H
#define ISMS__CONTROL_GAP_H

#include "core/buffer.h"
#include "core/names.h"

#include <isms/gap.h>

/* How many of the relevant records must have the fields. */
enum {
    ISMS__SIGN_ANY,     /* one */
    ISMS__SIGN_EACH,    /* each, and there must be one */
    ISMS__SIGN_EACH_IF, /* each; where there is none, that is asked */
    ISMS__SIGN_OR_ANY   /* one, instead of the sign of the same clause before it */
};

/* What is handed to a filter. */
typedef struct isms__sign_case {
    const isms_model *m;
    isms_id record;
    isms_day as_of;
    const char *clause;
} isms__sign_case;

/* A register whose records show a clause. */
typedef struct isms__sign {
    const char *clause;
    isms_type type;
    int mode;
    bool (*relevant)(const isms__sign_case *c); /* NULL: each record */
    isms_attribute fields[3];                   /* that must have a value */
    const char *words;                          /* the relevant records, in the plural */
    bool (*holds)(const isms__sign_case *c);    /* NULL, or what must be so beside the fields */
    const char *what;                           /* what it is that must be so: "are rated" */
} isms__sign;

extern const isms__sign isms__signs[];
extern const size_t isms__sign_count;

/* A check of the Statement of Applicability that speaks for a clause. */
typedef struct isms__sign_check {
    const char *clause, *rule;
} isms__sign_check;

extern const isms__sign_check isms__sign_checks[];
extern const size_t isms__sign_check_count;

typedef struct isms__gap_row {
    uint32_t requirement, words, reason, question; /* texts */
    uint32_t parent;                               /* row + 1 */
    isms_id assessment;
    int32_t stated;
    uint8_t kind, state, derived;
    uint8_t own, seen; /* bits 1 << state: of its own signs, and of its parts */
    bool shown, differs, excluded;
} isms__gap_row;

typedef struct isms__gap_step {
    uint32_t records;
    double effort;
    size_t first, count; /* in closes */
} isms__gap_step;

struct isms_gap {
    isms_allocator host;
    isms_day as_of;
    isms__buffer texts;
    isms__gap_row *rows;
    isms__gap_step *steps;
    uint32_t *closes; /* rows */
    size_t row_count, row_capacity, step_count, step_capacity, close_count, close_capacity;
};

/* What is at hand while one is made; the first failure stays. */
typedef struct isms__gap_work {
    isms_gap *gap;
    const isms_model *m;
    const isms_soa *soa;
    const isms_allocator *a;
    isms__names rows; /* row + 1 by requirement */
    isms__buffer scratch;
    isms_status status;
} isms__gap_work;

isms__buffer *isms__gap_begin(isms__gap_work *w);
uint32_t isms__gap_end(isms__gap_work *w);
uint32_t isms__gap_copy(isms__gap_work *w, const char *text);
static inline const char *isms__gap_at(const isms_gap *gap, uint32_t at)
{
    return isms__buffer_c(&gap->texts) + at;
}

isms__gap_row *isms__gap_add(isms__gap_work *w, const char *requirement, uint8_t kind, const char *words);

void isms__gap_clauses(isms__gap_work *w);  /* rows of clauses, what records and assessments say of them */
void isms__gap_controls(isms__gap_work *w); /* rows of controls */
void isms__gap_settle(isms__gap_work *w);   /* assessments, and what they change above and below */
void isms__gap_plan(isms__gap_work *w);     /* steps */

#endif
