/* The columns of the store: what they say is what was written, runs or not, and taking it back needs no memory. */
#include "test.h"

#include "model/column.h"
#include "model/store.h"

#include <math.h>

enum { ROWS = 3 * ISMS__CHUNK_ROWS + 7, STEPS = 20000 };

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Mostly the same value, mostly one row after the other: what makes runs. */
static void choose(uint32_t *state, uint32_t *row, uint32_t *value)
{
    *row = next(state) % 4 ? (*row + 1) % ROWS : next(state) % ROWS;
    *value = next(state) % 16 ? 7 : next(state) % 3;
}

static size_t differences(const isms__column *column, const uint32_t *cells)
{
    size_t wrong = 0;
    for (uint32_t row = 0; row < ROWS; row++)
        wrong += isms__column_get(column, row) != cells[row];
    return wrong;
}

static void a_column_says_what_was_written(void)
{
    static uint32_t cells[ROWS];
    isms__column column = {NULL, 0};
    uint32_t state = 1, row = 0, value;
    for (int i = 0; i < STEPS; i++) {
        choose(&state, &row, &value);
        CU_ASSERT(i % 2 ? isms__column_set(&column, &isms__default_allocator, row, value)
                        : isms__column_put(&column, &isms__default_allocator, row, value));
        cells[row] = value;
        if (i % 500 == 0) {
            uint32_t rows = next(&state) % ROWS;
            isms__column_truncate(&column, &isms__default_allocator, rows);
            memset(cells + rows, 0, (ROWS - rows) * sizeof *cells);
            CU_ASSERT_EQUAL(differences(&column, cells), 0);
        }
    }
    CU_ASSERT_EQUAL(differences(&column, cells), 0);
    isms__column_dispose(&column, &isms__default_allocator);
}

static void equal_cells_take_no_memory(void)
{
    isms__column column = {NULL, 0};
    for (uint32_t row = 0; row < 100 * ISMS__CHUNK_ROWS; row++)
        isms__column_set(&column, &isms__default_allocator, row, 257);
    CU_ASSERT(isms__column_bytes(&column) < 100 * ISMS__CHUNK_ROWS / 4);
    CU_ASSERT(isms__column_used(&column));
    isms__column_truncate(&column, &isms__default_allocator, 0);
    CU_ASSERT_FALSE(isms__column_used(&column));
    isms__column_dispose(&column, &isms__default_allocator);
}

static void a_copy_does_not_see_later_writes(void)
{
    isms__column column = {NULL, 0}, copy;
    for (uint32_t row = 0; row < 600; row++)
        isms__column_set(&column, &isms__default_allocator, row, row < 550 ? 3 : row);
    CU_ASSERT(isms__column_share(&copy, &column, &isms__default_allocator));
    for (uint32_t row = 0; row < 600; row += 7)
        CU_ASSERT(isms__column_put(&column, &isms__default_allocator, row, 9));
    for (uint32_t row = 0; row < 600; row++)
        CU_ASSERT_EQUAL(isms__column_get(&copy, row), row < 550 ? 3 : row);
    isms__column_dispose(&column, &isms__default_allocator);
    isms__column_dispose(&copy, &isms__default_allocator);
}

/* Rolling back writes the old values in reverse order and must not need what may not be there. */
static void taking_back_what_was_written_needs_no_memory(void)
{
    static struct {
        uint32_t row, before;
    } log[200];
    static uint32_t cells[ROWS];
    faulty f;
    uint32_t state = 5, row = 0, value;
    isms__column column = {NULL, 0};
    faulty_init(&f, 0, true);
    for (int round = 0; round < 300; round++) {
        size_t count = next(&state) % 200;
        for (uint32_t i = 0; i < ROWS; i++)
            cells[i] = isms__column_get(&column, i);
        for (size_t i = 0; i < count; i++) {
            choose(&state, &row, &value);
            log[i].row = row;
            log[i].before = isms__column_get(&column, row);
            CU_ASSERT(isms__column_set(&column, &f.allocator, row, value));
        }
        f.fail_at = f.calls + 1;
        for (size_t i = count; i-- > 0;)
            CU_ASSERT(isms__column_set(&column, &f.allocator, log[i].row, log[i].before));
        CU_ASSERT_EQUAL(differences(&column, cells), 0);
        f.fail_at = 0;
        choose(&state, &row, &value);
        isms__column_set(&column, &f.allocator, row, value);
    }
    CU_ASSERT_FALSE(f.failed);
    isms__column_dispose(&column, &f.allocator);
    CU_ASSERT_EQUAL(f.live_blocks, 0);
}

static void real_numbers_come_back_bit_for_bit(void)
{
    static const double some[] = {0,         0.1,       -0.05,        1e-6,  1e-7,    0.3,        1.0 / 3,
                                  134217727, 134217728, -134217727.5, 1e300, -5e-324, 13421772.7, 0.1 + 0.2};
    isms_model *model = NULL;
    isms_id risk;
    uint32_t state = 9;
    size_t wrong = 0;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    CU_ASSERT_EQUAL(isms_record_create(model, ISMS_RISK, "R-1", &risk), ISMS_OK);
    for (size_t i = 0; i < 20000; i++) {
        double value = i < sizeof some / sizeof *some ? some[i] : (double)next(&state) / (double)(1 + next(&state) % 1000000);
        double back = isms__real_of(model, isms__put_real(model, value));
        wrong += memcmp(&back, &value, sizeof back) != 0;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    isms_model_free(model);
}

static void keys_are_found_while_many_come_and_go(void)
{
    isms_model *model = NULL;
    char key[20];
    uint32_t state = 3;
    size_t wrong = 0;
    static bool there[500];
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    CU_ASSERT_EQUAL(isms_model_begin(model, NULL, NULL), ISMS_OK);
    for (int i = 0; i < 3000; i++) {
        uint32_t n = next(&state) % 500;
        snprintf(key, sizeof key, "R-%u", n);
        isms_id risk = isms_find(model, ISMS_RISK, key);
        wrong += (risk != ISMS_NONE) != there[n];
        if (there[n])
            wrong += isms_record_delete(model, risk) != ISMS_OK;
        else
            wrong += isms_record_create(model, ISMS_RISK, key, NULL) != ISMS_OK;
        there[n] = !there[n];
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(isms_model_rollback(model), ISMS_OK);
    CU_ASSERT_EQUAL(isms_count(model, ISMS_RISK), 0);
    CU_ASSERT_EQUAL(isms_find(model, ISMS_RISK, "R-1"), ISMS_NONE);
    isms_model_free(model);
}

int main(void)
{
    static const test_case tests[] = {
        {"a column says what was written", a_column_says_what_was_written},
        {"equal cells take no memory", equal_cells_take_no_memory},
        {"a copy does not see later writes", a_copy_does_not_see_later_writes},
        {"taking back what was written needs no memory", taking_back_what_was_written_needs_no_memory},
        {"real numbers come back bit for bit", real_numbers_come_back_bit_for_bit},
        {"keys are found while many come and go", keys_are_found_while_many_come_and_go},
        {NULL, NULL}};
    return run_suite("column", tests);
}
