/** @file
 * The rules of the audit room as data: what a result names when it says why.
 *
 * Everything here is read-only, costs no allocation and may be used by any number of threads.
 */
#ifndef ISMS_RULE_H
#define ISMS_RULE_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A rule: one row of a table. Several rows share an id where one rule has several outcomes. Lives as long as the library. */
typedef struct isms_rule isms_rule;

/** @name Rules as data
 * @since 0.1
 * @{ */
ISMS_API const isms_rule *isms_rule_next(const isms_rule *previous); /**< NULL starts, NULL ends; order of the tables */
ISMS_API const isms_rule *isms_rule_by_id(const char *id);           /**< first row with that id; NULL where there is none */
ISMS_API const char *isms_rule_id(const isms_rule *rule);            /**< such as `F-B31`; "" for NULL */
ISMS_API const char *isms_rule_group(const isms_rule *rule);    /**< what it decides: `finding`, `area`, `conclusion` ... */
ISMS_API const char *isms_rule_outcome(const isms_rule *rule);  /**< what it concludes, such as `MAJOR`; "" where it computes */
ISMS_API const char *isms_rule_sentence(const isms_rule *rule); /**< the sentence, `{name}` stands for a fact */
ISMS_API const char *isms_rule_next_step(const isms_rule *rule); /**< what must happen next, or "" */
ISMS_API const char *isms_rule_facts(const isms_rule *rule);     /**< facts that it looks at, separated by blanks */
/**
 * How far it can be trusted: `U` source documents of the library's design, `V` read in a public source, `M` from memory of a
 * standard that was not seen, `P` policy of the library. Several letters where grade and limit rest on different ground.
 */
ISMS_API const char *isms_rule_authority(const isms_rule *rule);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
