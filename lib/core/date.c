/* Calendar dates as day numbers: 1 is 0001-01-01, proleptic Gregorian. */
#include "date.h"

#include <stdbool.h>
#include <string.h>

enum { LAST_DAY = 3652059 }; /* 9999-12-31 */

static bool is_leap(int32_t y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int32_t month_length(int32_t y, int32_t m)
{
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && is_leap(y) ? 29 : lengths[m - 1];
}

isms_day isms_date(int32_t year, int32_t month, int32_t day)
{
    static const int16_t before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
        return 0;
    int32_t y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 + before[month - 1] + (month > 2 && is_leap(year)) + day;
}

/* Howard Hinnant's era arithmetic, on our epoch. */
void isms__date_split(isms_day day, int32_t *year, int32_t *month, int32_t *of_month)
{
    uint32_t z = (uint32_t)day + 305; /* days since 0000-03-01; none is negative */
    uint32_t era = z / 146097, doe = z - era * 146097;
    uint32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    uint32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *of_month = (int32_t)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int32_t)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int32_t)(yoe + era * 400 + (*month <= 2));
}

static bool digits(const char *s, int n, int32_t *out)
{
    *out = 0;
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        *out = *out * 10 + (s[i] - '0');
    }
    return true;
}

isms_day isms_date_parse(const char *text)
{
    int32_t y, m, d;
    if (!text || strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return 0;
    return digits(text, 4, &y) && digits(text + 5, 2, &m) && digits(text + 8, 2, &d) ? isms_date(y, m, d) : 0;
}

static char *two_digits(char *to, uint32_t value)
{
    static const char all[] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    memcpy(to, all + 2 * (size_t)value, 2);
    return to + 2;
}

void isms_date_format(isms_day day, char *out)
{
    int32_t year, month, of_month;
    out[0] = '\0';
    if (day < 1 || day > LAST_DAY)
        return;
    isms__date_split(day, &year, &month, &of_month);
    out = two_digits(two_digits(out, (uint32_t)year / 100), (uint32_t)year % 100);
    *out++ = '-';
    out = two_digits(out, (uint32_t)month);
    *out++ = '-';
    *two_digits(out, (uint32_t)of_month) = '\0';
}

isms_day isms_date_add_months(isms_day day, int32_t months)
{
    int32_t y, m, d;
    if (day < 1 || day > LAST_DAY || months > 120000 || months < -120000)
        return 0;
    isms__date_split(day, &y, &m, &d);
    int32_t total = y * 12 + (m - 1) + months;
    if (total < 12)
        return 0;
    y = total / 12;
    m = total % 12 + 1;
    if (y > 9999)
        return 0;
    int32_t last = month_length(y, m);
    return isms_date(y, m, d < last ? d : last);
}
