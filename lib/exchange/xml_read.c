/* The reader of XML documents: libxml2's parser over a window, the root, registers, and what ends the reading. */
#include "xml.h"

#include "core/bytes.h"
#include "core/text.h"
#include "format.h"
#include "xml_once.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { WRAPPERS = 8 }; /* elements that JSON does not nest for: root, register, <unknown>, its map, a leaf, and some room */

/* ------------------------------------------------------------------ problems */

void isms__xml_stop(isms__xml_reader *r, isms_status status)
{
    if (status == ISMS_OK || r->status != ISMS_OK)
        return;
    r->status = status;
    if (r->parser && !r->filling)
        xmlStopParser(r->parser);
}

void isms__xml_report(isms__xml_reader *r, isms__problem problem, const char *attribute, uint64_t place, const char *format,
                      ...)
{
    char message[700];
    uint64_t line, column;
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    isms__xml_tell_faults(r, place);
    isms__xml_places_find(&r->places, place, &line, &column);
    isms_status status = isms__load_report(r->load, problem, attribute, line, column, "%s", message);
    if (status != ISMS_E_DATA && problem != ISMS__PROBLEM_LONG_TEXT)
        isms__xml_stop(r, status);
}

/* Is that a value that libxml2 took as it stands? */
static bool is_in_input(const xmlParserInput *in, const xmlChar *value)
{
    return value >= in->base && value < in->cur;
}

uint64_t isms__xml_place(const isms__xml_reader *r)
{
    long place = xmlByteConsumed(r->parser);
    return place > 0 ? (uint64_t)place : 0;
}

/* Back to the start of the tag that the parser is at the end of: '<' cannot be in it. */
uint64_t isms__xml_tag_place(const isms__xml_reader *r, const isms__xml_tag *tag)
{
    const xmlParserInput *in = r->parser->input;
    const xmlChar *first = tag && tag->attribute_count ? tag->attributes[3] : NULL; /* the first value is nearer to the start */
    const xmlChar *p = is_in_input(in, first) ? first : in->cur;
    while (p > in->base && *p != '<')
        p--;
    return isms__xml_place(r) - (uint64_t)(in->cur - p);
}

uint64_t isms__xml_value_place(const isms__xml_reader *r, const isms__xml_tag *tag, const isms__xml_attribute *a)
{
    const xmlParserInput *in = r->parser->input;
    const xmlChar *value = (const xmlChar *)a->value;
    return is_in_input(in, value) ? isms__xml_place(r) - (uint64_t)(in->cur - value) : isms__xml_tag_place(r, tag);
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *parser_error;
#else
typedef xmlErrorPtr parser_error;
#endif

/* Do the bytes end in a tag or before the root does? What libxml2 says of it depends on where it was. */
static bool is_cut(const isms__xml_reader *r)
{
    const xmlParserInput *in = r->parser->input;
    return r->last && !r->ended && (!in || !memchr(in->cur, '>', (size_t)(in->end - in->cur)));
}

/* What libxml2 found. Only the first one is told: what it says after that follows from it. */
static void take_error(void *user, parser_error error)
{
    isms__xml_reader *r = user;
    if (r->status != ISMS_OK || error->level < XML_ERR_ERROR)
        return;
    const xmlParserInput *in = r->parser->input;
    const char *message = error->message ? error->message : "";
    uint64_t place = isms__xml_place(r);
    if (error->code == XML_ERR_NO_MEMORY)
        r->status = ISMS_E_NO_MEMORY;
    else if (is_cut(r) && (error->code != XML_ERR_DOCUMENT_EMPTY || !in || in->cur >= in->end)) /* else it starts with a text */
        isms__xml_report(r, ISMS__PROBLEM_ENDS, NULL, r->places.seen, "the document ends too early");
    else
        isms__xml_report(r, ISMS__PROBLEM_SYNTAX, NULL, place, "not well-formed: %.*s", (int)strcspn(message, "\n"), message);
}

/* ------------------------------------------------------------------ frames */

isms__xml_frame *isms__xml_push(isms__xml_reader *r, isms__xml_what what, bool deeper, const isms__xml_tag *tag)
{
    unsigned depth = (r->depth ? isms__xml_top(r)->depth : 0) + deeper;
    if (r->depth == r->most || depth > r->load->options->max_depth) {
        isms__xml_report(r, ISMS__PROBLEM_DEPTH, NULL, isms__xml_tag_place(r, tag), "nested deeper than %u levels",
                         (unsigned)r->load->options->max_depth);
        return NULL;
    }
    static const isms__xml_frame fresh; /* copied: compilers set so few bytes to 0 in a form that is slow */
    isms__xml_frame *frame = &r->frames[r->depth++];
    *frame = fresh;
    frame->what = (uint8_t)what;
    frame->depth = depth;
    frame->place = isms__xml_place(r) + 1;
    isms__buffer_clear(&r->text);
    return frame;
}

void isms__xml_skip(isms__xml_reader *r, const isms__xml_tag *tag)
{
    isms__xml_push(r, ISMS__XML_SKIP, false, tag);
}

/* libxml2 hands over each '&' of an attribute's value as "&#38;", because it does not replace entities. */
static void decode_value(isms__buffer *out, const char *value, const char *end)
{
    isms__buffer_clear(out);
    while (value < end) {
        const char *mark = memchr(value, '&', (size_t)(end - value));
        isms__buffer_add(out, value, (size_t)((mark ? mark + 1 : end) - value));
        value = mark ? mark + 1 : end;
        if (mark && end - value >= 4 && memcmp(value, "#38;", 4) == 0)
            value += 4;
    }
}

isms__xml_attribute isms__xml_attribute_at(isms__xml_reader *r, const isms__xml_tag *tag, int i)
{
    const xmlChar **a = tag->attributes + (size_t)i * 5; /* name, prefix, namespace, start and end of the value */
    isms__xml_attribute found = {(const char *)a[0], (const char *)a[3], (const char *)a[2], (size_t)(a[4] - a[3])};
    if (is_in_input(r->parser->input, a[3]) || !memchr(found.value, '&', found.size))
        return found;
    decode_value(&r->plain, found.value, found.value + found.size);
    found.value = isms__buffer_c(&r->plain);
    found.size = r->plain.size;
    return found;
}

bool isms__xml_is_ours(const isms__xml_reader *r, const char *uri)
{
    return uri && (uri == r->uri || strcmp(uri, ISMS__XML_NAMESPACE) == 0);
}

void isms__xml_count(isms__xml_reader *r, uint64_t values)
{
    r->values += values;
    if (r->values > r->load->options->max_values && r->status == ISMS_OK)
        isms__xml_report(r, ISMS__PROBLEM_MANY_VALUES, NULL, r->record_place, "more than %llu values in one record",
                         (unsigned long long)r->load->options->max_values);
}

/* ------------------------------------------------------------------ the root */

/* The same name in a namespace of ours with another number. */
static void refuse_root(isms__xml_reader *r, const isms__xml_tag *tag)
{
    static const char ours[] = "urn:libisms:isms:";
    bool other = tag->uri && strcmp(tag->name, "isms") == 0 && strncmp(tag->uri, ours, sizeof ours - 1) == 0;
    if (other)
        isms__xml_report(r, ISMS__PROBLEM_MAJOR, NULL, isms__xml_tag_place(r, tag),
                         "the document is of namespace %.100s; this library reads %s", tag->uri, ISMS__XML_NAMESPACE);
    else
        isms__xml_report(r, ISMS__PROBLEM_FORMAT, NULL, isms__xml_tag_place(r, tag),
                         "the root is %.100s of %s%.100s; it has to be isms of namespace %s", tag->name,
                         tag->uri ? "namespace " : "no namespace", tag->uri ? tag->uri : "", ISMS__XML_NAMESPACE);
}

static void start_root(isms__xml_reader *r, const isms__xml_tag *tag)
{
    if (strcmp(tag->name, "isms") != 0 || !isms__xml_is_ours(r, tag->uri)) {
        refuse_root(r, tag);
        return;
    }
    isms__xml_push(r, ISMS__XML_ROOT, false, tag);
    r->uri = tag->uri;
    r->keep = &r->load->root;
    for (int i = 0; i < tag->attribute_count && r->status == ISMS_OK; i++) {
        isms__xml_attribute a = isms__xml_attribute_at(r, tag, i);
        uint64_t line, column;
        if (a.uri && strcmp(a.uri, ISMS__XML_INSTANCE) == 0)
            continue;
        if (a.uri || strcmp(a.name, "libisms") != 0) {
            isms__xml_keep_attribute(r, tag, &a);
            continue;
        }
        isms__buffer_clear(&r->aside);
        isms__buffer_add(&r->aside, a.value, a.size);
        isms__xml_places_find(&r->places, isms__xml_value_place(r, tag, &a), &line, &column);
        r->has_version = true;
        isms__xml_stop(r, isms__load_version(r->load, isms__buffer_c(&r->aside), line, column));
    }
    if (!r->has_version && r->status == ISMS_OK)
        isms__xml_report(r, ISMS__PROBLEM_NO_VERSION, "libisms", isms__xml_tag_place(r, tag),
                         "the document does not say its version: the attribute \"libisms\" is missing");
}

/* Is it there for the first time? */
static bool once(isms__xml_reader *r, bool again, const isms__xml_tag *tag)
{
    if (again)
        isms__xml_report(r, ISMS__PROBLEM_TWICE, tag->name, isms__xml_tag_place(r, tag), "the element %.100s stands twice",
                         tag->name);
    return !again;
}

static void start_register(isms__xml_reader *r, const isms__type *type, const isms__xml_tag *tag)
{
    uint64_t *word = &r->registers[type->index / 64], bit = UINT64_C(1) << type->index % 64;
    bool again = *word & bit;
    *word |= bit;
    if (!once(r, again, tag)) {
        isms__xml_skip(r, tag);
        return;
    }
    if (tag->attribute_count)
        isms__xml_report(r, ISMS__PROBLEM_KIND, tag->name, isms__xml_tag_place(r, tag), "%s has no attributes", tag->name);
    isms__xml_frame *frame = isms__xml_push(r, ISMS__XML_REGISTER, false, tag);
    if (frame)
        frame->type = type;
    isms__xml_stop(r, isms__load_register(r->load, type));
}

static void start_in_root(isms__xml_reader *r, const isms__xml_tag *tag)
{
    bool ours = isms__xml_is_ours(r, tag->uri);
    const isms__type *type = ours ? isms__load_type(tag->name) : NULL;
    r->values = 0;
    bool header = ours && strcmp(tag->name, "document") == 0, unknown = ours && strcmp(tag->name, "unknown") == 0;
    if (type) {
        start_register(r, type, tag);
    } else if (header && !once(r, r->has_header, tag)) {
        isms__xml_skip(r, tag);
    } else if (header) {
        r->has_header = true;
        isms__xml_start_record(r, isms__type_get(ISMS_HEADER), tag);
    } else if (unknown) {
        isms__xml_start_unknown(r, tag);
    } else {
        isms__xml_start_foreign(r, tag);
    }
}

static void start_in_register(isms__xml_reader *r, const isms__xml_tag *tag)
{
    const isms__type *type = isms__xml_top(r)->type;
    if (isms__xml_is_ours(r, tag->uri) && strcmp(tag->name, type->name) == 0) {
        isms__xml_start_record(r, type, tag);
        return;
    }
    isms__xml_report(r, ISMS__PROBLEM_KIND, type->plural, isms__xml_tag_place(r, tag), "%s holds elements %s, not %.100s",
                     type->plural, type->name, tag->name);
    isms__xml_skip(r, tag);
}

/* ------------------------------------------------------------------ what libxml2 calls */

/* A value takes no elements. */
static void start_in_value(isms__xml_reader *r, const isms__xml_tag *tag)
{
    isms__xml_report(r, ISMS__PROBLEM_KIND, NULL, isms__xml_tag_place(r, tag),
                     "the element %.100s stands in a value, which takes none", tag->name);
    isms__xml_skip(r, tag);
}

static void start_in(isms__xml_reader *r, const isms__xml_tag *tag)
{
    static void (*const starts[])(isms__xml_reader *, const isms__xml_tag *) = {[ISMS__XML_ROOT] = start_in_root,
                                                                                [ISMS__XML_REGISTER] = start_in_register,
                                                                                [ISMS__XML_GROUP] = isms__xml_start_member,
                                                                                [ISMS__XML_ITEMS] = isms__xml_start_item,
                                                                                [ISMS__XML_LIST] = isms__xml_start_item,
                                                                                [ISMS__XML_TABLE] = isms__xml_start_item,
                                                                                [ISMS__XML_CELLS] = isms__xml_start_item,
                                                                                [ISMS__XML_VALUE] = start_in_value,
                                                                                [ISMS__XML_UNKNOWN] = isms__xml_start_json,
                                                                                [ISMS__XML_MAP] = isms__xml_start_json,
                                                                                [ISMS__XML_ARRAY] = isms__xml_start_json,
                                                                                [ISMS__XML_LEAF] = start_in_value,
                                                                                [ISMS__XML_FOREIGN] = isms__xml_start_foreign,
                                                                                [ISMS__XML_SKIP] = isms__xml_skip};
    starts[isms__xml_top(r)->what](r, tag);
}

static void start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                          const xmlChar **namespaces, int attribute_count, int defaulted, const xmlChar **attributes)
{
    isms__xml_reader *r = user;
    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
    if (r->status != ISMS_OK)
        return;
    isms__xml_tag tag = {(const char *)name, (const char *)uri, attributes, attribute_count};
    if (is_cut(r)) {
        isms__xml_report(r, ISMS__PROBLEM_ENDS, NULL, r->places.seen, "the document ends too early");
    } else if (r->depth == 0) {
        start_root(r, &tag);
    } else if (tag.uri && tag.uri != r->uri && strcmp(tag.uri, ISMS__XML_INCLUDE) == 0) {
        isms__xml_report(r, ISMS__PROBLEM_XML, NULL, isms__xml_tag_place(r, &tag),
                         "XInclude is not followed: one document is one file");
        isms__xml_skip(r, &tag);
    } else {
        isms__xml_count(r, 1);
        if (r->status == ISMS_OK)
            start_in(r, &tag);
    }
}

static void end_nothing(isms__xml_reader *r)
{
    (void)r;
}

static void end_root(isms__xml_reader *r)
{
    r->ended = true;
}

static void end_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    static void (*const ends[])(isms__xml_reader *) = {[ISMS__XML_ROOT] = end_root,
                                                       [ISMS__XML_REGISTER] = end_nothing,
                                                       [ISMS__XML_GROUP] = isms__xml_end_group,
                                                       [ISMS__XML_ITEMS] = isms__xml_end_inside,
                                                       [ISMS__XML_LIST] = isms__xml_end_inside,
                                                       [ISMS__XML_TABLE] = isms__xml_end_inside,
                                                       [ISMS__XML_CELLS] = isms__xml_end_inside,
                                                       [ISMS__XML_VALUE] = isms__xml_end_value,
                                                       [ISMS__XML_UNKNOWN] = end_nothing,
                                                       [ISMS__XML_MAP] = isms__xml_end_kept,
                                                       [ISMS__XML_ARRAY] = isms__xml_end_kept,
                                                       [ISMS__XML_LEAF] = isms__xml_end_kept,
                                                       [ISMS__XML_FOREIGN] = isms__xml_end_kept,
                                                       [ISMS__XML_SKIP] = end_nothing};
    isms__xml_reader *r = user;
    (void)name, (void)prefix, (void)uri;
    if (r->status != ISMS_OK || r->depth == 0)
        return;
    ends[isms__xml_top(r)->what](r);
    r->depth--;
    isms__buffer_clear(&r->text);
}

/* Mostly a line feed and a little indentation. */
static bool is_blank(const char *text, size_t size)
{
    static const char line[] = "\n                ";
    if (size < sizeof line && isms__same(text, line, size))
        return true;
    size_t i = 0;
    while (i < size && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r'))
        i++;
    return i == size;
}

/* Text that belongs to the open element. */
static void gather(isms__xml_reader *r, isms__xml_frame *frame, const char *text, size_t size)
{
    uint64_t most = r->load->options->max_text;
    if (r->text.size + size <= most) {
        isms__buffer_add(&r->text, text, size);
    } else if (!frame->told) {
        frame->told = true;
        isms__xml_report(r, ISMS__PROBLEM_LONG_TEXT, NULL, frame->place, "a text is longer than %llu bytes",
                         (unsigned long long)most);
    }
}

static void take_characters(void *user, const xmlChar *characters, int size)
{
    isms__xml_reader *r = user;
    const char *text = (const char *)characters;
    if (r->status != ISMS_OK || r->depth == 0 || size <= 0)
        return;
    isms__xml_frame *frame = isms__xml_top(r);
    switch (frame->what) {
    case ISMS__XML_VALUE:
    case ISMS__XML_LEAF:
    case ISMS__XML_FOREIGN:
        gather(r, frame, text, (size_t)size);
        break;
    case ISMS__XML_SKIP:
        break;
    default:
        if (frame->told || is_blank(text, (size_t)size))
            break;
        frame->told = true;
        isms__xml_report(r, ISMS__PROBLEM_KIND, NULL, isms__xml_place(r), "text stands where only elements may");
    }
}

/* A document type could declare entities and name other files: reading ends there. */
static void refuse_type(void *user, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    isms__xml_reader *r = user;
    (void)name, (void)public_id, (void)system_id;
    if (r->status == ISMS_OK)
        isms__xml_report(r, ISMS__PROBLEM_XML, NULL, isms__xml_tag_place(r, NULL),
                         "a document type declaration: documents may have none, nor entities of their own");
}

static const xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                                      .internalSubset = refuse_type,
                                      .startElementNs = start_element,
                                      .endElementNs = end_element,
                                      .characters = take_characters,
                                      .ignorableWhitespace = take_characters,
                                      .cdataBlock = take_characters,
                                      .serror = take_error};

/* ------------------------------------------------------------------ the document */

/* The encoding that the declaration names, NULL where it names none. */
static const char *declared_encoding(const char *head, size_t size, size_t *length)
{
    const char *end = size >= 6 && memcmp(head, "<?xml", 5) == 0 ? strstr(head, "?>") : NULL;
    const char *at = end ? strstr(head, "encoding") : NULL;
    if (!at || at > end)
        return NULL;
    at += strcspn(at, "\"'>");
    if (*at == '>' || *at == '\0')
        return NULL;
    *length = strcspn(at + 1, "\"'?");
    return at + 1;
}

/* Only UTF-8 is read, so that the bytes that are judged are those that the parser sees. */
static isms_status check_encoding(isms__xml_reader *r)
{
    isms__window *w = r->window;
    size_t size = (size_t)(w->end - w->at), length = 0;
    const char *name = "UTF-16 or UTF-32";
    bool wide = size >= 2 && (memcmp(w->at, "\xfe\xff", 2) == 0 || memcmp(w->at, "\xff\xfe", 2) == 0 || !w->at[0] || !w->at[1]);
    if (size >= 3 && memcmp(w->at, "\xef\xbb\xbf", 3) == 0)
        w->at += 3;
    if (wide)
        length = strlen(name);
    else
        name = declared_encoding(w->at, (size_t)(w->end - w->at), &length);
    char shown[40];
    snprintf(shown, sizeof shown, "%.*s", length < 39 ? (int)length : 39, name ? name : "");
    if (!name || isms__equal_fold(shown, "UTF-8"))
        return ISMS_OK;
    isms__xml_report(r, ISMS__PROBLEM_ENCODING, NULL, 0, "the document is in %s; only UTF-8 is read", shown);
    return r->status == ISMS_OK ? ISMS_E_FORMAT : r->status;
}

/* Bytes that no text may hold are noted and mended, so that reading can go on. *size becomes what can be judged by now. */
static isms_status mend(isms__xml_reader *r, char *bytes, size_t *size, bool last)
{
    isms__problem problem;
    size_t whole, at = isms__xml_fault(bytes, *size, 0, last, &whole, &problem);
    bool kept = r->depth > 1 && r->frames[1].what != ISMS__XML_REGISTER;
    uint64_t from = r->shape ? r->record_place : kept ? r->frames[1].place : r->parser ? isms__xml_place(r) : 0;
    uint64_t before = r->places.seen;
    size_t judged = at < *size ? *size : whole;
    if (!isms__xml_places_add(&r->places, bytes, judged, from))
        return ISMS_E_NO_MEMORY;
    while (at < *size && r->status == ISMS_OK) {
        size_t n = *size, none = isms__text_noncharacter(bytes + at, n - at), bad = none ? none : 1;
        isms__xml_note_fault(r, problem, before + at);
        memset(bytes + at, '?', bad);
        at = isms__xml_fault(bytes, n, at + bad, last, &whole, &problem);
    }
    r->places.seen = before + whole;
    *size = whole;
    return r->status;
}

static isms_status check_size(isms__xml_reader *r)
{
    uint64_t most = r->load->options->max_record_bytes;
    if (r->status == ISMS_OK && r->shape && r->places.seen - r->record_place > most + 2 * (uint64_t)ISMS__WINDOW_SIZE)
        isms__xml_report(r, ISMS__PROBLEM_LONG_RECORD, NULL, r->record_place, "a record is longer than %llu bytes",
                         (unsigned long long)most);
    return r->status;
}

/* More bytes; ISMS_DONE at the end. What goes wrong is reported. */
static isms_status more(isms__xml_reader *r)
{
    isms_status status = isms__window_more(r->window);
    if (status == ISMS_E_LIMIT)
        isms__xml_report(r, ISMS__PROBLEM_LONG_DOCUMENT, NULL, r->places.seen, "the document is longer than %llu bytes",
                         (unsigned long long)r->window->max_bytes);
    else if (status == ISMS_E_IO)
        isms__xml_report(r, ISMS__PROBLEM_READING, NULL, r->places.seen, "reading failed");
    return status;
}

static bool memory_failed(const isms__xml_reader *r)
{
    return r->text.failed || r->aside.failed || r->plain.failed || r->unknown.failed || r->key.failed || r->currency.failed ||
           r->load->root.failed;
}

/* Judges what the window holds, or makes it hold more. ISMS_DONE: nothing is left. */
static isms_status fill(isms__xml_reader *r)
{
    isms__window *w = r->window;
    isms_status status = memory_failed(r) ? ISMS_E_NO_MEMORY : check_size(r);
    bool first = r->places.seen == 0 && w->at < w->end; /* the format was recognised by what is there already */
    if (status == ISMS_OK && !first)
        status = more(r);
    if (status == ISMS_DONE && w->at == w->end)
        return ISMS_DONE;
    if (status < 0)
        return status;
    r->judged = (size_t)(w->end - w->at);
    return mend(r, w->at, &r->judged, status == ISMS_DONE || w->done);
}

/* libxml2 wants bytes. */
static int give(void *user, char *out, int room)
{
    isms__xml_reader *r = user;
    isms_status status = r->status;
    r->filling = true;
    while (r->judged == 0 && status == ISMS_OK)
        status = fill(r);
    r->filling = false;
    r->last = r->last || status == ISMS_DONE;
    if (status < 0 && r->status == ISMS_OK)
        r->status = status;
    if (status != ISMS_OK)
        return status < 0 ? -1 : 0;
    size_t size = r->judged < (size_t)room ? r->judged : (size_t)room;
    memcpy(out, r->window->at, size);
    r->window->at += size;
    r->judged -= size;
    return (int)size;
}

static isms_status finish(isms__xml_reader *r)
{
    isms__buffer object;
    isms__json requires;
    isms_status status = ISMS_OK;
    if (!r->ended) {
        isms__xml_report(r, ISMS__PROBLEM_ENDS, NULL, r->places.seen, "the document ends too early");
        return r->status;
    }
    if (!r->load->root.size)
        return ISMS_OK;
    isms__buffer_init(&object, r->load->allocator);
    isms__buffer_char(&object, '{');
    isms__buffer_add(&object, isms__buffer_c(&r->load->root), r->load->root.size);
    isms__buffer_char(&object, '}');
    isms__json all = {isms__buffer_c(&object), object.size};
    if (object.failed)
        status = ISMS_E_NO_MEMORY;
    else if (isms__json_find(all, "requires", 8, &requires))
        status = isms__load_requires(r->load, requires, 1, 1);
    if (status == ISMS_OK && !isms__xml_check_twice(r, all))
        status = ISMS_E_NO_MEMORY;
    isms__buffer_dispose(&object);
    return status;
}

static isms_status start(isms__xml_reader *r, isms__load *l, isms__window *w)
{
    const isms_allocator *a = l->allocator;
    memset(r, 0, sizeof *r);
    r->load = l;
    r->window = w;
    isms__buffer *buffers[] = {&r->text, &r->aside, &r->plain, &r->key, &r->currency, &r->unknown};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        isms__buffer_init(buffers[i], a);
    r->most = l->options->max_depth + WRAPPERS;
    r->frames = isms__allocate(a, r->most * sizeof *r->frames);
    return isms__xml_places_init(&r->places, a) && r->frames ? ISMS_OK : ISMS_E_NO_MEMORY;
}

/* The first bytes are there, or the document is empty. */
static isms_status look(isms__xml_reader *r)
{
    isms__window *w = r->window;
    isms_status status = w->at == w->end ? more(r) : ISMS_OK;
    if (status == ISMS_DONE)
        isms__xml_report(r, ISMS__PROBLEM_ENDS, NULL, 0, "the document is empty");
    else if (status == ISMS_OK)
        status = check_encoding(r);
    return r->status == ISMS_OK ? status : r->status;
}

static isms_status parse(isms__xml_reader *r)
{
    isms__xml_prepare();
    xmlSAXHandler sax = handler; /* libxml2 copies it too, but takes no constant */
    int options = XML_PARSE_NONET;
#if LIBXML_VERSION >= 21300
    options |= XML_PARSE_NO_XXE;
#endif
    r->parser = xmlCreateIOParserCtxt(&sax, r, give, NULL, r, XML_CHAR_ENCODING_NONE);
    if (!r->parser)
        return ISMS_E_NO_MEMORY;
    xmlCtxtUseOptions(r->parser, options);
    xmlParseDocument(r->parser);
    return memory_failed(r) ? ISMS_E_NO_MEMORY : r->status;
}

static void end(isms__xml_reader *r)
{
    const isms_allocator *a = r->load->allocator;
    isms__buffer *buffers[] = {&r->text, &r->aside, &r->plain, &r->key, &r->currency, &r->unknown};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        isms__buffer_dispose(buffers[i]);
    isms__release(a, r->frames, r->most * sizeof *r->frames);
    isms__release(a, r->row, r->row_capacity * sizeof *r->row);
    isms__xml_places_dispose(&r->places);
    if (r->parser)
        xmlFreeParserCtxt(r->parser);
}

isms_status isms__xml_read(isms__load *l, isms__window *w)
{
    isms__xml_reader r;
    l->shapes.extension = NULL; /* its attributes stand in <unknown>, for readers that do not have it */
    isms_status status = start(&r, l, w);
    if (status == ISMS_OK)
        status = look(&r);
    if (status == ISMS_OK)
        status = parse(&r);
    isms__xml_tell_all_faults(&r);
    if (status == ISMS_OK)
        status = finish(&r);
    end(&r);
    return status;
}

bool isms__xml_recognise(const char *head, size_t size)
{
    size_t i = size >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    if (size >= 4 && (memcmp(head, "\xfe\xff\0<", 4) == 0 || memcmp(head, "\xff\xfe<\0", 4) == 0))
        return true;
    while (i < size && is_blank(head + i, 1))
        i++;
    return i < size && head[i] == '<';
}
