/* One golden case of the audit room: its facts, and what the library made of them. */
#ifndef ISMS_AUDIT_CASES_H
#define ISMS_AUDIT_CASES_H

#include <isms.h>

#include <stdbool.h>
#include <stddef.h>

enum { PAIRS_MOST = 64, TEXT_MOST = 1024 };

/* The pairs of a facts cell; a pair that a function asked for counts as used. */
typedef struct pairs {
    char text[TEXT_MOST];
    const char *name[PAIRS_MOST], *value[PAIRS_MOST];
    bool used[PAIRS_MOST];
    size_t count;
} pairs;

typedef struct answer {
    char outcome[TEXT_MOST];
    char rule[32];
    char words[TEXT_MOST]; /* where set: what the case may say about it, in any order; each of its words must be among them */
} answer;

const char *pairs_text(pairs *p, const char *name, const char *otherwise); /* value of a fact */
int32_t pairs_number(pairs *p, const char *name, int32_t otherwise);       /* INT32_MIN where it is no number */
bool pairs_yes(pairs *p, const char *name);
bool pairs_given(pairs *p, const char *name);   /* there, and not "no" */
isms_day pairs_day(pairs *p, const char *name); /* 0 where it is absent or no date */
const char *pairs_next(pairs *p);               /* value of the first fact that was not asked for yet; "" where there is none */

/* Takes every pair that names a threshold; false where a value is refused. */
bool pairs_thresholds(pairs *p, isms_thresholds *thresholds);

/* Takes outcome and rule of the ruling and frees it; true. */
bool answer_ruling(answer *out, isms_ruling *ruling);

/* One function a value of `t`; false where the library refuses the call. */
bool run_finding(pairs *p, answer *out);
bool run_area(pairs *p, answer *out);
bool run_override(pairs *p, answer *out);
bool run_conclusion(pairs *p, answer *out);
bool run_event(pairs *p, answer *out);
bool run_date(pairs *p, answer *out);
bool run_time(pairs *p, answer *out);
bool run_sites(pairs *p, answer *out);
bool run_corrective(pairs *p, answer *out);
bool run_programme(pairs *p, answer *out);

#endif
