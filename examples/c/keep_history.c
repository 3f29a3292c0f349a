/* The history of a document, chained by SHA-256 and kept in a file beside it: add to it, read it, go back. */
#include <isms.h>
#include <stdio.h>

static void change(isms_model *model, const char *who, const char *when, const char *why, const char *title)
{
    isms_id risk = isms_find(model, ISMS_RISK, "R-1");
    isms_model_begin(model, who, why);
    isms_model_stamp(model, when); /* the library reads no clock: the host says when */
    if (!risk)
        isms_record_create(model, ISMS_RISK, "R-1", &risk);
    isms_set_text(model, risk, ISMS_RISK_TITLE, title);
    isms_model_commit(model);
}

static void print(const isms_history *history)
{
    for (size_t i = 0; i < isms_history_count(history); i++) {
        const char *who, *when, *why, *record, *attribute, *before, *after;
        isms_history_entry(history, i, &who, &when, &why, NULL);
        printf("%s %s: %s\n", when, who, why);
        for (size_t k = 0; !isms_history_change(history, i, k, NULL, &record, &attribute, &before, &after); k++)
            printf("    %s %s: %s -> %s\n", record, attribute, before, after);
    }
}

int main(void)
{
    static const char path[] = "keep_history.journal.ndjson";
    isms_model *model = NULL, *then = NULL;
    isms_history *history = NULL, *again = NULL;
    size_t count = 0;
    if (isms_model_new(NULL, &model) != ISMS_OK || isms_history_new(NULL, &history) != ISMS_OK)
        return 1;

    change(model, "Marta Klein", "2026-03-02", "first assessment", "Theft of a laptop");
    change(model, "Jo Lund", "2026-06-30", "clearer", "Theft of an unencrypted laptop");
    if (isms_history_append(history, model, 0, NULL) != ISMS_OK || isms_history_save(history, path) != ISMS_OK)
        return 1;

    if (isms_history_open(path, NULL, NULL, &again) != ISMS_OK) /* verifies every entry */
        return 1;
    print(again);
    isms_history_count_at(again, "2026-03-31", &count);
    if (isms_history_model(again, count, &then) == ISMS_OK)
        printf("in March: %s\n", isms_text(then, isms_find(then, ISMS_RISK, "R-1"), ISMS_RISK_TITLE));
    printf("head: %.16s...\n", isms_history_head(again)); /* worth keeping elsewhere */
    remove(path);

    isms_model_free(then);
    isms_history_free(again);
    isms_history_free(history);
    isms_model_free(model);
    return 0;
}
