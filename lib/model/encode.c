/* From values to cells: what a kind allows is checked here, once, for setters and readers alike. */
#include "store.h"

#include "core/bytes.h"
#include "core/hash.h"
#include "core/number.h"
#include "core/text.h"

#include <math.h>
#include <string.h>

uint32_t isms__put_text(isms_model *m, const char *text, size_t size)
{
    unsigned char head[10];
    size_t n = 0, rest = size;
    do {
        head[n] = (unsigned char)(rest & 0x7f);
        rest >>= 7;
        if (rest)
            head[n] |= 0x80;
        n++;
    } while (rest);
    void *out;
    uint32_t address = isms__arena_reserve(&m->texts, &m->host, n + size + 1, &out);
    if (!address)
        return 0;
    memcpy(out, head, n);
    if (size)
        memcpy((unsigned char *)out + n, text, size);
    ((unsigned char *)out)[n + size] = '\0';
    return address;
}

static uint32_t *interned_slot(isms_model *m, const char *text, size_t size)
{
    size_t mask = m->interned_capacity - 1;
    for (size_t i = isms__hash(text, size, m->hash_seed) & mask;; i = (i + 1) & mask) {
        if (!m->interned[i])
            return &m->interned[i];
        size_t n;
        const char *there = isms__text_at(m, m->interned[i], &n);
        if (n == size && isms__same(there, text, size))
            return &m->interned[i];
    }
}

/* Doubles the cache; on failure the cache is simply not used. */
static bool interned_room(isms_model *m)
{
    if (m->interned_count + 1 <= m->interned_capacity / 2)
        return true;
    size_t capacity = m->interned_capacity ? m->interned_capacity * 2 : 256;
    if (capacity > (1u << 16))
        return false; /* not so short-lived after all: stop interning new ones */
    uint32_t *fresh = isms__allocate_zero(&m->host, capacity * sizeof *fresh);
    if (!fresh)
        return false;
    uint32_t *old = m->interned;
    size_t old_capacity = m->interned_capacity;
    m->interned = fresh;
    m->interned_capacity = capacity;
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i]) {
            size_t n;
            const char *text = isms__text_at(m, old[i], &n);
            *interned_slot(m, text, n) = old[i];
        }
    isms__release(&m->host, old, old_capacity * sizeof *old);
    return true;
}

uint32_t isms__put_interned(isms_model *m, const char *text, size_t size)
{
    bool room = interned_room(m);
    uint32_t *slot = m->interned_capacity ? interned_slot(m, text, size) : NULL;
    if (slot && *slot)
        return *slot;
    uint32_t address = isms__put_text(m, text, size);
    if (address && room) {
        *slot = address;
        m->interned_count++;
    }
    return address;
}

static uint32_t put_wide(isms_model *m, const void *eight_bytes)
{
    void *out;
    uint32_t address = isms__arena_reserve(&m->wide, &m->host, 8, &out);
    if (address)
        memcpy(out, eight_bytes, 8);
    return address;
}

uint32_t isms__put_integer(isms_model *m, int64_t value)
{
    uint64_t zigzag = (uint64_t)value << 1 ^ (uint64_t)(value < 0 ? -1 : 0);
    if (zigzag < (UINT32_MAX - 2) / 2)
        return (uint32_t)zigzag * 2 + 2;
    uint32_t address = put_wide(m, &value);
    return address ? address * 2 + 1 : 0;
}

/* A decimal of few digits lies in the cell itself: the division that reads it gives the same double, which is tried here. */
uint32_t isms__put_real(isms_model *m, double value)
{
    const double most = 1 << 27;
    for (uint32_t places = 0; places < ISMS__PLACES && fabs(value) < most; places++) {
        double scaled = floor(fabs(value) * isms__powers[places] + 0.5);
        if (scaled < most && scaled / isms__powers[places] == fabs(value))
            return ((uint32_t)scaled << 1 | (value < 0)) << 4 | (places + 1) << 1;
    }
    uint32_t address = put_wide(m, &value);
    return address ? address * 2 + 1 : 0;
}

uint32_t isms__put_list(isms_model *m, const uint32_t *cells, size_t count)
{
    void *out;
    uint32_t address = isms__arena_reserve(&m->lists, &m->host, (count + 1) * sizeof(uint32_t), &out);
    if (address) {
        uint32_t *list = out;
        list[0] = (uint32_t)count;
        if (count)
            memcpy(list + 1, cells, count * sizeof *cells);
    }
    return address;
}

static bool two_digits(const char *s, int most)
{
    return s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' && (s[0] - '0') * 10 + s[1] - '0' <= most;
}

/* YYYY-MM-DDThh:mm:ss[.fraction](Z|+hh:mm|-hh:mm); upper case, 23:59:60 is let through for leap seconds. */
bool isms__timestamp_valid(const char *s, size_t n)
{
    char date[11];
    if (n < 20 || s[10] != 'T' || s[13] != ':' || s[16] != ':')
        return false;
    memcpy(date, s, 10);
    date[10] = '\0';
    if (!isms_date_parse(date) || !two_digits(s + 11, 23) || !two_digits(s + 14, 59) || !two_digits(s + 17, 60))
        return false;
    size_t i = 19;
    if (s[i] == '.') {
        size_t first = ++i;
        while (i < n && s[i] >= '0' && s[i] <= '9')
            i++;
        if (i == first)
            return false;
    }
    if (i < n && s[i] == 'Z')
        return i + 1 == n;
    return i + 6 == n && (s[i] == '+' || s[i] == '-') && s[i + 3] == ':' && two_digits(s + i + 1, 23) &&
           two_digits(s + i + 4, 59);
}

/* A clause, control or requirement id: printable, no blank at the ends, as framework ids hold blanks and brackets. */
static bool requirement_valid(const char *s, size_t n)
{
    if (n == 0 || n > 2 * ISMS__TOKEN_MOST || s[0] == ' ' || s[n - 1] == ' ')
        return false;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] < 0x20 || (unsigned char)s[i] == 0x7f)
            return false;
    return true;
}

static isms_status stored(uint32_t cell, uint32_t *out)
{
    if (!cell)
        return ISMS_E_NO_MEMORY;
    *out = cell;
    return ISMS_OK;
}

isms_status isms__encode_checked(isms_model *m, const isms__attribute *a, const char *text, size_t size, uint32_t *cell)
{
    if (size > m->max_text)
        return ISMS_E_LIMIT;
    switch (a->kind) {
    case ISMS_KIND_TEXT:
        return stored(isms__is_list(a) && size <= 32 ? isms__put_interned(m, text, size) : isms__put_text(m, text, size), cell);
    case ISMS_KIND_LEVEL:
        return size == 0 ? ISMS_E_RANGE : stored(isms__put_interned(m, text, size), cell);
    case ISMS_KIND_REQUIREMENT:
        return requirement_valid(text, size) ? stored(isms__put_interned(m, text, size), cell) : ISMS_E_RANGE;
    case ISMS_KIND_TIMESTAMP:
        return isms__timestamp_valid(text, size) ? stored(isms__put_text(m, text, size), cell) : ISMS_E_RANGE;
    case ISMS_KIND_ENUM: {
        uint32_t count;
        const isms__value_row *rows = isms__extended_values(m->extension, a->target, &count);
        for (uint32_t i = 0; i < count; i++)
            if (isms__equal(text, size, rows[i].name)) {
                *cell = (uint32_t)rows[i].value;
                return ISMS_OK;
            }
        return ISMS_E_RANGE;
    }
    case ISMS_KIND_DATE: {
        char date[11];
        if (size != 10)
            return ISMS_E_RANGE;
        memcpy(date, text, 10);
        date[10] = '\0';
        *cell = (uint32_t)isms_date_parse(date);
        return *cell ? ISMS_OK : ISMS_E_RANGE;
    }
    default:
        return ISMS_E_KIND;
    }
}

isms_status isms__encode_text(isms_model *m, const isms__attribute *a, const char *text, size_t size, uint32_t *cell)
{
    if (size <= m->max_text && !isms__text_valid(text, size))
        return ISMS_E_TEXT;
    return isms__encode_checked(m, a, text, size, cell);
}

isms_status isms__encode_integer(isms_model *m, const isms__attribute *a, int64_t value, uint32_t *cell)
{
    if (a->kind == ISMS_KIND_REAL)
        return isms__encode_real(m, a, (double)value, cell);
    if (a->kind != ISMS_KIND_INTEGER)
        return ISMS_E_KIND;
    if (value > ISMS__INTEGER_MAX || value < -ISMS__INTEGER_MAX)
        return ISMS_E_RANGE;
    return stored(isms__put_integer(m, value), cell);
}

isms_status isms__encode_real(isms_model *m, const isms__attribute *a, double value, uint32_t *cell)
{
    if (a->kind != ISMS_KIND_REAL)
        return ISMS_E_KIND;
    if (!isfinite(value))
        return ISMS_E_RANGE;
    return stored(isms__put_real(m, value == 0 ? 0 : value), cell); /* no negative zero: formats write it as 0 */
}

static bool amount_valid(const char *s, size_t n)
{
    size_t i = n > 0 && s[0] == '-' ? 1 : 0, digits = 0, points = 0;
    if (i >= n || s[i] == '.' || s[n - 1] == '.' || (s[i] == '0' && i + 1 < n && s[i + 1] != '.'))
        return false;
    for (; i < n; i++) {
        if (s[i] == '.')
            points++;
        else if (s[i] >= '0' && s[i] <= '9')
            digits++;
        else
            return false;
    }
    return points <= 1 && digits <= 34;
}

isms_status isms__encode_money(isms_model *m, const isms__attribute *a, const char *amount, size_t amount_size,
                               const char *currency, size_t currency_size, uint32_t *cell)
{
    char both[48];
    if (a->kind != ISMS_KIND_MONEY)
        return ISMS_E_KIND;
    if (amount_size > 36 || !amount_valid(amount, amount_size) || currency_size != 3)
        return ISMS_E_RANGE;
    for (size_t i = 0; i < 3; i++)
        if (currency[i] < 'A' || currency[i] > 'Z')
            return ISMS_E_RANGE;
    memcpy(both, amount, amount_size);
    both[amount_size] = '\0';
    memcpy(both + amount_size + 1, currency, 3);
    return stored(isms__put_interned(m, both, amount_size + 4), cell); /* round amounts come again and again */
}

isms_status isms__encode_link(isms_model *m, const isms__attribute *a, const char *key, size_t size, uint32_t *cell)
{
    uint32_t row;
    if (a->kind != ISMS_KIND_REFERENCE)
        return ISMS_E_KIND;
    if (!isms__token_valid(key, size))
        return ISMS_E_TOKEN;
    isms_status status = isms__row_for_key(m, isms__type_get(a->target), key, size, &row);
    if (status == ISMS_OK)
        *cell = row + 1;
    return status;
}
