/* Which character divides the fields of a table. */
#include "csv.h"

#include <string.h>

enum { RECORDS = 16 };

/* How evenly a delimiter divides the first records: how many have as many fields as the first one, and how many that is. */
typedef struct evenness {
    uint32_t records, even, fields;
} evenness;

static evenness try_delimiter(char delimiter, const char *sample, size_t size, bool whole, const isms__csv_limits *limits)
{
    evenness e = {0};
    for (size_t start = 0; start < size && e.records < RECORDS;) {
        isms__csv_scan scan = {0};
        if (isms__csv_scan_on(&scan, sample + start, size - start, whole, delimiter, limits) != ISMS__CSV_END)
            break;
        if (e.records++ == 0)
            e.fields = scan.fields + 1;
        e.even += scan.fields + 1 == e.fields;
        start += scan.at;
        if (start < size)
            start += isms__csv_break(sample, size, start);
    }
    return e;
}

char isms__csv_delimiter(const char *sample, size_t size, bool whole, const isms__csv_limits *limits)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    char best = ',';
    evenness most = {0};
    for (size_t i = 0; i < sizeof candidates; i++) {
        evenness e = try_delimiter(candidates[i], sample, size, whole, limits);
        if (e.fields < 2)
            continue;
        uint64_t ours = (uint64_t)e.even * (most.records ? most.records : 1), theirs = (uint64_t)most.even * e.records;
        if (!most.records || ours > theirs || (ours == theirs && e.fields > most.fields)) {
            best = candidates[i];
            most = e;
        }
    }
    return best;
}
