/* isms_bench: runs the benchmark's modules and reports goals reached and missed. */
#include "bench.h"

#include <isms.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const bench *const modules[] = {
    bench_json, bench_simulation, bench_assessment, bench_control, bench_audit,
#ifdef ISMS_WITH_XML
    bench_xml,
#endif
};

enum { MODULES = sizeof modules / sizeof modules[0], MOST_ROUNDS = 101, MOST_GOALS = 100 };

/* A goal and what came of it. */
typedef struct outcome {
    const char *bench, *goal;
    double value, limit;
    bool at_least, met;
} outcome;

struct bench_report {
    const char *bench; /* that runs */
    const char *program;
    bool json, first, quick;
    int rounds;
    outcome goals[MOST_GOALS];
    size_t goal_count;
    bool counting; /* this is the run under valgrind: one way, so many times, and nothing is reported */
    size_t way;
    int times;
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

/* Freed small pieces are put together by the next larger allocation, and whoever makes it would pay for all that another way
 * has left behind: each way settles its own debts within its own time. */
static void settle(void)
{
    void *volatile larger = malloc(65536);
    free(larger);
}

void bench_compare(bench_report *report, bench_clock clock, const char *unit, double work, const bench_way *ways, size_t count,
                   bench_result *results)
{
    if (report->counting) {
        for (int i = 0; i < report->times && report->way < count; i++)
            ways[report->way].run(ways[report->way].context);
        if (results)
            memset(results, 0, count * sizeof *results);
        return;
    }
    int rounds = report->rounds;
    double *seconds = calloc(count * (size_t)rounds, sizeof *seconds), first = 0;
    if (!seconds)
        return;
    for (int r = 0; r < rounds; r++) {
        for (size_t w = 0; w < count; w++) {
            double start = now(clock);
            ways[w].run(ways[w].context);
            settle();
            seconds[w * (size_t)rounds + (size_t)r] = now(clock) - start;
        }
    }
    for (size_t w = 0; w < count; w++) {
        double *mine = seconds + w * (size_t)rounds;
        qsort(mine, (size_t)rounds, sizeof *mine, by_value);
        bench_result result = {mine[rounds / 2], mine[0], 0};
        first = w == 0 ? result.median : first;
        report_way(report, ways[w].name, unit, work / result.median, work / result.best, first / result.median);
        if (results)
            results[w] = result;
    }
    free(seconds);
}

/* ------------------------------------------------------------------ instructions */

size_t bench_amount(const bench_report *report, size_t usual)
{
    return report->counting ? usual / 10 : usual;
}

/* What cachegrind counts of this program with the way run so often; 0 where it does not run. */
static double count_run(const bench_report *report, size_t way, int times)
{
    char command[2000], line[500];
    double refs = 0;
    snprintf(command, sizeof command,
             "valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null '%s' --count %zu %d %s 2>&1",
             report->program, way, times, report->bench);
    FILE *pipe = popen(command, "r");
    while (pipe && fgets(line, sizeof line, pipe)) {
        const char *number = strstr(line, "refs:");
        for (number = number && strstr(line, "I ") ? number + 5 : NULL; number && *number; number++)
            if (*number >= '0' && *number <= '9')
                refs = refs * 10 + (*number - '0');
    }
    return pipe && pclose(pipe) == 0 ? refs : 0;
}

bool bench_count(bench_report *report, const bench_way *ways, size_t count, bench_result *results)
{
    if (report->counting || report->quick)
        return false;
    for (size_t w = 0; w < count; w++) {
        double once = count_run(report, w, 1), twice = once > 0 ? count_run(report, w, 2) : 0;
        results[w].instructions = twice - once;
        if (twice <= once) {
            bench_note(report, "instructions are not counted: valgrind does not run");
            return false;
        }
        separate(report);
        if (report->json)
            printf("  {\"bench\": \"%s\", \"way\": \"%s\", \"instructions\": %.0f}", report->bench, ways[w].name,
                   results[w].instructions);
        else
            printf("  %-34s %12.4g M instructions\n", ways[w].name, results[w].instructions * 1e-6);
        fflush(stdout);
    }
    return true;
}

/* ------------------------------------------------------------------ goals */

void bench_goal(bench_report *report, const char *goal, double value, bool at_least, double limit)
{
    bool met = at_least ? value >= limit : value <= limit;
    if (report->counting)
        return;
    if (report->goal_count < MOST_GOALS)
        report->goals[report->goal_count++] = (outcome){report->bench, goal, value, limit, at_least, met};
    separate(report);
    if (report->json)
        printf("  {\"bench\": \"%s\", \"goal\": \"%s\", \"value\": %.6g, \"%s\": %.6g, \"met\": %s}", report->bench, goal,
               value, at_least ? "at_least" : "at_most", limit, met ? "true" : "false");
    else
        printf("  %s: %s %.4g, %s %.4g\n", met ? "met" : "MISSED", goal, value, at_least ? "at least" : "at most", limit);
}

/* All goals as a table. Returns how many were missed. */
static size_t print_goals(const bench_report *report)
{
    size_t missed = 0;
    if (!report->json)
        printf("\n%-20s %-58s %10s  %-18s\n", "bench", "goal", "value", "limit");
    for (size_t i = 0; i < report->goal_count; i++) {
        const outcome *o = &report->goals[i];
        missed += !o->met;
        if (!report->json)
            printf("%-20s %-58s %10.4g  %s %-9.4g %s\n", o->bench, o->goal, o->value, o->at_least ? "at least" : "at most ",
                   o->limit, o->met ? "met" : "MISSED");
    }
    if (!report->json)
        printf("%zu goals met, %zu missed\n", report->goal_count - missed, missed);
    return missed;
}

void bench_note(bench_report *report, const char *text)
{
    if (!report->json && !report->counting)
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
    puts("usage: isms_bench [--json] [--rounds N] [--quick] [--list] [NAME...]\n"
         "Runs the benchmarks whose names start with one of NAME, all without; the more rounds, the surer the medians.\n"
         "Instructions are counted by valgrind where it is there; --quick leaves that out.\n"
         "Exit status 0 where every goal was met, 1 where one was missed, 2 for wrong use.\n");
    for (size_t m = 0; m < MODULES; m++)
        for (const bench *b = modules[m]; b->name; b++)
            printf("  %-20s %s\n", b->name, b->about);
    return 0;
}

int main(int argc, char **argv)
{
    static bench_report report = {.rounds = 7, .first = true};
    int next = 1;
    for (; next < argc && strncmp(argv[next], "--", 2) == 0; next++) {
        if (strcmp(argv[next], "--help") == 0 || strcmp(argv[next], "--list") == 0)
            return help();
        if (strcmp(argv[next], "--json") == 0) {
            report.json = true;
        } else if (strcmp(argv[next], "--quick") == 0) {
            report.quick = true;
        } else if (strcmp(argv[next], "--count") == 0 && next + 3 < argc) { /* for bench_count only */
            report.counting = true;
            report.way = (size_t)atoi(argv[++next]);
            report.times = atoi(argv[++next]);
        } else if (strcmp(argv[next], "--rounds") == 0 && next + 1 < argc && atoi(argv[next + 1]) > 0) {
            report.rounds = atoi(argv[++next]) < MOST_ROUNDS ? atoi(argv[next]) : MOST_ROUNDS;
        } else {
            fprintf(stderr, "isms_bench: %s: not known, see --help\n", argv[next]);
            return 2;
        }
    }
    char program[1000];
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    program[size > 0 ? size : 0] = '\0';
    report.program = size > 0 ? program : argv[0];
    if (report.json)
        puts("[");
    for (size_t m = 0; m < MODULES; m++) {
        for (const bench *b = modules[m]; b->name; b++) {
            if (!wanted(b->name, argv + next, argc - next))
                continue;
            report.bench = b->name;
            if (!report.json && !report.counting)
                printf("%s: %s\n", b->name, b->about);
            b->run(&report);
        }
    }
    if (report.json)
        puts("\n]");
    return !report.counting && print_goals(&report) ? 1 : 0;
}
