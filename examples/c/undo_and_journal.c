/* Undo, redo, the journal, and the model as it was at an earlier revision. */
#include <isms.h>
#include <stdio.h>

static void print_journal(const isms_model *model)
{
    static const char *const kinds[] = {"", "undo of: ", "redo of: "};
    for (size_t i = 0; i < isms_journal_count(model); i++) {
        const char *who, *when, *why;
        uint64_t revision;
        size_t changes;
        isms_journal_entry(model, i, &revision, &who, &when, &why, &changes);
        printf("%llu  %-10s  %s: %s%s, %zu change(s)\n", (unsigned long long)revision, when, who,
               kinds[isms_journal_kind_of(model, i)], why, changes);
    }
}

int main(void)
{
    isms_model *model = NULL, *then = NULL;
    isms_id risk = ISMS_NONE;
    if (isms_model_new(NULL, &model) != ISMS_OK)
        return 1;

    isms_model_begin(model, "Marta Klein", "first assessment");
    isms_model_stamp(model, "2026-03-02"); /* the library reads no clock: the host says when */
    isms_record_create(model, ISMS_RISK, "R-1", &risk);
    isms_set_text(model, risk, ISMS_RISK_TITLE, "Theft of a laptop");
    isms_model_commit(model);

    isms_model_begin(model, "Jo Lund", "laptops are encrypted now");
    isms_model_stamp(model, "2026-06-30");
    isms_set_text(model, risk, ISMS_RISK_STATUS, "closed");
    isms_model_commit(model);

    isms_model_undo(model);
    printf("after undo: %s\n", isms_has(model, risk, ISMS_RISK_STATUS) ? "closed" : "not closed");
    isms_model_redo(model);
    printf("after redo: %s\n", isms_text(model, risk, ISMS_RISK_STATUS));

    if (isms_model_at_revision(model, 1, &then) == ISMS_OK)
        printf("at revision 1: %s\n", isms_has(then, risk, ISMS_RISK_STATUS) ? "closed" : "not closed");
    print_journal(model);
    isms_model_free(then);
    isms_model_free(model);
    return 0;
}
