/* How registers are taken: accounting, faults, importing again, ids, names, scales, several files, hostile input. */
#include "test.h"

#include <dirent.h>

#include "support/registers.h"

#define RISKS "Risk ID,Risk Title,Likelihood,Impact,Status,Owner,Team\n"

/* ------------------------------------------------------------------ faults cost a row */

static void a_faulty_row_is_located_and_the_rest_is_imported(void)
{
    setting s = setting_new();
    CU_ASSERT_EQUAL(take(&s, "r.csv",
                         RISKS "R-1,Fine,1,2,Open,Ann,x\n"
                               "R-2,One, two,1,2,Open,Ann,x\n"
                               "R-3,Short,1\n"
                               "R-4,\"never closed,1,2,Open,Ann,x\n"
                               "R-5,Caf\xe9,1,2,Open,Ann,x\n"
                               "R-6,\"a\"b,1,2,Open,Ann,x\n"
                               "\n"
                               ",,,,,,\n"
                               "R-7,Bell\x07,1,2,Open,Ann,x\n"
                               "R-1,Again,1,2,Open,Ann,x\n"
                               "R-8,Extra commas,1,2,Open,Ann,x,,,\n"
                               "R-9,\"Two\r\nlines\",1,2,Open,Ann,x\n"),
                    ISMS_PARTIAL);
    CU_ASSERT_EQUAL(isms_import_rows(s.result, 0), 10);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_CREATED), 3);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_SKIPPED), 7);
    CU_ASSERT_EQUAL(isms_diagnostics_count_of(s.problems, ISMS_SEVERITY_ERROR), 7);
    says(&s, "ISMS-IMPORT-ROW", "r.csv:3:27: error: 8 cells under 7 columns: a separator stands in a text without quotes");
    says(&s, "ISMS-IMPORT-ROW", "r.csv:4:1: error: 3 cells under 7 columns");
    says(&s, "ISMS-IMPORT-ROW", "r.csv:5:5: error: a quoted cell");
    says(&s, "ISMS-IMPORT-ROW", "r.csv:6:8: error: byte 0xe9 is not UTF-8");
    says(&s, "ISMS-IMPORT-ROW", "r.csv:7:5: error: a quoted cell");
    says(&s, "ISMS-IMPORT-ROW", "r.csv:10:9: error: the control character 0x07");
    says(&s, "ISMS-IMPORT-ID", "r.csv:11:1: error: risk R-1: line 2 has the same id");
    has(&s, ISMS_RISK, "R-9", "title", "Two\nlines");
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_RISK), 3);
    CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_RISK, 0),
                    1); /* rows are missing: from their absence nothing follows */
    CU_ASSERT_EQUAL(
        take(&s, "r.csv", RISKS "R-1,Fine,1,2,Open,Ann,x\nR-8,Extra commas,1,2,Open,Ann,x\nR-9,Two lines,1,2,Open,Ann,x\n"),
        ISMS_OK);
    CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_RISK, 0), 0);
    setting_free(&s);
}

static void a_noncharacter_is_not_called_another_encoding(void)
{
    setting s = setting_new();
    CU_ASSERT_EQUAL(take(&s, "r.csv", RISKS "R-1,\xef\xbf\xbe,1,2,Open,Ann,x\nR-2,Fine,1,2,Open,Ann,x\n"), ISMS_PARTIAL);
    says(&s, "ISMS-IMPORT-ROW", "r.csv:2:5: error: a noncharacter of Unicode may not stand in a text; the row is left out");
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_RISK), 1);
    setting_free(&s);
}

static void a_header_that_is_not_known_names_the_nearest_profile(void)
{
    setting s = setting_new();
    CU_ASSERT_EQUAL(take(&s, "x.csv", "Colour,Weight,Likelihood,Price,Shape,Size,Smell,Sound\n1,2,3,4,5,6,7,8\n"),
                    ISMS_E_FORMAT);
    says(&s, "ISMS-IMPORT-HEADER", "x.csv:1:1: error: no profile fits this header");
    says(&s, "ISMS-IMPORT-HEADER", "Colour, Weight");
    CU_ASSERT_PTR_NULL(s.result);
    CU_ASSERT_EQUAL(take(&s, "x.csv", "ID,Title,Owner,Status,Description\n"), ISMS_E_FORMAT);
    CU_ASSERT_EQUAL(take(&s, "x.csv", ""), ISMS_E_FORMAT);
    says(&s, "ISMS-IMPORT-HEADER", "x.csv:1:1: error: the file is empty");
    CU_ASSERT_EQUAL(take(&s, "x.csv", "\n \n\n"), ISMS_E_FORMAT);
    CU_ASSERT_EQUAL(take(&s, "x.csv", "\"open"), ISMS_E_FORMAT);
    CU_ASSERT_EQUAL(take(&s, "x.csv", "PK\x03\x04rest"), ISMS_E_FORMAT);
    says(&s, "ISMS-IMPORT-HEADER", "ZIP");
    s.options.profile = "risk-register";
    CU_ASSERT_EQUAL(take(&s, "x.csv", "ID,Title,Owner,Status\nR-1,Fire,Ann,Open\n"), ISMS_OK);
    has(&s, ISMS_RISK, "R-1", "title", "Fire");
    CU_ASSERT_EQUAL(take(&s, "x.csv", "Colour,Weight\n1,2\n"), ISMS_E_FORMAT);
    s.options.profile = "no such profile";
    CU_ASSERT_EQUAL(take(&s, "x.csv", "ID,Title\n"), ISMS_E_NOT_FOUND);
    CU_ASSERT_EQUAL(isms_model_revision(s.model), 1);
    setting_free(&s);
}

static void headers_that_are_empty_or_stand_twice_keep_their_cells(void)
{
    setting s = setting_new();
    CU_ASSERT_EQUAL(take(&s, "x.csv", "Risk ID,Risk Title,Likelihood,,Team,Team\nR-1,a,1,b,c,d\n"), ISMS_OK);
    keeps(&s, ISMS_RISK, "R-1", "{\"import\":{\"column 4\":\"b\",\"Team\":\"c\",\"Team 6\":\"d\"}}");
    setting_free(&s);
}

/* ------------------------------------------------------------------ again */

static void importing_again_writes_only_what_differs(void)
{
    setting s = setting_new();
    static const char first[] = RISKS "R-1,Fire,1,2,Open,Ann,red\nR-2,Flood,3,4,Open,Bob,\n";
    CU_ASSERT_EQUAL(take(&s, "r.csv", first), ISMS_OK);
    uint64_t revision = isms_model_revision(s.model);
    CU_ASSERT_EQUAL(take(&s, "r.csv", first), ISMS_OK);
    CU_ASSERT_EQUAL(isms_model_revision(s.model), revision);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_UNCHANGED), 2);
    CU_ASSERT_EQUAL(take(&s, "r.csv", RISKS "R-1,Fire,1,,Open,Ann,\nR-2,Flood,3,4,Closed,Bob,blue\nR-3,Theft,1,1,Open,Ann,\n"),
                    ISMS_OK);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_UPDATED), 2);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_CREATED), 1);
    has(&s, ISMS_RISK, "R-1", "inherent.impact", "(none)"); /* the source says that it is empty now */
    keeps(&s, ISMS_RISK, "R-1", "");
    keeps(&s, ISMS_RISK, "R-2", "{\"import\":{\"Team\":\"blue\"}}");
    size_t changes = 0;
    CU_ASSERT_EQUAL(isms_journal_entry(s.model, 1, NULL, NULL, NULL, NULL, &changes), ISMS_OK);
    CU_ASSERT_EQUAL(changes, 5); /* impact, two kept texts, a status, a record */
    s.options.flags = ISMS_IMPORT_KEEP;
    CU_ASSERT_EQUAL(take(&s, "r.csv", RISKS "R-2,,,,,,\n"), ISMS_OK);
    has(&s, ISMS_RISK, "R-2", "title", "Flood");
    CU_ASSERT_EQUAL(isms_model_undo(s.model), ISMS_OK);
    setting_free(&s);
}

static void records_are_found_by_the_ids_of_the_source(void)
{
    setting s = setting_new();
    CU_ASSERT_EQUAL(take(&s, "r.csv", RISKS "7 / 2024,Fire,1,2,Open,Ann,\n#1,Flood,1,2,Open,Ann,\n風,Wind,1,2,Open,Ann,\n"),
                    ISMS_OK);
    has(&s, ISMS_RISK, "7-2024", "origins[].key", "7 / 2024");
    has(&s, ISMS_RISK, "1", "origins[].key", "#1");
    CU_ASSERT_EQUAL(isms_record_rename(s.model, isms_find(s.model, ISMS_RISK, "7-2024"), "R-7"), ISMS_OK);
    CU_ASSERT_EQUAL(take(&s, "r.csv", RISKS "7 / 2024,Big fire,1,2,Open,Ann,\n"), ISMS_OK);
    has(&s, ISMS_RISK, "R-7", "title", "Big fire");
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_RISK), 3);
    /* Without a named system an id is the document's own: another file with it speaks of the same record. */
    CU_ASSERT_EQUAL(take(&s, "r-2027.csv", RISKS "R-7,Renamed file,1,2,Open,Ann,\n"), ISMS_OK);
    says(&s, "ISMS-IMPORT-RECORD", "it came from \"r\" before");
    has(&s, ISMS_RISK, "R-7", "origins[].system", "r,r-2027");
    /* A named system has ids of its own. */
    s.options.system = "grc";
    CU_ASSERT_EQUAL(take(&s, "x.csv", RISKS "R-7,Another,1,2,Open,Ann,\n"), ISMS_OK);
    says(&s, "ISMS-IMPORT-RECORD", "became R-7-2");
    has(&s, ISMS_RISK, "R-7-2", "title", "Another");
    has(&s, ISMS_RISK, "R-7", "title", "Renamed file");
    CU_ASSERT_EQUAL(take(&s, "y.csv", RISKS "R-7,Another one,1,2,Open,Ann,\n"), ISMS_OK);
    has(&s, ISMS_RISK, "R-7-2", "title", "Another one");
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_RISK), 4);
    setting_free(&s);
}

static void statement_rows_find_the_entry_of_their_control(void)
{
    setting s = setting_new();
    isms_id mine, twin;
    CU_ASSERT_EQUAL(isms_record_create(s.model, ISMS_SOA_ENTRY, "SOA-1", &mine), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(s.model, mine, ISMS_SOA_ENTRY_CONTROL, "A.5.1"), ISMS_OK);
    for (int i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL(isms_record_create(s.model, ISMS_SOA_ENTRY, i ? "OLD-2" : "NEW-2", &twin), ISMS_OK);
        CU_ASSERT_EQUAL(isms_set_text(s.model, twin, ISMS_SOA_ENTRY_CONTROL, "A.5.2"), ISMS_OK);
    }
    CU_ASSERT_EQUAL(take(&s, "soa.csv", "Control ID,Name,Applicable,Status\n5.1,Policies,Yes,Done\n5.2,Roles,Yes,Done\n"),
                    ISMS_OK);
    has(&s, ISMS_SOA_ENTRY, "SOA-1", "title", "Policies");
    has(&s, ISMS_SOA_ENTRY, "A.5.2", "title", "Roles"); /* of two entries none is meant more than the other */
    has(&s, ISMS_SOA_ENTRY, "NEW-2", "title", "(none)");
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_SOA_ENTRY), 4);
    s.options.system = "other";
    CU_ASSERT_EQUAL(take(&s, "soa.csv", "Control ID,Name,Applicable,Status\n5.1,Rules,No,\n"), ISMS_OK);
    has(&s, ISMS_SOA_ENTRY, "SOA-1", "title", "Policies"); /* what another system delivered is another record */
    has(&s, ISMS_SOA_ENTRY, "A.5.1", "title", "Rules");
    setting_free(&s);
}

static void what_the_host_wrote_stays_where_the_register_is_silent(void)
{
    setting s = setting_new();
    isms_id r = ISMS_NONE;
    CU_ASSERT_EQUAL(isms_record_create(s.model, ISMS_RISK, "R-1", &r), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(s.model, r, ISMS_RISK_EVENT, "by hand"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_integer(s.model, r, ISMS_RISK_INHERENT_IMPACT, 5), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_set_unknown(s.model, r, "{\"x\":[1,{\"y\":\"}\"}],\"import\":{\"Old\":\"kept\"},\"z\":1e5}"),
                    ISMS_OK);
    CU_ASSERT_EQUAL(take(&s, "r.csv", RISKS "R-1,Fire,1,,Open,Ann,red\n"), ISMS_OK);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_UPDATED), 1);
    has(&s, ISMS_RISK, "R-1", "event", "by hand");
    has(&s, ISMS_RISK, "R-1", "inherent.impact", "5"); /* it was not this source that had said so */
    keeps(&s, ISMS_RISK, "R-1", "{\"x\":[1,{\"y\":\"}\"}],\"import\":{\"Old\":\"kept\",\"Team\":\"red\"},\"z\":1e5}");
    CU_ASSERT_EQUAL(isms_record_set_unknown(s.model, r, "{\"import\":7}"), ISMS_OK);
    CU_ASSERT_EQUAL(take(&s, "r.csv", RISKS "R-1,Fire,1,,Open,Ann,blue\n"), ISMS_OK);
    keeps(&s, ISMS_RISK, "R-1", "{\"import\":7,\"import_texts\":{\"Team\":\"blue\"}}");
    setting_free(&s);
}

static void rows_without_id_keep_the_one_that_was_derived(void)
{
    setting s = setting_new();
    static const char rows[] =
        "Risk Title,Likelihood,Impact,Status\nC,1,2,Open\nC++,1,2,Open\n,3,3,Open\n風,1,1,Open\n"
        "A very long title of a risk that goes on and on until nobody wants to read it as an id any more,1,1,Open\n";
    CU_ASSERT_EQUAL(take(&s, "r.csv", rows), ISMS_OK);
    has(&s, ISMS_RISK, "c", "title", "C");
    has(&s, ISMS_RISK, "c-2", "title", "C++");
    has(&s, ISMS_RISK, "risk-row-3", "inherent.impact", "3");
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_RISK), 5);
    CU_ASSERT_EQUAL(take(&s, "r.csv", rows), ISMS_OK);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_UNCHANGED), 5);
    CU_ASSERT_EQUAL(take(&s, "r.csv", "Risk Title,Likelihood,Impact,Status\nC,1,2,Open\nC,1,2,Open\n"), ISMS_PARTIAL);
    says(&s, "ISMS-IMPORT-ID", "r.csv:3:1");
    setting_free(&s);
}

static void rows_of_one_record_are_merged(void)
{
    setting s = setting_new();
    static const char rows[] = "Role,Required Competence,Level\nISO,Risk,high\nDev,Code,low\nISO,Audit,low\n";
    CU_ASSERT_EQUAL(take(&s, "c.csv", rows), ISMS_OK);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_CREATED), 2);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_MERGED), 1);
    has(&s, ISMS_ROLE, "iso", "required_competence", "Risk,Audit");
    keeps(&s, ISMS_ROLE, "iso", "{\"import\":{\"Level\":\"high\\nlow\"}}");
    CU_ASSERT_EQUAL(take(&s, "c.csv", rows), ISMS_OK);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_UNCHANGED), 2);
    CU_ASSERT_EQUAL(take(&s, "c.csv", "Role,Required Competence,Level\nISO,Risk,high\n"), ISMS_OK);
    has(&s, ISMS_ROLE, "iso", "required_competence", "Risk");
    setting_free(&s);
}

static void a_register_that_adds_finds_records_of_another(void)
{
    setting s = setting_new();
    CU_ASSERT_EQUAL(
        take(&s, "controls.csv", "control_id,control_name,test_frequency,evidence_required\nC-1,Backup,Monthly,log\n"),
        ISMS_OK);
    CU_ASSERT_EQUAL(take(&s, "map.csv", "control_id,iso_clause,iso_annex_a_control\nC-1,8.1,A.8.13 Backup\nC-2,,A.5.1\n"),
                    ISMS_OK);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_UPDATED), 1);
    has(&s, ISMS_CONTROL, "C-1", "implements", "8.1,A.8.13");
    has(&s, ISMS_CONTROL, "C-1", "title", "Backup");
    CU_ASSERT_EQUAL(
        take(&s, "controls.csv", "control_id,control_name,test_frequency,evidence_required\nC-1,Backups,Monthly,log\n"),
        ISMS_OK);
    has(&s, ISMS_CONTROL, "C-1", "implements", "8.1,A.8.13"); /* the other register's business */
    setting_free(&s);
}

/* ------------------------------------------------------------------ names and registers */

static void names_find_persons_by_id_title_or_make_them(void)
{
    setting s = setting_new();
    isms_id p = ISMS_NONE;
    CU_ASSERT_EQUAL(isms_record_create(s.model, ISMS_PERSON, "P-1", &p), ISMS_OK);
    CU_ASSERT_EQUAL(isms_set_text(s.model, p, ISMS_PERSON_TITLE, "Marta Klein"), ISMS_OK);
    CU_ASSERT_EQUAL(
        take(&s, "r.csv",
             RISKS
             "R-1,a,1,1,Open,P-1,\nR-2,b,1,1,Open,marta  KLEIN,\nR-3,c,1,1,Open,IT Operations Lead,\nR-4,d,1,1,Open,N/A,\n"),
        ISMS_OK);
    has(&s, ISMS_RISK, "R-1", "owner", "P-1");
    has(&s, ISMS_RISK, "R-2", "owner", "P-1");
    has(&s, ISMS_RISK, "R-3", "owner", "it-operations-lead");
    has(&s, ISMS_RISK, "R-4", "owner", "(none)");
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_NAMED), 1);
    says(&s, "ISMS-IMPORT-RECORD", "persons has no \"IT Operations Lead\"");
    CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_PERSON, 0), 0); /* that register had been delivered */
    setting_free(&s);
}

static void a_register_that_is_only_named_is_partial_until_it_comes(void)
{
    setting s = setting_new();
    CU_ASSERT_EQUAL(take(&s, "r.csv", RISKS "R-1,a,1,1,Open,Ann Lee,\n"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_PERSON, 0), 1);
    CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_RISK, ISMS_RISK_TREATMENT_OPTIONS), 1); /* no such column */
    CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_RISK, ISMS_RISK_OWNER), 0);
    CU_ASSERT_EQUAL(take(&s, "p.csv", "Name,E-Mail,Joined\nAnn Lee,a@example.org,2020-01-01\n"), ISMS_OK);
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_PERSON), 1);
    has(&s, ISMS_PERSON, "ann-lee", "email", "a@example.org");
    CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_PERSON, 0), 0);
    CU_ASSERT_EQUAL(
        take(&s, "r.csv", "Risk ID,Risk Title,Likelihood,Impact,Status,Owner,Treatment\nR-1,a,1,1,Open,Ann Lee,Accept\n"),
        ISMS_OK);
    CU_ASSERT_EQUAL(isms_register_is_partial(s.model, ISMS_RISK, ISMS_RISK_TREATMENT_OPTIONS), 0);
    setting_free(&s);
}

/* ------------------------------------------------------------------ scales */

static void a_scale_is_asked_for_or_stated_never_guessed(void)
{
    setting s = setting_new();
    static const char words[] =
        "Risk ID,Risk Title,Likelihood,Impact,Risk Level\nR-1,a,Likely,Hoch,High\nR-2,b,3,4 - Major,Kritisch\n";
    CU_ASSERT_EQUAL(take(&s, "r.csv", words), ISMS_OK);
    says(&s, "ISMS-IMPORT-SCALE", "product-5x5:6,12,20");
    says(&s, "ISMS-IMPORT-VALUE", "\"Likely\" is not a step of the scale");
    has(&s, ISMS_RISK, "R-1", "inherent.likelihood", "(none)");
    has(&s, ISMS_RISK, "R-1", "inherent.level", "high");
    has(&s, ISMS_RISK, "R-2", "inherent.impact", "4");
    has(&s, ISMS_RISK, "R-2", "method", "(none)");
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_METHOD), 0);
    s.options.scale = "product-5x5:5,10,16";
    CU_ASSERT_EQUAL(take(&s, "r.csv", words), ISMS_OK);
    has(&s, ISMS_RISK, "R-1", "inherent.likelihood", "4");
    has(&s, ISMS_RISK, "R-1", "inherent.impact", "4");
    has(&s, ISMS_RISK, "R-1", "method", "product-5x5-5-10-16");
    has(&s, ISMS_RISK, "R-2", "inherent.level", "critical");
    has(&s, ISMS_METHOD, "product-5x5-5-10-16", "levels[].id", "low,medium,high,critical");
    isms_id m = isms_find(s.model, ISMS_METHOD, "product-5x5-5-10-16");
    CU_ASSERT_EQUAL(isms_table_row_count(s.model, m, ISMS_METHOD_MATRIX), 5);
    CU_ASSERT_STRING_EQUAL(isms_table_text(s.model, m, ISMS_METHOD_MATRIX, 1, 4), "high"); /* 2 x 5 */
    CU_ASSERT_STRING_EQUAL(isms_table_text(s.model, m, ISMS_METHOD_MATRIX, 3, 3), "critical");
    /* One method in the model is the scale of registers that state none. */
    s.options.scale = NULL;
    CU_ASSERT_EQUAL(take(&s, "r2.csv", "Risk ID,Risk Title,Likelihood,Impact\nR-9,z,Rare,Severe\n"), ISMS_OK);
    has(&s, ISMS_RISK, "R-9", "inherent.likelihood", "1");
    has(&s, ISMS_RISK, "R-9", "inherent.impact", "5");
    s.options.scale = "product-5x5-5-10-16"; /* the id of a method */
    CU_ASSERT_EQUAL(take(&s, "r2.csv", "Risk ID,Risk Title,Likelihood,Impact\nR-9,z,Rare,Severe\n"), ISMS_OK);
    has(&s, ISMS_RISK, "R-9", "method", "product-5x5-5-10-16");
    static const char *const wrong[] = {"product-5x5",
                                        "product-5x5:",
                                        "product-5x5:6,6",
                                        "product-5x5:6,",
                                        "product-0x5:3",
                                        "product-5x5:1",
                                        "product-99x5:3",
                                        "product-5x5:2,3,4,5,6,7",
                                        "product-5x5:30",
                                        "nothing",
                                        ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        s.options.scale = wrong[i];
        CU_ASSERT_EQUAL(take(&s, "r.csv", words), ISMS_E_NOT_FOUND);
    }
    setting_free(&s);
}

static void every_scale_makes_a_complete_method(void)
{
    size_t scales = 0;
    for (const char *name = isms_import_scale_next(NULL); name; name = isms_import_scale_next(name), scales++) {
        setting s = setting_new();
        s.options.scale = name;
        CU_ASSERT_EQUAL(take(&s, "r.csv", "Risk ID,Risk Title,Likelihood,Impact\nR-1,a,1,1\n"), ISMS_OK);
        isms_id m = isms_first(s.model, ISMS_METHOD);
        size_t rows = isms_list_count(s.model, m, ISMS_METHOD_LIKELIHOOD),
               columns = isms_list_count(s.model, m, ISMS_METHOD_IMPACT);
        CU_ASSERT(rows >= 3 && columns >= 3);
        CU_ASSERT_EQUAL(isms_table_row_count(s.model, m, ISMS_METHOD_MATRIX), rows);
        for (size_t i = 0; i < rows; i++)
            CU_ASSERT_EQUAL(isms_table_column_count(s.model, m, ISMS_METHOD_MATRIX, i), columns);
        CU_ASSERT_EQUAL(isms_check(s.model, 0, s.problems), ISMS_OK);
        for (size_t i = 0; i < isms_diagnostics_count(s.problems); i++)
            CU_ASSERT_PTR_NULL(strstr(isms_diagnostics_rule(s.problems, i), "SCALE"));
        setting_free(&s);
    }
    CU_ASSERT(scales >= 8);
    CU_ASSERT_PTR_NULL(isms_import_scale_next("nothing"));
}

static void a_score_that_is_not_the_product_is_said(void)
{
    setting s = setting_new();
    CU_ASSERT_EQUAL(take(&s, "r.csv",
                         "Risk ID,Risk Title,Likelihood,Impact,Score,Residual Likelihood,Residual Impact,Residual Score\n"
                         "R-1,a,3,4,12,2,3,7\nR-2,b,3,,12,,,\n"),
                    ISMS_OK);
    CU_ASSERT_EQUAL(isms_diagnostics_count_of(s.problems, ISMS_SEVERITY_WARNING), 2); /* the scale, and one score */
    says(&s, "ISMS-IMPORT-SCORE",
         "r.csv:2:18: warning: risk R-1: column \"Residual Score\": the score 7 is not likelihood 2 times impact 3");
    keeps(&s, ISMS_RISK, "R-1", "{\"import\":{\"Score\":\"12\",\"Residual Score\":\"7\"}}");
    setting_free(&s);
}

/* ------------------------------------------------------------------ several files, and the whole */

static void files_are_taken_in_the_order_of_what_refers_to_what(void)
{
    setting s = setting_new();
    char *folder = test_folder_new();
    char *paths[4] = {test_path(folder, "a-plans.csv"), test_path(folder, "b-risks.csv"), test_path(folder, "c-assets.csv"),
                      test_path(folder, "d-nothing.csv")};
    static const char *const texts[] = {"ID,Risk ID,Action,Annex A Control,Budget\nP-1,R-1,x,A.5.1,\n",
                                        "Risk ID,Risk Title,Asset,Likelihood,Impact\nR-1,a,Mail server,1,2\n",
                                        "Asset ID,Asset Name,Type,Classification,Criticality\nAS-1,Mail server,x,y,High\n",
                                        "what,is,this\n"};
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT(test_spit(paths[i], texts[i], strlen(texts[i])));
    CU_ASSERT_EQUAL(isms_import_files(s.model, (const char *const *)paths, 3, NULL, s.problems, &s.result), ISMS_OK);
    has(&s, ISMS_RISK, "R-1", "assets", "AS-1"); /* by name, since the assets came first */
    CU_ASSERT_EQUAL(isms_model_revision(s.model), 1);
    CU_ASSERT_STRING_EQUAL(isms_import_source(s.result, 1), paths[1]);
    CU_ASSERT_STRING_EQUAL(isms_import_profile_name(isms_import_profile_of(s.result, 1)), "risk-register");
    accounts(s.result);
    isms_import_free(s.result);
    CU_ASSERT_EQUAL(isms_import_files(s.model, (const char *const *)paths, 4, NULL, s.problems, &s.result), ISMS_PARTIAL);
    CU_ASSERT_EQUAL(isms_import_status(s.result, 3), ISMS_E_FORMAT);
    CU_ASSERT_EQUAL(isms_import_status(s.result, 0), ISMS_OK);
    CU_ASSERT_EQUAL(isms_import_status(s.result, 9), ISMS_E_RANGE);
    isms_import_free(s.result);
    CU_ASSERT_EQUAL(isms_import_file(s.model, paths[3], NULL, s.problems, &s.result), ISMS_E_FORMAT);
    CU_ASSERT_PTR_NULL(s.result);
    isms_diagnostics_clear(s.problems);
    CU_ASSERT_EQUAL(isms_import_file(s.model, "there/is/no.csv", NULL, s.problems, &s.result), ISMS_E_IO);
    says(&s, "ISMS-IO-01", "there/is/no.csv: error: the file cannot be read");
    CU_ASSERT_EQUAL(isms_import_file(s.model, folder, NULL, s.problems, &s.result), ISMS_E_IO);
    CU_ASSERT_EQUAL(isms_model_revision(s.model), 1);
    for (size_t i = 0; i < 4; i++)
        free(paths[i]);
    test_folder_free(folder);
    setting_free(&s);
}

static int32_t stop_at_second(void *user, uint64_t read, uint64_t total)
{
    int *calls = user;
    (void)read, (void)total;
    return ++*calls == 2;
}

static void a_call_that_fails_or_is_stopped_changes_nothing(void)
{
    setting s = setting_new();
    CU_ASSERT_EQUAL(isms_import_text(NULL, "x", "", 0, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_import_text(s.model, NULL, "", 0, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_import_text(s.model, "x", NULL, 1, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_import_stream(s.model, "x", NULL, NULL, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_import_files(s.model, NULL, 1, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_import_files(s.model, (const char *const[]){NULL}, 1, NULL, NULL, NULL), ISMS_E_MISUSE);
    isms_model *snapshot = NULL;
    CU_ASSERT_EQUAL(isms_model_snapshot(s.model, &snapshot), ISMS_OK);
    CU_ASSERT_EQUAL(isms_import_text(snapshot, "x", RISKS, strlen(RISKS), NULL, NULL, NULL), ISMS_E_READ_ONLY);
    CU_ASSERT_EQUAL(isms_import_file(snapshot, "x", NULL, NULL, NULL), ISMS_E_READ_ONLY);
    isms_model_free(snapshot);
    struct {
        isms_import_options options;
        int more;
    } newer = {ISMS_IMPORT_OPTIONS_INIT, 1};
    newer.options.struct_size = sizeof newer;
    CU_ASSERT_EQUAL(isms_import_text(s.model, "x", RISKS, strlen(RISKS), &newer.options, NULL, NULL), ISMS_E_UNSUPPORTED);

    size_t room = 400000, size = 0;
    char *text = malloc(room);
    size += (size_t)snprintf(text, room, RISKS);
    for (int i = 0; size + 100 < room; i++)
        size += (size_t)snprintf(text + size, room - size, "R-%d,Title %d,1,2,Open,Ann,x\n", i, i);
    int calls = 0;
    s.options.progress = stop_at_second;
    s.options.progress_user = &calls;
    CU_ASSERT_EQUAL(isms_import_text(s.model, "x", text, size, &s.options, s.problems, &s.result), ISMS_E_CANCELLED);
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_RISK) + isms_count(s.model, ISMS_PERSON), 0);
    CU_ASSERT_EQUAL(isms_model_revision(s.model), 0);
    s.options.progress = NULL;
    s.options.max_bytes = 1000;
    CU_ASSERT_EQUAL(isms_import_text(s.model, "x", text, size, &s.options, s.problems, &s.result), ISMS_E_LIMIT);
    for (int64_t at = 0; at < 300000; at += 9973) {
        test_source source = {.bytes = text, .size = size, .piece = 4096, .fails_at = at};
        CU_ASSERT_EQUAL(isms_import_stream(s.model, "x", test_source_read, &source, NULL, NULL, NULL), ISMS_E_IO);
    }
    CU_ASSERT_EQUAL(isms_model_revision(s.model), 0);
    free(text);
    setting_free(&s);
}

static void what_the_model_refuses_costs_the_row(void)
{
    setting s = setting_new();
    isms_model_free(s.model);
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    options.max_records = 4; /* the document is one */
    options.max_text = 40;
    CU_ASSERT_EQUAL(isms_model_new(&options, &s.model), ISMS_OK);
    CU_ASSERT_EQUAL(take(&s, "r.csv",
                         RISKS "R-1,Fire,1,2,Open,Ann,x\nR-2,A title that is longer than texts in that model may "
                               "be,1,2,Open,Ann,\nR-3,Flood,1,2,Open,Bob,\n"
                               "R-4,Theft,1,2,Open,Ann,\nR-5,More,1,2,Open,Ann,\n"),
                    ISMS_PARTIAL);
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_RISK), 2);
    CU_ASSERT_EQUAL(isms_count(s.model, ISMS_PERSON), 1); /* Bob went with his row */
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_NAMED), 1);
    CU_ASSERT_EQUAL(rows_of(&s, ISMS_IMPORT_SKIPPED), 3);
    says(&s, "ISMS-IMPORT-ROW", "r.csv:4:1: error: risk R-3: the model refused it: a limit");
    setting_free(&s);
}

/* ------------------------------------------------------------------ registers that others wrote */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Paths of the CSV files of a folder, sorted; the caller frees them. */
static size_t csv_files(const char *folder, char *paths[64])
{
    size_t n = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir)) && n < 64;)
        if (strlen(e->d_name) > 4 && strcmp(e->d_name + strlen(e->d_name) - 4, ".csv") == 0)
            paths[n++] = test_path(folder, e->d_name);
    if (dir)
        closedir(dir);
    qsort(paths, n, sizeof *paths, by_name);
    return n;
}

/* Imports all registers of a folder, which is freed, into one document, twice; returns how many were taken. */
static size_t import_folder(char *folder, const char *scale, uint64_t *rows, uint64_t *skipped)
{
    char *paths[64];
    if (!folder)
        return SIZE_MAX;
    setting s = setting_new();
    size_t count = csv_files(folder, paths), taken = 0;
    s.options.scale = scale;
    CU_ASSERT(isms_import_files(s.model, (const char *const *)paths, count, &s.options, s.problems, &s.result) >= 0);
    accounts(s.result);
    *rows = *skipped = 0;
    for (size_t i = 0; i < count; i++) {
        taken += isms_import_status(s.result, i) >= 0;
        *rows += isms_import_rows(s.result, i);
        *skipped += isms_import_rows_of(s.result, i, ISMS_IMPORT_SKIPPED);
    }
    size_t unread = count - taken;
    CU_ASSERT_EQUAL(isms_diagnostics_count_of(s.problems, ISMS_SEVERITY_ERROR),
                    *skipped + unread); /* nothing unaccounted for */
    uint64_t revision = isms_model_revision(s.model);
    isms_import_free(s.result);
    CU_ASSERT(isms_import_files(s.model, (const char *const *)paths, count, &s.options, NULL, &s.result) >= 0);
    CU_ASSERT_EQUAL(isms_model_revision(s.model), revision);
    for (size_t i = 0; i < count; i++)
        free(paths[i]);
    free(folder);
    setting_free(&s);
    return taken;
}

static void the_registers_of_the_shipped_sample_make_one_document(void)
{
    uint64_t rows, skipped;
    size_t taken = import_folder(test_path(ISMS_SOURCE_DIR, "examples/data/registers"), "product-5x5:5,10,16", &rows, &skipped);
    CU_ASSERT(taken >= 5);
    CU_ASSERT(rows > 40);
}

static void twenty_two_registers_of_a_starter_kit_make_one_document(void)
{
    uint64_t rows, skipped;
    size_t taken = import_folder(test_shared("samples/cenedril-starter-kit/registers"), "product-5x5:5,10,16", &rows, &skipped);
    if (taken == SIZE_MAX)
        return;
    CU_ASSERT_EQUAL(taken, 22); /* all but the cross table of activities and roles, whose columns are names */
    CU_ASSERT_EQUAL(rows, 376);
    CU_ASSERT_EQUAL(skipped, 13); /* commas in texts without quotes */
}

static void the_registers_of_a_bank_make_one_document(void)
{
    uint64_t rows, skipped;
    size_t taken = import_folder(test_shared("samples/northstar/data"), "product-5x5:6,12,20", &rows, &skipped);
    if (taken == SIZE_MAX)
        return;
    CU_ASSERT_EQUAL(taken, 11);
    CU_ASSERT_EQUAL(rows, 644);
    CU_ASSERT_EQUAL(skipped, 0);
}

static void statement_and_risks_of_a_payment_company_make_one_document(void)
{
    uint64_t rows, skipped;
    size_t taken = import_folder(test_shared("samples/mcp-iso27001/samples"), NULL, &rows, &skipped);
    if (taken == SIZE_MAX)
        return;
    CU_ASSERT_EQUAL(taken, 2);
    CU_ASSERT_EQUAL(rows, 103);
    CU_ASSERT_EQUAL(skipped, 0);
}

int main(void)
{
    static const test_case tests[] = {
        {"a faulty row is located and the rest is imported", a_faulty_row_is_located_and_the_rest_is_imported},
        {"a noncharacter is not called another encoding", a_noncharacter_is_not_called_another_encoding},
        {"a header that is not known names the nearest profile", a_header_that_is_not_known_names_the_nearest_profile},
        {"headers that are empty or stand twice keep their cells", headers_that_are_empty_or_stand_twice_keep_their_cells},
        {"importing again writes only what differs", importing_again_writes_only_what_differs},
        {"records are found by the ids of the source", records_are_found_by_the_ids_of_the_source},
        {"rows of a statement find the entry of their control", statement_rows_find_the_entry_of_their_control},
        {"what the host wrote stays where the register is silent", what_the_host_wrote_stays_where_the_register_is_silent},
        {"rows without id keep the one that was derived", rows_without_id_keep_the_one_that_was_derived},
        {"rows of one record are merged", rows_of_one_record_are_merged},
        {"a register that adds finds records of another", a_register_that_adds_finds_records_of_another},
        {"names find persons by id, title, or make them", names_find_persons_by_id_title_or_make_them},
        {"a register that is only named is partial until it comes", a_register_that_is_only_named_is_partial_until_it_comes},
        {"a scale is asked for or stated, never guessed", a_scale_is_asked_for_or_stated_never_guessed},
        {"every scale makes a complete method", every_scale_makes_a_complete_method},
        {"a score that is not the product is said", a_score_that_is_not_the_product_is_said},
        {"files are taken in the order of what refers to what", files_are_taken_in_the_order_of_what_refers_to_what},
        {"a call that fails or is stopped changes nothing", a_call_that_fails_or_is_stopped_changes_nothing},
        {"what the model refuses costs the row", what_the_model_refuses_costs_the_row},
        {"the registers of the shipped sample make one document", the_registers_of_the_shipped_sample_make_one_document},
        {"22 registers of a starter kit make one document", twenty_two_registers_of_a_starter_kit_make_one_document},
        {"the registers of a bank make one document", the_registers_of_a_bank_make_one_document},
        {"statement and risks of a payment company make one document",
         statement_and_risks_of_a_payment_company_make_one_document},
        {NULL, NULL}};
    return run_suite("registers", tests);
}
