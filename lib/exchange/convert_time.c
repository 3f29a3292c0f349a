/* Dates and spans of time in cells. What could be two things is not read. */
#include "importer.h"

#include "core/number.h"
#include "core/text.h"
#include "fold.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads up to `most` digits at *at; returns how many. */
static size_t digits(const char *text, size_t size, size_t *at, size_t most, int32_t *out)
{
    size_t n = 0;
    *out = 0;
    for (; *at < size && n < most && is_digit(text[*at]); ++*at, n++)
        *out = *out * 10 + (text[*at] - '0');
    return n;
}

/* 1 to 12, 0 for no name of a month. */
static int32_t month_named(const char *word, size_t size)
{
    static const char *const names[] = {"january|jan|januar|jänner",
                                        "february|feb|februar|feber",
                                        "march|mar|märz|mrz|mär",
                                        "april|apr",
                                        "may|mai",
                                        "june|jun|juni",
                                        "july|jul|juli",
                                        "august|aug",
                                        "september|sep|sept",
                                        "october|oct|oktober|okt",
                                        "november|nov",
                                        "december|dec|dezember|dez"};
    for (int32_t m = 0; m < 12; m++)
        if (isms__fold_among(word, size, names[m]))
            return m + 1;
    return 0;
}

/* 30/06/2026, 06/30/2026; 05/06/2026 only where the flags say what comes first. */
static isms_day slashed(int32_t first, int32_t second, int32_t year, uint32_t flags)
{
    if (first == second || (second > 12 && first <= 12))
        return isms_date(year, first, second);
    if (first > 12)
        return isms_date(year, second, first);
    if (flags & ISMS_IMPORT_DAY_FIRST)
        return isms_date(year, second, first);
    return flags & ISMS_IMPORT_MONTH_FIRST ? isms_date(year, first, second) : 0;
}

/* Three numbers with the same sign between them; *end is behind them. */
static isms_day numeric(const char *s, size_t size, uint32_t flags, size_t *end)
{
    int32_t a, b, c;
    size_t i = 0, n = digits(s, size, &i, 4, &a);
    if (!n || i >= size || !strchr("-./", s[i]))
        return 0;
    char sign = s[i++];
    if (sign == '.' && i < size && s[i] == ' ')
        i++;
    size_t m = digits(s, size, &i, 2, &b);
    if (!m || i >= size || s[i++] != sign)
        return 0;
    if (sign == '.' && i < size && s[i] == ' ')
        i++;
    size_t k = digits(s, size, &i, 4, &c);
    *end = i;
    if (n == 4 && k && k <= 2)
        return isms_date(a, b, c);
    if (n > 2 || k != 4)
        return 0; /* a year of two digits is no year */
    return sign == '/' ? slashed(a, b, c, flags) : sign == '.' ? isms_date(c, b, a) : 0;
}

/* 30 June 2026, 30. Juni 2026, June 30, 2026, 30-Jun-2026. */
static isms_day spelled(const char *s, size_t size, size_t *end)
{
    int32_t number[2] = {0, 0}, month = 0;
    size_t count = 0, i = 0;
    while (i < size && count < 2) {
        if (is_digit(s[i])) {
            size_t n = digits(s, size, &i, 4, &number[count]);
            if ((count == 1 || number[0] > 31) && n != 4)
                return 0;
            count++;
        } else if (strchr(" .,-", s[i])) {
            i++;
        } else {
            size_t from = i;
            while (i < size && !is_digit(s[i]) && !strchr(" .,-", s[i]))
                i++;
            if (month || !(month = month_named(s + from, i - from)))
                return 0;
        }
    }
    *end = i;
    return month && count == 2 ? isms_date(number[1], month, number[0]) : 0;
}

bool isms__read_day(const char *text, size_t size, uint32_t flags, isms_day *out, bool *more)
{
    size_t end = 0;
    *out = numeric(text, size, flags, &end);
    if (!*out)
        *out = spelled(text, size, &end);
    if (!*out)
        return false;
    *more = false;
    if (end == size)
        return true;
    if (text[end] != ' ' && text[end] != 'T')
        return false;
    /* A time of day may follow; midnight is what programs add that know no time. */
    const char *rest = text + end + 1;
    size_t length = size - end - 1;
    for (size_t i = 0; i < length; i++)
        if (!is_digit(rest[i]) && !strchr(":.+-ZAPMapm ", rest[i]))
            return false;
    *more = !(length >= 5 && memcmp(rest, "00:00", 5) == 0);
    return length > 0 && is_digit(rest[0]);
}

/* ------------------------------------------------------------------ spans */

typedef struct unit {
    const char *names;
    double hours;   /* 0: none */
    int32_t months; /* 0: none */
} unit;

static const unit units[] = {{"min|mins|minute|minutes|minuten|m", 1.0 / 60, 0},
                             {"h|hr|hrs|hour|hours|std|stunde|stunden", 1, 0},
                             {"d|day|days|tag|tage|tagen", 24, 0},
                             {"w|week|weeks|woche|wochen", 168, 0},
                             {"month|months|monat|monate|monaten|mo|mon|m", 0, 1},
                             {"year|years|yr|yrs|y|jahr|jahre|jahren|a|j", 0, 12}};

static const unit intervals[] = {
    {"monthly|every month|monatlich|jeden monat", 0, 1},
    {"bimonthly|every two months|zweimonatlich|alle zwei monate", 0, 2},
    {"quarterly|every quarter|vierteljährlich|quartalsweise|quartärlich|je quartal", 0, 3},
    {"semi-annual|semi-annually|half-yearly|biannual|twice a year|halbjährlich|zweimal jährlich", 0, 6},
    {"annual|annually|yearly|every year|once a year|jährlich|einmal jährlich", 0, 12},
    {"biennial|biennially|every two years|every 2 years|zweijährlich|alle zwei jahre", 0, 24},
    {"every three years|every 3 years|triennial|dreijährlich|alle drei jahre", 0, 36}};

/* A number and a unit at the start; *end is behind them. */
static const unit *measure(const char *s, size_t size, bool months, double *number, size_t *end)
{
    size_t i = 0;
    while (i < size && (is_digit(s[i]) || s[i] == '.' || s[i] == ','))
        i++;
    if (!i || !isms__read_number(s, i, number))
        return NULL;
    while (i < size && (s[i] == ' ' || s[i] == '-'))
        i++;
    size_t from = i;
    while (i < size && !strchr(" ,;(+/0123456789", s[i]))
        i++;
    *end = i;
    for (size_t k = 0; i > from && k < sizeof units / sizeof *units; k++)
        if ((months ? units[k].months != 0 : units[k].hours > 0) && isms__fold_among(s + from, i - from, units[k].names))
            return &units[k];
    return NULL;
}

bool isms__read_months(const char *text, size_t size, int64_t *out, bool *more)
{
    double number;
    size_t end = 0;
    *more = false;
    if (isms__integer_parse(text, size, out))
        return *out >= 0;
    for (size_t i = 0; i < sizeof intervals / sizeof *intervals; i++)
        if (isms__fold_among(text, size, intervals[i].names)) {
            *out = intervals[i].months;
            return true;
        }
    const unit *u = measure(text, size, true, &number, &end);
    if (!u || number < 0 || number > 10000)
        return false;
    double months = number * u->months;
    *out = (int64_t)months;
    *more = end < size;
    return months <= (double)*out;
}

bool isms__read_hours(const char *text, size_t size, double *out)
{
    double number;
    size_t end = 0;
    *out = 0;
    if (size == 0)
        return false;
    if (isms__read_number(text, size, out))
        return *out >= 0;
    for (size_t at = 0; at < size; at += end) { /* 2 h 30 min */
        while (at < size && text[at] == ' ')
            at++;
        const unit *u = measure(text + at, size - at, false, &number, &end);
        if (!u)
            return false;
        *out += number * u->hours;
    }
    return true;
}
