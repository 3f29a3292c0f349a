/* isms_bench: runs the benchmark's modules and reports goals reached and missed. */
#include "bench.h"

#include <isms.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const bench *const modules[] = {
    bench_simulation,
    bench_assessment,
    bench_control,
    bench_audit,
#ifdef ISMS_WITH_XML
    bench_xml,
#endif
};

enum { MODULES = sizeof modules / sizeof modules[0], MOST_ROUNDS = 101 };

struct bench_report {
    const char *bench; /* that runs */
    bool json, first;
    int rounds, missed, reached;
};

static double now(bench_clock clock)
{
    struct timespec t;
    clock_gettime(clock == BENCH_WORKED ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void separate(bench_report *report)
{
    if (report->json && !report->first)
        puts(",");
    report->first = false;
}

static void report_way(bench_report *report, const char *way, const char *unit, double rate, double best, double ratio)
{
    separate(report);
    if (report->json)
        printf("  {\"bench\": \"%s\", \"way\": \"%s\", \"unit\": \"%s\", \"median\": %.6g, \"best\": %.6g, \"ratio\": %.4g}",
               report->bench, way, unit, rate, best, ratio);
    else
        printf("  %-34s %12.4g %s (best %.4g), x%.2f\n", way, rate, unit, best, ratio);
    fflush(stdout);
}

void bench_compare(bench_report *report, bench_clock clock, const char *unit, double work, const bench_way *ways, size_t count,
                   bench_result *results)
{
    int rounds = report->rounds;
    double *seconds = calloc(count * (size_t)rounds, sizeof *seconds), first = 0;
    if (!seconds)
        return;
    for (int r = 0; r < rounds; r++) {
        for (size_t w = 0; w < count; w++) {
            double start = now(clock);
            ways[w].run(ways[w].context);
            seconds[w * (size_t)rounds + (size_t)r] = now(clock) - start;
        }
    }
    for (size_t w = 0; w < count; w++) {
        double *mine = seconds + w * (size_t)rounds;
        qsort(mine, (size_t)rounds, sizeof *mine, by_value);
        bench_result result = {mine[rounds / 2], mine[0]};
        first = w == 0 ? result.median : first;
        report_way(report, ways[w].name, unit, work / result.median, work / result.best, first / result.median);
        if (results)
            results[w] = result;
    }
    free(seconds);
}

void bench_goal(bench_report *report, const char *goal, double value, bool at_least, double limit)
{
    bool reached = at_least ? value >= limit : value <= limit;
    report->reached += reached;
    report->missed += !reached;
    separate(report);
    if (report->json)
        printf("  {\"bench\": \"%s\", \"goal\": \"%s\", \"value\": %.6g, \"%s\": %.6g, \"reached\": %s}", report->bench, goal,
               value, at_least ? "at_least" : "at_most", limit, reached ? "true" : "false");
    else
        printf("  %s: %s %.4g, %s %.4g\n", reached ? "reached" : "MISSED", goal, value, at_least ? "at least" : "at most",
               limit);
}

void bench_note(bench_report *report, const char *text)
{
    if (!report->json)
        printf("  %s\n", text);
}

static bool wanted(const char *name, char **filters, int count)
{
    for (int i = 0; i < count; i++)
        if (strncmp(name, filters[i], strlen(filters[i])) == 0)
            return true;
    return count == 0;
}

static int help(void)
{
    puts("usage: isms_bench [--json] [--rounds N] [--list] [NAME...]\n"
         "Runs the benchmarks whose names start with one of NAME, all without; the more rounds, the surer the medians.\n"
         "Exit status 0 where every goal was reached, 1 where one was missed, 2 for wrong use.\n");
    for (size_t m = 0; m < MODULES; m++)
        for (const bench *b = modules[m]; b->name; b++)
            printf("  %-20s %s\n", b->name, b->about);
    return 0;
}

int main(int argc, char **argv)
{
    bench_report report = {.rounds = 7, .first = true};
    int next = 1;
    for (; next < argc && strncmp(argv[next], "--", 2) == 0; next++) {
        if (strcmp(argv[next], "--help") == 0 || strcmp(argv[next], "--list") == 0)
            return help();
        if (strcmp(argv[next], "--json") == 0) {
            report.json = true;
        } else if (strcmp(argv[next], "--rounds") == 0 && next + 1 < argc && atoi(argv[next + 1]) > 0) {
            report.rounds = atoi(argv[++next]) < MOST_ROUNDS ? atoi(argv[next]) : MOST_ROUNDS;
        } else {
            fprintf(stderr, "isms_bench: %s: not known, see --help\n", argv[next]);
            return 2;
        }
    }
    if (report.json)
        puts("[");
    for (size_t m = 0; m < MODULES; m++) {
        for (const bench *b = modules[m]; b->name; b++) {
            if (!wanted(b->name, argv + next, argc - next))
                continue;
            report.bench = b->name;
            if (!report.json)
                printf("%s: %s\n", b->name, b->about);
            b->run(&report);
        }
    }
    if (report.json)
        puts("\n]");
    else
        printf("%d goals reached, %d missed\n", report.reached, report.missed);
    return report.missed ? 1 : 0;
}
