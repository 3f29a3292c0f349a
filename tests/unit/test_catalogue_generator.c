/* The generator of the catalogue: a framework is added by files only, and a damaged file stops the build at its line. */
#include "test.h"

static char *folder;

/* Runs a shell command inside the folder; its output, which the caller frees, and its exit status. */
static char *run(const char *command, int *status)
{
    char whole[1024], *out = calloc(1, 65536);
    snprintf(whole, sizeof whole, "cd '%s' && (%s) 2>&1", folder, command);
    FILE *pipe = popen(whole, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(pipe);
    size_t size = fread(out, 1, 65535, pipe);
    out[size] = '\0';
    *status = pclose(pipe);
    return out;
}

/* Copies the data, changes it by a shell command, and generates; the messages. */
static char *generate(const char *change, int *status)
{
    char command[768];
    folder = test_folder_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(folder);
    snprintf(command, sizeof command, "cp -R '%s/lib/catalogue/data/.' . && %s && '%s' out.c . *.tsv crosswalk/*.tsv",
             ISMS_SOURCE_DIR, change, GENERATOR);
    return run(command, status);
}

static void done(char *messages)
{
    free(messages);
    test_folder_free(folder);
}

static void damage_is_told_with_file_and_line(void)
{
    static const struct {
        const char *change, *message;
    } cases[] = {
        {"printf 'access control\\tx\\ty\\n' >> glossary.tsv", "./glossary.tsv:70: error: the id `access control` is taken"},
        {"printf 'one\\ttwo\\n' >> glossary.tsv", "./glossary.tsv:70: error: 2 cells, the header has 3"},
        {"printf 'one\\ttwo\\t\\303(\\n' >> glossary.tsv", "./glossary.tsv:70: error: a byte that is not UTF-8"},
        {"printf 'one\\ttwo\\tthree\\r\\n' >> glossary.tsv",
         "./glossary.tsv:70: error: a byte that is not UTF-8, or a control"},
        {"printf 'one\\ttwo\\tthree' >> glossary.tsv", "./glossary.tsv:70: error: the last line has no end"},
        {"printf '\\ttwo\\tthree\\n' >> glossary.tsv", "./glossary.tsv:70: error: the id is empty"},
        {": > glossary.tsv", "./glossary.tsv:1: error: the last line has no end"},
        {"rm glossary.tsv", "./glossary.tsv: error: missing"},
        {"sed -i.old 1s/term/word/ glossary.tsv", "./glossary.tsv:1: error: column 1 is `word`"},
        {"sed -i.old 's/people/persons/' annex_a_2022.tsv", "error: `persons` is no value of theme"},
        {"sed -i.old '2s/\\tno\\t/\\tnever\\t/' annex_a_2022.tsv",
         "./annex_a_2022.tsv:2: error: `never` is neither yes nor no"},
        {"sed -i.old '2s/preventive/preventive,/' annex_a_2022.tsv", "./annex_a_2022.tsv:2: error: an empty item"},
        {"sed -i.old '2s/\\t134$/\\tmany/' crosswalk/frameworks.tsv", "frameworks.tsv:2: error: `many` is no integer"},
        {"sed -i.old '3s/Art.5$/Art.5000/;3s/\\tArt.5\\t/\\tArt.5000\\t/' crosswalk/requirements_gdpr.tsv",
         "requirements_gdpr.tsv:3: error: there is no requirement `gdpr:Art.5000`"},
        {"sed -i.old '2s/A.5.1/A.5.99/' crosswalk/crosswalk_gdpr.tsv",
         "crosswalk_gdpr.tsv:2: error: there is no control, clause or requirement `A.5.99`"},
        {"cp crosswalk/crosswalk_gdpr.tsv crosswalk/crosswalk_none.tsv", "crosswalk_none.tsv: error: belongs to no table"},
        {"printf 'new\\tn\\tp\\tv\\t2026\\tlaw\\t1\\n' >> crosswalk/frameworks.tsv",
         "frameworks.tsv:15: error: the framework `new` has no crosswalk/requirements_new.tsv"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int status = 0;
        char *messages = generate(cases[i].change, &status);
        bool told = status != 0 && strstr(messages, cases[i].message);
        CU_ASSERT(told);
        if (!told)
            fprintf(stderr, "`%s` gave: %s\n", cases[i].change, messages);
        done(messages);
    }
}

static void a_framework_is_added_by_files_only(void)
{
    int status = 0;
    char *messages = generate("printf 'new\\tn\\tp\\tv\\t2026\\tlaw\\t1\\n' >> crosswalk/frameworks.tsv &&"
                              "printf 'requirement_id\\tparent_id\\ttitle\\n1\\t\\tOne\\n' > crosswalk/requirements_new.tsv &&"
                              "printf 'annex_a_id\\trequirement_id\\trelationship\\tsource\\nA.5.1\\t1\\tequal\\tjudgement\\n'"
                              " > crosswalk/crosswalk_new.tsv",
                              &status);
    CU_ASSERT_EQUAL(status, 0);
    CU_ASSERT_STRING_EQUAL(messages, "");
    done(messages);
}

static void the_same_files_give_the_same_bytes_in_any_folder(void)
{
    int status = 0;
    char *messages = generate("mkdir sub", &status), *path = test_path(folder, "out.c");
    char *first = test_slurp(path, NULL);
    free(path);
    done(messages);
    messages = generate("touch -d 2001-01-01 *.tsv", &status);
    path = test_path(folder, "out.c");
    char *second = test_slurp(path, NULL);
    CU_ASSERT(first && second && strcmp(first, second) == 0);
    free(path);
    free(first);
    free(second);
    done(messages);
}

int main(void)
{
    static const test_case tests[] = {
        {"damage is told with file and line", damage_is_told_with_file_and_line},
        {"a framework is added by files only", a_framework_is_added_by_files_only},
        {"the same files give the same bytes in any folder", the_same_files_give_the_same_bytes_in_any_folder},
        {NULL, NULL}};
    return run_suite("catalogue generator", tests);
}
