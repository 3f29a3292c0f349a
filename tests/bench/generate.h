/* A register of risks as organizations have them, as large as wanted: record i depends on i alone. */
#ifndef ISMS_BENCH_GENERATE_H
#define ISMS_BENCH_GENERATE_H

#include <stddef.h>

/* A JSON document without white space: `risks` risks and an asset for every ten of them, with title, a description of about 80
 * characters, 1 to 3 assets, a threat, a vulnerability, 1 to 5 controls, likelihood and impact, treatment, status, owner, two
 * dates and two intervals each. The caller frees it; NULL where memory is short. */
char *generate_register(size_t risks, size_t *size);

/* The same with controls of the organization: each implements one or two of Annex A and has a piece of evidence, each risk
 * names one of them, and the Statement of Applicability has an entry for each control of Annex A. */
char *generate_isms(size_t risks, size_t controls, size_t *size);

#endif
