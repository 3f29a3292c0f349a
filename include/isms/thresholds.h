/** @file
 * The numbers that decide in the audit room: grading, areas, deadlines, audit time and programme.
 *
 * No standard fixes them; each is a policy of the library (authority P) that a host may set. A result keeps the set that it was
 * made with, so that an old one can be computed again.
 */
#ifndef ISMS_THRESHOLDS_H
#define ISMS_THRESHOLDS_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Profile of grading. */
typedef int32_t isms_profile;

/** Values of #isms_profile. */
enum {
    ISMS_PROFILE_SOURCE = 1, /**< a requirement of which nothing is done is a major nonconformity, whatever its risk */
    ISMS_PROFILE_CB = 2      /**< for controls and own rules that holds at high or critical risk only */
};

/** A set of thresholds. A member that is 0 has its default; percentages are whole per cent, all others are 1 or more. */
typedef struct isms_thresholds {
    uint32_t struct_size;       /**< sizeof(isms_thresholds) */
    isms_profile profile;       /**< #ISMS_PROFILE_SOURCE */
    int32_t breakdown_pct;      /**< share of missed occasions that is a breakdown: 50 */
    int32_t breakdown_min_n;    /**< fewest occasions for that share to count: 4 */
    int32_t soft_pct;           /**< share of missed occasions that asks for a wider sample: 20 */
    int32_t soft_min_n;         /**< fewest occasions for that: 5 */
    int32_t late_weight_pct;    /**< weight of a late occasion against a missed one: 50 */
    int32_t overdue_pct;        /**< part of its interval after which a single missed occasion counts as stopped: 50 */
    int32_t same_req;           /**< minors on one requirement or issue that make a major: 3 */
    int32_t cause;              /**< minors of one cause that make a major: 3 */
    int32_t clause;             /**< minors in one clause that make a major: 4 */
    int32_t theme_abs;          /**< minors in one theme that make a major, together with: 5 */
    int32_t theme_pct;          /**< their share of what was assessed in the theme: 20 */
    int32_t audit_flag;         /**< minors in the whole audit that ask for a review: 10 */
    int32_t min_rationale;      /**< characters that the rationale of an override has at least: 20 */
    int32_t max_reduction;      /**< largest reduction of audit time in per cent: 30 */
    int32_t site_reduction;     /**< largest reduction at one sampled site, all reductions together: 50 */
    int32_t joint_reduction;    /**< largest reduction for an integrated audit: 20 */
    int32_t plan_days;          /**< days until the plan of a corrective action is due: 30 */
    int32_t close_days;         /**< days until a major is closed, outside Stage 2: 90 */
    int32_t stage1_months;      /**< age of Stage 1 in months at which Stage 2 warns: 6 */
    int32_t cooling_months;     /**< months that an auditor must have left the area: 12 */
    int32_t consultancy_months; /**< months that a body's people must not have consulted on the system: 24 */
    int32_t clause_months;      /**< longest interval between audits of a clause: 12 */
    int32_t control_months;     /**< longest interval between audits of a control: 36 */
    int32_t high_risk_months;   /**< the same for a control with high or critical risk: 12 */
    int32_t site_months;        /**< longest interval between audits of a site: 36 */
    int32_t half_year_score;    /**< score from which a unit is audited every 6 months: 9 */
    int32_t year_score;         /**< every 12 months: 5 */
    int32_t two_year_score;     /**< every 24 months, below it every 36: 3 */
} isms_thresholds;

/** Thresholds that are all at their defaults. */
#define ISMS_THRESHOLDS_INIT                                                                                                   \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_thresholds), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
            0                                                                                                                  \
    }

/**
 * Fills in the defaults.
 * @param given      thresholds of the host, or NULL for the defaults
 * @param thresholds receives the set in force; its struct_size is set
 * @retval ISMS_E_UNSUPPORTED the structure is of a newer library and sets what this one does not know
 * @retval ISMS_E_RANGE       a threshold is out of its range
 * @since 0.1
 */
ISMS_API isms_status isms_thresholds_resolve(const isms_thresholds *given, isms_thresholds *thresholds);

/** @name Thresholds by name
 * @since 0.1
 * @{ */
ISMS_API const char *isms_thresholds_name(int32_t i); /**< name of threshold @p i from 0; NULL past the last */
ISMS_API const char *isms_thresholds_doc(int32_t i);  /**< what it means; "" past the last */
ISMS_API int32_t isms_thresholds_default(int32_t i);  /**< its default; 0 past the last */
/** The value of a threshold; 0 where there is none of that name or @p thresholds has its default. */
ISMS_API int32_t isms_thresholds_get(const isms_thresholds *thresholds, const char *name);
/**
 * Sets a threshold; 0 puts back the default.
 * @retval ISMS_E_NOT_FOUND there is none of that name
 * @retval ISMS_E_RANGE     the value is out of its range
 */
ISMS_API isms_status isms_thresholds_set(isms_thresholds *thresholds, const char *name, int32_t value);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
