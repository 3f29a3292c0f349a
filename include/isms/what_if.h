/** @file
 * What if: what becomes of the risks of a model where a control fails, comes late or is added.
 *
 * A control changes a risk by what is declared for it: steps on the method's scales, or the share of frequency or loss that it
 * takes away, which becomes steps where the scale has numeric intervals. Nothing else is assumed. Where nothing is declared the
 * level is given as a range: as it is at best, and inherent at worst.
 */
#ifndef ISMS_WHAT_IF_H
#define ISMS_WHAT_IF_H

#include <isms/assessment.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What happens to a control. */
typedef int32_t isms_what_if_kind;

/** Values of #isms_what_if_kind. */
enum {
    ISMS_CONTROL_FAILS = 1, /**< it no longer works: current and residual state */
    ISMS_CONTROL_LATE = 2,  /**< a planned control comes later than it is due: residual state, for the time between */
    ISMS_CONTROL_ADDED = 3  /**< it is put in place: the states in which it was not */
};

/** A change of one control. */
typedef struct isms_what_if {
    uint32_t struct_size;   /**< set by #ISMS_WHAT_IF_INIT */
    isms_what_if_kind kind; /**< what happens */
    isms_id control;        /**< to which control of the organization */
    isms_id risk;   /**< the one risk that is looked at; #ISMS_NONE: all that name the control. An added control need not
                         be named by it */
    isms_day until; /**< late: the day on which it comes; 0: by @p days */
    int32_t days;   /**< late: days after its due date, 1 or more, where @p until is 0 */
} isms_what_if;

/** A change without a control; to be filled in. */
#define ISMS_WHAT_IF_INIT                                                                                                      \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_what_if), 0, 0, 0, 0, 0                                                                          \
    }

/** Levels of risks before and after changes. Immutable; it lives on without the model, and any number of threads may read it.
 */
typedef struct isms_comparison isms_comparison;

/** Side of a comparison. */
typedef int32_t isms_comparison_side;

/** Values of #isms_comparison_side. */
enum {
    ISMS_BEFORE = 0,  /**< as assessed */
    ISMS_AFTER = 1,   /**< with the changes, by what is declared */
    ISMS_AT_WORST = 2 /**< the highest that is possible where a control declares nothing; else the same as after */
};

/** Whether a level changes. */
typedef int32_t isms_comparison_change;

/** Values of #isms_comparison_change. */
enum {
    ISMS_CHANGE_NONE = 0,     /**< the level stays */
    ISMS_CHANGE_POSSIBLE = 1, /**< it stays by what is declared, and may rise */
    ISMS_CHANGE_CERTAIN = 2   /**< it changes */
};

/**
 * Assesses all risks, then again with changes of controls.
 *
 * A risk is touched where it names the control, an Annex A control that the control implements, or an effect of the control on
 * it. Declared steps are given back (fails, late) or taken off (added), between 1 and the inherent value; shares of frequency
 * or loss multiply the middle of the step (its geometric mean). An added control never raises a level, and one that fails never
 * lowers it, also where the matrix contradicts itself.
 * @param model    the ISMS; only read
 * @param changes  @p count changes, all with the same struct_size, of different controls
 * @param count    1 to 1,000
 * @param options  as for #isms_assess; with `as_of` a late control changes nothing once it has come, and acceptances that have
 * expired cannot break. NULL for defaults
 * @param problems optional: a note for each change that changes nothing, and why
 * @param[out] out owned by the caller
 * @retval ISMS_E_RANGE          an unknown kind, a negative number of days, or no changes or too many
 * @retval ISMS_E_NOT_FOUND      a control or risk that is not in the model, or the option's risk method
 * @retval ISMS_E_EXISTS         the same control twice
 * @retval ISMS_E_NOT_EVALUATED  a late control has no due date, and no day is given until which it is late
 * @par Source
 * control effects on ordinal scales by declared steps, or by the interval of the step; states as in isms/assessment.h
 * @since 0.1
 */
ISMS_API isms_status isms_assess_what_if(const isms_model *model, const isms_what_if *changes, size_t count,
                                         const isms_assess_options *options, isms_diagnostics *problems, isms_comparison **out);

/** Frees a comparison; NULL is allowed. @since 0.1 */
ISMS_API void isms_comparison_free(isms_comparison *comparison);

/** The levels before the changes; borrowed. @since 0.1 */
ISMS_API const isms_assessment *isms_comparison_assessment(const isms_comparison *comparison);

/** @name Rows
 * One for each risk and state that a change touches, in the order of the model. A row that is not there gives #ISMS_NONE, -1,
 * 0, NULL or "". @since 0.1
 * @{ */
ISMS_API size_t isms_comparison_count(const isms_comparison *comparison);                 /**< number of rows */
ISMS_API isms_id isms_comparison_risk(const isms_comparison *comparison, size_t row);     /**< the risk */
ISMS_API isms_state isms_comparison_state(const isms_comparison *comparison, size_t row); /**< current or residual */
ISMS_API isms_comparison_change isms_comparison_changes(const isms_comparison *comparison,
                                                        size_t row); /**< whether it changes */
/** Id of the level on a side. */
ISMS_API const char *isms_comparison_level(const isms_comparison *comparison, size_t row, isms_comparison_side side);
/** Position of the level on a side, from 0. */
ISMS_API int32_t isms_comparison_rank(const isms_comparison *comparison, size_t row, isms_comparison_side side);
/** What the acceptance criteria say on a side: a value of the enumeration `decision`, or 0. */
ISMS_API isms_decision isms_comparison_decision(const isms_comparison *comparison, size_t row, isms_comparison_side side);
/** Why, as a tree of lines; borrowed. */
ISMS_API const char *isms_comparison_explain(const isms_comparison *comparison, size_t row);
/** @} */

/** @name Acceptances that no longer hold
 * Those in force whose level is exceeded after the changes and was not before (ISO/IEC 27001:2022, 6.1.3 f). @since 0.1
 * @{ */
ISMS_API size_t isms_comparison_broken_count(const isms_comparison *comparison);                 /**< how many */
ISMS_API isms_id isms_comparison_broken(const isms_comparison *comparison, size_t i);            /**< the risk acceptance */
ISMS_API size_t isms_comparison_broken_row(const isms_comparison *comparison, size_t i);         /**< row that exceeds it */
ISMS_API int32_t isms_comparison_broken_is_certain(const isms_comparison *comparison, size_t i); /**< 0: at worst only */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
