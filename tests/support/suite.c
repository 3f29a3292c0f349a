/* Runs a suite with CUnit, in the locale that the environment asks for, and counts. */
#include "suite.h"

#include <CUnit/Basic.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

enum { EXIT_BROKEN = 2, EXIT_SKIPPED = 77 };

static unsigned skipped;
static CU_pTest last_skipped;

void test_skip(const char *what)
{
    printf("skipped: %s is not there\n", what);
    if (last_skipped != CU_get_current_test())
        skipped++;
    last_skipped = CU_get_current_test();
}

/* A host sets its locale; libisms must not care. A test that names a locale is nothing without it. */
static int enter_locale(void)
{
    const char *wanted = getenv("ISMS_TEST_LOCALE");
    if (setlocale(LC_ALL, wanted ? wanted : "") || !wanted)
        return 0;
    printf("skipped: the locale %s is not there\n", wanted);
    return EXIT_SKIPPED;
}

int run_suite(const char *name, const test_case *tests)
{
    int refused = enter_locale();
    if (refused)
        return refused;
    if (CU_initialize_registry() != CUE_SUCCESS)
        return EXIT_BROKEN;
    CU_pSuite suite = CU_add_suite(name, NULL, NULL);
    for (; suite && tests->run; tests++)
        if (!CU_add_test(suite, tests->sentence, tests->run))
            return EXIT_BROKEN;
    CU_basic_set_mode(CU_BRM_NORMAL);
    CU_basic_run_tests();
    unsigned run = CU_get_number_of_tests_run(), failed = CU_get_number_of_tests_failed();
    CU_cleanup_registry();
    printf("%u passed, %u failed, %u skipped\n", run - failed - skipped, failed, skipped);
    return failed || !run ? EXIT_FAILURE : EXIT_SUCCESS;
}
