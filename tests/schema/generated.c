/* Writes made-up documents into a folder, each as JSON and, where the build has it, as XML: generated FOLDER COUNT */
#include "../unit/generator.h"

#include <isms.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int save(const isms_model *model, const char *folder, unsigned number, const char *format)
{
    char path[1000];
    snprintf(path, sizeof path, "%s/%u%s", folder, number, isms_format_ending(format));
    return isms_model_save(model, path, NULL) == ISMS_OK ? 0 : 1;
}

static int make(const char *folder, unsigned number)
{
    char *text = generated_document(number);
    isms_model *model = NULL;
    int failed = !text || isms_model_new(NULL, &model) != ISMS_OK ||
                 isms_model_read_text(model, "json", text, strlen(text), NULL, NULL) != ISMS_OK;
    failed = failed || save(model, folder, number, "json") || (isms_format_ending("xml") && save(model, folder, number, "xml"));
    isms_model_free(model);
    free(text);
    return failed;
}

int main(int count, char **arguments)
{
    int failed = count != 3;
    for (unsigned i = 0; !failed && i < (unsigned)atoi(arguments[2]); i++)
        failed = make(arguments[1], i);
    return failed;
}
