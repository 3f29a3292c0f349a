/** @file
 * The smallest set of evidence that answers a list of requests, such as an auditor's: requirements, clauses and controls of any
 * framework.
 *
 * A piece answers a request where it supports the requirement (isms/reuse.h). Choosing the fewest is set cover, which has no
 * fast exact way: up to a bound on the work the answer is exact, beyond that greedy, and then a bound below says how far off it
 * can be.
 */
#ifndef ISMS_REQUEST_H
#define ISMS_REQUEST_H

#include <isms/evidence.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Evidence that was chosen for a list of requests; read-only. */
typedef struct isms_request isms_request;

/** How evidence is chosen. Zero and NULL mean the default. */
typedef struct isms_request_options {
    uint32_t struct_size;            /**< sizeof(isms_request_options), set by #ISMS_REQUEST_OPTIONS_INIT */
    isms_day as_of;                  /**< only evidence that is valid on that day; 0: any */
    int32_t confidence;              /**< least confidence (`ISMS_CONFIDENCE_*`) of a pair that counts; default low: any */
    uint64_t max_steps;              /**< steps of the exact search before greed has to do; default 200,000 */
    const isms_allocator *allocator; /**< copied; NULL for malloc */
} isms_request_options;

/** Default options. */
#define ISMS_REQUEST_OPTIONS_INIT                                                                                              \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_request_options), 0, 0, 0, NULL                                                                  \
    }

/**
 * Chooses evidence.
 * @param requirements ids such as `A.8.24`, `9.2.1` or `gdpr:Art.32(1)(a)`; repeated ones count once
 * @param count        number of them
 * @param options      NULL for defaults
 * @param[out] out     owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_NOT_FOUND where an id has the prefix of no known framework, #ISMS_E_RANGE for a confidence
 * that there is not, #ISMS_E_UNSUPPORTED, #ISMS_E_LIMIT, #ISMS_E_NO_MEMORY
 * @par Source
 * set cover: greedy choice (Chvatal 1979), then branch and bound; below it is bounded by requests that no piece answers
 * together
 * @since 0.1
 */
ISMS_API isms_status isms_request_answer(const isms_model *model, const char *const *requirements, size_t count,
                                         const isms_request_options *options, isms_request **out);

/** Frees an answer; NULL is allowed. @since 0.1 */
ISMS_API void isms_request_free(isms_request *request);

/** @name The evidence chosen
 * By id; it counts from 0. Past the end: 0, #ISMS_NONE, "". @since 0.1
 * @{ */
ISMS_API size_t isms_request_count(const isms_request *request);                             /**< pieces that were chosen */
ISMS_API isms_id isms_request_evidence(const isms_request *request, size_t i);               /**< the record */
ISMS_API const char *isms_request_key(const isms_request *request, size_t i);                /**< its id */
ISMS_API size_t isms_request_answered_count(const isms_request *request, size_t i);          /**< requests that it answers */
ISMS_API const char *isms_request_answered(const isms_request *request, size_t i, size_t k); /**< one of them */
/** @} */

/** @name How good it is
 * @since 0.1
 * @{ */
ISMS_API size_t isms_request_missing_count(const isms_request *request);          /**< requests that no piece answers */
ISMS_API const char *isms_request_missing(const isms_request *request, size_t i); /**< one of them, or "" */
ISMS_API int32_t isms_request_is_smallest(const isms_request *request);           /**< 1: fewer pieces cannot do it */
ISMS_API size_t isms_request_at_least(const isms_request *request);               /**< fewer pieces than this cannot do it */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
