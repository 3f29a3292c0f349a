/* Methods as the room sees them: steps, and the code that their formulas are compiled to. */
#ifndef ISMS__RISK_METHOD_H
#define ISMS__RISK_METHOD_H

#include <isms/method.h>
#include <isms/preset.h>

#include <stdbool.h>

enum {
    ISMS__METHOD_NAMED = 16, /* scales, and matrices */
    ISMS__METHOD_CODE = 512,
    ISMS__METHOD_STACK = 24
};

/* Instructions. PUSH and the operators stand for themselves; the rest are functions, see the table in method_parse.c. */
typedef enum isms__op_code {
    ISMS__OP_NUMBER,
    ISMS__OP_STEP,
    ISMS__OP_NEGATE,
    ISMS__OP_ADD,
    ISMS__OP_SUBTRACT,
    ISMS__OP_MULTIPLY,
    ISMS__OP_DIVIDE,
    ISMS__OP_LESS,
    ISMS__OP_LESS_EQUAL,
    ISMS__OP_GREATER,
    ISMS__OP_GREATER_EQUAL,
    ISMS__OP_EQUAL,
    ISMS__OP_NEAR,
    ISMS__OP_POWER,
    ISMS__OP_ROUND,
    ISMS__OP_FLOOR,
    ISMS__OP_CEIL,
    ISMS__OP_LOG10,
    ISMS__OP_LN,
    ISMS__OP_EXP,
    ISMS__OP_POSITIVE,
    ISMS__OP_POSITION,
    ISMS__OP_TABLE,
    ISMS__OP_LEVEL_OF,
    ISMS__OP_REACH,
    ISMS__OP_PASS,
    ISMS__OP_SUM,
    ISMS__OP_PRODUCT,
    ISMS__OP_MEAN,
    ISMS__OP_MAX,
    ISMS__OP_MIN,
    ISMS__OP_KNOWN,
    ISMS__OP_COUNT,
    ISMS__OP_FIRST,
    ISMS__OP_PICK,
    ISMS__OP_IF,
    ISMS__OP_WHEN,
    ISMS__OP_CLAMP,
    ISMS__OP_PERMUTATION
} isms__op_code;

typedef struct isms__op {
    uint8_t code, args;
    int16_t index; /* step, scale or matrix */
    double number;
} isms__op;

typedef struct isms__step {
    const char *name, *rule; /* of a requirement the name is empty */
    const char *words;       /* "a|b" */
    const isms_scale *scale;
    int32_t kind;
    bool optional, required, ordinal; /* required: a statement "require" */
    bool has_range, has_default, has_unset;
    double low, high, otherwise, unset;
    int16_t from, to; /* code */
} isms__step;

typedef struct isms__named {
    const char *name;
    int32_t version; /* of the preset; 0 where the method defines it itself */
    isms_scale *scale;
    isms_matrix *matrix;
} isms__named;

struct isms_method {
    isms_allocator allocator;
    size_t size; /* of the block: this, the definition, and a copy that names are cut from */
    char *definition, *text;
    const char *id;
    int32_t version;
    bool semi_quantitative, has_lists;
    int32_t step_count, code_count;
    size_t scale_count, matrix_count;
    isms__named scales[ISMS__METHOD_NAMED], matrices[ISMS__METHOD_NAMED];
    isms__step steps[ISMS_METHOD_STEPS_MOST];
    isms__op code[ISMS__METHOD_CODE];
};

/* Values of a run: a scalar is a list of one; NaN is not set. The caller gives the room, for one number each where the method
 * has no lists. */
typedef struct isms__list {
    int32_t count;
    double *v;
} isms__list;

/* What a step looked up, for its explanation. */
typedef struct isms__trace {
    const isms__op *op;  /* that looked it up; NULL where none did */
    int32_t row, column; /* of a matrix; of a scale, row is the level */
    double value;        /* that the level of a scale was found for */
} isms__trace;

typedef struct isms__run {
    const isms_method *method;
    isms__list *values;  /* one a step; inputs are set before the run */
    isms__list *stack;   /* ISMS__METHOD_STACK + 1 */
    isms__trace *traces; /* one a step, or NULL */
    int32_t culprit;
    const char *reason; /* static text */
} isms__run;

/* The first step whose input is refused, or whose result fails; see isms_method_compute. */
isms_status isms__run_all(isms__run *run);

void isms__scalar(isms__list *list, double value);
void isms__list_copy(isms__list *to, const isms__list *from);
void isms__lists_place(isms__list *lists, size_t count, double *room, size_t capacity); /* room for count * capacity numbers */
bool isms__list_is_set(const isms__list *list);                                         /* any element is */

/* Position of word text[0..size) in "a|b|c", or -1; and the other way round. */
int32_t isms__word_find(const char *words, const char *text, size_t size);
const char *isms__word_at(const char *words, int32_t position, size_t *size);

/* Scale and matrix of a preset for a method, with the version of the row. */
isms_status isms__preset_named(const isms_allocator *allocator, int32_t kind, const char *id, isms__named *out);

#endif
