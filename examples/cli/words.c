/* The words that can be meant: lists for "did you mean ...?", help and completion, each asked from what knows it. */
#include "cli.h"

#include <ctype.h>
#include <string.h>

static void add(cli_words *out, const char *word)
{
    if (word && *word && out->count < CLI_WORDS_MOST && (!out->count || strcmp(out->word[out->count - 1], word) != 0))
        out->word[out->count++] = word;
}

static void add_all(cli_words *out, const char *const *words)
{
    for (; *words; words++)
        add(out, *words);
}

static void commands(cli_words *out)
{
    for (const cli_command *c = cli_commands; c->name; c++)
        add(out, c->name);
}

static void rules(cli_words *out)
{
    for (size_t i = 0; i < isms_readiness_rule_count(); i++)
        add(out, isms_readiness_rule_id(i));
    for (const isms_rule *r = isms_rule_next(NULL); r; r = isms_rule_next(r))
        add(out, isms_rule_id(r));
}

static void catalogues(cli_words *out)
{
    for (size_t i = 0; i < isms_catalogue_table_count(); i++)
        add(out, isms_catalogue_table_name(i));
}

static void frameworks(cli_words *out)
{
    const isms_model *catalogue = isms_catalogue();
    for (isms_id f = isms_first(catalogue, ISMS_FRAMEWORK); f; f = isms_next(catalogue, f))
        add(out, isms_record_key(catalogue, f));
}

static void types(cli_words *out)
{
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t)) {
        add(out, isms_type_name(t));
        add(out, isms_type_plural(t));
    }
}

static void stages(cli_words *out)
{
    static const char *const names[] = {"internal",        "gap",     "stage1", "stage2", "surveillance",
                                        "recertification", "special", NULL};
    for (size_t i = 0; names[i]; i++)
        if (isms_stage_by_name(names[i]))
            add(out, names[i]);
}

static void import_profiles(cli_words *out)
{
    for (isms_import_profile p = isms_import_profile_next(0); p; p = isms_import_profile_next(p))
        add(out, isms_import_profile_name(p));
    add(out, "list");
}

static void scales(cli_words *out)
{
    for (const char *name = isms_import_scale_next(NULL); name; name = isms_import_scale_next(name))
        add(out, name);
    add(out, "list");
}

static void presets(cli_words *out)
{
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_MATRIX); i++)
        add(out, isms_preset_id(ISMS_PRESET_MATRIX, i));
}

static void preset_methods(cli_words *out)
{
    for (size_t i = 0; i < isms_preset_count(ISMS_PRESET_METHOD); i++)
        add(out, isms_preset_id(ISMS_PRESET_METHOD, i));
}

static void formats(cli_words *out)
{
    for (const char *name = isms_format_next(NULL); name; name = isms_format_next(name))
        add(out, name);
}

static void forms(cli_words *out)
{
    for (const char *name = isms_report_form_next(NULL); name; name = isms_report_form_next(name))
        add(out, name);
    add_all(out, (const char *const[]){"tsv", "sarif", "json-schema", "xsd", NULL});
}

static void shells(cli_words *out)
{
    add_all(out, (const char *const[]){"bash", "zsh", "fish", NULL});
}

static void pages(cli_words *out)
{
    add_all(out, (const char *const[]){"formats", "presets", "rules", "schema", NULL});
}

static void audit_profiles(cli_words *out)
{
    add_all(out, (const char *const[]){"source", "cb", NULL});
}

static void attributes(cli_words *out)
{
    for (isms_dimension d = ISMS_BY_THEME; isms_grouping_dimension_name(d); d++)
        add(out, isms_grouping_dimension_name(d));
}

static void confidences(cli_words *out)
{
    for (int32_t v = isms_value_next(NULL, ISMS_ENUM_CONFIDENCE, 0); v; v = isms_value_next(NULL, ISMS_ENUM_CONFIDENCE, v))
        add(out, isms_value_name(NULL, ISMS_ENUM_CONFIDENCE, v));
}

static const struct {
    const char *what;
    void (*fill)(cli_words *out);
    const char *see; /* where the words are listed */
} lists[] = {[CLI_COMMANDS] = {"command", commands, "isms --help lists them"},
             [CLI_RULES] = {"rule", rules, "isms rules lists them"},
             [CLI_CATALOGUES] = {"catalogue", catalogues, "isms catalogue lists them"},
             [CLI_FRAMEWORKS] = {"framework", frameworks, "isms catalogue frameworks lists them"},
             [CLI_TYPES] = {"record type", types, "isms schema lists them"},
             [CLI_STAGES] = {"stage", stages, "isms audit --help lists them"},
             [CLI_IMPORT_PROFILES] = {"profile", import_profiles, "isms import --profile list lists them"},
             [CLI_SCALES] = {"scale", scales, "isms import --scale list lists them"},
             [CLI_PRESETS] = {"preset matrix", presets, "isms lint-matrix lists them"},
             [CLI_PRESET_METHODS] = {"preset method", preset_methods, "isms method lists them"},
             [CLI_FORMATS] = {"format", formats, "isms reference formats lists them"},
             [CLI_FORMS] = {"form", forms, "there are text, md, csv, json"},
             [CLI_SHELLS] = {"shell", shells, "there are bash, zsh, fish"},
             [CLI_PAGES] = {"page", pages, "there are formats, presets, rules, schema"},
             [CLI_AUDIT_PROFILES] = {"profile", audit_profiles, "there are source and cb"},
             [CLI_ATTRIBUTES] = {"attribute", attributes, "isms controls --help lists them"},
             [CLI_CONFIDENCES] = {"confidence", confidences, "there are low, medium, high"}};

void cli_words_of(cli_word_kind kind, cli_words *out)
{
    out->count = 0;
    if (kind != CLI_NOTHING && kind != CLI_FILES)
        lists[kind].fill(out);
    out->word[out->count] = NULL;
}

bool cli_is_word(cli_word_kind kind, const char *word)
{
    cli_words words;
    cli_words_of(kind, &words);
    for (size_t i = 0; i < words.count; i++)
        if (strcmp(words.word[i], word) == 0)
            return true;
    return false;
}

/* ------------------------------------------------------------------ the word that was probably meant */

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t m = a < b ? a : b;
    return m < c ? m : c;
}

static bool differ(char a, char b)
{
    return tolower((unsigned char)a) != tolower((unsigned char)b);
}

/* Levenshtein distance of two short words, whatever their case. */
static size_t distance(const char *a, const char *b)
{
    size_t row[64], n = strlen(b);
    if (n >= 63 || strlen(a) >= 63)
        return 99;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t old = row[j];
            row[j] = smallest(row[j] + 1, row[j - 1] + 1, corner + differ(a[i - 1], b[j - 1]));
            corner = old;
        }
    }
    return row[n];
}

const char *cli_nearest(const char *word, const char *const *words)
{
    const char *best = NULL;
    size_t least = strlen(word) / 3 + 2;
    for (; *words; words++) {
        size_t d = distance(word, *words);
        if (d < least) {
            least = d;
            best = *words;
        }
    }
    return best;
}

int cli_no_such(cli_word_kind kind, const char *word)
{
    cli_words words;
    cli_words_of(kind, &words);
    const char *near = cli_nearest(word, words.word);
    if (near)
        return cli_wrong("there is no %s %s; did you mean %s?", lists[kind].what, word, near);
    return cli_wrong("there is no %s %s; %s", lists[kind].what, word, lists[kind].see);
}

int cli_not_among(const char *what, const char *word, const char *const *there)
{
    char list[256] = "";
    const char *near = cli_nearest(word, there);
    if (near)
        return cli_wrong("there is no %s %s here; did you mean %s?", what, word, near);
    for (size_t i = 0, n = 0; there[i] && n < sizeof list; i++)
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", i ? ", " : "", there[i]);
    return cli_wrong("there is no %s %s here; there are %s", what, word, list);
}

int cli_no_record(const isms_model *model, isms_type type, const char *key)
{
    cli_words words = {.count = 0};
    for (isms_id r = isms_first(model, type); r; r = isms_next(model, r))
        add(&words, isms_record_key(model, r));
    words.word[words.count] = NULL;
    const char *near = cli_nearest(key, words.word);
    return near ? cli_wrong("there is no %s %s; did you mean %s?", isms_type_name(type), key, near)
                : cli_wrong("there is no %s %s", isms_type_name(type), key);
}
