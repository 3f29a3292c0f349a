/* The theme of a control that is not of Annex A. */
#ifndef ISMS__MODEL_THEME_H
#define ISMS__MODEL_THEME_H

#include <isms/model.h>

/* ISMS_THEME_*, as the control of that id states it, else the requirement of a framework of the host's own; 0 where neither
 * does. */
int32_t isms__added_theme(const isms_model *model, const char *control);

#endif
