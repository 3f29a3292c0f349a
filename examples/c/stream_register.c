/* Read a large register as a stream: bytes come from a callback, progress is told, and the window stays small. */
#include <isms.h>
#include <stdio.h>
#include <string.h>

enum { RISKS = 20000 };

/* Makes an NDJSON document on the way, a line at a time. */
typedef struct source {
    int line;
    char text[160];
    size_t at, size;
} source;

static void next_line(source *s)
{
    int i = s->line++;
    s->at = 0;
    if (i == 0)
        s->size = (size_t)snprintf(s->text, sizeof s->text, "{\"libisms\":\"1.0\",\"type\":\"header\"}\n");
    else if (i <= RISKS)
        s->size = (size_t)snprintf(s->text, sizeof s->text,
                                   "{\"type\":\"risk\",\"id\":\"R-%06d\",\"title\":\"Risk number %d\"}\n", i, i);
    else if (i == RISKS + 1)
        s->size = (size_t)snprintf(s->text, sizeof s->text, "{\"type\":\"trailer\",\"counts\":{\"risk\":%d}}\n", RISKS);
    else
        s->size = 0;
}

static int64_t read_some(void *user, char *bytes, size_t size)
{
    source *s = user;
    if (s->at == s->size)
        next_line(s);
    size_t n = s->size - s->at < size ? s->size - s->at : size;
    memcpy(bytes, s->text + s->at, n);
    s->at += n;
    return (int64_t)n;
}

static int32_t count_calls(void *user, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    ++*(int *)user;
    return 0; /* anything else would stop the reading and leave the model as it was */
}

int main(void)
{
    source stream = {0};
    int calls = 0;
    isms_model *model = NULL;
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    options.progress = count_calls;
    options.user = &calls;
    if (isms_model_new(NULL, &model) != ISMS_OK ||
        isms_model_read(model, "ndjson", read_some, &stream, &options, NULL) != ISMS_OK)
        return 1;
    printf("%llu risks, progress was told: %s\n", (unsigned long long)isms_count(model, ISMS_RISK), calls > 0 ? "yes" : "no");
    printf("the last one: %s\n", isms_text(model, isms_find(model, ISMS_RISK, "R-020000"), ISMS_RISK_TITLE));
    isms_model_free(model);
    return 0;
}
