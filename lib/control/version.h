/* Which version of the Statement of Applicability is the current one, and which entries belong to it. */
#ifndef ISMS__CONTROL_VERSION_H
#define ISMS__CONTROL_VERSION_H

#include <isms/model.h>
#include <stdbool.h>

/* The version of the latest date, of several the one with the greatest id; ISMS_NONE where there is none. */
isms_id isms__version_latest(const isms_model *m);

/* An entry that names no version belongs to each; without a version at all, each entry belongs. */
bool isms__version_has(const isms_model *m, isms_id version, isms_id entry);

#endif
