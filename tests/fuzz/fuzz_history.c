/* Histories: hashes and chain are put right before reading, so that what is behind them is tried too. What is read is written
 * again byte for byte and gives a model; what is not is explained. Descriptions of extensions, which begin with a brace alone,
 * likewise. */
#include "fuzz.h"

#include "core/sha256.h"

enum { DIGITS = 64 };

static char *find(char *line, char *end, const char *label)
{
    size_t n = strlen(label);
    for (char *p = line; (size_t)(end - p) >= n + DIGITS; p++)
        if (memcmp(p, label, n) == 0)
            return p;
    return NULL;
}

/* Gives the line the hash that its content has and that of the line before. */
static void mend(char *line, char *end, char head[ISMS__SHA256_TEXT])
{
    static const char hash[] = ",\"hash\":\"", previous[] = ",\"previous\":\"";
    isms__sha256_state state;
    char *own = find(line, end, hash), *before = find(line, end, previous);
    if (before)
        memcpy(before + sizeof previous - 1, head, DIGITS);
    if (!own)
        return;
    char *behind = own + sizeof hash - 1 + DIGITS + 1;
    isms__sha256_start(&state);
    isms__sha256_add(&state, line, (size_t)(own - line));
    isms__sha256_add(&state, behind, behind < end ? (size_t)(end - behind) : 0);
    isms__sha256_finish_text(&state, head);
    memcpy(own + sizeof hash - 1, head, DIGITS);
}

static void mend_all(char *bytes, size_t size)
{
    char head[ISMS__SHA256_TEXT] = "", *end = bytes + size;
    for (char *line = bytes, *next; line < end; line = next) {
        char *feed = memchr(line, '\n', (size_t)(end - line));
        next = feed ? feed + 1 : end;
        if (line == bytes)
            isms__sha256_text(line, (size_t)((feed ? feed : end) - line), head);
        else
            mend(line, feed ? feed : end, head);
    }
}

typedef struct source {
    const char *bytes;
    size_t size, at;
} source;

static int64_t deliver(void *user, char *out, size_t room)
{
    source *s = user;
    size_t n = s->size - s->at < room ? s->size - s->at : room;
    memcpy(out, s->bytes + s->at, n);
    s->at += n;
    return (int64_t)n;
}

static int32_t compare(void *user, const char *bytes, size_t size)
{
    source *s = user;
    PROMISED(size <= s->size - s->at && memcmp(s->bytes + s->at, bytes, size) == 0);
    s->at += size;
    return 0;
}

static void try_history(char *bytes, size_t size)
{
    source s = {bytes, size, 0};
    isms_history *history = NULL;
    isms_model *model = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_history_read(deliver, &s, NULL, problems, &history);
    PROMISED(status != ISMS_E_INTERNAL && (status == ISMS_OK) == (history != NULL));
    PROMISED(status == ISMS_OK || isms_diagnostics_count(problems) == 1);
    if (history) {
        s.at = 0;
        PROMISED(isms_history_write(history, compare, &s) == ISMS_OK && s.at == size);
        PROMISED(isms_history_model(history, isms_history_count(history), &model) == ISMS_OK);
        PROMISED(isms_history_verify(history, isms_history_head(history), model, NULL) == ISMS_OK);
        fuzz_round_trips(model);
    }
    isms_model_free(model);
    isms_history_free(history);
    isms_diagnostics_free(problems);
}

static void try_extension(const char *bytes, size_t size)
{
    isms_extension *extension = NULL;
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *model = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    isms_status status = isms_extension_read_text(bytes, size, NULL, problems, &extension);
    PROMISED((status == ISMS_OK) == (isms_diagnostics_count(problems) == 0));
    options.extension = extension;
    PROMISED(isms_model_new(&options, &model) == ISMS_OK);
    isms_model_free(model);
    isms_extension_free(extension);
    isms_diagnostics_free(problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = malloc(size + 1);
    PROMISED(bytes);
    memcpy(bytes, data, size);
    bytes[size] = '\0';
    try_extension(bytes, size);
    mend_all(bytes, size);
    try_history(bytes, size);
    free(bytes);
    return 0;
}
