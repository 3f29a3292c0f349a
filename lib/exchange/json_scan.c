/* Strict scanning of one JSON value: one pass over its bytes, no recursion, memory only for the tape. */
#include "json_scan.h"

#include "core/number.h"
#include "core/text.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { NUMBER_MOST = 63 }; /* cJSON copies a number into 64 bytes */

typedef struct cursor {
    const char *begin, *at, *end;
    bool last;
    uint32_t token; /* where the token started that is being scanned */
    uint32_t flags; /* of that token, for the tape */
} cursor;

void isms__json_scan_init(isms__json_scan *s, const isms_allocator *a)
{
    memset(s, 0, sizeof *s);
    s->allocator = a;
}

void isms__json_scan_dispose(isms__json_scan *s)
{
    isms__release(s->allocator, s->tape, s->capacity * sizeof *s->tape);
    isms__release(s->allocator, s->parts, s->part_capacity * sizeof *s->parts);
    isms__release(s->allocator, s->faults, s->fault_capacity * sizeof *s->faults);
}

static isms__json_result broken(isms__json_scan *s, const cursor *c, isms__problem problem, const char *message)
{
    s->error_at = (size_t)(c->at - c->begin);
    s->problem = problem;
    s->message = message;
    return ISMS__JSON_BROKEN;
}

static const char wrong_escape[] = "the escape is not one of JSON's, or half of a surrogate pair";
static const char control[] = "control characters have to be escaped in a text";
static const char character[] = "texts may not hold this character: only tab, line feed and the characters of XML";
static const char utf8[] = "the bytes are not UTF-8";

/* Notes the fault of the current token; only its first is told. */
static bool fault(isms__json_scan *s, const cursor *c, const char *at, isms__problem problem, const char *message)
{
    if (s->fault_count && s->faults[s->fault_count - 1].first == c->token)
        return true;
    if (!isms__reserve(s->allocator, (void **)&s->faults, &s->fault_capacity, s->fault_count + 1, sizeof *s->faults))
        return false;
    s->faults[s->fault_count++] = (isms__json_fault){(uint32_t)(at - c->begin), c->token, 0, problem, message};
    return true;
}

/* The token ends: its fault, if it has one, covers it. */
static void close_token(isms__json_scan *s, cursor *c)
{
    if (!s->fault_count || s->faults[s->fault_count - 1].first != c->token)
        return;
    s->faults[s->fault_count - 1].last = (uint32_t)(c->at - c->begin);
    c->flags |= ISMS__JSON_FAULTY;
}

static void pass_space(isms__json_scan *s, cursor *c)
{
    const char *p = c->at;
    while (isms__json_is_space(*p)) {
        if (*p++ == '\n') {
            s->lines++;
            s->line_start = (size_t)(p - c->begin);
        }
    }
    c->at = p;
}

static inline void skip_space(isms__json_scan *s, cursor *c)
{
    if ((unsigned char)*c->at <= ' ')
        pass_space(s, c);
}

/* ------------------------------------------------------------------ texts */

/* The first byte from p that ends plain text: a quote, a backslash, a control character or anything beyond ASCII. There is one
 * in the zeros behind the text at the latest. */
#if defined(__SSE2__)
static inline const char *skip_plain(const char *p)
{
    for (;; p += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i ends = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')); /* signed: what is beyond ASCII too */
        ends = _mm_or_si128(ends, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
        ends = _mm_or_si128(ends, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        int mask = _mm_movemask_epi8(ends);
        if (mask)
            return p + __builtin_ctz((unsigned)mask);
    }
}
#else
static inline const char *skip_plain(const char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    for (;; p += 8) {
        uint64_t w, quote, escape;
        memcpy(&w, p, sizeof w);
        quote = w ^ ones * '"';
        escape = w ^ ones * '\\';
        if (((quote - ones) | (escape - ones) | (w - ones * 0x20) | w) & tops)
            break;
    }
    while ((unsigned char)*p >= 0x20 && (unsigned char)*p < 0x80 && *p != '"' && *p != '\\')
        p++;
    return p;
}
#endif

/* Four hexadecimal digits; -1 where they are not. */
static int32_t hex4(const char *p)
{
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = isms__lower((unsigned char)p[i]);
        if (digit >= '0' && digit <= '9')
            value = value * 16 + (digit - '0');
        else if (digit >= 'a' && digit <= 'f')
            value = value * 16 + (digit - 'a' + 10);
        else
            return -1;
    }
    return value;
}

/* A carriage return may only stand before a line feed, and becomes part of it. */
static bool before_line_feed(const char *p)
{
    return p[0] == '\\' && (p[1] == 'n' || (p[1] == 'u' && hex4(p + 2) == '\n'));
}

static bool code_allowed(isms__json_scan *s, int32_t code, const char *behind)
{
    if (code == '\r' && before_line_feed(behind))
        return s->has_return = true;
    return code >= 0x20 ? !isms__is_noncharacter((uint32_t)code) : code == '\t' || code == '\n';
}

/* An escape at p: its length; 0 where more bytes are needed; -1: no memory. A wrong one is a fault of one byte. */
static int escape(isms__json_scan *s, cursor *c, const char *p)
{
    static const char codes[] = {
        ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = 8, ['f'] = 12, ['n'] = 10, ['r'] = 13, ['t'] = 9};
    unsigned char kind = (unsigned char)p[1];
    if (c->end - p < 18 && !c->last && memchr(p, '"', (size_t)(c->end - p)) == NULL)
        return 0; /* the longest run that is looked at together is \r\u000a and a surrogate pair */
    if (kind != 'u') {
        int32_t code = kind < sizeof codes ? codes[kind] : 0;
        if (!code)
            return fault(s, c, p, ISMS__PROBLEM_STRING, wrong_escape) ? 1 : -1;
        return code_allowed(s, code, p + 2) || fault(s, c, p, ISMS__PROBLEM_CHARACTER, character) ? 2 : -1;
    }
    int32_t code = hex4(p + 2);
    if (code < 0 || (code >= 0xdc00 && code <= 0xdfff))
        return fault(s, c, p, ISMS__PROBLEM_STRING, wrong_escape) ? 1 : -1;
    if (code < 0xd800 || code > 0xdbff)
        return code_allowed(s, code, p + 6) || fault(s, c, p, ISMS__PROBLEM_CHARACTER, character) ? 6 : -1;
    int32_t low = p[6] == '\\' && p[7] == 'u' ? hex4(p + 8) : -1;
    if (low < 0xdc00 || low > 0xdfff)
        return fault(s, c, p, ISMS__PROBLEM_STRING, wrong_escape) ? 1 : -1;
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    return code_allowed(s, code, p + 12) || fault(s, c, p, ISMS__PROBLEM_CHARACTER, character) ? 12 : -1;
}

/* A byte that is neither plain nor quote nor backslash; as escape(). */
static int special(isms__json_scan *s, cursor *c, const char *p)
{
    size_t left = (size_t)(c->end - p), n = (unsigned char)*p < 0x80 ? 0 : isms__text_character(p, left);
    if (n)
        return (int)n;
    if (left == 0 || (left < 4 && (unsigned char)*p >= 0xc0 && !c->last))
        return 0;
    if (*p == '\n') {
        s->lines++;
        s->line_start = (size_t)(p + 1 - c->begin);
    }
    if ((unsigned char)*p < 0x80)
        return fault(s, c, p, ISMS__PROBLEM_STRING, control) ? 1 : -1;
    n = isms__text_noncharacter(p, left);
    if (n)
        return fault(s, c, p, ISMS__PROBLEM_CHARACTER, character) ? (int)n : -1;
    return fault(s, c, p, ISMS__PROBLEM_UTF8, utf8) ? 1 : -1;
}

/* A text that is not all plain, from the first byte that is not. */
static isms__json_result scan_rest(isms__json_scan *s, cursor *c, const char *p)
{
    const char *first = c->at + 1;
    for (;; p = skip_plain(p)) {
        if (*p == '"')
            break;
        int n = *p == '\\' ? escape(s, c, p) : special(s, c, p);
        c->flags |= *p == '\\' ? ISMS__JSON_ESCAPED : 0;
        if (n <= 0)
            return n == 0 ? ISMS__JSON_MORE : ISMS__JSON_NO_MEMORY;
        p += n;
        if (p > c->end)
            return ISMS__JSON_MORE;
    }
    if ((size_t)(p - first) > s->max_text &&
        !fault(s, c, c->at, ISMS__PROBLEM_LONG_TEXT, "the text is longer than the limit allows"))
        return ISMS__JSON_NO_MEMORY;
    c->at = p + 1;
    close_token(s, c);
    return ISMS__JSON_VALUE;
}

/* At the opening quote; leaves c behind the closing one. */
static inline isms__json_result scan_text(isms__json_scan *s, cursor *c)
{
    const char *p = skip_plain(c->at + 1);
    c->token = (uint32_t)(c->at - c->begin);
    c->flags = 0;
    if (*p != '"' || (size_t)(p - c->at) > s->max_text)
        return scan_rest(s, c, p);
    c->at = p + 1;
    return ISMS__JSON_VALUE;
}

/* ------------------------------------------------------------------ numbers and words */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '+' || c == '-' || c == '_';
}

/* Behind the number at p, or p where there is none; *plain where it cannot overflow. */
static const char *number(const char *p, bool *plain)
{
    const char *first = p, *digits;
    *plain = true;
    if (*p == '-')
        p++;
    if (!is_digit(*p))
        return first;
    if (*p == '0')
        p++;
    else
        while (is_digit(*p))
            p++;
    if (*p == '.') {
        for (digits = ++p; is_digit(*p); p++)
            ;
        if (p == digits)
            return first;
    }
    if (*p == 'e' || *p == 'E') {
        p += p[1] == '+' || p[1] == '-' ? 2 : 1;
        for (digits = p; is_digit(*p); p++)
            ;
        if (p == digits)
            return first;
        *plain = false;
    }
    return p;
}

/* The fault of a word that is no value: it was meant as a number, or as anything else. */
static bool word_fault(isms__json_scan *s, const cursor *c, const char *p, size_t size)
{
    static const char *const meant[] = {"nan", "NaN", "NAN", "inf", "Inf", "Infinity", "infinity"};
    bool number = is_digit(*p) || *p == '+' || *p == '-' || *p == '.';
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        number |= isms__equal(p, size, meant[i]);
    if (number)
        return fault(s, c, p, ISMS__PROBLEM_NUMBER,
                     "this is no number of JSON, or not a finite one, or has more than 63 digits");
    return fault(s, c, p, ISMS__PROBLEM_WORD, "a text needs quotes; without them there are only numbers, true, false and null");
}

/* A number, true, false or null; anything else of such characters is a fault. */
static isms__json_result scan_word(isms__json_scan *s, cursor *c)
{
    bool plain;
    double value;
    const char *first = c->at, *p = number(first, &plain);
    bool good = p > first && !is_word(*p);
    while (is_word(*p))
        p++;
    size_t size = (size_t)(p - first);
    if (p == c->end && !c->last)
        return ISMS__JSON_MORE;
    if (size == 0)
        return broken(s, c, ISMS__PROBLEM_SYNTAX, "a value was expected");
    if (good)
        good = size <= NUMBER_MOST && (plain || isms__real_parse(first, size, &value));
    else
        good = isms__equal(first, size, "true") || isms__equal(first, size, "false") || isms__equal(first, size, "null");
    c->token = (uint32_t)(first - c->begin);
    c->flags = 0;
    c->at = p;
    if (!good && !word_fault(s, c, first, size))
        return ISMS__JSON_NO_MEMORY;
    close_token(s, c);
    return ISMS__JSON_VALUE;
}

/* ------------------------------------------------------------------ structure */

static isms__json_result refuse_value(isms__json_scan *s, const cursor *c)
{
    if (s->count >= s->max_values)
        return broken(s, c, ISMS__PROBLEM_MANY_VALUES, "one record has too many values");
    return isms__reserve(s->allocator, (void **)&s->tape, &s->capacity, s->count + 1, sizeof *s->tape) ? ISMS__JSON_VALUE
                                                                                                       : ISMS__JSON_NO_MEMORY;
}

static inline isms__json_result begin_value(isms__json_scan *s, const cursor *c, uint32_t flags)
{
    isms__json_result result = ISMS__JSON_VALUE;
    if (s->count >= s->max_values || s->count == s->capacity)
        result = refuse_value(s, c);
    if (result == ISMS__JSON_VALUE)
        s->tape[s->count++] = (uint32_t)(c->at - c->begin) | flags;
    return result;
}

static inline isms__json_result scan_scalar(isms__json_scan *s, cursor *c)
{
    isms__json_result result = *c->at == '"' ? scan_text(s, c) : scan_word(s, c);
    if (result == ISMS__JSON_VALUE)
        s->tape[s->count - 1] |= c->flags;
    return result;
}

/* A member of the value itself begins. */
static inline bool begin_part(isms__json_scan *s, const cursor *c)
{
    if (s->part_count == s->part_capacity &&
        !isms__reserve(s->allocator, (void **)&s->parts, &s->part_capacity, s->part_count + 1, sizeof *s->parts))
        return false;
    s->parts[s->part_count++] = (isms__json_part){.name = c->token,
                                                  .name_size = (uint32_t)(c->at - c->begin) - c->token,
                                                  .ordinal = (uint32_t)s->count,
                                                  .escaped = c->flags & ISMS__JSON_ESCAPED};
    return true;
}

/* At a member's name; leaves c at its value, whose place in the tape it takes. */
static inline isms__json_result scan_name(isms__json_scan *s, cursor *c, unsigned depth)
{
    if (*c->at != '"')
        return c->at == c->end ? ISMS__JSON_MORE
                               : broken(s, c, ISMS__PROBLEM_SYNTAX, "the name of a member was expected, in quotes");
    isms__json_result result = scan_text(s, c);
    if (result != ISMS__JSON_VALUE)
        return result;
    if (depth == 1 && !begin_part(s, c))
        return ISMS__JSON_NO_MEMORY;
    skip_space(s, c);
    if (*c->at != ':')
        return c->at == c->end ? ISMS__JSON_MORE
                               : broken(s, c, ISMS__PROBLEM_SYNTAX, "':' was expected behind the name of a member");
    c->at++;
    skip_space(s, c);
    return c->at == c->end ? ISMS__JSON_MORE : begin_value(s, c, c->flags & ISMS__JSON_FAULTY);
}

/* Which depths are objects. */
typedef struct nesting {
    unsigned depth;
    bool object; /* the innermost */
    uint64_t objects[ISMS__JSON_DEPTH_MOST / 64 + 1];
} nesting;

static inline void enter(nesting *n, bool object)
{
    n->depth++;
    n->object = object;
    uint64_t *word = &n->objects[n->depth / 64], bit = UINT64_C(1) << n->depth % 64;
    *word = object ? *word | bit : *word & ~bit;
}

static inline void leave(nesting *n)
{
    n->depth--;
    n->object = n->objects[n->depth / 64] >> n->depth % 64 & 1;
}

/* Behind a bracket or a comma: goes to the next value. */
static inline isms__json_result next_value(isms__json_scan *s, cursor *c, const nesting *n)
{
    if (n->object)
        return scan_name(s, c, n->depth);
    return c->at == c->end ? ISMS__JSON_MORE : begin_value(s, c, 0);
}

/* At an opening bracket; *empty where the other one follows, behind which c stands then. */
static inline isms__json_result open_bracket(isms__json_scan *s, cursor *c, nesting *n, bool *empty)
{
    bool object = *c->at == '{';
    if (n->depth >= s->max_depth)
        return broken(s, c, ISMS__PROBLEM_DEPTH, "objects and lists are nested too deep");
    c->at++;
    skip_space(s, c);
    *empty = *c->at == (object ? '}' : ']');
    if (*empty) {
        c->at++;
        return ISMS__JSON_VALUE;
    }
    enter(n, object);
    return next_value(s, c, n);
}

/* Behind a value: leaves the objects and lists that end there and goes to the next value; n->depth is 0 where there is none. */
static inline isms__json_result close_brackets(isms__json_scan *s, cursor *c, nesting *n)
{
    while (n->depth) {
        if (n->depth == 1 && n->object)
            s->parts[s->part_count - 1].value_size = (uint32_t)(c->at - c->begin); /* its end, so far */
        skip_space(s, c);
        char here = *c->at;
        if (here == ',') {
            c->at++;
            skip_space(s, c);
            return next_value(s, c, n);
        }
        if (here != (n->object ? '}' : ']'))
            return c->at == c->end
                       ? ISMS__JSON_MORE
                       : broken(s, c, ISMS__PROBLEM_SYNTAX, n->object ? "',' or '}' was expected" : "',' or ']' was expected");
        c->at++;
        leave(n);
    }
    return ISMS__JSON_VALUE;
}

static isms__json_result finish(isms__json_scan *s, const cursor *c)
{
    s->size = (size_t)(c->at - c->begin);
    for (size_t i = 0; i < s->part_count; i++) {
        isms__json_part *part = &s->parts[i];
        part->value = s->tape[part->ordinal] & ISMS__JSON_OFFSET;
        part->value_size -= part->value;
    }
    return ISMS__JSON_VALUE;
}

isms__json_result isms__json_scan_value(isms__json_scan *s, const char *text, size_t size, bool last)
{
    nesting n = {0};
    cursor c = {text, text, text + size, last, 0, 0};
    s->count = s->part_count = s->fault_count = s->lines = s->line_start = 0;
    s->has_return = false;
    isms__json_result result = size ? begin_value(s, &c, 0) : ISMS__JSON_MORE;
    while (result == ISMS__JSON_VALUE) { /* c is at a value */
        bool ends = true;
        if (*c.at == '{' || *c.at == '[')
            result = open_bracket(s, &c, &n, &ends);
        else
            result = scan_scalar(s, &c);
        if (result != ISMS__JSON_VALUE || !ends)
            continue;
        if (n.depth)
            result = close_brackets(s, &c, &n);
        if (result == ISMS__JSON_VALUE && !n.depth)
            return finish(s, &c);
    }
    return result;
}

/* ------------------------------------------------------------------ faults */

void isms__json_mend(const isms__json_scan *s, char *text)
{
    for (size_t i = 0; i < s->fault_count; i++) {
        const isms__json_fault *f = &s->faults[i];
        char *token = text + f->first;
        size_t size = f->last - f->first;
        bool quoted = *token == '"';
        memset(token + 1, quoted ? 'x' : ' ', size - 1);
        token[0] = quoted ? '"' : '0';
        if (quoted)
            token[size - 1] = '"';
    }
}
