/* An allocator of one's own: every byte that the model needs is counted, and nothing is left at the end. */
#include <isms.h>
#include <stdio.h>
#include <stdlib.h>

static void *allocate(void *user, size_t size)
{
    *(size_t *)user += size;
    return malloc(size);
}

static void *resize(void *user, void *block, size_t old_size, size_t new_size)
{
    void *moved = realloc(block, new_size);
    if (moved)
        *(size_t *)user += new_size - old_size;
    return moved;
}

static void release(void *user, void *block, size_t size)
{
    *(size_t *)user -= size;
    free(block);
}

int main(int argc, char **argv)
{
    size_t live = 0;
    isms_allocator allocator = {sizeof allocator, &live, allocate, resize, release};
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    isms_model *model = NULL;
    options.allocator = &allocator;
    if (argc < 2 || isms_model_open(argv[1], &options, NULL, &model) != ISMS_OK)
        return 1;
    printf("%s\n", live > 100000 ? "the model lives in our memory" : "something is wrong");
    isms_model_free(model);
    printf("%zu bytes are left\n", live);
    return 0;
}
