/* What changed between two models, by record and attribute. */
#include "generator.h"
#include "test.h"

enum { DOCUMENTS = 60 };

static isms_diff *compare(const isms_model *before, const isms_model *after)
{
    isms_diff *diff = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_diff_models(before, after, NULL, &diff), ISMS_OK);
    return diff;
}

/* The comparison of two documents in a form; the caller frees it. */
static char *written(const char *before, const char *after, const char *form)
{
    isms_model *a = test_read_json(before), *b = test_read_json(after);
    isms_diff *diff = compare(a, b);
    test_sink sink = {NULL, 0, TEST_NEVER, false};
    CU_ASSERT_EQUAL(isms_diff_write(diff, form, test_sink_write, &sink), ISMS_OK);
    isms_diff_free(diff);
    isms_model_free(a);
    isms_model_free(b);
    return sink.bytes ? sink.bytes : calloc(1, 1);
}

static void shows(const char *before, const char *after, const char *form, const char *expected)
{
    char *text = written(before, after, form);
    CU_ASSERT_STRING_EQUAL(text, expected);
    if (strcmp(text, expected) != 0)
        printf("\n%s", text);
    free(text);
}

static const char before_text[] = "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Acme\"},"
                                  "\"risks\":[{\"id\":\"R-1\",\"title\":\"Theft\",\"tags\":[\"a\"],\"inherent\":{"
                                  "\"likelihood\":3},\"x\":{\"n\":1,\"m\":2}},"
                                  "{\"id\":\"R-2\",\"title\":\"Fire\"}],\"z\":{\"k\":1}}";
static const char after_text[] = "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Acme, Inc.\"},\"incidents\":[],"
                                 "\"risks\":[{\"id\":\"R-1\",\"title\":\"Theft\",\"tags\":[\"a\",\"b\"],\"inherent\":{"
                                 "\"likelihood\":4,\"impact\":2},"
                                 "\"x\":{\"m\":2,\"n\":5}},{\"id\":\"R-3\",\"title\":\"Flood\"}],\"z\":{\"k\":1,\"l\":[]}}";

static void each_kind_of_change_is_a_line(void)
{
    shows(before_text, after_text, "text",
          "document: title: \"Acme\" -> \"Acme, Inc.\"\n"
          "document: /z.l: nothing -> []\n"
          "risk R-1: tags: + \"b\"\n"
          "risk R-1: inherent.likelihood: 3 -> 4\n"
          "risk R-1: inherent.impact: nothing -> 2\n"
          "risk R-1: x.n: 1 -> 5\n"
          "risk R-2: removed (\"Fire\")\n"
          "risk R-3: added (\"Flood\")\n"
          "incidents: the register is delivered\n");
}

static void lists_say_what_went_and_what_came(void)
{
    shows("{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"tags\":[\"a\",\"b\",\"c\"]},{\"id\":\"R-2\",\"tags\":[\"a\",\"b\"]"
          "}]}",
          "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"tags\":[\"b\",\"x\"]},{\"id\":\"R-2\",\"tags\":[\"b\",\"a\"]}]}",
          "text",
          "risk R-1: tags: - \"a\", - \"c\", + \"x\"\n"
          "risk R-2: tags: [\"a\",\"b\"] -> [\"b\",\"a\"]\n");
}

static void the_order_of_many_members_is_no_change(void)
{
    char *before = wide_document(1, 0), *turned = wide_document(1, 1), *after = wide_document(3, 1);
    isms_model *a = test_read_json(before), *b = test_read_json(turned), *c = test_read_json(after);
    isms_diff *none = compare(a, b), *hundred = compare(a, c);
    CU_ASSERT_EQUAL(isms_diff_count(none), 0);
    CU_ASSERT_EQUAL(isms_diff_count(hundred), 100);
    CU_ASSERT_STRING_EQUAL(isms_diff_path(hundred, 99), "x.k298");
    isms_diff_free(none);
    isms_diff_free(hundred);
    isms_model_free(a);
    isms_model_free(b);
    isms_model_free(c);
    free(before);
    free(turned);
    free(after);
}

static void other_forms_say_the_same(void)
{
    static const char a[] = "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"A, \\\"B\\\"\"}]}";
    static const char b[] = "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"}],\"audits\":[]}";
    shows(a, b, "json",
          "[\n"
          "  {\"change\": \"changed\", \"type\": \"risk\", \"id\": \"R-1\", \"attribute\": \"title\", "
          "\"before\": \"A, \\\"B\\\"\"},\n"
          "  {\"change\": \"register\", \"type\": \"audit\", \"before\": false, \"after\": true}\n"
          "]\n");
    shows(a, b, "csv",
          "change,type,id,attribute,before,after\n"
          "changed,risk,R-1,title,\"\"\"A, \\\"\"B\\\"\"\"\"\",\n"
          "register,audit,,,false,true\n");
    shows(a, a, "json", "[]\n");
    shows(a, a, NULL, "");
}

static void the_parts_of_a_change_can_be_asked_for(void)
{
    isms_model *a = test_read_json(before_text), *b = test_read_json(after_text);
    isms_diff *diff = compare(a, b);
    CU_ASSERT_EQUAL_FATAL(isms_diff_count(diff), 9);
    CU_ASSERT_EQUAL(isms_diff_kind_of(diff, 3), ISMS_DIFF_CHANGED);
    CU_ASSERT_EQUAL(isms_diff_type(diff, 3), ISMS_RISK);
    CU_ASSERT_STRING_EQUAL(isms_diff_key(diff, 3), "R-1");
    CU_ASSERT_STRING_EQUAL(isms_diff_path(diff, 3), "inherent.likelihood");
    CU_ASSERT_EQUAL(isms_diff_attribute(diff, 3), isms_attribute_by_path(NULL, ISMS_RISK, "inherent.likelihood"));
    CU_ASSERT_STRING_EQUAL(isms_diff_before(diff, 3), "3");
    CU_ASSERT_STRING_EQUAL(isms_diff_after(diff, 3), "4");
    CU_ASSERT_EQUAL(isms_diff_record(diff, 3, ISMS_DIFF_BEFORE), isms_find(a, ISMS_RISK, "R-1"));
    CU_ASSERT_EQUAL(isms_diff_record(diff, 3, ISMS_DIFF_AFTER), isms_find(b, ISMS_RISK, "R-1"));
    CU_ASSERT_EQUAL(isms_diff_attribute(diff, 5), 0);
    CU_ASSERT_EQUAL(isms_diff_kind_of(diff, 6), ISMS_DIFF_REMOVED);
    CU_ASSERT_EQUAL(isms_diff_record(diff, 6, ISMS_DIFF_AFTER), ISMS_NONE);
    CU_ASSERT_STRING_EQUAL(isms_diff_before(diff, 6), "{\"id\":\"R-2\",\"title\":\"Fire\"}");
    CU_ASSERT_EQUAL(isms_diff_kind_of(diff, 8), ISMS_DIFF_REGISTER);
    CU_ASSERT_EQUAL(isms_diff_type(diff, 8), ISMS_INCIDENT);
    CU_ASSERT_EQUAL(isms_diff_kind_of(diff, 9), 0);
    CU_ASSERT_STRING_EQUAL(isms_diff_path(diff, 9), "");
    CU_ASSERT_EQUAL(isms_diff_record(diff, 9, 0), ISMS_NONE);
    CU_ASSERT_EQUAL(isms_diff_record(diff, 3, 2), ISMS_NONE);
    isms_diff_free(diff);
    isms_model_free(a);
    isms_model_free(b);
}

static bool same_documents(const isms_model *a, const isms_model *b)
{
    isms_blob *x = test_write(a, "json", ISMS_FORM_PRETTY), *y = test_write(b, "json", ISMS_FORM_PRETTY);
    bool same = strcmp(isms_blob_bytes(x), isms_blob_bytes(y)) == 0;
    isms_blob_free(x);
    isms_blob_free(y);
    return same;
}

/* Of documents made up: none with itself, and some between any two that are not the same. */
static void no_change_means_the_same_document(void)
{
    isms_model *last = NULL;
    for (unsigned i = 0; i < DOCUMENTS; i++) {
        char *text = generated_document(i);
        isms_model *m = test_read_json(text), *again = test_read_json(text);
        isms_diff *none = compare(m, again), *some = last ? compare(last, m) : NULL;
        CU_ASSERT_EQUAL(isms_diff_count(none), 0);
        CU_ASSERT(!some || (isms_diff_count(some) == 0) == same_documents(last, m));
        isms_diff_free(none);
        isms_diff_free(some);
        isms_model_free(again);
        isms_model_free(last);
        last = m;
        free(text);
    }
    isms_model_free(last);
}

static void a_catalogue_can_be_compared_too(void)
{
    isms_diff *diff = compare(isms_catalogue(), isms_catalogue());
    CU_ASSERT_EQUAL(isms_diff_count(diff), 0);
    isms_diff_free(diff);
}

static isms_model *first, *second;

static isms_status compare_with(const isms_allocator *a)
{
    isms_diff *diff = NULL;
    isms_status status = isms_diff_models(first, second, a, &diff);
    CU_ASSERT((status == ISMS_OK) == (diff != NULL));
    isms_diff_free(diff);
    return status;
}

static void failing_allocations_leave_nothing_behind(void)
{
    first = test_read_json(before_text);
    second = test_read_json(after_text);
    sweep_allocations(compare_with);
    isms_model_free(first);
    isms_model_free(second);
    char *before = wide_document(1, 0), *after = wide_document(1, 1);
    first = test_read_json(before);
    second = test_read_json(after);
    sweep_allocations(compare_with);
    isms_model_free(first);
    isms_model_free(second);
    free(before);
    free(after);
}

static void wrong_use_is_refused(void)
{
    isms_model *m = test_read_json(before_text);
    isms_diff *diff = (isms_diff *)(void *)m;
    test_sink sink = {NULL, 0, 0, false};
    CU_ASSERT_EQUAL(isms_diff_models(NULL, m, NULL, &diff), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(diff);
    CU_ASSERT_EQUAL(isms_diff_models(m, m, NULL, NULL), ISMS_E_MISUSE);
    diff = compare(m, m);
    CU_ASSERT_EQUAL(isms_diff_write(diff, "yaml", test_sink_write, &sink), ISMS_E_FORMAT);
    CU_ASSERT_EQUAL(isms_diff_write(diff, "json", test_sink_write, &sink), ISMS_E_IO);
    CU_ASSERT_EQUAL(isms_diff_write(NULL, "json", test_sink_write, &sink), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_diff_count(NULL), 0);
    CU_ASSERT_STRING_EQUAL(isms_diff_key(NULL, 0), "");
    isms_diff_free(diff);
    isms_diff_free(NULL);
    test_sink_dispose(&sink);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {{"each kind of change is a line", each_kind_of_change_is_a_line},
                                      {"lists say what went and what came", lists_say_what_went_and_what_came},
                                      {"the order of many members is no change", the_order_of_many_members_is_no_change},
                                      {"other forms say the same", other_forms_say_the_same},
                                      {"the parts of a change can be asked for", the_parts_of_a_change_can_be_asked_for},
                                      {"no change means the same document", no_change_means_the_same_document},
                                      {"a catalogue can be compared too", a_catalogue_can_be_compared_too},
                                      {"failing allocations leave nothing behind", failing_allocations_leave_nothing_behind},
                                      {"wrong use is refused", wrong_use_is_refused},
                                      {NULL, NULL}};
    return run_suite("differences between models", tests);
}
