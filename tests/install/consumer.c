/* A host of libisms in its smallest form: the headers and the library that it runs with are of one version. */
#include <isms.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    int32_t major = -1, minor = -1;
    isms_version(&major, &minor, NULL);
    int same =
        major == ISMS_VERSION_MAJOR && minor == ISMS_VERSION_MINOR && strcmp(isms_version_text(), ISMS_VERSION_STRING) == 0;
    printf("libisms %s: %s\n", isms_version_text(),
           same ? "the one that the headers are of" : "not the one that the headers are of");
    int empty = problems && isms_diagnostics_count(problems) == 0;
    isms_diagnostics_free(problems);
    return same && empty ? 0 : 1;
}
