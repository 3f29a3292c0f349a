/** @file
 * CVSS base scores, as evidence for a likelihood. A CVSS score is the severity of a vulnerability, not a risk: it knows neither
 * the asset nor the threat, and no method of this library takes it for a level of risk.
 */
#ifndef ISMS_CVSS_H
#define ISMS_CVSS_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Versions of CVSS. */
enum {
    ISMS_CVSS_2_0 = 20, /**< `AV:N/AC:L/Au:N/C:C/I:C/A:C`, with or without parentheses */
    ISMS_CVSS_3_0 = 30, /**< `CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H` */
    ISMS_CVSS_3_1 = 31  /**< the same with 3.1, whose rounding is exact */
};

/** A base score and its parts. */
typedef struct isms_cvss {
    uint32_t struct_size;  /**< sizeof(isms_cvss), set by the caller */
    int32_t version;       /**< such as #ISMS_CVSS_3_1 */
    double score;          /**< base score, 0 to 10 with one decimal */
    double impact;         /**< impact subscore, not rounded */
    double exploitability; /**< exploitability subscore, not rounded */
} isms_cvss;

/** Sets struct_size. */
#define ISMS_CVSS_INIT                                                                                                         \
    {                                                                                                                          \
        sizeof(isms_cvss), 0, 0, 0, 0                                                                                          \
    }

/**
 * Base score of a vector. Metrics may stand in any order; those of the temporal and environmental groups are allowed and not
 * used.
 * @param vector   with its prefix `CVSS:3.1/`, or without
 * @param version  what a vector without prefix is; 0: 3.1 where it has the metric S, else 2.0
 * @param[out] out the score and its parts; untouched where the call fails
 * @retval ISMS_E_UNSUPPORTED    another version
 * @retval ISMS_E_SYNTAX         a metric or value that the version does not have
 * @retval ISMS_E_EXISTS         a metric twice
 * @retval ISMS_E_NOT_EVALUATED  a base metric is missing
 * @par Source
 * FIRST, CVSS v3.1 specification document, section 7.1 and appendix A (rounding); CVSS v2 complete guide, section 3.2.1
 * @since 0.1
 */
ISMS_API isms_status isms_cvss_base(const char *vector, int32_t version, isms_cvss *out);

/**
 * `None`, `Low`, `Medium`, `High` or `Critical` of a base score after CVSS v3; NULL where it is not from 0 to 10.
 * @par Source
 * FIRST, CVSS v3.1 specification document, section 5
 * @since 0.1
 */
ISMS_API const char *isms_cvss_severity(double score);

#ifdef __cplusplus
}
#endif
#endif
