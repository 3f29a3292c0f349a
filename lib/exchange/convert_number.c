/* Numbers and amounts of money in cells. A sign that could part thousands or decimals is not guessed at. */
#include "importer.h"

#include "core/number.h"
#include "fold.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Writes digits with at most one '.' into out; false where the text is no number or can be two. */
static bool plain_number(const char *text, size_t size, char *out, size_t room)
{
    size_t points = 0, commas = 0, last = size, n = 0, grouped = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '.' || text[i] == ',') {
            points += text[i] == '.';
            commas += text[i] == ',';
            if (last < size)
                grouped = i - last - 1;
            if (last < size && grouped != 3)
                return false; /* groups of thousands have three digits */
            last = i;
        } else if (!is_digit(text[i]) && !(i == 0 && text[i] == '-') && text[i] != ' ' && text[i] != '\'') {
            return false;
        }
    }
    size_t behind = last < size ? size - last - 1 : 0;
    bool both = points && commas, thousands = !both && points + commas > 1;
    if (thousands && behind != 3)
        return false;
    if (points + commas == 1 && behind == 3 && text[last] == ',')
        return false; /* 1,500 is 1500 here and 1.5 there */
    if (points + commas == 1 && behind == 3 && !(last == 1 && text[0] == '0'))
        return false;
    if (both && (text[last] == '.' ? points : commas) != 1)
        return false;
    for (size_t i = 0; i < size; i++) {
        bool decimal = i == last && !thousands;
        if (is_digit(text[i]) || text[i] == '-' || decimal) {
            if (n + 1 >= room)
                return false;
            out[n++] = decimal ? '.' : text[i];
        }
    }
    out[n] = '\0';
    return n > 0 && is_digit(out[n - 1]);
}

bool isms__read_number(const char *text, size_t size, double *out)
{
    char number[48];
    const char *start = number;
    if (isms__real_parse(text, size, out) && !memchr(text, '.', size))
        return true;
    if (!plain_number(text, size, number,
                      sizeof number)) /* one point and three digits is a decimal where nothing speaks of money */
        return memchr(text, ',', size) == NULL && isms__real_parse(text, size, out);
    return isms__real_parse(start, strlen(start), out);
}

static const char *currency_of(const char *text, size_t size)
{
    static const struct {
        const char *sign, *code;
    } signs[] = {{"€", "EUR"}, {"$", "USD"}, {"£", "GBP"}, {"¥", "JPY"}, {"CHF", "CHF"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (size == strlen(signs[i].sign) && memcmp(text, signs[i].sign, size) == 0)
            return signs[i].code;
    return NULL;
}

/* Takes a sign or code of a currency off one end of the text. */
static void take_currency(const char **text, size_t *size, char currency[4])
{
    const char *s = *text, *end = s + *size;
    const char *from = s, *to = end;
    while (from < end && !is_digit(*from) && *from != '-')
        from++;
    while (to > from && !is_digit(to[-1]))
        to--;
    size_t front = (size_t)(from - s), back = (size_t)(end - to);
    const char *mark = isms__trim(front ? s : to, front ? &front : &back);
    size_t length = (from - s) ? front : back;
    const char *code = currency_of(mark, length);
    if (code)
        memcpy(currency, code, 4);
    else if (length == 3 && mark[0] >= 'A' && mark[0] <= 'Z' && mark[1] >= 'A' && mark[1] <= 'Z' && mark[2] >= 'A' &&
             mark[2] <= 'Z')
        memcpy(currency, mark, 3);
    else if (length)
        return;
    *text = from;
    *size = (size_t)(to - from);
}

bool isms__read_amount(const char *text, size_t size, char *out, size_t room, char currency[4])
{
    take_currency(&text, &size, currency);
    if (!plain_number(text, size, out, room))
        return false;
    size_t zeros = out[0] == '-';
    while (out[zeros] == '0' && is_digit(out[zeros + 1])) /* 007 is written 7 */
        memmove(out + zeros, out + zeros + 1, strlen(out + zeros));
    return currency[0] != '\0';
}
