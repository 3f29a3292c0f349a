/** @file
 * What treatment plans are worth: the loss that their controls or insurance take away, against what they cost.
 *
 * The reduction of a plan is the expected loss of its risks without its controls less that with them, all else as it is now,
 * both drawn with the same random numbers, so that the difference is free of noise. Where two plans put the same control in
 * place, each is given all of it; reductions of plans on the same risk do not add up.
 */
#ifndef ISMS_TREATMENT_VALUES_H
#define ISMS_TREATMENT_VALUES_H

#include <isms/model.h>
#include <isms/simulation.h>
#include <isms/treatment.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Values of treatment plans; immutable. They live on without the model, and any number of threads may read them. */
typedef struct isms_treatment_values isms_treatment_values;

/** How plans are valued. Zero and NULL mean the default. */
typedef struct isms_treatment_values_options {
    uint32_t struct_size; /**< set by #ISMS_TREATMENT_VALUES_OPTIONS_INIT */
    uint32_t flags;       /**< #ISMS_TREATMENT_VALUES_ALL */
    int32_t years;        /**< that a plan's outlay is spread over, 1 to 100; default 3 */
    double rate;          /**< discount rate a year for the present value, above -1; default 0 */
    double budget;        /**< for the best set: outlay and the first year's running cost; 0: no set is chosen */
    const isms_simulation_options *simulation; /**< trials (default 2^14), seed, threads, unit, progress; NULL for defaults */
    const isms_allocator *allocator;           /**< where the result lives; NULL for malloc */
} isms_treatment_values_options;

/** Values plans that are done too; those that were cancelled never. */
#define ISMS_TREATMENT_VALUES_ALL 1u

/** Default options. */
#define ISMS_TREATMENT_VALUES_OPTIONS_INIT                                                                                     \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_treatment_values_options), 0, 0, 0, 0, NULL, NULL                                                \
    }

/** One plan. Numbers that are not known are NaN: nothing is assumed. */
typedef struct isms_treatment_value {
    uint32_t struct_size;    /**< sizeof(isms_treatment_value), set by #ISMS_TREATMENT_VALUE_INIT */
    int32_t risks;           /**< risks of the plan that have a frequency and a loss */
    isms_id plan;            /**< the treatment plan */
    isms_estimate reduction; /**< expected loss of a year that it takes away, with the interval of the differences */
    double before;           /**< expected loss of a year of its risks without it */
    double tail;             /**< what it takes off the mean of the worst twentieth of years */
    double outlay;           /**< its budget, or its cost where it has none */
    double running;          /**< its cost of a year */
    double cost;             /**< outlay / years + running */
    double ratio;            /**< reduction / cost */
    double benefit;          /**< return: (reduction - cost) / cost */
    double present;          /**< net present value over the years */
    double most;             /**< before / e: more a year never pays */
    int32_t chosen;          /**< 1 where it belongs to the best set under the budget */
} isms_treatment_value;

/** Sets struct_size. */
#define ISMS_TREATMENT_VALUE_INIT                                                                                              \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_treatment_value), 0, 0, {0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0                                  \
    }

/**
 * Values the treatment plans of a model that are not done, and ranks them by reduction for cost.
 * @param options  NULL for defaults
 * @param problems optional: a note for each plan that has no value, and why: no risk with numbers, no control with a declared
 * effect, no cost
 * @param[out] out owned by the caller
 * @retval ISMS_E_RANGE  an option; #ISMS_E_DATA losses in several currencies; others as #isms_simulation_run
 * @par Source
 * return on security investment: W. Sonnenreich (2006), ENISA (2012); bound of 1/e: L. Gordon and M. Loeb (2002); set under a
 * budget: #isms_treatment_choose
 * @since 0.1
 */
ISMS_API isms_status isms_treatment_values_run(const isms_model *model, const isms_treatment_values_options *options,
                                               isms_diagnostics *problems, isms_treatment_values **out);

/** Frees values; NULL is allowed. @since 0.1 */
ISMS_API void isms_treatment_values_free(isms_treatment_values *values);

/** @name Plans
 * Best ratio first; those without a ratio follow in the order of the model. @since 0.1
 * @{ */
ISMS_API size_t isms_treatment_values_count(const isms_treatment_values *values); /**< number of plans */
/** Plan @p i. @return #ISMS_E_NOT_FOUND where there is none, #ISMS_E_MISUSE for another struct_size. */
ISMS_API isms_status isms_treatment_values_get(const isms_treatment_values *values, size_t i, isms_treatment_value *out);
/** The best set under the budget, in hundredths of the currency. @return #ISMS_ABSENT where no budget was given. */
ISMS_API isms_status isms_treatment_values_choice(const isms_treatment_values *values, isms_treatment_choice *out);
ISMS_API const char *isms_treatment_values_currency(const isms_treatment_values *values); /**< of all amounts; NULL: none */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
