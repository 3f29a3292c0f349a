/* The Statement of Applicability inside: rows, records, links, checks, and what is at hand while it is made. */
#ifndef ISMS__CONTROL_SOA_H
#define ISMS__CONTROL_SOA_H

#include "core/buffer.h"
#include "core/names.h"
#include "derive.h"

#include <isms/soa.h>

enum { ISMS__SOA_COLUMNS = ISMS_SOA_COLUMN_DOCUMENTS, ISMS__SOA_KINDS = ISMS_SOA_LINK_DOCUMENT, ISMS__SOA_CHECKS = 16 };

/* A record that rows are linked to, once for each kind of link. Texts are offsets into isms_soa.texts; 0 is "". */
typedef struct isms__soa_record {
    isms_id id; /* ISMS_NONE: a reference leads there, but there is no such record */
    uint32_t key, state;
    uint8_t kind;
    uint8_t reasons; /* bits 1 << ISMS_SOA_REASON_* that it gives to the controls it names */
    bool holds;      /* a valid piece of evidence, an open risk, an implemented measure */
} isms__soa_record;

typedef struct isms__soa_link {
    uint32_t row, record, via; /* via: record + 1; 0: none */
    uint8_t kind, origin;
} isms__soa_link;

typedef struct isms__soa_row {
    isms_id entry;
    uint32_t control, title;
    uint32_t first_link, link_count;
    uint32_t first_evidence; /* of the links, by number within the row; link_count where there is none */
    uint32_t reasons, derived_reasons, flags, fired; /* fired: bits of checks */
    uint32_t valid_evidence, entries;
    uint32_t cells[ISMS__SOA_COLUMNS];
    int32_t theme, applicable, stated_status, derived_status;
    isms__standing standing; /* of all its measures */
    uint8_t need;            /* bits ISMS__NEED_*, direct ones */
    bool added;
} isms__soa_row;

typedef struct isms__soa_problem {
    uint32_t check, row, text; /* row UINT32_MAX: none */
    isms_id record;            /* that it is about, or none */
} isms__soa_problem;

typedef struct isms__soa_check {
    isms_soa_check_state state;
    uint32_t message, first_problem, problem_count, clear, undetermined;
} isms__soa_check;

struct isms_soa {
    isms_allocator host;
    isms_soa_options options; /* defaults filled in; its pointers are used while it is made only */
    isms__buffer texts;
    isms__soa_row *rows;
    isms__soa_record *records;
    isms__soa_link *links;
    isms__soa_problem *problems;
    uint32_t *strays;
    size_t row_count, row_capacity, record_count, record_capacity, link_count, link_capacity, problem_count, problem_capacity,
        stray_count, stray_capacity;
    isms__soa_check checks[ISMS__SOA_CHECKS];
    isms_id version;
    uint32_t version_text, approved_by, summary;
    isms_day approved_on;
    bool needs_known;
    bool frozen; /* read back from its canonical form */
};

/* The columns that hold facts of the row itself, in the order of the canonical form; links follow one by one. */
enum { ISMS__SOA_FACTS = 12 };
extern const isms_soa_column isms__soa_facts[ISMS__SOA_FACTS];

/* What is at hand while one is made. The first failure stays and ends the work. */
typedef struct isms__soa_work {
    isms_soa *soa;
    const isms_model *m;
    const isms_allocator *a;
    isms_status status;
    isms__buffer scratch;              /* the text that is being made */
    isms__names rows;                  /* row + 1 by control */
    isms__names seen[ISMS__SOA_KINDS]; /* record + 1 by id, for each kind */
    isms__names copies;                /* how many exclusions a justification stands in */
    isms_id *entries;                  /* of the version; by control, then by id */
    uint32_t *entry_rows;
    size_t entry_count, entry_capacity, entry_row_capacity;
} isms__soa_work;

/* Texts of the result: begin, add to what begin gave, end; or a whole one, which must not be a text of the result. */
isms__buffer *isms__soa_begin(isms__soa_work *w);
uint32_t isms__soa_end(isms__soa_work *w); /* its offset; 0 where nothing was added */
uint32_t isms__soa_copy(isms__soa_work *w, const char *text);
static inline const char *isms__soa_at(const isms_soa *soa, uint32_t offset)
{
    return isms__buffer_c(&soa->texts) + offset;
}

void isms__soa_rows(isms__soa_work *w);   /* version, entries and rows */
void isms__soa_links(isms__soa_work *w);  /* records and links, in order */
void isms__soa_settle(isms__soa_work *w); /* what the links say of each row */
void isms__soa_look(isms__soa_work *w);   /* checks and problems */
void isms__soa_cells(isms__soa_work *w);  /* columns, summary */

/* Adds "risk R-1, treatment plan T-2 and 3 more": the records whose links give a direct need, or a reason. */
void isms__soa_name_needs(isms__buffer *out, const isms_soa *soa, const isms__soa_row *row, uint32_t reasons, bool direct);

#endif
