/* Core: dates, numbers, text policy, diagnostics. */
#include "test.h"

#include "core/buffer.h"
#include "core/bytes.h"
#include "core/clean.h"
#include "core/hash.h"
#include "core/number.h"
#include "core/text.h"

#include <float.h>

static void dates_are_the_calendar(void)
{
    char text[11];
    for (isms_day day = 1; day <= isms_date(9999, 12, 31); day++) {
        isms_date_format(day, text);
        if (isms_date_parse(text) != day) {
            CU_FAIL("a day that does not read back");
            break;
        }
    }
    CU_ASSERT_EQUAL(isms_date(1, 1, 1), 1);
    CU_ASSERT_EQUAL(isms_date(2024, 2, 29) - isms_date(2024, 2, 28), 1);
    CU_ASSERT_EQUAL(isms_date(2023, 2, 29), 0);
    CU_ASSERT_EQUAL(isms_date(1900, 2, 29), 0);
    CU_ASSERT_EQUAL(isms_date_parse("2026-6-30"), 0);
    CU_ASSERT_EQUAL(isms_date_parse("0000-01-01"), 0);
    CU_ASSERT_EQUAL(isms_date_parse(NULL), 0);
}

static void months_end_where_the_month_ends(void)
{
    CU_ASSERT_EQUAL(isms_date_add_months(isms_date(2025, 8, 31), 6), isms_date(2026, 2, 28));
    CU_ASSERT_EQUAL(isms_date_add_months(isms_date(2023, 8, 31), 6), isms_date(2024, 2, 29));
    CU_ASSERT_EQUAL(isms_date_add_months(isms_date(2024, 3, 31), -1), isms_date(2024, 2, 29));
    CU_ASSERT_EQUAL(isms_date_add_months(isms_date(9999, 12, 1), 1), 0);
    CU_ASSERT_EQUAL(isms_date_add_months(0, 1), 0);
}

static void reals_are_short_and_exact(void)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {{0.1, "0.1"},
                {0.1 + 0.2, "0.30000000000000004"},
                {5, "5"},
                {-0.5, "-0.5"},
                {1e300, "1e+300"},
                {DBL_MAX, "1.7976931348623157e+308"},
                {5e-324, "5e-324"},
                {1e-7, "1e-7"},
                {1e20, "100000000000000000000"},
                {1e21, "1e+21"},
                {0.000001, "0.000001"},
                {-1234.5678, "-1234.5678"},
                {2.05, "2.05"},
                {1.0 / 3, "0.3333333333333333"},
                {12345678.000001, "12345678.000001"},
                {333333333.33333329, "333333333.3333333"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[ISMS__REAL_SIZE];
        double back = 0;
        size_t n = isms__real_format(rows[i].value, out);
        CU_ASSERT_STRING_EQUAL(out, rows[i].text);
        CU_ASSERT(isms__real_parse(out, n, &back) && back == rows[i].value);
    }
    static const char *const bad[] = {"01", "+1", "1.", ".5", "NaN", "1e999", "1e", "-", "", "1 "};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        double out;
        CU_ASSERT_FALSE(isms__real_parse(bad[i], strlen(bad[i]), &out));
    }
}

static void text_is_what_xml_can_carry(void)
{
    static const char *const good[] = {"",
                                       "plain",
                                       "tab\tand\nline",
                                       "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80",
                                       "12345678\xc3\xa4",
                                       "\xef\xb7\x8f\xef\xb7\xb0\xf0\x9f\xbf\xbd\xf0\x9e\xbf\xbe"};
    static const char *const bad[] = {
        "\x01",         "\x80",        "\xc0\xaf",     "\xed\xa0\x80", "\xef\xbf\xbe",     "\xf5\x80\x80\x80", "cr\r",
        "12345678\x1f", "cut\xe2\x82", "\xef\xb7\x90", "\xef\xb7\xaf", "\xf0\x9f\xbf\xbe", "\xf4\x8f\xbf\xbf"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        CU_ASSERT(isms__text_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CU_ASSERT_FALSE(isms__text_valid(bad[i], strlen(bad[i])));
    CU_ASSERT_FALSE(isms__text_valid("a\0b", 3));
}

static isms_status list_three(const isms_allocator *a)
{
    isms_diagnostics *list = isms_diagnostics_new(a);
    isms_status status = list ? ISMS_OK : ISMS_E_NO_MEMORY;
    for (int i = 0; i < 20 && status == ISMS_OK; i++)
        status = isms_diagnostics_add(list, ISMS_SEVERITY_ERROR, "ISMS-X-01", "risk R-1", "owner", "a.json", 41, 9, "is wrong");
    if (status == ISMS_OK)
        CU_ASSERT_STRING_EQUAL(isms_diagnostics_line(list, 19), "a.json:41:9: error: risk R-1: is wrong [ISMS-X-01]");
    isms_diagnostics_free(list);
    return status;
}

static void a_diagnostic_takes_one_line_whatever_it_quotes(void)
{
    isms_diagnostics *list = isms_diagnostics_new(NULL);
    const char *message = "title is \"a\nb\tc\x01\x7f\"";
    CU_ASSERT_EQUAL(isms_diagnostics_add(list, ISMS_SEVERITY_NOTE, "ISMS-X-01", NULL, NULL, NULL, 0, 0, message), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_line(list, 0), "note: title is \"a\\nb\\tc\\u0001\\u007f\" [ISMS-X-01]");
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(list, 0), message);
    isms_diagnostics_free(list);
}

static void diagnostics_survive_short_memory(void)
{
    sweep_allocations(list_three);
}

/* All sizes up to beyond those that have a way of their own, in rooms that are not a byte larger. */
static void short_texts_are_copied_and_compared_as_they_are(void)
{
    enum { LONGEST = 40 };
    for (size_t n = 0; n <= LONGEST; n++) {
        char *from = malloc(n + 1), *to = malloc(n + 1);
        CU_ASSERT_FATAL(from && to);
        for (size_t i = 0; i < n; i++)
            from[i] = (char)('a' + i % 26);
        to[n] = '!';
        CU_ASSERT_PTR_EQUAL(isms__copy(to, from, n), to + n);
        CU_ASSERT(memcmp(to, from, n) == 0 && to[n] == '!');
        CU_ASSERT(isms__same(to, from, n));
        CU_ASSERT_EQUAL(isms__hash(to, n, 7), isms__hash(from, n, 7));
        for (size_t i = 0; i < n; i++) {
            to[i] ^= 1;
            CU_ASSERT_FALSE(isms__same(to, from, n));
            CU_ASSERT_NOT_EQUAL(isms__hash(to, n, 7), isms__hash(from, n, 7));
            to[i] ^= 1;
        }
        free(from);
        free(to);
    }
}

static void the_first_special_or_invalid_byte_is_found_wherever_it_stands(void)
{
    const isms__specials quotes = {{'"', '\\', '"', '"'}};
    char text[50];
    for (size_t n = 0; n <= sizeof text; n++) {
        memset(text, 'x', sizeof text);
        CU_ASSERT_EQUAL(isms__clean_size(text, n, quotes), n);
        CU_ASSERT_EQUAL(isms__text_first_invalid(text, n), n);
        for (size_t i = 0; i < n; i++) {
            for (const char *special = "\"\\\x1f"; *special; special++) {
                text[i] = *special;
                CU_ASSERT_EQUAL(isms__clean_size(text, n, quotes), i);
            }
            text[i] = '\x80'; /* needs no escape, but is no character */
            CU_ASSERT_EQUAL(isms__clean_size(text, n, quotes), n);
            CU_ASSERT_EQUAL(isms__text_first_invalid(text, n), i);
            text[i] = '\n';
            CU_ASSERT_EQUAL(isms__text_first_invalid(text, n), n);
            text[i] = 'x';
        }
    }
}

int main(void)
{
    static const test_case tests[] = {
        {"dates are the calendar", dates_are_the_calendar},
        {"months end where the month ends", months_end_where_the_month_ends},
        {"reals are short and exact in every locale", reals_are_short_and_exact},
        {"text is what XML can carry", text_is_what_xml_can_carry},
        {"short texts are copied and compared as they are", short_texts_are_copied_and_compared_as_they_are},
        {"the first special or invalid byte is found wherever it stands",
         the_first_special_or_invalid_byte_is_found_wherever_it_stands},
        {"a diagnostic takes one line whatever it quotes", a_diagnostic_takes_one_line_whatever_it_quotes},
        {"diagnostics survive short memory", diagnostics_survive_short_memory},
        {NULL, NULL}};
    return run_suite("core", tests);
}
