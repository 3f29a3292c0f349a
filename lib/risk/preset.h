/* Rows of the preset tables. */
#ifndef ISMS__RISK_PRESET_H
#define ISMS__RISK_PRESET_H

#include <isms/preset.h>

typedef struct isms__preset {
    const char *id;
    int32_t version;
    const char *title, *definition, *source;
    const char *unit;                    /* of a scale */
    const char *rows, *columns, *levels; /* scales of a matrix */
} isms__preset;

extern const isms__preset isms__preset_scales[], isms__preset_matrices[], isms__preset_methods[],
    isms__preset_criteria[]; /* each ends with a NULL id */

#endif
