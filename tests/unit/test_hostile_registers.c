/* Registers that mean ill or are broken, and imports that run out of memory. */
#include "test.h"

#include "support/registers.h"

#define RISKS "Risk ID,Risk Title,Likelihood,Impact,Status,Owner,Team\n"

static int64_t endless(void *user, char *out, size_t room)
{
    uint64_t *left = user;
    size_t n = room < *left ? room : (size_t)*left;
    memset(out, '[', n);
    *left -= n;
    return (int64_t)n;
}

static int64_t header_and_endless_field(void *user, char *out, size_t room)
{
    uint64_t *left = user;
    if (*left == 200u << 20) {
        memcpy(out, RISKS "R-1,\"", sizeof RISKS + 4);
        --*left;
        return sizeof RISKS + 4;
    }
    return endless(user, out, room);
}

static void two_hundred_megabytes_of_one_field_are_a_located_error(void)
{
    setting s = setting_new();
    uint64_t left = 200u << 20;
    CU_ASSERT_EQUAL(isms_import_stream(s.model, "big.csv", endless, &left, NULL, s.problems, &s.result), ISMS_E_FORMAT);
    says(&s, "ISMS-IMPORT-HEADER", "big.csv:1:1");
    left = 200u << 20;
    CU_ASSERT_EQUAL(isms_import_stream(s.model, "big.csv", header_and_endless_field, &left, NULL, s.problems, &s.result),
                    ISMS_PARTIAL);
    says(&s, "ISMS-IMPORT-ROW", "big.csv:2:5: error: a cell or the row is longer than the limit");
    CU_ASSERT_EQUAL(isms_import_rows(s.result, 0), 1);
    setting_free(&s);
}

static void bytes_of_any_kind_are_refused_or_accounted_for(void)
{
    static const char alphabet[] = "\",;\n\rR-1\xc3\xa4\xff\0\t |A.5=";
    uint32_t state = 1;
    for (int round = 0; round < 400; round++) {
        setting s = setting_new();
        char text[600];
        size_t size = sizeof RISKS - 1;
        memcpy(text, RISKS, size);
        while (size < sizeof text) {
            state = state * 1664525u + 1013904223u;
            text[size++] = alphabet[(state >> 16) % (sizeof alphabet - 1)];
        }
        isms_status status = isms_import_text(s.model, "fuzz.csv", text, size, NULL, s.problems, &s.result);
        CU_ASSERT(status == ISMS_OK || status == ISMS_PARTIAL || status == ISMS_E_FORMAT);
        accounts(s.result);
        isms_import_free(s.result);
        status = isms_import_text(s.model, "fuzz.csv", text + 30 + round % 50, size - 100, NULL, NULL, &s.result);
        CU_ASSERT(status == ISMS_OK || status == ISMS_PARTIAL || status == ISMS_E_FORMAT);
        setting_free(&s);
    }
}

static void a_register_cut_at_any_byte_is_refused_or_accounted_for(void)
{
    static const char whole[] = RISKS "R-1,\"Fire, and smoke\",1,2,Open,Jürgen,x\nR-2,\"Two\nlines\",3,4,Closed,Ann,\n";
    for (size_t size = 0; size < sizeof whole; size++) {
        setting s = setting_new();
        isms_status status = isms_import_text(s.model, "cut.csv", whole, size, NULL, s.problems, &s.result);
        CU_ASSERT(status == ISMS_OK || status == ISMS_PARTIAL || status == ISMS_E_FORMAT);
        CU_ASSERT(status >= 0 || isms_diagnostics_count_of(s.problems, ISMS_SEVERITY_ERROR) > 0);
        accounts(s.result);
        setting_free(&s);
    }
}

static void pieces_of_any_size_give_the_same(void)
{
    static const char text[] =
        RISKS "R-1,\"Fire, \"\"and\"\" smoke\",1,2,Open,Jürgen,x\r\nR-2,\"Two\r\nlines\",3,4,Closed,Ann,\r\n";
    for (size_t piece = 1; piece < 40; piece++) {
        setting s = setting_new();
        test_source source = {.bytes = text, .size = sizeof text - 1, .piece = piece, .fails_at = TEST_NEVER};
        CU_ASSERT_EQUAL(isms_import_stream(s.model, "r.csv", test_source_read, &source, NULL, s.problems, &s.result), ISMS_OK);
        has(&s, ISMS_RISK, "R-1", "title", "Fire, \"and\" smoke");
        has(&s, ISMS_RISK, "R-2", "title", "Two\nlines");
        setting_free(&s);
    }
}

static isms_status prepare(isms_model *m)
{
    static const char text[] = RISKS "R-1,Fire,1,2,Open,Ann,x\n";
    return isms_import_text(m, "r.csv", text, sizeof text - 1, NULL, NULL, NULL);
}

static isms_status import_much(isms_model *m)
{
    static const char text[] =
        RISKS "R-1,Fire,2,2,Open,Bob,y\nR-2,\"open\nR-3,Flood,x,2,Open,Cy,z\n,,,,,,\n7/1,Wind,1,2,Open,Dee,\n";
    isms_import_options options = ISMS_IMPORT_OPTIONS_INIT;
    options.scale = "product-3x3:3,6";
    isms_import *result = NULL;
    isms_status status = isms_import_text(m, "r.csv", text, sizeof text - 1, &options, NULL, &result);
    isms_import_free(result);
    return status;
}

static isms_status import_groups(isms_model *m)
{
    static const char text[] = "Role,Required Competence,Level\nISO,Risk,high\nDev,Code,low\nISO,Audit,low\n";
    return isms_import_text(m, "c.csv", text, sizeof text - 1, NULL, NULL, NULL);
}

static void an_import_without_memory_changes_nothing(void)
{
    sweep_changes(prepare, import_much);
    sweep_changes(prepare, import_groups);
}

static isms_status import_with_diagnostics(const isms_allocator *a)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *m = NULL;
    options.allocator = a;
    isms_diagnostics *problems = isms_diagnostics_new(a);
    isms_status status = problems ? isms_model_new(&options, &m) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_import_text(m, "r.csv", "x,y\n1,2\n", 8, NULL, problems, NULL);
    if (status == ISMS_E_FORMAT)
        status = isms_import_text(m, "r.csv", RISKS "R-1,a,b,c,d,e,f\n", sizeof RISKS + 15, NULL, problems, NULL);
    isms_model_free(m);
    isms_diagnostics_free(problems);
    return status;
}

static void diagnostics_without_memory_are_counted_and_nothing_leaks(void)
{
    sweep_allocations(import_with_diagnostics);
}

int main(void)
{
    static const test_case tests[] = {
        {"200 MB of one field are a located error", two_hundred_megabytes_of_one_field_are_a_located_error},
        {"bytes of any kind are refused or accounted for", bytes_of_any_kind_are_refused_or_accounted_for},
        {"a register cut at any byte is refused or accounted for", a_register_cut_at_any_byte_is_refused_or_accounted_for},
        {"pieces of any size give the same", pieces_of_any_size_give_the_same},
        {"an import without memory changes nothing", an_import_without_memory_changes_nothing},
        {"diagnostics without memory are counted and nothing leaks", diagnostics_without_memory_are_counted_and_nothing_leaks},
        {NULL, NULL}};
    return run_suite("hostile_registers", tests);
}
