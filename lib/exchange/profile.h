/* Import profiles: which column of a register is which attribute. Data only; a profile is a table. */
#ifndef ISMS__EXCHANGE_PROFILE_H
#define ISMS__EXCHANGE_PROFILE_H

#include <isms/import.h>
#include <stdbool.h>
#include <stddef.h>

/* How a cell becomes a value, where the kind of the attribute does not say it all. */
typedef enum isms__how {
    ISMS__HOW_KIND,        /* as the kind of the attribute demands */
    ISMS__HOW_KEY,         /* the id of the record */
    ISMS__HOW_CONTROL_KEY, /* the same where it is an Annex A control, which goes to the attribute too */
    ISMS__HOW_RAW,         /* known to the profile and held by no attribute: kept as it is */
    ISMS__HOW_SCORE,       /* a stored score of the stage in `extra`: kept as it is and compared with what it should be */
    ISMS__HOW_MONTHS,      /* a span of time in months: "12 months", "yearly" */
    ISMS__HOW_HOURS,       /* a span of time in hours: "15 min", "1 day" */
    ISMS__HOW_POSITION,    /* a step of a scale: its number, or its label in the method */
    ISMS__HOW_CRITERION,   /* a number for the criterion in `extra`, in the group of the path */
    ISMS__HOW_CLAUSES,     /* requirements; a bare 6.2 is a clause, not a control */
    ISMS__HOW_FRAMEWORK,   /* requirements of the framework in `extra` */
    ISMS__HOW_IDS,         /* ids, whatever they look like */
    ISMS__HOW_MIXED        /* requirements, and ids of records that go to the references of `extra` */
} isms__how;

enum {
    ISMS__TELLING = 1, /* a column that speaks for this profile and not for another */
    ISMS__NATURAL = 2, /* part of the key where the register gives no id */
    ISMS__STUB = 4,    /* a name that no record has becomes a record */
    ISMS__COMMA = 8    /* a comma parts values of the list too */
};

typedef struct isms__profile_column {
    const char *path;    /* of the attribute; "" where there is none */
    const char *aliases; /* headers, parted by '|' */
    isms__how how;
    int flags;
    const char *extra; /* see isms__how; for references: path of the text that takes what is no link. NULL: none */
} isms__profile_column;

enum {
    ISMS__GROUPED = 1, /* rows with the same key make one record */
    ISMS__MERGES = 2,  /* the register adds to records that another register delivers */
    ISMS__SCALED = 4   /* means nothing without a scale */
};

typedef struct isms__profile {
    const char *name, *doc;
    isms_type type;
    int flags;
    const char *title_from; /* paths, parted by '|', whose column gives the title where no column is the title; NULL: none */
    const char *fixed;      /* "path=value" for every record whose register has no such column; NULL: none */
    const isms__profile_column *columns;
    size_t count;
} isms__profile;

const isms__profile *isms__profile_get(isms_import_profile profile); /* NULL where there is none */

/* One cell of a header and the column of the profile that it is; -1: none. */
typedef struct isms__binding {
    const char *header; /* borrowed, not NUL-terminated */
    size_t size;
    int column;
} isms__binding;

/* Sets the column of each binding; returns how many were found. `telling` may be NULL. */
size_t isms__profile_bind(const isms__profile *profile, isms__binding *bindings, size_t count, size_t *telling);

/* The profile whose columns the header matches best. ISMS_E_FORMAT where none or two do: *best and *second (0: none) are the
 * nearest then. */
isms_status isms__profile_recognise(isms__binding *bindings, size_t count, isms_import_profile *best,
                                    isms_import_profile *second);

/* The parts of a header that a match goes by: without units in brackets. */
size_t isms__header_size(const char *header, size_t size);

#define ISMS__PROFILE_LIST(one)                                                                                                \
    one(persons) one(assets) one(data_inventory) one(threats) one(vulnerabilities) one(suppliers) one(supplier_assessments)    \
        one(documents) one(policies) one(retention) one(controls) one(control_mapping) one(risks) one(treatment_plans)         \
            one(obligations) one(soa) one(evidence) one(control_tests) one(exceptions) one(interested_parties)                 \
                one(party_requirements) one(context_issues) one(communications) one(competence) one(training) one(objectives)  \
                    one(incidents) one(changes) one(audits) one(findings) one(corrective_actions) one(continuity) one(keys)    \
                        one(disposals) one(privacy_requests)

#define ISMS__PROFILE_DECLARE(name) extern const isms__profile isms__profile_##name;
ISMS__PROFILE_LIST(ISMS__PROFILE_DECLARE)

/* In the tables: */
#define ISMS__PROFILE(symbol, type_, flags_, name_, title_from_, fixed_, doc_)                                                 \
    const isms__profile isms__profile_##symbol = {                                                                             \
        name_,       doc_,   ISMS_##type_,     flags_,                                                                         \
        title_from_, fixed_, symbol##_columns, sizeof symbol##_columns / sizeof *symbol##_columns}

#endif
