/* Attributes of a host's own behave like those of the schema, in every call and format, and go unharmed through programs that
 * do not know them. */
#include "test.h"

/* A host called acme: one attribute of each kind on risks, lists of some, one on the document. */
static isms_attribute centre, points, factor, cost, open_, since, seen, tier, level, asset, clause, labels, assets, tiers, grid,
    class;
static int32_t tiers_of, gold;

static isms_extension *acme(const isms_allocator *a, isms_status *status)
{
    isms_extension *x = NULL;
    *status = isms_extension_new("acme", a, &x);
    if (*status == ISMS_OK)
        *status = isms_extension_add_enum(x, "tiers", &tiers_of);
    if (*status == ISMS_OK)
        *status = isms_extension_add_value(x, tiers_of, "gold", "the best", &gold);
    if (*status == ISMS_OK)
        *status = isms_extension_add_value(x, tiers_of, "silver", NULL, NULL);
    const struct {
        isms_attribute *out;
        const char *name;
        isms_type type;
        isms_kind kind;
        uint32_t flags;
        int32_t target;
    } rows[] = {
        {&centre, "cost_centre", ISMS_RISK, ISMS_KIND_TEXT, 0, 0},
        {&points, "points", ISMS_RISK, ISMS_KIND_INTEGER, 0, 0},
        {&factor, "factor", ISMS_RISK, ISMS_KIND_REAL, 0, 0},
        {&cost, "cost", ISMS_RISK, ISMS_KIND_MONEY, 0, 0},
        {&open_, "open", ISMS_RISK, ISMS_KIND_BOOLEAN, 0, 0},
        {&since, "since", ISMS_RISK, ISMS_KIND_DATE, 0, 0},
        {&seen, "seen", ISMS_RISK, ISMS_KIND_TIMESTAMP, 0, 0},
        {&tier, "tier", ISMS_RISK, ISMS_KIND_ENUM, 0, tiers_of},
        {&level, "level", ISMS_RISK, ISMS_KIND_LEVEL, 0, 0},
        {&asset, "asset", ISMS_RISK, ISMS_KIND_REFERENCE, ISMS_EXTENSION_REFUSE, ISMS_ASSET},
        {&clause, "clause", ISMS_RISK, ISMS_KIND_REQUIREMENT, 0, 0},
        {&labels, "labels", ISMS_RISK, ISMS_KIND_TEXT, ISMS_EXTENSION_LIST, 0},
        {&assets, "assets", ISMS_RISK, ISMS_KIND_REFERENCE, ISMS_EXTENSION_LIST, ISMS_ASSET},
        {&tiers, "tiers", ISMS_RISK, ISMS_KIND_ENUM, ISMS_EXTENSION_LIST, tiers_of},
        {&grid, "grid", ISMS_RISK, ISMS_KIND_TABLE, 0, 0},
        {&class, "class", ISMS_HEADER, ISMS_KIND_TEXT, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows && *status == ISMS_OK; i++)
        *status = isms_extension_add(x, rows[i].type, rows[i].name, rows[i].kind, rows[i].flags, rows[i].target, "of ours",
                                     rows[i].out);
    return x;
}

static isms_model *new_model(bool with)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_status status;
    isms_extension *x = acme(NULL, &status);
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(status, ISMS_OK);
    options.extension = with ? x : NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(&options, &m), ISMS_OK);
    isms_extension_free(x); /* the model has its own copy */
    return m;
}

static void fill(isms_model *m)
{
    static const char *const row[] = {"a", "b"};
    isms_id risk, thing;
    isms_record_create(m, ISMS_ASSET, "A-1", &thing);
    isms_record_create(m, ISMS_RISK, "R-1", &risk);
    CU_ASSERT_EQUAL(isms_set_text(m, risk, ISMS_RISK_TITLE, "Theft"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(m, risk, centre, " 4711 & <more>\n"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_integer(m, risk, points, -5), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_real(m, risk, factor, 0.1), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_money(m, risk, cost, "8000.00", "EUR"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_boolean(m, risk, open_, 1), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_day(m, risk, since, isms_date(2026, 1, 2)), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(m, risk, seen, "2026-01-02T03:04:05Z"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_value(m, risk, tier, gold), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(m, risk, level, "high"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_link(m, risk, asset, thing), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(m, risk, clause, "A.5.15"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_add_text(m, risk, labels, "x"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_add_text(m, risk, labels, "y"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_add_link_key(m, risk, assets, "A-9"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_add_text(m, risk, tiers, "silver"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_add_row(m, risk, grid, row, 2), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(m, isms_header(m), class, "internal"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_set_unknown(m, risk, "{\"other_tool\":{\"b\":1,\"a\":[2.50]}}"), ISMS_OK);
}

static isms_model *filled(void)
{
    isms_model *m = new_model(true);
    fill(m);
    return m;
}

static isms_status read_text(isms_model *m, const char *format, const char *text, uint32_t flags, isms_diagnostics *problems)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    options.flags = flags;
    options.source = "a";
    return isms_model_read_text(m, format, text, strlen(text), &options, problems);
}

/* The model through a format into a new one, with or without the extension. */
static isms_model *pass(isms_model *m, const char *format, bool with)
{
    isms_model *next = new_model(with);
    isms_blob *blob = test_write(m, format, ISMS_FORM_PRETTY);
    CU_ASSERT_EQUAL(read_text(next, format, isms_blob_bytes(blob), 0, NULL), ISMS_OK);
    isms_blob_free(blob);
    isms_model_free(m);
    return next;
}

/* ------------------------------------------------------------------ calls */

static void values_are_typed_as_those_of_the_schema(void)
{
    isms_model *m = filled();
    isms_id risk = test_record(m, "risk", "R-1");
    const char *amount, *currency;
    CU_ASSERT_STRING_EQUAL(isms_text(m, risk, centre), " 4711 & <more>\n");
    CU_ASSERT_EQUAL(isms_integer(m, risk, points, 0), -5);
    CU_ASSERT_DOUBLE_EQUAL(isms_real(m, risk, factor, 0), 0.1, 0);
    CU_ASSERT_EQUAL(isms_get_money(m, risk, cost, &amount, &currency), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(amount, "8000.00");
    CU_ASSERT_EQUAL(isms_boolean(m, risk, open_, 0), 1);
    CU_ASSERT_EQUAL(isms_day_of(m, risk, since), isms_date(2026, 1, 2));
    CU_ASSERT_EQUAL(isms_value(m, risk, tier), gold);
    CU_ASSERT_STRING_EQUAL(isms_text(m, risk, tier), "gold");
    CU_ASSERT_EQUAL(isms_link(m, risk, asset), test_record(m, "asset", "A-1"));
    CU_ASSERT_EQUAL(isms_list_count(m, risk, labels), 2);
    CU_ASSERT_STRING_EQUAL(isms_list_text(m, risk, tiers, 0), "silver");
    CU_ASSERT_STRING_EQUAL(isms_table_text(m, risk, grid, 0, 1), "b");
    CU_ASSERT_EQUAL(isms_set_text(m, risk, points, "5"), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_set_text(m, risk, tier, "bronze"), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_set_value(m, risk, tier, 3), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_set_text(m, risk, level, ""), ISMS_E_RANGE);
    CU_ASSERT_EQUAL(isms_set_link(m, risk, asset, risk), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_set_text(m, test_record(m, "asset", "A-1"), centre, "x"), ISMS_E_ATTRIBUTE);
    CU_ASSERT_EQUAL(isms_clear(m, risk, points), ISMS_OK);
    CU_ASSERT_FALSE(isms_has(m, risk, points));
    isms_model_free(m);
    m = new_model(false);
    isms_record_create(m, ISMS_RISK, "R-1", &risk);
    CU_ASSERT_EQUAL(isms_set_text(m, risk, centre, "x"), ISMS_E_ATTRIBUTE);
    CU_ASSERT_PTR_NULL(isms_text(m, risk, centre));
    CU_ASSERT_PTR_NULL(isms_text(isms_catalogue(), isms_first(isms_catalogue(), ISMS_CONTROL_REFERENCE), centre));
    isms_model_free(m);
}

static void columns_hold_them_too(void)
{
    isms_model *m = filled();
    isms_id risk = test_record(m, "risk", "R-1"), link;
    int64_t integer;
    int32_t value;
    uint8_t present;
    CU_ASSERT_EQUAL(isms_bulk_integers(m, &risk, 1, points, &integer, &present), ISMS_OK);
    CU_ASSERT(integer == -5 && present);
    CU_ASSERT_EQUAL(isms_bulk_values(m, &risk, 1, tier, &value, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(value, gold);
    CU_ASSERT_EQUAL(isms_bulk_links(m, &risk, 1, asset, &link), ISMS_OK);
    CU_ASSERT_EQUAL(link, test_record(m, "asset", "A-1"));
    CU_ASSERT_EQUAL(isms_bulk_integers(NULL, &risk, 1, points, &integer, NULL), ISMS_E_MISUSE);
    isms_model_free(m);
}

static void references_hold_their_integrity(void)
{
    isms_model *m = filled();
    isms_id thing = test_record(m, "asset", "A-1"), risk = test_record(m, "risk", "R-1"), found[2], late;
    CU_ASSERT_EQUAL(isms_referrers(m, thing, asset, found, 2), 1);
    CU_ASSERT_EQUAL(found[0], risk);
    CU_ASSERT_EQUAL(isms_record_delete(m, thing), ISMS_E_REFERENCED);
    CU_ASSERT_EQUAL(isms_clear(m, risk, asset), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_delete(m, thing), ISMS_OK);
    isms_record_create(m, ISMS_ASSET, "A-9", &late);
    CU_ASSERT_EQUAL(isms_list_link(m, risk, assets, 0), late);
    CU_ASSERT_EQUAL(isms_record_delete(m, late), ISMS_OK);
    CU_ASSERT_EQUAL(isms_list_count(m, risk, assets), 0);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_register_set_delivered(m, ISMS_ASSET, 1);
    isms_set_link_key(m, risk, asset, "A-404");
    isms_check(m, isms_date(2026, 1, 1), problems);
    bool told = false;
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++)
        told |= strcmp(isms_diagnostics_rule(problems, i), "ISMS-REF-01") == 0 &&
                strstr(isms_diagnostics_message(problems, i), "A-404") != NULL;
    CU_ASSERT(told);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static void undo_snapshots_and_the_journal_know_them(void)
{
    isms_model *m = filled(), *then = NULL;
    isms_id risk = test_record(m, "risk", "R-1"), record;
    isms_attribute attribute;
    isms_model_snapshot(m, &then);
    isms_set_integer(m, risk, points, 7);
    CU_ASSERT_EQUAL(isms_journal_change(m, isms_journal_count(m) - 1, 0, &record, &attribute), ISMS_OK);
    CU_ASSERT_EQUAL(attribute, points);
    isms_model_undo(m);
    CU_ASSERT_EQUAL(isms_integer(m, risk, points, 0), -5);
    isms_model_free(m);
    CU_ASSERT_EQUAL(isms_integer(then, risk, points, 0), -5);
    CU_ASSERT_EQUAL(isms_attribute_by_path(then, ISMS_RISK, "acme_points"), points);
    isms_model_free(then);
}

static void comparison_and_history_know_them(void)
{
    isms_model *m = filled(), *then = NULL;
    isms_model_options model = ISMS_MODEL_OPTIONS_INIT;
    isms_history_options options = ISMS_HISTORY_OPTIONS_INIT;
    isms_status status;
    isms_extension *x = acme(NULL, &status);
    isms_history *h = NULL, *plain = NULL;
    isms_diff *diff = NULL;
    const char *path, *after;
    model.extension = x;
    options.model = &model;
    CU_ASSERT_EQUAL_FATAL(isms_history_new(&options, &h), ISMS_OK);
    isms_extension_free(x);
    isms_history_new(NULL, &plain);
    CU_ASSERT_EQUAL(isms_history_append(plain, m, 0, NULL), ISMS_E_UNSUPPORTED);
    CU_ASSERT_EQUAL(isms_history_record(h, m, "A", NULL, NULL, NULL), ISMS_OK);
    isms_set_integer(m, test_record(m, "risk", "R-1"), points, 7);
    CU_ASSERT_EQUAL(isms_history_record(h, m, "B", NULL, NULL, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_history_change(h, 1, 0, NULL, NULL, &path, NULL, &after), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(path, "acme_points");
    CU_ASSERT_STRING_EQUAL(after, "7");
    CU_ASSERT_EQUAL_FATAL(isms_history_model(h, 1, &then), ISMS_OK);
    CU_ASSERT_EQUAL(isms_diff_models(then, m, NULL, &diff), ISMS_OK);
    CU_ASSERT_EQUAL(isms_diff_count(diff), 1);
    CU_ASSERT_EQUAL(isms_diff_attribute(diff, 0), points);
    isms_diff_free(diff);
    isms_history_free(h);
    isms_history_free(plain);
    isms_model_free(then);
    isms_model_free(m);
}

static void a_part_of_a_model_takes_them_along(void)
{
    isms_model *m = filled(), *part = NULL;
    isms_id risk = test_record(m, "risk", "R-1");
    isms_extract_options options = ISMS_EXTRACT_OPTIONS_INIT;
    CU_ASSERT_EQUAL_FATAL(isms_extract_records(m, &risk, 1, &options, &part), ISMS_OK);
    CU_ASSERT_EQUAL(isms_integer(part, test_record(part, "risk", "R-1"), points, 0), -5);
    CU_ASSERT_NOT_EQUAL(isms_find(part, ISMS_ASSET, "A-1"), ISMS_NONE); /* what the risk refers to */
    isms_model_free(part);
    isms_model_free(m);
}

/* ------------------------------------------------------------------ formats */

static void documents_carry_them_through_every_format_and_past_programs_that_do_not_know_them(void)
{
    static const char *const formats[] = {"json", "ndjson", "xml"};
    isms_model *m = filled();
    isms_blob *before = test_write(m, "json", ISMS_FORM_PRETTY);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_blob_bytes(before), "\"acme_points\": -5,"));
    for (unsigned way = 0; way < 6 * 6 * 6; way++) { /* three passes, each through a format, with or without the extension */
        if (way == 27 && !isms_format_by_path("a.xml"))
            break;
        for (unsigned k = 0, code = way; k < 3; k++, code /= 6)
            m = pass(m, formats[code % 3], code % 6 < 3);
        m = pass(m, "json", true);
        isms_blob *after = test_write(m, "json", ISMS_FORM_PRETTY);
        CU_ASSERT_STRING_EQUAL(isms_blob_bytes(after), isms_blob_bytes(before));
        CU_ASSERT_EQUAL(isms_integer(m, test_record(m, "risk", "R-1"), points, 0), -5);
        isms_blob_free(after);
    }
    isms_blob_free(before);
    isms_model_free(m);
}

static void expect_problem(const char *format, const char *text, const char *line)
{
    isms_model *m = new_model(true);
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    CU_ASSERT_EQUAL(read_text(m, format, text, 0, problems), ISMS_E_DATA);
    CU_ASSERT_EQUAL_FATAL(isms_diagnostics_count(problems), 1);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_line(problems, 0), line);
    CU_ASSERT_EQUAL(isms_count(m, ISMS_RISK), 0);
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static void a_value_of_another_kind_is_refused_with_its_place(void)
{
    expect_problem(
        "json", "{\"libisms\":\"1.0\",\n\"risks\":[{\"id\":\"R-1\",\n \"acme_points\":\"five\"}]}",
        "a:3:16: error: risk R-1: acme_points is a text; it has to be a whole number within +-(2^53 - 1) [ISMS-KIND-01]");
    expect_problem("json", "{\"libisms\":\"1.0\",\n\"risks\":[{\"id\":\"R-1\",\"acme_tier\":\"bronze\"}]}",
                   "a:2:34: error: risk R-1: acme_tier is \"bronze\"; it has to be one of gold, silver [ISMS-ENUM-01]");
    expect_problem("json", "{\"libisms\":\"1.0\",\n\"risks\":[{\"id\":\"R-1\",\"acme_labels\":[1]}]}",
                   "a:2:37: error: risk R-1: acme_labels[0] is a number; it has to be a text [ISMS-KIND-01]");
    if (isms_format_by_path("a.xml"))
        expect_problem(
            "xml",
            "<isms xmlns='urn:libisms:isms:1' libisms='1.0'><risks>\n<risk id='R-1'><unknown "
            "xmlns:j='http://www.w3.org/2005/xpath-functions'><j:map><j:string key='acme_points'>five</j:string></j:map>"
            "</unknown></risk></risks></isms>",
            "a:2:1: error: risk R-1: acme_points is \"five\"; it has to be a whole number within +-(2^53 - 1) "
            "[ISMS-VALUE-01]");
}

static void strict_reading_takes_them(void)
{
    static const char *const formats[] = {"json", "ndjson", "xml"};
    for (size_t i = 0; i < 3; i++) {
        isms_model *m = filled(), *next = new_model(true), *plain = new_model(false);
        if (i == 2 && !isms_format_by_path("a.xml"))
            break;
        isms_record_set_unknown(m, test_record(m, "risk", "R-1"), NULL);
        isms_blob *blob = test_write(m, formats[i], ISMS_FORM_PRETTY);
        CU_ASSERT_EQUAL(read_text(next, formats[i], isms_blob_bytes(blob), ISMS_READ_STRICT, NULL), ISMS_OK);
        CU_ASSERT_EQUAL(isms_integer(next, test_record(next, "risk", "R-1"), points, 0), -5);
        CU_ASSERT_EQUAL(read_text(plain, formats[i], isms_blob_bytes(blob), ISMS_READ_STRICT, NULL), ISMS_E_DATA);
        isms_blob_free(blob);
        isms_model_free(m);
        isms_model_free(next);
        isms_model_free(plain);
    }
}

static void reading_again_updates_them(void)
{
    isms_model *m = filled();
    CU_ASSERT_EQUAL(
        read_text(m, "json", "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"acme_points\":9}]}", ISMS_READ_UPDATE, NULL),
        ISMS_OK);
    isms_id risk = test_record(m, "risk", "R-1");
    CU_ASSERT_EQUAL(isms_integer(m, risk, points, 0), 9);
    CU_ASSERT_STRING_EQUAL(isms_text(m, risk, tier), "gold");
    isms_model_free(m);
}

/* ------------------------------------------------------------------ describing */

static void a_program_can_walk_through_them(void)
{
    isms_model *m = new_model(true);
    size_t of_schema = 0, all = 0;
    for (isms_attribute a = isms_attribute_next(NULL, ISMS_RISK, 0); a; a = isms_attribute_next(NULL, ISMS_RISK, a))
        of_schema++;
    for (isms_attribute a = isms_attribute_next(m, ISMS_RISK, 0); a; a = isms_attribute_next(m, ISMS_RISK, a)) {
        CU_ASSERT_EQUAL(isms_attribute_by_path(m, ISMS_RISK, isms_attribute_path(m, a)), a);
        all++;
    }
    CU_ASSERT_EQUAL(all, of_schema + 15);
    CU_ASSERT_EQUAL(points, ISMS_RISK * 1000 + 501);
    CU_ASSERT_EQUAL(isms_attribute_kind(m, tier), ISMS_KIND_ENUM);
    CU_ASSERT_EQUAL(isms_attribute_target(m, tier), tiers_of);
    CU_ASSERT_EQUAL(isms_attribute_target(m, asset), ISMS_ASSET);
    CU_ASSERT_EQUAL(isms_attribute_delete_rule(m, asset), ISMS_DELETE_REFUSE);
    CU_ASSERT_EQUAL(isms_attribute_delete_rule(m, assets), ISMS_DELETE_CLEAR);
    CU_ASSERT_EQUAL(isms_attribute_is_list(m, labels), 1);
    CU_ASSERT_STRING_EQUAL(isms_attribute_doc(m, labels), "of ours");
    CU_ASSERT_STRING_EQUAL(isms_value_name(m, tiers_of, isms_value_next(m, tiers_of, gold)), "silver");
    CU_ASSERT_EQUAL(isms_value_next(m, tiers_of, 2), 0);
    CU_ASSERT_EQUAL(isms_value_by_name(m, tiers_of, "gold"), gold);
    CU_ASSERT_EQUAL(isms_value_by_name(NULL, ISMS_ENUM_DECISION, isms_value_name(NULL, ISMS_ENUM_DECISION, 1)), 1);
    CU_ASSERT_EQUAL(isms_attribute_kind(NULL, ISMS_RISK_TITLE), ISMS_KIND_TEXT);
    CU_ASSERT_EQUAL(isms_attribute_kind(NULL, tier), 0);
    CU_ASSERT_EQUAL(isms_attribute_next(NULL, ISMS_RISK, tier), 0);
    isms_model_free(m);
}

static void what_cannot_be_an_attribute_is_refused(void)
{
    isms_extension *x = NULL;
    int32_t e;
    isms_attribute a;
    CU_ASSERT_EQUAL(isms_extension_new("Acme", NULL, &x), ISMS_E_TOKEN);
    CU_ASSERT_EQUAL(isms_extension_new("", NULL, &x), ISMS_E_TOKEN);
    CU_ASSERT_EQUAL(isms_extension_new("acme_", NULL, &x), ISMS_E_TOKEN);
    CU_ASSERT_EQUAL(isms_extension_new("planned", NULL, &x), ISMS_OK);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x", ISMS_KIND_GROUP, 0, 0, NULL, &a), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x", ISMS_KIND_TABLE, ISMS_EXTENSION_LIST, 0, NULL, &a), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x", ISMS_KIND_TEXT, ISMS_EXTENSION_REFUSE, 0, NULL, &a), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x", ISMS_KIND_TEXT, 0, ISMS_ASSET, NULL, &a), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x", ISMS_KIND_REFERENCE, 0, ISMS_CONTROL_REFERENCE, NULL, &a),
                    ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x", ISMS_KIND_ENUM, 0, 1000, NULL, &a), ISMS_E_KIND);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x y", ISMS_KIND_TEXT, 0, 0, NULL, &a), ISMS_E_TOKEN);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x", ISMS_KIND_TEXT, 0, 0, "\x01", &a), ISMS_E_TEXT);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_CONTROL_REFERENCE, "x", ISMS_KIND_TEXT, 0, 0, NULL, &a), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_extension_add(x, 9999, "x", ISMS_KIND_TEXT, 0, 0, NULL, &a), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x", ISMS_KIND_TEXT, 0, 0, NULL, &a), ISMS_OK);
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "x", ISMS_KIND_TEXT, 0, 0, NULL, &a), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_extension_add_enum(x, "e", &e), ISMS_OK);
    CU_ASSERT_EQUAL(isms_extension_add_enum(x, "e", &e), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_extension_add_value(x, e, "v", NULL, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_extension_add_value(x, e, "v", NULL, NULL), ISMS_E_EXISTS);
    CU_ASSERT_EQUAL(isms_extension_add_value(x, 7, "v", NULL, NULL), ISMS_E_NOT_FOUND);
    for (unsigned i = 1; i < 64; i++) {
        char name[8];
        snprintf(name, sizeof name, "n%u", i);
        CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, name, ISMS_KIND_INTEGER, 0, 0, NULL, &a), ISMS_OK);
    }
    CU_ASSERT_EQUAL(isms_extension_add(x, ISMS_RISK, "n64", ISMS_KIND_TEXT, 0, 0, NULL, &a), ISMS_E_LIMIT);
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *m = NULL;
    options.extension = x;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(&options, &m), ISMS_OK); /* as many columns as a type can have */
    isms_id risk;
    isms_record_create(m, ISMS_RISK, "R-1", &risk);
    CU_ASSERT_EQUAL(isms_set_integer(m, risk, a, 1), ISMS_OK);
    isms_blob *blob = test_write(m, "json", ISMS_FORM_PRETTY);
    CU_ASSERT_PTR_NOT_NULL(strstr(isms_blob_bytes(blob), "\"planned_n63\": 1"));
    CU_ASSERT_EQUAL(read_text(m, "json", isms_blob_bytes(blob), ISMS_READ_UPDATE, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_integer(m, risk, a, 0), 1);
    isms_blob_free(blob);
    isms_model_free(m);
    isms_extension_free(x);
}

static void the_schema_is_written_with_them(void)
{
    isms_status status;
    isms_extension *x = acme(NULL, &status);
    test_sink json = {.fails_at = TEST_NEVER}, page = {.fails_at = TEST_NEVER}, plain = {.fails_at = TEST_NEVER},
              xsd = {.fails_at = TEST_NEVER};
    CU_ASSERT_EQUAL(isms_extension_schema_write(x, "json-schema", test_sink_write, &json), ISMS_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(json.bytes, "\"acme_points\": {"));
    CU_ASSERT_PTR_NOT_NULL(strstr(json.bytes, "\"values.acme_tiers\": {\"enum\": [\"gold\", \"silver\"]}"));
    CU_ASSERT_EQUAL(isms_extension_schema_write(x, "markdown", test_sink_write, &page), ISMS_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(page.bytes, "| `acme_asset` | reference"));
    CU_ASSERT_EQUAL(isms_extension_schema_write(x, "xsd", test_sink_write, &xsd), ISMS_OK);
    CU_ASSERT_EQUAL(isms_schema_write("xsd", test_sink_write, &plain), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(xsd.bytes, plain.bytes);
    CU_ASSERT_EQUAL(isms_extension_schema_write(x, "yaml", test_sink_write, &xsd), ISMS_E_FORMAT);
    test_sink_dispose(&json);
    test_sink_dispose(&page);
    test_sink_dispose(&plain);
    test_sink_dispose(&xsd);
    isms_extension_free(x);
}

static const char description[] =
    "{\"prefix\":\"acme\",\"enumerations\":{\"tiers\":[\"gold\",\"silver\"]},\n"
    " \"attributes\":[{\"type\":\"risk\",\"name\":\"tier\",\"kind\":\"enumeration\",\"target\":\"tiers\",\"list\":true,\"doc\":"
    "\"class\"},\n"
    "  {\"type\":\"risk\",\"name\":\"asset\",\"kind\":\"reference\",\"target\":\"asset\",\"on_delete\":\"cascade\"},\n"
    "  {\"type\":\"risk\",\"name\":\"decided\",\"kind\":\"enumeration\",\"target\":\"decision\"},\n"
    "  {\"type\":\"header\",\"name\":\"site\",\"kind\":\"text\"}]}\n";

static void a_description_in_json_gives_the_same(void)
{
    isms_extension *x = NULL;
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *m = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_extension_read_text(description, sizeof description - 1, NULL, NULL, &x), ISMS_OK);
    options.extension = x;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(&options, &m), ISMS_OK);
    isms_extension_free(x);
    isms_attribute a = isms_attribute_by_path(m, ISMS_RISK, "acme_tier");
    CU_ASSERT_EQUAL(a, ISMS_RISK * 1000 + 500);
    CU_ASSERT_EQUAL(isms_attribute_is_list(m, a), 1);
    CU_ASSERT_STRING_EQUAL(isms_enum_name(m, isms_attribute_target(m, a)), "acme_tiers");
    CU_ASSERT_STRING_EQUAL(isms_attribute_doc(m, a), "class");
    CU_ASSERT_EQUAL(isms_attribute_delete_rule(m, a + 1), ISMS_DELETE_CASCADE);
    CU_ASSERT_EQUAL(isms_attribute_target(m, a + 2), ISMS_ENUM_DECISION);
    CU_ASSERT_NOT_EQUAL(isms_attribute_by_path(m, ISMS_HEADER, "acme_site"), 0);
    isms_model_free(m);
}

static void a_description_that_is_wrong_is_refused_with_its_places(void)
{
    static const struct {
        const char *text, *line;
        isms_status status;
    } rows[] = {
        {"{\"prefix\":\"Acme\"}", "extension:1:1: error: prefix: an id is", ISMS_E_DATA},
        {"[1]", "extension:1:1: error: this has to be an object", ISMS_E_DATA},
        {"{\"prefix\":\"a\",\n \"atributes\":[]}", "extension:2:2: error: there is no member \"atributes\" here", ISMS_E_DATA},
        {"{\"prefix\":5}", "extension:1:11: error: prefix is a text", ISMS_E_DATA},
        {"{\"prefix\":\"a\",\"attributes\":[\n{\"type\":\"rsk\",\"name\":\"x\",\"kind\":\"text\"}]}",
         "extension:2:1: error: an attribute has the type of its records", ISMS_E_DATA},
        {"{\"prefix\":\"a\",\"attributes\":[{\"type\":\"risk\",\"name\":\"x\",\"kind\":\"reference\"}]}",
         "extension:1:29: error: x: the attribute is of another kind", ISMS_E_DATA},
        {"{\"prefix\":\"a\",\"enumerations\":{\"e\":[\"v\",\"v\"]}}", "extension:1:40: error: value: that id is taken",
         ISMS_E_DATA},
        {"{\"prefix\":\"a\",\"enumerations\":{\"e\":1}}", "extension:1:35: error: an enumeration is a list", ISMS_E_DATA},
        {"{\"prefix\":", "extension:1:11: error:", ISMS_E_TRUNCATED},
        {"{\"prefix\":\"a\"} x", "extension:1:15: error: something stands behind", ISMS_E_SYNTAX},
        {"", "extension:1:1: error:", ISMS_E_TRUNCATED},
        {"{\"prefix\":\"a\",\"attributes\":[{\"type\":\"risk\",\"name\":\"x\",\"kind\":\"text\",\"list\":1}]}",
         "extension:1:76: error: list is true or false", ISMS_E_DATA},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        isms_extension *x = NULL;
        isms_diagnostics *problems = isms_diagnostics_new(NULL);
        isms_status status = isms_extension_read_text(rows[i].text, strlen(rows[i].text), NULL, problems, &x);
        CU_ASSERT_EQUAL(status, rows[i].status);
        CU_ASSERT_PTR_NULL(x);
        const char *line = isms_diagnostics_count(problems) ? isms_diagnostics_line(problems, 0) : "";
        if (strncmp(line, rows[i].line, strlen(rows[i].line)) != 0)
            printf("%zu: %s (%d)\n", i, line, (int)status);
        CU_ASSERT(strncmp(line, rows[i].line, strlen(rows[i].line)) == 0);
        isms_diagnostics_free(problems);
    }
}

static isms_status describing(const isms_allocator *a)
{
    isms_extension *x = NULL;
    isms_status status = isms_extension_read_text(description, sizeof description - 1, a, NULL, &x);
    isms_extension_free(x);
    return status;
}

static isms_status everything(const isms_allocator *a)
{
    isms_status status;
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *m = NULL, *snapshot = NULL;
    isms_extension *x = acme(a, &status);
    isms_id risk;
    options.allocator = a;
    options.extension = x;
    if (status == ISMS_OK)
        status = isms_model_new(&options, &m);
    if (status == ISMS_OK)
        status = isms_record_create(m, ISMS_RISK, "R-1", &risk);
    if (status == ISMS_OK)
        status = isms_add_text(m, risk, labels, "x");
    if (status == ISMS_OK)
        status = isms_model_snapshot(m, &snapshot);
    if (status == ISMS_OK && isms_format_by_path("a.xml"))
        status = read_text(m, "xml",
                           "<isms xmlns='urn:libisms:isms:1' libisms='1.0'><risks><risk id='R-2'><unknown "
                           "xmlns:j='http://www.w3.org/2005/xpath-functions'><j:map><j:number key='acme_points'>5</j:number>"
                           "<j:number key='other'>5</j:number></j:map></unknown></risk></risks></isms>",
                           0, NULL);
    isms_model_free(m);
    isms_model_free(snapshot);
    isms_extension_free(x);
    return status;
}

static void every_failing_allocation_is_survived(void)
{
    sweep_allocations(everything);
    sweep_allocations(describing);
}

int main(void)
{
    static const test_case tests[] = {
        {"values are typed as those of the schema", values_are_typed_as_those_of_the_schema},
        {"columns hold them too", columns_hold_them_too},
        {"references hold their integrity", references_hold_their_integrity},
        {"undo, snapshots and the journal know them", undo_snapshots_and_the_journal_know_them},
        {"comparison and history know them", comparison_and_history_know_them},
        {"a part of a model takes them along", a_part_of_a_model_takes_them_along},
        {"documents carry them through every format and past programs that do not know them",
         documents_carry_them_through_every_format_and_past_programs_that_do_not_know_them},
        {"a value of another kind is refused with its place", a_value_of_another_kind_is_refused_with_its_place},
        {"strict reading takes them", strict_reading_takes_them},
        {"reading again updates them", reading_again_updates_them},
        {"a program can walk through them", a_program_can_walk_through_them},
        {"what cannot be an attribute is refused", what_cannot_be_an_attribute_is_refused},
        {"the schema is written with them", the_schema_is_written_with_them},
        {"a description in JSON gives the same", a_description_in_json_gives_the_same},
        {"a description that is wrong is refused with its places", a_description_that_is_wrong_is_refused_with_its_places},
        {"every failing allocation is survived", every_failing_allocation_is_survived},
        {NULL, NULL}};
    return run_suite("extension", tests);
}
