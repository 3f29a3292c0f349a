/* Frozen Statements of Applicability: read back from their canonical form, and noted in the model. */
#include <isms/soa_frozen.h>

#include "core/text.h"
#include "schema/schema.h"
#include "soa.h"
#include "version.h"

#include <isms/catalogue.h>
#include <string.h>

enum { MEMBERS_MOST = 16, PIECE = 65536, LINK_MEMBERS = 6 };

static const size_t bytes_most = (size_t)512 << 20;

/* ------------------------------------------------------------------ bytes and lines */

static isms_status load(isms_read read, void *user, isms__buffer *out)
{
    for (;;) {
        char *at = isms__buffer_claim(out, PIECE);
        int64_t n = at ? read(user, at, PIECE) : 0;
        if (!at)
            return ISMS_E_NO_MEMORY;
        if (n < 0 || n > PIECE)
            return ISMS_E_IO;
        isms__buffer_fill(out, at + n);
        if (n == 0)
            return ISMS_OK;
        if (out->size > bytes_most)
            return ISMS_E_LIMIT;
    }
}

/* Undoes the escapes of a member, in place; false for a backslash that escapes nothing. */
static bool unescape(char *text)
{
    char *to = text;
    for (; *text; text++) {
        char c = *text;
        if (c == '\\') {
            c = *++text;
            if (c != 't' && c != 'n' && c != '\\')
                return false;
            c = c == 't' ? '\t' : c == 'n' ? '\n' : '\\';
        }
        *to++ = c;
    }
    *to = '\0';
    return true;
}

/* Cuts a line into its members; 0 where it is not as it should be. */
static size_t split(char *line, char **members)
{
    size_t count = 0;
    while (line && count < MEMBERS_MOST) {
        char *tab = strchr(line, '\t');
        if (tab)
            *tab = '\0';
        members[count++] = line;
        if (!unescape(line))
            return 0;
        line = tab ? tab + 1 : NULL;
    }
    return line ? 0 : count;
}

/* ------------------------------------------------------------------ what is read */

typedef struct work {
    isms__soa_work w;
    isms_id annex; /* control of Annex A that comes next; ISMS_NONE: added ones */
} work;

static void refuse(work *x)
{
    isms__fail(&x->w.status, ISMS_E_SYNTAX);
}

static isms_day day_of(work *x, const char *text)
{
    isms_day day = isms_date_parse(text);
    if (*text && !day)
        refuse(x);
    return day;
}

static void take_head(work *x, char **members, size_t count)
{
    isms_soa *soa = x->w.soa;
    if (count != 6 || strcmp(members[1], "1") != 0) {
        isms__fail(&x->w.status, count == 6 ? ISMS_E_VERSION : ISMS_E_SYNTAX);
        return;
    }
    soa->options.as_of = day_of(x, members[2]);
    soa->version_text = isms__soa_copy(&x->w, members[3]);
    soa->approved_by = isms__soa_copy(&x->w, members[4]);
    soa->approved_on = day_of(x, members[5]);
}

/* Controls of Annex A one after the other, then added ones by id. */
static bool is_next(work *x, const char *control)
{
    const isms_model *c = isms_catalogue();
    const isms_soa *soa = x->w.soa;
    if (x->annex)
        return strcmp(isms_record_key(c, x->annex), control) == 0;
    const isms__soa_row *last = &soa->rows[soa->row_count - 1];
    bool rises = !last->added || strcmp(isms__soa_at(soa, last->control), control) < 0;
    return rises && isms__token_valid(control, strlen(control)) && !isms_find(c, ISMS_CONTROL_REFERENCE, control);
}

static uint32_t reasons_of(const char *text)
{
    uint32_t bits = 0;
    for (int32_t v = isms__value_next(ISMS_ENUM_SOA_REASON, 0); v; v = isms__value_next(ISMS_ENUM_SOA_REASON, v)) {
        const char *name = isms__value_name(ISMS_ENUM_SOA_REASON, v), *at = strstr(text, name);
        size_t n = strlen(name);
        if (at && (at == text || at[-1] == ' ') && (at[n] == ';' || !at[n]))
            bits |= UINT32_C(1) << v;
    }
    return bits;
}

static void name_row(work *x, isms__soa_row *row, const char *control)
{
    const isms_model *c = isms_catalogue();
    row->control = isms__soa_copy(&x->w, control);
    row->added = !x->annex;
    if (x->annex) {
        row->theme = isms_value(c, x->annex, ISMS_CONTROL_REFERENCE_THEME);
        row->title = isms__soa_copy(&x->w, isms_text(c, x->annex, ISMS_CONTROL_REFERENCE_TITLE));
        x->annex = isms_next(c, x->annex);
    }
    row->cells[ISMS_SOA_COLUMN_CONTROL - 1] = row->control;
    row->cells[ISMS_SOA_COLUMN_TITLE - 1] = row->title;
    row->cells[ISMS_SOA_COLUMN_THEME - 1] = isms__soa_copy(&x->w, isms__value_name(ISMS_ENUM_THEME, row->theme));
}

static void take_row(work *x, char **members, size_t count)
{
    isms_soa *soa = x->w.soa;
    if (count != 2 + ISMS__SOA_FACTS || !is_next(x, members[1])) {
        refuse(x);
        return;
    }
    if (!isms__grow(x->w.a, (void **)&soa->rows, &soa->row_capacity, soa->row_count, sizeof *soa->rows, &x->w.status))
        return;
    isms__soa_row *row = &soa->rows[soa->row_count++];
    *row = (isms__soa_row){.first_link = (uint32_t)soa->link_count};
    name_row(x, row, members[1]);
    for (size_t i = 0; i < ISMS__SOA_FACTS; i++)
        row->cells[isms__soa_facts[i] - 1] = isms__soa_copy(&x->w, members[2 + i]);
    int32_t needed =
        isms__value_by_name(ISMS_ENUM_YES_NO_UNKNOWN, isms_soa_text(soa, soa->row_count - 1, ISMS_SOA_COLUMN_NEEDED));
    row->applicable =
        isms__value_by_name(ISMS_ENUM_YES_NO_UNKNOWN, isms_soa_text(soa, soa->row_count - 1, ISMS_SOA_COLUMN_APPLICABLE));
    row->reasons = reasons_of(isms_soa_text(soa, soa->row_count - 1, ISMS_SOA_COLUMN_REASONS));
    row->stated_status =
        isms__value_by_name(ISMS_ENUM_SOA_ENTRY_STATUS, isms_soa_text(soa, soa->row_count - 1, ISMS_SOA_COLUMN_STATUS));
    row->derived_status =
        isms__value_by_name(ISMS_ENUM_SOA_ENTRY_STATUS, isms_soa_text(soa, soa->row_count - 1, ISMS_SOA_COLUMN_DERIVED_STATUS));
    row->need = needed == ISMS_YES_NO_UNKNOWN_YES;
    soa->needs_known &= needed != ISMS_YES_NO_UNKNOWN_UNKNOWN;
    if (!needed || !row->applicable)
        refuse(x);
}

static uint8_t kind_of(const char *name, size_t size)
{
    for (isms_soa_link_kind kind = ISMS_SOA_LINK_PLAN; kind <= ISMS_SOA_LINK_DOCUMENT; kind++)
        if (isms__equal(name, size, isms_soa_link_kind_name(kind)))
            return (uint8_t)kind;
    return 0;
}

/* The number of the record; the same record of the next link is not looked for. */
static uint32_t add_record(work *x, uint8_t kind, const char *key, const char *state)
{
    isms_soa *soa = x->w.soa;
    if (!kind || !*key) {
        refuse(x);
        return 0;
    }
    if (!isms__grow(x->w.a, (void **)&soa->records, &soa->record_capacity, soa->record_count, sizeof *soa->records,
                    &x->w.status))
        return 0;
    static const char valid[] = "valid";
    bool holds = kind == ISMS_SOA_LINK_EVIDENCE && strncmp(state, valid, sizeof valid - 1) == 0;
    soa->records[soa->record_count] = (isms__soa_record){
        .key = isms__soa_copy(&x->w, key), .state = isms__soa_copy(&x->w, state), .kind = kind, .holds = holds};
    return (uint32_t)soa->record_count++;
}

/* Kind, key, then what stands between; below 0 where a comes first. */
static int compare_links(const isms_soa *soa, const isms__soa_link *a, const isms__soa_link *b)
{
    const isms__soa_record *r = soa->records;
    if (a->kind != b->kind)
        return a->kind - b->kind;
    int order = strcmp(isms__soa_at(soa, r[a->record].key), isms__soa_at(soa, r[b->record].key));
    if (order || !a->via || !b->via)
        return order ? order : (a->via != 0) - (b->via != 0);
    if (r[a->via - 1].kind != r[b->via - 1].kind)
        return r[a->via - 1].kind - r[b->via - 1].kind;
    return strcmp(isms__soa_at(soa, r[a->via - 1].key), isms__soa_at(soa, r[b->via - 1].key));
}

static void take_link(work *x, char **members, size_t count)
{
    static const char *const origins[] = {"", "stated", "derived", "both"};
    isms_soa *soa = x->w.soa;
    isms__soa_row *row = soa->row_count ? &soa->rows[soa->row_count - 1] : NULL;
    uint8_t origin = 3;
    if (count != LINK_MEMBERS || !row) {
        refuse(x);
        return;
    }
    while (origin && strcmp(origins[origin], members[4]) != 0)
        origin--;
    isms__soa_link l = {.row = (uint32_t)soa->row_count - 1, .kind = kind_of(members[1], strlen(members[1])), .origin = origin};
    l.record = add_record(x, l.kind, members[2], members[5]);
    if (*members[3] && x->w.status == ISMS_OK) {
        const char *key = strrchr(members[3], ' ');
        uint8_t kind = key ? kind_of(members[3], (size_t)(key - members[3])) : 0;
        l.via = add_record(x, kind, kind ? key + 1 : "", "") + 1;
    }
    if (x->w.status != ISMS_OK)
        return;
    if (!origin || (row->link_count && compare_links(soa, &soa->links[soa->link_count - 1], &l) >= 0)) {
        refuse(x);
        return;
    }
    if (!isms__grow(x->w.a, (void **)&soa->links, &soa->link_capacity, soa->link_count, sizeof *soa->links, &x->w.status))
        return;
    bool again = row->link_count && soa->links[soa->link_count - 1].kind == l.kind &&
                 strcmp(isms__soa_at(soa, soa->records[soa->links[soa->link_count - 1].record].key), members[2]) == 0;
    row->valid_evidence += soa->records[l.record].holds && !again;
    soa->links[soa->link_count++] = l;
    row->link_count++;
}

static void take_line(work *x, char *line)
{
    static const struct {
        const char *name;
        void (*take)(work *, char **, size_t);
    } kinds[] = {{"row", take_row}, {"link", take_link}};
    char *members[MEMBERS_MOST];
    size_t count = split(line, members);
    for (size_t i = 0; count && i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(members[0], kinds[i].name) == 0) {
            kinds[i].take(x, members, count);
            return;
        }
    refuse(x);
}

static void take_all(work *x, char *text, size_t size)
{
    static const char start[] = "soa\t";
    char *members[MEMBERS_MOST];
    if (strncmp(text, start, sizeof start - 1) != 0) {
        isms__fail(&x->w.status, ISMS_E_FORMAT);
        return;
    }
    if (!isms__text_valid(text, size)) {
        isms__fail(&x->w.status, ISMS_E_TEXT);
        return;
    }
    if (text[size - 1] != '\n') {
        isms__fail(&x->w.status, ISMS_E_TRUNCATED);
        return;
    }
    isms__buffer_char(&x->w.soa->texts, '\0'); /* offset 0 is "" */
    for (char *line = text, *end; x->w.status == ISMS_OK && (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        if (line == text)
            take_head(x, members, split(line, members));
        else
            take_line(x, line);
    }
    if (x->w.status == ISMS_OK && x->annex)
        isms__fail(&x->w.status, ISMS_E_TRUNCATED);
}

static void describe(work *x)
{
    isms_soa *soa = x->w.soa;
    isms__buffer *out = isms__soa_begin(&x->w);
    isms__buffer_text(out, "Read back as it was frozen");
    if (soa->options.as_of) {
        isms__buffer_text(out, " for ");
        isms__buffer_day(out, soa->options.as_of);
    }
    isms__buffer_print(out, ": %zu rows with %zu links.", soa->row_count, soa->link_count);
    soa->summary = isms__soa_end(&x->w);
}

static isms_status thaw(isms_soa *soa, isms_read read, void *user)
{
    isms__buffer bytes;
    work x = {.w = {.soa = soa, .a = &soa->host}, .annex = isms_first(isms_catalogue(), ISMS_CONTROL_REFERENCE)};
    isms__buffer_init(&bytes, &soa->host);
    isms__buffer_init(&x.w.scratch, &soa->host);
    isms__fail(&x.w.status, load(read, user, &bytes));
    if (x.w.status == ISMS_OK && !bytes.size)
        isms__fail(&x.w.status, ISMS_E_TRUNCATED);
    if (x.w.status == ISMS_OK)
        take_all(&x, bytes.data, bytes.size);
    if (x.w.status == ISMS_OK)
        describe(&x);
    if (soa->texts.failed)
        isms__fail(&x.w.status, ISMS_E_NO_MEMORY);
    isms__buffer_dispose(&x.w.scratch);
    isms__buffer_dispose(&bytes);
    return x.w.status;
}

isms_status isms_soa_frozen_read(isms_read read, void *user, const isms_allocator *allocator, isms_soa **out)
{
    if (!out)
        return ISMS_E_MISUSE;
    *out = NULL;
    const isms_allocator *a = isms__allocator_or_default(allocator);
    if (!read || !a)
        return ISMS_E_MISUSE;
    isms_soa *soa = isms__allocate_zero(a, sizeof *soa);
    if (!soa)
        return ISMS_E_NO_MEMORY;
    soa->host = *a;
    soa->frozen = soa->needs_known = true;
    isms__buffer_init(&soa->texts, &soa->host);
    isms_status status = thaw(soa, read, user);
    if (status != ISMS_OK) {
        isms_soa_free(soa);
        return status;
    }
    *out = soa;
    return ISMS_OK;
}

int32_t isms_soa_is_frozen(const isms_soa *soa)
{
    return soa && soa->frozen;
}

/* ------------------------------------------------------------------ in the model */

isms_status isms_soa_frozen_note(const isms_soa *soa, isms_model *model)
{
    char hash[65];
    if (!soa || !model || soa->frozen || !soa->options.as_of)
        return ISMS_E_MISUSE;
    if (!soa->version)
        return ISMS_E_NOT_FOUND;
    isms_status status = isms_soa_hash(soa, hash);
    if (status == ISMS_OK)
        status = isms_model_begin(model, NULL, "Statement of Applicability frozen");
    if (status != ISMS_OK)
        return status;
    status = isms_set_day(model, soa->version, ISMS_SOA_AS_OF, soa->options.as_of);
    if (status == ISMS_OK)
        status = isms_set_text(model, soa->version, ISMS_SOA_HASH, hash);
    if (status == ISMS_OK)
        status = isms_model_commit(model);
    if (status != ISMS_OK)
        isms_model_rollback(model);
    return status;
}

isms_status isms_soa_frozen_holds(const isms_model *model, isms_id version, const isms_allocator *allocator, int32_t *same)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    isms_soa *soa = NULL;
    char hash[65];
    if (!model || !same)
        return ISMS_E_MISUSE;
    *same = 0;
    options.version = version ? version : isms__version_latest(model);
    if (!options.version)
        return ISMS_E_NOT_FOUND;
    const char *noted = isms_text(model, options.version, ISMS_SOA_HASH);
    options.as_of = isms_day_of(model, options.version, ISMS_SOA_AS_OF);
    options.allocator = allocator;
    if (!noted)
        return ISMS_ABSENT;
    isms_status status = isms_soa_build(model, &options, &soa);
    if (status == ISMS_OK)
        status = isms_soa_hash(soa, hash);
    if (status == ISMS_OK)
        *same = strcmp(hash, noted) == 0;
    isms_soa_free(soa);
    return status;
}
