/* The table of what can be wrong with a document. */
#include "problem.h"

static const struct {
    const char *rule, *text;
    isms_status status;
} problems[] = {
#define ROW(symbol, id, status, text) {id, text, status},
    ISMS__PROBLEMS(ROW)
#undef ROW
};

const char *isms__problem_rule(isms__problem problem)
{
    return problems[problem].rule;
}

isms_status isms__problem_status(isms__problem problem)
{
    return problems[problem].status;
}

const char *isms__problem_text(isms__problem problem)
{
    return problems[problem].text;
}
