/* What every suite needs: CUnit, a table of tests, and the helpers of tests/support. */
#ifndef ISMS_TEST_H
#define ISMS_TEST_H

#include <isms.h>

#include <CUnit/Basic.h>
#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/documents.h"
#include "support/faulty.h"
#include "support/files.h"
#include "support/fingerprint.h"
#include "support/records.h"
#include "support/rulings.h"
#include "support/streams.h"
#include "support/suite.h"

#endif
