/* One number for all that can be read from a model, to see whether a call changed anything. */
#ifndef ISMS_TEST_FINGERPRINT_H
#define ISMS_TEST_FINGERPRINT_H

#include <isms.h>

/* Equal for models that read the same: revision, registers, records in their order, values, unknown members. */
uint64_t test_fingerprint(const isms_model *model);

#endif
