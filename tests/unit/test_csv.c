/* The CSV scanner and writer: dialects, locations, faults that cost one record, and what is written reads back. */
#include "test.h"

#include "core/buffer.h"
#include "core/input.h"
#include "exchange/csv.h"
#include "exchange/csv_write.h"

static const isms__csv_limits generous = {1u << 30, 1u << 20, 1u << 22, 4096};

/* The table as text: fields parted by '|', records by '/', a fault as `!fault@line:column`. */
static isms_status spell_from(const isms_allocator *a, isms_read read, void *user, const isms__csv_limits *limits, char *out,
                              size_t room)
{
    isms__csv csv;
    isms__buffer text;
    const isms__csv_record *r;
    isms__buffer_init(&text, a);
    isms_status status = isms__csv_open(&csv, a, read, user, limits);
    while (status == ISMS_OK && (status = isms__csv_next(&csv, &r)) == ISMS_OK) {
        if (r->fault)
            isms__buffer_print(&text, "!%d@%u:%u", (int)r->fault, r->fault_line, r->fault_column);
        for (size_t i = 0; i < r->count; i++) {
            if (i)
                isms__buffer_char(&text, '|');
            isms__buffer_add(&text, r->fields[i].text, r->fields[i].size);
        }
        isms__buffer_char(&text, '/');
    }
    if (text.failed)
        status = ISMS_E_NO_MEMORY;
    snprintf(out, room, "%s", isms__buffer_c(&text));
    isms__buffer_dispose(&text);
    isms__csv_close(&csv);
    return status == ISMS_DONE ? ISMS_OK : status;
}

static void spells(const char *bytes, size_t size, const char *expected)
{
    char out[4000];
    isms__memory memory = {bytes, size};
    CU_ASSERT_EQUAL(spell_from(&isms__default_allocator, isms__memory_read, &memory, &generous, out, sizeof out), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(out, expected);
    if (strcmp(out, expected) != 0)
        printf("expected %s\n     got %s\n", expected, out);
    test_source source = {.bytes = bytes, .size = size, .piece = 1, .fails_at = TEST_NEVER};
    CU_ASSERT_EQUAL(spell_from(&isms__default_allocator, test_source_read, &source, &generous, out, sizeof out), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(out, expected);
}

#define SPELLS(text, expected) spells(text, sizeof(text) - 1, expected)

static void every_dialect_of_the_field_is_read(void)
{
    SPELLS("a,b\n1,2\n", "a|b/1|2/");
    SPELLS("a;b;c\n1;2,5;3\n4;5;6", "a|b|c/1|2,5|3/4|5|6/");
    SPELLS("a\tb\r\n1\t2\r\n", "a|b/1|2/");
    SPELLS("\xef\xbb\xbf"
           "a,b\r1,2\r",
           "a|b/1|2/");
    SPELLS("sep=;\r\na;b\r\n1;2\r\n", "a|b/1|2/");
    SPELLS("sep=:\na:b,c\n", "a|b,c/");
    SPELLS("only\none\n", "only/one/");
    SPELLS("Title,Note\n\"a;b;c\",\"d;e;f\"\n", "Title|Note/a;b;c|d;e;f/");
    SPELLS("", "");
    SPELLS("\n\na,b\n\n", "//a|b//");
}

static void quotes_hold_delimiters_line_breaks_and_quotes(void)
{
    SPELLS("a,b\n\"x, \"\"y\"\"\",\"1\r\n2\r3\n4\"\n5,6\n", "a|b/x, \"y\"|1\n2\n3\n4/5|6/");
    SPELLS("a,b\n \"x,y\" ,\"\"\n", "a|b/x,y|/");
    SPELLS("a,b\n\"\"\"\",\"\"\"x\"\n", "a|b/\"|\"x/");
    SPELLS("a,b\n5\" disk,say \"hi\"\n", "a|b/5\" disk|say \"hi\"/");
}

static void a_fault_costs_its_record_and_reading_goes_on(void)
{
    SPELLS("a,b\n1,\"open\n2,3\n4,5\n", "a|b/!1@2:3/2|3/4|5/");
    SPELLS("a,b\n1,\"x\"y\n2,3\n", "a|b/!2@2:3/2|3/");
    SPELLS("a,b\n1,\"open\n2,\"x\"\n4,5\n", "a|b/!2@2:3/2|x/4|5/");
    SPELLS("a,b\n\"one\ntwo\",\xe4\n2,3\n", "a|b/!5@3:6/2|3/");
    SPELLS("a,b\n1,x\0y\n2,3\n", "a|b/!6@2:4/2|3/");
    SPELLS("a,b\n1,2\n\"", "a|b/1|2/!1@3:1/");
}

static void locations_are_those_of_the_file(void)
{
    static const char text[] = "a,b,c\n\"1\n2\",  x,\"y\"\nz,w,v\n";
    isms__memory memory = {text, sizeof text - 1};
    isms__csv csv;
    const isms__csv_record *r;
    CU_ASSERT_EQUAL(isms__csv_open(&csv, &isms__default_allocator, isms__memory_read, &memory, &generous), ISMS_OK);
    CU_ASSERT_EQUAL(isms__csv_next(&csv, &r), ISMS_OK);
    CU_ASSERT_EQUAL(isms__csv_next(&csv, &r), ISMS_OK);
    CU_ASSERT_EQUAL(r->line, 2);
    CU_ASSERT_EQUAL(r->fields[0].line, 2);
    CU_ASSERT_EQUAL(r->fields[1].line, 3);
    CU_ASSERT_EQUAL(r->fields[1].column, 4);
    CU_ASSERT_EQUAL(r->fields[2].column, 8);
    CU_ASSERT_EQUAL(isms__csv_next(&csv, &r), ISMS_OK);
    CU_ASSERT_EQUAL(r->line, 4);
    CU_ASSERT_EQUAL(r->fields[2].column, 5);
    CU_ASSERT_EQUAL(isms__csv_next(&csv, &r), ISMS_DONE);
    isms__csv_close(&csv);
}

static void limits_hold_and_cost_one_record(void)
{
    isms__csv_limits tight = {1000, 4, 20, 3};
    char out[400];
    static const char text[] = "a,b\n12345678,x\n1,\"123456\"\n1,2,3,4\n5,6\n1,\"abcdef\n7,8\n";
    isms__memory memory = {text, sizeof text - 1};
    CU_ASSERT_EQUAL(spell_from(&isms__default_allocator, isms__memory_read, &memory, &tight, out, sizeof out), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(out, "a|b/!3@2:1/!3@3:3/!4@4:1/5|6/!3@6:3/7|8/");
    isms__csv_limits few = {10, 4, 20, 3};
    memory = (isms__memory){text, sizeof text - 1};
    CU_ASSERT_EQUAL(spell_from(&isms__default_allocator, isms__memory_read, &memory, &few, out, sizeof out), ISMS_E_LIMIT);
}

/* An endless row of one byte, given in pieces. */
typedef struct endless {
    char byte;
    uint64_t left;
} endless;

static int64_t endless_read(void *user, char *out, size_t room)
{
    endless *e = user;
    size_t n = room < e->left ? room : (size_t)e->left;
    memset(out, e->byte, n);
    e->left -= n;
    return (int64_t)n;
}

static void two_hundred_megabytes_of_one_byte_stay_within_the_limit_of_memory(void)
{
    static const char bytes[] = {'[', '"', '\0', '\xff', ',', '\n', '\r', ' '};
    for (size_t i = 0; i < sizeof bytes; i++) {
        faulty f;
        faulty_init(&f, 0, false);
        endless source = {bytes[i], bytes[i] == '\n' || bytes[i] == '\r' ? 2000000 : 200u << 20};
        isms__csv csv;
        const isms__csv_record *r;
        uint64_t faults = 0;
        isms_status status = isms__csv_open(&csv, &f.allocator, endless_read, &source, &generous);
        while (status == ISMS_OK && (status = isms__csv_next(&csv, &r)) == ISMS_OK)
            faults += r->fault != ISMS__CSV_SOUND;
        CU_ASSERT_EQUAL(status, ISMS_DONE);
        CU_ASSERT(faults <= 1);
        CU_ASSERT(f.live_bytes < 20u << 20);
        isms__csv_close(&csv);
        CU_ASSERT_EQUAL(f.live_blocks, 0);
    }
}

static void a_source_that_fails_is_told(void)
{
    char out[100];
    for (int64_t at = 0; at < 8; at++) {
        test_source source = {.bytes = "a,b\n1,2\n", .size = 8, .piece = 3, .fails_at = at};
        CU_ASSERT_EQUAL(spell_from(&isms__default_allocator, test_source_read, &source, &generous, out, sizeof out), ISMS_E_IO);
    }
}

static void what_is_no_table_of_text_is_refused_in_words(void)
{
    static const char *const foreign[] = {"\xff\xfe\x61\0,\0", "\xfe\xff\0a", "PK\x03\x04...", "%PDF-1.7\n"};
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        isms__memory memory = {foreign[i], 4};
        isms__csv csv;
        CU_ASSERT_EQUAL(isms__csv_open(&csv, &isms__default_allocator, isms__memory_read, &memory, &generous), ISMS_E_FORMAT);
        CU_ASSERT_PTR_NOT_NULL(csv.refusal);
        isms__csv_close(&csv);
    }
}

static void what_is_written_reads_back(void)
{
    static const char *const cells[] = {"plain", "", "a,b", "say \"hi\"", " lead", "two\nlines", "x;y", NULL, "=1+1"};
    test_sink sink = {.fails_at = TEST_NEVER};
    isms__output out;
    isms__output_start(&out, test_sink_write, &sink);
    isms__csv_writer w = {.out = &out, .plain = true};
    for (size_t i = 0; i < 9; i++)
        isms__csv_cell(&w, cells[i]);
    isms__csv_end_record(&w);
    for (size_t i = 0; i < 9; i++)
        isms__csv_cell(&w, "-");
    isms__csv_end_record(&w);
    CU_ASSERT_EQUAL(isms__output_finish(&out), ISMS_OK);
    spells(sink.bytes, sink.size, "plain||a,b|say \"hi\"| lead|two\nlines|x;y||=1+1/-|-|-|-|-|-|-|-|-/");
    test_sink_dispose(&sink);
}

static void cells_that_would_be_computed_are_disarmed(void)
{
    static const char *const cells[] = {"=cmd()", "+1", "-1", "@x", "\tx", "a=b", "'x", "-"};
    test_sink sink = {.fails_at = TEST_NEVER};
    isms__output out;
    isms__output_start(&out, test_sink_write, &sink);
    isms__csv_writer w = {.out = &out};
    for (size_t i = 0; i < 8; i++)
        isms__csv_cell(&w, cells[i]);
    isms__csv_end_record(&w);
    isms__csv_end_record(&w);
    CU_ASSERT_EQUAL(isms__output_finish(&out), ISMS_OK);
    CU_ASSERT_STRING_EQUAL(sink.bytes, "\"'=cmd()\",\"'+1\",\"'-1\",\"'@x\",\"'\tx\",a=b,'x,-\n\"\"\n");
    test_sink_dispose(&sink);
}

static isms_status read_a_table(const isms_allocator *a)
{
    char out[200];
    test_source source = {.bytes = "a,b\n\"x\ny\",2\n1,\"open\n3,4\n", .size = 24, .piece = 5, .fails_at = TEST_NEVER};
    return spell_from(a, test_source_read, &source, &generous, out, sizeof out);
}

static void a_failing_allocation_is_told_and_leaks_nothing(void)
{
    sweep_allocations(read_a_table);
}

int main(void)
{
    static const test_case tests[] = {
        {"every dialect of the field is read", every_dialect_of_the_field_is_read},
        {"quotes hold delimiters, line breaks and quotes", quotes_hold_delimiters_line_breaks_and_quotes},
        {"a fault costs its record and reading goes on", a_fault_costs_its_record_and_reading_goes_on},
        {"locations are those of the file", locations_are_those_of_the_file},
        {"limits hold and cost one record", limits_hold_and_cost_one_record},
        {"200 MB of one byte stay within the limit of memory",
         two_hundred_megabytes_of_one_byte_stay_within_the_limit_of_memory},
        {"a source that fails is told", a_source_that_fails_is_told},
        {"what is no table of text is refused in words", what_is_no_table_of_text_is_refused_in_words},
        {"what is written reads back", what_is_written_reads_back},
        {"cells that would be computed are disarmed", cells_that_would_be_computed_are_disarmed},
        {"a failing allocation is told and leaks nothing", a_failing_allocation_is_told_and_leaks_nothing},
        {NULL, NULL}};
    return run_suite("csv", tests);
}
