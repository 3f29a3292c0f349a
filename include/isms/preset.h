/** @file
 * Presets: scales, matrices and methods that come with the library, as rows of read-only tables with id and version.
 *
 * Peers' scores are here for import: a preset that reproduces what another product shows says so in its title. A preset is a
 * starting point; bands and acceptance are for the organization to decide (ISO/IEC 27001:2022 6.1.2 a).
 */
#ifndef ISMS_PRESET_H
#define ISMS_PRESET_H

#include <isms/criteria.h>
#include <isms/matrix.h>
#include <isms/method.h>
#include <isms/scale.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Kinds of presets. */
enum {
    ISMS_PRESET_SCALE = 1,   /**< levels; see #isms_preset_scale */
    ISMS_PRESET_MATRIX = 2,  /**< table of levels with its scales; see #isms_preset_matrix */
    ISMS_PRESET_METHOD = 3,  /**< composition; see #isms_preset_method */
    ISMS_PRESET_CRITERIA = 4 /**< decisions for the levels of the scale with the same id; see #isms_preset_criteria */
};

/** @name The tables
 * Rows of a kind are numbered from 0; texts are static, and NULL where there is no such row. @since 0.1
 * @{ */
ISMS_API size_t isms_preset_count(int32_t kind);                       /**< number of rows of a kind */
ISMS_API const char *isms_preset_id(int32_t kind, size_t row);         /**< such as `nist80030.risk` */
ISMS_API int32_t isms_preset_version(int32_t kind, size_t row);        /**< from 1; 0 where there is no such row */
ISMS_API const char *isms_preset_title(int32_t kind, size_t row);      /**< what it is */
ISMS_API const char *isms_preset_source(int32_t kind, size_t row);     /**< where its content comes from */
ISMS_API const char *isms_preset_definition(int32_t kind, size_t row); /**< levels, cells, or statements */
/** @} */

/** Makes a preset scale. @retval ISMS_E_NOT_FOUND there is none with that id @since 0.1 */
ISMS_API isms_status isms_preset_scale(const char *id, const isms_allocator *allocator, isms_scale **out);

/** Makes a preset matrix, with its three scales. @retval ISMS_E_NOT_FOUND there is none with that id @since 0.1 */
ISMS_API isms_status isms_preset_matrix(const char *id, const isms_allocator *allocator, isms_matrix **out);

/** Makes a preset method. @retval ISMS_E_NOT_FOUND there is none with that id @since 0.1 */
ISMS_API isms_status isms_preset_method(const char *id, const isms_allocator *allocator, isms_method **out);

/** Makes preset criteria, for the preset scale of the same id. @retval ISMS_E_NOT_FOUND there is none with that id @since 0.1
 */
ISMS_API isms_status isms_preset_criteria(const char *id, const isms_allocator *allocator, isms_criteria **out);

#ifdef __cplusplus
}
#endif
#endif
