/** @file
 * The built-in catalogue: Annex A of 2022 and 2013 and the way from one to the other, clauses 4 to 10, documented information,
 * inputs of the management review, glossary, threats, vulnerabilities, risk matrices, and frameworks with their requirements
 * and crosswalks.
 *
 * Its records are ordinary read-only records of #isms_catalogue, reached by the calls of model.h. The same facts can be written
 * as the tables that they were collected in. Facts only: identifiers, short titles, pairs, and descriptions in words of our
 * own; where each comes from is told by lib/catalogue/data/PROVENANCE.md. Everything here is constant, and may be used by any
 * number of threads.
 */
#ifndef ISMS_CATALOGUE_H
#define ISMS_CATALOGUE_H

#include <isms/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The catalogue as a read-only model; static, never NULL, not to be freed.
 *
 * Ids of its records: a control `A.5.1`, a clause `6.1.2.c`, a framework `gdpr`, a requirement `gdpr:Art.32(1)(a)`, a pair
 * `gdpr:A.8.24:Art.32(1)(a)`, a step of the transition `A.5.1.1:A.5.1`, a required document `9.2.2:1` (clause, number within
 * the clause), a cell of a matrix `owasp.matrix:LOW:HIGH`, a term `access control`, a threat `MONARC-MA11`. @since 0.1
 */
ISMS_API const isms_model *isms_catalogue(void);

/** @name Tables
 * A table is known by its name, such as `annex-a`, and some by name and framework, such as `crosswalk` of `gdpr`.
 * @{ */

/** Number of tables, each of a framework's counted. @since 0.1 */
ISMS_API size_t isms_catalogue_table_count(void);

/** Name of table @p i, from 0; NULL behind the last. Tables of one name stand together. @since 0.1 */
ISMS_API const char *isms_catalogue_table_name(size_t i);

/** Framework of table @p i, such as `gdpr`; NULL where its name alone says which it is, and behind the last. @since 0.1 */
ISMS_API const char *isms_catalogue_table_framework(size_t i);

/** Type of the records of table @p i, 0 behind the last. @since 0.1 */
ISMS_API isms_type isms_catalogue_table_type(size_t i);

/**
 * Writes a table.
 *
 * As `tsv` it is a header line and a line for each record, cells parted by a tab, lines ended by LF, several values of a cell
 * parted by `,` or `+`, truth as `yes` or `no`: byte for byte the file of facts that it was made from. As `json` it is an array
 * of objects with the same names, where several values are an array, truth is a boolean, a number is a number, and what is
 * empty is left out.
 * @param name      name of the table
 * @param framework id of the framework where the table has one, otherwise NULL
 * @param format    `tsv` or `json`
 * @param write     takes what is written
 * @param user      handed to @p write
 * @return #ISMS_E_MISUSE for a missing @p name, @p format or @p write, #ISMS_E_NOT_FOUND where there is no such table (also
 * where a framework is missing or one too many), #ISMS_E_FORMAT, #ISMS_E_IO where @p write refused. @since 0.1
 */
ISMS_API isms_status isms_catalogue_write(const char *name, const char *framework, const char *format, isms_write write,
                                          void *user);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
