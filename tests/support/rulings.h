/* What a ruling has to say. */
#ifndef ISMS_TEST_RULINGS_H
#define ISMS_TEST_RULINGS_H

#include <isms.h>

/* The call went well, and its ruling has the outcome, by the rule, in a sentence in which every name has a value. Frees it. */
void test_ruling(isms_status status, isms_ruling *ruling, const char *outcome, const char *rule);

#endif
