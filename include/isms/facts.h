/** @file
 * The facts about one requirement at one audit: what #isms_finding_classify grades.
 *
 * Facts that only a person can give (effect on intended results, systemic failure, falsified records, improvement, sufficiency
 * of evidence) have defaults that never raise a grade.
 */
#ifndef ISMS_FACTS_H
#define ISMS_FACTS_H

#include <isms/fact.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A set of facts; every fact that was not given has its default. One thread at a time. */
typedef struct isms_facts isms_facts;

/** A set with every fact at its default, or NULL where memory is short. @param allocator NULL for malloc. @since 0.1 */
ISMS_API isms_facts *isms_facts_new(const isms_allocator *allocator);

/** Frees a set; NULL is allowed. @since 0.1 */
ISMS_API void isms_facts_free(isms_facts *facts);

/** Puts every fact back to its default. @since 0.1 */
ISMS_API void isms_facts_clear(isms_facts *facts);

/**
 * Sets a fact from text.
 * @param facts the set to change
 * @param name  name of the fact, such as `impl`
 * @param value one of its values such as `none`, a decimal number for a count, at most 128 bytes for `ref`
 * @retval ISMS_E_NOT_FOUND there is no such fact
 * @retval ISMS_E_RANGE     the fact has no such value
 * @retval ISMS_E_TEXT      a `ref` that is too long or not UTF-8
 * @since 0.1
 */
ISMS_API isms_status isms_facts_set(isms_facts *facts, const char *name, const char *value);

/**
 * Sets a count. Values below 0 are accepted and make the finding invalid, or unknown for `overdue`.
 * @param facts the set to change
 * @param fact  a fact that #isms_fact_is_count
 * @param value within +-(2^53 - 1)
 * @retval ISMS_E_KIND  the fact is not a count
 * @retval ISMS_E_RANGE the value is too large
 * @since 0.1
 */
ISMS_API isms_status isms_facts_set_count(isms_facts *facts, isms_fact fact, int64_t value);

/**
 * Clears the set and reads `name=value;name=value`.
 * What is not known is remembered: a finding made from such a set is invalid and names it (rule F-G02).
 * @retval ISMS_PARTIAL a name or value was not known
 * @since 0.1
 */
ISMS_API isms_status isms_facts_parse(isms_facts *facts, const char *text);

/** 1 where the fact was given, 0 where it has its default. @since 0.1 */
ISMS_API int32_t isms_facts_has(const isms_facts *facts, isms_fact fact);

/** The value of a count; 0 for other facts. @since 0.1 */
ISMS_API int64_t isms_facts_count(const isms_facts *facts, isms_fact fact);

/** The value of a choice, or of `ref`; "" for counts. Borrowed until the set changes. @since 0.1 */
ISMS_API const char *isms_facts_value(const isms_facts *facts, isms_fact fact);

#ifdef __cplusplus
}
#endif
#endif
