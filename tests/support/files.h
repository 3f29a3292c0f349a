/* Files for tests: folders that go away again, whole files at once, and the folder of samples beside the sources. */
#ifndef ISMS_TEST_FILES_H
#define ISMS_TEST_FILES_H

#include <stdbool.h>
#include <stddef.h>

/* A new empty folder below the working folder; NULL on failure. test_folder_free removes it with all that is in it. */
char *test_folder_new(void);
void test_folder_free(char *folder);

/* "folder/name"; the caller frees it. NULL on failure. */
char *test_path(const char *folder, const char *name);

/* The whole file with a NUL behind it, NULL where it cannot be read; size may be NULL. The caller frees it. */
char *test_slurp(const char *path, size_t *size);

/* Writes a whole file; false on failure. */
bool test_spit(const char *path, const char *bytes, size_t size);

/* Path of a file or folder of the shared folder ($ISMS_SHARED, or `shared` beside the sources), which the caller frees. Where
 * it is not there, the running test counts as skipped and NULL comes back. */
char *test_shared(const char *name);

#endif
