/* What an adapter of the risk cases sees: the inputs of one row, and a place for its outputs. */
#ifndef ISMS_TESTS_RISK_CASES_H
#define ISMS_TESTS_RISK_CASES_H

#include <isms.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct case_row case_row;       /* one line of the file; its texts live as long as the program */
typedef struct case_output case_output; /* what the adapter found */

/* An adapter calls the library's public interface only, and puts out every value that rows of its method may expect. */
typedef struct case_method {
    const char *name;
    void (*run)(const case_row *row, case_output *out);
} case_method;

/* The methods, each table ending with a NULL name. */
extern const case_method case_methods_qualitative[];  /* risk_cases_methods.c */
extern const case_method case_methods_effect[];       /* risk_cases_effect.c */
extern const case_method case_methods_quantitative[]; /* risk_cases_quant.c */
extern const case_method case_methods_annual[];       /* risk_cases_annual.c */

/* A method that is the id of a preset and needs no adapter of its own. */
void case_run_preset(const case_row *row, case_output *out);

/* Inputs. */
const char *case_text(const case_row *row, const char *key);              /* NULL where the row has no such input */
double case_real(const case_row *row, const char *key, double otherwise); /* "nan" and "inf" are read too */
int32_t case_integer(const case_row *row, const char *key, int32_t otherwise);
uint64_t case_word(const case_row *row, const char *key, int base); /* 0 where it is absent */
size_t case_reals(const case_row *row, const char *key,
                  const double **values); /* "1,2", "1..100", "0 x96,100 x4"; 0 where empty */
size_t case_words(const case_row *row, const char *key, char separator, const char *const **words);
const char *case_id(const case_row *row);
const char *case_method_of(const case_row *row);
const case_row *case_row_by_id(const char *id); /* another row of the same file, or NULL */
const char *case_expected(const case_row *row,
                          const char *key); /* only for which keys are asked (q0.95=...), never for values */
size_t case_expected_keys(const case_row *row, const char *const **keys);

/* Pieces of texts in the same notation, for inputs with a structure of their own. */
size_t case_split(const char *text, char separator, const char *const **parts);
size_t case_split_reals(const char *text, const double **values);
bool case_parse_real(const char *text, double *value);
void *case_memory(size_t size); /* zeroed, lives as long as the program */

/* A distribution from inputs of the row in the order of the law's parameters; NULL where the row is refused. */
isms_distribution *case_distribution(const case_row *row, case_output *out, isms_law law, const char *const *keys,
                                     size_t count);

/* Outputs. */
void case_put_text(case_output *out, const char *key, const char *value);
void case_put_real(case_output *out, const char *key, double value);
void case_put_integer(case_output *out, const char *key, int64_t value);
void case_put_boolean(case_output *out, const char *key, bool value);
void case_put_reals(case_output *out, const char *key, const double *values, size_t count);
void case_put_error(case_output *out, const char *code); /* the row was refused, for this reason */
bool case_failed(case_output *out, isms_status status);  /* puts the error of a status below 0; true where it was one */

/* What another product shows where libisms says something else: compared with the row, and reported as the peer's. */
void case_put_peer(case_output *out, const char *key, double value, const char *ours);

#endif
