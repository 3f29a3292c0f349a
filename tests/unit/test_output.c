/* Writing through a host's callback. */
#include "test.h"

#include "core/output.h"

static void what_goes_in_comes_out_once_and_in_order(void)
{
    test_sink sink = {.fails_at = TEST_NEVER};
    isms__output out;
    char large[5000];
    memset(large, 'x', sizeof large);
    isms__output_start(&out, test_sink_write, &sink);
    for (int i = 0; i < 1000; i++)
        isms__output_integer(&out, i);
    isms__output_add(&out, large, sizeof large);
    isms__output_text(&out, "end");
    CU_ASSERT_EQUAL(isms__output_finish(&out), ISMS_OK);
    CU_ASSERT_EQUAL(sink.size, 10 + 180 + 2700 + 5000 + 3);
    CU_ASSERT_EQUAL(memcmp(sink.bytes, "0123456789101112", 16), 0);
    CU_ASSERT_EQUAL(memcmp(sink.bytes + sink.size - 5, "xxend", 5), 0);
    test_sink_dispose(&sink);
}

static void a_refusal_stops_the_writing_and_is_told(void)
{
    test_sink sink = {.fails_at = 3000};
    isms__output out;
    isms__output_start(&out, test_sink_write, &sink);
    for (int i = 0; i < 10000; i++)
        isms__output_text(&out, "0123456789");
    CU_ASSERT(out.refused);
    CU_ASSERT_EQUAL(isms__output_finish(&out), ISMS_E_IO);
    CU_ASSERT(sink.size <= 3000);
    test_sink_dispose(&sink);
}

static void json_strings_are_escaped_and_nothing_more(void)
{
    test_sink sink = {.fails_at = TEST_NEVER};
    isms__output out;
    isms__output_start(&out, test_sink_write, &sink);
    isms__output_json(&out, "a\"b\\c\td\n\x01/\xc3\xa4", 12);
    isms__output_json(&out, "", 0);
    CU_ASSERT_EQUAL(isms__output_finish(&out), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(sink.bytes, "\"a\\\"b\\\\c\\td\\n\\u0001/\xc3\xa4\"\"\"");
    test_sink_dispose(&sink);
}

int main(void)
{
    static const test_case tests[] = {{"what goes in comes out once and in order", what_goes_in_comes_out_once_and_in_order},
                                      {"a refusal stops the writing and is told", a_refusal_stops_the_writing_and_is_told},
                                      {"JSON strings are escaped and nothing more", json_strings_are_escaped_and_nothing_more},
                                      {NULL, NULL}};
    return run_suite("output", tests);
}
