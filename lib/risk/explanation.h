/* A tree of nodes that says how a number or level came about: each node has a value, the rule that gives it, and what the rule
 * was given. It is written as text and as canonical JSON, and every node can be computed again from those below it. */
#ifndef ISMS__RISK_EXPLANATION_H
#define ISMS__RISK_EXPLANATION_H

#include "core/buffer.h"

/* The rule of a node: how its value follows from its children. The text form names those from HIGHEST to ADDED. */
enum {
    ISMS__RULE_RECORDED,   /* a leaf: an input, with its source */
    ISMS__RULE_MISSING,    /* a leaf: not recorded, and nothing is assumed */
    ISMS__RULE_HIGHEST,    /* the highest of the children */
    ISMS__RULE_SUM,        /* their sum */
    ISMS__RULE_WEIGHTED,   /* mean with the weights below each child, rounded up */
    ISMS__RULE_CARRIED,    /* the child is a position on the scale of another method */
    ISMS__RULE_STEPS,      /* the first child less the others, at least 1 */
    ISMS__RULE_PRODUCT,    /* likelihood times impact */
    ISMS__RULE_ADDED,      /* likelihood plus impact */
    ISMS__RULE_LEVEL,      /* the level of likelihood and impact in the matrix or by the least scores; offsets below */
    ISMS__RULE_FORMULA,    /* the level that the formula of the method gives; its steps below */
    ISMS__RULE_NEIGHBOUR,  /* the same one step aside */
    ISMS__RULE_DECISION,   /* what the criteria say of the level */
    ISMS__RULE_OPERATION,  /* coverage * (reliability * efficacy + (1 - reliability) * degraded efficacy) */
    ISMS__RULE_JOINT,      /* 1 - prod(1 - child): the effects of one control */
    ISMS__RULE_COMBINED,   /* the effects of several controls by the rule of the method */
    ISMS__RULE_LEAST_LEFT, /* least share that can remain, whatever the dependence */
    ISMS__RULE_MOST_LEFT,  /* greatest share that can remain */
    ISMS__RULE_SHARE,      /* Shapley value of a control in the combined effect */
    ISMS__RULE_VALUATION,  /* what an asset is worth, inherited along dependencies */
    ISMS__RULE_ACCEPTANCE, /* a decision on record, and whether it still covers the level */
    ISMS__RULE_LINTER,     /* what the linter says of the matrix */
    ISMS__RULE_NOTE,       /* words only */
    ISMS__RULE_COUNT
};

/* How the text form shows a node. */
enum {
    ISMS__SHOW_LINE,   /* name = value (label) <- rule; note */
    ISMS__SHOW_WORDS,  /* name = label */
    ISMS__SHOW_COLON,  /* name: label */
    ISMS__SHOW_NAME,   /* the name alone */
    ISMS__SHOW_INLINE, /* behind its parent: name gives label */
    ISMS__SHOW_NOT     /* in JSON only */
};

typedef struct isms__node {
    int32_t parent; /* -1: the root */
    int32_t rule, show;
    double value;               /* NaN: none */
    int32_t detail[2];          /* for the rule: offsets of a neighbour, the axis of an effect, ... */
    uint64_t about;             /* record that it is about, or 0 */
    size_t name, label, source; /* places in the texts; label and source 0: none */
} isms__node;

typedef struct isms__tree {
    const isms_allocator *a;
    isms__node *nodes;
    size_t count, capacity;
    isms__buffer texts;
    bool failed;
} isms__tree;

void isms__tree_init(isms__tree *t, const isms_allocator *a);
void isms__tree_dispose(isms__tree *t);

/* Adds a node below another one, behind those that are there; its index, or -1 where memory is short. */
int32_t isms__tree_add(isms__tree *t, int32_t parent, int32_t rule, int32_t show, const char *name, double value);
void isms__tree_label(isms__tree *t, int32_t node, const char *text);  /* words for the value */
void isms__tree_source(isms__tree *t, int32_t node, const char *text); /* where an input stands */
void isms__tree_rename(isms__tree *t, int32_t node, const char *name);

const char *isms__tree_text(const isms__tree *t, size_t place); /* NULL for 0 */
int32_t isms__tree_child(const isms__tree *t, int32_t parent,
                         int32_t after); /* the next one behind `after` (-1: first), or -1 */

void isms__tree_write_text(const isms__tree *t, isms__buffer *out); /* lines below a heading */
void isms__tree_write_json(const isms__tree *t, isms__buffer *out); /* an array of the nodes of the root */

#endif
