/** @file
 * Controls by their attributes: the rows of a Statement of Applicability grouped and counted by theme, by the five attributes
 * of ISO/IEC 27002:2022, by the organization's own labels, and how far each group is covered: by what is implemented, by what
 * evidence shows, and by the risks that are lower for it.
 *
 * A control stands in each group whose value it has; the last group, without a name, holds those that have none. A result is
 * immutable, and outlives the model.
 */
#ifndef ISMS_GROUPING_H
#define ISMS_GROUPING_H

#include <isms/soa.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Controls in groups; read-only. */
typedef struct isms_grouping isms_grouping;

/** What controls are grouped by. */
typedef int32_t isms_dimension;

/** Values of #isms_dimension. */
enum {
    ISMS_BY_THEME = 1,        /**< theme of Annex A */
    ISMS_BY_CONTROL_TYPE = 2, /**< preventive, detective, corrective */
    ISMS_BY_PROPERTY = 3,     /**< information security properties */
    ISMS_BY_CONCEPT = 4,      /**< cybersecurity concepts */
    ISMS_BY_CAPABILITY = 5,   /**< operational capabilities */
    ISMS_BY_DOMAIN = 6,       /**< security domains */
    ISMS_BY_TAG = 7,          /**< `tags` of the entry and of its measures: the organization's own attributes */
    ISMS_BY_CATEGORY = 8      /**< `category` of the measures */
};

/** What the rows of a group are counted by. */
enum {
    ISMS_GROUP_ROWS = 1,        /**< controls */
    ISMS_GROUP_APPLICABLE = 2,  /**< stated as applicable */
    ISMS_GROUP_IMPLEMENTED = 3, /**< applicable and implemented */
    ISMS_GROUP_SHOWN = 4,       /**< applicable, implemented and shown by valid evidence */
    ISMS_GROUP_RISKS = 5,       /**< risks that depend on one of its controls, each once */
    ISMS_GROUP_REDUCED = 6,     /**< of these: the present level is below the inherent one */
    ISMS_GROUP_TO_REDUCE = 7    /**< of these: the residual level is below the present one */
};

/**
 * Groups the rows of a Statement of Applicability.
 * @param model      the model that @p soa was computed from
 * @param soa        the rows
 * @param dimension  what they are grouped by
 * @param assessment levels of the model's risks, for the counts of risks; NULL: computed
 * @param allocator  where memory comes from; NULL for malloc
 * @param[out] out   owned by the caller; NULL on failure
 * @return #ISMS_E_MISUSE, #ISMS_E_RANGE for a dimension that there is not, #ISMS_E_NO_MEMORY
 * @par Source
 * attributes of ISO/IEC 27002:2022, 4.2; levels are compared within their own scale, and nothing is averaged
 * @since 0.1
 */
ISMS_API isms_status isms_grouping_build(const isms_model *model, const isms_soa *soa, isms_dimension dimension,
                                         const isms_assessment *assessment, const isms_allocator *allocator,
                                         isms_grouping **out);

/**
 * The same by any attribute whose values are words, of the schema or the host's own (isms/extension.h): of the entry, of its
 * measures, or of both where both types have it. A list puts a control into several groups.
 * @param path path of the attribute, such as `status`, `category` or `acme_cost_centre`; text, enumeration, truth or reference
 * @return #ISMS_E_NOT_FOUND where neither type has such an attribute, #ISMS_E_KIND for numbers, dates and the like, and as
 * #isms_grouping_build. @since 0.1
 */
ISMS_API isms_status isms_grouping_build_by(const isms_model *model, const isms_soa *soa, const char *path,
                                            const isms_assessment *assessment, const isms_allocator *allocator,
                                            isms_grouping **out);

/** Frees a result; NULL is allowed. @since 0.1 */
ISMS_API void isms_grouping_free(isms_grouping *grouping);

/** @name Groups
 * In the order of the attribute's values, own labels by name, those without a value last; they count from 0. @since 0.1
 * @{ */
ISMS_API size_t isms_grouping_count(const isms_grouping *grouping);                   /**< number of groups */
ISMS_API const char *isms_grouping_name(const isms_grouping *grouping, size_t group); /**< the value; "" for none */
ISMS_API size_t isms_grouping_find(const isms_grouping *grouping, const char *name);  /**< the group; their number where none */
ISMS_API size_t isms_grouping_total(const isms_grouping *grouping, size_t group, int32_t what); /**< one of `ISMS_GROUP_*` */
ISMS_API size_t isms_grouping_row(const isms_grouping *grouping, size_t group,
                                  size_t i); /**< row @p i; SIZE_MAX past the end */
ISMS_API int32_t isms_grouping_has(const isms_grouping *grouping, size_t group, size_t row); /**< 1 where the row is in it */
ISMS_API const char *isms_grouping_dimension_name(isms_dimension dimension); /**< such as `control_types`; NULL for none */
/** @} */

#ifdef __cplusplus
}
#endif
#endif
