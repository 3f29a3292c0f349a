/* A fuzz target without a fuzzer: tries the files that are named, and those in the folders that are named, once each. */
#include "fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

static int try_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat about;
    if (!file || fstat(fileno(file), &about) != 0) {
        fprintf(stderr, "%s: cannot be read\n", path);
        if (file)
            fclose(file);
        return 1;
    }
    size_t size = (size_t)about.st_size;
    uint8_t *bytes = malloc(size ? size : 1); /* exact, so that a sanitizer sees one byte too far */
    int failed = !bytes || fread(bytes, 1, size, file) != size;
    fclose(file);
    if (!failed)
        LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    return failed;
}

static int try_folder(const char *path)
{
    DIR *folder = opendir(path);
    int failed = !folder;
    for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
        char file[4096];
        if (entry->d_name[0] != '.' && snprintf(file, sizeof file, "%s/%s", path, entry->d_name) < (int)sizeof file)
            failed |= try_file(file);
    }
    if (folder)
        closedir(folder);
    return failed;
}

int main(int count, char **names)
{
    struct stat about;
    int failed = count < 2;
    for (int i = 1; i < count; i++)
        failed |= stat(names[i], &about) == 0 && S_ISDIR(about.st_mode) ? try_folder(names[i]) : try_file(names[i]);
    return failed;
}
