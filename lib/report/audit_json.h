/* A whole pre-audit as one JSON object. */
#ifndef ISMS__REPORT_AUDIT_JSON_H
#define ISMS__REPORT_AUDIT_JSON_H

#include "core/output.h"

#include <isms/report.h>

void isms__audit_json_write(isms__output *o, const isms_model *m, const struct isms_audit *x);

#endif
