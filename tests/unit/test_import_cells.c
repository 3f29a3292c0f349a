/* Cells: what is read from one, and that what could be two things is not. */
#include "test.h"

#include "exchange/fold.h"
#include "exchange/importer.h"

static void dates_of_every_style_that_can_be_one_day_only(void)
{
    static const struct {
        const char *text, *day; /* "" is none */
        bool more;
        uint32_t flags;
    } cells[] = {{"2026-06-30", "2026-06-30", false, 0},
                 {"2026-01-22 09:14", "2026-01-22", true, 0},
                 {"2026-01-22T09:14:00Z", "2026-01-22", true, 0},
                 {"2026-01-22 00:00:00", "2026-01-22", false, 0},
                 {"2026/6/3", "2026-06-03", false, 0},
                 {"30.06.2026", "2026-06-30", false, 0},
                 {"3.6.2026", "2026-06-03", false, 0},
                 {"30. 6. 2026", "2026-06-30", false, 0},
                 {"30/06/2026", "2026-06-30", false, 0},
                 {"06/30/2026", "2026-06-30", false, 0},
                 {"06/06/2026", "2026-06-06", false, 0},
                 {"05/06/2026", "", false, 0},
                 {"05/06/2026", "2026-06-05", false, ISMS_IMPORT_DAY_FIRST},
                 {"05/06/2026", "2026-05-06", false, ISMS_IMPORT_MONTH_FIRST},
                 {"30 June 2026", "2026-06-30", false, 0},
                 {"30. Juni 2026", "2026-06-30", false, 0},
                 {"June 30, 2026", "2026-06-30", false, 0},
                 {"1-Mar-2026", "2026-03-01", false, 0},
                 {"1. März 2026", "2026-03-01", false, 0},
                 {"29.02.2024", "2024-02-29", false, 0},
                 {"29.02.2026", "", false, 0},
                 {"31/02/2026", "", false, 0},
                 {"2026-13-01", "", false, 0},
                 {"30.06.26", "", false, 0},
                 {"2026", "", false, 0},
                 {"2026-06", "", false, 0},
                 {"June 2026", "", false, 0},
                 {"Q3-2026", "", false, 0},
                 {"20260630", "", false, 0},
                 {"2026-06-30 or later", "", false, 0},
                 {"2026-06-30x", "", false, 0},
                 {"within 2 weeks", "", false, 0},
                 {"N/A", "", false, 0},
                 {"-", "", false, 0}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        isms_day day = 0;
        bool more = false;
        char text[11] = "";
        if (isms__read_day(cells[i].text, strlen(cells[i].text), cells[i].flags, &day, &more))
            isms_date_format(day, text);
        CU_ASSERT_STRING_EQUAL(text, cells[i].day);
        CU_ASSERT(!text[0] || more == cells[i].more);
        if (strcmp(text, cells[i].day) != 0)
            printf("%s is read as \"%s\"\n", cells[i].text, text);
    }
}

static void numbers_and_amounts_whose_signs_are_clear(void)
{
    static const struct {
        const char *text, *amount; /* "" is none */
    } cells[] = {{"8000", "8000 EUR"},
                 {"8000.00", "8000.00 EUR"},
                 {"8000,50", "8000.50 EUR"},
                 {"8.000,50", "8000.50 EUR"},
                 {"8,000.50", "8000.50 EUR"},
                 {"1,234,567", "1234567 EUR"},
                 {"1.234.567,00", "1234567.00 EUR"},
                 {"12'000", "12000 EUR"},
                 {"12 000", "12000 EUR"},
                 {"-5", "-5 EUR"},
                 {"007", "7 EUR"},
                 {"0.5", "0.5 EUR"},
                 {"$ 1,500.00", "1500.00 USD"},
                 {"1500 USD", "1500 USD"},
                 {"€8000", "8000 EUR"},
                 {"£12", "12 GBP"},
                 {"CHF 12.50", "12.50 CHF"},
                 {"8.000", ""},
                 {"8,000", ""},
                 {"12,34,567", ""},
                 {"about 8000", ""},
                 {"8000 bananas", ""},
                 {"1e3", ""},
                 {"", ""}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        char amount[40] = "", currency[4] = "EUR", text[60] = "";
        if (isms__read_amount(cells[i].text, strlen(cells[i].text), amount, sizeof amount, currency))
            snprintf(text, sizeof text, "%s %s", amount, currency);
        CU_ASSERT_STRING_EQUAL(text, cells[i].amount);
        if (strcmp(text, cells[i].amount) != 0)
            printf("%s is read as \"%s\"\n", cells[i].text, text);
    }
    char amount[40], nowhere[4] = "";
    CU_ASSERT_FALSE(isms__read_amount("8000", 4, amount, sizeof amount, nowhere)); /* no currency is assumed */
    static const struct {
        const char *text;
        int thousandth; /* -1: none */
    } numbers[] = {{"7.8", 7800}, {"7,8", 7800}, {"10", 10000}, {"0.08", 80}, {"9.125", 9125},
                   {"1,250", -1}, {"1.2.3", -1}, {"x", -1},     {"", -1}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double value = 0;
        bool read = isms__read_number(numbers[i].text, strlen(numbers[i].text), &value);
        CU_ASSERT_EQUAL(read ? (int)(value * 1000 + 0.5) : -1, numbers[i].thousandth);
    }
}

static void spans_of_time(void)
{
    static const struct {
        const char *text;
        int months; /* -1: none */
        bool more;
    } months[] = {{"12", 12, false},         {"12 months", 12, false},
                  {"1 year", 12, false},     {"10 Jahre", 120, false},
                  {"6 Monate", 6, false},    {"Quarterly", 3, false},
                  {"Semi-Annual", 6, false}, {"jährlich", 12, false},
                  {"24-month", 24, false},   {"10 years after contract end", 120, true},
                  {"72 hours", -1, false},   {"Per device", -1, false},
                  {"1.5 years", 18, false},  {"0.5 months", -1, false},
                  {"-3", -1, false},         {"Continuous", -1, false}};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        int64_t value = -1;
        bool more = false, read = isms__read_months(months[i].text, strlen(months[i].text), &value, &more);
        CU_ASSERT_EQUAL(read ? (int)value : -1, months[i].months);
        CU_ASSERT(!read || more == months[i].more);
        if ((read ? (int)value : -1) != months[i].months)
            printf("%s is %d months\n", months[i].text, read ? (int)value : -1);
    }
    static const struct {
        const char *text;
        int minutes;
    } hours[] = {{"4h", 240},         {"4 h", 240}, {"15 min", 15}, {"1 day", 1440}, {"1 Tag", 1440},
                 {"2 h 30 min", 150}, {"2h30", -1}, {"8", 480},     {"soon", -1},    {"", -1}};
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        double value = 0;
        bool read = isms__read_hours(hours[i].text, strlen(hours[i].text), &value);
        CU_ASSERT_EQUAL(read ? (int)(value * 60 + 0.5) : -1, hours[i].minutes);
    }
}

static void words_for_values(void)
{
    static const struct {
        int32_t enumeration, value;
        const char *word;
        bool loosely;
    } words[] = {
        {ISMS_ENUM_TREATMENT, ISMS_TREATMENT_MODIFY, "Mitigate", false},
        {ISMS_ENUM_TREATMENT, ISMS_TREATMENT_MODIFY, "modify", false},
        {ISMS_ENUM_TREATMENT, ISMS_TREATMENT_MODIFY, "Behandeln", false},
        {ISMS_ENUM_TREATMENT, ISMS_TREATMENT_RETAIN, "Accept with monitoring", true},
        {ISMS_ENUM_TREATMENT, ISMS_TREATMENT_SHARE, "Übertragen", false},
        {ISMS_ENUM_YES_NO, ISMS_YES_NO_YES, "Ja (anbieterseitig)", true},
        {ISMS_ENUM_YES_NO, ISMS_YES_NO_NO, "NEIN", false},
        {ISMS_ENUM_SOA_ENTRY_STATUS, ISMS_SOA_ENTRY_STATUS_PARTIAL, "Teilweise umgesetzt", false},
        {ISMS_ENUM_SOA_ENTRY_STATUS, ISMS_SOA_ENTRY_STATUS_NONE, "not_implemented", false},
        {ISMS_ENUM_RATING, ISMS_RATING_CRITICAL, "sehr hoch", true},
        {ISMS_ENUM_RISK_STATUS, ISMS_RISK_STATUS_OPEN, "in_treatment", true},
        {ISMS_ENUM_TEST_RESULT, ISMS_TEST_RESULT_EFFECTIVE, "Passed - in 2 hours", true},
        {ISMS_ENUM_TREATMENT_PLAN_STATUS, ISMS_TREATMENT_PLAN_STATUS_IN_PROGRESS, "In progress (28/42 completed)", true},
        {ISMS_ENUM_SOA_ENTRY_STATUS, 0, "not yet implemented", false},
        {ISMS_ENUM_TREATMENT, 0, "", false},
        {ISMS_ENUM_TREATMENT, 0, "hope", false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bool loosely = false;
        int32_t value = isms__value_of_word(words[i].enumeration, words[i].word, strlen(words[i].word), &loosely);
        CU_ASSERT_EQUAL(value, words[i].value);
        CU_ASSERT(!value || loosely == words[i].loosely);
        if (value != words[i].value)
            printf("%s is value %d\n", words[i].word, (int)value);
    }
    static const char *const nothing[] = {"N/A", "n/a", "--", "-", "—", "?", "none", "keine", "TBD", "N/A (auditor)", "..."};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        CU_ASSERT(isms__is_nothing(nothing[i], strlen(nothing[i])));
    CU_ASSERT_FALSE(isms__is_nothing("nap", 3));
}

static void names_are_compared_as_people_write_them(void)
{
    static const char *const pairs[][2] = {{"Risk-ID", "risk_id"},     {"Eigentümer", "EIGENTUEMER"},
                                           {"Maßnahme", "massnahme"},  {"Prüfung\xc2\xa0", "pruefung"},
                                           {"Crème", "creme"},         {"a–b", "ab"},
                                           {"% complete", "%complete"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        CU_ASSERT(isms__fold_equal(pairs[i][0], strlen(pairs[i][0]), pairs[i][1], strlen(pairs[i][1])));
    CU_ASSERT_FALSE(isms__fold_equal("risk", 4, "risks", 5));
    CU_ASSERT_FALSE(isms__fold_equal("風", 3, "水", 3));
    CU_ASSERT_EQUAL(isms__fold_among("Wert", 4, "asset|wert"), 2);
    CU_ASSERT_EQUAL(isms__fold_among("Wer", 3, "asset|wert"), 0);
    char shown[ISMS__SHOWN], long_text[200];
    for (size_t i = 0; i < sizeof long_text; i += 2)
        memcpy(long_text + i, "ä", 2);
    CU_ASSERT_EQUAL(strlen(isms__shown(long_text, sizeof long_text, shown)), 84 + 3);
    CU_ASSERT_EQUAL(strlen(isms__shown(long_text + 1, sizeof long_text - 1, shown)),
                    83 + 3); /* never in the middle of a character */
    CU_ASSERT_STRING_EQUAL(isms__shown("a\nb", 3, shown), "a b");
    CU_ASSERT_EQUAL(isms__fold_among("\xc3", 1, "\xc3|x"), 1); /* cut in the middle of a character */
}

int main(void)
{
    static const test_case tests[] = {
        {"dates of every style that can be one day only", dates_of_every_style_that_can_be_one_day_only},
        {"numbers and amounts whose signs are clear", numbers_and_amounts_whose_signs_are_clear},
        {"spans of time", spans_of_time},
        {"words for values", words_for_values},
        {"names are compared as people write them", names_are_compared_as_people_write_them},
        {NULL, NULL}};
    return run_suite("import cells", tests);
}
