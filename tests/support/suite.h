/* A suite: a table of tests, run and counted. */
#ifndef ISMS_TEST_SUITE_H
#define ISMS_TEST_SUITE_H

typedef struct test_case {
    const char *sentence; /* what the test proves */
    void (*run)(void);
} test_case;

/* Runs a NULL-terminated table of tests in the locale of the environment; the exit status of main. Ends with the line
 * `N passed, M failed, K skipped`. */
int run_suite(const char *name, const test_case *tests);

/* Says that the running test cannot be carried out because `what` is not there, and counts it as skipped; the test returns. */
void test_skip(const char *what);

#endif
