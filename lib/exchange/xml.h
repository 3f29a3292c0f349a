/* Our own format in XML: what the parts of its reader share.
 *
 * libxml2 calls back for each element and asks for bytes as it needs them. A stack of frames says what the elements are that
 * are open; what an element means depends on the frame it starts in. Records go to the loader as they end, so that memory does
 * not follow the document. */
#ifndef ISMS__EXCHANGE_XML_H
#define ISMS__EXCHANGE_XML_H

#include "load.h"
#include "nest.h"
#include "window.h"
#include "xml_places.h"

#include <libxml/parser.h>

#define ISMS__XML_NAMESPACE "urn:libisms:isms:1"                        /* of major version 1 */
#define ISMS__XML_JSON      "http://www.w3.org/2005/xpath-functions"    /* the W3C's vocabulary for JSON in XML */
#define ISMS__XML_INCLUDE   "http://www.w3.org/2001/XInclude"           /* refused */
#define ISMS__XML_INSTANCE  "http://www.w3.org/2001/XMLSchema-instance" /* hints for validators, ignored at the root */

/* What an open element is. */
typedef enum isms__xml_what {
    ISMS__XML_ROOT,
    ISMS__XML_REGISTER,
    ISMS__XML_GROUP,   /* a record, a group of it, an item of a list of groups */
    ISMS__XML_ITEMS,   /* a list of groups */
    ISMS__XML_LIST,    /* of values */
    ISMS__XML_TABLE,   /* of rows */
    ISMS__XML_CELLS,   /* a row of texts */
    ISMS__XML_VALUE,   /* a text or an amount */
    ISMS__XML_UNKNOWN, /* <unknown>, which holds a j:map */
    ISMS__XML_MAP,     /* j:map */
    ISMS__XML_ARRAY,   /* j:array */
    ISMS__XML_LEAF,    /* j:string, j:number, j:boolean, j:null */
    ISMS__XML_FOREIGN, /* an element that the schema does not know */
    ISMS__XML_SKIP     /* what is in it was refused as a whole */
} isms__xml_what;

typedef struct isms__xml_frame {
    uint8_t what;           /* isms__xml_what */
    bool told;              /* a problem with its text was reported */
    char bracket;           /* MAP, ARRAY, FOREIGN: the one that was written, or NUL */
    char leaf;              /* LEAF: third letter of its name, which tells them apart */
    bool register_like;     /* FOREIGN: its children are items, as those of a register are */
    bool has_unknown;       /* ROOT, GROUP: <unknown> was there */
    bool parent;            /* FOREIGN: it has elements */
    bool record;            /* GROUP: the record itself; MAP: the one in <unknown>, which is the owner's */
    unsigned depth;         /* nesting as JSON counts it */
    const isms__type *type; /* REGISTER */
    const isms__node *node;
    isms__node *after;                     /* GROUP: member that was found last */
    uint32_t *cells, first;                /* GROUP: where its values go: cells[column - first] */
    uint64_t seen[ISMS__COLUMN_MOST / 64]; /* GROUP: members that were there */
    uint64_t place;                        /* where what is in it starts */
    isms__nest nest;
    size_t count; /* children so far */
} isms__xml_frame;

typedef struct isms__xml_attribute {
    const char *name, *value, *uri; /* uri NULL: of no namespace */
    size_t size;
} isms__xml_attribute;

/* The start of an element. */
typedef struct isms__xml_tag {
    const char *name, *uri; /* uri NULL: of no namespace */
    const xmlChar **attributes;
    int attribute_count;
} isms__xml_tag;

/* Bytes that no text may hold, which the parser has not come to. */
typedef struct isms__xml_fault_at {
    uint64_t place, line, column;
    isms__problem problem;
} isms__xml_fault_at;

enum { ISMS__XML_FAULTS = 64 }; /* of more, those that came first are told early, without their record */

typedef struct isms__xml_reader {
    isms__load *load;
    isms__window *window;
    size_t judged; /* bytes of the window that are fit for the parser */
    bool filling;  /* the parser is asking for bytes: it cannot be stopped now */
    xmlParserCtxtPtr parser;
    isms__xml_places places;
    isms_status status; /* ISMS_OK, or what ended the reading */
    bool last;          /* the parser has all bytes of the document */
    bool ended;         /* the root was closed */

    isms__xml_frame *frames; /* they do not move: nests point at each other */
    size_t depth, most;
    const char *uri; /* of the root */

    isms__shape *shape; /* of the record's type */
    isms__buffer text;  /* of the element that is open */
    isms__buffer aside; /* a name or a value for a moment */
    isms__buffer plain; /* value of an attribute */
    isms__buffer key;   /* id of the record; empty: none that could be used */
    isms__buffer currency;
    isms__buffer unknown; /* of the record: a JSON object, or empty */
    isms__buffer *keep;   /* where unknown members go: `unknown`, or those of the root */
    uint32_t *row;        /* of a table */
    size_t row_count, row_capacity;
    uint64_t record_place, values;            /* of the record, and how many it has */
    uint64_t registers[ISMS__TYPE_MOST / 64]; /* those that were there */
    bool has_version, has_header, has_id;
    isms__xml_fault_at faults[ISMS__XML_FAULTS];
    size_t fault_count;
} isms__xml_reader;

/* The frame that is open, and the one around it. */
static inline isms__xml_frame *isms__xml_top(isms__xml_reader *r)
{
    return &r->frames[r->depth - 1];
}

/* Opens a frame; NULL where the nesting is too deep, which is reported. `deeper`: JSON would nest here too. */
isms__xml_frame *isms__xml_push(isms__xml_reader *r, isms__xml_what what, bool deeper, const isms__xml_tag *tag);
void isms__xml_skip(isms__xml_reader *r, const isms__xml_tag *tag); /* what is in the element was refused */

/* Reports; statuses that end the reading end it. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void isms__xml_report(isms__xml_reader *r, isms__problem problem, const char *attribute, uint64_t place, const char *format, ...);
void isms__xml_stop(isms__xml_reader *r, isms_status status); /* ISMS_OK goes on */

void isms__xml_note_fault(isms__xml_reader *r, isms__problem problem, uint64_t place);
void isms__xml_tell_faults(isms__xml_reader *r, uint64_t place); /* those that stand before it: the parser is there */
void isms__xml_tell_all_faults(isms__xml_reader *r);

/* Its value is good until the next one is asked for. */
isms__xml_attribute isms__xml_attribute_at(isms__xml_reader *r, const isms__xml_tag *tag, int i);
bool isms__xml_is_ours(const isms__xml_reader *r, const char *uri);
uint64_t isms__xml_value_place(const isms__xml_reader *r, const isms__xml_tag *tag, const isms__xml_attribute *a);
uint64_t isms__xml_tag_place(const isms__xml_reader *r, const isms__xml_tag *tag); /* while it is being looked at */
uint64_t isms__xml_place(const isms__xml_reader *r);        /* bytes before the one that the parser is at */
void isms__xml_count(isms__xml_reader *r, uint64_t values); /* of the record */

/* xml_record.c */
void isms__xml_start_record(isms__xml_reader *r, const isms__type *type, const isms__xml_tag *tag);
void isms__xml_start_member(isms__xml_reader *r, const isms__xml_tag *tag); /* in a GROUP */
void isms__xml_start_item(isms__xml_reader *r, const isms__xml_tag *tag);   /* in ITEMS, LIST, TABLE, CELLS */
void isms__xml_end_group(isms__xml_reader *r);
void isms__xml_end_inside(isms__xml_reader *r); /* ITEMS, LIST, TABLE, CELLS */
void isms__xml_end_value(isms__xml_reader *r);

/* xml_keep.c: members that the schema does not know */
void isms__xml_keep_attribute(isms__xml_reader *r, const isms__xml_tag *tag,
                              const isms__xml_attribute *a);                 /* of the top frame */
void isms__xml_start_unknown(isms__xml_reader *r, const isms__xml_tag *tag); /* <unknown>, in ROOT and GROUP */
void isms__xml_start_json(isms__xml_reader *r, const isms__xml_tag *tag);    /* in UNKNOWN, MAP, ARRAY */
void isms__xml_start_foreign(isms__xml_reader *r, const isms__xml_tag *tag); /* in ROOT, GROUP, FOREIGN */
void isms__xml_end_kept(isms__xml_reader *r);                                /* MAP, ARRAY, LEAF, FOREIGN */
bool isms__xml_check_twice(isms__xml_reader *r, isms__json object); /* reports names that stand twice; false: no memory */

#endif
