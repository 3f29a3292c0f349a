/* Reading and writing XML against what libxml2 offers for it. */
#include "bench.h"
#include "generate.h"

#include <isms.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#include <stdlib.h>

enum { RISKS = 10000 };

/* The register as a model and as its document. */
typedef struct subject {
    isms_model *model;
    isms_blob *text;
    xmlDocPtr tree;
} subject;

static bool start(const bench_report *report, subject *s)
{
    size_t size = 0;
    char *json = generate_register(bench_amount(report, RISKS), &size);
    *s = (subject){NULL, NULL, NULL};
    bool good = json && isms_model_new(NULL, &s->model) == ISMS_OK &&
                isms_model_read_text(s->model, "json", json, size, NULL, NULL) == ISMS_OK &&
                isms_model_write_text(s->model, "xml", NULL, &s->text) == ISMS_OK;
    free(json);
    return good;
}

static void end(subject *s)
{
    xmlFreeDoc(s->tree);
    isms_blob_free(s->text);
    isms_model_free(s->model);
}

static double megabytes(const subject *s)
{
    return 1e-6 * (double)isms_blob_size(s->text);
}

static void pass_of_the_reader(void *context)
{
    const subject *s = context;
    xmlTextReaderPtr reader = xmlReaderForMemory(isms_blob_bytes(s->text), (int)isms_blob_size(s->text), NULL, NULL,
                                                 XML_PARSE_NONET | XML_PARSE_HUGE);
    while (xmlTextReaderRead(reader) == 1)
        continue;
    xmlFreeTextReader(reader);
}

static void load(void *context)
{
    const subject *s = context;
    isms_model *model = NULL;
    if (isms_model_new(NULL, &model) == ISMS_OK)
        isms_model_read_text(model, "xml", isms_blob_bytes(s->text), isms_blob_size(s->text), NULL, NULL);
    isms_model_free(model);
}

/* What a program would write that has the values at hand. */
static void write_node(xmlTextWriterPtr writer, const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type == XML_TEXT_NODE) {
            xmlTextWriterWriteString(writer, node->content);
            continue;
        }
        xmlTextWriterStartElement(writer, node->name);
        for (const xmlAttr *a = node->properties; a; a = a->next)
            xmlTextWriterWriteAttribute(writer, a->name, a->children ? a->children->content : BAD_CAST "");
        write_node(writer, node->children);
        xmlTextWriterEndElement(writer);
    }
}

static int drop_bytes(void *context, const char *bytes, int size)
{
    (void)context, (void)bytes;
    return size;
}

static void save_with_the_writer(void *context)
{
    const subject *s = context;
    xmlTextWriterPtr writer = xmlNewTextWriter(xmlOutputBufferCreateIO(drop_bytes, NULL, NULL, NULL));
    xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
    write_node(writer, xmlDocGetRootElement(s->tree));
    xmlTextWriterEndDocument(writer);
    xmlFreeTextWriter(writer);
}

static int32_t drop(void *user, const char *bytes, size_t size)
{
    (void)user, (void)bytes, (void)size;
    return 0;
}

static void save(void *context)
{
    const subject *s = context;
    isms_model_write(s->model, "xml", NULL, drop, NULL);
}

static void run_load(bench_report *report)
{
    subject s;
    bench_result results[2];
    const bench_way ways[] = {{"bare pass of xmlTextReader", pass_of_the_reader, &s}, {"load", load, &s}};
    if (start(report, &s)) {
        bench_compare(report, BENCH_WORKED, "MB/s", megabytes(&s), ways, 2, results);
        bench_goal(report, "load over a bare pass, time", results[1].median / results[0].median, false, 1.0);
        if (bench_count(report, ways, 2, results))
            bench_goal(report, "load over a bare pass, instructions", results[1].instructions / results[0].instructions, false,
                       0.85);
    }
    end(&s);
}

static void run_save(bench_report *report)
{
    subject s;
    bench_result results[2];
    const bench_way ways[] = {{"xmlTextWriter", save_with_the_writer, &s}, {"save", save, &s}};
    if (start(report, &s)) {
        s.tree = xmlReadMemory(isms_blob_bytes(s.text), (int)isms_blob_size(s.text), NULL, NULL, XML_PARSE_NONET);
        bench_compare(report, BENCH_WORKED, "MB/s", megabytes(&s), ways, 2, results);
        bench_goal(report, "save over xmlTextWriter, time", results[1].median / results[0].median, false, 0.15);
        bench_count(report, ways, 2, results); /* the goal of saving is one of time */
    }
    end(&s);
}

const bench bench_xml[] = {{"xml.load", "reading XML against a bare pass of xmlTextReader", run_load},
                           {"xml.save", "writing XML against xmlTextWriter", run_save},
                           {NULL, NULL, NULL}};
