/* Three-way merge: attribute by attribute, with located conflicts. */
#include "generator.h"
#include "test.h"

enum { DOCUMENTS = 50 };

static isms_model *read_named(const char *text, const char *source)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    isms_model *model = NULL;
    options.source = source;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    CU_ASSERT_EQUAL_FATAL(isms_model_read_text(model, "json", text, strlen(text), &options, NULL), ISMS_OK);
    return model;
}

static char *document_of(const isms_model *m, isms_form form)
{
    isms_write_options options = ISMS_WRITE_OPTIONS_INIT;
    isms_blob *blob = NULL;
    options.form = form;
    CU_ASSERT_EQUAL_FATAL(isms_model_write_text(m, "json", &options, &blob), ISMS_OK);
    char *text = malloc(isms_blob_size(blob) + 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memcpy(text, isms_blob_bytes(blob), isms_blob_size(blob) + 1);
    isms_blob_free(blob);
    return text;
}

static bool same_documents(const isms_model *a, const isms_model *b)
{
    char *x = document_of(a, ISMS_FORM_COMPACT), *y = document_of(b, ISMS_FORM_COMPACT);
    bool same = strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

/* What the merge of three documents is and which conflicts it has, both as text. */
typedef struct outcome {
    char *text, *conflicts;
} outcome;

static outcome merge_texts(const char *base, const char *ours, const char *theirs)
{
    isms_model *models[] = {read_named(base, "base.json"), read_named(ours, "ours.json"), read_named(theirs, "theirs.json")};
    isms_model *merged = NULL;
    isms_merge *merge = NULL;
    test_sink sink = {NULL, 0, TEST_NEVER, false};
    isms_status status = isms_merge_models(models[0], models[1], models[2], NULL, &merged, &merge);
    CU_ASSERT_EQUAL_FATAL(status, isms_merge_count(merge) ? ISMS_PARTIAL : ISMS_OK);
    CU_ASSERT_EQUAL(isms_merge_write(merge, "text", test_sink_write, &sink), ISMS_OK);
    outcome o = {document_of(merged, ISMS_FORM_COMPACT), sink.bytes ? sink.bytes : calloc(1, 1)};
    for (size_t i = 0; i < 3; i++)
        isms_model_free(models[i]);
    isms_model_free(merged);
    isms_merge_free(merge);
    return o;
}

static void merges(const char *base, const char *ours, const char *theirs, const char *text, const char *conflicts)
{
    outcome o = merge_texts(base, ours, theirs);
    CU_ASSERT_STRING_EQUAL(o.text, text);
    CU_ASSERT_STRING_EQUAL(o.conflicts, conflicts);
    if (strcmp(o.text, text) != 0 || strcmp(o.conflicts, conflicts) != 0)
        printf("\n%s\n%s", o.text, o.conflicts);
    free(o.text);
    free(o.conflicts);
}

/* A document with one risk that has these members. */
#define RISK(members) "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\"" members "}]}"

static void different_attributes_of_a_record_merge(void)
{
    merges(RISK(",\"title\":\"A\",\"inherent\":{\"likelihood\":1,\"impact\":1}"),
           RISK(",\"title\":\"B\",\"inherent\":{\"likelihood\":2,\"impact\":1}"),
           RISK(",\"title\":\"A\",\"notes\":\"n\",\"inherent\":{\"likelihood\":1,\"impact\":3}"),
           RISK(",\"title\":\"B\",\"notes\":\"n\",\"inherent\":{\"likelihood\":2,\"impact\":3}"), "");
}

static void an_attribute_that_both_sides_changed_is_a_conflict(void)
{
    merges(RISK(",\"title\":\"A\""), "{\n\"libisms\":\"1.0\",\n\"risks\":[{\"id\":\"R-1\",\"title\":\"B\"}]}",
           RISK(",\"title\":\"C\""), RISK(",\"title\":\"B\""),
           "ours.json:3: conflict: risk R-1: title: base \"A\" (base.json:1), ours \"B\" (kept), theirs \"C\" "
           "(theirs.json:1)\n");
}

static void the_same_change_on_both_sides_is_none(void)
{
    merges(RISK(",\"title\":\"A\""), RISK(",\"title\":\"B\",\"notes\":\"n\""), RISK(",\"title\":\"B\",\"notes\":\"n\""),
           RISK(",\"title\":\"B\",\"notes\":\"n\""), "");
}

static void an_attribute_that_one_side_cleared_and_the_other_changed_is_a_conflict(void)
{
    merges(RISK(",\"title\":\"A\""), RISK(""), RISK(",\"title\":\"C\""), RISK(""),
           "ours.json:1: conflict: risk R-1: title: base \"A\" (base.json:1), ours nothing (kept), theirs \"C\" "
           "(theirs.json:1)\n");
}

static void sets_merge_what_came_and_what_went(void)
{
    merges(RISK(",\"tags\":[\"m\",\"a\"],\"assets\":[\"A-1\",\"A-2\"],\"controls\":[\"A.5.1\"]"),
           RISK(",\"tags\":[\"m\",\"a\",\"z\"],\"assets\":[\"A-2\",\"A-9\"],\"controls\":[\"A.5.1\"]"),
           RISK(",\"tags\":[\"a\",\"k\"],\"assets\":[\"A-1\",\"A-2\",\"A-3\"],\"controls\":[\"A.5.1\",\"A.5.2\"]"),
           RISK(",\"tags\":[\"a\",\"k\",\"z\"],\"assets\":[\"A-2\",\"A-3\",\"A-9\"],\"controls\":[\"A.5.1\",\"A.5.2\"]"), "");
    merges(RISK(",\"tags\":[\"a\",\"b\"]"), RISK(",\"tags\":[\"a\"]"), RISK(",\"tags\":[\"b\"]"), RISK(""), "");
    merges(RISK(""), RISK(",\"origins\":[{\"system\":\"x\",\"key\":\"1\"}]"),
           RISK(",\"origins\":[{\"system\":\"y\",\"key\":\"2\"}]"),
           RISK(",\"origins\":[{\"system\":\"x\",\"key\":\"1\"},{\"system\":\"y\",\"key\":\"2\"}]"), "");
}

/* One side's new order counts, two different ones are a conflict, and an item that stands twice makes no set. */
static void what_stays_in_a_set_keeps_its_order(void)
{
    merges(RISK(",\"tags\":[\"a\",\"b\",\"c\"]"), RISK(",\"tags\":[\"c\",\"b\",\"a\"]"),
           RISK(",\"tags\":[\"a\",\"b\",\"c\",\"d\"]"), RISK(",\"tags\":[\"c\",\"b\",\"a\",\"d\"]"), "");
    merges(RISK(",\"tags\":[\"a\",\"b\",\"c\"]"), RISK(",\"tags\":[\"c\",\"b\",\"a\"]"), RISK(",\"tags\":[\"b\",\"a\",\"c\"]"),
           RISK(",\"tags\":[\"c\",\"b\",\"a\"]"),
           "ours.json:1: conflict: risk R-1: tags: base [\"a\",\"b\",\"c\"] (base.json:1), ours [\"c\",\"b\",\"a\"] (kept), "
           "theirs [\"b\",\"a\",\"c\"] (theirs.json:1)\n");
    merges(RISK(",\"tags\":[\"a\"]"), RISK(",\"tags\":[\"a\",\"a\"]"), RISK(",\"tags\":[\"b\"]"),
           RISK(",\"tags\":[\"a\",\"a\"]"),
           "ours.json:1: conflict: risk R-1: tags: base [\"a\"] (base.json:1), ours [\"a\",\"a\"] (kept), theirs [\"b\"] "
           "(theirs.json:1)\n");
}

#define RISKS(records) "{\"libisms\":\"1.0\",\"risks\":[" records "]}"

static void records_come_and_go(void)
{
    merges(RISKS("{\"id\":\"R-1\"},{\"id\":\"R-2\"}"), RISKS("{\"id\":\"R-2\"},{\"id\":\"R-3\"}"),
           RISKS("{\"id\":\"R-1\"},{\"id\":\"R-2\",\"title\":\"A\"},{\"id\":\"R-4\"}"),
           RISKS("{\"id\":\"R-2\",\"title\":\"A\"},{\"id\":\"R-3\"},{\"id\":\"R-4\"}"), "");
}

static void a_record_that_both_sides_made_merges_by_attribute(void)
{
    merges(RISKS(""), RISKS("{\"id\":\"R-1\",\"title\":\"A\"}"), RISKS("{\"id\":\"R-1\",\"notes\":\"n\"}"),
           RISKS("{\"id\":\"R-1\",\"title\":\"A\",\"notes\":\"n\"}"), "");
    merges(RISKS(""), RISKS("{\"id\":\"R-1\",\"title\":\"A\"}"), RISKS("{\"id\":\"R-1\",\"title\":\"B\"}"),
           RISKS("{\"id\":\"R-1\",\"title\":\"A\"}"),
           "ours.json:1: conflict: risk R-1: title: base nothing, ours \"A\" (kept), theirs \"B\" (theirs.json:1)\n");
}

static void deleting_what_the_other_side_changed_is_a_conflict(void)
{
    merges(RISKS("{\"id\":\"R-1\"}"), RISKS(""), RISKS("{\"id\":\"R-1\",\"title\":\"A\"}"), RISKS(""),
           "conflict: risk R-1: base there (base.json:1), ours deleted (kept), theirs changed (theirs.json:1)\n");
    merges(RISKS("{\"id\":\"R-1\"}"), RISKS("{\"id\":\"R-1\",\"title\":\"A\"}"), RISKS(""),
           RISKS("{\"id\":\"R-1\",\"title\":\"A\"}"),
           "ours.json:1: conflict: risk R-1: base there (base.json:1), ours changed (kept), theirs deleted\n");
}

static void members_beside_the_schema_merge_too(void)
{
    merges(
        "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"x\":{\"a\":1,\"b\":{\"c\":1}}}],\"e\":{\"k\":1}}",
        "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"x\":{\"a\":2,\"b\":{\"c\":1}}}],\"e\":{\"k\":2}}",
        "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"x\":{\"a\":1,\"b\":{\"c\":1,\"d\":[]}},\"y\":0}],\"e\":{\"k\":3}}",
        "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"x\":{\"a\":2,\"b\":{\"c\":1,\"d\":[]}},\"y\":0}],\"e\":{\"k\":2}}",
        "conflict: document: /e.k: base 1, ours 2 (kept), theirs 3\n");
}

static void the_document_and_its_registers_merge(void)
{
    merges("{\"libisms\":\"1.0\",\"document\":{\"title\":\"A\"},\"audits\":[]}",
           "{\"libisms\":\"1.0\",\"document\":{\"title\":\"B\"},\"incidents\":[],\"audits\":[]}",
           "{\"libisms\":\"1.0\",\"document\":{\"title\":\"A\",\"language\":\"en\"}}",
           "{\"libisms\":\"1.0\",\"document\":{\"title\":\"B\",\"language\":\"en\"},\"incidents\":[]}", "");
    merges("{\"libisms\":\"1.0\",\"document\":{\"partial\":[\"audits\"]}}",
           "{\"libisms\":\"1.0\",\"document\":{\"partial\":[\"audits\",\"risks\"]}}", "{\"libisms\":\"1.0\",\"audits\":[]}",
           "{\"libisms\":\"1.0\",\"document\":{\"partial\":[\"risks\"]},\"audits\":[]}", "");
}

static void objects_of_many_members_merge_by_their_names(void)
{
    char *base = wide_document(0, 0), *ours = wide_document(2, 1), *theirs = wide_document(4, 0), *both = wide_document(6, 0);
    merges(base, ours, theirs, both, "");
    merges(base, theirs, ours, both, "");
    merges(base, ours, both, both, "");
    free(base);
    free(ours);
    free(theirs);
    free(both);
}

static void of_two_new_versions_the_later_one_stays(void)
{
    merges("{\"libisms\":\"1.0\"}", "{\"libisms\":\"1.2\",\"x\":1}", "{\"libisms\":\"1.10\",\"y\":2}",
           "{\"libisms\":\"1.10\",\"x\":1,\"y\":2}", "");
    merges("{\"libisms\":\"1.0\"}", "{\"libisms\":\"1.3\"}", "{\"libisms\":\"1.2\"}", "{\"libisms\":\"1.3\"}", "");
}

/* ------------------------------------------------------------------ references to what the other side deleted */

/* A document with these risks and assets. */
#define BOTH(assets, risks) "{\"libisms\":\"1.0\",\"assets\":[" assets "],\"risks\":[" risks "]}"

static void what_ours_deleted_and_theirs_newly_refers_to_is_a_conflict(void)
{
    merges(BOTH("{\"id\":\"A-1\"}", "{\"id\":\"R-1\"}"), BOTH("", "{\"id\":\"R-1\"}"),
           "{\"libisms\":\"1.0\",\n\"assets\":[{\"id\":\"A-1\"}],\n"
           "\"risks\":[{\"id\":\"R-1\",\"assets\":[\"A-1\"]},\n{\"id\":\"R-2\",\"assets\":[\"A-1\"]}]}",
           BOTH("", "{\"id\":\"R-1\",\"assets\":[\"A-1\"]},{\"id\":\"R-2\",\"assets\":[\"A-1\"]}"),
           "theirs.json:3: conflict: risk R-1: assets: theirs refers to asset A-1 (theirs.json:2), ours deleted it (kept)\n"
           "theirs.json:4: conflict: risk R-2: assets: theirs refers to asset A-1 (theirs.json:2), ours deleted it (kept)\n");
}

static void what_theirs_deleted_and_ours_newly_refers_to_stays_and_is_a_conflict(void)
{
    merges(BOTH("{\"id\":\"A-1\"},{\"id\":\"A-2\"}", "{\"id\":\"R-1\"}"),
           BOTH("{\"id\":\"A-1\"},{\"id\":\"A-2\"}", "{\"id\":\"R-1\",\"assets\":[\"A-1\"]}"),
           BOTH("{\"id\":\"A-2\"}", "{\"id\":\"R-1\",\"title\":\"T\"}"),
           BOTH("{\"id\":\"A-1\"},{\"id\":\"A-2\"}", "{\"id\":\"R-1\",\"title\":\"T\",\"assets\":[\"A-1\"]}"),
           "ours.json:1: conflict: risk R-1: assets: ours refers to asset A-1 (ours.json:1) (kept), theirs deleted it\n");
}

static void what_stays_brings_along_what_it_refers_to(void)
{
    merges("{\"libisms\":\"1.1\",\"persons\":[{\"id\":\"P-1\"}],\"assets\":[{\"id\":\"A-1\",\"owner\":\"P-1\"}],\"z\":1}",
           "{\"libisms\":\"1.1\",\"persons\":[{\"id\":\"P-1\"}],\"assets\":[{\"id\":\"A-1\",\"owner\":\"P-1\"}],"
           "\"risks\":[{\"id\":\"R-1\",\"assets\":[\"A-1\"]}],\"z\":1}",
           "{\"libisms\":\"1.1\",\"persons\":[],\"assets\":[],\"z\":1}",
           "{\"libisms\":\"1.1\",\"persons\":[{\"id\":\"P-1\"}],\"assets\":[{\"id\":\"A-1\",\"owner\":\"P-1\"}],"
           "\"risks\":[{\"id\":\"R-1\",\"assets\":[\"A-1\"]}],\"z\":1}",
           "ours.json:1: conflict: risk R-1: assets: ours refers to asset A-1 (ours.json:1) (kept), theirs deleted it\n"
           "ours.json:1: conflict: asset A-1: owner: ours refers to person P-1 (ours.json:1) (kept), theirs deleted it\n");
}

#define CONTROLS(controls, risk) "{\"libisms\":\"1.0\",\"controls\":[" controls "],\"risks\":[{\"id\":\"R-1\"" risk "}]}"

static void a_control_of_ones_own_counts_where_requirements_name_it(void)
{
    merges(
        CONTROLS("{\"id\":\"C-1\"}", ""), CONTROLS("", ""), CONTROLS("{\"id\":\"C-1\"}", ",\"controls\":[\"A.5.1\",\"C-1\"]"),
        CONTROLS("", ",\"controls\":[\"A.5.1\",\"C-1\"]"),
        "theirs.json:1: conflict: risk R-1: controls: theirs refers to control C-1 (theirs.json:1), ours deleted it (kept)\n");
}

static void what_is_referred_to_twice_in_one_place_is_told_once(void)
{
    static const char twice[] = ",\"control_effects\":[{\"control\":\"C-1\"},{\"control\":\"C-1\",\"acts_on\":\"share\"}]";
    char theirs[200], merged[200];
    snprintf(theirs, sizeof theirs, CONTROLS("{\"id\":\"C-1\"}", "%s"), twice);
    snprintf(merged, sizeof merged, CONTROLS("", "%s"), twice);
    merges(CONTROLS("{\"id\":\"C-1\"}", ""), CONTROLS("", ""), theirs, merged,
           "theirs.json:1: conflict: risk R-1: control_effects[].control: theirs refers to control C-1 (theirs.json:1), ours "
           "deleted it (kept)\n");
}

static void references_that_led_nowhere_before_are_no_conflict(void)
{
    merges(BOTH("{\"id\":\"A-1\"}", "{\"id\":\"R-1\",\"assets\":[\"A-1\",\"A-9\"]}"),
           BOTH("", "{\"id\":\"R-1\",\"assets\":[\"A-1\",\"A-9\"]}"),
           BOTH("{\"id\":\"A-1\"}", "{\"id\":\"R-1\",\"title\":\"T\",\"assets\":[\"A-1\",\"A-8\",\"A-9\"]}"),
           BOTH("", "{\"id\":\"R-1\",\"title\":\"T\",\"assets\":[\"A-1\",\"A-8\",\"A-9\"]}"), "");
}

static void a_reference_to_what_was_deleted_says_where_it_is(void)
{
    isms_model *base = read_named(BOTH("{\"id\":\"A-1\"}", ""), "base.json"), *ours = read_named(BOTH("", ""), "ours.json");
    isms_model *theirs = read_named(BOTH("{\"id\":\"A-1\"}", "\n{\"id\":\"R-1\",\"assets\":[\"A-1\"]}"), "theirs.json");
    isms_model *merged = NULL;
    isms_merge *merge = NULL;
    isms_merge_side deleter = 0;
    isms_type type = 0;
    const char *key = NULL, *source = NULL;
    uint32_t line = 0;
    test_sink sink = {NULL, 0, TEST_NEVER, false};
    CU_ASSERT_EQUAL_FATAL(isms_merge_models(base, ours, theirs, NULL, &merged, &merge), ISMS_PARTIAL);
    CU_ASSERT_EQUAL_FATAL(isms_merge_count(merge), 1);
    CU_ASSERT_EQUAL(isms_merge_attribute(merge, 0), ISMS_RISK_ASSETS);
    CU_ASSERT_STRING_EQUAL(isms_merge_value(merge, 0, ISMS_MERGE_THEIRS), "\"A-1\"");
    CU_ASSERT_STRING_EQUAL(isms_merge_value(merge, 0, ISMS_MERGE_OURS), "");
    CU_ASSERT_EQUAL(isms_merge_row(merge, 0, ISMS_MERGE_THEIRS), 2);
    CU_ASSERT_EQUAL_FATAL(isms_merge_target(merge, 0, &deleter, &type, &key, &source, &line), ISMS_OK);
    CU_ASSERT(deleter == ISMS_MERGE_OURS && type == ISMS_ASSET && line == 1);
    CU_ASSERT_STRING_EQUAL(key, "A-1");
    CU_ASSERT_STRING_EQUAL(source, "theirs.json");
    CU_ASSERT_EQUAL(isms_merge_target(merge, 0, NULL, NULL, NULL, NULL, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_merge_target(merge, 1, &deleter, &type, &key, &source, &line), ISMS_ABSENT);
    CU_ASSERT_EQUAL(isms_merge_write(merge, "json", test_sink_write, &sink), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(sink.bytes, "[\n  {\"type\": \"risk\", \"id\": \"R-1\", \"attribute\": \"assets\", "
                                       "\"refers_to\": {\"type\": \"asset\", \"id\": \"A-1\", \"deleted_by\": \"ours\", "
                                       "\"source\": \"theirs.json\", \"line\": 1}, \"base\": {}, \"ours\": {}, "
                                       "\"theirs\": {\"value\": \"A-1\", \"source\": \"theirs.json\", \"line\": 2}}\n]\n");
    test_sink_dispose(&sink);
    isms_merge_free(merge);
    isms_model_free(base);
    isms_model_free(ours);
    isms_model_free(theirs);
    isms_model_free(merged);
}

/* ------------------------------------------------------------------ what holds for every document */

/* The merge; NULL where it has conflicts, and then how many there are. */
static isms_model *merged_of(const isms_model *base, const isms_model *ours, const isms_model *theirs, size_t *conflicts)
{
    isms_model *merged = NULL;
    isms_merge *merge = NULL;
    isms_status status = isms_merge_models(base, ours, theirs, NULL, &merged, &merge);
    CU_ASSERT_FATAL(status == ISMS_OK || status == ISMS_PARTIAL);
    *conflicts = isms_merge_count(merge);
    isms_merge_free(merge);
    return merged;
}

static void expect_merge(const isms_model *base, const isms_model *ours, const isms_model *theirs, const isms_model *expected)
{
    size_t conflicts;
    isms_model *merged = merged_of(base, ours, theirs, &conflicts);
    CU_ASSERT_EQUAL(conflicts, 0);
    CU_ASSERT(same_documents(merged, expected));
    isms_model_free(merged);
}

static void one_side_alone_is_the_result(void)
{
    for (unsigned i = 0; i < DOCUMENTS; i++) {
        char *a = generated_document(i), *b = generated_document(i + 1);
        isms_model *base = read_named(a, "a"), *other = read_named(b, "b");
        expect_merge(base, base, other, other);
        expect_merge(base, other, base, other);
        expect_merge(base, other, other, other);
        expect_merge(base, base, base, base);
        isms_model_free(base);
        isms_model_free(other);
        free(a);
        free(b);
    }
}

static uint32_t state;

static uint32_t random_below(uint32_t n)
{
    state = state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)state * n >> 32);
}

/* Refers to records of the model, through some attributes of this one. */
static void refer_to_some(isms_model *m, isms_id id)
{
    isms_type type = isms_record_type(m, id);
    for (isms_attribute a = isms_attribute_next(NULL, type, 0); a; a = isms_attribute_next(NULL, type, a)) {
        bool reference = isms_attribute_kind(NULL, a) == ISMS_KIND_REFERENCE && !strchr(isms_attribute_path(NULL, a), '[');
        isms_id target = reference ? isms_first(m, isms_attribute_target(NULL, a)) : ISMS_NONE;
        for (unsigned skip = random_below(3); skip && target && isms_next(m, target); skip--)
            target = isms_next(m, target);
        if (target)
            (isms_attribute_is_list(NULL, a) ? isms_add_link : isms_set_link)(m, id, a, target);
    }
}

static void edit_record(isms_model *m, isms_id id, unsigned side)
{
    static const char *const paths[] = {"title", "notes", "description"};
    char text[40];
    isms_type type = isms_record_type(m, id);
    snprintf(text, sizeof text, "%u of side %u", random_below(1000), side);
    switch (random_below(10)) {
    case 0:
    case 4:
        isms_record_delete(m, id); /* may be refused */
        break;
    case 5:
    case 6:
    case 7:
        refer_to_some(m, id);
        break;
    case 1:
    case 2:
        isms_add_text(m, id, isms_attribute_by_path(NULL, type, "tags"), text);
        break;
    case 3:
        isms_clear(m, id, isms_attribute_by_path(NULL, type, paths[random_below(3)]));
        break;
    default:
        isms_set_text(m, id, isms_attribute_by_path(NULL, type, paths[random_below(3)]), text);
    }
}

/* Changes some records of a copy of a document. */
static isms_model *edited(const char *text, unsigned side)
{
    isms_model *m = read_named(text, "x");
    char key[20];
    for (isms_type t = isms_type_next(0); t; t = isms_type_next(t)) {
        isms_id next = ISMS_NONE;
        for (isms_id id = isms_first(m, t); id; id = next) {
            next = isms_next(m, id);
            if (random_below(5) == 0)
                edit_record(m, id, side);
        }
        snprintf(key, sizeof key, "NEW-%u", random_below(5));
        if (!isms_type_is_catalogue(t) && random_below(10) == 0)
            isms_record_create(m, t, key, NULL);
    }
    return m;
}

static void who_is_who_does_not_matter_without_conflicts(void)
{
    unsigned clean = 0;
    for (unsigned i = 0; i < DOCUMENTS; i++) {
        char *text = generated_document(i);
        size_t there, back;
        state = i;
        isms_model *base = read_named(text, "a"), *ours = edited(text, 1), *theirs = edited(text, 2);
        isms_model *one = merged_of(base, ours, theirs, &there), *two = merged_of(base, theirs, ours, &back);
        CU_ASSERT((there == 0) == (back == 0)); /* how many there are depends on what was kept and refers to what */
        CU_ASSERT(there > 0 || same_documents(one, two));
        clean += there == 0;
        isms_model_free(base);
        isms_model_free(ours);
        isms_model_free(theirs);
        isms_model_free(one);
        isms_model_free(two);
        free(text);
    }
    CU_ASSERT(clean > DOCUMENTS / 10 && clean < DOCUMENTS);
}

static const char *key_at(const isms_model *m, isms_id id, isms_attribute a, size_t i)
{
    return isms_attribute_is_list(NULL, a) ? isms_list_key(m, id, a, i) : isms_link_key(m, id, a);
}

static size_t keys_of(const isms_model *m, isms_id id, isms_attribute a)
{
    return isms_attribute_is_list(NULL, a) ? isms_list_count(m, id, a) : 1;
}

/* Does the record of that side refer to the key, which the side does not have? */
static bool led_nowhere(const isms_model *m, isms_type type, const char *record, isms_attribute a, const char *key)
{
    isms_id id = isms_find(m, type, record);
    bool refers = false;
    for (size_t i = 0, n = id ? keys_of(m, id, a) : 0; i < n; i++)
        refers |= key_at(m, id, a, i) && strcmp(key_at(m, id, a, i), key) == 0;
    return refers && !isms_find(m, isms_attribute_target(NULL, a), key);
}

/* References of a merge that lead nowhere and did not on either side. */
static unsigned count_lost(const isms_model *merged, const isms_model *ours, const isms_model *theirs, isms_type t)
{
    unsigned lost = 0;
    for (isms_attribute a = isms_attribute_next(NULL, t, 0); a; a = isms_attribute_next(NULL, t, a))
        for (isms_id id = isms_first(merged, t); id && isms_attribute_kind(NULL, a) == ISMS_KIND_REFERENCE;
             id = isms_next(merged, id))
            for (size_t i = 0; i < keys_of(merged, id, a); i++) {
                const char *key = key_at(merged, id, a, i), *record = isms_record_key(merged, id);
                lost += key && !isms_find(merged, isms_attribute_target(NULL, a), key) &&
                        !led_nowhere(ours, t, record, a, key) && !led_nowhere(theirs, t, record, a, key);
            }
    return lost;
}

static void a_reference_that_is_lost_is_always_told(void)
{
    unsigned told = 0, lost = 0;
    size_t size;
    char *text = test_slurp(ISMS_SOURCE_DIR "/examples/data/nordlicht.json", &size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    for (unsigned i = 0; i < 4; i++) {
        isms_model *merged = NULL;
        isms_merge *merge = NULL;
        state = i;
        isms_model *base = read_named(text, "a"), *ours = edited(text, 1), *theirs = edited(text, 2);
        CU_ASSERT_FATAL(isms_merge_models(base, ours, theirs, NULL, &merged, &merge) >= 0);
        for (size_t k = 0; k < isms_merge_count(merge); k++) {
            isms_merge_side deleter = ISMS_MERGE_BASE;
            told += isms_merge_target(merge, k, &deleter, NULL, NULL, NULL, NULL) == ISMS_OK && deleter == ISMS_MERGE_OURS;
        }
        for (isms_type t = isms_type_next(0); t; t = isms_type_next(t))
            lost += count_lost(merged, ours, theirs, t);
        isms_merge_free(merge);
        isms_model_free(merged);
        isms_model_free(base);
        isms_model_free(ours);
        isms_model_free(theirs);
    }
    free(text);
    CU_ASSERT(told > 20);
    CU_ASSERT_EQUAL(lost, told);
    if (lost != told)
        printf("\n%u references were lost, %u told\n", lost, told);
}

/* ------------------------------------------------------------------ calls */

static void a_conflict_says_what_and_where(void)
{
    isms_model *base = read_named(RISK(",\"title\":\"A\""), "base.json"), *merged = NULL;
    isms_model *ours = read_named("{\"libisms\":\"1.0\",\n\"risks\":[\n{\"id\":\"R-1\",\"title\":\"B\"}]}", "ours.json");
    isms_model *theirs = read_named(RISK(",\"title\":\"C\",\"tags\":[\"t\"]"), "theirs.json");
    isms_merge *merge = NULL;
    const char *source;
    uint32_t line;
    CU_ASSERT_EQUAL_FATAL(isms_merge_models(base, ours, theirs, NULL, &merged, &merge), ISMS_PARTIAL);
    CU_ASSERT_EQUAL_FATAL(isms_merge_count(merge), 1);
    CU_ASSERT_EQUAL(isms_merge_type(merge, 0), ISMS_RISK);
    CU_ASSERT_STRING_EQUAL(isms_merge_key(merge, 0), "R-1");
    CU_ASSERT_EQUAL(isms_merge_attribute(merge, 0), ISMS_RISK_TITLE);
    CU_ASSERT_STRING_EQUAL(isms_merge_path(merge, 0), "title");
    CU_ASSERT_STRING_EQUAL(isms_merge_value(merge, 0, ISMS_MERGE_BASE), "\"A\"");
    CU_ASSERT_STRING_EQUAL(isms_merge_value(merge, 0, ISMS_MERGE_THEIRS), "\"C\"");
    CU_ASSERT_STRING_EQUAL(isms_merge_source(merge, 0, ISMS_MERGE_OURS), "ours.json");
    CU_ASSERT_EQUAL(isms_merge_row(merge, 0, ISMS_MERGE_OURS), 3);
    CU_ASSERT_STRING_EQUAL(isms_merge_value(merge, 0, 3), "");
    CU_ASSERT_EQUAL(isms_merge_row(merge, 1, ISMS_MERGE_OURS), 0);
    CU_ASSERT_EQUAL(isms_journal_count(merged), 0);
    isms_id risk = isms_find(merged, ISMS_RISK, "R-1");
    CU_ASSERT_EQUAL(isms_record_location(merged, risk, &source, &line, NULL), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(source, "ours.json");
    CU_ASSERT_EQUAL(line, 3);
    test_sink sink = {NULL, 0, TEST_NEVER, false};
    CU_ASSERT_EQUAL(isms_merge_write(merge, "json", test_sink_write, &sink), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(sink.bytes, "[\n  {\"type\": \"risk\", \"id\": \"R-1\", \"attribute\": \"title\", "
                                       "\"base\": {\"value\": \"A\", \"source\": \"base.json\", \"line\": 1}, "
                                       "\"ours\": {\"value\": \"B\", \"source\": \"ours.json\", \"line\": 3}, "
                                       "\"theirs\": {\"value\": \"C\", \"source\": \"theirs.json\", \"line\": 1}}\n]\n");
    CU_ASSERT_EQUAL(isms_merge_write(merge, "csv", test_sink_write, &sink), ISMS_E_FORMAT);
    test_sink_dispose(&sink);
    isms_merge_free(merge);
    isms_model_free(base);
    isms_model_free(ours);
    isms_model_free(theirs);
    isms_model_free(merged);
}

static isms_model *sides[3];

static isms_status merge_sides(const isms_allocator *a)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *merged = NULL;
    isms_merge *merge = NULL;
    options.allocator = a;
    isms_status status = isms_merge_models(sides[0], sides[1], sides[2], &options, &merged, &merge);
    CU_ASSERT((status >= 0) == (merged != NULL) && (status >= 0) == (merge != NULL));
    isms_model_free(merged);
    isms_merge_free(merge);
    return status < 0 ? status : ISMS_OK;
}

static void failing_allocations_leave_nothing_behind(void)
{
    sides[0] = read_named(RISK(",\"title\":\"A\",\"tags\":[\"a\",\"b\"],\"x\":{\"k\":1}"), "a");
    sides[1] = read_named(RISK(",\"title\":\"B\",\"tags\":[\"a\"],\"x\":{\"k\":1,\"l\":2},\"inherent\":{\"impact\":2}"), "b");
    sides[2] = read_named(RISK(",\"title\":\"C\",\"tags\":[\"b\",\"c\"],\"x\":{\"k\":1,\"m\":3}"), "c");
    sweep_allocations(merge_sides);
    for (size_t i = 0; i < 3; i++)
        isms_model_free(sides[i]);
    sides[0] = read_named(BOTH("{\"id\":\"A-1\"},{\"id\":\"A-2\"}", ""), "a");
    sides[1] = read_named(BOTH("{\"id\":\"A-1\"}", "{\"id\":\"R-1\",\"assets\":[\"A-1\"]}"), "b");
    sides[2] = read_named(BOTH("{\"id\":\"A-2\"}", "{\"id\":\"R-2\",\"assets\":[\"A-2\"]}"), "c");
    sweep_allocations(merge_sides);
    for (size_t i = 0; i < 3; i++)
        isms_model_free(sides[i]);
}

static void wrong_use_is_refused(void)
{
    isms_model *m = read_named(RISK(""), "a"), *merged = m;
    isms_merge *merge = NULL;
    CU_ASSERT_EQUAL(isms_merge_models(m, m, NULL, NULL, &merged, &merge), ISMS_E_MISUSE);
    CU_ASSERT_PTR_NULL(merged);
    CU_ASSERT_EQUAL(isms_merge_models(m, m, m, NULL, NULL, &merge), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_merge_models(m, m, m, NULL, &merged, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_merge_count(NULL), 0);
    CU_ASSERT_STRING_EQUAL(isms_merge_path(NULL, 0), "");
    isms_merge_free(NULL);
    isms_model_free(m);
}

int main(void)
{
    static const test_case tests[] = {
        {"different attributes of a record merge", different_attributes_of_a_record_merge},
        {"an attribute that both sides changed is a conflict", an_attribute_that_both_sides_changed_is_a_conflict},
        {"the same change on both sides is none", the_same_change_on_both_sides_is_none},
        {"an attribute that one side cleared and the other changed is a conflict",
         an_attribute_that_one_side_cleared_and_the_other_changed_is_a_conflict},
        {"sets merge what came and what went", sets_merge_what_came_and_what_went},
        {"what stays in a set keeps its order", what_stays_in_a_set_keeps_its_order},
        {"records come and go", records_come_and_go},
        {"a record that both sides made merges by attribute", a_record_that_both_sides_made_merges_by_attribute},
        {"deleting what the other side changed is a conflict", deleting_what_the_other_side_changed_is_a_conflict},
        {"members beside the schema merge too", members_beside_the_schema_merge_too},
        {"the document and its registers merge", the_document_and_its_registers_merge},
        {"objects of many members merge by their names", objects_of_many_members_merge_by_their_names},
        {"of two new versions the later one stays", of_two_new_versions_the_later_one_stays},
        {"what ours deleted and theirs newly refers to is a conflict",
         what_ours_deleted_and_theirs_newly_refers_to_is_a_conflict},
        {"what theirs deleted and ours newly refers to stays and is a conflict",
         what_theirs_deleted_and_ours_newly_refers_to_stays_and_is_a_conflict},
        {"what stays brings along what it refers to", what_stays_brings_along_what_it_refers_to},
        {"a control of one's own counts where requirements name it", a_control_of_ones_own_counts_where_requirements_name_it},
        {"what is referred to twice in one place is told once", what_is_referred_to_twice_in_one_place_is_told_once},
        {"references that led nowhere before are no conflict", references_that_led_nowhere_before_are_no_conflict},
        {"a reference to what was deleted says where it is", a_reference_to_what_was_deleted_says_where_it_is},
        {"one side alone is the result", one_side_alone_is_the_result},
        {"who is who does not matter without conflicts", who_is_who_does_not_matter_without_conflicts},
        {"a reference that is lost is always told", a_reference_that_is_lost_is_always_told},
        {"a conflict says what and where", a_conflict_says_what_and_where},
        {"failing allocations leave nothing behind", failing_allocations_leave_nothing_behind},
        {"wrong use is refused", wrong_use_is_refused},
        {NULL, NULL}};
    return run_suite("three-way merge", tests);
}
