/* The level of a risk at a stage, as it is recorded or as the table of its method gives it. */
#ifndef ISMS__CONTROL_LEVEL_H
#define ISMS__CONTROL_LEVEL_H

#include <isms/model.h>

/* Present level: that of `current`, else `residual`, else `inherent`, whichever is there first; NULL where none is. */
const char *isms__level_present(const isms_model *m, isms_id risk);
const char *isms__level_residual(const isms_model *m, isms_id risk);

#endif
