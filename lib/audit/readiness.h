/* The pre-audit inside: how a rule is evaluated and what its predicate can ask and say. */
#ifndef ISMS__AUDIT_READINESS_H
#define ISMS__AUDIT_READINESS_H

#include "control/needed.h"
#include "core/buffer.h"
#include "in_charge.h"

#include <isms/area.h>
#include <isms/audit.h>
#include <isms/finding.h>
#include <isms/model.h>

/* What a predicate finds for one record (or the model): outside the rule, fine, fired (a lapse in a population), not known. */
typedef enum isms__verdict { ISMS__OUT, ISMS__CLEAR, ISMS__FIRED, ISMS__NOT_KNOWN } isms__verdict;

typedef struct isms__run isms__run;

typedef enum isms__rule_kind { ISMS__INTEGRITY, ISMS__HYGIENE, ISMS__CONFORMITY } isms__rule_kind;
typedef enum isms__rule_shape { ISMS__DOCUMENT, ISMS__RECORD, ISMS__POPULATION } isms__rule_shape;

typedef struct isms__readiness_rule {
    const char *id;
    uint8_t kind, shape;
    isms_severity severity;
    isms_type type; /* of the records judged; 0 for a document rule */
    const char *requirement, *needs, *facts, *message, *fix, *condition;
    isms__verdict (*judge)(isms__run *run, isms_id record);
} isms__readiness_rule;

extern const isms__readiness_rule isms__readiness_rules[];
extern const size_t isms__readiness_rule_count;
ptrdiff_t isms__readiness_find(const char *id); /* index, or -1 */

/* The areas that a finding counts in, beside the whole audit. */
typedef enum isms__place {
    ISMS__IN_REQUIREMENT,
    ISMS__IN_GROUP,
    ISMS__IN_ISSUE,
    ISMS__IN_CAUSE,
    ISMS__FINDING_PLACES
} isms__place;

/* One result: a finding of a rule. Texts are offsets into the audit's text. */
typedef struct isms__result {
    uint32_t rule;
    isms_severity severity;
    uint8_t grade;   /* isms_grade as computed; 0 for integrity and hygiene */
    uint8_t counted; /* the same, or what an override in force puts in its place */
    uint8_t confirm, undetermined, suppressed, unknown_need, invalid;
    uint32_t targets, message, facts, outcome, classifier, requirement;
    uint32_t ref; /* what the facts hold it against: the home of the roll-up */
    uint32_t target_count;
    uint32_t recorded;                    /* 1 + index of the auditor's finding that takes it up; 0 for none */
    isms_id suppression;                  /* that hides it from lists */
    uint32_t overridden;                  /* 1 + index of the override in force; 0 for none */
    int32_t places[ISMS__FINDING_PLACES]; /* areas where it counts, or -1 */
    uint32_t first, count, related;       /* records it is about, then others that it rests on, in the audit's ids */
    uint32_t line, column, source;
} isms__result;

typedef enum isms__state { ISMS__NOT_APPLICABLE, ISMS__WAS_CLEAR, ISMS__NOT_DETERMINED, ISMS__HAS_FIRED } isms__state;

typedef struct isms__tally {
    uint8_t state; /* isms__state */
    uint32_t fired, clear, unknown;
    uint32_t reason; /* offset: which need failed */
} isms__tally;

/* What a conclusion is drawn from. */
typedef struct isms__counts {
    size_t majors, minors; /* proposed majors of areas and what auditors recorded included */
    size_t plans;          /* minors with an accepted plan */
    size_t undetermined;   /* mandatory clauses */
    size_t key_gaps, unclear_scopes;
    size_t key_unknown;                  /* elements that a key gap could be of, with no data that tell */
    bool past_six_months, past_deadline; /* of a major that an auditor recorded */
    bool expired, restorable;            /* the certificate */
} isms__counts;

enum { ISMS__ASSERTIONS_MOST = 64 };

/* What was found in an area, and what that comes to. */
typedef struct isms__sum {
    isms_area_scope scope;
    const char *name; /* of the catalogue; NULL for an own requirement, an issue or a cause */
    uint32_t label;   /* of those: the name, as a text */
    int32_t group;    /* of an own requirement: the area of its theme, or -1 */
    int32_t majors, minors, ofis, assessed, undetermined;
    bool determined; /* something was found there that is determined */
    uint32_t outcome, rule, sentence;
    bool proposed; /* a major of its own */
} isms__sum;

/* A finding that an auditor recorded. */
typedef struct isms__recorded {
    isms_id id;
    uint32_t key, requirement, title, outcome, classifier, facts; /* texts; outcome and classifier as its facts give them */
    uint8_t stored, grade;                                        /* isms_grade: as the auditor says, as computed; 0 for none */
    uint8_t counted;                                              /* as the auditor says, or an override in force */
    bool counts;                                                  /* in the conclusion */
    bool plan_accepted;                                           /* of its corrective action */
    ptrdiff_t result;                                             /* of the rule that it takes up, or -1 */
    uint32_t overridden;                                          /* 1 + index of the override in force; 0 for none */
    int32_t places[ISMS__FINDING_PLACES];
} isms__recorded;

/* A decision of an auditor against a computed outcome, and what the rules O-* say of it. */
typedef struct isms__overriding {
    isms_id id;
    uint32_t key, target, computed, proposed, outcome, rule, sentence, rationale, author; /* texts */
    isms_day decided;
    uint8_t grade;     /* isms_grade that it proposes; 0 for a status */
    ptrdiff_t result;  /* that it is about, or -1 */
    ptrdiff_t finding; /* recorded finding that it is about, or -1 */
} isms__overriding;

/* One action of the shortest way to a better conclusion. */
typedef struct isms__step {
    size_t result; /* SIZE_MAX: it is about data that are missing */
    uint32_t text, conclusion;
} isms__step;

struct isms_audit {
    isms_allocator host;
    isms_thresholds thresholds;
    isms_audit_options options;
    isms__buffer texts;
    isms__result *results;
    size_t count, capacity;
    isms_id *ids;
    size_t id_count, id_capacity;
    isms__tally *tallies; /* one for each rule */
    int32_t score, upper, determined;
    isms__counts counts; /* what the conclusion is drawn from */
    size_t ofis, errors;
    isms__sum *areas;
    size_t area_count, area_capacity;
    isms__recorded *recorded;
    size_t recorded_count, recorded_capacity;
    isms__overriding *overrides;
    size_t override_count, override_capacity;
    isms__step *steps;
    size_t step_count, step_capacity;
    uint8_t *hidden;     /* for each of ids: a suppression takes it from the list */
    int32_t *severities; /* of each rule: as the options set it, 0 switched off, else the rule's own */
    const char *title;
    isms_type assertions[ISMS__ASSERTIONS_MOST];
    size_t assertion_count;
    uint32_t conclusion_next;
    uint32_t conclusion, conclusion_rule, conclusion_text, headline;
    uint32_t *lines; /* printed forms, made last */
};

/* One item of a needs list: `audits`, `risks.assessed_on`, `risks.owner?`, `corrective_actions.verifier!`. */
typedef struct isms__requisite {
    isms_type type;
    isms_attribute attribute; /* 0: the register only */
    bool path_given;
    char form; /* '.', '?', '!' */
} isms__requisite;

enum { ISMS__NEEDS_MOST = 8, ISMS__FACTS_MOST = 64, ISMS__KNOWN_MOST = 16384, ISMS__DECISIONS = 16 };

/* What a method says of risks at a level. */
typedef struct isms__decision {
    isms_id method;
    const char *level, *decision;
} isms__decision;

enum { ISMS__LACKING = 8 }; /* attributes that a sentence on a population can name */

struct isms__run {
    const isms_model *model;
    const isms_allocator *a;
    isms_audit *audit;
    isms_day as_of; /* 0: none was given; rules that need one are not determined */
    isms_stage stage;
    const isms__readiness_rule *rule;
    size_t index;
    isms__tally *tally;
    isms__requisite needs[ISMS__NEEDS_MOST]; /* of the rule */
    size_t need_count;
    isms__buffer variables; /* name NUL value NUL ... of the finding in the making */
    isms__buffer targets;   /* its targets, NUL-terminated each */
    isms__buffer text;      /* of it, filled in and copied */
    uint32_t *ordered;      /* places of the results by rule and targets; NULL: not made yet */
    size_t ordered_count;
    const char *document; /* that the model was read from; NULL: not looked up yet */
    isms_id *about;       /* the records that it is about */
    size_t about_count, about_capacity;
    isms_id *related; /* the others that it rests on: the other end of a contradiction */
    size_t related_count, related_capacity;
    isms_id *ids[2]; /* what isms__refs returned last, in two slots */
    size_t id_capacity[2];
    isms__needed needed; /* control id -> who needs it */
    isms__names named;   /* control ids that any risk names */
    isms__names entries; /* control id -> entries of the SoA */
    isms__names texts;   /* justification -> exclusions that carry it */
    isms__names mended;  /* controls that corrective actions name */
    isms__charges charges;
    isms__names open; /* requirement -> 1 + place in open_ids of an open nonconformity against it */
    isms_id *open_ids;
    size_t open_capacity;
    const char **levels; /* present level of each risk, by its row; "" for none, NULL: not worked out */
    size_t level_capacity;
    isms__decision decisions[ISMS__DECISIONS];
    const char **known;                    /* requirements that are known, by their addresses; NULL: not made yet */
    isms__names requirements;              /* texts -> whether a requirement is known by it: 1 yes, 2 no */
    isms_attribute lacking[ISMS__LACKING]; /* what members of the population have not */
    size_t lacking_count;
    bool needed_ready, entries_ready, texts_ready, mended_ready, open_ready, failed;
    bool regraded;                                    /* an auditor's facts changed a grade, and so the order */
    isms_attribute fact_attributes[ISMS__FACTS_MOST]; /* of recorded findings, by number of the fact */
    isms__result graded;                              /* the last facts that were graded, and what came of them */
    isms_id annual_method;                            /* the only risk method, if there is just one */
    isms_id sound_method;                             /* the method that was looked at last, and whether it is sound */
    bool sound;
};

/* ------------------------------------------------------------------ saying */

void isms__say(isms__run *run, const char *name, const char *value);
void isms__say_number(isms__run *run, const char *name, int64_t value);
void isms__say_day(isms__run *run, const char *name, isms_day day);
/* A member of a population lacks the attribute: it comes to the {list} of the sentence, once. */
void isms__say_lacking(isms__run *run, isms_attribute attribute);
void isms__target(isms__run *run, const char *text);      /* adds to the targets of the finding in the making */
void isms__target_record(isms__run *run, isms_id record); /* the same by the record's id, and locates it there */
void isms__relate(isms__run *run, isms_id record);        /* another record that it rests on; ISMS_NONE is left out */
isms__verdict isms__fire(isms__run *run);                 /* makes the finding of what was said; returns FIRED */

/* ------------------------------------------------------------------ asking */

bool isms__filled(const isms__run *run, isms_id record, isms_attribute attribute); /* set, and not the empty text */
bool isms__is(const isms__run *run, isms_id record, isms_attribute attribute, const char *value); /* text or enumerator */
bool isms__one_of(const isms__run *run, isms_id record, isms_attribute attribute, const char *const *values);
bool isms__lists(const isms__run *run, isms_id record, isms_attribute attribute, const char *value); /* a list holds it */
bool isms__yes(const isms__run *run, isms_id record, isms_attribute attribute);                      /* boolean true */
isms_day isms__day(const isms__run *run, isms_id record, isms_attribute attribute);
bool isms__done_by_now(const isms__run *run, isms_id record, isms_attribute attribute); /* a date, not after as-of */
size_t isms__refs(isms__run *run, int slot, isms_id target, isms_attribute attribute, const isms_id **out);
isms_id isms__lesser(const isms__run *run, isms_id a, isms_id b); /* by type and id; ISMS_NONE is the greatest */
bool isms__delivered(const isms__run *run, isms_type type);       /* delivered and not partial */
bool isms__rule_fired(const isms__run *run, const char *id);
bool isms__rule_is_open(const isms__run *run, const char *id); /* not determined */
bool isms__is_clause(const char *requirement);                 /* a clause 4 to 10 or an item of one */
bool isms__is_annex(const char *requirement);
bool isms__covers(const char *what, const char *requirement); /* the same, or an ancestor of it */
isms_day isms__operating_since(const isms__run *run);

/* Risk methods. */
isms_id isms__method_of(const isms__run *run, isms_id risk);
int isms__level_rank(const isms__run *run, isms_id method, const char *level); /* position from 0; -1 where it has none */
const char *isms__present_level(const isms__run *run, isms_id risk);
const char *isms__matrix_level(const isms__run *run, isms_id method, int64_t likelihood, int64_t impact);
bool isms__method_is_sound(isms__run *run, isms_id method); /* scales, levels and matrix fit together */

/* Is a control needed? (readiness.md 4) */
unsigned isms__who_needs(isms__run *run, const char *control);    /* bits ISMS__NEED_* */
const char *isms__is_needed(isms__run *run, const char *control); /* yes, no, unknown */
bool isms__risk_names(isms__run *run, const char *control);       /* any risk, treated or not */

/* Requirements that a person is in charge of, as the owner of an entry or a control. */
const isms__charge *isms__charges_of(isms__run *run, const char *owner, size_t *count);

/* Evidence and controls. */
bool isms__evidence_valid(const isms__run *run, isms_id evidence);
bool isms__evidence_expired(const isms__run *run, isms_id evidence);
const char *isms__status_from_measures(const isms__run *run, isms_id entry); /* NULL where it has no measures */

/* Occasions of something that has to be done again and again (readiness.md 3). */
typedef struct isms__schedule {
    isms_day anchor;
    int32_t months, days, grace; /* one of months and days */
    isms_day *done;              /* ascending */
    size_t done_count, done_capacity;
    isms_day *excused;
    size_t excused_count, excused_capacity;
} isms__schedule;

typedef struct isms__occasions {
    int32_t n, missed, late, excepted;
    bool single; /* one occasion, missed: the three below say how */
    bool prior;
    int32_t interval, overdue;
} isms__occasions;

bool isms__schedule_done(isms__run *run, isms__schedule *s, isms_day day);
bool isms__schedule_excused(isms__run *run, isms__schedule *s, isms_day day);
isms__verdict isms__judge_occasions(isms__run *run, isms__schedule *s); /* says what the facts need; frees the schedule */

/* ------------------------------------------------------------------ the parts of a run */

bool isms__needs_met(isms__run *run);                               /* of the rule as a whole; says why not */
isms__verdict isms__needs_of(const isms__run *run, isms_id record); /* CLEAR, OUT (a trigger is missing) or UNKNOWN */
void isms__evaluate(isms__run *run, size_t rule);
isms_status isms__classify(isms__run *run, const char *facts, isms__result *result); /* also where the facts are INVALID */
isms_status isms__options_take(const isms_audit_options *given, isms_audit_options *o);
isms_status isms__options_settle(isms_audit *audit, const isms_audit_options *o);
isms_status isms__suppress(isms__run *run);
isms_status isms__collect_recorded(isms__run *run);
isms_status isms__collect_overrides(isms__run *run);
void isms__results_moved(isms__run *run);
ptrdiff_t isms__result_of(isms__run *run, isms_id record, isms_attribute rule, isms_attribute targets); /* -1: none */
isms_status isms__areas_start(isms__run *run); /* makes the areas and counts what was found in each */
isms_status isms__areas_rule(isms__run *run);  /* what each comes to */
isms_status isms__score(isms__run *run);       /* the pair, and what was assessed in each area */
isms_status isms__conclude(isms__run *run);
isms_status isms__redraw(const isms_audit *audit, const isms__counts *counts, const isms_allocator *a, isms_ruling **out);
isms_status isms__area_ruling(const isms_audit *audit, const isms__sum *area, const char *declined_because,
                              const isms_allocator *a, isms_ruling **out);
int32_t isms__area_find(const isms_audit *audit, const char *requirement, bool group); /* -1: none */
const char *isms__area_name(const isms_audit *audit, const isms__sum *area);
isms_severity isms__severity_of(const isms__result *result); /* for display */
isms_status isms__prioritise(isms__run *run);
uint32_t isms__keep(isms_audit *audit, const char *text);
const char *isms__text_of(const isms_audit *audit, uint32_t offset);
bool isms__suppression_works(const isms__run *run, isms_id suppression);

#define ISMS_READINESS(symbol, id, kind, requirement, type, shape, severity, needs, facts, message, fix, condition)            \
    isms__verdict isms__judge_##symbol(isms__run *run, isms_id record);
#include "readiness_rules.def"
#undef ISMS_READINESS

#endif
