/* What a ruling has to say. */
#include "test.h"

void test_ruling(isms_status status, isms_ruling *ruling, const char *outcome, const char *rule)
{
    CU_ASSERT_EQUAL(status, ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_ruling_outcome(ruling), outcome);
    CU_ASSERT_STRING_EQUAL(isms_ruling_rule(ruling), rule);
    CU_ASSERT(*isms_ruling_sentence(ruling) != '\0');
    CU_ASSERT_PTR_NULL(strchr(isms_ruling_text(ruling), '{'));
    isms_ruling_free(ruling);
}
