/** @file
 * The kinds of facts that a finding is classified from, as constants and as data that a program can walk through.
 *
 * Everything here is read-only, costs no allocation and may be used by any number of threads.
 */
#ifndef ISMS_FACT_H
#define ISMS_FACT_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A kind of fact, such as #ISMS_FACT_MISSED; 0 is none. Numbers are never reused. */
typedef int32_t isms_fact;

/** The kinds of facts. */
enum {
#define ISMS_FACT(sym, number, name, kind, initial, varied, from, doc) ISMS_FACT_##sym = (number), /**< doc */
#include <isms/fact.def>
    ISMS_FACT_ENUM_END_ = 0x7fffffff /**< keeps the enumeration 32 bits wide; no fact */
};

/** @name Facts as data
 * @since 0.1
 * @{ */
ISMS_API isms_fact isms_fact_next(isms_fact previous);  /**< the fact after @p previous; 0 starts, 0 ends */
ISMS_API isms_fact isms_fact_by_name(const char *name); /**< 0 where there is none of that name */
ISMS_API const char *isms_fact_name(isms_fact fact);    /**< such as `missed`; NULL for no fact */
ISMS_API const char *isms_fact_doc(isms_fact fact);     /**< what it means; "" for no fact */
ISMS_API const char *isms_fact_from(isms_fact fact);    /**< where it usually comes from; "" for no fact */
ISMS_API int32_t isms_fact_is_count(isms_fact fact);    /**< 1 where it is a number of occasions, lapses or days */
/** Value number @p i of a choice, the default first; NULL past the last and for facts that are no choice. */
ISMS_API const char *isms_fact_value(isms_fact fact, int32_t i);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
