/* The map from texts to numbers, and files and memory as sources. */
#include "test.h"

#include "core/input.h"
#include "core/map.h"

static void a_key_gives_back_the_number_that_was_put_last(void)
{
    isms__map map;
    isms__map_init(&map, &isms__default_allocator, 7);
    CU_ASSERT_PTR_NULL(isms__map_find(&map, "a", 1));
    char key[16];
    for (unsigned i = 0; i < 5000; i++)
        CU_ASSERT(isms__map_put(&map, key, (size_t)snprintf(key, sizeof key, "k%u", i), i));
    CU_ASSERT(isms__map_put(&map, "k7", 2, 70));
    CU_ASSERT(isms__map_put(&map, "", 0, 1));
    CU_ASSERT_EQUAL(map.count, 5001);
    for (unsigned i = 0; i < 5000; i++) {
        const uint64_t *found = isms__map_find(&map, key, (size_t)snprintf(key, sizeof key, "k%u", i));
        CU_ASSERT_PTR_NOT_NULL_FATAL(found);
        CU_ASSERT_EQUAL(*found, i == 7 ? 70 : i);
    }
    CU_ASSERT_PTR_NULL(isms__map_find(&map, "k", 1));
    CU_ASSERT_EQUAL(*isms__map_find(&map, "", 0), 1);
    isms__map_clear(&map);
    CU_ASSERT_PTR_NULL(isms__map_find(&map, "k7", 2));
    CU_ASSERT(isms__map_put(&map, "k7", 2, 3));
    CU_ASSERT_EQUAL(*isms__map_find(&map, "k7", 2), 3);
    isms__map_dispose(&map);
}

static isms_status fill(const isms_allocator *a)
{
    isms__map map;
    isms__map_init(&map, a, 1);
    isms_status status = ISMS_OK;
    char key[16];
    for (unsigned i = 0; i < 100 && status == ISMS_OK; i++) {
        size_t before = map.count, n = (size_t)snprintf(key, sizeof key, "key %u", i);
        status = isms__map_put(&map, key, n, i) ? ISMS_OK : ISMS_E_NO_MEMORY;
        CU_ASSERT_EQUAL(map.count, before + (status == ISMS_OK));
        CU_ASSERT_EQUAL(isms__map_find(&map, key, n) != NULL, status == ISMS_OK);
    }
    isms__map_dispose(&map);
    return status;
}

static void a_map_without_memory_is_as_it_was(void)
{
    sweep_allocations(fill);
}

static void a_file_and_memory_are_read_to_their_end(void)
{
    char *folder = test_folder_new(), *path = test_path(folder, "a.txt");
    CU_ASSERT(test_spit(path, "hello", 5));
    isms__file file = {0};
    char out[8];
    CU_ASSERT_EQUAL(isms__file_open(&file, path), ISMS_OK);
    CU_ASSERT_EQUAL(isms__file_read(&file, out, 3), 3);
    CU_ASSERT_EQUAL(isms__file_read(&file, out, 8), 2);
    CU_ASSERT_EQUAL(isms__file_read(&file, out, 8), 0);
    isms__file_close(&file);
    isms__file_close(&file);
    CU_ASSERT_EQUAL(isms__file_open(&file, "there/is/no/such/file"), ISMS_E_IO);
    if (isms__file_open(&file, folder) == ISMS_OK) /* a folder opens, but does not read */
        CU_ASSERT_EQUAL(isms__file_read(&file, out, 8), -1);
    isms__file_close(&file);
    isms__memory memory = {"hello", 5};
    CU_ASSERT_EQUAL(isms__memory_read(&memory, out, 3), 3);
    CU_ASSERT_EQUAL(isms__memory_read(&memory, out, 8), 2);
    CU_ASSERT_EQUAL(isms__memory_read(&memory, out, 8), 0);
    free(path);
    test_folder_free(folder);
}

int main(void)
{
    static const test_case tests[] = {
        {"a key gives back the number that was put last", a_key_gives_back_the_number_that_was_put_last},
        {"a map without memory is as it was", a_map_without_memory_is_as_it_was},
        {"a file and memory are read to their end", a_file_and_memory_are_read_to_their_end},
        {NULL, NULL}};
    return run_suite("map", tests);
}
