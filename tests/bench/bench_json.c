/* Benchmarks of documents and the store: JSON against cJSON on the same document, memory, look-up of ids, growth. */
#include "bench.h"
#include "generate.h"

#include <isms.h>

#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A document, and what the ways of reading and writing it need. */
typedef struct work {
    char *text;
    size_t size, risks;
    cJSON *tree;
    isms_model *model;
    uint64_t written;
} work;

static isms_model *load(const work *w, const isms_allocator *a)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_model *model = NULL;
    options.allocator = a;
    if (isms_model_new(&options, &model) != ISMS_OK ||
        isms_model_read_text(model, "json", w->text, w->size, NULL, NULL) != ISMS_OK)
        abort();
    return model;
}

static work work_of(size_t risks)
{
    work w = {.risks = risks};
    w.text = generate_register(risks, &w.size);
    if (!w.text)
        abort();
    return w;
}

static void work_free(work *w)
{
    free(w->text);
    cJSON_Delete(w->tree);
    isms_model_free(w->model);
}

/* ------------------------------------------------------------------ reading */

static void parse_with_cjson(void *context)
{
    const work *w = context;
    cJSON_Delete(cJSON_ParseWithLength(w->text, w->size));
}

static void load_with_isms(void *context)
{
    isms_model_free(load(context, NULL));
}

static void reading(bench_report *report)
{
    work w = work_of(bench_amount(report, 10000));
    const bench_way ways[] = {{"cJSON parse and delete", parse_with_cjson, &w}, {"libisms load and free", load_with_isms, &w}};
    bench_result results[2];
    bench_compare(report, BENCH_WORKED, "MB/s", (double)w.size / 1e6, ways, 2, results);
    bench_goal(report, "JSON load over cJSON, time, 10,000 risks", results[1].median / results[0].median, false, 0.85);
    if (bench_count(report, ways, 2, results))
        bench_goal(report, "JSON load over cJSON, instructions", results[1].instructions / results[0].instructions, false, 1.0);
    work_free(&w);
}

/* A document that does not fit into a cache, nor its tree into the memory that the process has had before. */
static void reading_much(bench_report *report)
{
    work w = work_of(bench_amount(report, 100000));
    const bench_way ways[] = {{"cJSON parse and delete", parse_with_cjson, &w}, {"libisms load and free", load_with_isms, &w}};
    bench_result results[2];
    bench_compare(report, BENCH_WORKED, "MB/s", (double)w.size / 1e6, ways, 2, results);
    bench_goal(report, "JSON load over cJSON, time, 100,000 risks", results[1].median / results[0].median, false, 0.85);
    work_free(&w);
}

/* ------------------------------------------------------------------ writing */

static int32_t count(void *user, const char *bytes, size_t size)
{
    (void)bytes;
    *(uint64_t *)user += size;
    return 0;
}

static void build_and_print(void *context)
{
    work *w = context;
    cJSON *built = cJSON_Duplicate(w->tree, 1); /* what a host does to make the tree of what it holds */
    char *text = cJSON_PrintUnformatted(built);
    w->written += strlen(text);
    cJSON_free(text);
    cJSON_Delete(built);
}

static void write_with_isms(void *context)
{
    work *w = context;
    isms_write_options options = ISMS_WRITE_OPTIONS_INIT;
    options.form = ISMS_FORM_COMPACT;
    if (isms_model_write(w->model, "json", &options, count, &w->written) != ISMS_OK)
        abort();
}

static void writing(bench_report *report)
{
    work w = work_of(bench_amount(report, 10000));
    w.tree = cJSON_ParseWithLength(w.text, w.size);
    w.model = load(&w, NULL);
    const bench_way ways[] = {{"cJSON build and print", build_and_print, &w}, {"libisms write", write_with_isms, &w}};
    bench_result results[2];
    bench_compare(report, BENCH_WORKED, "MB/s", (double)w.size / 1e6, ways, 2, results);
    bench_goal(report, "JSON save over cJSON build and print, time", results[1].median / results[0].median, false, 0.12);
    bench_count(report, ways, 2, results); /* the goal of saving is one of time */
    work_free(&w);
}

/* ------------------------------------------------------------------ memory */

typedef struct meter {
    size_t live, peak;
} meter;

static void *metered(meter *m, size_t more, void *block)
{
    m->live += block ? more : 0;
    m->peak = m->live > m->peak ? m->live : m->peak;
    return block;
}

static void *meter_allocate(void *user, size_t size)
{
    return metered(user, size, malloc(size));
}

/* A block that grows may have to be copied, so that both are there for a while. */
static void *meter_resize(void *user, void *block, size_t old_size, size_t new_size)
{
    void *grown = metered(user, new_size, realloc(block, new_size));
    ((meter *)user)->live -= grown ? old_size : 0;
    return grown;
}

static void meter_release(void *user, void *block, size_t size)
{
    ((meter *)user)->live -= size;
    free(block);
}

static void memory(bench_report *report)
{
    char note[100];
    double per_risk[2];
    for (size_t i = 0; i < 2; i++) {
        meter m = {0, 0};
        isms_allocator a = {sizeof a, &m, meter_allocate, meter_resize, meter_release};
        work w = work_of(i == 0 ? 10000 : 100000);
        isms_model *model = load(&w, &a);
        per_risk[i] = (double)m.live / (double)w.risks;
        snprintf(note, sizeof note, "%zu risks of %zu bytes: %.1f bytes a risk, %.1f at peak", w.risks, w.size / w.risks,
                 per_risk[i], (double)m.peak / (double)w.risks);
        bench_note(report, note);
        if (i == 0)
            bench_goal(report, "store, bytes a risk", per_risk[i], false, 256);
        bench_goal(report, "peak while loading over the store", (double)m.peak / (double)m.live, false, 1.5);
        isms_model_free(model);
        work_free(&w);
    }
    bench_goal(report, "bytes a risk, 100,000 over 10,000", per_risk[1] / per_risk[0], false, 1.02);
}

/* ------------------------------------------------------------------ look-up and growth */

enum { LOOK_UPS = 1000000 };

typedef struct ids {
    isms_model *model;
    uint32_t count;
    char (*asked)[16];
    uint64_t found;
} ids;

static ids ids_of(uint32_t n)
{
    ids x = {.count = n, .asked = malloc(LOOK_UPS * sizeof *x.asked)};
    uint32_t state = 1;
    char id[16];
    if (!x.asked || isms_model_new(NULL, &x.model) != ISMS_OK || isms_model_begin(x.model, NULL, NULL) != ISMS_OK)
        abort();
    for (uint32_t i = 0; i < n; i++) {
        snprintf(id, sizeof id, "R-%07u", i);
        isms_record_create(x.model, ISMS_RISK, id, NULL);
    }
    for (size_t i = 0; i < LOOK_UPS; i++) {
        state = state * 1664525u + 1013904223u;
        snprintf(x.asked[i], sizeof *x.asked, "R-%07u", (uint32_t)((uint64_t)state * n >> 32));
    }
    isms_model_commit(x.model);
    return x;
}

static void look_up(void *context)
{
    ids *x = context;
    for (size_t i = 0; i < LOOK_UPS; i++)
        x->found += isms_find(x->model, ISMS_RISK, x->asked[i]) != ISMS_NONE;
}

static void looking_up(bench_report *report)
{
    ids few = ids_of(10000), many = ids_of(1000000);
    const bench_way ways[] = {{"among 10,000", look_up, &few}, {"among 1,000,000", look_up, &many}};
    bench_result results[2];
    bench_compare(report, BENCH_WORKED, "look-ups/s", LOOK_UPS, ways, 2, results);
    bench_goal(report, "id look-up among 10,000, ns", results[0].median / LOOK_UPS * 1e9, false, 25);
    bench_goal(report, "id look-up among 1,000,000, ns", results[1].median / LOOK_UPS * 1e9, false, 120);
    isms_model_free(few.model);
    isms_model_free(many.model);
    free(few.asked);
    free(many.asked);
}

/* The same register ten and a hundred times as large; the largest once only. Pages that the process touches for the first time
 * cost the system's time, so that time is not as linear as the work. */
static void growing(bench_report *report)
{
    static const size_t sizes[] = {10000, 100000, 1000000};
    double a_risk[3];
    for (size_t i = 0; i < 3; i++) {
        char name[40];
        work w = work_of(sizes[i]);
        const bench_way way = {name, load_with_isms, &w};
        bench_result result;
        snprintf(name, sizeof name, "%zu risks", sizes[i]);
        bench_compare(report, BENCH_WORKED, "risks/s", (double)sizes[i], &way, 1, &result);
        a_risk[i] = result.median / (double)sizes[i];
        work_free(&w);
    }
    bench_goal(report, "JSON load, time a risk, 100,000 over 10,000", a_risk[1] / a_risk[0], false, 1.5);
    bench_goal(report, "JSON load, time a risk, 1,000,000 over 10,000", a_risk[2] / a_risk[0], false, 1.5);
}

/* Instructions do not depend on caches: they grow with the register and no faster. */
static void growing_in_instructions(bench_report *report)
{
    work small = work_of(bench_amount(report, 10000)), large = work_of(bench_amount(report, 100000));
    const bench_way ways[] = {{"1,000 risks", load_with_isms, &small}, {"10,000 risks", load_with_isms, &large}};
    bench_result results[2] = {{0, 0, 0}, {0, 0, 0}};
    if (bench_count(report, ways, 2, results))
        bench_goal(report, "JSON load, instructions a risk, 10,000 over 1,000",
                   results[1].instructions / results[0].instructions / 10, false, 1.02);
    else
        bench_compare(report, BENCH_WORKED, "risks/s", (double)large.risks, ways, 2, results);
    work_free(&small);
    work_free(&large);
}

const bench bench_json[] = {{"json.load", "reading JSON, against cJSON parsing the same document and freeing it", reading},
                            {"json.load.100k", "the same with ten times as much", reading_much},
                            {"json.save", "writing JSON, against cJSON building a tree and printing it", writing},
                            {"store.memory", "bytes a risk in the store, and at peak while loading", memory},
                            {"store.find", "looking up ids", looking_up},
                            {"json.growth", "reading ten and a hundred times as much", growing},
                            {"json.instructions", "reading ten times as much, in instructions", growing_in_instructions},
                            {NULL, NULL, NULL}};
