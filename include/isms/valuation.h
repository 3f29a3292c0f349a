/** @file
 * Valuation of the assets of a model: what each is worth by itself, and what it inherits from those that depend on it.
 */
#ifndef ISMS_VALUATION_H
#define ISMS_VALUATION_H

#include <isms/inheritance.h>
#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Values of all assets by criterion. Immutable; it lives on without the model, and any number of threads may read it. */
typedef struct isms_valuation isms_valuation;

/** Bounds. */
enum {
    ISMS_VALUATION_CRITERIA = 64 /**< the most criteria */
};

/**
 * Inherits the valuation of assets along their dependencies, criterion by criterion, see #isms_inheritance_run.
 *
 * A dependency hands the value of the asset that depends to the one that it depends on: as it is (maximum), its steps higher
 * (cumulation) or lower (distribution; 1 step where none are stated), or not at all (none), for the criteria that it names or
 * for all. An own value with `override` stands whatever is inherited. What is not valued stays so: no value is assumed.
 * @param allocator  where the result lives; NULL for malloc
 * @param problems   optional: a warning for each value that is no position from 1 to 64, and for each own value that stands
 * although a higher one would be inherited, without a rationale
 * @param[out] out   owned by the caller
 * @retval ISMS_E_LIMIT  more than #ISMS_VALUATION_CRITERIA criteria
 * @par Source
 * maximum, cumulation and distribution principle of BSI-Standard 200-2, as isms/inheritance.h
 * @since 0.1
 */
ISMS_API isms_status isms_valuation_run(const isms_model *model, const isms_allocator *allocator, isms_diagnostics *problems,
                                        isms_valuation **out);

/** Frees a valuation; NULL is allowed. @since 0.1 */
ISMS_API void isms_valuation_free(isms_valuation *valuation);

/** @name Criteria
 * In the order in which the assets name them. @since 0.1
 * @{ */
ISMS_API int32_t isms_valuation_criterion_count(const isms_valuation *valuation);                  /**< how many */
ISMS_API const char *isms_valuation_criterion(const isms_valuation *valuation, int32_t criterion); /**< name; NULL: none */
/** @} */

/** @name One value
 * 0 or #ISMS_NONE where there is no such asset or criterion. @since 0.1
 * @{ */
/** Position on the impact scale, from 1; 0: not valued. */
ISMS_API int32_t isms_valuation_value(const isms_valuation *valuation, isms_id asset, int32_t criterion);
/** Its own value, as recorded; 0: none. */
ISMS_API int32_t isms_valuation_own(const isms_valuation *valuation, isms_id asset, int32_t criterion);
/** Why it has its value, such as #ISMS_INHERITED_MAXIMUM. */
ISMS_API int32_t isms_valuation_reason(const isms_valuation *valuation, isms_id asset, int32_t criterion);
/** The asset that hands the value on; #ISMS_NONE where it is its own. */
ISMS_API isms_id isms_valuation_via(const isms_valuation *valuation, isms_id asset, int32_t criterion);
/** The asset whose own value it is at last. */
ISMS_API isms_id isms_valuation_origin(const isms_valuation *valuation, isms_id asset, int32_t criterion);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
