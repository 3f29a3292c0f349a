/* Bytes of an XML document that no text may hold: they are met before the parser is there, and told when it comes by, with the
 * record that they stand in. */
#include "xml.h"

static void tell(isms__xml_reader *r, const isms__xml_fault_at *f, bool named)
{
    const isms__type *type = r->load->type;
    if (!named || !r->shape || f->place < r->record_place)
        r->load->type = NULL;
    isms__load_report(r->load, f->problem, NULL, f->line, f->column, "%s",
                      f->problem == ISMS__PROBLEM_UTF8 ? "bytes that are not UTF-8" : "a character that texts may not hold");
    r->load->type = type;
}

static void tell_before(isms__xml_reader *r, uint64_t place, bool named)
{
    size_t told = 0;
    while (told < r->fault_count && r->faults[told].place < place)
        tell(r, &r->faults[told++], named);
    for (size_t i = told; told && i < r->fault_count; i++)
        r->faults[i - told] = r->faults[i];
    r->fault_count -= told;
}

void isms__xml_tell_faults(isms__xml_reader *r, uint64_t place)
{
    tell_before(r, place, true);
}

/* Behind the place where the parser ended, nothing is known of records. */
void isms__xml_tell_all_faults(isms__xml_reader *r)
{
    tell_before(r, r->parser ? isms__xml_place(r) : 0, true);
    tell_before(r, UINT64_MAX, false);
}

void isms__xml_note_fault(isms__xml_reader *r, isms__problem problem, uint64_t place)
{
    if (r->fault_count == ISMS__XML_FAULTS)
        tell_before(r, r->faults[ISMS__XML_FAULTS / 2].place, false);
    isms__xml_fault_at *f = &r->faults[r->fault_count++];
    *f = (isms__xml_fault_at){.place = place, .problem = problem};
    isms__xml_places_find(&r->places, place, &f->line, &f->column);
}
