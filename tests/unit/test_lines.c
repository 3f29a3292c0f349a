/* NDJSON: a header, a record a line, a trailer that counts them. */
#include "test.h"

#define HEADER "{\"libisms\":\"1.0\",\"type\":\"header\"}\n"

static void lines_are_checked_against_their_header_and_trailer(void)
{
    static const struct {
        const char *text;
        isms_status status;
        const char *lines;
    } rows[] = {
        {HEADER "{\"type\":\"trailer\",\"counts\":{}}\n", ISMS_OK, ""},
        {HEADER "{\"type\":\"risk\",\"id\":\"R-1\"}\n{\"type\":\"trailer\",\"counts\":{\"risk\":1}}", ISMS_OK, ""},
        {HEADER "{\"type\":\"risk\",\"id\":\"R-1\"}\n", ISMS_E_TRUNCATED, "3:1 ISMS-END-01 the document ends too early"},
        {HEADER "{\"type\":\"risk\",\"id\":\"R-1\"}\n{\"type\":\"trailer\",\"counts\":{\"risk\":2,\"asset\":1}}\n", ISMS_E_DATA,
         "3:1 ISMS-END-02 the trailer counts 2 lines of type \"risk\", but 1 were read|"
         "3:1 ISMS-END-02 the trailer counts 1 lines of type \"asset\", but 0 were read"},
        {HEADER "{\"type\":\"risk\",\"id\":\"R-1\"}\n{\"type\":\"trailer\",\"counts\":{}}\n", ISMS_E_DATA,
         "3:1 ISMS-END-02 the trailer does not count the 1 lines of type risk"},
        {HEADER "{\"type\":\"trailer\"}\n", ISMS_E_DATA, "2:1 ISMS-END-02 the trailer has no counts"},
        {HEADER "{\"type\":\"trailer\",\"counts\":{}}\n{}", ISMS_E_SYNTAX,
         "3:1 ISMS-SYNTAX-01 something stands behind the trailer"},
        {HEADER "{\"type\":\"risk\",\"id\":\"R-1\"} {\"type\":\"risk\",\"id\":\"R-2\"}\n", ISMS_E_SYNTAX,
         "2:28 ISMS-SYNTAX-01 each record has a line of its own, which holds nothing else"},
        {HEADER "{\"type\":\"risk\",\n\"id\":\"R-1\"}\n", ISMS_E_SYNTAX,
         "4:1 ISMS-SYNTAX-01 each record has a line of its own, which holds nothing else"},
        {HEADER "{\"id\":\"R-1\"}\n7\n{\"type\":\"trailer\",\"counts\":{}}\n", ISMS_E_DATA,
         "2:1 ISMS-KIND-01 a line is an object that says its type|3:1 ISMS-KIND-01 a line is an object that says its type"},
        {"{\"type\":\"risk\",\"id\":\"R-1\"}\n", ISMS_E_SYNTAX,
         "1:9 ISMS-SYNTAX-01 the first line has to be of type \"header\""},
        {HEADER "{\"type\":\"gizmo\",\"x\":1}\n{\"type\":\"risk\",\"id\":\"R-1\"}\n{\"type\":\"gizmo\",\"x\":2}\n"
                "{\"type\":\"trailer\",\"counts\":{\"gizmo\":2,\"risk\":1}}\n",
         ISMS_E_DATA, "4:1 ISMS-SYNTAX-04 the lines of type \"gizmo\" do not stand together"},
        {"{\"type\":\"header\"}\n{\"type\":\"trailer\",\"counts\":{}}\n", ISMS_E_DATA,
         "1:1 ISMS-VERSION-01 the document does not say its version: the member \"libisms\" is missing"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        isms_diagnostics *problems = isms_diagnostics_new(NULL);
        isms_model *model = NULL;
        char lines[1000] = "";
        CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
        CU_ASSERT_EQUAL(isms_model_read_text(model, "ndjson", rows[i].text, strlen(rows[i].text), NULL, problems),
                        rows[i].status);
        for (size_t k = 0; k < isms_diagnostics_count(problems); k++)
            snprintf(lines + strlen(lines), sizeof lines - strlen(lines), "%s%u:%u %s %s", k ? "|" : "",
                     isms_diagnostics_row(problems, k), isms_diagnostics_column(problems, k),
                     isms_diagnostics_rule(problems, k), isms_diagnostics_message(problems, k));
        CU_ASSERT_STRING_EQUAL(lines, rows[i].lines);
        if (strcmp(lines, rows[i].lines) != 0)
            printf("\n%s\n%s\n", rows[i].text, lines);
        isms_model_free(model);
        isms_diagnostics_free(problems);
    }
}

static void lines_of_a_type_that_is_not_known_are_kept(void)
{
    static const char text[] = HEADER
        "{\"type\":\"gizmo\",\"x\":1}\n{\"type\":\"gizmo\",\"x\":[2]}\n{\"type\":\"trailer\",\"counts\":{\"gizmo\":2}}\n";
    isms_model *model = test_read(NULL, text, sizeof text - 1);
    isms_blob *blob = test_write(model, "json", ISMS_FORM_COMPACT);
    CU_ASSERT_STRING_EQUAL(isms_blob_bytes(blob),
                           "{\"libisms\":\"1.0\",\"gizmo\":[{\"type\":\"gizmo\",\"x\":1},{\"type\":\"gizmo\",\"x\":[2]}]}");
    isms_blob_free(blob);
    isms_model_free(model);
}

int main(void)
{
    static const test_case tests[] = {
        {"lines are checked against their header and trailer", lines_are_checked_against_their_header_and_trailer},
        {"lines of a type that is not known are kept", lines_of_a_type_that_is_not_known_are_kept},
        {NULL, NULL}};
    return run_suite("lines", tests);
}
