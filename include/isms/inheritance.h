/** @file
 * Inheritance of valuation along dependencies: what an asset has to withstand because of what relies on it.
 *
 * The graph is given as arrays, so that any register can be asked; a value is the position of a level from 0, and -1 is "not
 * set", which is never taken for a low value. What does not depend on the order of the edges does not change with it.
 *
 * **Cycles.** Assets that rely on each other form one component: each of them gets the highest of what any of them has of its
 * own or inherits from outside the component. Steps of cumulation and distribution apply to what comes from outside; inside
 * they would count themselves. An override holds inside a component too: nothing passes through it.
 *
 * @par Source
 * maximum, cumulation and distribution principle of BSI-Standard 200-2; override as MONARC does it, with a remark where it
 * lowers a value
 */
#ifndef ISMS_INHERITANCE_H
#define ISMS_INHERITANCE_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Values of all assets after inheritance, with their sources; read-only. */
typedef struct isms_inheritance isms_inheritance;

/** How an asset takes what it inherits. */
enum {
    ISMS_INHERIT_MAXIMUM = 0,      /**< the highest of its own value and what it inherits */
    ISMS_INHERIT_CUMULATION = 1,   /**< what it inherits counts steps higher, at most the highest level */
    ISMS_INHERIT_DISTRIBUTION = 2, /**< what it inherits counts steps lower, at least level 0: there are redundant instances */
    ISMS_INHERIT_OVERRIDE = 3      /**< its own value where that is set, whatever it inherits */
};

/** Options of #isms_inheritance_run. */
typedef struct isms_inheritance_options {
    uint32_t struct_size; /**< sizeof(isms_inheritance_options) */
    int32_t highest;      /**< highest level, 0 to #ISMS_INHERITANCE_HIGHEST */
    const int32_t *rules; /**< one of the above for each asset, or NULL: maximum for all. Why an asset has another is for the
                             host to keep */
    const int32_t *steps; /**< steps of cumulation or distribution for each asset, 0 or more; NULL: 1 for all */
} isms_inheritance_options;

/** Maximum for all assets, levels up to the highest allowed. */
#define ISMS_INHERITANCE_OPTIONS_INIT                                                                                          \
    {                                                                                                                          \
        sizeof(isms_inheritance_options), ISMS_INHERITANCE_HIGHEST, NULL, NULL                                                 \
    }

/** Bounds. */
enum {
    ISMS_INHERITANCE_HIGHEST = 63 /**< the highest level that can be given */
};

/**
 * Inherits values along dependencies, in time and memory that grow with assets and edges only.
 * @param assets     number of assets
 * @param criteria   number of criteria, such as 3 for confidentiality, integrity, availability
 * @param own        assets * criteria values of their own, asset by asset: 0 to highest, or -1 for not set
 * @param from,to    @p edges pairs: @p to inherits from @p from, because @p from relies on @p to
 * @param options    NULL for the defaults
 * @param allocator  where the result's memory comes from; NULL for malloc
 * @param[out] out   the result; the caller frees it
 * @retval ISMS_E_RANGE  a value above the highest level, an asset that does not exist, an unknown rule, negative steps
 * @retval ISMS_E_LIMIT  more than 2^31 - 1 assets, edges or values
 * @par Source
 * BSI-Standard 200-2; strongly connected components: R. Tarjan (1972)
 * @since 0.1
 */
ISMS_API isms_status isms_inheritance_run(size_t assets, size_t criteria, const int32_t *own, const int32_t *from,
                                          const int32_t *to, size_t edges, const isms_inheritance_options *options,
                                          const isms_allocator *allocator, isms_inheritance **out);

/** Frees a result; NULL is allowed. @since 0.1 */
ISMS_API void isms_inheritance_free(isms_inheritance *inheritance);

/** Why an asset has its value; see #isms_inheritance_reason. */
enum {
    ISMS_INHERITED_NOT_SET = 0,     /**< it has none, and inherits none */
    ISMS_INHERITED_OWN = 1,         /**< its own value, which nothing that it inherits exceeds */
    ISMS_INHERITED_MAXIMUM = 2,     /**< what it inherits */
    ISMS_INHERITED_CUMULATED = 3,   /**< what it inherits, raised by its steps */
    ISMS_INHERITED_DISTRIBUTED = 4, /**< what it inherits, lowered by its steps */
    ISMS_INHERITED_OVERRIDE = 5,    /**< its own value, and what it inherits is not higher */
    ISMS_INHERITED_LOWERED = 6      /**< its own value, though what it inherits is higher: worth a reason */
};

/** @name One value
 * -1 or 0 where there is no such asset or criterion. @since 0.1
 * @{ */
ISMS_API int32_t isms_inheritance_value(const isms_inheritance *i, size_t asset,
                                        size_t criterion); /**< level, or -1: not set */
ISMS_API int32_t isms_inheritance_reason(const isms_inheritance *i, size_t asset,
                                         size_t criterion); /**< such as #ISMS_INHERITED_OWN */
ISMS_API int32_t isms_inheritance_via(const isms_inheritance *i, size_t asset,
                                      size_t criterion); /**< asset that hands it on, or -1 */
ISMS_API int32_t isms_inheritance_origin(const isms_inheritance *i, size_t asset,
                                         size_t criterion); /**< asset whose own value it was */
/** @} */

/** @name The graph
 * @since 0.1
 * @{ */
/** Component of an asset: those with the same number rely on each other; -1 where there is no such asset. Who relies on another
 * has the lower number. */
ISMS_API int32_t isms_inheritance_component(const isms_inheritance *i, size_t asset);
ISMS_API size_t
isms_inheritance_component_count(const isms_inheritance *i); /**< number of components; below that of assets: cycles */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
