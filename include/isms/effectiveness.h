/** @file
 * Effectiveness of the organization's controls: is each suited to its purpose, and does it work, by its tests and their dates;
 * which are degraded or overdue; and what the risks would be if one of them failed.
 *
 * Design and operation are judged apart. Of each the latest test holds that is not later than the day; of two on one day the
 * worse; where there is no record of a test, what the control itself states. A test without a kind is one of operation. A
 * result without a date shows nothing on a day.
 *
 * | state | when |
 * |---|---|
 * | not in place | planned or retired, or put in place later than the day |
 * | unsuited | the design was found ineffective |
 * | degraded | its status says so, or its operation was found ineffective |
 * | untested | in place, and its operation was not tested |
 * | overdue | effective when last tested, and the next test is overdue |
 * | effective | effective when last tested, and no test is overdue |
 * | unknown | nobody says whether it is in place, and no test does |
 *
 * The next test is due on the stated day, else the stated number of months after the last one, or after the control was put in
 * place. A result is immutable, and outlives the model.
 */
#ifndef ISMS_EFFECTIVENESS_H
#define ISMS_EFFECTIVENESS_H

#include <isms/what_if.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Controls and how they work; read-only. */
typedef struct isms_effectiveness isms_effectiveness;

/** Whether a control works. */
typedef int32_t isms_effectiveness_state;

/** Values of #isms_effectiveness_state. */
enum {
    ISMS_EFFECTIVENESS_NOT_IN_PLACE = 1, /**< not there on the day */
    ISMS_EFFECTIVENESS_UNSUITED = 2,     /**< there, but not suited to its purpose */
    ISMS_EFFECTIVENESS_DEGRADED = 3,     /**< there, but not working as it should */
    ISMS_EFFECTIVENESS_UNTESTED = 4,     /**< there, and nobody knows if it works */
    ISMS_EFFECTIVENESS_OVERDUE = 5,      /**< it worked when it was tested last, and the next test is overdue */
    ISMS_EFFECTIVENESS_EFFECTIVE = 6,    /**< it works, as far as tests show */
    ISMS_EFFECTIVENESS_UNKNOWN = 7       /**< nobody says */
};

/** Remarks on a control, bits of #isms_effectiveness_flags. */
enum {
    ISMS_EFFECTIVENESS_FLAG_TEST_OVERDUE = 1, /**< the next test was due before the day */
    ISMS_EFFECTIVENESS_FLAG_LATE = 2,         /**< planned or partly in place, and due before the day */
    ISMS_EFFECTIVENESS_FLAG_PARTIAL = 4,      /**< partly in place */
    ISMS_EFFECTIVENESS_FLAG_DIFFERS = 8,      /**< the control states another result than its latest test */
    ISMS_EFFECTIVENESS_FLAG_UNDATED = 16,     /**< there is a result without a date, which was not counted */
    ISMS_EFFECTIVENESS_FLAG_EXCEPTIONS = 32   /**< effective, although cases of the sample failed */
};

/** Leaves out what the risks would be. */
#define ISMS_EFFECTIVENESS_NO_WHAT_IF 1u

/** What is looked at. Zero and NULL mean the default. */
typedef struct isms_effectiveness_options {
    uint32_t struct_size;            /**< set by #ISMS_EFFECTIVENESS_OPTIONS_INIT */
    uint32_t flags;                  /**< #ISMS_EFFECTIVENESS_NO_WHAT_IF */
    isms_day as_of;                  /**< the day; 0: dates are not looked at */
    isms_id control;                 /**< only this one, whatever its state; #ISMS_NONE: all */
    uint32_t most;                   /**< controls for which the risk kernel is asked at most, those that do not surely work, by
                                          id; default 20, as each takes an assessment of all risks */
    const isms_allocator *allocator; /**< copied; NULL for malloc */
} isms_effectiveness_options;

/** Default options. */
#define ISMS_EFFECTIVENESS_OPTIONS_INIT                                                                                        \
    {                                                                                                                          \
        (uint32_t)sizeof(isms_effectiveness_options), 0, 0, ISMS_NONE, 0, NULL                                                 \
    }

/**
 * Judges the controls of a model.
 * @param options  NULL for defaults
 * @param[out] out owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_UNSUPPORTED, #ISMS_E_STALE where @c control is no control of the model, #ISMS_E_LIMIT,
 * #ISMS_E_NO_MEMORY
 * @par Source
 * ISO/IEC 27001:2022, 9.1; the states are rules of this library; risks as in isms/what_if.h
 * @since 0.1
 */
ISMS_API isms_status isms_effectiveness_judge(const isms_model *model, const isms_effectiveness_options *options,
                                              isms_effectiveness **out);

/** Frees a result; NULL is allowed. @since 0.1 */
ISMS_API void isms_effectiveness_free(isms_effectiveness *effectiveness);

/** @name Controls
 * By id; they count from 0. Past the end: 0, #ISMS_NONE, "". @since 0.1
 * @{ */
ISMS_API size_t isms_effectiveness_count(const isms_effectiveness *effectiveness); /**< number of controls */
ISMS_API size_t isms_effectiveness_find(const isms_effectiveness *effectiveness,
                                        const char *control);                                   /**< number, or the count */
ISMS_API isms_id isms_effectiveness_control(const isms_effectiveness *effectiveness, size_t i); /**< the record */
ISMS_API const char *isms_effectiveness_key(const isms_effectiveness *effectiveness, size_t i); /**< its id */
ISMS_API isms_effectiveness_state isms_effectiveness_state_of(const isms_effectiveness *effectiveness,
                                                              size_t i);                       /**< whether it works */
ISMS_API uint32_t isms_effectiveness_flags(const isms_effectiveness *effectiveness, size_t i); /**< remarks */
/** Result of a kind of test (`ISMS_TEST_KIND_*`): `ISMS_TEST_RESULT_*`, 0 where there is none. */
ISMS_API int32_t isms_effectiveness_result(const isms_effectiveness *effectiveness, size_t i, int32_t kind);
/** Day of that test; 0 where there is none, or where it has none. */
ISMS_API isms_day isms_effectiveness_tested_on(const isms_effectiveness *effectiveness, size_t i, int32_t kind);
/** That test; #ISMS_NONE where the control itself states the result. */
ISMS_API isms_id isms_effectiveness_test(const isms_effectiveness *effectiveness, size_t i, int32_t kind);
ISMS_API isms_day isms_effectiveness_next_test(const isms_effectiveness *effectiveness, size_t i); /**< when it is due, or 0 */
/** All of it as a sentence: `C-14: overdue; operation effective on 2025-12-19 (CT-02, 0 of 42 failed); next test 2026-06-19`.
 */
ISMS_API const char *isms_effectiveness_line(const isms_effectiveness *effectiveness, size_t i);
ISMS_API const char *isms_effectiveness_state_name(isms_effectiveness_state state); /**< such as `not in place`; "" for none */
/** Controls in a state. @since 0.1 */
ISMS_API size_t isms_effectiveness_total(const isms_effectiveness *effectiveness, isms_effectiveness_state state);
/** @} */

/** @name What the risks would be if it failed
 * By the risk kernel: each level that would change, or might. @since 0.1
 * @{ */
ISMS_API int32_t isms_effectiveness_is_asked(const isms_effectiveness *effectiveness, size_t i); /**< 1: it was asked */
ISMS_API size_t isms_effectiveness_consequence_count(const isms_effectiveness *effectiveness,
                                                     size_t i); /**< number of levels */
ISMS_API isms_id isms_effectiveness_consequence_risk(const isms_effectiveness *effectiveness, size_t i,
                                                     size_t k); /**< the risk */
/** One of them: `R-003 current low -> high`, or `R-007 current low, at worst high` where nothing is declared. */
ISMS_API const char *isms_effectiveness_consequence(const isms_effectiveness *effectiveness, size_t i, size_t k);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
