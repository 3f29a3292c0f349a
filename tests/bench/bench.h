/* The benchmark: modules of measurements, run by isms_bench. A measurement compares ways of doing the same work, in turns in
 * one run, so that a busy machine slows all of them alike. */
#ifndef ISMS_BENCH_H
#define ISMS_BENCH_H

#include <stdbool.h>
#include <stddef.h>

typedef struct bench_report bench_report;

/* A module: a table of these in each bench_*.c, ending with a NULL name; isms_bench.c lists the tables. */
typedef struct bench {
    const char *name;  /* "simulation.c" */
    const char *about; /* what is measured, one line */
    void (*run)(bench_report *report);
} bench;

/* One way of doing the work. */
typedef struct bench_way {
    const char *name;
    void (*run)(void *context);
    void *context;
} bench_way;

typedef struct bench_result {
    double median, best; /* seconds */
    double instructions; /* of one run, by bench_count; 0 where they cannot be counted */
} bench_result;

/* What is counted: time that passes, or time that the processor works, which a busy machine disturbs less. */
typedef enum bench_clock { BENCH_PASSED, BENCH_WORKED } bench_clock;

/* Runs each way once in turn, as many rounds as the user wants; reports work / second of each in `unit`, and its ratio to the
 * first. results may be NULL, else has room for each way. */
void bench_compare(bench_report *report, bench_clock clock, const char *unit, double work, const bench_way *ways, size_t count,
                   bench_result *results);

/* Counts the instructions of each way: this benchmark runs itself under valgrind, with the way once and twice, and takes the
 * difference. Call it behind bench_compare, with the same ways. False where that cannot be done, or is not wanted. */
bool bench_count(bench_report *report, const bench_way *ways, size_t count, bench_result *results);

/* How much work there is: `usual`, or less of it where instructions are counted, which takes fifty times as long. */
size_t bench_amount(const bench_report *report, size_t usual);

/* A goal: value has to be at least (or at most) limit. Reported, and counted as missed where it is not; never a failed test. */
void bench_goal(bench_report *report, const char *goal, double value, bool at_least, double limit);

void bench_note(bench_report *report, const char *text); /* a line for people */

extern const bench bench_json[];
extern const bench bench_simulation[];
extern const bench bench_assessment[];
extern const bench bench_control[];
extern const bench bench_audit[];
extern const bench bench_xml[]; /* where the build has XML */

#endif
