/* The rules F-*: what fires when, what it concludes, and how it says so. Order decides; see the phases in finding.h. */
#include "finding.h"

#define CHOICE(c, fact, choice) ((c)->facts->value[ISMS_FACT_##fact] == ISMS__##fact##_##choice)
#define COUNT(c, fact)          ((c)->facts->value[ISMS_FACT_##fact])

/* ---- gates */

static bool unknown_fact(const isms__case *c)
{
    return c->facts->unknown[0] != '\0';
}

static bool not_sampled(const isms__case *c)
{
    return CHOICE(c, ASSESSED, NO);
}

static bool bad_counts(const isms__case *c)
{
    int64_t n = COUNT(c, N), missed = COUNT(c, MISSED), late = COUNT(c, LATE), excepted = COUNT(c, EXCEPTED);
    return n < 0 || missed < 0 || late < 0 || excepted < 0 || missed > n - late || excepted > missed + late;
}

static bool absent(const isms__case *c)
{
    return CHOICE(c, IMPL, NONE) && CHOICE(c, APPL, YES) && !CHOICE(c, PLANNED, YES);
}

static bool fulfilled_with_lapse(const isms__case *c)
{
    return c->fulfilled == ISMS__FUL_YES && (c->missed + c->late > 0 || !CHOICE(c, CAP, NONE) || CHOICE(c, SYSTEMIC, YES) ||
                                             CHOICE(c, FALSIFIED, YES) || absent(c));
}

static bool lapse_without_criterion(const isms__case *c)
{
    return CHOICE(c, REQ, NONE) && c->fulfilled == ISMS__FUL_NO;
}

static bool idea_without_criterion(const isms__case *c)
{
    return CHOICE(c, REQ, NONE) && !CHOICE(c, IMPROVE, NO);
}

static bool no_criterion(const isms__case *c)
{
    return CHOICE(c, REQ, NONE);
}

static bool excluded(const isms__case *c)
{
    return CHOICE(c, APPL, EXCLUDED);
}

static bool clause_excluded(const isms__case *c)
{
    return excluded(c) && CHOICE(c, REQ, CLAUSE);
}

static bool excluded_though_needed(const isms__case *c)
{
    return excluded(c) && (CHOICE(c, JUST, CONTRADICTED) || CHOICE(c, NEEDED, YES));
}

static bool excluded_though_needed_untreated(const isms__case *c)
{
    return excluded_though_needed(c) && !CHOICE(c, ALT, YES);
}

static bool excluded_with_reason(const isms__case *c)
{
    return excluded(c) && CHOICE(c, JUST, VALID);
}

static bool excluded_need_unknown(const isms__case *c)
{
    return excluded(c) && CHOICE(c, NEEDED, UNKNOWN);
}

static bool unlisted(const isms__case *c)
{
    return CHOICE(c, APPL, UNLISTED);
}

static bool unlisted_though_needed(const isms__case *c)
{
    return unlisted(c) && CHOICE(c, NEEDED, YES) && !CHOICE(c, ALT, YES);
}

static bool undetermined(const isms__case *c)
{
    return CHOICE(c, EVID, SHORT) || c->fulfilled == ISMS__FUL_UNKNOWN;
}

static bool undetermined_at_close(const isms__case *c)
{
    return undetermined(c) && CHOICE(c, CLOSING, YES) && !CHOICE(c, REQ, CLAUSE);
}

static bool carried(const isms__case *c)
{
    return CHOICE(c, HIST, MINOR_OPEN_INTIME) && c->missed + c->late == 0;
}

/* ---- fulfilled */

static bool always(const isms__case *c)
{
    (void)c;
    return true;
}

static bool added_without_reason(const isms__case *c)
{
    return CHOICE(c, APPL, ADDED) && CHOICE(c, JUST, NONE);
}

static bool planned(const isms__case *c)
{
    return CHOICE(c, PLANNED, YES);
}

static bool could_lead_to_lapse(const isms__case *c)
{
    return CHOICE(c, IMPROVE, RISK);
}

static bool could_be_better(const isms__case *c)
{
    return CHOICE(c, IMPROVE, YES);
}

static bool excepted(const isms__case *c)
{
    return COUNT(c, EXCEPTED) > 0;
}

/* ---- not fulfilled: kind and extent of the lapse */

static bool planned_late(const isms__case *c)
{
    return planned(c) && CHOICE(c, PLAN_LATE, YES);
}

static bool document_only(const isms__case *c)
{
    return CHOICE(c, DOCONLY, YES);
}

static bool one_item(const isms__case *c)
{
    return CHOICE(c, GRAN, ITEM);
}

static bool counted_lapse(const isms__case *c)
{
    return c->missed + c->late > 0;
}

static bool nothing_in_place(const isms__case *c)
{
    return CHOICE(c, IMPL, NONE);
}

static bool none_carried_out(const isms__case *c)
{
    return c->occasions >= 2 && c->missed == c->occasions;
}

static bool only_occasion_missed(const isms__case *c)
{
    return c->occasions == 1 && c->missed == 1;
}

static bool never_before(const isms__case *c)
{
    return only_occasion_missed(c) && CHOICE(c, PRIOR_OP, NO);
}

static bool delay_known(const isms__case *c)
{
    return only_occasion_missed(c) && CHOICE(c, PRIOR_OP, YES) && COUNT(c, OVERDUE) >= 0 && COUNT(c, INTERVAL) > 0;
}

/* Counts reach 2^53 and percentages 1000, so that the products stay within 64 bits. */
static bool stopped(const isms__case *c)
{
    return delay_known(c) && COUNT(c, OVERDUE) * 100 > c->thresholds->overdue_pct * COUNT(c, INTERVAL);
}

/* A late occasion weighs part of a missed one. */
static bool share_reaches(const isms__case *c, int32_t pct, int32_t least)
{
    return c->occasions >= least && c->missed * 100 + c->late * c->thresholds->late_weight_pct >= pct * c->occasions;
}

static bool mostly_missed(const isms__case *c)
{
    return share_reaches(c, c->thresholds->breakdown_pct, c->thresholds->breakdown_min_n);
}

static bool often_missed(const isms__case *c)
{
    return CHOICE(c, SYSTEMIC, UNKNOWN) && share_reaches(c, c->thresholds->soft_pct, c->thresholds->soft_min_n);
}

/* ---- aggravation */

static bool affects_results(const isms__case *c)
{
    return CHOICE(c, CAP, YES);
}

static bool control_in_doubt(const isms__case *c)
{
    return CHOICE(c, CAP, DOUBT);
}

static bool systemic(const isms__case *c)
{
    return CHOICE(c, SYSTEMIC, YES);
}

static bool earlier_minor_late(const isms__case *c)
{
    return CHOICE(c, HIST, MINOR_OPEN_LATE);
}

static bool back_same_cause(const isms__case *c)
{
    return CHOICE(c, HIST, MINOR_RECUR) && CHOICE(c, SAME_CAUSE, YES);
}

static bool back_other_cause(const isms__case *c)
{
    return CHOICE(c, HIST, MINOR_RECUR) && CHOICE(c, SAME_CAUSE, NO);
}

static bool back_cause_unknown(const isms__case *c)
{
    return CHOICE(c, HIST, MINOR_RECUR) && CHOICE(c, SAME_CAUSE, UNKNOWN);
}

static bool major_back(const isms__case *c)
{
    return CHOICE(c, HIST, MAJOR_RECUR);
}

static bool breach_unmanaged(const isms__case *c)
{
    return CHOICE(c, LAW, BREACH) && CHOICE(c, LAW_MANAGED, NO);
}

static bool breach_management_unknown(const isms__case *c)
{
    return CHOICE(c, LAW, BREACH) && CHOICE(c, LAW_MANAGED, UNKNOWN);
}

static bool falsified(const isms__case *c)
{
    return CHOICE(c, FALSIFIED, YES);
}

/* ---- the table */

#define GATE                ISMS__PHASE_GATE, ISMS_FINDING_GRADED
#define STATUS(state)       ISMS__PHASE_GATE, ISMS_FINDING_##state
#define PHASE(phase)        ISMS__PHASE_##phase, ISMS_FINDING_GRADED
#define GRADE(grade, flags) ISMS_GRADE_##grade, flags

static const isms__finding_rule rules[] = {
    {{"F-G02", "INVALID", "P", NULL, "`{unknown}` is not a known fact or value, so nothing can be concluded.", NULL},
     STATUS(INVALID),
     GRADE(NONE, 0),
     unknown_fact},
    {{"F-G01", "NOT_ASSESSED", "P", "assessed",
      "Outside the sample: nothing was looked at, which is not the same as fulfilled.", NULL},
     STATUS(NOT_ASSESSED),
     GRADE(NONE, 0),
     not_sampled},
    {{"F-G02", "INVALID", "P", "n missed late excepted",
      "The counts contradict each other: {missed} missed, {late} late and {excepted} excepted of {n}.", NULL},
     STATUS(INVALID),
     GRADE(NONE, 0),
     bad_counts},
    {{"F-G02", "INVALID", "P", "ful missed late excepted cap systemic falsified impl",
      "Recorded as fulfilled although a lapse or doubt is recorded too.", NULL},
     STATUS(INVALID),
     GRADE(NONE, 0),
     fulfilled_with_lapse},
    {{"F-G02", "INVALID", "V", "req ful",
      "Not fulfilled, but no requirement is named: without a criterion there is no nonconformity.", NULL},
     STATUS(INVALID),
     GRADE(NONE, 0),
     lapse_without_criterion},
    {{"F-G03", "OFI", "V", "req improve",
      "No requirement asks for it, so an idea of the auditor can be an opportunity at most.", NULL},
     GATE,
     GRADE(OFI, 0),
     idea_without_criterion},
    {{"F-G03", "COMPLIANT", "V", "req improve", "No requirement asks for it and nothing is to be improved.", NULL},
     GATE,
     GRADE(COMPLIANT, 0),
     no_criterion},
    {{"F-G04", "MAJOR", "U", "req appl", "A clause of the standard was excluded; clauses 4 to 10 cannot be.", NULL},
     GATE,
     GRADE(MAJOR, 0),
     clause_excluded},
    {{"F-G07", "MAJOR", "V", "appl just needed alt",
      "The control was excluded although it is needed, and nothing else treats the risk.", NULL},
     GATE,
     GRADE(MAJOR, 0),
     excluded_though_needed_untreated},
    {{"F-G07", "MINOR", "P", "appl just needed alt",
      "The control was excluded although it is needed; another control treats the risk, so only the statement is wrong.", NULL},
     GATE,
     GRADE(MINOR, 0),
     excluded_though_needed},
    {{"F-G05", "NOT_APPLICABLE", "U", "appl just needed", "The control was excluded with sound justification.", NULL},
     STATUS(NOT_APPLICABLE),
     GRADE(NONE, 0),
     excluded_with_reason},
    {{"F-G06", "MINOR", "UP", "appl just needed",
      "The control was excluded without justification, and whether it is needed is not known.", NULL},
     GATE,
     GRADE(MINOR, ISMS__CONFIRM),
     excluded_need_unknown},
    {{"F-G06", "MINOR", "UP", "appl just needed", "The control was rightly excluded, but the justification is missing.", NULL},
     GATE,
     GRADE(MINOR, 0),
     excluded},
    {{"F-G07", "MAJOR", "V", "appl needed alt",
      "The control is needed, nothing else treats the risk, and the statement does not mention it.", NULL},
     GATE,
     GRADE(MAJOR, 0),
     unlisted_though_needed},
    {{"F-G08", "MINOR", "P", "appl needed alt", "The Statement of Applicability does not mention the control.", NULL},
     GATE,
     GRADE(MINOR, 0),
     unlisted},
    {{"F-C01", "OFI", "V", "evid ful closing req",
      "The evidence did not suffice by the end of the audit; kept as an observation to look at next time.", NULL},
     GATE,
     GRADE(OFI, ISMS__OBSERVATION),
     undetermined_at_close},
    {{"F-G10", "NOT_DETERMINED", "V", "evid ful closing req", "The evidence does not suffice to say whether it is fulfilled.",
      NULL},
     STATUS(NOT_DETERMINED),
     GRADE(NONE, 0),
     undetermined},
    {{"F-G11", "CARRIED", "P", "hist missed late",
      "The earlier minor is still inside its agreed time, and no new lapse was found.", NULL},
     STATUS(CARRIED),
     GRADE(MINOR, 0),
     carried},

    {{"F-G09", "MINOR", "UP", "appl just", "The added control works, but why it was added is not justified.", NULL},
     PHASE(FULFILLED),
     GRADE(MINOR, 0),
     added_without_reason},
    {{"F-B01", "OFI", "P", "planned plan_late impl",
      "Declared as not yet in place and the plan is in time; look at it next audit.", NULL},
     PHASE(FULFILLED),
     GRADE(OFI, 0),
     planned},
    {{"F-B11", "OFI", "U", "ful improve", "Fulfilled, but a weakness was seen that may lead to a nonconformity.", NULL},
     PHASE(FULFILLED),
     GRADE(OFI, ISMS__OBSERVATION),
     could_lead_to_lapse},
    {{"F-B11", "OFI", "U", "ful improve", "Fulfilled, and it could be better.", NULL},
     PHASE(FULFILLED),
     GRADE(OFI, 0),
     could_be_better},
    {{"F-B12", "COMPLIANT", "V", "ful n missed late excepted",
      "Every lapse is covered by an approved exception ({excepted} of {n}).", NULL},
     PHASE(FULFILLED),
     GRADE(COMPLIANT, 0),
     excepted},
    {{"F-B10", "COMPLIANT", "U", "ful n missed late", "Fulfilled; no lapse was found.", NULL},
     PHASE(FULFILLED),
     GRADE(COMPLIANT, 0),
     always},

    {{"F-G09", "MINOR", "UP", "appl just", "Why the control was added is not justified either.", NULL},
     PHASE(REMARK),
     GRADE(MINOR, ISMS__WEAK),
     added_without_reason},
    {{"F-B02", "MINOR", "P", "planned plan_late", "The planned date has passed and the plan was not renewed.", NULL},
     PHASE(LAPSE),
     GRADE(MINOR, 0),
     planned_late},
    {{"F-B02", "MINOR", "P", "planned plan_late ful", "Declared as not yet in place, and not fulfilled.", NULL},
     PHASE(LAPSE),
     GRADE(MINOR, 0),
     planned},
    {{"F-B21", "MINOR", "P", "doconly", "The practice was shown; only the document that is required is missing.", NULL},
     PHASE(LAPSE),
     GRADE(MINOR, 0),
     document_only},
    {{"F-B22", "MINOR", "V", "gran", "One listed item of a process that otherwise works was not met.", NULL},
     PHASE(LAPSE),
     GRADE(MINOR, 0),
     one_item},
    {{"F-B20", "MINOR", "U", "n missed late", "{missed} of {n} lapsed and {late} were late: not fulfilled, a limited lapse.",
      NULL},
     PHASE(LAPSE),
     GRADE(MINOR, ISMS__WEAK),
     counted_lapse},
    {{"F-B20", "MINOR", "U", "ful", "Not fulfilled; a limited lapse unless another rule says more.", NULL},
     PHASE(LAPSE),
     GRADE(MINOR, ISMS__WEAK),
     always},

    {{"F-B30", "MAJOR", "U", "impl risk profile", "Nothing of it exists in practice.", NULL},
     PHASE(EXTENT),
     GRADE(MAJOR, ISMS__BY_PROFILE),
     nothing_in_place},
    {{"F-B31", "MAJOR", "U", "n missed risk profile",
      "{missed} of {n} planned occasions were not carried out: nothing was done, so it broke down.", NULL},
     PHASE(EXTENT),
     GRADE(MAJOR, ISMS__BY_PROFILE),
     none_carried_out},
    {{"F-B32", "MAJOR", "UP", "n missed prior_op risk profile",
      "The only occasion was missed and it was never carried out before.", NULL},
     PHASE(EXTENT),
     GRADE(MAJOR, ISMS__BY_PROFILE),
     never_before},
    {{"F-B32", "MAJOR", "UP", "n missed prior_op interval overdue risk profile",
      "The only occasion is {overdue} days overdue, more than {overdue_pct} % of its interval of {interval} days: it stopped.",
      NULL},
     PHASE(EXTENT),
     GRADE(MAJOR, ISMS__BY_PROFILE),
     stopped},
    {{"F-B32", "MINOR", "UP", "n missed prior_op interval overdue",
      "The only occasion is {overdue} days overdue, not more than {overdue_pct} % of its interval of {interval} days.", NULL},
     PHASE(EXTENT),
     GRADE(MINOR, 0),
     delay_known},
    {{"F-B32", "MINOR", "UP", "n missed prior_op interval overdue",
      "The only occasion was missed; whether it was carried out before, or for how long it is overdue, is not known.", NULL},
     PHASE(EXTENT),
     GRADE(MINOR, ISMS__CONFIRM),
     only_occasion_missed},
    {{"F-B33", "MAJOR", "P", "n missed late risk profile",
      "{missed} of {n} missed and {late} late reach {breakdown_pct} %: a breakdown, to be confirmed.", NULL},
     PHASE(EXTENT),
     GRADE(MAJOR, ISMS__BY_PROFILE | ISMS__CONFIRM),
     mostly_missed},
    {{"F-A09", "MINOR", "P", "n missed late systemic",
      "{missed} of {n} missed and {late} late reach {soft_pct} %: widen the sample before it is graded.", NULL},
     PHASE(EXTENT),
     GRADE(MINOR, ISMS__CONFIRM),
     often_missed},

    {{"F-A01", "MAJOR", "V", "cap", "The ability to reach the intended results is affected.", NULL},
     PHASE(AGGRAVATION),
     GRADE(MAJOR, 0),
     affects_results},
    {{"F-A02", "MAJOR", "V", "cap", "There is significant doubt that it is under effective control.", NULL},
     PHASE(AGGRAVATION),
     GRADE(MAJOR, 0),
     control_in_doubt},
    {{"F-A03", "MAJOR", "V", "systemic", "The lapses show a systemic failure.", NULL},
     PHASE(AGGRAVATION),
     GRADE(MAJOR, 0),
     systemic},
    {{"F-A04", "MAJOR", "V", "hist", "The earlier minor was not corrected as agreed.", NULL},
     PHASE(AGGRAVATION),
     GRADE(MAJOR, 0),
     earlier_minor_late},
    {{"F-A05", "MAJOR", "V", "hist same_cause",
      "A minor that was closed is back with the same cause: its corrective action failed.", NULL},
     PHASE(AGGRAVATION),
     GRADE(MAJOR, 0),
     back_same_cause},
    {{"F-A05", "MINOR", "V", "hist same_cause", "A minor that was closed is back with another cause: a new minor.", NULL},
     PHASE(AGGRAVATION),
     GRADE(MINOR, 0),
     back_other_cause},
    {{"F-A05", "MINOR", "V", "hist same_cause", "A minor that was closed is back; whether the cause is the same is not known.",
      NULL},
     PHASE(AGGRAVATION),
     GRADE(MINOR, ISMS__CONFIRM),
     back_cause_unknown},
    {{"F-A06", "MAJOR", "P", "hist", "A major that was closed is back.", NULL},
     PHASE(AGGRAVATION),
     GRADE(MAJOR, 0),
     major_back},
    {{"F-A07", "MAJOR", "P", "law law_managed", "A legal duty was breached and the breach is not managed.", NULL},
     PHASE(AGGRAVATION),
     GRADE(MAJOR, 0),
     breach_unmanaged},
    {{"F-A07", "MINOR", "P", "law law_managed", "A legal duty was breached; whether the breach is managed is not known.", NULL},
     PHASE(AGGRAVATION),
     GRADE(MINOR, ISMS__CONFIRM),
     breach_management_unknown},
    {{"F-A08", "MAJOR", "P", "falsified", "Records were falsified.", NULL}, PHASE(AGGRAVATION), GRADE(MAJOR, 0), falsified},
};

enum { RULES = sizeof rules / sizeof rules[0] };

const isms__rule_table isms__finding_rules = {"finding", rules, sizeof rules[0], RULES};

const isms__finding_rule *isms__finding_rule_at(size_t i)
{
    return i < RULES ? &rules[i] : NULL;
}
