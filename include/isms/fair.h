/** @file
 * Open FAIR: risk taken apart into a tree of factors.
 *
 *     risk = loss event frequency * loss magnitude
 *     |- loss event frequency (lef) = threat event frequency * vulnerability
 *     |  |- threat event frequency (tef) = contact frequency (cf) * probability of action (poa)
 *     |  '- vulnerability (vuln) = P(threat capability (tcap) > resistance strength (rs))
 *     '- loss magnitude (lm) = primary loss (pl) + secondary loss
 *        |- secondary loss event frequency (slef), the share of the events that have one
 *        '- secondary loss magnitude (slm)
 *
 * Each factor is given as a distribution, or follows from those below it; never both. Names and arithmetic follow The Open
 * Group's Risk Taxonomy (O-RT) and Risk Analysis (O-RA) standards.
 */
#ifndef ISMS_FAIR_H
#define ISMS_FAIR_H

#include <isms/portfolio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A tree of factors; one thread at a time. */
typedef struct isms_fair isms_fair;

/** A factor of the tree. */
typedef int32_t isms_fair_factor;

/** Values of #isms_fair_factor. */
enum {
    ISMS_FAIR_RISK = 1,  /**< loss of a year; never given */
    ISMS_FAIR_LEF = 2,   /**< loss events a year */
    ISMS_FAIR_TEF = 3,   /**< threat events a year */
    ISMS_FAIR_CF = 4,    /**< contacts a year */
    ISMS_FAIR_POA = 5,   /**< probability that a contact becomes a threat event */
    ISMS_FAIR_VULN = 6,  /**< probability that a threat event becomes a loss event */
    ISMS_FAIR_TCAP = 7,  /**< threat capability, on any scale */
    ISMS_FAIR_RS = 8,    /**< resistance strength, on the same scale */
    ISMS_FAIR_LM = 9,    /**< loss of one event */
    ISMS_FAIR_PL = 10,   /**< primary loss of one event */
    ISMS_FAIR_SLEF = 11, /**< probability that an event has a secondary loss */
    ISMS_FAIR_SLM = 12   /**< secondary loss of such an event */
};

/** An empty tree, or NULL where memory is short. @param allocator NULL for malloc. @since 0.1 */
ISMS_API isms_fair *isms_fair_new(const isms_allocator *allocator);

/** Frees a tree; NULL is allowed. @since 0.1 */
ISMS_API void isms_fair_free(isms_fair *fair);

/** Name of a factor, such as `tef`; NULL for none. @since 0.1 */
ISMS_API const char *isms_fair_factor_name(isms_fair_factor factor);

/**
 * Gives a factor, or takes it away again.
 * @param distribution not a number of events; of a rate or a loss nowhere below 0, of a probability within [0, 1]; copied;
 * NULL: not given
 * @param problems NULL, or where the factor is named
 * @return #ISMS_E_RANGE, #ISMS_E_KIND, #ISMS_E_MISUSE for #ISMS_FAIR_RISK, #ISMS_E_NO_MEMORY.
 * @par Source
 * The Open Group, Risk Taxonomy (O-RT)
 * @since 0.1
 */
ISMS_API isms_status isms_fair_set(isms_fair *fair, isms_fair_factor factor, const isms_distribution *distribution,
                                   isms_diagnostics *problems);

/**
 * Whether every factor that the risk needs is there, once.
 * @param problems NULL, or where each factor that is missing, or given though it also follows from others, is named
 * @return #ISMS_E_NOT_EVALUATED where one is missing, #ISMS_E_GIVEN_TWICE. Secondary loss may be left out as a whole.
 * @par Source
 * The Open Group, Risk Taxonomy (O-RT): a factor is given, or follows from those below it
 * @since 0.1
 */
ISMS_API isms_status isms_fair_check(const isms_fair *fair, isms_diagnostics *problems);

/**
 * Expected value and variance of a factor, exactly; of #ISMS_FAIR_RISK those of the annual loss, with Poisson numbers of
 * events: Var = E[LEF] E[LM^2] + Var[LEF] E[LM]^2. A vulnerability that follows from capability and resistance is one
 * probability, because each event has a contest of its own.
 * @param[out] mean,variance each may be NULL
 * @return #ISMS_E_NOT_EVALUATED where the factor is neither given nor follows, #ISMS_E_GIVEN_TWICE.
 * @par Source
 * variance of a compound of a mixed Poisson number, S. Klugman, H. Panjer, G. Willmot, Loss Models
 * @since 0.1
 */
ISMS_API isms_status isms_fair_moments(const isms_fair *fair, isms_fair_factor factor, double *mean, double *variance);

/**
 * Adds the risk to a portfolio as a scenario: Poisson events whose rate is drawn anew each year from the frequency factors.
 * @return errors as #isms_fair_check and #isms_portfolio_add.
 * @par Source
 * The Open Group, Risk Analysis (O-RA)
 * @since 0.1
 */
ISMS_API isms_status isms_fair_add(const isms_fair *fair, isms_portfolio *portfolio, const char *id, isms_diagnostics *problems,
                                   int32_t *index);

/** What comes out where samples of capability and resistance meet one by one. */
typedef struct isms_fair_contest {
    uint64_t events;          /**< how often the capability is greater; ties do not count */
    double vulnerability;     /**< events / contests */
    double threat_margin;     /**< mean of capability - resistance over the events; 0 where there is none */
    double resistance_margin; /**< mean of resistance - capability over the other contests; 0 where there is none */
} isms_fair_contest;

/**
 * Counts contests: sample i of the capability against sample i of the resistance. @return #ISMS_E_NOT_FINITE.
 * @par Source
 * The Open Group, Risk Taxonomy (O-RT): vulnerability is the probability that capability exceeds resistance
 * @since 0.1
 */
ISMS_API isms_status isms_fair_contests(const double *capability, const double *resistance, size_t count,
                                        isms_fair_contest *out);

#ifdef __cplusplus
}
#endif
#endif
