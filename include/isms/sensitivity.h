/** @file
 * Sensitivity: which uncertain input moves the result most (a tornado).
 *
 * Each input by itself is held at a low and at a high quantile of its distribution, while everything else, random numbers
 * included, stays as it is. An input is what somebody estimated: the rate of a frequency that is not certain, the loss of an
 * event, its secondary loss. Chance itself, such as the number of events at a known rate, is none.
 */
#ifndef ISMS_SENSITIVITY_H
#define ISMS_SENSITIVITY_H

#include <isms/simulation.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A finished analysis; immutable. */
typedef struct isms_sensitivity isms_sensitivity;

/** What is measured of the sum of all scenarios. */
typedef int32_t isms_sensitivity_measure;

/** Values of #isms_sensitivity_measure. */
enum {
    ISMS_SENSITIVITY_MEAN = 0,     /**< expected loss of a year */
    ISMS_SENSITIVITY_QUANTILE = 1, /**< value at risk */
    ISMS_SENSITIVITY_TAIL_MEAN = 2 /**< tail value at risk */
};

/** An input of a scenario. */
typedef int32_t isms_sensitivity_input;

/** Values of #isms_sensitivity_input. */
enum {
    ISMS_SENSITIVITY_FREQUENCY = 1, /**< rate of a mixed Poisson frequency, or a frequency that is a rate */
    ISMS_SENSITIVITY_LOSS = 2,      /**< loss of one event */
    ISMS_SENSITIVITY_SECONDARY = 3  /**< secondary loss of one event */
};

/** How to analyse. Zero and NULL mean the default. */
typedef struct isms_sensitivity_options {
    uint32_t struct_size;                      /**< sizeof(isms_sensitivity_options), set by #ISMS_SENSITIVITY_OPTIONS_INIT */
    isms_sensitivity_measure measure;          /**< what is measured */
    double q;                                  /**< of a quantile or a tail; default 0.95 */
    double low;                                /**< quantile at which an input is low; default 0.1 */
    double high;                               /**< quantile at which it is high; default 0.9 */
    int32_t state;                             /**< of the scenarios */
    const isms_simulation_options *simulation; /**< trials, seed, threads, unit, progress, allocator; progress counts trials of
                                                  one run after the other */
} isms_sensitivity_options;

/** Default options. */
#define ISMS_SENSITIVITY_OPTIONS_INIT                                                                                          \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_sensitivity_options), 0, 0, 0, 0, 0, NULL                                                        \
    }

/** One bar of the tornado. */
typedef struct isms_sensitivity_bar {
    int32_t scenario;             /**< index in the portfolio */
    isms_sensitivity_input input; /**< which input of it */
    double low_input;             /**< the input when it is low */
    double high_input;            /**< the input when it is high */
    double low;                   /**< the measure when the input is low */
    double high;                  /**< the measure when the input is high */
} isms_sensitivity_bar;

/**
 * Analyses a portfolio: one simulation, and two of each scenario for each input.
 * @param options NULL for defaults; @param[out] out owned by the caller
 * @return errors as #isms_simulation_run; #ISMS_E_RANGE for q, low, high or the state.
 * @par Source
 * one-at-a-time analysis with common random numbers (tornado): R. Howard, Decision analysis (1988)
 * @since 0.1
 */
ISMS_API isms_status isms_sensitivity_run(const isms_portfolio *portfolio, const isms_sensitivity_options *options,
                                          isms_diagnostics *problems, isms_sensitivity **out);

/** Frees an analysis; NULL is allowed. @since 0.1 */
ISMS_API void isms_sensitivity_free(isms_sensitivity *sensitivity);

/** Number of bars. @since 0.1 */
ISMS_API size_t isms_sensitivity_count(const isms_sensitivity *sensitivity);

/** A bar; those with the greatest difference of high and low come first, equal ones in order of scenario id and input.
 *  @return #ISMS_E_NOT_FOUND where there is none of that @p index. @since 0.1 */
ISMS_API isms_status isms_sensitivity_get(const isms_sensitivity *sensitivity, size_t index, isms_sensitivity_bar *out);

/** The measure with every input as it is. @since 0.1 */
ISMS_API double isms_sensitivity_base(const isms_sensitivity *sensitivity);

#ifdef __cplusplus
}
#endif
#endif
