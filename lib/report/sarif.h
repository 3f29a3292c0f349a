/* SARIF 2.1.0 of a pre-audit. */
#ifndef ISMS__REPORT_SARIF_H
#define ISMS__REPORT_SARIF_H

#include "core/output.h"

#include <isms/audit.h>

void isms__sarif_write(isms__output *o, const isms_model *model, const isms_audit *audit);

#endif
