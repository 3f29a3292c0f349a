/* Models in files: read as a whole, replaced as a whole, and what stays when that fails. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_file_is_replaced_as_a_whole(void)
{
    size_t size, saved_size;
    char *text = test_every_kind(&size), *folder = test_folder_new(), *path = test_path(folder, "a.json"),
         *link = test_path(folder, "link.json");
    isms_model *model = NULL;
    struct stat info;
    CU_ASSERT(test_spit(path, text, size));
    CU_ASSERT_EQUAL(chmod(path, 0640), 0);
    CU_ASSERT_EQUAL(symlink("a.json", link), 0);
    CU_ASSERT_EQUAL(isms_model_open(path, NULL, NULL, &model), ISMS_OK);
    CU_ASSERT_EQUAL(isms_journal_count(model), 0);
    CU_ASSERT_EQUAL(isms_record_create(model, ISMS_RISK, "R-3", NULL), ISMS_OK);
    CU_ASSERT_EQUAL(isms_model_save(model, link, NULL), ISMS_OK);
    isms_blob *blob = test_write(model, "json", ISMS_FORM_PRETTY);
    char *saved = test_slurp(path, &saved_size);
    CU_ASSERT(saved && test_blob_is(blob, saved, saved_size));
    CU_ASSERT(lstat(link, &info) == 0 && S_ISLNK(info.st_mode));
    CU_ASSERT(stat(path, &info) == 0 && (info.st_mode & 07777) == 0640);
    isms_blob_free(blob);
    isms_model_free(model);
    free(saved);
    free(text);
    free(path);
    free(link);
    test_folder_free(folder);
}

static void what_cannot_be_saved_leaves_the_old_file(void)
{
    static const struct {
        const char *path;
        isms_status status;
        int reason; /* that the system gives; 0: none */
    } rows[] = {
        {"no/such/folder/a.json", ISMS_E_IO, ENOENT}, {"a.unheard", ISMS_E_FORMAT, 0}, {"folder.json", ISMS_E_IO, EISDIR}};
    char *folder = test_folder_new(), *inside = test_path(folder, "folder.json");
    size_t size, after_size;
    char *text = test_every_kind(&size);
    isms_model *model = test_read("json", text, size);
    CU_ASSERT_EQUAL(mkdir(inside, 0777), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = test_path(folder, rows[i].path);
        CU_ASSERT_EQUAL(isms_model_save(model, path, NULL), rows[i].status);
        CU_ASSERT(rows[i].reason == 0 || errno == rows[i].reason);
        free(path);
    }
    /* a limit on the size of files stands for a disk that fills up */
    char *path = test_path(folder, "a.json");
    struct rlimit before, little = {1000, 1000};
    CU_ASSERT(test_spit(path, "old", 3));
    getrlimit(RLIMIT_FSIZE, &before);
    little.rlim_max = before.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &little);
    CU_ASSERT_EQUAL(isms_model_save(model, path, NULL), ISMS_E_FULL);
    setrlimit(RLIMIT_FSIZE, &before);
    char *after = test_slurp(path, &after_size);
    CU_ASSERT(after && after_size == 3 && memcmp(after, "old", 3) == 0);
    char *beside = test_path(folder, "a.json.isms-0");
    CU_ASSERT_NOT_EQUAL(access(beside, F_OK), 0);
    free(beside);
    free(after);
    free(path);
    isms_model_free(model);
    free(text);
    free(inside);
    test_folder_free(folder);
}

static void what_a_killed_save_left_goes_with_the_next_one(void)
{
    char *folder = test_folder_new(), *path = test_path(folder, "a.json"), *left = test_path(folder, "a.json.isms-0");
    isms_model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    CU_ASSERT(test_spit(left, "{\"libisms\"", 10));
    CU_ASSERT_EQUAL(isms_model_save(model, path, NULL), ISMS_OK);
    CU_ASSERT_NOT_EQUAL(access(left, F_OK), 0);
    CU_ASSERT_EQUAL(access(path, R_OK), 0);
    isms_model_free(model);
    free(left);
    free(path);
    test_folder_free(folder);
}

static void the_file_of_a_save_under_way_stays(void)
{
    char *folder = test_folder_new(), *path = test_path(folder, "a.json"), *beside = test_path(folder, "a.json.isms-0");
    char *link = test_path(folder, "a.json.isms-1");
    isms_model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    CU_ASSERT(test_spit(beside, "{\"libisms\"", 10));
    CU_ASSERT_EQUAL(symlink("a.json.isms-0", link), 0);
    int held = open(beside, O_WRONLY);
    CU_ASSERT_EQUAL_FATAL(flock(held, LOCK_EX), 0);
    CU_ASSERT_EQUAL(isms_model_save(model, path, NULL), ISMS_OK);
    CU_ASSERT_EQUAL(access(beside, F_OK), 0);
    CU_ASSERT_EQUAL(access(link, F_OK), 0); /* nor is it followed */
    CU_ASSERT_EQUAL(access(path, R_OK), 0);
    close(held);
    isms_model_free(model);
    free(link);
    free(beside);
    free(path);
    test_folder_free(folder);
}

static void files_that_cannot_be_read_are_told(void)
{
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    char *folder = test_folder_new(), *path = test_path(folder, "x.bin");
    isms_model *model = NULL;
    CU_ASSERT_EQUAL(isms_model_open("no/such/\xff.json", NULL, problems, &model), ISMS_E_IO);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_line(problems, 0), "no/such/?.json: error: the file cannot be opened [ISMS-IO-01]");
    CU_ASSERT(test_spit(path, "\x7f\x45LF\0\1\2", 7));
    CU_ASSERT_EQUAL(isms_model_open(path, NULL, problems, &model), ISMS_E_FORMAT);
    CU_ASSERT(test_spit(path, "", 0));
    CU_ASSERT_EQUAL(isms_model_open(path, NULL, problems, &model), ISMS_E_FORMAT);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_message(problems, 2), "the document is empty");
    CU_ASSERT_PTR_NULL(model);
    CU_ASSERT_EQUAL(isms_model_open(folder, NULL, problems, &model), ISMS_E_IO);
    free(path);
    test_folder_free(folder);
    isms_diagnostics_free(problems);
}

static void wrong_use_is_refused(void)
{
    isms_model *model = NULL, *out = NULL;
    isms_blob *blob = NULL;
    isms_read_options reading = ISMS_READ_OPTIONS_INIT;
    isms_write_options writing = ISMS_WRITE_OPTIONS_INIT;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    CU_ASSERT_EQUAL(isms_model_open(NULL, NULL, NULL, &out), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_model_open("a.json", NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_model_read(NULL, "json", test_source_read, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_model_read(model, "json", NULL, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_model_read_text(model, "json", NULL, 1, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_model_read_file(model, NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_model_write(model, "json", NULL, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_model_write_text(model, "json", NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_model_write_text(model, "docx", NULL, &blob), ISMS_E_FORMAT);
    CU_ASSERT_EQUAL(isms_model_save(model, NULL, NULL), ISMS_E_MISUSE);
    CU_ASSERT_EQUAL(isms_model_read_text(model, "docx", "{}", 2, NULL, NULL), ISMS_E_FORMAT);
    isms_model *catalogue = (isms_model *)(uintptr_t)isms_catalogue();
    CU_ASSERT_EQUAL(isms_model_read_text(catalogue, "json", "{}", 2, NULL, NULL), ISMS_E_READ_ONLY);
    reading.flags = 1u << 31;
    CU_ASSERT_EQUAL(isms_model_read_text(model, "json", "{}", 2, &reading, NULL), ISMS_E_UNSUPPORTED);
    writing.form = ISMS_FORM_CANONICAL;
    CU_ASSERT_EQUAL(isms_model_write_text(model, "ndjson", &writing, &blob), ISMS_E_UNSUPPORTED);
    writing.form = 77;
    CU_ASSERT_EQUAL(isms_model_write_text(model, "json", &writing, &blob), ISMS_E_UNSUPPORTED);
    isms_blob_free(NULL);
    CU_ASSERT_STRING_EQUAL(isms_blob_bytes(NULL), "");
    CU_ASSERT_EQUAL(isms_blob_size(NULL), 0);
    isms_model_free(model);
}

static void formats_are_listed_and_found_by_their_endings(void)
{
    size_t count = 0;
    for (const char *name = isms_format_next(NULL); name; name = isms_format_next(name), count++) {
        char path[100];
        snprintf(path, sizeof path, "dir.json/acme%s", isms_format_ending(name));
        CU_ASSERT_STRING_EQUAL(isms_format_by_path(path), name);
        CU_ASSERT(strlen(isms_format_doc(name)) > 10);
    }
    CU_ASSERT(count >= 2);
    CU_ASSERT_STRING_EQUAL(isms_format_by_path("A.JSON"), "json");
    CU_ASSERT_PTR_NULL(isms_format_by_path("a.json.bak"));
    CU_ASSERT_PTR_NULL(isms_format_by_path(".json"));
    CU_ASSERT_PTR_NULL(isms_format_by_path(NULL));
    CU_ASSERT_PTR_NULL(isms_format_next("docx"));
    CU_ASSERT_PTR_NULL(isms_format_ending("docx"));
    CU_ASSERT_PTR_NULL(isms_format_doc("docx"));
}

int main(void)
{
    static const test_case tests[] = {
        {"a file is replaced as a whole", a_file_is_replaced_as_a_whole},
        {"what cannot be saved leaves the old file", what_cannot_be_saved_leaves_the_old_file},
        {"what a killed save left goes with the next one", what_a_killed_save_left_goes_with_the_next_one},
        {"the file of a save under way stays", the_file_of_a_save_under_way_stays},
        {"files that cannot be read are told", files_that_cannot_be_read_are_told},
        {"wrong use is refused", wrong_use_is_refused},
        {"formats are listed and found by their endings", formats_are_listed_and_found_by_their_endings},
        {NULL, NULL}};
    return run_suite("files", tests);
}
