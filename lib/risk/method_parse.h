/* Reading a method's text: the words of a line, and formulas, which are compiled to code. */
#ifndef ISMS__RISK_METHOD_PARSE_H
#define ISMS__RISK_METHOD_PARSE_H

#include "method.h"

typedef struct isms__parser {
    isms_method *m;
    char *at; /* in the line that is read */
    isms_status status;
    char detail[160]; /* what is wrong, where the status says so */
    int32_t depth, stack;
} isms__parser;

/* What a formula gives. */
typedef struct isms__type {
    const isms_scale *scale; /* a level of it; NULL for a number */
    const char *words;       /* a word */
    bool ordinal;
} isms__type;

/* Remembers the first thing that is wrong. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
isms__type
isms__parser_fail(isms__parser *p, isms_status status, const char *format, ...);

size_t isms__name_length(const char *text);                /* of the name that text begins with; 0 where it begins with none */
void isms__parser_space(isms__parser *p);                  /* skips blanks */
bool isms__parser_name(isms__parser *p, char *out);        /* a name into out, which has room for a token */
bool isms__parser_take(isms__parser *p, const char *sign); /* true and behind it where that word or sign comes next */
bool isms__parser_expect(isms__parser *p, const char *sign); /* the same, else fails */
double isms__parser_number(isms__parser *p);

/* Position of a scale or matrix among those of the method: its own, else a preset, which then becomes one of them. */
int16_t isms__parser_named(isms__parser *p, int32_t kind, const char *name);

isms__type isms__parser_formula(isms__parser *p); /* appends its code to the method's */
bool isms__is_function(const char *name);

#endif
