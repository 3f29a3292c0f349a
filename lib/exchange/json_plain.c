/* Values of a record that need no parser, since the strict scanner has been through them: texts without escapes, numbers, and
 * lists, groups and amounts of these. What is wrong with one is for the other way to say, which starts at the value again. */
#include "json.h"

#include <string.h>

/* A value, and where the walk is in its text. */
typedef struct plain {
    isms__json_reader *r;
    const char *at;
    isms_status status; /* ISMS_E_NO_MEMORY */
} plain;

static void skip_space(plain *p)
{
    while (isms__json_is_space(*p->at))
        p->at++;
}

/* The next value: false where it is faulty or has escapes, or is not where the walk is. */
static bool next_value(plain *p)
{
    const isms__json_scan *s = &p->r->scan;
    size_t ordinal = p->r->ordinal++;
    return ordinal < s->count && s->tape[ordinal] == (uint32_t)(p->at - p->r->text);
}

/* The text whose opening quote is here. It has no escapes, so it ends at the next quote. */
static isms__json take_text(plain *p)
{
    const char *first = p->at + 1, *end = memchr(first, '"', (size_t)(p->r->text + p->r->scan.size - first));
    p->at = end + 1;
    return (isms__json){first, (size_t)(end - first)};
}

static bool done(plain *p, isms_status status)
{
    if (status == ISMS_E_NO_MEMORY)
        p->status = status;
    return status == ISMS_OK;
}

static bool plain_text(plain *p, const isms__node *n, uint32_t *cell)
{
    isms__json text = take_text(p);
    return done(p, isms__load_text(p->r->load, n, text.text, text.size, cell));
}

static bool plain_number(plain *p, const isms__node *n, uint32_t *cell)
{
    const char *first = p->at;
    if (n->a->kind != ISMS_KIND_INTEGER && n->a->kind != ISMS_KIND_REAL)
        return false;
    while (*p->at == '-' || *p->at == '+' || *p->at == '.' || *p->at == 'e' || *p->at == 'E' ||
           (*p->at >= '0' && *p->at <= '9'))
        p->at++;
    return done(p, isms__load_lexical(p->r->load, n, first, (size_t)(p->at - first), cell));
}

/* The name of the next member; empty at the end of the object and where it has escapes. */
static isms__json next_name(plain *p)
{
    isms__json name = {p->at, 0};
    skip_space(p);
    if (*p->at == ',')
        p->at++;
    skip_space(p);
    if (*p->at != '"')
        return name;
    name = take_text(p);
    if (memchr(name.text, '\\', name.size))
        name.size = 0;
    skip_space(p);
    p->at++; /* the colon */
    skip_space(p);
    return name;
}

static bool plain_money(plain *p, const isms__node *n, uint32_t *cell)
{
    static const char *const names[] = {"amount", "currency"};
    isms__json parts[2] = {{NULL, 0}, {NULL, 0}};
    p->at++;
    for (int i = 0; i < 2; i++) {
        isms__json name = next_name(p);
        int which = isms__equal(name.text, name.size, names[1]);
        if ((!which && !isms__equal(name.text, name.size, names[0])) || *p->at != '"' || !next_value(p))
            return false;
        parts[which] = take_text(p);
    }
    skip_space(p);
    if (*p->at++ != '}' || !parts[0].text || !parts[1].text)
        return false;
    return done(p,
                isms__encode_money(p->r->load->model, n->a, parts[0].text, parts[0].size, parts[1].text, parts[1].size, cell));
}

static bool plain_value(plain *p, const isms__node *n);

/* The members of a group that is one object, each once and known. */
static bool plain_group(plain *p, const isms__node *group)
{
    isms__shape *shape = p->r->shape;
    isms__node *after = &shape->nodes[group - shape->nodes];
    uint64_t seen[ISMS__COLUMN_MOST / 64] = {0};
    p->at++;
    for (;;) {
        isms__json name = next_name(p);
        if (name.size == 0)
            break;
        isms__node *n = isms__shape_member(shape, group, after, name.text, name.size);
        unsigned place = n ? (unsigned)(n - shape->nodes) - group->first : 0;
        uint64_t bit = UINT64_C(1) << place % 64;
        if (!n || (seen[place / 64] & bit) || !plain_value(p, n))
            return false;
        seen[place / 64] |= bit;
        after = n;
    }
    return *p->at++ == '}';
}

static bool plain_list(plain *p, const isms__node *n)
{
    for (p->at++;;) {
        uint32_t cell = 0;
        skip_space(p);
        if (*p->at == ',')
            p->at++;
        skip_space(p);
        if (*p->at == ']')
            break;
        if (*p->at != '"' || !next_value(p) || !plain_text(p, n, &cell) || !done(p, isms__load_item(p->r->load, cell)))
            return false;
    }
    p->at++;
    return done(p, isms__load_list(p->r->load, n));
}

static bool plain_value(plain *p, const isms__node *n)
{
    uint32_t *cell = &p->r->load->cells[n->a->column];
    if (!next_value(p))
        return false;
    if (*p->at == '{')
        return n->form == ISMS__FORM_GROUP
                   ? plain_group(p, n)
                   : n->form == ISMS__FORM_VALUE && n->a->kind == ISMS_KIND_MONEY && plain_money(p, n, cell);
    if (*p->at == '[')
        return n->form == ISMS__FORM_LIST && plain_list(p, n);
    if (n->form != ISMS__FORM_VALUE)
        return false;
    return *p->at == '"' ? plain_text(p, n, cell)
                         : (*p->at == '-' || (*p->at >= '0' && *p->at <= '9')) && plain_number(p, n, cell);
}

isms_status isms__json_plain(isms__json_reader *r, const isms__node *n, const isms__json_part *part)
{
    plain p = {r, r->text + part->value, ISMS_OK};
    r->ordinal = part->ordinal;
    if (plain_value(&p, n))
        return ISMS_OK;
    if (p.status != ISMS_OK)
        return p.status;
    r->load->item_count = 0;
    memset(r->load->cells + n->a->column, 0, (n->columns + 1u) * sizeof *r->load->cells);
    r->ordinal = part->ordinal;
    return ISMS_DONE;
}

bool isms__json_plain_text(const isms__json_reader *r, const isms__json_part *part, isms__json *text)
{
    const char *first = r->text + part->value;
    if (*first != '"' || r->scan.tape[part->ordinal] != part->value)
        return false;
    *text = (isms__json){first + 1, part->value_size - 2u};
    return true;
}
