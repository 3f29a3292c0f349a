/** @file
 * Simulation: the loss of a portfolio over many trials of a year, with the error of every number.
 *
 * The result is the same to the bit for any number of threads, order of the scenarios, instruction set, compiler and
 * optimization: a draw is a function of the seed, the scenario's id and the trial; losses are rounded to whole minor units and
 * added as integers. Fewer trials are a prefix of more.
 *
 * @par Conventions
 * A quantile (value at risk) is the smallest loss that at least the share q of the trials does not exceed. Exceeding is strict.
 */
#ifndef ISMS_SIMULATION_H
#define ISMS_SIMULATION_H

#include <isms/portfolio.h>
#include <isms/statistics.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A finished simulation; immutable, any number of threads may read it. */
typedef struct isms_simulation isms_simulation;

/** The sum of all scenarios, where a scenario is asked for. */
#define ISMS_WHOLE (-1)

/** How a portfolio is quantified. */
typedef int32_t isms_engine;

/** Values of #isms_engine. */
enum {
    ISMS_ENGINE_SIMULATION = 0, /**< trials with random numbers */
    ISMS_ENGINE_EXACT = 1, /**< #isms_compound_new for each scenario and for the sum; intervals are guaranteed brackets. For
                                independent scenarios with Poisson, negative binomial, Bernoulli or binomial frequency
                                without insurance and shocks */
    ISMS_ENGINE_AUTO = 2   /**< exact for at most 32 such scenarios, else a simulation */
};

/** Instructions of the processor that a simulation uses; the result does not depend on it. */
typedef int32_t isms_instructions;

/** Values of #isms_instructions. */
enum {
    ISMS_INSTRUCTIONS_BEST = 0,     /**< the widest that the processor has */
    ISMS_INSTRUCTIONS_BASELINE = 1, /**< what every processor of the kind has (SSE2 on x86-64) */
    ISMS_INSTRUCTIONS_AVX2 = 2,     /**< AVX2 */
    ISMS_INSTRUCTIONS_AVX512 = 3    /**< AVX-512 F, BW, DQ, VL */
};

/**
 * A pool of threads that the host lends: calls task(data, i) once for each i from 0 to count - 1, in any order and on any
 * threads, at most as many at a time as the option `threads` says, and returns when all have finished.
 */
typedef void (*isms_pool)(void *user, uint64_t count, void (*task)(void *data, uint64_t index), void *data);

/** How to simulate. Zero and NULL mean the default. */
typedef struct isms_simulation_options {
    uint32_t struct_size;           /**< sizeof(isms_simulation_options), set by #ISMS_SIMULATION_OPTIONS_INIT */
    isms_engine engine;             /**< how to quantify */
    uint64_t trials;                /**< a power of two from 2^10 to 2^26; default 2^18 */
    uint64_t seed;                  /**< any number */
    int32_t threads;                /**< how many may work; 0 and 1: only the caller's */
    isms_instructions instructions; /**< instruction set; #ISMS_E_UNSUPPORTED where the processor has it not */
    double unit;                    /**< the smallest amount of money that is counted; default 0.01 */
    double confidence;              /**< of the intervals; default 0.95 */
    const double *quantiles;        /**< which are wanted of each scenario, in (0, 1); default 0.5, 0.9, 0.95, 0.99, 0.999 */
    uint64_t quantile_count;        /**< how many, at most 16 */
    const double *losses;           /**< amounts whose exceedance is wanted of each scenario */
    uint64_t loss_count;            /**< how many, at most 64 */
    int32_t keep;                   /**< 1 keeps every trial of every scenario, for any quantile and amount; of the sum they are
                                         always kept. 8 bytes a trial, scenario and state */
    int32_t states;                 /**< how many states; default #isms_portfolio_state_count */
    isms_progress progress;         /**< told about trials done, every few milliseconds of work. On the caller's thread; with a
                                         lent pool on any of its threads, never on two at once */
    void *progress_user;            /**< handed to progress */
    isms_pool pool;                 /**< NULL: threads are started for the call where `threads` is above 1 */
    void *pool_user;                /**< handed to pool */
    const isms_allocator *allocator; /**< used on the caller's thread only; NULL for malloc */
} isms_simulation_options;

/** Default options. */
#define ISMS_SIMULATION_OPTIONS_INIT                                                                                           \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_simulation_options), 0, 0, 0, 0, 0, 0, 0, NULL, 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL   \
    }

/**
 * Simulates a portfolio.
 * @param options NULL for defaults; @param problems NULL, or where the option or scenario that cannot be simulated is named
 * @param[out] out owned by the caller; it does not need the portfolio any more
 * @return #ISMS_E_RANGE for an option, #ISMS_E_UNSUPPORTED, #ISMS_E_CANCELLED, #ISMS_E_NO_MEMORY.
 * @par Source
 * Monte Carlo by inverse transform with counter-based draws; exact engine as #isms_compound_new
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_run(const isms_portfolio *portfolio, const isms_simulation_options *options,
                                         isms_diagnostics *problems, isms_simulation **out);

/** Frees a simulation; NULL is allowed. @since 0.1 */
ISMS_API void isms_simulation_free(isms_simulation *simulation);

/** @name What was done
 * @since 0.1
 * @{ */
ISMS_API isms_engine isms_simulation_engine(const isms_simulation *simulation);  /**< simulation or exact */
ISMS_API uint64_t isms_simulation_trials(const isms_simulation *simulation);     /**< number of trials; 0 where exact */
ISMS_API uint64_t isms_simulation_seed(const isms_simulation *simulation);       /**< seed that it started from */
ISMS_API int32_t isms_simulation_count(const isms_simulation *simulation);       /**< number of scenarios */
ISMS_API int32_t isms_simulation_state_count(const isms_simulation *simulation); /**< number of states */
ISMS_API const char *isms_simulation_id(const isms_simulation *simulation, int32_t scenario); /**< id of a scenario, or NULL */
ISMS_API int32_t isms_simulation_find(const isms_simulation *simulation, const char *scenario); /**< its index, or -1 */
/** @} */

/** @name What came out
 * Of a scenario, or of #ISMS_WHOLE, in a state. #ISMS_E_NOT_FOUND where there is no such scenario or state, or where a quantile
 * or amount was not asked for in the options and the trials of the scenario were not kept.
 * @{ */

/**
 * Expected loss of a year, with its interval of confidence: mean +- z s / sqrt(n).
 * @par Source
 * central limit theorem
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_mean(const isms_simulation *simulation, int32_t scenario, int32_t state,
                                          isms_estimate *out);

/**
 * Standard deviation of the loss of a year (of a sample: divided by n - 1).
 * @par Source
 * sample standard deviation
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_deviation(const isms_simulation *simulation, int32_t scenario, int32_t state, double *out);

/** Least and greatest loss of the trials; each may be NULL. @since 0.1 */
ISMS_API isms_status isms_simulation_extremes(const isms_simulation *simulation, int32_t scenario, int32_t state, double *least,
                                              double *most);

/**
 * Quantile (value at risk), with the interval of #isms_statistics_quantile_ranks; its upper end is infinite where the trials
 * are too few. @param q in (0, 1).
 * @par Source
 * order statistics: H. David, H. Nagaraja, Order Statistics (2003)
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_quantile(const isms_simulation *simulation, int32_t scenario, int32_t state, double q,
                                              isms_estimate *out);

/**
 * Mean of the worst share 1 - q (tail value at risk), with an interval from 64 fixed batches of trials.
 * @par Source
 * C. Acerbi, D. Tasche (2002); interval by batch means
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_tail_mean(const isms_simulation *simulation, int32_t scenario, int32_t state, double q,
                                               isms_estimate *out);

/**
 * P(S = 0), with the interval of C. Clopper and E. Pearson.
 * @par Source
 * C. Clopper, E. Pearson (1934)
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_zero(const isms_simulation *simulation, int32_t scenario, int32_t state,
                                          isms_estimate *out);

/**
 * P(S > loss), with the interval of C. Clopper and E. Pearson.
 * @par Source
 * C. Clopper, E. Pearson (1934)
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_exceedance(const isms_simulation *simulation, int32_t scenario, int32_t state, double loss,
                                                isms_estimate *out);

/**
 * Points of the loss exceedance curve, from small losses to large: P(S > losses[i]) = probabilities[i], exactly as in the
 * trials.
 * @param capacity how many points there is room for; @param[out] losses,probabilities room for as many; NULL to ask for the
 * number
 * @param[out] count how many were written, or would be.
 * @par Source
 * empirical exceedance
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_curve(const isms_simulation *simulation, int32_t scenario, int32_t state, size_t capacity,
                                           double *losses, double *probabilities, size_t *count);

/**
 * Trials that would be needed to know the mean to a relative error, at the confidence of the options.
 * @par Source
 * as #isms_statistics_required_trials
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_required_trials(const isms_simulation *simulation, int32_t scenario, int32_t state,
                                                     double relative_error, uint64_t *out);

/**
 * Expected loss in state @p from less that in state @p to, with the interval of the differences trial by trial, which is much
 *  narrower than that of two simulations.
 * @par Source
 * common random numbers: mean of the differences, trial by trial
 * @since 0.1
 */
ISMS_API isms_status isms_simulation_reduction(const isms_simulation *simulation, int32_t scenario, int32_t from, int32_t to,
                                               isms_estimate *out);

/** The loss of one trial, in the order of the trials, where they are kept in that order: of #ISMS_WHOLE. @since 0.1 */
ISMS_API isms_status isms_simulation_trial(const isms_simulation *simulation, int32_t state, uint64_t trial, double *out);
/** @} */

/** A hash of every number of the result, equal for equal results. @since 0.1 */
ISMS_API uint64_t isms_simulation_hash(const isms_simulation *simulation);

#ifdef __cplusplus
}
#endif
#endif
