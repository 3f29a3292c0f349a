/* The ledger of ids: compares every number and name of the interface with tests/abi/ids.lock, and appends new ones on request.
 *
 *   abi_ids LOCK            exit status 0 where both agree; else says what changed, vanished or is new, and 1
 *   abi_ids --append LOCK   adds what is new and keeps the file sorted; refuses where a line changed or vanished
 *
 * The second is `cmake --build build --target append_ids`. A line is kind, number, C name, name in documents and, for an
 * attribute, what it holds. */
#include <isms.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct id {
    const char *kind;
    int32_t number;
    const char *symbol, *name, *extra;
} id;

static const id ids[] = {
#define ISMS_TYPE(sym, number, name, plural, flags, clause, doc) {"type", number, "ISMS_" #sym, name, plural},
#define ISMS_ATTRIBUTE(type, sym, number, path, kind, flags, target, rule, clause, doc)                                        \
    {"attribute", ISMS_##type##_##sym, "ISMS_" #type "_" #sym, path, #kind " " #flags " " #target},
#define ISMS_ENUM(sym, number, name, doc) {"enum", number, "ISMS_ENUM_" #sym, name, ""},
#define ISMS_VALUE(enumeration, sym, number, name, doc)                                                                        \
    {"value", ISMS_ENUM_##enumeration * 1000 + (number), "ISMS_" #enumeration "_" #sym, name, ""},
#include <isms/schema.def>
#define ISMS_STATUS(name, number, text) {"status", number, "ISMS_" #name, #name, ""},
#include <isms/status.def>
#undef ISMS_STATUS
};

enum { COUNT = sizeof ids / sizeof *ids, LINE = 256, LOCKED = 2 * COUNT };

static char now[COUNT][LINE];
static char locked[LOCKED][LINE];

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void list_ids(void)
{
    for (size_t i = 0; i < COUNT; i++)
        snprintf(now[i], LINE, "%s %06d %s %s%s%s", ids[i].kind, (int)ids[i].number, ids[i].symbol, ids[i].name,
                 ids[i].extra[0] ? " " : "", ids[i].extra);
    qsort(now, COUNT, LINE, by_text);
}

/* Lines of the lock, without comments; false where it cannot be read. */
static bool read_lock(const char *path, size_t *count)
{
    FILE *f = fopen(path, "r");
    *count = 0;
    if (!f)
        return false;
    while (*count < LOCKED && fgets(locked[*count], LINE, f)) {
        locked[*count][strcspn(locked[*count], "\n")] = '\0';
        if (locked[*count][0] && locked[*count][0] != '#')
            ++*count;
    }
    bool whole = feof(f) && !ferror(f);
    fclose(f);
    qsort(locked, *count, LINE, by_text);
    return whole;
}

static bool write_lock(const char *path)
{
    FILE *f = fopen(path, "w");
    if (!f)
        return false;
    fputs("# Every number and name of the interface. Lines are added, never changed: cmake --build build --target append_ids\n",
          f);
    for (size_t i = 0; i < COUNT; i++)
        fprintf(f, "%s\n", now[i]);
    return fclose(f) == 0;
}

/* Lines of one list that the other one lacks, each printed after `what`. */
static size_t missing(char (*lines)[LINE], size_t count, char (*among)[LINE], size_t among_count, const char *what)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (!bsearch(lines[i], among, among_count, LINE, by_text)) {
            fprintf(stderr, "%s: %s\n", what, lines[i]);
            found++;
        }
    return found;
}

int main(int argc, char **argv)
{
    bool append = argc == 3 && strcmp(argv[1], "--append") == 0;
    const char *path = append ? argv[2] : argv[1];
    size_t locked_count;
    if (argc != (append ? 3 : 2)) {
        fprintf(stderr, "usage: %s [--append] LOCK\n", argv[0]);
        return 2;
    }
    list_ids();
    if (!read_lock(path, &locked_count) && !append) {
        fprintf(stderr, "%s cannot be read\n", path);
        return 2;
    }
    if (missing(locked, locked_count, now, COUNT, "changed or vanished")) {
        fprintf(stderr, "A number or name that was given out stays as it is. Give the new meaning a new number.\n");
        return 1;
    }
    if (append)
        return write_lock(path) ? 0 : 2;
    if (missing(now, COUNT, locked, locked_count, "not in the ledger")) {
        fputs("add them: cmake --build build --target append_ids\n", stderr);
        return 1;
    }
    printf("%d ids as they were\n", (int)COUNT);
    return 0;
}
