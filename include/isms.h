/** @file
 * libisms: an engine for information security management systems after ISO/IEC 27001:2022. Include this one header.
 */
#ifndef ISMS_H
#define ISMS_H

#include <isms/audit.h>
#include <isms/assessment.h>
#include <isms/common.h>
#include <isms/diagnostics.h>
#include <isms/schema.h>
#include <isms/model.h>
#include <isms/blob.h>
#include <isms/exchange.h>
#include <isms/catalogue.h>
#include <isms/thresholds.h>
#include <isms/rule.h>
#include <isms/fact.h>
#include <isms/facts.h>
#include <isms/finding.h>
#include <isms/scale.h>
#include <isms/matrix.h>
#include <isms/lint.h>
#include <isms/ruling.h>
#include <isms/area.h>
#include <isms/override.h>
#include <isms/conclusion.h>
#include <isms/law.h>
#include <isms/distribution.h>
#include <isms/normal.h>
#include <isms/statistics.h>
#include <isms/copula.h>
#include <isms/random.h>
#include <isms/likelihood.h>
#include <isms/investment.h>
#include <isms/appetite.h>
#include <isms/certificate.h>
#include <isms/cycle.h>
#include <isms/calendar.h>
#include <isms/method.h>
#include <isms/preset.h>
#include <isms/evaluation.h>
#include <isms/evidence.h>
#include <isms/compound.h>
#include <isms/effort.h>
#include <isms/sampling.h>
#include <isms/corrective.h>
#include <isms/planning.h>
#include <isms/effect.h>
#include <isms/cvss.h>
#include <isms/programme.h>
#include <isms/plan.h>
#include <isms/inheritance.h>
#include <isms/soa.h>
#include <isms/aggregate.h>
#include <isms/treatment.h>

#endif
