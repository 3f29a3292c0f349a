/* Which controls are necessary: those that treatment plans, obligations and open risks name (ISO/IEC 27001:2022, 6.1.3 b). */
#ifndef ISMS__CONTROL_NEEDED_H
#define ISMS__CONTROL_NEEDED_H

#include "core/names.h"

#include <isms/model.h>

/* Who needs a control; bits. */
enum { ISMS__NEED_PLAN = 1, ISMS__NEED_RISK = 2, ISMS__NEED_OBLIGATION = 4 };

/* A kind of record that makes the controls necessary that it names. */
typedef struct isms__need {
    unsigned bit;
    isms_type type;
    isms_attribute controls;
    bool (*counts)(const isms_model *m, isms_id record); /* false for what is over or was never so */
} isms__need;

enum { ISMS__NEED_COUNT = 3 };
extern const isms__need isms__needs[ISMS__NEED_COUNT];

/* A plan that is not cancelled, a risk that is open and treated by modifying it, an obligation that binds. */
bool isms__plan_counts(const isms_model *m, isms_id plan);
bool isms__risk_is_open(const isms_model *m, isms_id risk);
bool isms__risk_is_treated(const isms_model *m, isms_id risk);

bool isms__list_has_value(const isms_model *m, isms_id record, isms_attribute list, int32_t value);

/* True where plans, obligations and risks were all delivered whole: what none of them names is then not needed. */
bool isms__needs_are_known(const isms_model *m);

/* The controls that are needed directly, by the name that the records use. Borrows from the model. */
typedef struct isms__needed {
    isms__names names; /* bits */
    bool known;
} isms__needed;

isms_status isms__needed_collect(isms__needed *out, const isms_model *m, const isms_allocator *a);
void isms__needed_dispose(isms__needed *needed, const isms_allocator *a);
unsigned isms__needed_by(const isms__needed *needed, const char *control);    /* bits; 0: by none that is known */
int32_t isms__needed_answer(const isms__needed *needed, const char *control); /* ISMS_YES_NO_UNKNOWN_* */
int32_t isms__need_answer(unsigned bits, bool known);                         /* the same from bits */

#endif
