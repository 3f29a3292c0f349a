/** @file
 * Risks in groups: what owners, assets, themes and the whole have to bear. Levels are never averaged: a group has its highest
 * level, how many risks have it, and how many are not known. Money adds up: the expected loss of a group is the sum of those of
 * its risks, whatever their dependence.
 */
#ifndef ISMS_RISK_GROUPS_H
#define ISMS_RISK_GROUPS_H

#include <isms/assessment.h>
#include <isms/simulation.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Risks in groups; immutable. It lives on without the assessment, and any number of threads may read it. */
typedef struct isms_risk_groups isms_risk_groups;

/** What risks are grouped by. */
typedef int32_t isms_risk_dimension;

/** Values of #isms_risk_dimension. */
enum {
    ISMS_RISKS_WHOLE = 1,       /**< one group of all */
    ISMS_RISKS_BY_OWNER = 2,    /**< person who answers for the risk */
    ISMS_RISKS_BY_ASSET = 3,    /**< each asset that it concerns */
    ISMS_RISKS_BY_THEME = 4,    /**< each theme of Annex A that one of its controls stands in */
    ISMS_RISKS_BY_CATEGORY = 5, /**< kind of risk */
    ISMS_RISKS_BY_CRITERION = 6 /**< each impact criterion that it touches */
};

/** Name of a dimension, such as `owner`; NULL for none. @since 0.1 */
ISMS_API const char *isms_risk_dimension_name(isms_risk_dimension dimension);

/** Dimension of a name, or 0. @since 0.1 */
ISMS_API isms_risk_dimension isms_risk_dimension_by_name(const char *name);

/**
 * Groups the open risks of an assessment. A risk under another method is another group, because levels of different methods
 * cannot be compared; a risk that belongs to nothing stands in a group without a name, which comes last.
 * @param state      whose levels count; -1: the one that holds now, see #isms_assessment_present
 * @param losses     a simulation whose scenarios have the ids of risks (#isms_quantification_portfolio), for expected losses;
 * NULL: none
 * @param allocator  where the result lives; NULL for malloc
 * @param[out] out   owned by the caller
 * @retval ISMS_E_RANGE  there is no such dimension or state
 * @par Source
 * summary by the highest level and their number, as #isms_aggregate_groups; expectation is additive
 * @since 0.1
 */
ISMS_API isms_status isms_risk_groups_build(const isms_assessment *assessment, isms_risk_dimension dimension, isms_state state,
                                            const isms_simulation *losses, const isms_allocator *allocator,
                                            isms_risk_groups **out);

/** Frees groups; NULL is allowed. @since 0.1 */
ISMS_API void isms_risk_groups_free(isms_risk_groups *groups);

/** @name Groups
 * Highest level first, then more risks at it, then by name. What is not there gives 0, -1, NULL or #ISMS_NONE. @since 0.1
 * @{ */
ISMS_API size_t isms_risk_groups_count(const isms_risk_groups *groups);                    /**< number of groups */
ISMS_API const char *isms_risk_groups_name(const isms_risk_groups *groups, size_t group);  /**< id or value; "" without one */
ISMS_API isms_id isms_risk_groups_method(const isms_risk_groups *groups, size_t group);    /**< risk method of its levels */
ISMS_API size_t isms_risk_groups_risk_count(const isms_risk_groups *groups, size_t group); /**< number of risks */
ISMS_API int32_t isms_risk_groups_highest(const isms_risk_groups *groups, size_t group);   /**< rank from 0; -1: not known */
ISMS_API const char *isms_risk_groups_level(const isms_risk_groups *groups, size_t group); /**< id of that; NULL: not known */
ISMS_API size_t isms_risk_groups_at_highest(const isms_risk_groups *groups, size_t group); /**< how many have it */
ISMS_API size_t isms_risk_groups_unknown(const isms_risk_groups *groups, size_t group);    /**< how many have no level */
ISMS_API isms_id isms_risk_groups_risk(const isms_risk_groups *groups, size_t group, size_t i); /**< one of its risks */
/** Expected loss of a year of those risks that have numbers.
 * @retval ISMS_ABSENT  none has, or no simulation was given, and nothing is written @since 0.1 */
ISMS_API isms_status isms_risk_groups_loss(const isms_risk_groups *groups, size_t group, double *out);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
