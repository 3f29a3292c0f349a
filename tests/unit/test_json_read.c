/* What the reader of JSON refuses, what it says about it, and what it lets through. */
#include "test.h"

#define V "{\"libisms\":\"1.0\","

#define CHECK(rows) test_refusals("json", rows, sizeof rows / sizeof *rows, NULL)

static void what_is_not_well_formed_ends_the_reading_there(void)
{
    static const test_refusal rows[] = {
        {"", ISMS_E_TRUNCATED, "a.json:1:1: error: the document is empty [ISMS-END-01]"},
        {" \n ", ISMS_E_TRUNCATED, "a.json:2:2: error: the document is empty [ISMS-END-01]"},
        {"[", ISMS_E_SYNTAX, "a.json:1:1: error: a document starts with '{' [ISMS-SYNTAX-01]"},
        {"\x7f\x45LF", ISMS_E_SYNTAX, "a.json:1:1: error: a document starts with '{' [ISMS-SYNTAX-01]"},
        {"{", ISMS_E_TRUNCATED, "a.json:1:2: error: the document ends too early [ISMS-END-01]"},
        {V, ISMS_E_TRUNCATED, "a.json:1:18: error: the document ends too early [ISMS-END-01]"},
        {V "}", ISMS_E_SYNTAX, "a.json:1:18: error: the name of a member was expected, in quotes [ISMS-SYNTAX-01]"},
        {V "\"risks\":[{\"id\":\"R-1\"},]}", ISMS_E_SYNTAX, "a.json:1:40: error: a value was expected [ISMS-SYNTAX-01]"},
        {V "\"risks\":[{\"id\":\"R-1\",}]}", ISMS_E_SYNTAX,
         "a.json:1:39: error: the name of a member was expected, in quotes [ISMS-SYNTAX-01]"},
        {V "\"risks\":[{\"id\":\"R-1\"\n\"title\":\"x\"}]}", ISMS_E_SYNTAX,
         "a.json:2:1: error: ',' or '}' was expected [ISMS-SYNTAX-01]"},
        {V "\"risks\":[{\"id\":\"R-1\"} {\"id\":\"R-2\"}]}", ISMS_E_SYNTAX,
         "a.json:1:40: error: ',' or ']' was expected behind a record [ISMS-SYNTAX-01]"},
        {V "\"risks\":[{\"id\":\"R-1\",\"tags\":[\"a\" \"b\"]}]}", ISMS_E_SYNTAX,
         "a.json:1:51: error: ',' or ']' was expected [ISMS-SYNTAX-01]"},
        {V "\"risks\":[{\"id\" \"R-1\"}]}", ISMS_E_SYNTAX,
         "a.json:1:33: error: ':' was expected behind the name of a member [ISMS-SYNTAX-01]"},
        {V "\"risks\":[{\"id\":'R-1'}]}", ISMS_E_SYNTAX, "a.json:1:33: error: a value was expected [ISMS-SYNTAX-01]"},
        {V "\"risks\":[{id:\"R-1\"}]}", ISMS_E_SYNTAX,
         "a.json:1:28: error: the name of a member was expected, in quotes [ISMS-SYNTAX-01]"},
        {V "\"risks\":[] /* none */}", ISMS_E_SYNTAX,
         "a.json:1:29: error: ',' or '}' was expected behind a member [ISMS-SYNTAX-01]"},
        {V "\"risks\":[]} {}", ISMS_E_SYNTAX,
         "a.json:1:30: error: something stands behind the end of the document [ISMS-SYNTAX-01]"},
        {V "\"risks\":[{\"id\":\"R-1}]}", ISMS_E_TRUNCATED, "a.json:1:40: error: the document ends too early [ISMS-END-01]"},
    };
    CHECK(rows);
    char lines[400];
    CU_ASSERT_EQUAL(test_read_lines("json", V "\0}", 18, NULL, lines, sizeof lines), ISMS_E_SYNTAX);
    CU_ASSERT_STRING_EQUAL(lines, "a.json:1:18: error: a zero byte [ISMS-SYNTAX-01]");
}

static void tokens_that_json_does_not_have_are_told_one_by_one(void)
{
    static const char number[] = "this is no number of JSON, or not a finite one, or has more than 63 digits [ISMS-SYNTAX-02]";
    static const char *const numbers[] = {"01",        "+1",
                                          "-",         "1.",
                                          ".5",        "1e",
                                          "1e999",     "-1e999",
                                          "NaN",       "Infinity",
                                          "-Infinity", "0x1F",
                                          "1_0",       "1234567890123456789012345678901234567890123456789012345678901234"};
    char text[400], lines[800], wanted[400];
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        int n =
            snprintf(text, sizeof text, V "\"risks\":[{\"id\":\"R-1\",\"velocity_days\":%s},{\"id\":\"R-2\"}]}", numbers[i]);
        snprintf(wanted, sizeof wanted, "a.json:1:55: error: risk R-1: velocity_days: %s", number);
        CU_ASSERT_EQUAL(test_read_lines("json", text, (size_t)n, NULL, lines, sizeof lines), ISMS_E_DATA);
        CU_ASSERT_STRING_EQUAL(lines, wanted);
    }
    static const test_refusal rows[] = {
        {V "\"risks\":[{\"id\":\"R-1\",\"title\":None,\"tags\":[True]}]}", ISMS_E_DATA,
         "a.json:1:47: error: risk R-1: title: a text needs quotes; without them there are only numbers, true, false and null "
         "[ISMS-SYNTAX-05]\n"
         "a.json:1:60: error: risk R-1: tags[0]: a text needs quotes; without them there are only numbers, true, false and "
         "null "
         "[ISMS-SYNTAX-05]"},
        {V "\"risks\":[{\"id\":\"R-1\",\"title\":\"a\tb\"},{\"id\":\"R-2\",\"title\":\"\\x\",\"event\":\"\\ud800\"}]}",
         ISMS_E_DATA,
         "a.json:1:49: error: risk R-1: title: control characters have to be escaped in a text [ISMS-SYNTAX-03]\n"
         "a.json:1:75: error: risk R-2: title: the escape is not one of JSON's, or half of a surrogate pair [ISMS-SYNTAX-03]\n"
         "a.json:1:88: error: risk R-2: event: the escape is not one of JSON's, or half of a surrogate pair [ISMS-SYNTAX-03]"},
        {V "\"risks\":[{\"id\":\"R-1\",\"title\":\"\\udc00\\ud800\\u00\"}]}", ISMS_E_DATA,
         "a.json:1:48: error: risk R-1: title: the escape is not one of JSON's, or half of a surrogate pair [ISMS-SYNTAX-03]"},
        {V "\"risks\":[{\"id\":\"R-1\",\"title\":\"a\nb\"},\n{\"id\":\"R 2\"}]}", ISMS_E_DATA,
         "a.json:1:49: error: risk R-1: title: control characters have to be escaped in a text [ISMS-SYNTAX-03]\n"
         "a.json:3:7: error: the id of a record of risks is a text of 1 to 128 letters, digits, '.', '_', ':' or '-' "
         "[ISMS-ID-02]"},
    };
    CHECK(rows);
}

static void a_token_is_told_with_the_attribute_that_it_stands_in(void)
{
    static const char text[] =
        V "\"risks\":[{\"id\":\"R-1\",\"loss\":{\"low\":{\"amount\":\"\\x\"}},\"factors\":[{},{\"value\":01}],"
          "\"odd\":[[1,{\"y\":NaN,\"y\":2}]],\"\\u0000\":1}],\"z\":{\"a\":[+1]}}";
    static const char *const attributes[] = {"loss.low.amount", "factors[1].value", "odd[0][1].y", "", "odd[0][1].y", "z.a[0]"};
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL(isms_model_read_text(m, "json", text, sizeof text - 1, NULL, problems), ISMS_E_DATA);
    size_t n = 0;
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++) {
        if (strcmp(isms_diagnostics_rule(problems, i), "ISMS-VALUE-01") == 0)
            continue; /* the amount that lacks its currency */
        CU_ASSERT_FATAL(n < sizeof attributes / sizeof *attributes);
        CU_ASSERT_STRING_EQUAL(isms_diagnostics_attribute(problems, i), attributes[n]);
        n++;
    }
    CU_ASSERT_EQUAL(n, sizeof attributes / sizeof *attributes);
    CU_ASSERT_EQUAL(isms_first(m, ISMS_RISK), ISMS_NONE);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static void texts_are_utf8_of_the_characters_that_xml_can_carry(void)
{
    static const char *const bytes[] = {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "\xe2\x82"};
    static const char *const characters[] = {
        "\\u0000", "\\u0001",      "\\b",     "\\f",     "\\r",          "\\r x",          "\\ufffe",
        "\\uffff", "\xef\xbf\xbe", "\\u001f", "\\ufdd0", "\xef\xb7\xaf", "\\ud83f\\udfff", "\xf0\x9f\xbf\xbe"};
    char text[400], lines[800];
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
        int n = snprintf(text, sizeof text, V "\"risks\":[{\"id\":\"R-1\",\"title\":\"a%sb\"}]}", bytes[i]);
        CU_ASSERT_EQUAL(test_read_lines("json", text, (size_t)n, NULL, lines, sizeof lines), ISMS_E_DATA);
        CU_ASSERT_STRING_EQUAL(lines, "a.json:1:49: error: risk R-1: title: the bytes are not UTF-8 [ISMS-TEXT-01]");
    }
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
        int n = snprintf(text, sizeof text, V "\"risks\":[{\"id\":\"R-1\",\"title\":\"a%sb\"}]}", characters[i]);
        CU_ASSERT_EQUAL(test_read_lines("json", text, (size_t)n, NULL, lines, sizeof lines), ISMS_E_DATA);
        CU_ASSERT_STRING_EQUAL(
            lines, "a.json:1:49: error: risk R-1: title: texts may not hold this character: only tab, line feed and the "
                   "characters of XML [ISMS-TEXT-02]");
    }
    static const test_refusal rows[] = {
        {"\xef\xbb\xbf" V "\"risks\":[{\"id\":\"\"}]}", ISMS_E_DATA,
         "a.json:1:1: error: a byte order mark stands before the document; it has to go [ISMS-TEXT-03]\n"
         "a.json:1:36: error: the id of a record of risks is a text of 1 to 128 letters, digits, '.', '_', ':' or '-' "
         "[ISMS-ID-02]"}};
    CHECK(rows);
}

static void escaped_line_ends_become_line_feeds_and_pairs_become_characters(void)
{
    isms_model *model = NULL;
    const char *text =
        V "\"risks\":[{\"id\":\"R-1\",\"title\":\"a\\r\\nb\\r\\u000ac\\u00e4\\ud83d\\ude00\\/\",\"x\\r\\n\":\"\\r\\n\"}]}";
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    CU_ASSERT_EQUAL(isms_model_read_text(model, NULL, text, strlen(text), NULL, NULL), ISMS_OK);
    isms_id risk = isms_find(model, ISMS_RISK, "R-1");
    CU_ASSERT_STRING_EQUAL(isms_text(model, risk, ISMS_RISK_TITLE), "a\nb\nc\xc3\xa4\xf0\x9f\x98\x80/");
    CU_ASSERT_STRING_EQUAL(isms_record_unknown(model, risk), "{\"x\\n\":\"\\n\"}");
    isms_model_free(model);
}

static void values_have_the_type_and_form_of_their_attribute(void)
{
    static const test_refusal rows[] = {
        {V "\"risks\":[{\"id\":\"R-1\",\"title\":4,\n"
           "\"velocity_days\":\"soon\",\"inherent\":[],\"tags\":\"a\",\"assets\":{},\"loss\":null}]}",
         ISMS_E_DATA,
         "a.json:1:47: error: risk R-1: title is a number; it has to be a text [ISMS-KIND-01]\n"
         "a.json:2:17: error: risk R-1: velocity_days is a text; it has to be a finite number [ISMS-KIND-01]\n"
         "a.json:2:35: error: risk R-1: inherent is a list; it has to be an object [ISMS-KIND-01]\n"
         "a.json:2:45: error: risk R-1: tags is a text; it has to be a list, each item of it a text [ISMS-KIND-01]\n"
         "a.json:2:58: error: risk R-1: assets is an object; it has to be a list, each item of it the id of a record of "
         "assets, "
         "1 to 128 letters, digits, '.', '_', ':' or '-' [ISMS-KIND-01]\n"
         "a.json:2:68: error: risk R-1: loss is null, which is left out where nothing is known; it has to be an object "
         "[ISMS-KIND-01]"},
        {V "\"risk_methods\":[{\"id\":\"M\",\"levels\":[{\"id\":1},{\"decision\":\"perhaps\"},7,{\"id\":\"x\"}],"
           "\"matrix\":[[\"a\",1],2],\"likelihood\":[\"a\",[\"b\"]]}]}",
         ISMS_E_DATA,
         "a.json:1:60: error: risk_method M: levels[0].id is a number; it has to be a text [ISMS-KIND-01]\n"
         "a.json:1:75: error: risk_method M: levels[1].decision is \"perhaps\"; it has to be one of accept, tolerate, treat "
         "[ISMS-ENUM-01]\n"
         "a.json:1:86: error: risk_method M: levels[2] is a number; it has to be an object [ISMS-KIND-01]\n"
         "a.json:1:115: error: risk_method M: matrix[0][1] is a number; it has to be a text [ISMS-KIND-01]\n"
         "a.json:1:118: error: risk_method M: matrix[1] is a number; it has to be a row, a list, each item of it a text "
         "[ISMS-KIND-01]\n"
         "a.json:1:139: error: risk_method M: likelihood[1] is a list; it has to be a text [ISMS-KIND-01]"},
        {V "\"risks\":[{\"id\":\"R-1\",\"status\":\"opne\",\"assessed_on\":\"2026-02-29\",\"owner\":\"P 1\",\"controls\":[\" "
           "A.5.1\"],"
           "\"inherent\":{\"likelihood\":1.5,\"impact\":9007199254740992,\"level\":\"\"}}]}",
         ISMS_E_DATA,
         "a.json:1:48: error: risk R-1: status is \"opne\"; it has to be one of open, accepted, closed [ISMS-ENUM-01]\n"
         "a.json:1:69: error: risk R-1: assessed_on is \"2026-02-29\"; it has to be a date YYYY-MM-DD that exists "
         "[ISMS-VALUE-01]\n"
         "a.json:1:90: error: risk R-1: owner is \"P 1\"; it has to be the id of a record of persons, 1 to 128 letters, "
         "digits, '.', "
         "'_', ':' or '-' [ISMS-VALUE-01]\n"
         "a.json:1:108: error: risk R-1: controls[0] is \" A.5.1\"; it has to be the id of a requirement or control such as "
         "9.2.1, "
         "A.5.15 or gdpr:Art.32 [ISMS-VALUE-01]\n"
         "a.json:1:143: error: risk R-1: inherent.likelihood is 1.5; it has to be a whole number within +-(2^53 - 1) "
         "[ISMS-VALUE-01]\n"
         "a.json:1:156: error: risk R-1: inherent.impact is 9007199254740992; it has to be a whole number within +-(2^53 - 1) "
         "[ISMS-VALUE-01]\n"
         "a.json:1:181: error: risk R-1: inherent.level is \"\"; it has to be the id of a level [ISMS-VALUE-01]"},
        {V
         "\"document\":{\"modified\":\"2026-06-30 09:00\"},\"controls\":[{\"id\":\"C-1\",\"cost\":8000,\"cost_per_year\":"
         "{\"amount\":\"08\",\"currency\":\"EUR\"}},{\"id\":\"C-2\",\"cost\":{\"amount\":\"8\"},\"cost_per_year\":{\"amount\":"
         "\"1\",\"currency\":\"EUR\",\"tax\":\"1\"}}],\"scopes\":[{\"id\":\"S\",\"climate_relevant\":\"yes\"}]}",
         ISMS_E_DATA,
         "a.json:1:41: error: document: modified is \"2026-06-30 09:00\"; it has to be a date, time and zone such as "
         "2026-06-30T09:00:00Z [ISMS-VALUE-01]\n"
         "a.json:1:92: error: control C-1: cost is a number; it has to be an amount and its currency such as "
         "{\"amount\":\"8000.00\",\"currency\":\"EUR\"} [ISMS-KIND-01]\n"
         "a.json:1:113: error: control C-1: cost_per_year is {\"amount\":\"08\",\"currency\":\"EUR\"}; it has to be an amount "
         "and its "
         "currency such as {\"amount\":\"8000.00\",\"currency\":\"EUR\"} [ISMS-VALUE-01]\n"
         "a.json:1:166: error: control C-2: cost is {\"amount\":\"8\"}; it has to be an amount and its currency such as "
         "{\"amount\":\"8000.00\",\"currency\":\"EUR\"} [ISMS-VALUE-01]\n"
         "a.json:1:197: error: control C-2: cost_per_year is {\"amount\":\"1\",\"currency\":\"EUR\",\"tax\":\"1\"}; it has to "
         "be an "
         "amount and its currency such as {\"amount\":\"8000.00\",\"currency\":\"EUR\"} [ISMS-VALUE-01]\n"
         "a.json:1:280: error: scope S: climate_relevant is a text; it has to be true or false [ISMS-KIND-01]"},
        {V "\"risks\":{},\"assets\":[1,\"AS-1\",[]],\"document\":3}", ISMS_E_DATA,
         "a.json:1:26: error: risks has to be a list of records [ISMS-KIND-01]\n"
         "a.json:1:39: error: a record of assets has to be an object [ISMS-KIND-01]\n"
         "a.json:1:41: error: a record of assets has to be an object [ISMS-KIND-01]\n"
         "a.json:1:48: error: a record of assets has to be an object [ISMS-KIND-01]\n"
         "a.json:1:63: error: document has to be an object [ISMS-KIND-01]"},
    };
    CHECK(rows);
}

static void every_id_that_is_missing_unusable_or_taken_is_told_in_one_run(void)
{
    static const test_refusal rows[] = {{V "\"risks\":[{\"id\":\"R-1\"},\n{\"id\":\"R-1\"},\n{\"title\":\"x\"},\n{\"id\":\"R "
                                           "2\"},\n{\"id\":7},\n{\"id\":\"R-1\"}],\n"
                                           "\"assets\":[{\"id\":\"R-1\"},{\"title\":\"y\",\"id\":\"\"}]}",
                                         ISMS_E_DATA,
                                         "a.json:2:1: error: risk R-1 stands twice; the first is at line 1 [ISMS-ID-01]\n"
                                         "a.json:3:1: error: this record of risks has no id [ISMS-ID-02]\n"
                                         "a.json:4:7: error: the id of a record of risks is a text of 1 to 128 letters, "
                                         "digits, '.', '_', ':' or '-' [ISMS-ID-02]\n"
                                         "a.json:5:7: error: the id of a record of risks is a text of 1 to 128 letters, "
                                         "digits, '.', '_', ':' or '-' [ISMS-ID-02]\n"
                                         "a.json:6:1: error: risk R-1 stands twice; the first is at line 1 [ISMS-ID-01]\n"
                                         "a.json:7:42: error: the id of a record of assets is a text of 1 to 128 letters, "
                                         "digits, '.', '_', ':' or '-' [ISMS-ID-02]"}};
    CHECK(rows);
}

static void members_that_stand_twice_are_told_wherever_they_are(void)
{
    static const test_refusal rows[] = {
        {V "\"risks\":[{\"id\":\"R-1\",\"title\":\"a\",\"title\":\"b\",\"id\":\"R-1\",\n\"inherent\":{\"level\":\"x\","
           "\"l\\u0065vel\":\"y\"},"
           "\"x\":{\"y\":1,\"y\":[{\"z\":1,\"z\":2}]}}],\n\"risks\":[],\"libisms\":\"1.0\",\"q\":{\"a\":1,\"a\":1},\"q\":1}",
         ISMS_E_DATA,
         "a.json:1:51: error: risk R-1: the member title stands twice in one object [ISMS-SYNTAX-04]\n"
         "a.json:1:63: error: risk R-1: the member id stands twice in one object [ISMS-SYNTAX-04]\n"
         "a.json:2:25: error: risk R-1: the member level stands twice in one object [ISMS-SYNTAX-04]\n"
         "a.json:2:54: error: risk R-1: the member y stands twice in one object [ISMS-SYNTAX-04]\n"
         "a.json:2:66: error: risk R-1: the member z stands twice in one object [ISMS-SYNTAX-04]\n"
         "a.json:3:1: error: the member risks stands twice in one object [ISMS-SYNTAX-04]\n"
         "a.json:3:12: error: the member libisms stands twice in one object [ISMS-SYNTAX-04]\n"
         "a.json:3:39: error: the member a stands twice in one object [ISMS-SYNTAX-04]\n"
         "a.json:3:46: error: the member q stands twice in one object [ISMS-SYNTAX-04]"}};
    CHECK(rows);
}

static void another_major_version_is_refused_and_a_newer_minor_one_read(void)
{
    static const test_refusal rows[] = {
        {"{\"risks\":[]}", ISMS_E_DATA,
         "a.json:1:1: error: the document does not say its version: the member \"libisms\" is missing [ISMS-VERSION-01]"},
        {"{\"libisms\":1.0}", ISMS_E_DATA, "a.json:1:12: error: the version is a text such as \"1.0\" [ISMS-VERSION-01]"},
        {"{\"libisms\":\"one\"}", ISMS_E_DATA, "a.json:1:12: error: the version is a text such as \"1.0\" [ISMS-VERSION-01]"},
        {"{\"libisms\":\"2.0\",\"risks\":[{}]}", ISMS_E_VERSION,
         "a.json:1:12: error: the document is of version 2.0; this library reads version 1 [ISMS-VERSION-02]"},
        {"{\"libisms\":\"1.7\",\"requires\":[\"magic\"]}", ISMS_E_VERSION,
         "a.json:1:29: error: the document requires \"magic\", which this version does not have [ISMS-VERSION-03]"},
        {"{\"libisms\":\"1.7\",\"requires\":[]}", ISMS_OK, ""},
        {"{\"risks\":[],\"libisms\":\"1.12\"}", ISMS_OK, ""}};
    CHECK(rows);
}

static void what_a_rule_has_to_say_is_not_refused(void)
{
    static const test_refusal rows[] = {{V "\"risks\":[{\"id\":\"R-1\",\"owner\":\"P-404\",\"inherent\":{\"likelihood\":99,"
                                           "\"impact\":-3,\"level\":\"no such\"}},{\"id\":\"R-2\","
                                           "\"antecedents\":[\"R-2\"]}],\"clauses\":[{\"no\":1}],\"made_up\":null}",
                                         ISMS_OK, ""},
                                        {V "\"document\":{\"registers\":[\"audits\",\"gizmos\"]}}", ISMS_OK, ""}};
    CHECK(rows);
}

static void limits_are_told_and_can_be_set(void)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    options.max_depth = 3;
    options.max_text = 8;
    options.max_records = 2;
    options.max_values = 8;
    static const test_refusal rows[] = {
        {V "\"risks\":[{\"id\":\"R-1\",\"title\":\"12345678\",\"x\":[[1]]}]}", ISMS_OK, ""},
        {V "\"risks\":[{\"id\":\"R-1\",\"x\":[[[1]]]}]}", ISMS_E_LIMIT,
         "a.json:1:45: error: objects and lists are nested too deep [ISMS-LIMIT-01]"},
        {V "\"x\":[[[[[[[[[[", ISMS_E_LIMIT, "a.json:1:25: error: objects and lists are nested too deep [ISMS-LIMIT-01]"},
        {V "\"risks\":[{\"id\":\"R-1\",\"title\":\"123456789\"},{\"id\":\"R 2\"}]}", ISMS_E_LIMIT,
         "a.json:1:47: error: risk R-1: title: the text is longer than the limit allows [ISMS-LIMIT-02]\n"
         "a.json:1:66: error: the id of a record of risks is a text of 1 to 128 letters, digits, '.', '_', ':' or '-' "
         "[ISMS-ID-02]"},
        {V "\"risks\":[{\"id\":\"R-1\"},{\"id\":\"R-2\"},{\"id\":\"R-3\"}]}", ISMS_E_LIMIT,
         "a.json:1:53: error: risk R-3: there are more than 2 records [ISMS-LIMIT-04]"},
        {V "\"risks\":[{\"id\":\"R-1\",\"tags\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]}]}", ISMS_E_LIMIT,
         "a.json:1:67: error: one record has too many values [ISMS-LIMIT-05]"}};
    test_refusals("json", rows, sizeof rows / sizeof *rows, &options);
}

static void strict_reading_refuses_what_the_schema_does_not_know(void)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    options.flags = ISMS_READ_STRICT;
    static const test_refusal rows[] = {
        {V "\"risks\":[{\"id\":\"R-1\",\"colour\":\"red\",\n\"inherent\":{\"scale\":\"5x5\",\"impacts\":[{\"w\\\"x\":1}]}}],"
           "\"ext\":{},"
           "\"document\":{\"id\":\"x\"}}",
         ISMS_E_DATA,
         "a.json:1:48: error: risk R-1: the schema does not know the member colour [ISMS-UNKNOWN-01]\n"
         "a.json:2:21: error: risk R-1: the schema does not know the member inherent.scale [ISMS-UNKNOWN-01]\n"
         "a.json:2:46: error: risk R-1: the schema does not know the member inherent.impacts[0].w\"x [ISMS-UNKNOWN-01]\n"
         "a.json:2:59: error: the schema does not know the member ext [ISMS-UNKNOWN-01]\n"
         "a.json:2:79: error: document: the schema does not know the member id [ISMS-UNKNOWN-01]"},
        {V "\"risks\":[{\"id\":\"R-1\"}]}", ISMS_OK, ""}};
    test_refusals("json", rows, sizeof rows / sizeof *rows, &options);
}

int main(void)
{
    static const test_case tests[] = {
        {"what is not well-formed ends the reading there", what_is_not_well_formed_ends_the_reading_there},
        {"tokens that JSON does not have are told one by one", tokens_that_json_does_not_have_are_told_one_by_one},
        {"a token is told with the attribute that it stands in", a_token_is_told_with_the_attribute_that_it_stands_in},
        {"texts are UTF-8 of the characters that XML can carry", texts_are_utf8_of_the_characters_that_xml_can_carry},
        {"escaped line ends become line feeds, pairs become characters",
         escaped_line_ends_become_line_feeds_and_pairs_become_characters},
        {"values have the type and form of their attribute", values_have_the_type_and_form_of_their_attribute},
        {"every id that is missing, unusable or taken is told in one run",
         every_id_that_is_missing_unusable_or_taken_is_told_in_one_run},
        {"members that stand twice are told wherever they are", members_that_stand_twice_are_told_wherever_they_are},
        {"another major version is refused and a newer minor one read",
         another_major_version_is_refused_and_a_newer_minor_one_read},
        {"what a rule has to say is not refused", what_a_rule_has_to_say_is_not_refused},
        {"limits are told and can be set", limits_are_told_and_can_be_set},
        {"strict reading refuses what the schema does not know", strict_reading_refuses_what_the_schema_does_not_know},
        {NULL, NULL}};
    return run_suite("json_read", tests);
}
