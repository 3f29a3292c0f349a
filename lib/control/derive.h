/* What follows from the records of a control: how far it is in place, from its measures, and what its evidence is worth. */
#ifndef ISMS__CONTROL_DERIVE_H
#define ISMS__CONTROL_DERIVE_H

#include <isms/evidence.h>
#include <stdbool.h>

/* Measures by how far they are in place. */
typedef struct isms__standing {
    uint32_t measures, implemented, started, planned, unknown; /* started: partial or degraded; unknown: no record, no status */
} isms__standing;

void isms__standing_add(isms__standing *s, const isms_model *m, isms_id measure); /* ISMS_NONE: a measure without a record */
isms__standing isms__standing_of(const isms_model *m, isms_id record, isms_attribute measures);

/* ISMS_SOA_ENTRY_STATUS_*, NONE where there is no measure: with what is unknown counted as not in place, and as in place.
 * All implemented gives implemented; any implemented, partial or degraded gives partial; else any planned gives planned. */
int32_t isms__standing_least(const isms__standing *s);
int32_t isms__standing_most(const isms__standing *s);
int32_t isms__standing_status(const isms__standing *s); /* 0 where the two differ, or where there is no measure */

/* How far the control of an entry is in place: what it says, else what its measures give at least. */
int32_t isms__entry_status(const isms_model *m, isms_id entry);

/* True where a record of the list is valid on the day; `valid` may be NULL, else it gets how many are. */
bool isms__evidence_holds(const isms_model *m, isms_id record, isms_attribute evidence, isms_day as_of, uint32_t *valid);

/* Valid evidence of an entry of the Statement of Applicability or of one of its measures. */
bool isms__entry_has_evidence(const isms_model *m, isms_id entry, isms_day as_of);

#endif
