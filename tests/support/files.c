/* Temporary folders, whole files, and the shared folder of samples. */
#include "files.h"
#include "suite.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *test_path(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s/%s", folder, name);
    return path;
}

char *test_folder_new(void)
{
    char *folder = test_path(".", "isms-test-XXXXXX");
    if (folder && mkdtemp(folder))
        return folder;
    free(folder);
    return NULL;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return remove(path);
}

void test_folder_free(char *folder)
{
    if (folder)
        nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
}

char *test_slurp(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long end = -1;
    if (file && fseek(file, 0, SEEK_END) == 0 && (end = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0)
        bytes = malloc((size_t)end + 1);
    if (bytes && fread(bytes, 1, (size_t)end, file) != (size_t)end) {
        free(bytes);
        bytes = NULL;
    }
    if (bytes)
        bytes[end] = '\0';
    if (bytes && size)
        *size = (size_t)end;
    if (file)
        fclose(file);
    return bytes;
}

bool test_spit(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool written = fwrite(bytes, 1, size, file) == size;
    return fclose(file) == 0 && written;
}

char *test_shared(const char *name)
{
    const char *given = getenv("ISMS_SHARED");
    char *folder = given ? NULL : test_path(ISMS_SOURCE_DIR, "../shared");
    char *path = given || folder ? test_path(given ? given : folder, name) : NULL;
    free(folder);
    if (path && access(path, R_OK) == 0)
        return path;
    test_skip(path ? path : name);
    free(path);
    return NULL;
}
