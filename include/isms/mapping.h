/** @file
 * Relationships between requirements of different frameworks, and how they compose.
 *
 * A requirement stands for what it asks for, taken as a set that is not empty. What a mapping says of its start A and its
 * target B is the least that is claimed (the values of the enumeration `relationship`, 0 where nothing can be said):
 *
 * | relationship | means |
 * |---|---|
 * | equal | A = B |
 * | subset | A lies within B |
 * | superset | B lies within A: who does A does B |
 * | intersects | A and B have something in common; a source that says "related" says no more than this |
 * | no_relationship | A and B have nothing in common |
 *
 * Of a chain from A through B to C the strongest of these is taken that follows for certain:
 *
 * | A to B, down; B to C, across | equal | subset | superset | intersects | no_relationship |
 * |---|---|---|---|---|---|
 * | equal | equal | subset | superset | intersects | no_relationship |
 * | subset | subset | subset | 0 | 0 | no_relationship |
 * | superset | superset | intersects | superset | intersects | 0 |
 * | intersects | intersects | intersects | 0 | 0 | 0 |
 * | no_relationship | no_relationship | 0 | no_relationship | 0 | 0 |
 *
 * Composition is associative. Two frameworks that only overlap with a third may have nothing in common: that is why a chain of
 * "intersects" says nothing.
 */
#ifndef ISMS_MAPPING_H
#define ISMS_MAPPING_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * What A is to C, where A is @p first to B and B is @p second to C.
 * @param first,second `ISMS_RELATIONSHIP_*`; 0 and anything else: nothing is known
 * @return `ISMS_RELATIONSHIP_*`, or 0 where nothing follows
 * @par Source
 * inclusion of sets, as in the table above; every entry is proved by trying all sets of a small universe
 * @since 0.1
 */
ISMS_API int32_t isms_mapping_compose(int32_t first, int32_t second);

/** What B is to A, where A is @p relationship to B. @return 0 for no relationship value. @since 0.1 */
ISMS_API int32_t isms_mapping_inverse(int32_t relationship);

/**
 * How far a pair can be relied on: what its record says, else its set; of a built-in pair what its sources are.
 *
 * A source that the framework's own body published is high; one derived from such sources, or several hops away, a pivot or a
 * community mapping is medium; a community mapping of another text is low. Of several the best counts, but a pair that is the
 * project's own judgement is low, whoever corroborates it. Of a host's pair that says nothing: low.
 * @param mapping a record of type #ISMS_MAPPING
 * @return `ISMS_CONFIDENCE_*`; 0 where there is no such record
 * @par Source
 * the grades of lib/catalogue/data/crosswalk/PROVENANCE.md
 * @since 0.1
 */
ISMS_API int32_t isms_mapping_confidence(const isms_model *model, isms_id mapping);

/** 1 where the pair is the project's own judgement, whoever corroborates it. @since 0.1 */
ISMS_API int32_t isms_mapping_is_judgement(const isms_model *model, isms_id mapping);

#ifdef __cplusplus
}
#endif
#endif
