/* The schema as documents: the files that are kept are those that the library writes. */
#include "test.h"

static bool fresh(const char *form, const char *name)
{
    char path[1000];
    size_t size = 0;
    test_sink sink = {.fails_at = TEST_NEVER};
    snprintf(path, sizeof path, "%s/docs/schema/%s", ISMS_SOURCE_DIR, name);
    char *kept = test_slurp(path, &size);
    CU_ASSERT_EQUAL(isms_schema_write(form, test_sink_write, &sink), ISMS_OK);
    bool good = kept && sink.size == size && memcmp(kept, sink.bytes, size) == 0;
    if (!good)
        printf("docs/schema/%s is old; refresh it with: cmake --build build --target schemas\n", name);
    free(kept);
    test_sink_dispose(&sink);
    return good;
}

static void the_files_that_are_kept_are_fresh(void)
{
    CU_ASSERT(fresh("json-schema", "isms.schema.json"));
    CU_ASSERT(fresh("xsd", "isms.xsd"));
    CU_ASSERT(fresh("markdown", "schema.md"));
}

static void wrong_use_and_sinks_that_fail_are_told(void)
{
    test_sink sink = {.fails_at = 3000};
    CU_ASSERT_EQUAL(isms_schema_write(NULL, test_sink_write, &sink), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_schema_write("xsd", NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_schema_write("rnc", test_sink_write, &sink), ISMS_E_FORMAT);
    CU_ASSERT_EQUAL(isms_schema_write("xsd", test_sink_write, &sink), ISMS_E_IO);
    CU_ASSERT(sink.size <= 3000);
    test_sink_dispose(&sink);
}

int main(void)
{
    static const test_case tests[] = {{"the files that are kept are fresh", the_files_that_are_kept_are_fresh},
                                      {"wrong use and sinks that fail are told", wrong_use_and_sinks_that_fail_are_told},
                                      {NULL, NULL}};
    return run_suite("schema as documents", tests);
}
