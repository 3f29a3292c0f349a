/* The one lock of the library. cJSON keeps the place of its last error in a static variable and writes it in each call, also
 * where all is well; so that threads with models of their own can read at the same time, they take turns for the length of a
 * record. */
#include "json_lock.h"

#include <pthread.h>

static pthread_mutex_t one_parser = PTHREAD_MUTEX_INITIALIZER;

cJSON *isms__json_parse(const char *text, size_t size)
{
    const char *end = NULL;
    pthread_mutex_lock(&one_parser);
    cJSON *tree = cJSON_ParseWithLengthOpts(text, size, &end, 0);
    pthread_mutex_unlock(&one_parser);
    if (tree && end != text + size) {
        cJSON_Delete(tree);
        return NULL;
    }
    return tree;
}
